/* One KPI brought up to date: quality, verdict, counts and deadline. */

#include "kpi/board_state.h"

#include <math.h>

static struct situation situation_of(const struct board *board, size_t channel)
{
    const struct channel_spec *spec = &board->spec->channels[channel];
    const struct channel_state *state = &board->channels[channel];
    struct situation situation = {
        .timing = spec->timing,
        .closed = !state->opening.open,
        .draining = state->draining,
        .stuck_ms = NEVER,
        .moved_ms = state->moved_ms,
        .moved_wall_ms = state->moved_wall_ms,
        .min_group = board->spec->min_group,
        .group = state->group,
    };
    bool may_stick = spec->timing == TIMING_REAL_TIME && spec->stuck_s > 0;
    if (may_stick && state->moved && state->opening.open) {
        int64_t from = state->moved_ms > state->opened_ms ? state->moved_ms : state->opened_ms;
        situation.stuck_ms = from + spec->stuck_s * INT64_C(1000);
    }
    return situation;
}

/*
 * Damping of the KPI for the reading at hand. The deadband must leave room to clear it: behind a
 * target of 100 % no value can.
 */
struct damping_rule board_damping_rule(const struct kpi_spec *spec, const struct target *target,
                                       const struct reading *reading)
{
    if (reading->final) {
        return (struct damping_rule){0};
    }
    double room = INFINITY;
    if (target->direction == DIRECTION_HIGHER) {
        room = spec->metric->maximum - target->target.low;
    } else if (target->direction == DIRECTION_LOWER) {
        room = target->target.high - spec->metric->minimum;
    }
    return (struct damping_rule){
        .deadband = fmin(spec->deadband, fmax(room, 0.0)),
        .on_delay_ms = spec->on_delay_s * INT64_C(1000),
        .off_delay_ms = spec->off_delay_s * INT64_C(1000),
    };
}

/* Everything of a KPI that follows from its reading and from time. */
struct face {
    struct target target;
    struct standing standing;
    enum verdict verdict;
    bool warns, recovering, worsening, early;
    enum side side;
    int64_t streak_ms;
    enum trend trend;
    struct in_hand in_hand;
};

/* A streak from before a restart goes on with the first verdict, when that is the same. */
static void resume_streak(struct track *track, int64_t mono_ms)
{
    if (track->kept.stands && track->damping.stands) {
        track->kept.stands = false;
        if (track->damping.shown == track->kept.verdict && mono_ms <= track->kept.until_ms) {
            track->damping.streak_ms = track->kept.streak_ms;
        }
    }
}

static void judge_value(struct board *board, size_t index, int64_t mono_ms, unsigned news,
                        struct face *face)
{
    const struct kpi_spec *spec = &board->spec->kpis[index];
    const struct kpi *kpi = &board->kpis[index];
    struct track *track = &board->tracks[index];
    struct damping_rule rule = board_damping_rule(spec, &face->target, &kpi->reading);
    double value = kpi->reading.value;
    if (damping_step(&track->damping, &face->target, value, &rule, mono_ms)) {
        board->counters.flaps++;
    }
    resume_streak(track, mono_ms);
    if (!track->damping.stands) {
        return;
    }
    enum verdict undamped = target_verdict(&face->target, value);
    face->verdict = track->damping.shown;
    bool slow = reading_slow(&kpi->reading, spec);
    face->streak_ms = slow ? NEVER : track->damping.streak_ms;
    face->recovering = undamped < face->verdict;
    face->worsening = undamped > face->verdict;
    if (face->verdict == VERDICT_MET) {
        /* What is already beyond the target is beyond its warning too. */
        face->warns =
            undamped == VERDICT_MET ? target_warns(&face->target, value) : face->target.has_warn;
    } else if (face->verdict != VERDICT_UNTARGETED) {
        enum side side = target_side(&face->target, value);
        face->side = side == SIDE_NONE ? kpi->side : side;
    }
    if (slow) {
        trend_forget(&track->trend); /* it compares with some minutes ago */
    } else if (news & NEWS_ARRIVED) {
        face->trend =
            trend_step(&track->trend, mono_ms, value, pow(10.0, -spec->decimals), spec->deadband);
    } else {
        face->trend = kpi->trend;
    }
}

