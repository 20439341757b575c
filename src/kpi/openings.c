/* Opening and closing of the channels. */

#include "kpi/board_state.h"

#define RECHECK_MS INT64_C(86400000)

static bool opening_equal(const struct opening *a, const struct opening *b)
{
    return a->open == b->open && a->holiday == b->holiday && a->until_ms == b->until_ms &&
           a->next_ms == b->next_ms;
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
    const struct hours *hours = board->spec->channels[channel].hours;
    /* Without a clock nobody knows that it is closed. */
    return hours_at(now->clock_good ? hours : NULL, &board->spec->holidays, board->zone,
                    now->wall_ms);
}

static void change(struct board *board, size_t channel, const struct opening *opening,
                   const struct moment *now)
{
    const struct channel_spec *spec = &board->spec->channels[channel];
    struct channel_state *state = &board->channels[channel];
    bool turned = state->opening.open != opening->open;
    state->opening = *opening;
    board_summary_changed(board);
    if (!turned) {
        return;
    }
    if (opening->open) {
        state->opened_ms = now->mono_ms;
        for (size_t i = spec->first_kpi; i < spec->first_kpi + spec->kpi_count; i++) {
            damping_forget(&board->tracks[i].damping);
        }
    }
    board_settle_channel(board, channel, now->mono_ms);
}

void board_judge_openings(struct board *board, const struct moment *now)
{
    if (still_right(board, now)) {
        return;
    }
    board->openings_ms = now->clock_good ? now->wall_ms : NO_TIME;
    board->openings_change_ms = NEVER;
    for (size_t i = 0; i < board->spec->channel_count; i++) {
        struct opening opening = judge(board, i, now);
        board->openings_change_ms = earlier(board->openings_change_ms, opening.changes_ms);
        if (!opening_equal(&opening, &board->channels[i].opening)) {
            change(board, i, &opening, now);
        }
    }
}
