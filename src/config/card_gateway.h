#pragma once

#include <stdbool.h>

/*
 * Whether a board with `address`, such as 192.0.2.7/24, can send to `gateway`: it is another
 * address of the same net, or a link-local one (IPv6). Both are well formed.
 */
bool card_gateway_is_near(const char *address, const char *gateway);
