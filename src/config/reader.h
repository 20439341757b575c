#pragma once

/*
 * Walks a JSON value with the table of keys and fills the structs of config/entries.h. It never
 * stops at the first fault, and what is wrong leaves the value of an absent key.
 */

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/fault.h"
#include "config/keys.h"
#include "config/pointer.h"
#include "kpi/catalogue.h"
#include "kpi/glyphs.h"

struct reader {
    struct arena *arena;
    struct faults *faults;
    struct pointer pointer;            /* of the value that is being read */
    const struct catalogue *catalogue; /* what amended metrics begin with; NULL: none */
    glyph_test *drawable;              /* NULL: texts may hold any character */
    int language; /* of a text in several the one that is drawn; ABSENT: any of them */
};

/* Fills `into`, a zeroed struct of the section, from `value`: defaults first, then what stands
 * there. */
void read_section(struct reader *reader, const struct section *section, const json_t *value,
                  void *into);

/*
 * Changes what stands in `into` by what stands in `value`; a text in one language leaves the other
 * as it is. With `whole` what is required counts as missing where it is absent.
 */
void amend_section(struct reader *reader, const struct section *section, const json_t *value,
                   void *into, bool whole);

/* NULL when the section has no such key. */
const struct key *key_find(const struct section *section, const char *name);

/* The value behind one key, into the place of its type. */
void read_value(struct reader *reader, const struct key *key, const json_t *value, void *slot);

/* A fault of the value at the reader's pointer. */
void read_fault(struct reader *reader, const char *code, const json_t *value, const char *allowed,
                const char *format, ...) __attribute__((format(printf, 5, 6)));

/* "5 to 3600", "0, or 5 to 3600", or the words: "ja, en". What does not fit is left out. */
const char *key_allowed(const struct key *key, char *to, size_t size);
