#pragma once

/* A JSON Pointer (RFC 6901) that grows and shrinks while a document is walked. */

#include <stddef.h>

struct pointer {
    char text[2048]; /* begins as ""; what does not fit is left out */
    size_t length;
};

/* Both return the length before, for pointer_pop(). A long key is cut to 64 bytes. */
size_t pointer_push(struct pointer *pointer, const char *key);
size_t pointer_push_index(struct pointer *pointer, size_t index);

void pointer_pop(struct pointer *pointer, size_t length);
