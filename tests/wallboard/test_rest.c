/* When the wall is dark: the schedule, daylight saving, holidays, a doubtful clock. */

#include "rest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/berlin.h"

/* 07:30-20:00 from Monday to Friday; and over the hour that is missing on 28 March 2027. */
static const struct hours office = {
    .shifts = {{{450, 1200}}, {{450, 1200}}, {{450, 1200}}, {{450, 1200}}, {{450, 1200}}},
    .count = {1, 1, 1, 1, 1}};
static const struct hours sunday = {.shifts = {[6] = {{60, 240}}}, .count = {[6] = 1}};

static const int dates[] = {20261119};

static struct moment at(const char *utc)
{
    struct moment now = {.mono_ms = 5000, .clock_good = true};
    assert_true(time_parse(utc, &now.wall_ms));
    return now;
}

static void follows_the_schedule(void **state)
{
    (void)state;
    static const struct {
        const struct hours *schedule;
        bool off_on_holidays;
        const char *utc;
        bool resting;
        int64_t left_s; /* until it changes; at most a day is told */
    } cases[] = {
        {&office, false, "2026-11-18T06:29:59Z", true, 1},
        {&office, false, "2026-11-18T06:30:00Z", false, 12 * 3600 + 1800},
        {&office, false, "2026-11-18T19:00:00Z", true, 11 * 3600 + 1800},
        {&office, false, "2026-11-19T12:00:00Z", false, 7 * 3600},
        {&office, true, "2026-11-19T12:00:00Z", true, 18 * 3600 + 1800},
        {&office, false, "2026-11-21T12:00:00Z", true, 24 * 3600},
        {&sunday, false, "2027-03-28T00:30:00Z", false, 5400}, /* 01:30 to 04:00, one hour less */
        {&sunday, false, "2027-10-31T00:30:00Z", false, 9000}, /* 02:30 to 04:00, one hour more */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct board_config config = {.schedule = cases[i].schedule,
                                      .display.off_on_holidays = cases[i].off_on_holidays,
                                      .spec.holidays = {dates, 1}};
        struct moment now = at(cases[i].utc);
        struct rest rest = rest_anew(false);
        assert_int_equal(rest_pass(&rest, &config, &zone_berlin, false, &now), cases[i].resting);
        assert_int_equal(rest.resting, cases[i].resting);
        assert_int_equal(rest.mono_ms, 5000 + cases[i].left_s * 1000);
        assert_false(rest_pass(&rest, &config, &zone_berlin, false, &now));
    }
}

static void wakes_at_its_instant(void **state)
{
    (void)state;
    struct board_config config = {.schedule = &office};
    struct moment now = at("2026-11-20T19:00:00Z"); /* Friday evening to Monday morning */
    struct rest rest = rest_anew(false);
    assert_true(rest_pass(&rest, &config, &zone_berlin, false, &now));
    int turns = 0;
    while (rest.resting) {
        int64_t passed = rest.mono_ms - now.mono_ms;
        now.mono_ms += passed - 1;
        now.wall_ms += passed - 1;
        assert_false(rest_pass(&rest, &config, &zone_berlin, false, &now));
        now.mono_ms++;
        now.wall_ms++;
        bool woke = rest_pass(&rest, &config, &zone_berlin, false, &now);
        assert_int_equal(woke, !rest.resting);
        turns++;
    }
    assert_int_equal(now.wall_ms, at("2026-11-23T06:30:00Z").wall_ms);
    assert_int_equal(turns, 3);
}

static void an_emergency_wakes_it(void **state)
{
    (void)state;
    struct board_config config = {.schedule = &office};
    struct moment now = at("2026-11-18T02:00:00Z");
    struct rest rest = rest_anew(false);
    assert_true(rest_pass(&rest, &config, &zone_berlin, false, &now));
    assert_true(rest.resting);
    assert_true(rest_pass(&rest, &config, &zone_berlin, true, &now));
    assert_false(rest.resting);
    now.mono_ms += 3600000;
    now.wall_ms += 3600000;
    assert_false(rest_pass(&rest, &config, &zone_berlin, true, &now));
    assert_true(rest_pass(&rest, &config, &zone_berlin, false, &now));
    assert_true(rest.resting);
    assert_int_equal(rest.mono_ms, now.mono_ms + 12600000); /* 04:00 there to 07:30 */
}

