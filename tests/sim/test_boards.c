/*
 * Every board of config/boards, in its own form and the agents': the simulated centre feeds it for
 * an hour, and nothing of it is refused, missing or left waiting.
 */

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "config/board_config.h"
#include "config/catalogue_file.h"
#include "device/clock.h"
#include "device/files.h"
#include "kpi/board.h"
#include "sim/feed.h"

#define FOLDER "config/boards"
#define MINUTE_A_SECOND 60

/* 2026-11-18T02:00:00Z, 11:00 in Tokyo: a Wednesday, when everybody is open. */
#define WALL_MS INT64_C(1794967200000)

struct stage {
    const char *name;
    struct board *board;
    struct moment now;
};

/* The domain's own parser is the judge. */
static bool to_board(void *context, const char *topic, const char *payload)
{
    struct stage *stage = context;
    enum effect effect =
        board_message(stage->board, topic, payload, strlen(payload), false, &stage->now);
    if (effect != EFFECT_TAKEN) {
        fail_msg("%s: effect %d of %s %s", stage->name, (int)effect, topic, payload);
    }
    return true;
}

static struct board_config *read_file(const char *path, const enum audience *audience,
                                      struct arena *arena)
{
    size_t length;
    struct faults *faults = faults_create();
    char *bytes = file_read(path, 1 << 20, &length);
    const struct config_world world = {.catalogue = catalogue_built_in(arena, faults),
                                       .audience = audience,
                                       .zone_known = clock_zone_known};
    assert_non_null(bytes);
    struct board_config *config = board_config_read(bytes, length, &world, faults);
    for (size_t i = 0; i < faults_count(faults); i++) {
        print_error("%s%s: %s\n", path, faults_at(faults, i)->pointer,
                    faults_at(faults, i)->message);
    }
    assert_int_equal(faults_count(faults), 0);
    assert_non_null(config);
    free(bytes);
    faults_destroy(faults);
    return config;
}

static void check_all_there(const char *path, const struct board *board)
{
    const struct board_spec *spec = board_spec(board);
    for (size_t i = 0; i < spec->kpi_count; i++) {
        const struct kpi *kpi = board_kpi(board, i);
        if (kpi->quality != QUALITY_LIVE && kpi->quality != QUALITY_THIN) {
            fail_msg("%s: %s is %s", path, board_path(board, i), quality_word(kpi->quality));
        }
    }
}

/* An hour in a minute. */
static void feed_an_hour(const char *path, const enum audience *audience)
{
    struct arena *arena = arena_create();
    struct board_config *config = read_file(path, audience, arena);
    struct stage stage = {.name = path,
                          .now = {.mono_ms = 1000, .wall_ms = WALL_MS, .clock_good = true}};
    assert_true(config->spec.kpi_count > 0 && clock_set_zone("Asia/Tokyo"));
    stage.board = board_create(&config->spec, &clock_zone, &stage.now);
    struct centre *centre = centre_create(&config->spec, 3, &scenes[0], 11 * 60 * MINUTE_MS);
    struct feed feed;
    feed_init(&feed, centre, &scenes[0], MINUTE_A_SECOND, 5, WALL_MS);
    feed.zone = &clock_zone;
    feed.sink = to_board;
    feed.context = &stage;
    if (centre->unknown_count > 0) {
        fail_msg("%s: nothing feeds %s", path, centre->unknown[0]);
    }
    for (int s = 0; s <= 60; s++) {
        stage.now.mono_ms = 1000 + s * SECOND_MS;
        stage.now.wall_ms = WALL_MS + s * SECOND_MS;
        feed_second(&feed, s, stage.now.wall_ms, true);
        board_advance(stage.board, &stage.now);
    }
    check_all_there(path, stage.board);
    board_destroy(stage.board);
    centre_destroy(centre);
    board_config_destroy(config);
    arena_destroy(arena);
}

typedef void board_check(const char *path);

static void for_each_board(board_check *check)
{
    DIR *folder = opendir(FOLDER);
    size_t count = 0;
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        if (strstr(entry->d_name, ".json") != NULL) {
            char path[320];
            snprintf(path, sizeof path, FOLDER "/%s", entry->d_name);
            check(path);
            count++;
        }
    }
    closedir(folder);
    assert_true(count >= 12);
}

static void check_fed(const char *path)
{
    static const enum audience agents = AUDIENCE_AGENTS;
    feed_an_hour(path, NULL);
    feed_an_hour(path, &agents);
}

static void every_board_is_fed(void **state)
{
    (void)state;
    for_each_board(check_fed);
}

/* The kinds of business for which there is a board; one cause gives one red there. */
static void service_level_carries_the_target(void **state)
{
    (void)state;
    static const char *const boards[] = {"contact-centre", "help-desk",        "order-centre",
                                         "customer-desk",  "customer-success", "technical-support",
                                         "repair",         "outbound-sales",   "partners"};
    for (size_t i = 0; i < sizeof boards / sizeof *boards; i++) {
        char path[160];
        struct arena *arena = arena_create();
        snprintf(path, sizeof path, FOLDER "/%s.json", boards[i]);
        struct board_config *config = read_file(path, NULL, arena);
        for (size_t k = 0; k < config->spec.kpi_count; k++) {
            const struct kpi_spec *kpi = &config->spec.kpis[k];
            if (strcmp(kpi->metric_id, "service-level") == 0) {
                assert_true(kpi->target.set && kpi->threshold_s > 0);
            }
            if (strcmp(kpi->metric_id, "abandonment-rate") == 0 ||
                strcmp(kpi->metric_id, "answer-rate") == 0) {
                assert_false(kpi->target.set);
            }
        }
        board_config_destroy(config);
        arena_destroy(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_board_is_fed),
        cmocka_unit_test(service_level_carries_the_target),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
