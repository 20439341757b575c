#include "kpi/standing.h"

bool standing_fresh(const struct evidence *evidence, int64_t mono_ms)
{
    return evidence->received && !evidence->source_held && mono_ms <= evidence->life.fresh_ms;
}

bool standing_thin(const struct reading *reading, const struct kpi_spec *spec)
{
    if (reading->sample < 0) {
        return spec->needs_sample;
    }
    return reading->sample == 0 || reading->sample < spec->min_sample;
}

/* A value of nothing is no figure: 100 % of no calls must not stand on the wall. */
static bool has_figure(const struct reading *reading)
{
    return reading->has_value && reading->sample != 0;
}

static struct standing closed_standing(const struct evidence *evidence,
                                       const struct reading *reading, const struct kpi_spec *spec,
                                       const struct situation *situation)
{
    enum period period = reading_period(reading, spec);
    bool of_the_moment = period == PERIOD_NOW || period == PERIOD_INTERVAL;
    bool stays = situation->timing != TIMING_REAL_TIME || !of_the_moment;
    return (struct standing){
        .quality = QUALITY_CLOSED,
        .since_ms = NO_TIME,
        .shows_value = evidence->received && has_figure(reading) && stays,
    };
}

/*
 * A KPI is stuck only when its own messages went on after the last move of its channel: one that is
 * published rarely is not blamed for its silence. Finished periods do not move by nature.
 */
static bool is_stuck(const struct evidence *evidence, const struct reading *reading,
                     const struct situation *situation, int64_t mono_ms)
{
    return !reading->final && mono_ms >= situation->stuck_ms &&
           evidence->arrival.mono_ms > situation->moved_ms;
}

static enum held held_by(const struct evidence *evidence, const struct reading *reading,
                         const struct situation *situation, int64_t mono_ms)
{
    if (evidence->source_held) {
        return HELD_SOURCE_OFFLINE;
    }
    if (evidence->life.fresh_ms == NO_TIME) {
        return HELD_RETAINED;
    }
    if (mono_ms > evidence->life.fresh_ms) {
        return HELD_AGED;
    }
    return is_stuck(evidence, reading, situation, mono_ms) ? HELD_STUCK : HELD_NOT;
}

/* The wall-clock time that a figure tells of: one whose period was over before is of its end. */
static int64_t time_of_figure(const struct evidence *evidence, const struct reading *reading)
{
    const struct arrival *arrival = &evidence->arrival;
    /* When a figure of unknown age came to us says nothing about the figure. */
    int64_t came_ms = arrival->age_known ? arrival->wall_ms : NO_TIME;
    int64_t figure_ms = reading->time_ms != NO_TIME ? reading->time_ms : came_ms;
    if (figure_ms == NO_TIME || arrival->wall_ms == NO_TIME || evidence->life.fresh_ms == NO_TIME) {
        return figure_ms;
    }
    return earlier(figure_ms, arrival->wall_ms + (evidence->life.fresh_ms - arrival->mono_ms));
}

static struct standing seen_by_all(const struct evidence *evidence, const struct reading *reading,
                                   const struct kpi_spec *spec, const struct situation *situation,
                                   int64_t mono_ms)
{
    bool drains = situation->draining && spec->metric->drains;
    if (situation->closed && !drains) {
        return closed_standing(evidence, reading, spec, situation);
    }
    if (!evidence->received) {
        return (struct standing){.quality = QUALITY_WAITING, .since_ms = NO_TIME};
    }
    int64_t figure_ms = time_of_figure(evidence, reading);
    bool nothing = !reading->has_value && !reading->nothing_counted;
    if (nothing || mono_ms > evidence->life.drop_ms) {
        return (struct standing){.quality = QUALITY_NO_DATA, .since_ms = figure_ms};
    }
    struct standing standing = {.since_ms = NO_TIME, .shows_value = has_figure(reading)};
    standing.held = held_by(evidence, reading, situation, mono_ms);
    if (standing.held != HELD_NOT) {
        standing.quality = QUALITY_LAST_KNOWN;
        standing.since_ms = standing.held == HELD_STUCK ? situation->moved_wall_ms : figure_ms;
    } else {
        standing.quality = standing_thin(reading, spec) ? QUALITY_THIN : QUALITY_LIVE;
    }
    return standing;
}

/* Of how many people nobody tells, there may be few. */
static bool is_of_too_few(const struct reading *reading, const struct kpi_spec *spec,
                          const struct situation *situation, int64_t mono_ms)
{
    if (situation->min_group == 0 || !spec->metric->of_people) {
        return false;
    }
    const struct group *group = &situation->group;
    int64_t told = mono_ms <= group->until_ms ? group->size : -1;
    return (reading->agents >= 0 ? reading->agents : told) < situation->min_group;
}

struct standing standing_at(const struct evidence *evidence, const struct reading *reading,
                            const struct kpi_spec *spec, const struct situation *situation,
                            int64_t mono_ms)
{
    struct standing standing = seen_by_all(evidence, reading, spec, situation, mono_ms);
    if (is_of_too_few(reading, spec, situation, mono_ms)) {
        standing.suppressed = true;
        standing.shows_value = false;
        standing.quality = standing.quality == QUALITY_LIVE ? QUALITY_THIN : standing.quality;
    }
    return standing;
}

static bool standing_equal(const struct standing *a, const struct standing *b)
{
    return a->quality == b->quality && a->held == b->held && a->since_ms == b->since_ms &&
           a->shows_value == b->shows_value && a->suppressed == b->suppressed;
}

int64_t standing_until(const struct evidence *evidence, const struct reading *reading,
                       const struct kpi_spec *spec, const struct situation *situation,
                       int64_t mono_ms)
{
    int64_t group_ms = situation->group.until_ms;
    const int64_t turns[] = {
        !evidence->received || evidence->life.fresh_ms == NO_TIME ? NEVER
                                                                  : evidence->life.fresh_ms + 1,
        evidence->received ? evidence->life.drop_ms + 1 : NEVER,
        situation->stuck_ms,
        group_ms == NO_TIME || group_ms == NEVER ? NEVER : group_ms + 1,
    };
    struct standing now = standing_at(evidence, reading, spec, situation, mono_ms);
    int64_t until = NEVER;
    for (size_t i = 0; i < sizeof turns / sizeof turns[0]; i++) {
        if (turns[i] <= mono_ms || turns[i] >= until) {
            continue;
        }
        struct standing then = standing_at(evidence, reading, spec, situation, turns[i]);
        if (!standing_equal(&now, &then)) {
            until = turns[i];
        }
    }
    return until;
}