static void a_doubtful_clock_keeps_it_awake(void **state)
{
    (void)state;
    struct board_config config = {.schedule = &office};
    struct moment now = at("2026-11-18T02:00:00Z");
    struct rest rest = rest_anew(false);
    now.clock_good = false;
    assert_false(rest_pass(&rest, &config, &zone_berlin, false, &now));
    assert_int_equal(rest.mono_ms, NEVER);
    now.clock_good = true;
    assert_true(rest_pass(&rest, &config, &zone_berlin, false, &now));
    assert_true(rest.resting);
    now.clock_good = false;
    assert_true(rest_pass(&rest, &config, &zone_berlin, false, &now));
    assert_false(rest.resting);
}

static void a_set_clock_is_noticed(void **state)
{
    (void)state;
    struct board_config config = {.schedule = &office};
    struct moment now = at("2026-11-18T02:00:00Z");
    struct rest rest = rest_anew(false);
    assert_true(rest_pass(&rest, &config, &zone_berlin, false, &now));
    now.wall_ms = at("2026-11-17T12:00:00Z").wall_ms;
    assert_true(rest_pass(&rest, &config, &zone_berlin, false, &now));
    assert_false(rest.resting);
}

static void without_a_schedule_it_never_rests(void **state)
{
    (void)state;
    struct board_config config = {.display.off_on_holidays = true, .spec.holidays = {dates, 1}};
    struct moment now = at("2026-11-19T02:00:00Z");
    struct rest rest = rest_anew(false);
    assert_false(rest_pass(&rest, &config, &zone_berlin, false, &now));
    assert_int_equal(rest.mono_ms, NEVER);
    /* The config that had one is replaced while the wall rests. */
    rest = rest_anew(true);
    assert_true(rest_pass(&rest, &config, &zone_berlin, false, &now));
    assert_false(rest.resting);
}

static void is_black(void **state)
{
    (void)state;
    struct rest rest = rest_anew(true);
    struct cell cell = {.background = 0xFFFFFF};
    struct scene wall = {
        .width = 1920, .height = 1080, .background = 0x101010, .cells = &cell, .count = 1};
    const struct scene *black = rest_scene(&rest, &wall);
    assert_int_equal(black->width, 1920);
    assert_int_equal(black->height, 1080);
    assert_int_equal(black->background, 0);
    assert_int_equal(black->count, 0);
}

