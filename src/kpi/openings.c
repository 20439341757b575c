/* Opening and closing of the channels. */

#include "kpi/board_state.h"

#define RECHECK_MS INT64_C(86400000)

/* After this much of a day its beginning no longer matters. */
#define LOOK_BACK_MS INT64_C(300000)

/* Which closure it is its serial tells: another may stand at the place of one that is gone. */
static bool looks_alike(const struct channel_state *state, const struct opening *opening)
{
    const struct opening *before = &state->opening;
    uint64_t serial = opening->closure ? opening->closure->serial : 0;
    return before->open == opening->open && before->holiday == opening->holiday &&
           before->until_ms == opening->until_ms && before->next_ms == opening->next_ms &&
           state->closure_serial == serial;
}

/*
 * Openings hold from the instant they were computed for until the first of them changes. They are
 * looked at again once a day, because what lies beyond their horizon comes nearer.
 */
static bool still_right(const struct board *board, const struct moment *now)
{
    if (!now->clock_good || board->openings_ms == NO_TIME) {
        return !now->clock_good && board->openings_ms == NO_TIME;
    }
    return now->wall_ms >= board->openings_ms && now->wall_ms < board->openings_change_ms &&
           now->wall_ms - board->openings_ms < RECHECK_MS;
}

static struct opening judge(const struct board *board, size_t channel, const struct moment *now)
{
    const struct channel_spec *spec = &board->spec->channels[channel];
    const struct timetable table = {spec->hours, &board->spec->holidays, board->zone};
    return closures_opening(&board->closures, board->spec->businesses[spec->business_index].id,
                            spec->id, &table, now);
}

/* It stays closed, but for another reason or until another time. */
static void tell_why_closed(struct board *board, size_t channel)
{
    const struct channel_spec *spec = &board->spec->channels[channel];
    for (size_t i = spec->first_kpi; i < spec->first_kpi + spec->kpi_count; i++) {
        board->kpis[i].revision += board->kpis[i].quality == QUALITY_CLOSED;
    }
}

static void begin_day(struct board *board, size_t channel, int64_t opened_ms)
{
    const struct channel_spec *spec = &board->spec->channels[channel];
    board->channels[channel].opened_ms = opened_ms;
    for (size_t i = spec->first_kpi; i < spec->first_kpi + spec->kpi_count; i++) {
        damping_guard(&board->tracks[i].damping);
        board->tracks[i].kept.stands = false;
    }
}

/* `known`: what the opening was until now a good clock had told. */
static void change(struct board *board, size_t channel, const struct opening *opening, bool known,
                   const struct moment *now)
{
    struct channel_state *state = &board->channels[channel];
    bool turned = state->opening.open != opening->open;
    state->opening = *opening;
    state->closure_serial = opening->closure ? opening->closure->serial : 0;
    board_summary_changed(board);
    if (!turned) {
        tell_why_closed(board, channel);
        return;
    }
    state->left_over = !opening->open && known;
    if (opening->open) {
        begin_day(board, channel, now->mono_ms);
    }
    board_settle_channel(board, channel, now->mono_ms);
}

/* A wall that is switched on with the lights was not there when the channel opened. */
static void recall_opening(struct board *board, size_t channel, const struct moment *now)
{
    struct moment before = *now;
    before.wall_ms -= LOOK_BACK_MS;
    struct opening then = judge(board, channel, &before);
    if (board->channels[channel].opening.open && !then.open && then.next_ms <= now->wall_ms) {
        begin_day(board, channel, now->mono_ms - (now->wall_ms - then.next_ms));
        board_settle_channel(board, channel, now->mono_ms);
    }
}

void board_judge_openings(struct board *board, const struct moment *now)
{
    if (!still_right(board, now)) {
        board_judge_openings_anew(board, now);
    }
}

void board_judge_openings_anew(struct board *board, const struct moment *now)
{
    bool first = now->clock_good && board->openings_ms == NO_TIME;
    board->openings_ms = now->clock_good ? now->wall_ms : NO_TIME;
    board->openings_change_ms = NEVER;
    for (size_t i = 0; i < board->spec->channel_count; i++) {
        struct opening opening = judge(board, i, now);
        board->openings_change_ms = earlier(board->openings_change_ms, opening.changes_ms);
        if (looks_alike(&board->channels[i], &opening)) {
            board->channels[i].opening = opening;
        } else {
            change(board, i, &opening, !first, now);
        }
        if (first) {
            recall_opening(board, i, now);
        }
    }
}
