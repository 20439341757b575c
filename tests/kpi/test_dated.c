/* Targets that depend on the day and the hour. */

#include "kpi/dated.h"
#include "kpi/one_world.h"
#include "support/berlin.h"

static const struct hours evenings = {.shifts = {[0] = {{18 * 60, 26 * 60}},
                                                 [1] = {{18 * 60, 26 * 60}},
                                                 [2] = {{18 * 60, 26 * 60}},
                                                 [3] = {{18 * 60, 26 * 60}},
                                                 [4] = {{18 * 60, 26 * 60}}},
                                      .count = {1, 1, 1, 1, 1}};

#define HIGHER(low)                                                                                \
    {                                                                                              \
        .direction = DIRECTION_HIGHER, .set = true, .target = {low, low}, .limit = { low, low }    \
    }

/* In force from 2026-04-01, from 2027-04-01, in December 2026, on weekday evenings. */
static const struct dated_target items[] = {
    {.id = "fy26", .from = 20260401, .target = HIGHER(82)},
    {.id = "december", .from = 20261201, .until = 20261231, .target = HIGHER(70)},
    {.id = "fy27", .from = 20270401, .target = HIGHER(85)},
    {.id = "evening", .hours = &evenings, .target = HIGHER(60)},
    {.id = "evening27", .from = 20270401, .hours = &evenings, .target = HIGHER(65)},
};
static const struct dated_targets targets = {items, sizeof items / sizeof *items};

static int64_t at(const char *text)
{
    int64_t wall_ms;
    assert_true(time_parse(text, &wall_ms));
    return wall_ms;
}

