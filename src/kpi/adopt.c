/* A new board takes over what the old one knows: a changed config does not blank the wall. */

#include <string.h>

#include "kpi/board_state.h"

/* What was refused stays so only where the same is allowed as before. */
static void adopt_refused(struct track *track, const struct refused *refused,
                          const struct metric *was, const struct metric *is)
{
    bool same = was->unit == is->unit && was->minimum == is->minimum && was->maximum == is->maximum;
    if (same && refused->on != REFUSED_ON_SOURCE) {
        track->refused = *refused;
    }
}

/* A reading that the new board would have refused stays behind. */
static bool still_valid(const struct kpi *old, const struct kpi_spec *spec)
{
    const struct metric *metric = spec->metric;
    const struct reading *reading = &old->reading;
    return old->spec->metric->unit == metric->unit &&
           (!reading->has_value ||
            (reading->value >= metric->minimum && reading->value <= metric->maximum));
}

/*
 * A verdict by a new target is shown at once; when it is the same as before, the streak goes on.
 * Where the target has not changed, damping goes on too.
 */
static void adopt_damping(struct board *board, size_t index, const struct kpi *old,
                          const struct track *from)
{
    struct track *track = &board->tracks[index];
    struct target target = board_target(board, index);
    if (target_equal(&target, &old->target)) {
        track->damping = from->damping;
    } else if (from->damping.stands &&
               target_verdict(&target, old->reading.value) == from->damping.shown) {
        track->damping.stands = true;
        track->damping.shown = from->damping.shown;
        track->damping.streak_ms = from->damping.streak_ms;
    }
}

static void adopt_kpi(struct board *board, size_t index, const struct board *old, size_t place)
{
    struct kpi *kpi = &board->kpis[index];
    const struct kpi *known = &old->kpis[place];
    const struct track *from = &old->tracks[place];
    struct track *track = &board->tracks[index];
    kpi->revision = known->revision + 1;
    kpi->finals = known->finals;
    track->changes = from->changes;
    adopt_refused(track, &from->refused, known->spec->metric, kpi->spec->metric);
    track->damping.guarded = from->damping.guarded;
    track->kept = from->kept;
    if (from->evidence.received && still_valid(known, kpi->spec)) {
        kpi->reading = known->reading;
        kpi->side = known->side;
        kpi->trend = known->trend;
        track->evidence = from->evidence;
        track->trend = from->trend;
        track->period_start_ms = from->period_start_ms;
        board_renew_lifetime(board, index);
        adopt_damping(board, index, known, from);
    }
    if (still_valid(known, kpi->spec)) {
        track->in_hand = from->in_hand;
    }
}

/* Only when all of its channel is known: a KPI hangs on what others tell of it. */
static void settle_all(struct board *board, const struct moment *now)
{
    for (size_t i = 0; i < board->spec->channel_count; i++) {
        board_count_group(board, i);
    }
    for (size_t i = 0; i < board->spec->kpi_count; i++) {
        board_settle(board, i, now->mono_ms, NEWS_SEEN);
    }
}

static void adopt_channel(struct channel_state *state, const struct channel_state *from,
                          const struct moment *now)
{
    bool opens = state->opening.open && !from->opening.open;
    state->opened_ms = opens ? now->mono_ms : from->opened_ms;
    state->left_over = !state->opening.open && (from->opening.open || from->left_over);
    state->moved = from->moved;
    state->moved_ms = from->moved_ms;
    state->moved_wall_ms = from->moved_wall_ms;
    state->refused = from->refused;
}

void board_adopt(struct board *board, const struct board *old, const struct moment *now)
{
    board->counters = old->counters;
    board->periods_kept = old->periods_kept;
    memcpy(board->offline, old->offline, sizeof board->offline);
    board->offline_count = old->offline_count;
    board->unsettled = old->unsettled;
    announcements_adopt(&board->announcements, &old->announcements, board->spec);
    board->closures = old->closures;
    board_judge_openings_anew(board, now);
    board->summary.revision = old->summary.revision;
    for (size_t i = 0; i < board->spec->channel_count; i++) {
        size_t place = lookup_find(old->channels_by_topic, board->channels[i].topic);
        if (place != LOOKUP_NONE) {
            adopt_channel(&board->channels[i], &old->channels[place], now);
        }
    }
    for (size_t i = 0; i < board->spec->kpi_count; i++) {
        size_t place = lookup_find(old->kpis_by_topic, board->tracks[i].topic);
        if (place != LOOKUP_NONE) {
            adopt_kpi(board, i, old, place);
        }
    }
    settle_all(board, now);
    board_summary_changed(board);
    board_advance(board, now);
}
