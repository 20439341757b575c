#include "sim/feed.h"

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
#include "sim/print.h"

/* 2026-11-18T02:00:00Z */
#define WALL_MS INT64_C(1794967200000)

/* ---- A board and a centre that feeds it ----------------------------------------------------- */

struct stage {
    struct arena *arena;
    struct board_config *config;
    struct board *board;
    struct centre *centre;
    struct feed feed;
    struct moment now;
    unsigned messages, channels, singles, histories;
};

static struct board_config *read_demo(struct arena *arena)
{
    size_t length;
    struct faults *faults = faults_create();
    char *bytes = file_read("config/boards/demo.json", 1 << 20, &length);
    assert_non_null(bytes);
    const struct config_world world = {.catalogue = catalogue_built_in(arena, faults),
                                       .zone_known = clock_zone_known};
    struct board_config *config = board_config_read(bytes, length, &world, faults);
    assert_non_null(config);
    free(bytes);
    faults_destroy(faults);
    return config;
}

/* The domain's own parser is the judge: nothing may be refused, ignored or sent twice. */
static bool to_board(void *context, const char *topic, const char *payload)
{
    struct stage *stage = context;
    enum effect effect =
        board_message(stage->board, topic, payload, strlen(payload), false, &stage->now);
    if (effect != EFFECT_TAKEN) {
        fail_msg("effect %d of %s %s", (int)effect, topic, payload);
    }
    stage->messages++;
    stage->histories += strncmp(topic, "history/", 8) == 0;
    if (strncmp(topic, "kpi/", 4) == 0) {
        bool whole = strstr(payload, "\"metrics\"") != NULL;
        stage->channels += whole;
        stage->singles += !whole;
    }
    return true;
}

static void begin(struct stage *stage, const char *scene_name, int factor, uint64_t seed)
{
    const struct scene *scene = scene_find(scene_name);
    *stage = (struct stage){.now = {.mono_ms = 1000, .wall_ms = WALL_MS, .clock_good = true}};
    stage->arena = arena_create();
    stage->config = read_demo(stage->arena);
    stage->board = board_create(&stage->config->spec, &zone_utc, &stage->now);
    stage->centre =
        centre_create(&stage->config->spec, seed, scene, scene->start_minute * MINUTE_MS);
    feed_init(&stage->feed, stage->centre, scene, factor, 5, WALL_MS);
    stage->feed.sink = to_board;
    stage->feed.context = stage;
}

static void end(struct stage *stage)
{
    board_destroy(stage->board);
    centre_destroy(stage->centre);
    board_config_destroy(stage->config);
    arena_destroy(stage->arena);
}

static void second(struct stage *stage, int elapsed_s)
{
    stage->now.mono_ms = 1000 + elapsed_s * SECOND_MS;
    stage->now.wall_ms = WALL_MS + elapsed_s * SECOND_MS;
    feed_second(&stage->feed, elapsed_s, stage->now.wall_ms, true);
    board_advance(stage->board, &stage->now);
}

static const struct kpi *kpi_of(const struct stage *stage, const char *channel, const char *metric)
{
    const struct board_spec *spec = board_spec(stage->board);
    for (size_t i = 0; i < spec->kpi_count; i++) {
        if (strcmp(spec->kpis[i].channel, channel) == 0 &&
            strcmp(spec->kpis[i].metric_id, metric) == 0) {
            return board_kpi(stage->board, i);
        }
    }
    fail_msg("%s/%s is not on the board", channel, metric);
    return NULL;
}

/* ---- What a board makes of it --------------------------------------------------------------- */

/* A simulated day and more of every scene, a minute a second. */
static void test_everything_is_taken(void **state)
{
    (void)state;
    for (size_t i = 0; i < scene_count; i++) {
        struct stage stage;
        begin(&stage, scenes[i].name, 60, 3);
        assert_int_equal(stage.centre->unknown_count, 0);
        for (int s = 0; s <= 25 * 60; s++) {
            second(&stage, s);
        }
        const struct counters *counters = board_counters(stage.board);
        for (int reason = 0; reason < REFUSAL_COUNT; reason++) {
            assert_int_equal(counters->refused[reason], 0);
        }
        assert_int_equal(counters->ignored, 0);
        assert_int_equal(counters->redelivered, 0);
        assert_int_equal(counters->skewed, 0);
        assert_true(stage.messages == stage.feed.sent && stage.histories > 0);
        end(&stage);
    }
}

