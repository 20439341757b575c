#pragma once

/*
 * The last message about a KPI that was refused: what of it was wrong, and when it came. It is for
 * whoever asks why a figure has stopped although its publisher sends; a fixed number of bytes for
 * each KPI, however much comes.
 */

#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

#include "kpi/words.h"

/* The beginning of what was read is enough to find the fault. */
#define REFUSED_READ_BYTES 80

/* On whose topic it came. */
enum refused_on {
    REFUSED_ON_KPI,     /* kpi/<business>/<channel>/<metric> */
    REFUSED_ON_CHANNEL, /* kpi/<business>/<channel>, the whole message */
    REFUSED_ON_METRIC,  /* the same, of one metric */
    REFUSED_ON_SOURCE,  /* a topic of others */
};

struct refused {
    enum refusal reason; /* REFUSED_NOTHING: none ever was */
    enum refused_on on;
    size_t source;                 /* with REFUSED_ON_SOURCE: which one of the board's */
    char key[16];                  /* "value", "time"...; "": the message, or a bare number */
    char read[REFUSED_READ_BYTES]; /* printable ASCII, what is cut ends in "..."; "": nothing
                                      stood there */
    int64_t allowed;               /* of REFUSED_OLDER from, of REFUSED_FUTURE until; of "sequence"
                                      a number, else Unix ms */
    int64_t mono_ms, first_ms;     /* it, and the first of those in a row */
    uint32_t count;                /* in a row, since one was taken */
};

/* A message as it came; of what is not ASCII the code points, "82\uff05", or the bytes, "\x82". */
void refused_read_bytes(struct refused *refused, const void *bytes, size_t length);

/* What stands at a key; NULL: nothing does. */
void refused_read_json(struct refused *refused, const char *key, const json_t *value);

/* A time or a number that is older than the one at hand, or ahead of us. */
void refused_read_time(struct refused *refused, const char *key, int64_t wall_ms, int64_t allowed);
void refused_read_sequence(struct refused *refused, int64_t sequence, int64_t allowed);

/* `last` becomes what was refused now, and counts on. */
void refused_note(struct refused *last, const struct refused *now, int64_t mono_ms);
