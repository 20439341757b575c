#include "kpi/lifetime.h"

#define DAY_MS INT64_C(86400000)

static int64_t later(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* The wall-clock instant `wall_ms` on the monotonic clock, by the clock of the arrival. */
static int64_t on_mono(const struct arrival *arrival, int64_t wall_ms)
{
    return arrival->mono_ms + (wall_ms - arrival->wall_ms);
}

/* The local midnight that ends the day of `wall_ms`. */
static int64_t end_of_day(const struct zone *zone, int64_t wall_ms)
{
    struct civil day = civil_from(zone, wall_ms);
    return civil_to(zone, (struct civil){.year = day.year, .month = day.month, .day = day.day + 1});
}

/* The end of the first day after that of `wall_ms` on which the channel opens. */
static int64_t end_of_next_day(const struct timetable *table, int64_t wall_ms)
{
    int64_t midnight_ms = end_of_day(table->zone, wall_ms);
    struct opening opening = hours_at(table->hours, table->holidays, table->zone, midnight_ms);
    bool waits = !opening.open && opening.next_ms != NEVER;
    return end_of_day(table->zone, waits ? opening.next_ms : midnight_ms);
}

/* The instant at which a final reading whose period began at `start_ms` of the wall is overdue. */
static int64_t overdue(const struct arrival *arrival, const struct reading *reading,
                       enum period period, int64_t period_ms, const struct timetable *table)
{
    if (period == PERIOD_DAY || period == PERIOD_TODAY) {
        return on_mono(arrival, end_of_next_day(table, reading->period_start_ms)) + DAY_MS / 2;
    }
    return arrival->start_ms + period_ms * 5 / 2;
}

static struct lifetime of_final(const struct arrival *arrival, const struct reading *reading,
                                enum period period, int64_t period_ms,
                                const struct timetable *table)
{
    bool started = arrival->start_ms != NO_TIME;
    int64_t from = started ? arrival->start_ms : arrival->origin_ms;
    int64_t until =
        started ? overdue(arrival, reading, period, period_ms, table) : from + period_ms * 3 / 2;
    return (struct lifetime){until, from + 10 * (until - from)};
}

/*
 * When the day of a `today` ends: a day after the start that its source stated, by the clock on the
 * wall, for a centre's day may run from 6:00 to 6:00; else at the local midnight.
 */
static int64_t end_of_today(const struct arrival *arrival, const struct reading *reading,
                            const struct zone *zone)
{
    if (reading->period_start_ms == NO_TIME) {
        return end_of_day(zone, reading->time_ms != NO_TIME ? reading->time_ms : arrival->wall_ms);
    }
    struct civil start = civil_from(zone, reading->period_start_ms);
    start.day++;
    return civil_to(zone, start);
}

/* The last instant at which a running figure can still be of its period; NEVER: it has no end. */
static int64_t end_of_period(const struct arrival *arrival, const struct reading *reading,
                             enum period period, int64_t period_ms, const struct timetable *table,
                             int fresh_s)
{
    if (period == PERIOD_TODAY && arrival->wall_ms != NO_TIME) {
        return on_mono(arrival, end_of_today(arrival, reading, table->zone)) - 1;
    }
    if (period_ms > 0 && period != PERIOD_TODAY && arrival->start_ms != NO_TIME) {
        return arrival->start_ms + period_ms + fresh_s * INT64_C(1000);
    }
    return NEVER;
}

struct lifetime lifetime_of(const struct arrival *arrival, const struct reading *reading,
                            const struct kpi_spec *spec, const struct timetable *table,
                            int interval_s)
{
    enum period period = reading_period(reading, spec);
    int64_t period_ms = period_seconds(period, interval_s) * 1000;
    bool dated = arrival->age_known || arrival->start_ms != NO_TIME;
    if (reading->final && period_ms > 0 && dated) {
        return of_final(arrival, reading, period, period_ms, table);
    }
    int64_t from = arrival->age_known ? arrival->origin_ms : arrival->mono_ms;
    struct lifetime life = {NO_TIME, from + spec->drop_s * INT64_C(1000)};
    if (arrival->age_known) {
        int64_t end = end_of_period(arrival, reading, period, period_ms, table, spec->fresh_s);
        life.fresh_ms = earlier(from + spec->fresh_s * INT64_C(1000), end);
        life.drop_ms = later(life.drop_ms, life.fresh_ms);
    }
    return life;
}
