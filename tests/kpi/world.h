#pragma once

/*
 * A small centre to test the board with: phone (real-time) and e-mail (non-real-time). The lists
 * can be changed before world_open().
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "kpi/board.h"

enum {
    SERVICE_LEVEL,
    CONTACTS_WAITING,
    LONGEST_WAIT,
    OCCUPANCY,
    AGENTS,
    ON_TIME,
    SATISFACTION,
    WORLD_KPIS
};

enum { PHONE, EMAIL, WORLD_CHANNELS };

static const struct metric world_metrics[WORLD_KPIS] = {
    {.id = "service-level",
     .unit = UNIT_PERCENT,
     .direction = DIRECTION_HIGHER,
     .maximum = 100,
     .deadband = 1},
    {.id = "contacts-waiting",
     .unit = UNIT_COUNT,
     .direction = DIRECTION_LOWER,
     .maximum = 10000,
     .drains = true},
    {.id = "longest-wait",
     .unit = UNIT_SECONDS,
     .direction = DIRECTION_LOWER,
     .maximum = 86400,
     .drains = true},
    {.id = "occupancy",
     .unit = UNIT_PERCENT,
     .direction = DIRECTION_BAND,
     .maximum = 100,
     .of_people = true},
    {.id = "agents-available",
     .unit = UNIT_PEOPLE,
     .direction = DIRECTION_HIGHER,
     .maximum = 10000,
     .of_people = true,
     .counts_group = true},
    {.id = "on-time-rate", .unit = UNIT_PERCENT, .direction = DIRECTION_HIGHER, .maximum = 100},
    {.id = "customer-satisfaction",
     .unit = UNIT_POINTS,
     .direction = DIRECTION_HIGHER,
     .minimum = -100,
     .maximum = 100},
};

static const struct kpi_spec world_kpis[WORLD_KPIS] = {
    {.target = {.set = true,
                .direction = DIRECTION_HIGHER,
                .target = {80, 80},
                .limit = {70, 70},
                .warn = {84, 84},
                .has_warn = true},
     .period = PERIOD_TODAY,
     .fresh_s = 30,
     .drop_s = 300,
     .min_sample = 20,
     .deadband = 1,
     .on_delay_s = 90,
     .off_delay_s = 60},
    {.target = {.set = true, .direction = DIRECTION_LOWER, .target = {5, 5}, .limit = {10, 10}},
     .period = PERIOD_NOW,
     .fresh_s = 30,
     .drop_s = 300,
     .on_delay_s = 30,
     .off_delay_s = 30},
    {.target = {.set = true, .direction = DIRECTION_LOWER, .target = {60, 60}, .limit = {120, 120}},
     .period = PERIOD_NOW,
     .fresh_s = 30,
     .drop_s = 300},
    {.target = {.set = true, .direction = DIRECTION_BAND, .target = {75, 88}, .limit = {70, 92}},
     .period = PERIOD_INTERVAL,
     .fresh_s = 180,
     .drop_s = 1800},
    {.period = PERIOD_NOW, .fresh_s = 30, .drop_s = 300},
    {.target = {.set = true, .direction = DIRECTION_HIGHER, .target = {95, 95}, .limit = {95, 95}},
     .period = PERIOD_TODAY,
     .fresh_s = 900,
     .drop_s = 9000,
     .decimals = 1},
    {.target = {.set = true, .direction = DIRECTION_HIGHER, .target = {40, 40}, .limit = {30, 30}},
     .period = PERIOD_MONTH,
     .fresh_s = 3600,
     .drop_s = 36000},
};

struct world {
    struct kpi_spec kpis[WORLD_KPIS];
    struct channel_spec channels[WORLD_CHANNELS];
    struct business_spec business;
    struct hours hours;
    int holidays[8];
    int min_group;
    struct board_spec spec;
    const struct zone *zone;
    struct board *board;
    struct moment now;
};

/* Wednesday, 18 November 2026, 10:00 UTC. */
#define WORLD_START INT64_C(1794996000000)

