/* Final periods that the board keeps by itself, where no history topic brings them. */

#include "kpi/board_state.h"

#define DAY_MS INT64_C(86400000)

int64_t board_period_start(const struct board *board, size_t index, const struct reading *reading,
                           const struct arrival *arrival)
{
    const struct kpi *kpi = &board->kpis[index];
    if (reading->period_start_ms != NO_TIME) {
        return reading->period_start_ms;
    }
    int64_t time_ms = reading->time_ms != NO_TIME ? reading->time_ms : arrival->wall_ms;
    enum period period = reading_period(reading, kpi->spec);
    if (time_ms == NO_TIME || (period != PERIOD_INTERVAL && period != PERIOD_TODAY)) {
        return NO_TIME;
    }
    if (period == PERIOD_TODAY) {
        struct civil day = civil_from(board->zone, time_ms);
        day.hour = day.minute = day.second = 0;
        return civil_to(board->zone, day);
    }
    int64_t length_ms = period_seconds(PERIOD_INTERVAL, 0) * 1000;
    int64_t into_ms = time_ms % length_ms;
    return time_ms - (into_ms < 0 ? into_ms + length_ms : into_ms);
}

/* That which the reading brought, else the one in force when its period began. */
static struct target target_of_period(const struct board *board, size_t index)
{
    if (board->kpis[index].reading.has_target) {
        return board_target(board, index);
    }
    return board_target_then(board, index, board->tracks[index].period_start_ms);
}

/* The reading, judged by the target of its period. False when nothing is another by that. */
static bool keep(struct board *board, size_t index, const struct reading *reading, int64_t start_ms,
                 const struct target *target)
{
    struct kpi *kpi = &board->kpis[index];
    if (kpi->finals.published || !reading->has_value || reading->sample == 0) {
        return false;
    }
    enum period period = reading_period(reading, kpi->spec);
    struct final item = {
        .start_ms = start_ms,
        .value = reading->value,
        .verdict = standing_thin(reading, kpi->spec) ? VERDICT_UNTARGETED
                                                     : target_verdict(target, reading->value),
    };
    if (item.verdict != VERDICT_UNTARGETED) {
        item.target = target->target;
    }
    final_weigh(&item, reading->sample, reading->numerator, reading->denominator);
    struct finals before = kpi->finals;
    if (kpi->finals.period != final_period(period)) {
        kpi->finals.count = 0; /* periods of another length are not comparable */
    }
    kpi->finals.period = final_period(period);
    kpi->finals.period_s = (int)period_seconds(period, 0);
    finals_add(&kpi->finals, item);
    if (finals_equal(&before, &kpi->finals)) {
        return false;
    }
    kpi->revision++;
    board->changes++;
    board->periods_kept++;
    return true;
}

static void keep_at_hand(struct board *board, size_t index)
{
    struct target target = target_of_period(board, index);
    keep(board, index, &board->kpis[index].reading, board->tracks[index].period_start_ms, &target);
}

void board_close_period(struct board *board, size_t index, const struct reading *next,
                        int64_t next_start_ms)
{
    const struct kpi *kpi = &board->kpis[index];
    const struct track *track = &board->tracks[index];
    enum period period = reading_period(&kpi->reading, kpi->spec);
    if (!track->evidence.received || kpi->reading.final || track->period_start_ms == NO_TIME ||
        next_start_ms == NO_TIME || next_start_ms <= track->period_start_ms ||
        period == PERIOD_NOW || reading_period(next, kpi->spec) != period) {
        return;
    }
    keep_at_hand(board, index);
}

void board_keep_final(struct board *board, size_t index)
{
    const struct reading *reading = &board->kpis[index].reading;
    if (reading->final && reading->period_start_ms != NO_TIME) {
        keep_at_hand(board, index);
    }
}

/* Those of one period may be of other days: its source may count it by another zone. */
static int64_t same_within_ms(enum period period)
{
    int64_t half_ms = period_seconds(period, 0) * 1000 / 2;
    return half_ms < DAY_MS ? half_ms : DAY_MS;
}

bool board_is_earlier_period(const struct board *board, size_t index, const struct reading *reading)
{
    const struct kpi *kpi = &board->kpis[index];
    const struct reading *known = &kpi->reading;
    enum period period = reading_period(reading, kpi->spec);
    return known->period_start_ms != NO_TIME && reading->period_start_ms != NO_TIME &&
           period != PERIOD_NOW && period == reading_period(known, kpi->spec) &&
           known->period_start_ms - reading->period_start_ms > same_within_ms(period);
}

bool board_keep_earlier(struct board *board, size_t index, const struct reading *reading)
{
    const struct finals *finals = &board->kpis[index].finals;
    enum period period = reading_period(reading, board->kpis[index].spec);
    bool other = finals->count > 0 && finals->period != final_period(period);
    struct target target = board_target_then(board, index, reading->period_start_ms);
    if (!reading->final || other) {
        return false;
    }
    if (reading->has_target) {
        struct bounds bounds = {reading->target_low, reading->target_high};
        target = target_replaced(&target, bounds);
    }
    return keep(board, index, reading, reading->period_start_ms, &target);
}
