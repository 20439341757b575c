#pragma once

/* Where a server is found: its name or its address. */

#include <stdbool.h>

#define HOST_NAME_BYTES 255 /* the longest name, its root written, or address with its zone */

/* An IPv4 address of four numbers, or an IPv6 address, as inet_pton(3) reads them. */
bool host_is_address(const char *text);

/*
 * Whether `text` can name a host: an address, that of IPv6 also with a zone (`fe80::1%eth0`), or
 * labels with points between them, of letters, digits, `-` and `_`, 1 to 63 bytes each and 253 in
 * all, none with a `-` at an end (RFC 1123 2.1, RFC 1035 2.3.4; `_` is what Windows has). No name
 * ends in a number (RFC 3696 2): 192.0.2.999 is a slip in an address.
 */
bool host_is_possible(const char *text);

/* What may be repeated of a text that is none: "" where it has an @, as a password stands before
 * it. */
const char *host_told(const char *text);
