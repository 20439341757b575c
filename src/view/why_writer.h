#pragma once

/* How the sentences of why_text.h are put together; for its files alone. */

#include "view/why_phrases.h"
#include "view/why_text.h"

/* Texts that live until so many others were made. */
#define SCRATCH 8
#define SCRATCH_BYTES 64

struct writer {
    struct why_text *text;
    const struct why *why;
    const struct status_context *context;
    char scratch[SCRATCH][SCRATCH_BYTES];
    unsigned used;
};

/* A new line; where there is none left the last is written anew. */
void writer_begin(struct writer *w, enum phrase label);

/* Appends the phrase with its $1 to $4 replaced. */
void writer_more(struct writer *w, enum phrase phrase, const char *const with[4]);

#define MORE(w, phrase, ...) writer_more(w, phrase, (const char *const[4]){__VA_ARGS__})
#define SAY(w, label, phrase, ...) (writer_begin(w, label), MORE(w, phrase, __VA_ARGS__))

/* "14:28:10", with its date when it is not today's; "–" when nobody knows. */
const char *writer_clock(struct writer *w, int64_t wall_ms);

const char *writer_number(struct writer *w, double value);
const char *writer_count(struct writer *w, int64_t count);

/* "3分", and "90秒" where a tile would have "1:30": nobody says that in a sentence. */
const char *writer_span(struct writer *w, int64_t span_ms);

/* As a person who looks into the configuration finds it: "fresh_s 30". */
const char *writer_key(struct writer *w, const char *key, int value);

/* One of the bounds of the target in force: "≥80%". */
const char *writer_bounds(struct writer *w, struct bounds bounds);

/* A value as the wall shows it, and as it was published, with its unit. */
const char *writer_shown(struct writer *w, double value);
const char *writer_exact(struct writer *w, double value);