/* A figure of the day, or of less, that was taken before the channel opened. */
static bool is_of_before(const struct board *board, size_t index)
{
    const struct kpi *kpi = &board->kpis[index];
    const struct channel_state *state = &board->channels[kpi->spec->channel_index];
    return !kpi->reading.final && reading_period(&kpi->reading, kpi->spec) <= PERIOD_TODAY &&
           board->tracks[index].evidence.arrival.origin_ms < state->opened_ms;
}

/* Just after an opening there may be no verdict yet. True when there is one. */
static bool has_verdict(struct board *board, size_t index, int64_t mono_ms, unsigned news,
                        struct face *face)
{
    struct damping *damping = &board->tracks[index].damping;
    double value = board->kpis[index].reading.value;
    if (damping->guarded && is_of_before(board, index) &&
        verdict_off_target(target_verdict(&face->target, value))) {
        damping_forget(damping);
    } else {
        judge_value(board, index, mono_ms, news, face);
    }
    return damping->stands;
}

static struct face judge(struct board *board, size_t index, int64_t mono_ms, unsigned news)
{
    const struct kpi_spec *spec = &board->spec->kpis[index];
    struct track *track = &board->tracks[index];
    struct situation situation = situation_of(board, spec->channel_index);
    struct face face = {
        .target = board_target(board, index),
        .standing =
            standing_at(&track->evidence, &board->kpis[index].reading, spec, &situation, mono_ms),
        .verdict = VERDICT_UNTARGETED,
        .streak_ms = NEVER,
    };
    if (face.standing.quality != QUALITY_LIVE) {
        damping_forget(&track->damping);
        trend_forget(&track->trend);
    } else if (!has_verdict(board, index, mono_ms, news, &face)) {
        face.standing.quality = QUALITY_THIN;
        face.early = true;
        trend_forget(&track->trend);
    }
    face.in_hand = in_hand_at(&track->in_hand, face.standing.quality, face.verdict, mono_ms);
    track->in_hand = face.in_hand;
    return face;
}

void board_summary_changed(struct board *board)
{
    board->summary.revision++;
    board->changes++;
}

static void mark(uint64_t *bits, size_t index, bool on)
{
    uint64_t bit = UINT64_C(1) << (index % 64);
    bits[index / 64] = on ? bits[index / 64] | bit : bits[index / 64] & ~bit;
}

/* Takes the KPI as it was out of the counts, or as it is into them. */
static void count(struct board *board, size_t index, bool in)
{
    const struct kpi *kpi = &board->kpis[index];
    unsigned step = in ? 1u : (unsigned)-1;
    board->summary.qualities[kpi->quality] += step;
    if (kpi->held == HELD_STUCK) {
        board->channels[kpi->spec->channel_index].stuck_count += in ? (size_t)1 : (size_t)-1;
    }
    board->summary.early += kpi->early ? step : 0;
    board->summary.suppressed += kpi->suppressed && kpi->quality == QUALITY_THIN ? step : 0;
    if (kpi->quality != QUALITY_LIVE) {
        return;
    }
    board->summary.verdicts[kpi->verdict] += step;
    board->summary.worsening += kpi->worsening ? step : 0;
    if (verdict_off_target(kpi->verdict)) {
        mark(board->off_target[kpi->verdict], index, in);
        mark(board->in_hand, index, in && kpi->in_hand.stands);
    }
}

static bool face_shown(const struct kpi *kpi, const struct face *face)
{
    return kpi->quality == face->standing.quality && kpi->held == face->standing.held &&
           kpi->since_ms == face->standing.since_ms &&
           kpi->shows_value == face->standing.shows_value &&
           kpi->suppressed == face->standing.suppressed && kpi->early == face->early &&
           kpi->verdict == face->verdict && kpi->warns == face->warns &&
           kpi->recovering == face->recovering && kpi->worsening == face->worsening &&
           kpi->side == face->side && kpi->streak_ms == face->streak_ms &&
           kpi->trend == face->trend && in_hand_equal(&kpi->in_hand, &face->in_hand) &&
           target_equal(&kpi->target, &face->target);
}