/* In the first second every KPI of the demo board is there; nothing is left waiting. */
static void test_all_at_once(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage, "normal", 1, 3);
    second(&stage, 0);
    const struct summary *summary = board_summary(stage.board);
    assert_int_equal(summary->qualities[QUALITY_WAITING], 0);
    assert_int_equal(summary->qualities[QUALITY_NO_DATA], 0);
    assert_int_equal(summary->qualities[QUALITY_LIVE], board_spec(stage.board)->kpi_count);
    const struct kpi *level = kpi_of(&stage, "phone", "service-level");
    assert_true(level->finals.published);
    assert_int_equal(level->finals.count, 4); /* 9:00 to 11:00 */
    assert_int_equal(level->finals.period_s, 1800);
    assert_true(level->finals.items[3].start_ms == WALL_MS - HALF_HOUR_MS);
    end(&stage);
}

static void test_cadence(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage, "normal", 1, 3);
    for (int s = 0; s < 20; s++) {
        second(&stage, s);
    }
    /* Six channels at 0, 5, 10, 15; four gauges in the even seconds between. */
    assert_int_equal(stage.channels, 6 * 4);
    assert_int_equal(stage.singles, 4 * 8);
    end(&stage);
}

/* Real instants: before the start half an hour is one, afterwards it shrinks by the factor. */
static void test_history_times(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage, "normal", 60, 3);
    for (int s = 0; s <= 65; s++) {
        second(&stage, s);
    }
    const struct kpi *level = kpi_of(&stage, "phone", "service-level");
    assert_int_equal(level->finals.count, 6); /* to 12:00 */
    assert_true(level->finals.items[3].start_ms == WALL_MS - HALF_HOUR_MS);
    assert_true(level->finals.items[4].start_ms == WALL_MS);
    assert_true(level->finals.items[5].start_ms == WALL_MS + 30 * SECOND_MS);
    end(&stage);
}

static void test_feed_dies(void **state)
{
    (void)state;
    static const struct {
        int second;
        enum quality quality;
        enum held held;
    } cases[] = {
        {29, QUALITY_LIVE, HELD_NOT},
        {60, QUALITY_LAST_KNOWN, HELD_AGED},
        {119, QUALITY_LAST_KNOWN, HELD_AGED},
        {125, QUALITY_LIVE, HELD_NOT},
    };
    struct stage stage;
    begin(&stage, "feed-dies", 1, 3);
    int s = 0;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        for (; s <= cases[i].second; s++) {
            second(&stage, s);
        }
        const size_t count = board_spec(stage.board)->kpi_count;
        for (size_t k = 0; k < count; k++) {
            assert_int_equal(board_kpi(stage.board, k)->quality, cases[i].quality);
            assert_int_equal(board_kpi(stage.board, k)->held, cases[i].held);
        }
    }
    end(&stage);
}

/* Messages go on, but from second 20 nothing moves: held to be stuck when stuck_s is over. */
static void test_feed_stuck(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage, "feed-stuck", 1, 3);
    const struct kpi *level = kpi_of(&stage, "phone", "service-level");
    const int stuck_s = board_spec(stage.board)->channels[level->spec->channel_index].stuck_s;
    assert_true(stuck_s > 0);
    for (int s = 0; s < stuck_s; s++) {
        second(&stage, s);
    }
    unsigned before = stage.messages;
    assert_int_equal(level->quality, QUALITY_LIVE);
    for (int s = stuck_s; s < stuck_s + 40; s++) {
        second(&stage, s);
    }
    assert_true(stage.messages > before);
    assert_int_equal(level->quality, QUALITY_LAST_KNOWN);
    assert_int_equal(level->held, HELD_STUCK);
    /* Non-real-time work may well stand still. */
    assert_int_equal(kpi_of(&stage, "email", "backlog")->quality, QUALITY_LIVE);
    end(&stage);
}

static void test_quiet_is_thin(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage, "quiet", 1, 3);
    second(&stage, 0);
    enum quality quality = kpi_of(&stage, "phone", "service-level")->quality;
    assert_true(quality == QUALITY_THIN || quality == QUALITY_NO_DATA);
    assert_int_equal(kpi_of(&stage, "phone", "contacts-waiting")->quality, QUALITY_LIVE);
    end(&stage);
}

static void test_scene_turns_the_verdict(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage, "outage", 1, 3);
    for (int s = 0; s <= 120; s++) {
        second(&stage, s);
    }
    const struct kpi *waiting = kpi_of(&stage, "phone", "contacts-waiting");
    assert_int_equal(waiting->quality, QUALITY_LIVE);
    assert_int_equal(waiting->verdict, VERDICT_MISSED);
    end(&stage);
}

