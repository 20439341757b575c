#include "kpi/take.h"

#include <math.h>
#include <string.h>

#include "kpi/payload.h"

enum effect board_refuse(struct board *board, enum refusal refusal)
{
    board->counters.refused[refusal]++;
    return EFFECT_REFUSED;
}

enum effect board_refuse_of(struct board *board, size_t index, const struct refused *refused,
                            const struct moment *now)
{
    refused_note(&board->tracks[index].refused, refused, now->mono_ms);
    return board_refuse(board, refused->reason);
}

enum effect board_ignore(struct board *board)
{
    board->counters.ignored++;
    return EFFECT_IGNORED;
}

enum effect strongest_effect(const bool happened[])
{
    static const enum effect order[] = {EFFECT_TAKEN, EFFECT_REDELIVERY, EFFECT_REFUSED};
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        if (happened[order[i]]) {
            return order[i];
        }
    }
    return EFFECT_IGNORED;
}

static bool same_number(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

static bool same_figure(const struct reading *a, const struct reading *b)
{
    return a->has_value == b->has_value && (!a->has_value || a->value == b->value) &&
           a->nothing_counted == b->nothing_counted && a->sample == b->sample;
}

static bool same_target(const struct reading *a, const struct reading *b)
{
    return a->has_target == b->has_target &&
           (!a->has_target || (a->target_low == b->target_low && a->target_high == b->target_high));
}

/* Whether a figure of the channel has moved, for the stuck rule. */
static bool moves(const struct reading *from, const struct reading *to)
{
    return !same_figure(from, to) || !same_number(from->numerator, to->numerator) ||
           !same_number(from->denominator, to->denominator);
}

/* Whether something that can be seen is another. The target is compared where it is judged. */
static bool looks_alike(const struct reading *a, const struct reading *b)
{
    return !moves(a, b) && a->period == b->period && a->period_start_ms == b->period_start_ms &&
           a->final == b->final && a->threshold_s == b->threshold_s && a->unit == b->unit &&
           strcmp(a->reason, b->reason) == 0 && strcmp(a->method, b->method) == 0 &&
           strcmp(a->source, b->source) == 0;
}

static bool is_older(const struct reading *known, const struct reading *reading)
{
    if (known->time_ms == NO_TIME || reading->time_ms == NO_TIME) {
        return false;
    }
    return reading->time_ms < known->time_ms ||
           (reading->time_ms == known->time_ms && reading->sequence >= 0 &&
            reading->sequence < known->sequence);
}

static bool is_redelivery(const struct reading *known, const struct reading *reading)
{
    return reading->time_ms != NO_TIME && reading->time_ms == known->time_ms &&
           same_figure(known, reading) && known->agents == reading->agents &&
           known->final == reading->final && same_target(known, reading);
}

/* What of the reading lies ahead, and until when it might. */
static void refuse_future(struct refused *refused, const struct reading *reading,
                          const struct moment *now)
{
    int64_t until_ms = now->wall_ms + SKEW_ALLOWED_MS;
    bool time = reading->time_ms != NO_TIME && reading->time_ms > until_ms;
    refused->reason = REFUSED_FUTURE;
    refused_read_time(refused, time ? "time" : "period_start",
                      time ? reading->time_ms : reading->period_start_ms, until_ms);
}

static void refuse_older(struct refused *refused, const struct reading *reading,
                         const struct reading *known)
{
    refused->reason = REFUSED_OLDER;
    if (reading->time_ms < known->time_ms) {
        refused_read_time(refused, "time", reading->time_ms, known->time_ms);
    } else {
        refused_read_sequence(refused, reading->sequence, known->sequence);
    }
}

/*
 * What is of an earlier period is no figure of now, however late it was made. A final one is what
 * its period came to all the same.
 */
static enum effect take_earlier(struct board *board, size_t index, const struct reading *reading,
                                struct refused *refused, const struct moment *now)
{
    refused->reason = REFUSED_OLDER;
    refused_read_time(refused, "period_start", reading->period_start_ms,
                      board->kpis[index].reading.period_start_ms);
    enum effect effect = board_refuse_of(board, index, refused, now);
    return board_keep_earlier(board, index, reading) ? EFFECT_TAKEN : effect;
}

/*
 * After its source went offline a KPI is live again with a reading that was just published, or with
 * a retained one that tells its time once the source is back.
 */
static bool held_after(const struct board *board, size_t index, bool retained)
{
    if (!retained) {
        return false;
    }
    if (board_source_offline(board, board_source(board, index))) {
        return true;
    }
    return board->tracks[index].evidence.source_held &&
           board->kpis[index].reading.time_ms == NO_TIME;
}

/* The same figure once more is no news, but it may tell that its source lives or how old it is. */
static enum effect redelivered(struct board *board, size_t index, bool retained,
                               const struct moment *now)
{
    board->counters.redelivered++;
    board_catch_up(board, now);
    struct evidence *evidence = &board->tracks[index].evidence;
    arrival_settle(&evidence->arrival, &board->kpis[index].reading, now);
    board_renew_lifetime(board, index);
    evidence->source_held = held_after(board, index, retained);
    board_settle(board, index, now->mono_ms, NEWS_NONE);
    return EFFECT_REDELIVERY;
}

enum effect board_take(struct board *board, size_t index, const struct reading *reading,
                       bool retained, struct refused *refused, const struct moment *now)
{
    struct kpi *kpi = &board->kpis[index];
    struct track *track = &board->tracks[index];
    struct arrival arrival;
    bool skewed;
    if (arrival_take(&arrival, reading, retained, now, &skewed) != REFUSED_NOTHING) {
        refuse_future(refused, reading, now);
        return board_refuse_of(board, index, refused, now);
    }
    bool received = track->evidence.received;
    if (received && is_older(&kpi->reading, reading)) {
        refuse_older(refused, reading, &kpi->reading);
        return board_refuse_of(board, index, refused, now);
    }
    if (received && board_is_earlier_period(board, index, reading)) {
        return take_earlier(board, index, reading, refused, now);
    }
    board->counters.skewed += skewed;
    if (received && is_redelivery(&kpi->reading, reading)) {
        return redelivered(board, index, retained, now);
    }
    board_catch_up(board, now);
    int64_t start_ms = board_period_start(board, index, reading, &arrival);
    board_close_period(board, index, reading, start_ms);
    bool moved = !received || moves(&kpi->reading, reading);
    bool seen = !received || !looks_alike(&kpi->reading, reading);

    kpi->reading = *reading;
    track->period_start_ms = start_ms;
    track->evidence.received = true;
    track->evidence.arrival = arrival;
    track->evidence.source_held = held_after(board, index, retained);
    track->refused.count = 0;
    board->unsettled |= !arrival.settled;
    board_keep_final(board, index);
    board_renew_lifetime(board, index);
    if (moved) {
        board_channel_moved(board, kpi->spec->channel_index, now);
    }
    board_settle(board, index, now->mono_ms, NEWS_ARRIVED | (seen ? NEWS_SEEN : NEWS_NONE));
    return EFFECT_TAKEN;
}

void board_withdraw(struct board *board, size_t index, const struct moment *now)
{
    board_catch_up(board, now);
    board->kpis[index].reading = reading_blank;
    board->tracks[index].period_start_ms = NO_TIME;
    board->tracks[index].evidence = (struct evidence){0};
    board->tracks[index].refused.count = 0;
    board_settle(board, index, now->mono_ms, NEWS_NONE);
}

bool board_take_finals(struct board *board, size_t index, const struct finals *finals,
                       const struct moment *now)
{
    struct kpi *kpi = &board->kpis[index];
    if (finals_equal(&kpi->finals, finals)) {
        return false;
    }
    board_catch_up(board, now);
    kpi->finals = *finals;
    if (board->tracks[index].evidence.received) {
        board_renew_lifetime(board, index);
    }
    board_settle(board, index, now->mono_ms, NEWS_SEEN);
    return true;
}
