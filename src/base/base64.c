#include "base/base64.h"

#include <stdint.h>
#include <string.h>

/* -1: of no byte. */
static int digit(char c)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *at = c != '\0' ? strchr(digits, c) : NULL;
    return at != NULL ? (int)(at - digits) : -1;
}

size_t base64_decode(unsigned char *to, const char *text, size_t length)
{
    size_t padding = 0, used = 0;
    if (length % 4 != 0) {
        return BASE64_NONE;
    }
    while (padding < 2 && padding < length && text[length - 1 - padding] == '=') {
        padding++;
    }
    uint32_t bits = 0;
    for (size_t i = 0; i < length; i++) {
        int value = i < length - padding ? digit(text[i]) : 0;
        if (value < 0) {
            return BASE64_NONE;
        }
        bits = bits << 6 | (uint32_t)value;
        for (size_t k = 0; i % 4 == 3 && k < 3; k++) {
            to[used++] = (unsigned char)(bits >> (16 - 8 * k));
        }
    }
    /* What the padding stands for has to be nothing. */
    for (size_t i = 0; i < padding; i++) {
        if (to[--used] != 0) {
            return BASE64_NONE;
        }
    }
    return used;
}
