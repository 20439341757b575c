#pragma once

/*
 * An announcement: what somebody wants said on the wall, from announce/<id>.
 *
 *   {"text": {"ja": "...", "en": "..."} or "...", "priority": "info|notice|urgent|emergency",
 *    "audience": ["agents", ...], "business": "...", "from": "...Z", "until": "...Z"}
 *
 * Only the text is needed. What names neither audience nor business is not for clients, to whom it
 * might tell of another; but an emergency is for all. Unknown keys are ignored, as in a reading;
 * whatever is wrong refuses the whole.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/moment.h"
#include "kpi/reading.h"
#include "kpi/sent_text.h"
#include "kpi/words.h"

#define ANNOUNCEMENT_MAX_BYTES ((size_t)16 * 1024)

/* The longest text, in characters, and what it takes with its end. */
#define ANNOUNCEMENT_CHARACTERS SENT_TEXT_MOST
#define ANNOUNCEMENT_TEXT_BYTES SENT_TEXT_BYTES(ANNOUNCEMENT_CHARACTERS)

/* A greater one is more pressing. */
enum priority { PRIORITY_INFO, PRIORITY_NOTICE, PRIORITY_URGENT, PRIORITY_EMERGENCY };

struct announcement {
    char id[ID_BYTES];
    char text[LANGUAGE_COUNT][ANNOUNCEMENT_TEXT_BYTES]; /* clean, never empty: one that was not sent
                                                           is that of the other language */
    enum priority priority;
    char business[ID_BYTES]; /* only walls that show it; "": all */
    unsigned audiences;      /* bit set of 1u << enum audience */
    int64_t from_ms;         /* Unix ms; NO_TIME: at once */
    int64_t until_ms;        /* Unix ms, no longer shown then; NEVER */
    uint64_t serial;         /* a newer one has a greater */
    bool shows;
};

/*
 * Fills all but id, serial and shows. REFUSED_TYPE also for an unknown word, REFUSED_TOO_LARGE for
 * a text that is too long, REFUSED_RANGE for one without anything to be read and for an `until`
 * that is not after `from`.
 */
enum refusal announcement_read(const void *bytes, size_t length, struct announcement *announcement);

/* What there is to say is the same: text, priority, audience, business and times. */
bool announcement_equal(const struct announcement *a, const struct announcement *b);
