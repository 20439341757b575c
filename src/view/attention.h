#pragma once

/*
 * What has newly come to be missed draws the eye: its word is inverted twice, for a second each,
 * and then stands still. Slower than 1 Hz, over within 3 s, and never over the number.
 *
 * New is a live KPI that is missed and was something else when it was last live. So nothing draws
 * the eye at the start, when a page turns, or when the link comes back to what was known. One that
 * goes to and fro over its boundary is new once in ten minutes: a wall that cries wolf is not
 * looked at. It stays loud and on the strip all the same. What somebody has in hand draws no eye;
 * when its time is over and it is still missed, it is new.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "kpi/board.h"

/* How long a KPI that was new is not new again. */
#define ATTENTION_APART_MS INT64_C(600000)

struct glance {
    bool known, missed; /* the verdict when it was last live */
    int64_t began_ms;   /* monotonic ms at which it came to be missed as news; NEVER */
    int64_t again_ms;   /* monotonic ms from which it may be news again */
};

struct attention {
    struct glance *glances; /* by KPI */
    size_t count;
    bool silent;              /* takes note, and inverts nothing */
    int64_t now_ms, until_ms; /* monotonic; after the latter all is still */
};

/* For so many KPIs; their memory is the arena's. */
struct attention attention_of(struct arena *arena, size_t kpis);

/* Takes note of the verdicts. Only needed when the board's summary changed. */
void attention_watch(struct attention *attention, const struct board *board);

/* Lets time pass; before attention_watch(). */
void attention_pass(struct attention *attention, int64_t mono_ms);

/* Whether the KPI's word is inverted now. */
bool attention_lit(const struct attention *attention, size_t kpi);

/* Whether the KPI has come to be missed at this very moment, and is news. */
bool attention_new(const struct attention *attention, size_t kpi);

/* Monotonic ms at which the next word changes; NEVER when all is still. */
int64_t attention_next(const struct attention *attention);
