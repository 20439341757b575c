#pragma once

/* Boards of any size: channels of phone, chat, e-mail..., each with the first of a list of metrics.
 */

#include <assert.h>
#include <stddef.h>

#include "config/board_config.h"
#include "kpi/block.h"

#define SPEC_KPIS 128
#define SPEC_CHANNELS 16

/* A date as it stands in the pictures: Wednesday, 18 November 2026, 14:32 in UTC. */
#define FAKE_NOW INT64_C(1795012320000)

static const struct metric fake_metrics[] = {
    {.id = "service-level",
     .name = {{"サービスレベル", "Service level"}},
     .short_name = {{"SL", "SL"}},
     .unit = UNIT_PERCENT,
     .maximum = 100},
    {.id = "abandon-rate",
     .name = {{"放棄率", "Abandon rate"}},
     .short_name = {{"放棄率", "Aband."}},
     .unit = UNIT_PERCENT,
     .direction = DIRECTION_LOWER,
     .decimals = 1,
     .maximum = 100},
    {.id = "average-speed-of-answer",
     .name = {{"平均応答時間", "Avg speed of answer"}},
     .short_name = {{"応答", "ASA"}},
     .unit = UNIT_SECONDS,
     .direction = DIRECTION_LOWER,
     .maximum = 86400},
    {.id = "contacts-waiting",
     .name = {{"待ち呼数", "Contacts waiting"}},
     .short_name = {{"待ち", "Waiting"}},
     .unit = UNIT_COUNT,
     .direction = DIRECTION_LOWER,
     .maximum = 100000},
    {.id = "longest-wait",
     .name = {{"最長待ち", "Longest wait"}},
     .short_name = {{"最長", "Longest"}},
     .unit = UNIT_SECONDS,
     .direction = DIRECTION_LOWER,
     .maximum = 86400},
    {.id = "occupancy",
     .name = {{"稼働率", "Occupancy"}},
     .short_name = {{"稼働率", "Occup."}},
     .unit = UNIT_PERCENT,
     .direction = DIRECTION_BAND,
     .maximum = 100},
    {.id = "agents-available",
     .name = {{"受付可能", "Agents available"}},
     .short_name = {{"受付可", "Free"}},
     .unit = UNIT_PEOPLE,
     .maximum = 10000},
    {.id = "customer-satisfaction",
     .name = {{"顧客満足度", "Customer satisfaction"}},
     .short_name = {{"満足度", "CSAT"}},
     .unit = UNIT_POINTS,
     .decimals = 1,
     .maximum = 5},
};

#define FAKE_METRICS (sizeof fake_metrics / sizeof *fake_metrics)

static const struct target fake_targets[FAKE_METRICS] = {
    {DIRECTION_HIGHER, true, {80, 80}, {70, 70}, {84, 84}, true},
    {DIRECTION_LOWER, true, {5, 5}, {8, 8}, {5, 5}, false},
    {DIRECTION_LOWER, true, {40, 40}, {60, 60}, {40, 40}, false},
    {DIRECTION_LOWER, true, {8, 8}, {12, 12}, {8, 8}, false},
    {DIRECTION_LOWER, true, {90, 90}, {180, 180}, {90, 90}, false},
    {DIRECTION_BAND, true, {75, 88}, {70, 92}, {75, 88}, false},
    {DIRECTION_HIGHER, false, {0, 0}, {0, 0}, {0, 0}, false},
    {DIRECTION_HIGHER, true, {4.2, 4.2}, {4, 4}, {4.2, 4.2}, false},
};

