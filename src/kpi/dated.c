#include "kpi/dated.h"

#define HORIZON_MS (INT64_C(60) * 86400000)

static int date_at(const struct zone *zone, int64_t wall_ms)
{
    struct civil day = civil_from(zone, wall_ms);
    return day.year * 10000 + day.month * 100 + day.day;
}

/* Midnight at the beginning of a date, or so many days later. */
static int64_t midnight(const struct zone *zone, int date, int days)
{
    struct civil civil = {
        .year = date / 10000, .month = date / 100 % 100, .day = date % 100 + days};
    return civil_to(zone, civil);
}

static bool holds(const struct dated_target *target, const struct zone *zone, int date,
                  int64_t wall_ms)
{
    return date >= target->from && (target->until == 0 || date <= target->until) &&
           hours_at(target->hours, NULL, zone, wall_ms).open;
}

/* Of two in force, whether `a` goes before `b`, which is listed earlier. */
static bool before(const struct dated_target *a, const struct dated_target *b)
{
    bool hours_a = a->hours != NULL, hours_b = b->hours != NULL;
    return hours_a != hours_b ? hours_a : a->from >= b->from;
}

const struct dated_target *dated_at(const struct dated_targets *targets, const struct zone *zone,
                                    int64_t wall_ms)
{
    int date = date_at(zone, wall_ms);
    const struct dated_target *best = NULL;
    for (size_t i = 0; i < targets->count; i++) {
        const struct dated_target *target = &targets->items[i];
        if (holds(target, zone, date, wall_ms) && (!best || before(target, best))) {
            best = target;
        }
    }
    return best;
}

/* An edge that has passed, or lies beyond the horizon, is none. */
static int64_t ahead(int64_t edge_ms, int64_t wall_ms)
{
    return edge_ms > wall_ms && edge_ms - wall_ms < HORIZON_MS ? edge_ms : NEVER;
}

int64_t dated_until(const struct dated_targets *targets, const struct zone *zone, int64_t wall_ms)
{
    int64_t first = NEVER;
    for (size_t i = 0; i < targets->count; i++) {
        const struct dated_target *target = &targets->items[i];
        if (target->from > 0) {
            first = earlier(first, ahead(midnight(zone, target->from, 0), wall_ms));
        }
        if (target->until > 0) {
            first = earlier(first, ahead(midnight(zone, target->until, 1), wall_ms));
        }
        first = earlier(first, hours_at(target->hours, NULL, zone, wall_ms).until_ms);
    }
    return first;
}
