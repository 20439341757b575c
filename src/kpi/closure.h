#pragma once

/*
 * A closure: work does not take place although the hours say so, from closure/<id>.
 *
 *   {"from": "...Z", "until": "...Z" or null, "business": "main", "channel": "phone",
 *    "reason": {"ja": "...", "en": "..."} or "..."}
 *
 * Only `until` is needed; null: until the closure is cleared. Without `from` it begins at once;
 * without `business` and `channel` all are closed. Any other key refuses the whole: a misspelt
 * `channel` would close the site.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/moment.h"
#include "kpi/reading.h"
#include "kpi/sent_text.h"

#define CLOSURE_MAX_BYTES ((size_t)4 * 1024)

/* What a tile has room for, in characters. */
#define CLOSURE_REASON_CHARACTERS 30

struct closure {
    char id[ID_BYTES];
    char business[ID_BYTES], channel[ID_BYTES];                              /* "": all */
    char reason[LANGUAGE_COUNT][SENT_TEXT_BYTES(CLOSURE_REASON_CHARACTERS)]; /* "": none told */
    int64_t from_ms;  /* Unix ms; NO_TIME: at once */
    int64_t until_ms; /* Unix ms, no longer closed then; NEVER: until it is cleared */
    uint64_t serial;  /* from 1; a newer one has a greater */
};

/*
 * Fills all but id and serial. REFUSED_TYPE also for a missing `until` and an unknown key,
 * REFUSED_RANGE for an `until` that is not after `from` and for a blank reason, REFUSED_TOO_LARGE
 * for a reason that is too long.
 */
enum refusal closure_read(const void *bytes, size_t length, struct closure *closure);

/* They close the same for the same time, and say the same. */
bool closure_equal(const struct closure *a, const struct closure *b);

/* Whether it closes that channel at a Unix ms; NO_TIME: at a time that nobody knows. */
bool closure_covers(const struct closure *closure, const char *business, const char *channel,
                    int64_t wall_ms);
