#include "sim/scenes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void test_find(void **state)
{
    (void)state;
    static const char *const names[] = {"normal",    "lunch-rush", "outage",
                                        "feed-dies", "feed-stuck", "quiet"};
    assert_int_equal(scene_count, sizeof(names) / sizeof(names[0]));
    for (size_t i = 0; i < scene_count; i++) {
        assert_string_equal(scene_find(names[i])->name, names[i]);
    }
    assert_null(scene_find("lunch"));
    assert_null(scene_find(""));
}

static void test_feed(void **state)
{
    (void)state;
    static const struct {
        const char *scene;
        int second;
        enum feed_state feed;
    } cases[] = {
        {"normal", 60, FEED_RUNS},         {"outage", 60, FEED_RUNS},
        {"feed-dies", 29, FEED_RUNS},      {"feed-dies", 30, FEED_SILENT},
        {"feed-dies", 119, FEED_SILENT},   {"feed-dies", 120, FEED_RUNS},
        {"feed-dies", 269, FEED_RUNS},     {"feed-dies", 270, FEED_SILENT},
        {"feed-stuck", 19, FEED_RUNS},     {"feed-stuck", 20, FEED_FROZEN},
        {"feed-stuck", 9999, FEED_FROZEN},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct scene *scene = scene_find(cases[i].scene);
        assert_int_equal(scene_feed(scene, cases[i].second * SECOND_MS), cases[i].feed);
    }
}

/* The phone, so many seconds after the start of a scene, or of a normal day at the same time. */
static struct channel *phone_after(const char *name, const char *start_of, int seconds,
                                   uint64_t seed)
{
    struct channel *phone = calloc(1, sizeof(*phone));
    assert_non_null(phone);
    int64_t start_ms = scene_find(start_of)->start_minute * MINUTE_MS;
    const struct disturbance disturbance =
        scene_disturbance(scene_find(name), KIND_CONTACTS, start_ms);
    channel_init(phone, &presets[0], "main/phone", seed, 0, &disturbance);
    channel_advance(phone, start_ms + seconds * SECOND_MS);
    return phone;
}

/* Two minutes must be enough to see it, whatever the seed. */
static void test_rush_and_outage_show(void **state)
{
    (void)state;
    static const char *const names[] = {"lunch-rush", "outage"};
    for (size_t i = 0; i < 2; i++) {
        int waiting = 0, usual = 0;
        for (uint64_t seed = 1; seed <= 10; seed++) {
            struct channel *scene = phone_after(names[i], names[i], 100, seed);
            struct channel *normal = phone_after("normal", names[i], 100, seed);
            assert_true(scene->queue.waiting > 0);
            waiting += scene->queue.waiting;
            usual += normal->queue.waiting;
            free(scene);
            free(normal);
        }
        assert_true(waiting > 50);
        assert_true(usual < waiting / 2);
    }
}

static void test_quiet_is_thin(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 10; seed++) {
        struct channel *quiet = phone_after("quiet", "quiet", 120, seed);
        assert_true(quiet->today.offered < 20);
        free(quiet);
    }
}

/* An outage does not change what was before it. */
static void test_morning_is_the_same(void **state)
{
    (void)state;
    struct channel *normal = phone_after("normal", "normal", 0, 4);
    struct channel *outage = phone_after("outage", "outage", 0, 4);
    assert_memory_equal(&normal->today, &outage->today, sizeof(struct tally));
    free(normal);
    free(outage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_feed),
        cmocka_unit_test(test_rush_and_outage_show),
        cmocka_unit_test(test_quiet_is_thin),
        cmocka_unit_test(test_morning_is_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
