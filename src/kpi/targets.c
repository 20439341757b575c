/* Which target is in force for each KPI, as time passes. */

#include "kpi/board_state.h"

/* What lies beyond the horizon of the targets comes nearer. */
#define RECHECK_MS INT64_C(86400000)

static struct target plain_target(const struct kpi_spec *spec, const struct dated_target *dated)
{
    struct target target = dated ? dated->target : spec->target;
    target.direction = spec->metric->direction;
    return target;
}

struct target board_target_then(const struct board *board, size_t index, int64_t start_ms)
{
    const struct kpi_spec *spec = &board->spec->kpis[index];
    if (start_ms == NO_TIME || spec->targets.count == 0) {
        return plain_target(spec, board->tracks[index].dated);
    }
    return plain_target(spec, dated_at(&spec->targets, board->zone, start_ms));
}

struct target board_target(const struct board *board, size_t index)
{
    const struct reading *reading = &board->kpis[index].reading;
    bool received = board->tracks[index].evidence.received;
    int64_t then_ms = received && reading->final ? board->tracks[index].period_start_ms : NO_TIME;
    struct target target = board_target_then(board, index, then_ms);
    if (received && reading->has_target) {
        struct bounds bounds = {reading->target_low, reading->target_high};
        return target_replaced(&target, bounds);
    }
    return target;
}

/* A verdict by another target is shown at once; when it is the same as before the streak goes on.
 */
static void change(struct board *board, size_t index, const struct dated_target *dated,
                   const struct moment *now)
{
    struct track *track = &board->tracks[index];
    const struct reading *reading = &board->kpis[index].reading;
    track->dated = dated;
    struct target target = board_target(board, index);
    struct damping *damping = &track->damping;
    if (damping->stands && target_verdict(&target, reading->value) != damping->shown) {
        damping_forget(damping);
    }
    board_settle(board, index, now->mono_ms, NEWS_NONE);
}

static bool still_right(const struct board *board, const struct moment *now)
{
    return !now->clock_good || (board->targets_ms != NO_TIME && now->wall_ms >= board->targets_ms &&
                                now->wall_ms < board->targets_change_ms &&
                                now->wall_ms - board->targets_ms < RECHECK_MS);
}

void board_judge_targets(struct board *board, const struct moment *now)
{
    if (still_right(board, now)) {
        return;
    }
    board->targets_ms = now->wall_ms;
    board->targets_change_ms = NEVER;
    for (size_t i = 0; i < board->spec->kpi_count; i++) {
        const struct dated_targets *targets = &board->spec->kpis[i].targets;
        const struct dated_target *dated = dated_at(targets, board->zone, now->wall_ms);
        int64_t until_ms = dated_until(targets, board->zone, now->wall_ms);
        board->targets_change_ms = earlier(board->targets_change_ms, until_ms);
        if (dated != board->tracks[i].dated) {
            change(board, i, dated, now);
        }
    }
}
