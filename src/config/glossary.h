#pragma once

/*
 * The glossary: the terms of a catalogue and its metrics as one list, and how a word of it is
 * found. A metric is never written down twice: its name and sentence are those of its entry.
 */

#include <stddef.h>

#include "config/nearest.h"
#include "kpi/catalogue.h"

struct glossary_entry {
    const char *id;
    struct words name, short_name, definition; /* a term has no short name: NULL */
    const struct words *formula;               /* in the catalogue; a term has none: NULL */
    const char *reading, *also;                /* NULL: none */
};

size_t glossary_count(const struct catalogue *catalogue);

/* Terms first, then metrics, each in the order of the pack. */
struct glossary_entry glossary_at(const struct catalogue *catalogue, size_t index);

enum glossary_match { MATCH_NONE, MATCH_PART, MATCH_WHOLE };

/*
 * Whether `wanted` is one of the entry's forms, or a part of one: id, name and short name in both
 * languages, reading, what else it is called. Case, width, blanks, hyphens and the kind of kana
 * make no difference.
 */
enum glossary_match glossary_match(const struct glossary_entry *entry, const char *wanted);

/* Offers the forms by which people would look for it. */
void glossary_offer(const struct glossary_entry *entry, struct nearest *nearest);
