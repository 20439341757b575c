#pragma once

/* Whether what is said of a board's net can be true. Addresses are well formed, see card_config.c.
 */

#include <stdbool.h>

/*
 * Whether a board can have `address`, such as 192.0.2.7/24: it is not that of the net itself, nor
 * the one by which all of it is meant, nobody's, a board's own or a group's, and the net is not all
 * there is.
 */
bool card_address_is_of_a_board(const char *address);

/*
 * Whether a board with `address`, such as 192.0.2.7/24, can send to `gateway`: it is another
 * address of the same net, or a link-local one (IPv6).
 */
bool card_gateway_is_near(const char *address, const char *gateway);
