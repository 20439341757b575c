#include "config/pointer.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

#define KEY_BYTES 64

static size_t escape(char *to, const char *key)
{
    size_t used = 0;
    for (; *key; key++) {
        if (*key == '~' || *key == '/') {
            to[used++] = '~';
            to[used++] = *key == '~' ? '0' : '1';
        } else {
            to[used++] = *key;
        }
    }
    return used;
}

size_t pointer_push(struct pointer *pointer, const char *key)
{
    size_t before = pointer->length;
    char cut[KEY_BYTES + 1];
    char escaped[2 * KEY_BYTES];
    text_copy(cut, sizeof cut, key);
    size_t length = escape(escaped, cut);
    if (before + 1 + length < sizeof pointer->text) {
        pointer->text[before] = '/';
        memcpy(pointer->text + before + 1, escaped, length);
        pointer->length = before + 1 + length;
        pointer->text[pointer->length] = '\0';
    }
    return before;
}

size_t pointer_push_index(struct pointer *pointer, size_t index)
{
    char text[24];
    snprintf(text, sizeof text, "%zu", index);
    return pointer_push(pointer, text);
}

void pointer_pop(struct pointer *pointer, size_t length)
{
    pointer->length = length;
    pointer->text[length] = '\0';
}