static void the_one_in_force_is_found(void **state)
{
    (void)state;
    static const struct {
        const char *time, *id, *until;
    } cases[] = {
        /* Berlin: +1 in winter, +2 in summer. 2026-11-18 is a Wednesday. */
        {"2026-03-31T10:00:00Z", "", "2026-03-31T16:00:00Z"},
        {"2026-03-31T16:00:00Z", "evening", "2026-03-31T22:00:00Z"},
        {"2026-03-31T23:59:59Z", "evening", "2026-04-01T00:00:00Z"}, /* 1:59 of the next day */
        {"2026-04-01T00:00:00Z", "fy26", "2026-04-01T16:00:00Z"},
        {"2026-11-18T10:00:00Z", "fy26", "2026-11-18T17:00:00Z"},
        {"2026-11-18T17:00:00Z", "evening", "2026-11-19T01:00:00Z"},
        {"2026-11-21T17:00:00Z", "fy26", "2026-11-23T17:00:00Z"}, /* Saturday */
        {"2026-11-29T22:59:59Z", "fy26", "2026-11-30T17:00:00Z"},
        {"2026-12-01T08:00:00Z", "december", "2026-12-01T17:00:00Z"},
        {"2026-12-31T10:00:00Z", "december", "2026-12-31T17:00:00Z"},
        {"2027-01-01T10:00:00Z", "fy26", "2027-01-01T17:00:00Z"},
        {"2027-03-31T16:00:00Z", "evening", "2027-03-31T22:00:00Z"},
        {"2027-03-31T22:00:00Z", "evening27", "2027-04-01T00:00:00Z"},
        {"2027-04-01T00:00:00Z", "fy27", "2027-04-01T16:00:00Z"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct dated_target *found = dated_at(&targets, &zone_berlin, at(cases[i].time));
        char until[21];
        time_format(dated_until(&targets, &zone_berlin, at(cases[i].time)), until, sizeof until);
        if (strcmp(found ? found->id : "", cases[i].id) != 0 ||
            strcmp(until, cases[i].until) != 0) {
            fail_msg("%s: %s until %s", cases[i].time, found ? found->id : "", until);
        }
    }
}

static void without_any_nothing_ever_changes(void **state)
{
    (void)state;
    const struct dated_targets none = {0}, always = {&(struct dated_target){.id = "a"}, 1};
    assert_null(dated_at(&none, &zone_utc, at("2026-11-18T10:00:00Z")));
    assert_true(dated_until(&none, &zone_utc, at("2026-11-18T10:00:00Z")) == NEVER);
    assert_non_null(dated_at(&always, &zone_utc, at("2026-11-18T10:00:00Z")));
    assert_true(dated_until(&always, &zone_utc, at("2026-11-18T10:00:00Z")) == NEVER);
}

/* ---- On a board ----------------------------------------------------------------------------- */

static const struct dated_target from_noon[] = {
    {.id = "low",
     .hours = &(const struct hours){.shifts = {[2] = {{12 * 60, 24 * 60}}}, .count = {[2] = 1}},
     .target = HIGHER(60)}};

static int dated_open(void **state)
{
    (void)state;
    world_init(&world);
    world.kpis[SERVICE_LEVEL].targets = (struct dated_targets){from_noon, 1};
    world.kpis[SERVICE_LEVEL].fresh_s = 90000;
    world.kpis[SERVICE_LEVEL].drop_s = 900000;
    world_open(&world);
    return 0;
}

static void a_change_of_target_is_a_deadline_and_judges_at_once(void **state)
{
    (void)state;
    send_kpi(&world, SERVICE_LEVEL, "{\"value\":65,\"sample\":100}", false);
    assert_live(&world, SERVICE_LEVEL, VERDICT_MISSED); /* below 70, at 10:00 */
    int64_t next = board_next_change(world.board);
    assert_true(next == world.now.mono_ms + INT64_C(2) * 3600 * 1000);
    wait_ms(&world, next - world.now.mono_ms - 1);
    assert_live(&world, SERVICE_LEVEL, VERDICT_MISSED);
    uint32_t before = kpi_of(&world, SERVICE_LEVEL)->revision;
    wait_ms(&world, 1);
    assert_live(&world, SERVICE_LEVEL, VERDICT_MET); /* no damping holds it */
    assert_true(kpi_of(&world, SERVICE_LEVEL)->target.target.low == 60);
    assert_true(kpi_of(&world, SERVICE_LEVEL)->revision != before);
    wait_s(&world, 12 * 3600); /* midnight: the own target again */
    assert_true(kpi_of(&world, SERVICE_LEVEL)->target.target.low == 80);
}

static void what_the_source_says_goes_first(void **state)
{
    (void)state;
    wait_s(&world, 2 * 3600);
    send_kpi(&world, SERVICE_LEVEL, "{\"value\":65,\"sample\":100,\"target\":66}", false);
    assert_true(kpi_of(&world, SERVICE_LEVEL)->target.target.low == 66);
    assert_live(&world, SERVICE_LEVEL, VERDICT_NEAR); /* its limit stays at 60 */
}

/* 11:30 and 12:00 of the same day: 80 was in force, then 60. */
static void final_periods_keep_the_target_of_their_beginning(void **state)
{
    (void)state;
    send_to(&world, "history/main/phone/service-level",
            "{\"period\":\"interval\",\"values\":["
            "{\"start\":\"2026-11-18T11:30:00Z\",\"value\":65},"
            "{\"start\":\"2026-11-18T12:00:00Z\",\"value\":65},"
            "{\"start\":\"2026-11-18T12:30:00Z\",\"value\":65,\"target\":64}]}",
            true);
    const struct finals *finals = &kpi_of(&world, SERVICE_LEVEL)->finals;
    assert_int_equal(finals->count, 3);
    assert_int_equal(finals->items[0].verdict, VERDICT_MISSED);
    assert_true(finals->items[0].target.low == 80);
    assert_int_equal(finals->items[1].verdict, VERDICT_MET);
    assert_true(finals->items[1].target.low == 60);
    assert_true(finals->items[2].target.low == 64);
}

static void own_periods_are_judged_by_the_target_of_their_beginning(void **state)
{
    (void)state;
    wait_s(&world, 2 * 3600); /* 12:00: 60 is in force */
    send_kpi(&world, SERVICE_LEVEL,
             "{\"value\":65,\"sample\":100,\"period\":\"interval\",\"final\":true,"
             "\"period_start\":\"2026-11-18T11:30:00Z\"}",
             false);
    assert_live(&world, SERVICE_LEVEL, VERDICT_MISSED);
    assert_true(kpi_of(&world, SERVICE_LEVEL)->target.target.low == 80);
    const struct finals *finals = &kpi_of(&world, SERVICE_LEVEL)->finals;
    assert_int_equal(finals->count, 1);
    assert_int_equal(finals->items[0].verdict, VERDICT_MISSED);
    wait_s(&world, 12 * 3600);
    assert_int_equal(finals->items[0].verdict, VERDICT_MISSED);
}

/* Nobody knows which day it is: the KPI's own target. */
static void a_doubted_clock_chooses_none(void **state)
{
    (void)state;
    world.now.clock_good = false;
    wait_s(&world, 2 * 3600);
    send_kpi(&world, SERVICE_LEVEL, "{\"value\":65,\"sample\":100}", false);
    assert_true(kpi_of(&world, SERVICE_LEVEL)->target.target.low == 80);
    world.now.clock_good = true;
    wait_ms(&world, 1);
    assert_true(kpi_of(&world, SERVICE_LEVEL)->target.target.low == 60);
}

static void a_clock_that_is_set_back_chooses_anew(void **state)
{
    (void)state;
    wait_s(&world, 2 * 3600);
    assert_true(kpi_of(&world, SERVICE_LEVEL)->target.target.low == 60);
    world.now.wall_ms -= 3600 * 1000;
    wait_ms(&world, 1);
    assert_true(kpi_of(&world, SERVICE_LEVEL)->target.target.low == 80);
}

#define DATED(rule) cmocka_unit_test_setup_teardown(rule, dated_open, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_one_in_force_is_found),
        cmocka_unit_test(without_any_nothing_ever_changes),
        DATED(a_change_of_target_is_a_deadline_and_judges_at_once),
        DATED(what_the_source_says_goes_first),
        DATED(final_periods_keep_the_target_of_their_beginning),
        DATED(own_periods_are_judged_by_the_target_of_their_beginning),
        DATED(a_doubted_clock_chooses_none),
        DATED(a_clock_that_is_set_back_chooses_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
