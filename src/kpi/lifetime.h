#pragma once

/*
 * For how long a reading may be shown.
 *
 *   running   fresh for `fresh_s` after its age was 0, shown for `drop_s`. What sums up a period is
 *             not fresh beyond it, however young the message: `today` ends a day after its stated
 *             start, without one with the local midnight after its day; another period whose start
 *             is known ends `fresh_s` after its length.
 *   final     of a known start: fresh until the period after it is overdue by half a period,
 *             whatever `time` says; days on which the channel does not open are left out.
 *             Without a start: one and a half periods from when its age was 0.
 *             Shown ten times as long.
 */

#include "kpi/arrival.h"
#include "kpi/hours.h"

/* The last monotonic ms in which a reading is fresh, and the last in which it is shown at all. */
struct lifetime {
    int64_t fresh_ms; /* NO_TIME: never fresh, its age is unknown */
    int64_t drop_ms;
};

/*
 * `table` is that of its channel; `interval_s` the length of an interval where history tells it, 0
 * unknown. While no good clock has seen the reading only its age counts.
 */
struct lifetime lifetime_of(const struct arrival *arrival, const struct reading *reading,
                            const struct kpi_spec *spec, const struct timetable *table,
                            int interval_s);