static const struct {
    const char *id;
    struct words name;
    enum timing timing;
    enum assistance assistance;
} fake_channels[] = {
    {"phone", {{"電話", "Phone"}}, TIMING_REAL_TIME, ASSISTANCE_HUMAN},
    {"chat", {{"チャット", "Chat"}}, TIMING_REAL_TIME, ASSISTANCE_HUMAN},
    {"email", {{"メール", "E-mail"}}, TIMING_NON_REAL_TIME, ASSISTANCE_HUMAN},
    {"sns", {{"SNS", "Social"}}, TIMING_NON_REAL_TIME, ASSISTANCE_HUMAN},
    {"back-office", {{"バックオフィス", "Back office"}}, TIMING_NON_REAL_TIME, ASSISTANCE_HUMAN},
    {"bot", {{"ボット", "Bot"}}, TIMING_REAL_TIME, ASSISTANCE_DIGITAL},
};

#define FAKE_CHANNEL_KINDS (sizeof fake_channels / sizeof *fake_channels)

struct fake_wall {
    struct board_config config;
    struct business_spec business;
    struct channel_spec channels[SPEC_CHANNELS];
    struct kpi_spec kpis[SPEC_KPIS];
    struct page_spec page; /* all KPIs as tiles, by block */
    size_t page_kpis[SPEC_KPIS];
};

static inline struct kpi_spec fake_kpi(size_t channel, size_t metric)
{
    const struct metric *m = &fake_metrics[metric];
    return (struct kpi_spec){
        .business = "main",
        .channel = fake_channels[channel % FAKE_CHANNEL_KINDS].id,
        .metric_id = m->id,
        .channel_index = channel,
        .metric = m,
        .name = m->name,
        .short_name = m->short_name,
        .target = fake_targets[metric],
        .period = m->unit == UNIT_COUNT || m->unit == UNIT_PEOPLE ? PERIOD_NOW : PERIOD_TODAY,
        .decimals = m->decimals,
        .min_sample = 20,
        .threshold_s = metric == 0 ? 20 : 0,
    };
}

static inline void fake_page(struct fake_wall *wall)
{
    const struct board_spec *spec = &wall->config.spec;
    wall->page = (struct page_spec){
        .id = "tiles", .show = PAGE_TILES, .kpis = wall->page_kpis, .dwell_s = 15};
    for (int block = 0; block < BLOCK_COUNT; block++) {
        for (size_t i = 0; i < spec->kpi_count; i++) {
            if ((int)block_of(&spec->channels[spec->kpis[i].channel_index]) == block) {
                wall->page_kpis[wall->page.kpi_count++] = i;
            }
        }
    }
}

/* `per_channel` holds how many KPIs each of `channel_count` channels has. */
static inline void fake_wall(struct fake_wall *wall, enum language language, double distance_m,
                             const size_t *per_channel, size_t channel_count)
{
    *wall = (struct fake_wall){0};
    size_t count = 0;
    for (size_t c = 0; c < channel_count; c++) {
        assert(c < SPEC_CHANNELS && count + per_channel[c] <= SPEC_KPIS);
        size_t kind = c % FAKE_CHANNEL_KINDS;
        wall->channels[c] = (struct channel_spec){
            .id = fake_channels[kind].id,
            .name = fake_channels[kind].name,
            .timing = fake_channels[kind].timing,
            .assistance = fake_channels[kind].assistance,
            .first_kpi = count,
            .kpi_count = per_channel[c],
        };
        for (size_t k = 0; k < per_channel[c]; k++) {
            wall->kpis[count++] = fake_kpi(c, k % FAKE_METRICS);
        }
    }
    wall->business = (struct business_spec){
        .id = "main", .name = {{"本社", "Main"}}, .channel_count = channel_count};
    wall->config = (struct board_config){
        .language = language,
        .zone = "UTC",
        .title = {{"大阪センター", "Osaka centre"}},
        .display = {.diagonal_inch = 55, .viewing_distance_m = distance_m},
        .theme = *theme_of(THEME_DARK),
        .pages = &wall->page,
        .page_count = count > 0,
        .spec = {.businesses = &wall->business,
                 .business_count = 1,
                 .channels = wall->channels,
                 .channel_count = channel_count,
                 .kpis = wall->kpis,
                 .kpi_count = count},
    };
    fake_page(wall);
}
