#include "kpi/why.h"

#include "kpi/board_state.h"

const char *why_target_word(enum why_target origin)
{
    static const char *const words[] = {[WHY_TARGET_NONE] = "none",
                                        [WHY_TARGET_CONFIG] = "config",
                                        [WHY_TARGET_DATED] = "dated",
                                        [WHY_TARGET_READING] = "reading"};
    return words[origin];
}

static int64_t on_wall(const struct board *board, int64_t mono_ms)
{
    return board->clock_good && mono_ms != NEVER && mono_ms != NO_TIME
               ? mono_ms + board->wall_ahead_ms
               : NO_TIME;
}

static void tell_target(const struct board *board, size_t index, struct why *why)
{
    const struct track *track = &board->tracks[index];
    const struct kpi *kpi = why->kpi;
    bool final = why->received && kpi->reading.final && track->period_start_ms != NO_TIME;
    why->dated =
        final ? dated_at(&kpi->spec->targets, board->zone, track->period_start_ms) : track->dated;
    if (!kpi->target.set) {
        why->origin = WHY_TARGET_NONE;
    } else if (why->received && kpi->reading.has_target) {
        why->origin = WHY_TARGET_READING;
    } else {
        why->origin = why->dated ? WHY_TARGET_DATED : WHY_TARGET_CONFIG;
    }
}

static enum why_thin thin_of(const struct kpi *kpi)
{
    const struct reading *reading = &kpi->reading;
    if (kpi->quality != QUALITY_THIN) {
        return WHY_NOT_THIN;
    }
    if (kpi->suppressed) {
        return WHY_FEW_PEOPLE;
    }
    if (kpi->early) {
        return WHY_JUST_OPENED;
    }
    if (reading->sample < 0) {
        return WHY_NO_SAMPLE;
    }
    return reading->sample == 0 ? WHY_NO_CASES : WHY_FEW_CASES;
}

static void tell_damping(const struct board *board, size_t index, struct why *why)
{
    const struct damping *damping = &board->tracks[index].damping;
    const struct kpi *kpi = why->kpi;
    why->rule = board_damping_rule(kpi->spec, &kpi->target, &kpi->reading);
    why->since_ms = why->due_ms = NO_TIME;
    if (kpi->worsening) {
        why->damping = WHY_DAMPS_WORSE;
    } else if (kpi->recovering) {
        why->damping = WHY_DAMPS_BETTER;
    } else if (kpi->early && damping->pending == PENDING_WORSE) {
        why->damping = WHY_DAMPS_FIRST;
    }
    if (why->damping != WHY_DAMPS_NOTHING) {
        bool better = why->damping == WHY_DAMPS_BETTER;
        why->since_ms = on_wall(board, better ? damping->better_ms : damping->since_ms);
        why->due_ms = on_wall(board, damping_due(damping, &why->rule));
    }
}

static void tell_age(const struct board *board, size_t index, struct why *why)
{
    const struct evidence *evidence = &board->tracks[index].evidence;
    const struct arrival *arrival = &evidence->arrival;
    why->age_ms = why->figure_ms = why->fresh_ms = why->drop_ms = NO_TIME;
    if (!why->received) {
        return;
    }
    const struct reading *reading = &why->kpi->reading;
    why->by_period = reading->final && reading_period(reading, why->kpi->spec) != PERIOD_NOW &&
                     (arrival->age_known || arrival->start_ms != NO_TIME);
    why->drop_ms = on_wall(board, evidence->life.drop_ms);
    why->fresh_ms = on_wall(board, evidence->life.fresh_ms);
    if (arrival->age_known) {
        why->age_ms = board->last.mono_ms - arrival->origin_ms;
        why->figure_ms = on_wall(board, arrival->origin_ms);
    }
}

/* The last of those on its own topics and of those of the whole channel. */
static void tell_refused(const struct board *board, size_t index, struct why *why)
{
    const struct kpi_spec *spec = why->kpi->spec;
    const struct refused *own = &board->tracks[index].refused;
    const struct refused *whole = &board->channels[spec->channel_index].refused;
    bool by_channel = whole->reason != REFUSED_NOTHING &&
                      (own->reason == REFUSED_NOTHING || whole->mono_ms > own->mono_ms);
    const struct refused *last = by_channel ? whole : own;
    why->refused_ms = why->refused_first_ms = NO_TIME;
    if (last->reason == REFUSED_NOTHING) {
        return;
    }
    int64_t taken_ms = board->tracks[index].evidence.arrival.mono_ms;
    bool of_people = by_channel || spec->metric->of_people;
    why->refused = last;
    why->refused_last = !why->received || taken_ms <= last->mono_ms;
    why->refused_told = board->spec->min_group == 0 || !of_people;
    why->refused_ms = on_wall(board, last->mono_ms);
    why->refused_first_ms = on_wall(board, last->first_ms);
}

static void tell_changes(const struct board *board, size_t index, struct why *why)
{
    const struct changes *changes = &board->tracks[index].changes;
    if (why->kpi->suppressed) {
        return;
    }
    for (; why->change_count < changes->count; why->change_count++) {
        struct change change = changes_at(changes, why->change_count);
        why->changes[why->change_count] =
            (struct why_change){change, on_wall(board, change.mono_ms)};
    }
}

struct why board_why(const struct board *board, size_t index)
{
    const struct kpi *kpi = &board->kpis[index];
    const struct channel_spec *channel = &board->spec->channels[kpi->spec->channel_index];
    const struct channel_state *state = &board->channels[kpi->spec->channel_index];
    struct why why = {
        .path = board->tracks[index].topic,
        .kpi = kpi,
        .channel = channel,
        .business = &board->spec->businesses[channel->business_index],
        .opening = &state->opening,
        .received = board->tracks[index].evidence.received,
        .plain = VERDICT_UNTARGETED,
        .thin = thin_of(kpi),
        .group = kpi->reading.agents >= 0 ? kpi->reading.agents : state->group.size,
        .min_group = board->spec->min_group,
        .source = board_source(board, index),
    };
    why.tells_value = why.received && kpi->reading.has_value && !kpi->suppressed &&
                      kpi->quality != QUALITY_NO_DATA;
    why.source_offline = board_source_offline(board, why.source);
    if (why.tells_value) {
        why.plain = target_verdict(&kpi->target, kpi->reading.value);
    }
    tell_target(board, index, &why);
    tell_damping(board, index, &why);
    tell_age(board, index, &why);
    tell_refused(board, index, &why);
    tell_changes(board, index, &why);
    return why;
}
