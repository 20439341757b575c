#pragma once

/* The serial number of the board, where it has one that programs may read (a Raspberry Pi has). */

#define SERIAL_FILE "/proc/device-tree/serial-number"
#define SERIAL_BYTES 65

/* An id of the contract; "" when the file is not there or holds none. */
void serial_number(const char *file, char to[SERIAL_BYTES]);
