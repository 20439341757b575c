#include "kpi/refused.h"

#include <assert.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/moment.h"
#include "base/text.h"

/* Stands for what was cut. */
static const char cut[] = "...";

/* False when there is no room left: then `cut` stands at the end. */
static bool append(char to[REFUSED_READ_BYTES], const char *piece, size_t length)
{
    size_t used = strlen(to);
    if (used + length + sizeof cut <= REFUSED_READ_BYTES) {
        memcpy(to + used, piece, length);
        to[used + length] = '\0';
        return true;
    }
    memcpy(to + used, cut, sizeof cut);
    return false;
}

/* One character of the message; how many bytes it has. */
static size_t spell(char piece[12], const char *at, size_t left)
{
    char character[5] = "";
    memcpy(character, at, left < 4 ? left : 4);
    if (character[0] >= ' ' && character[0] <= '~') {
        snprintf(piece, 12, "%c", character[0]);
        return 1;
    }
    const char *cursor = character;
    uint32_t code = text_next(&cursor);
    size_t step = (size_t)(cursor - character);
    if (step == 0 || (step == 1 && (unsigned char)character[0] >= 0x80)) {
        snprintf(piece, 12, "\\x%02x", (unsigned char)character[0]);
        return 1;
    }
    snprintf(piece, 12, code > 0xffff ? "\\U%06" PRIx32 : "\\u%04" PRIx32, code);
    return step;
}

void refused_read_bytes(struct refused *refused, const void *bytes, size_t length)
{
    const char *at = bytes, *end = at + length;
    refused->key[0] = refused->read[0] = '\0';
    while (at < end) {
        char piece[12];
        at += spell(piece, at, (size_t)(end - at));
        if (!append(refused->read, piece, strlen(piece))) {
            return;
        }
    }
}

static int append_dump(const char *piece, size_t length, void *to)
{
    for (size_t i = 0; i < length; i++) {
        if (!append(to, piece + i, 1)) {
            return -1;
        }
    }
    return 0;
}

void refused_read_json(struct refused *refused, const char *key, const json_t *value)
{
    text_copy(refused->key, sizeof refused->key, key);
    refused->read[0] = '\0';
    if (value != NULL) {
        json_dump_callback(value, append_dump, refused->read,
                           JSON_ENCODE_ANY | JSON_ENSURE_ASCII | JSON_COMPACT |
                               JSON_REAL_PRECISION(15));
    }
}

void refused_read_time(struct refused *refused, const char *key, int64_t wall_ms, int64_t allowed)
{
    text_copy(refused->key, sizeof refused->key, key);
    time_format(wall_ms, refused->read, (int)sizeof refused->read);
    refused->allowed = allowed;
}

void refused_read_sequence(struct refused *refused, int64_t sequence, int64_t allowed)
{
    text_copy(refused->key, sizeof refused->key, "sequence");
    snprintf(refused->read, sizeof refused->read, "%" PRId64, sequence);
    refused->allowed = allowed;
}

void refused_note(struct refused *last, const struct refused *now, int64_t mono_ms)
{
    assert(now->reason != REFUSED_NOTHING);
    uint32_t count = last->count;
    int64_t first_ms = count > 0 ? last->first_ms : mono_ms;
    *last = *now;
    last->mono_ms = mono_ms;
    last->first_ms = first_ms;
    last->count = count < UINT32_MAX ? count + 1 : count;
}
