#include "kpi/arrival.h"

#define DAY_S INT64_C(86400)
#define INTERVAL_S 1800

static int64_t later(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

enum period reading_period(const struct reading *reading, const struct kpi_spec *spec)
{
    return reading->period == PERIOD_COUNT ? spec->period : reading->period;
}

bool reading_slow(const struct reading *reading, const struct kpi_spec *spec)
{
    return reading->final || reading_period(reading, spec) > PERIOD_DAY;
}

int64_t period_seconds(enum period period, int interval_s)
{
    switch (period) {
    case PERIOD_INTERVAL:
        return interval_s > 0 ? interval_s : INTERVAL_S;
    case PERIOD_TODAY:
    case PERIOD_DAY:
        return DAY_S;
    case PERIOD_WEEK:
        return 7 * DAY_S;
    case PERIOD_MONTH:
        return 31 * DAY_S;
    case PERIOD_QUARTER:
        return 92 * DAY_S;
    case PERIOD_YEAR:
        return 366 * DAY_S;
    case PERIOD_NOW:
    case PERIOD_COUNT:
        break;
    }
    return 0;
}

/* Whether a good clock finds `time_ms` further ahead than a skewed source may be. */
static bool in_future(int64_t time_ms, int64_t wall_ms)
{
    return time_ms != NO_TIME && time_ms - wall_ms > SKEW_ALLOWED_MS;
}

/* Counts the age from `time`, seen by a good clock that showed `wall_ms` at the arrival. */
static void fix_age(struct arrival *arrival, int64_t time_ms)
{
    arrival->age_known = true;
    arrival->origin_ms = arrival->mono_ms - later(arrival->wall_ms - time_ms, 0);
}

static void fix_start(struct arrival *arrival, int64_t start_ms)
{
    if (start_ms != NO_TIME && !in_future(start_ms, arrival->wall_ms)) {
        arrival->start_ms = arrival->mono_ms + (start_ms - arrival->wall_ms);
    }
}

enum refusal arrival_take(struct arrival *arrival, const struct reading *reading, bool retained,
                          const struct moment *now, bool *skewed)
{
    *skewed = false;
    *arrival = (struct arrival){
        .mono_ms = now->mono_ms,
        .wall_ms = NO_TIME,
        .age_known = !retained,
        .origin_ms = now->mono_ms,
        .start_ms = NO_TIME,
    };
    if (!now->clock_good) {
        return REFUSED_NOTHING;
    }
    if (in_future(reading->time_ms, now->wall_ms) ||
        in_future(reading->period_start_ms, now->wall_ms)) {
        return REFUSED_FUTURE;
    }
    arrival->settled = true;
    arrival->wall_ms = now->wall_ms;
    if (reading->time_ms != NO_TIME) {
        *skewed = reading->time_ms > now->wall_ms;
        fix_age(arrival, reading->time_ms);
    }
    fix_start(arrival, reading->period_start_ms);
    return REFUSED_NOTHING;
}

void arrival_settle(struct arrival *arrival, struct reading *reading, const struct moment *now)
{
    if (arrival->settled || !now->clock_good) {
        return;
    }
    arrival->settled = true;
    arrival->wall_ms = now->wall_ms - (now->mono_ms - arrival->mono_ms);
    if (in_future(reading->time_ms, arrival->wall_ms)) {
        reading->time_ms = NO_TIME;
    }
    if (reading->time_ms != NO_TIME) {
        fix_age(arrival, reading->time_ms);
    }
    fix_start(arrival, reading->period_start_ms);
}