static void show(struct board *board, size_t index, const struct face *face, int64_t mono_ms)
{
    struct kpi *kpi = &board->kpis[index];
    bool counts = kpi->quality != face->standing.quality || kpi->verdict != face->verdict ||
                  kpi->in_hand.stands != face->in_hand.stands || kpi->early != face->early ||
                  kpi->suppressed != face->standing.suppressed;
    bool any_held = board->summary.worsening > 0;
    count(board, index, false);
    kpi->target = face->target;
    kpi->quality = face->standing.quality;
    kpi->held = face->standing.held;
    kpi->since_ms = face->standing.since_ms;
    kpi->shows_value = face->standing.shows_value;
    kpi->suppressed = face->standing.suppressed;
    kpi->early = face->early;
    kpi->verdict = face->verdict;
    kpi->warns = face->warns;
    kpi->recovering = face->recovering;
    kpi->worsening = face->worsening;
    kpi->side = face->side;
    kpi->streak_ms = face->streak_ms;
    kpi->trend = face->trend;
    kpi->in_hand = face->in_hand;
    kpi->revision++;
    board->changes++;
    changes_note(&board->tracks[index].changes,
                 (struct change){mono_ms, kpi->shows_value ? kpi->reading.value : NAN, kpi->quality,
                                 kpi->verdict});
    count(board, index, true);
    if (counts || any_held != (board->summary.worsening > 0)) {
        board_summary_changed(board);
    }
}

/* The instant at which time alone changes the KPI next. */
static int64_t due(const struct board *board, size_t index, int64_t mono_ms)
{
    const struct kpi *kpi = &board->kpis[index];
    const struct track *track = &board->tracks[index];
    struct situation situation = situation_of(board, kpi->spec->channel_index);
    struct damping_rule rule = board_damping_rule(kpi->spec, &kpi->target, &kpi->reading);
    int64_t at =
        earlier(standing_until(&track->evidence, &kpi->reading, kpi->spec, &situation, mono_ms),
                damping_due(&track->damping, &rule));
    return track->in_hand.stands ? earlier(at, track->in_hand.until_ms) : at;
}

static void settle_one(struct board *board, size_t index, int64_t mono_ms, unsigned news)
{
    struct kpi *kpi = &board->kpis[index];
    struct face face = judge(board, index, mono_ms, news);
    if (!face_shown(kpi, &face)) {
        show(board, index, &face, mono_ms);
    } else if (news & NEWS_SEEN) {
        kpi->revision++;
        board->changes++;
    }
    /* A later deadline waits in its old place until that comes up: most are moved in vain. */
    int64_t at = due(board, index, mono_ms);
    if (at < deadlines_get(board->deadlines, index)) {
        deadlines_set(board->deadlines, index, at);
    }
}

/*
 * Work left over after closing: the channel drains while its count of it is fresh and not 0. What
 * comes in afterwards, at night or on a Saturday, is nobody's to answer yet.
 */
static void follow_drain(const struct board *board, struct channel_state *state, int64_t mono_ms)
{
    bool waits = false;
    if (state->drain_kpi != SIZE_MAX && !state->opening.open) {
        const struct reading *reading = &board->kpis[state->drain_kpi].reading;
        waits = standing_fresh(&board->tracks[state->drain_kpi].evidence, mono_ms) &&
                reading->has_value && reading->value > 0.0;
        state->left_over = state->left_over && waits;
    }
    state->draining = waits && state->left_over;
}

/* How many people the channel has, while its count of them is fresh. */
static struct group group_of(const struct board *board, const struct channel_state *state)
{
    const struct group unknown = {-1, NO_TIME};
    if (state->group_kpi == SIZE_MAX) {
        return unknown;
    }
    const struct evidence *evidence = &board->tracks[state->group_kpi].evidence;
    const struct reading *reading = &board->kpis[state->group_kpi].reading;
    if (!evidence->received || evidence->source_held || !reading->has_value) {
        return unknown;
    }
    return (struct group){(int64_t)reading->value, evidence->life.fresh_ms};
}

