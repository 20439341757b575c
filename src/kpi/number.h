#pragma once

/* A bare JSON number without a JSON library: the commonest payload, and the cheapest. */

#include <stdbool.h>
#include <stddef.h>

/*
 * True when `bytes` are one JSON number (RFC 8259, white space around it allowed) that can be
 * converted exactly here: up to 15 digits and a small exponent. False says nothing about others.
 */
bool number_parse(const char *bytes, size_t length, double *value);
