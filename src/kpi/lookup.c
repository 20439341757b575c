#include "kpi/lookup.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct slot {
    const char *text; /* NULL: free */
    uint64_t hash;
    size_t index;
};

struct lookup {
    size_t mask;
    size_t room;
    struct slot slots[];
};

/* 64-bit FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/ */
static uint64_t hash_of(const char *text)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (; *text; text++) {
        hash = (hash ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
    }
    return hash;
}

struct lookup *lookup_create(size_t count)
{
    size_t slots = 8;
    while (slots < count * 2) {
        slots *= 2;
    }
    struct lookup *lookup = calloc(1, sizeof *lookup + slots * sizeof lookup->slots[0]);
    if (!lookup) {
        abort();
    }
    lookup->mask = slots - 1;
    lookup->room = count;
    return lookup;
}

void lookup_destroy(struct lookup *lookup)
{
    free(lookup);
}

/* The slot that holds `text`, or the free one where it belongs. At most half of them are taken. */
static size_t slot_of(const struct lookup *lookup, const char *text, uint64_t hash)
{
    size_t at = (size_t)hash & lookup->mask;
    while (lookup->slots[at].text &&
           (lookup->slots[at].hash != hash || strcmp(lookup->slots[at].text, text) != 0)) {
        at = (at + 1) & lookup->mask;
    }
    return at;
}

void lookup_add(struct lookup *lookup, const char *text, size_t index)
{
    assert(lookup->room > 0);
    lookup->room--;
    uint64_t hash = hash_of(text);
    struct slot *slot = &lookup->slots[slot_of(lookup, text, hash)];
    if (!slot->text) {
        *slot = (struct slot){text, hash, index};
    }
}

size_t lookup_find(const struct lookup *lookup, const char *text)
{
    const struct slot *slot = &lookup->slots[slot_of(lookup, text, hash_of(text))];
    return slot->text ? slot->index : LOOKUP_NONE;
}
