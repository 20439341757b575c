#pragma once

/*
 * When a reading arrived, and how old it was then.
 *
 * An age is fixed once, while the wall clock is known good, and from then on counted on the
 * monotonic clock: no step of the wall clock changes it.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/moment.h"
#include "kpi/reading.h"
#include "kpi/spec.h"

/* A `time` may lie this far ahead of a good clock; it is then taken as now. */
#define SKEW_ALLOWED_MS INT64_C(120000)

struct arrival {
    int64_t mono_ms;
    int64_t wall_ms; /* NO_TIME while the clock was not good */
    bool settled;    /* judged by a good clock: never judged again */
    bool age_known;
    int64_t origin_ms; /* monotonic instant at which the age was 0, when known */
    int64_t start_ms;  /* monotonic instant at which the period began; NO_TIME */
};

/*
 * Fills *arrival. REFUSED_FUTURE when a good clock says that `time` or `period_start` is too far
 * ahead; *skewed tells that `time` was ahead, but allowed.
 */
enum refusal arrival_take(struct arrival *arrival, const struct reading *reading, bool retained,
                          const struct moment *now, bool *skewed);

/*
 * The clock has become good: fixes the age of a reading that arrived before. A `time` that proves
 * to lie in the future is struck from the reading, so that it cannot make later ones look older.
 */
void arrival_settle(struct arrival *arrival, struct reading *reading, const struct moment *now);

/* Seconds in a period; 0 for PERIOD_NOW. The long ones are as long as they get. */
int64_t period_seconds(enum period period, int interval_s);

/* What the value sums up: the reading's own word, else that of the board. */
enum period reading_period(const struct reading *reading, const struct kpi_spec *spec);

/*
 * Whether the value is of a finished period, or of one longer than a day: it tells nothing of this
 * minute, so nothing of it may look like now.
 */
bool reading_slow(const struct reading *reading, const struct kpi_spec *spec);