static void orders_go_before_the_schedule(void **state)
{
    (void)state;
    static const struct {
        const struct hours *schedule;
        const char *utc;
        enum order order;
        int for_s; /* 0: no time is said */
        struct {
            int after_s;
            bool resting;
        } then[4]; /* in order; the last ones may be 0 */
    } cases[] = {
        /* Without a time: until the schedule switches, 20:00 and 7:30 there. */
        {&office,
         "2026-11-18T12:00:00Z",
         ORDER_BLANK,
         0,
         {{0, true}, {7 * 3600 - 1, true}, {7 * 3600, true}, {18 * 3600 + 1800, false}}},
        {&office,
         "2026-11-18T20:00:00Z",
         ORDER_WAKE,
         0,
         {{0, false}, {10 * 3600 + 1799, false}, {10 * 3600 + 1800, false}, {23 * 3600, true}}},
        {&office,
         "2026-11-18T20:00:00Z",
         ORDER_BLANK,
         0,
         {{0, true}, {10 * 3600 + 1799, true}, {10 * 3600 + 1800, false}}},
        {NULL, "2026-11-18T12:00:00Z", ORDER_BLANK, 0, {{0, true}, {20 * 86400, true}}},
        /* With one: for so long, whatever the schedule says meanwhile. */
        {&office, "2026-11-18T12:00:00Z", ORDER_BLANK, 600, {{0, true}, {599, true}, {600, false}}},
        {&office, "2026-11-18T18:59:00Z", ORDER_WAKE, 600, {{0, false}, {599, false}, {600, true}}},
        {&office, "2026-11-19T06:29:00Z", ORDER_BLANK, 600, {{0, true}, {61, true}, {600, false}}},
        {NULL, "2026-11-18T12:00:00Z", ORDER_BLANK, 5, {{0, true}, {4, true}, {5, false}}},
        {NULL, "2026-11-18T12:00:00Z", ORDER_NONE, 0, {{0, false}}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct board_config config = {.schedule = cases[i].schedule};
        struct moment now = at(cases[i].utc);
        struct rest rest = rest_anew(false);
        rest_pass(&rest, &config, &zone_berlin, false, &now);
        int64_t from_ms = now.mono_ms, until_ms = from_ms + cases[i].for_s * INT64_C(1000);
        rest_order(&rest, cases[i].order, cases[i].for_s > 0 ? until_ms : NEVER);
        for (int j = 0; j < 4 && (j == 0 || cases[i].then[j].after_s > 0); j++) {
            /* As the loop does: every time it asked to be woken, and at last the instant. */
            int64_t then_ms = from_ms + cases[i].then[j].after_s * INT64_C(1000);
            do {
                int64_t step =
                    earlier(then_ms, rest.mono_ms > now.mono_ms ? rest.mono_ms : then_ms);
                now.wall_ms += step - now.mono_ms;
                now.mono_ms = step;
                rest_pass(&rest, &config, &zone_berlin, false, &now);
            } while (now.mono_ms < then_ms);
            if (rest.resting != cases[i].then[j].resting) {
                fail_msg("case %zu: %d s later it is %s", i, cases[i].then[j].after_s,
                         rest.resting ? "off" : "on");
            }
        }
    }
}

static void an_order_tells_its_end(void **state)
{
    (void)state;
    struct board_config config = {.schedule = &office};
    struct moment now = at("2026-11-18T12:00:00Z");
    struct rest rest = rest_anew(false);
    rest_pass(&rest, &config, &zone_berlin, false, &now);
    assert_int_equal(rest_until(&rest, &now), at("2026-11-18T19:00:00Z").wall_ms);
    rest_order(&rest, ORDER_BLANK, now.mono_ms + 600000);
    rest_pass(&rest, &config, &zone_berlin, false, &now);
    assert_int_equal(rest_until(&rest, &now), now.wall_ms + 600000);
    assert_int_equal(rest.mono_ms, now.mono_ms + 600000);
    config.schedule = NULL;
    rest_order(&rest, ORDER_BLANK, NEVER);
    rest_pass(&rest, &config, &zone_berlin, false, &now);
    assert_true(rest_until(&rest, &now) == NO_TIME);
    assert_int_equal(rest.mono_ms, NEVER);
}

static void an_order_outlives_a_new_config(void **state)
{
    (void)state;
    struct board_config config = {.schedule = &office};
    struct moment now = at("2026-11-18T12:00:00Z");
    struct rest rest = rest_anew(false);
    rest_pass(&rest, &config, &zone_berlin, false, &now);
    rest_order(&rest, ORDER_BLANK, NEVER);
    assert_true(rest_pass(&rest, &config, &zone_berlin, false, &now));
    rest_renew(&rest);
    assert_false(rest_pass(&rest, &config, &zone_berlin, false, &now));
    assert_true(rest.resting);
    /* The emergency is over, and the order still holds. */
    assert_true(rest_pass(&rest, &config, &zone_berlin, true, &now));
    assert_false(rest.resting);
    assert_true(rest_pass(&rest, &config, &zone_berlin, false, &now));
    assert_true(rest.resting);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(follows_the_schedule),
        cmocka_unit_test(wakes_at_its_instant),
        cmocka_unit_test(an_emergency_wakes_it),
        cmocka_unit_test(a_doubtful_clock_keeps_it_awake),
        cmocka_unit_test(a_set_clock_is_noticed),
        cmocka_unit_test(without_a_schedule_it_never_rests),
        cmocka_unit_test(is_black),
        cmocka_unit_test(orders_go_before_the_schedule),
        cmocka_unit_test(an_order_tells_its_end),
        cmocka_unit_test(an_order_outlives_a_new_config),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
