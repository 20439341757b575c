#include "base/text.h"

#include <stdint.h>
#include <string.h>

#define REPLACEMENT 0xFFFDu
#define DISTANCE_BYTES 64

/* What a lead byte promises: length, the bits it carries, the least code point of that length. */
struct lead {
    unsigned length;
    uint32_t bits, least;
};

static struct lead lead_of(unsigned char byte)
{
    if (byte < 0x80) {
        return (struct lead){1, byte, 0};
    }
    if (byte >= 0xC2 && byte <= 0xDF) {
        return (struct lead){2, byte & 0x1Fu, 0x80};
    }
    if (byte >= 0xE0 && byte <= 0xEF) {
        return (struct lead){3, byte & 0x0Fu, 0x800};
    }
    if (byte >= 0xF0 && byte <= 0xF4) {
        return (struct lead){4, byte & 0x07u, 0x10000};
    }
    return (struct lead){0};
}

/* Length of the well-formed character at `bytes`, 0 when there is none. */
static unsigned decode(const unsigned char *bytes, size_t room, uint32_t *code)
{
    struct lead lead = lead_of(bytes[0]);
    if (lead.length == 0 || lead.length > room) {
        return 0;
    }
    uint32_t value = lead.bits;
    for (unsigned i = 1; i < lead.length; i++) {
        if ((bytes[i] & 0xC0) != 0x80) {
            return 0;
        }
        value = value << 6 | (bytes[i] & 0x3Fu);
    }
    bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (value < lead.least || value > 0x10FFFF || surrogate) {
        return 0;
    }
    *code = value;
    return lead.length;
}

bool text_is_utf8(const char *bytes, size_t length)
{
    const unsigned char *at = (const unsigned char *)bytes;
    const unsigned char *end = at + length;
    while (at < end) {
        if (*at == 0) {
            return false;
        }
        uint32_t code;
        unsigned step = decode(at, (size_t)(end - at), &code);
        if (step == 0) {
            return false;
        }
        at += step;
    }
    return true;
}

uint32_t text_next(const char **cursor)
{
    const unsigned char *at = (const unsigned char *)*cursor;
    if (*at == 0) {
        return 0;
    }
    /* The NUL at the end is no continuation byte, so decode() never reads beyond it. */
    uint32_t code = REPLACEMENT;
    unsigned step = decode(at, 4, &code);
    *cursor += step > 0 ? step : 1;
    return code;
}

static bool never_shown(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code <= 0x9F) || code == 0x061C || code == 0x200E ||
           code == 0x200F || (code >= 0x202A && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069);
}

static bool copy(char *to, size_t size, const char *from, bool clean)
{
    size_t used = 0;
    while (*from) {
        const char *start = from;
        uint32_t code = text_next(&from);
        if (clean && never_shown(code)) {
            continue;
        }
        size_t step = (size_t)(from - start);
        if (used + step >= size) {
            to[used] = '\0';
            return false;
        }
        memcpy(to + used, start, step);
        used += step;
    }
    to[used] = '\0';
    return true;
}

bool text_copy(char *to, size_t size, const char *from)
{
    return copy(to, size, from, false);
}

bool text_copy_clean(char *to, size_t size, const char *from)
{
    return copy(to, size, from, true);
}

bool text_is_id(const char *text)
{
    size_t length = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-");
    return length >= 1 && length <= 64 && text[length] == '\0';
}

static unsigned least(unsigned a, unsigned b, unsigned c)
{
    unsigned ab = a < b ? a : b;
    return ab < c ? ab : c;
}

unsigned text_distance(const char *a, const char *b)
{
    size_t length_a = strlen(a), length_b = strlen(b);
    if (length_a > DISTANCE_BYTES || length_b > DISTANCE_BYTES) {
        return UINT32_MAX;
    }
    unsigned row[DISTANCE_BYTES + 1];
    for (size_t j = 0; j <= length_b; j++) {
        row[j] = (unsigned)j;
    }
    for (size_t i = 1; i <= length_a; i++) {
        unsigned diagonal = row[0];
        row[0] = (unsigned)i;
        for (size_t j = 1; j <= length_b; j++) {
            unsigned change = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            row[j] = least(change, row[j] + 1, row[j - 1] + 1);
        }
    }
    return row[length_b];
}
