#pragma once

/* What goes out of the sockets of a graphics card that we draw on, by the kernel's own interface.
 */

#include <stdbool.h>

#include "device/backlight.h"
#include "device/cec.h"

/* Asks every socket what is plugged into it, so that monitor_look() finds it. `card`: open, ours.
 */
void connectors_ask(int card);

/*
 * Sends a signal to the monitors or none (DPMS), upon which a monitor sleeps. Absent where no
 * monitor is plugged in, or it is no card.
 */
enum backlight_effect connectors_switch(int card, bool on);

/* The first socket with a monitor, which is the one that SDL draws on. */
struct cec_socket connectors_socket(int card);
