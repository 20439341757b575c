#pragma once

/*
 * A KPI that is off target and that somebody has in hand: a supervisor has acknowledged it. It is
 * still judged and shown as what it is, but calls nobody until its time is over. It ends by itself
 * when the KPI is on target again, when it gets worse than it was, and at closing, where everything
 * begins anew. While the KPI is not live nobody can tell, and it stays.
 */

#include <stdbool.h>
#include <stdint.h>

#include "kpi/target.h"
#include "kpi/words.h"

#define IN_HAND_CHARACTERS 16
#define IN_HAND_BY_BYTES (IN_HAND_CHARACTERS * 4 + 1)

struct in_hand {
    bool stands;
    enum verdict verdict;      /* as it was last live: near or missed */
    int64_t until_ms;          /* monotonic */
    int64_t since_ms;          /* Unix ms; NO_TIME while the clock was not known to be right */
    char by[IN_HAND_BY_BYTES]; /* a role, "" when nobody said */
};

/* What is left of it at `mono_ms` while the KPI is so. */
struct in_hand in_hand_at(const struct in_hand *in_hand, enum quality quality, enum verdict verdict,
                          int64_t mono_ms);

bool in_hand_equal(const struct in_hand *a, const struct in_hand *b);
