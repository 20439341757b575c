#pragma once

/*
 * Base64 (RFC 4648) in the one form that a writer gives: the usual alphabet, padded, without line
 * breaks, and nothing in the bits that stand for no byte. So bytes have one text and no other.
 */

#include <stddef.h>

struct octets {
    const unsigned char *bytes;
    size_t length;
};

/* How many bytes such a text is at most. */
#define BASE64_BYTES(length) ((length) / 4 * 3)

#define BASE64_NONE ((size_t)-1)

/* Into `to`, which has BASE64_BYTES(length); how many they are. BASE64_NONE: it is no such text. */
size_t base64_decode(unsigned char *to, const char *text, size_t length);
