#include "view/duration.h"

#include <math.h>

#define MINUTE 60.0
#define HOUR 3600.0
#define DAY 86400.0

/* From these targets on, in seconds, a unit is too small. */
#define MINUTES_FROM (10 * MINUTE)
#define HOURS_FROM (2 * HOUR)
#define DAYS_FROM (4 * DAY)

static enum duration without_target(const struct kpi_spec *spec)
{
    bool patient = spec->metric->applies == 1u << TRAIT_NON_REAL_TIME;
    return spec->cadence_s >= HOUR ? DURATION_HOURS
           : patient               ? DURATION_HOUR_CLOCK
                                   : DURATION_CLOCK;
}

enum duration duration_of(const struct kpi_spec *spec)
{
    const struct target *target = &spec->target;
    if (!target->set) {
        return without_target(spec);
    }
    double far = target->direction == DIRECTION_HIGHER ? target->target.low : target->target.high;
    double scale = fabs(far);
    return scale >= DAYS_FROM      ? DURATION_DAYS
           : scale >= HOURS_FROM   ? DURATION_HOURS
           : scale >= MINUTES_FROM ? DURATION_MINUTES
           : scale >= MINUTE       ? DURATION_CLOCK
                                   : DURATION_SECONDS;
}

double duration_base(enum duration duration)
{
    static const double bases[] = {1, MINUTE, MINUTE, HOUR, HOUR, DAY};
    return bases[duration];
}

enum word duration_word(enum duration duration)
{
    static const enum word words[] = {WORD_SECONDS, WORD_CLOCK_MINUTES, WORD_MINUTES,
                                      WORD_HOURS,   WORD_HOURS,         WORD_DAYS};
    return words[duration];
}