/* ---- The link ------------------------------------------------------------------------------- */

struct sent {
    bool takes;
    int histories, others;
};

static bool count_sent(void *context, const char *topic, const char *payload)
{
    (void)payload;
    struct sent *sent = context;
    bool history = strncmp(topic, "history/", 8) == 0;
    sent->histories += history;
    sent->others += !history;
    return sent->takes;
}

/* Nothing is sent into the void, and on return everything is, history too. */
static void test_disconnected(void **state)
{
    (void)state;
    struct stage stage;
    struct sent sent = {.takes = true};
    begin(&stage, "normal", 1, 3);
    stage.feed.sink = count_sent;
    stage.feed.context = &sent;
    feed_second(&stage.feed, 0, WALL_MS, true);
    const struct sent first = sent;
    assert_true(first.histories > 0);
    assert_int_equal(first.others, 6);
    for (int s = 1; s < 8; s++) {
        feed_second(&stage.feed, s, WALL_MS + s * SECOND_MS, false);
    }
    assert_memory_equal(&sent, &first, sizeof(sent));
    feed_second(&stage.feed, 8, WALL_MS + 8 * SECOND_MS, true);
    assert_int_equal(sent.histories, 2 * first.histories);
    assert_int_equal(sent.others, 2 * first.others);
    end(&stage);
}

/* What found no room is tried again, and not counted as sent. */
static void test_no_room(void **state)
{
    (void)state;
    struct stage stage;
    struct sent sent = {.takes = false};
    begin(&stage, "normal", 1, 3);
    stage.feed.sink = count_sent;
    stage.feed.context = &sent;
    feed_second(&stage.feed, 0, WALL_MS, true);
    const struct sent first = sent;
    feed_second(&stage.feed, 1, WALL_MS + SECOND_MS, true);
    assert_true(first.histories > 0);
    assert_int_equal(sent.histories, 2 * first.histories);
    assert_int_equal(stage.feed.sent, 0);
    end(&stage);
}

/* ---- Determinism ---------------------------------------------------------------------------- */

static char *printed(const char *scene_name, uint64_t seed, int factor)
{
    char *text = NULL;
    size_t length = 0;
    const struct scene *scene = scene_find(scene_name);
    struct centre *centre = centre_create(NULL, seed, scene, scene->start_minute * MINUTE_MS);
    struct feed feed;
    feed_init(&feed, centre, scene, factor, 5, WALL_MS);
    FILE *to = open_memstream(&text, &length);
    assert_non_null(to);
    assert_true(print_messages(to, &feed, WALL_MS, 60));
    fclose(to);
    centre_destroy(centre);
    return text;
}

static void test_same_seed_same_bytes(void **state)
{
    (void)state;
    for (size_t i = 0; i < scene_count; i++) {
        char *once = printed(scenes[i].name, 42, 30);
        char *again = printed(scenes[i].name, 42, 30);
        char *other = printed(scenes[i].name, 43, 30);
        assert_string_equal(once, again);
        assert_string_not_equal(once, other);
        free(once);
        free(again);
        free(other);
    }
}

static void test_print_lines(void **state)
{
    (void)state;
    char *text = printed("normal", 1, 1);
    static const char first[] = "{\"topic\":\"source/wallboard-sim\",\"payload\":\"online\","
                                "\"retained\":true,\"age_s\":60}\n";
    assert_int_equal(strncmp(text, first, strlen(first)), 0);
    assert_non_null(strstr(text, "{\"topic\":\"kpi/main/phone\",\"payload\":{\"time\":"
                                 "\"2026-11-18T02:00:00Z\",\"metrics\":{\"service-level\":"));
    assert_non_null(strstr(text, "\"age_s\":0}\n"));
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_everything_is_taken),
        cmocka_unit_test(test_all_at_once),
        cmocka_unit_test(test_cadence),
        cmocka_unit_test(test_history_times),
        cmocka_unit_test(test_feed_dies),
        cmocka_unit_test(test_feed_stuck),
        cmocka_unit_test(test_quiet_is_thin),
        cmocka_unit_test(test_scene_turns_the_verdict),
        cmocka_unit_test(test_disconnected),
        cmocka_unit_test(test_no_room),
        cmocka_unit_test(test_same_seed_same_bytes),
        cmocka_unit_test(test_print_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
