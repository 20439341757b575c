#pragma once

/*
 * The unit in which a KPI tells its durations: one for its figure wherever it stands, for its
 * target and for the head of its column. It follows from the target, or without one from how often
 * the figure comes and from which work it tells of, and never from the present value.
 */

#include "kpi/spec.h"
#include "view/words.h"

enum duration {
    DURATION_SECONDS,    /* "34 s": a target under a minute */
    DURATION_CLOCK,      /* "1:48", minutes and seconds: under ten minutes, and without a target */
    DURATION_MINUTES,    /* "24 min": under two hours */
    DURATION_HOURS,      /* "3.0 h": under four days; and without a target where it comes hourly */
    DURATION_HOUR_CLOCK, /* "3:05 h": without a target, of work that is never real-time */
    DURATION_DAYS,       /* "4.5 d" */
};

enum duration duration_of(const struct kpi_spec *spec);

/* Seconds in one of the unit. */
double duration_base(enum duration duration);

enum word duration_word(enum duration duration);
