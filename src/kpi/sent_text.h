#pragma once

/* A text for people within a message: one string for all languages, or {"ja": "...", "en": "..."}.
 */

#include <stddef.h>

#include <jansson.h>

#include "kpi/glyphs.h"
#include "kpi/reading.h"

/* The longest that any message may bring, in characters. */
#define SENT_TEXT_MOST 500

/* What a text of so many characters takes with its end. */
#define SENT_TEXT_BYTES(characters) ((characters)*4 + 1)

/*
 * Writes it clean and on one line, for every language: one that was not sent is that of the other.
 * Each of `to` has SENT_TEXT_BYTES(characters) and is empty before. REFUSED_TYPE when there is no
 * text, REFUSED_TOO_LARGE for one that is longer, REFUSED_RANGE for one without anything to be
 * read.
 */
enum refusal sent_text_read(const json_t *json, size_t characters, char *const to[LANGUAGE_COUNT]);

/*
 * How many different characters of the texts cannot be drawn. The first ones are named in `names`,
 * of `size` bytes, parted by commas: "U+1F9FF NAZAR AMULET, ..."; "..." where there are more.
 */
size_t sent_text_missing(const char *const texts[LANGUAGE_COUNT], glyph_test *drawable, char *names,
                         size_t size);