static inline void world_init(struct world *world)
{
    *world = (struct world){.business = {.id = "main", .channel_count = WORLD_CHANNELS},
                            .zone = &zone_utc,
                            .now = {1000000, WORLD_START, true}};
    for (size_t i = 0; i < WORLD_KPIS; i++) {
        world->kpis[i] = world_kpis[i];
        world->kpis[i].business = "main";
        world->kpis[i].channel = i < ON_TIME ? "phone" : "email";
        world->kpis[i].channel_index = i < ON_TIME ? PHONE : EMAIL;
        world->kpis[i].metric = &world_metrics[i];
        world->kpis[i].metric_id = world_metrics[i].id;
    }
    world->channels[PHONE] = (struct channel_spec){
        .id = "phone", .timing = TIMING_REAL_TIME, .first_kpi = 0, .kpi_count = ON_TIME};
    world->channels[EMAIL] = (struct channel_spec){.id = "email",
                                                   .timing = TIMING_NON_REAL_TIME,
                                                   .first_kpi = ON_TIME,
                                                   .kpi_count = WORLD_KPIS - ON_TIME};
    for (int day = 0; day < 7; day++) { /* used once a channel points at them */
        world->hours.shifts[day][0] = (struct shift){9 * 60, 18 * 60};
        world->hours.count[day] = 1;
    }
}

static inline void world_open(struct world *world)
{
    world->spec = (struct board_spec){.businesses = &world->business,
                                      .business_count = 1,
                                      .channels = world->channels,
                                      .channel_count = WORLD_CHANNELS,
                                      .kpis = world->kpis,
                                      .kpi_count = WORLD_KPIS,
                                      .holidays = {world->holidays, 0},
                                      .min_group = world->min_group};
    while (world->holidays[world->spec.holidays.count] != 0) {
        world->spec.holidays.count++;
    }
    world->board = board_create(&world->spec, world->zone, &world->now);
}

static inline void world_close(struct world *world)
{
    board_destroy(world->board);
}

/* Time passes on both clocks. */
static inline void wait_ms(struct world *world, int64_t ms)
{
    world->now.mono_ms += ms;
    world->now.wall_ms += ms;
    board_advance(world->board, &world->now);
}

static inline void wait_s(struct world *world, int64_t seconds)
{
    wait_ms(world, seconds * 1000);
}

static inline enum effect send_to(struct world *world, const char *topic, const char *payload,
                                  bool retained)
{
    return board_message(world->board, topic, payload, strlen(payload), retained, &world->now);
}

static inline enum effect send_kpi(struct world *world, size_t kpi, const char *payload,
                                   bool retained)
{
    char topic[200] = "kpi/main/";
    strcat(strcat(strcat(topic, world->kpis[kpi].channel), "/"), world->kpis[kpi].metric_id);
    return send_to(world, topic, payload, retained);
}

/* A reading just published; `text` may hold one %s for the time `ago_s` seconds back. */
static inline enum effect send_timed(struct world *world, size_t kpi, const char *text, int ago_s,
                                     bool retained)
{
    char stamp[21], payload[512], *to = payload;
    time_format(world->now.wall_ms - ago_s * INT64_C(1000), stamp, sizeof stamp);
    const char *mark = strstr(text, "%s");
    assert_non_null(mark);
    memcpy(to, text, (size_t)(mark - text));
    strcpy(to + (mark - text), stamp);
    strcat(to, mark + 2);
    return send_kpi(world, kpi, payload, retained);
}

static inline const struct kpi *kpi_of(const struct world *world, size_t kpi)
{
    return board_kpi(world->board, kpi);
}

static inline void assert_quality(const struct world *world, size_t kpi, enum quality quality)
{
    assert_string_equal(quality_word(kpi_of(world, kpi)->quality), quality_word(quality));
}

static inline void assert_live(const struct world *world, size_t kpi, enum verdict verdict)
{
    assert_quality(world, kpi, QUALITY_LIVE);
    assert_string_equal(verdict_word(kpi_of(world, kpi)->verdict), verdict_word(verdict));
}

static inline void assert_held(const struct world *world, size_t kpi, enum held held)
{
    assert_quality(world, kpi, QUALITY_LAST_KNOWN);
    assert_int_equal(kpi_of(world, kpi)->held, held);
}