void board_count_group(struct board *board, size_t channel)
{
    board->channels[channel].group = group_of(board, &board->channels[channel]);
}

/* What the rest of the channel hangs on. True when the KPI tells something else of it now. */
static bool tells_of_channel(struct board *board, size_t index, int64_t mono_ms)
{
    size_t channel = board->spec->kpis[index].channel_index;
    struct channel_state *state = &board->channels[channel];
    bool changed = false;
    if (index == state->drain_kpi) {
        bool before = state->draining;
        follow_drain(board, state, mono_ms);
        changed = before != state->draining;
    }
    if (index == state->group_kpi) {
        struct group before = state->group;
        board_count_group(board, channel);
        changed =
            changed || before.size != state->group.size || before.until_ms != state->group.until_ms;
    }
    return changed;
}

void board_settle(struct board *board, size_t index, int64_t mono_ms, unsigned news)
{
    size_t channel = board->spec->kpis[index].channel_index;
    const struct channel_spec *spec = &board->spec->channels[channel];
    bool changed = tells_of_channel(board, index, mono_ms);
    settle_one(board, index, mono_ms, news);
    for (size_t i = spec->first_kpi; changed && i < spec->first_kpi + spec->kpi_count; i++) {
        const struct metric *metric = board->spec->kpis[i].metric;
        if (i != index && (metric->drains || metric->of_people)) {
            settle_one(board, i, mono_ms, NEWS_NONE);
        }
    }
}

void board_settle_channel(struct board *board, size_t channel, int64_t mono_ms)
{
    const struct channel_spec *spec = &board->spec->channels[channel];
    struct channel_state *state = &board->channels[channel];
    follow_drain(board, state, mono_ms);
    board_count_group(board, channel);
    for (size_t i = spec->first_kpi; i < spec->first_kpi + spec->kpi_count; i++) {
        settle_one(board, i, mono_ms, NEWS_NONE);
    }
}

void board_catch_up(struct board *board, const struct moment *now)
{
    size_t index = 0;
    while (deadlines_first(board->deadlines, &index) <= now->mono_ms) {
        board_settle(board, index, now->mono_ms, NEWS_NONE);
        deadlines_set(board->deadlines, index, due(board, index, now->mono_ms));
    }
    board->last = *now;
    if (now->clock_good) {
        board->wall_ahead_ms = now->wall_ms - now->mono_ms;
    }
}

void board_tidy(struct board *board)
{
    size_t index = 0;
    for (int64_t at; (at = deadlines_first(board->deadlines, &index)) != NEVER;) {
        int64_t exact = due(board, index, board->last.mono_ms);
        if (exact == at) {
            break;
        }
        deadlines_set(board->deadlines, index, exact);
    }
}

void board_channel_moved(struct board *board, size_t channel, const struct moment *now)
{
    struct channel_state *state = &board->channels[channel];
    const struct channel_spec *spec = &board->spec->channels[channel];
    state->moved = true;
    state->moved_ms = now->mono_ms;
    state->moved_wall_ms = now->clock_good ? now->wall_ms : NO_TIME;
    for (size_t i = spec->first_kpi;
         state->stuck_count > 0 && i < spec->first_kpi + spec->kpi_count; i++) {
        if (board->kpis[i].held == HELD_STUCK) {
            board_settle(board, i, now->mono_ms, NEWS_NONE);
        }
    }
}

void board_renew_lifetime(struct board *board, size_t index)
{
    const struct kpi *kpi = &board->kpis[index];
    const struct channel_spec *channel = &board->spec->channels[kpi->spec->channel_index];
    const struct timetable table = {channel->hours, &board->spec->holidays, board->zone};
    struct evidence *evidence = &board->tracks[index].evidence;
    int interval_s = kpi->finals.published ? kpi->finals.period_s : 0;
    evidence->life = lifetime_of(&evidence->arrival, &kpi->reading, kpi->spec, &table, interval_s);
}
