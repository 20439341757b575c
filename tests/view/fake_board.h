#pragma once

/*
 * A board whose every KPI can be set to any state. It stands in for kpi/board.c, whose object the
 * linker then leaves out, so that the view's tests depend on nothing but the view.
 */

#include <string.h>

#include "kpi/board.h"
#include "kpi/why.h"

#define FAKE_KPIS 128
#define FAKE_CHANNELS 16

struct board {
    const struct board_spec *spec;
    struct kpi kpis[FAKE_KPIS];
    struct summary summary;
    struct opening openings[FAKE_CHANNELS];
    struct announcements announcements;
};

const struct board_spec *board_spec(const struct board *board)
{
    return board->spec;
}

const struct kpi *board_kpi(const struct board *board, size_t index)
{
    return &board->kpis[index];
}

const struct summary *board_summary(const struct board *board)
{
    return &board->summary;
}

const struct announcements *board_announcements(const struct board *board)
{
    return &board->announcements;
}

const struct opening *board_opening(const struct board *board, size_t channel_index)
{
    return &board->openings[channel_index];
}

struct why board_why(const struct board *board, size_t index)
{
    const struct kpi *kpi = &board->kpis[index];
    const struct channel_spec *channel = &board->spec->channels[kpi->spec->channel_index];
    return (struct why){
        .path = "main/phone/service-level",
        .kpi = kpi,
        .channel = channel,
        .business = &board->spec->businesses[channel->business_index],
        .opening = &board->openings[kpi->spec->channel_index],
        .received = true,
        .tells_value = true,
        .plain = target_verdict(&kpi->target, kpi->reading.value),
        .origin = kpi->target.set ? WHY_TARGET_CONFIG : WHY_TARGET_NONE,
        .since_ms = NO_TIME,
        .due_ms = NO_TIME,
        .figure_ms = NO_TIME,
        .age_ms = NO_TIME,
        .fresh_ms = NO_TIME,
        .drop_ms = NO_TIME,
        .source = "",
    };
}

size_t board_off_target(const struct board *board, size_t *indices, size_t room)
{
    static const enum verdict worst_first[] = {VERDICT_MISSED, VERDICT_NEAR};
    size_t count = 0;
    for (size_t v = 0; v < 4; v++) {
        for (size_t i = 0; i < board->spec->kpi_count; i++) {
            const struct kpi *kpi = &board->kpis[i];
            if (kpi->quality == QUALITY_LIVE && kpi->verdict == worst_first[v % 2] &&
                kpi->in_hand.stands == (v >= 2)) {
                if (count < room) {
                    indices[count] = i;
                }
                count++;
            }
        }
    }
    return count;
}

/* Counts anew what the KPIs say; call it after changing any. */
static inline void fake_settle(struct board *board)
{
    uint32_t revision = board->summary.revision + 1;
    board->summary = (struct summary){.revision = revision};
    for (size_t i = 0; i < board->spec->kpi_count; i++) {
        const struct kpi *kpi = &board->kpis[i];
        board->summary.qualities[kpi->quality]++;
        board->summary.early += kpi->early;
        board->summary.suppressed += kpi->suppressed && kpi->quality == QUALITY_THIN;
        if (kpi->quality == QUALITY_LIVE) {
            board->summary.verdicts[kpi->verdict]++;
        }
    }
}

/* Every KPI waiting, every channel open. */
static inline void fake_board(struct board *board, const struct board_spec *spec)
{
    *board = (struct board){.spec = spec};
    for (size_t i = 0; i < spec->kpi_count; i++) {
        board->kpis[i] = (struct kpi){
            .spec = &spec->kpis[i],
            .target = spec->kpis[i].target,
            .reading = {.sample = -1,
                        .time_ms = NO_TIME,
                        .period = PERIOD_COUNT,
                        .period_start_ms = NO_TIME,
                        .threshold_s = -1,
                        .unit = UNIT_KINDS},
            .quality = QUALITY_WAITING,
            .verdict = VERDICT_UNTARGETED,
            .since_ms = NO_TIME,
            .streak_ms = NEVER,
            .revision = 1,
        };
    }
    for (size_t i = 0; i < spec->channel_count; i++) {
        board->openings[i] = (struct opening){.open = true, .until_ms = NEVER, .next_ms = NEVER};
    }
    fake_settle(board);
}

/* Somebody has it in hand since a time in Unix ms. */
static inline void fake_in_hand(struct board *board, struct kpi *kpi, const char *by,
                                int64_t since_ms)
{
    kpi->in_hand = (struct in_hand){
        .stands = true, .verdict = kpi->verdict, .until_ms = NEVER, .since_ms = since_ms};
    strcpy(kpi->in_hand.by, by);
    kpi->revision++;
    fake_settle(board);
}

/* A live value, judged without damping. */
static inline struct kpi *fake_live(struct board *board, size_t index, double value)
{
    struct kpi *kpi = &board->kpis[index];
    kpi->reading.has_value = true;
    kpi->reading.value = value;
    kpi->quality = QUALITY_LIVE;
    kpi->verdict = target_verdict(&kpi->target, value);
    kpi->warns = target_warns(&kpi->target, value);
    kpi->side = target_side(&kpi->target, value);
    kpi->shows_value = true;
    kpi->revision++;
    fake_settle(board);
    return kpi;
}
