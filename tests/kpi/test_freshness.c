/* Ages, retained messages, clocks that are wrong, finished periods and lost sources. */

#include <stdio.h>

#include "kpi/one_world.h"

#define TIMED "{\"value\":5,\"time\":\"%s\"}"

static int begin_with_source(void **state)
{
    (void)state;
    world_init(&world);
    world.kpis[LONGEST_WAIT].source = "acd";
    world_open(&world);
    return 0;
}

static void ages_through_its_states(void **state)
{
    (void)state;
    int64_t arrived = world.now.wall_ms;
    send_kpi(&world, AGENTS, "5", false);
    wait_ms(&world, 30000);
    assert_quality(&world, AGENTS, QUALITY_LIVE); /* the boundary belongs to the better side */
    assert_true(board_next_change(world.board) == world.now.mono_ms + 1);
    wait_ms(&world, 1);
    assert_held(&world, AGENTS, HELD_AGED);
    assert_true(kpi_of(&world, AGENTS)->since_ms == arrived);
    assert_true(kpi_of(&world, AGENTS)->shows_value);
    wait_ms(&world, 269999);
    assert_held(&world, AGENTS, HELD_AGED);
    wait_ms(&world, 1);
    assert_quality(&world, AGENTS, QUALITY_NO_DATA);
    assert_true(kpi_of(&world, AGENTS)->since_ms == arrived);
    assert_false(kpi_of(&world, AGENTS)->shows_value);
    assert_true(board_next_change(world.board) == NEVER);
    send_kpi(&world, AGENTS, "5", false);
    assert_quality(&world, AGENTS, QUALITY_LIVE);
}

static void counts_from_the_time_of_the_figure(void **state)
{
    (void)state;
    int64_t taken = world.now.wall_ms - 25000;
    send_timed(&world, AGENTS, TIMED, 25, true);
    assert_quality(&world, AGENTS, QUALITY_LIVE);
    wait_ms(&world, 5001);
    assert_held(&world, AGENTS, HELD_AGED);
    assert_true(kpi_of(&world, AGENTS)->since_ms == taken);
    /* One that arrives old is never live, retained or not. */
    send_timed(&world, LONGEST_WAIT, TIMED, 31, false);
    assert_held(&world, LONGEST_WAIT, HELD_AGED);
    send_timed(&world, CONTACTS_WAITING, TIMED, 301, true);
    assert_quality(&world, CONTACTS_WAITING, QUALITY_NO_DATA);
}

static void does_not_trust_a_retained_one_without_time(void **state)
{
    (void)state;
    send_kpi(&world, AGENTS, "5", true);
    assert_held(&world, AGENTS, HELD_RETAINED);
    assert_true(kpi_of(&world, AGENTS)->shows_value);
    assert_true(board_next_change(world.board) == world.now.mono_ms + 300001);
    send_kpi(&world, AGENTS, "5", false);
    assert_quality(&world, AGENTS, QUALITY_LIVE);
    send_kpi(&world, AGENTS, "5", true); /* after a reconnect */
    assert_held(&world, AGENTS, HELD_RETAINED);
    wait_ms(&world, 300001);
    assert_quality(&world, AGENTS, QUALITY_NO_DATA);
}

static void waits_for_a_clock(void **state)
{
    (void)state;
    int64_t truth = world.now.wall_ms;
    world.now.clock_good = false;
    world.now.wall_ms = 0;
    board_advance(world.board, &world.now);
    /* `time` is never judged by a clock that is not good, not even as future. */
    assert_int_equal(
        send_kpi(&world, AGENTS, "{\"value\":5,\"time\":\"2026-11-18T09:59:50Z\"}", true),
        EFFECT_TAKEN);
    assert_held(&world, AGENTS, HELD_RETAINED);
    send_kpi(&world, CONTACTS_WAITING, "{\"value\":5,\"time\":\"2026-11-18T09:59:50Z\"}", false);
    assert_quality(&world, CONTACTS_WAITING, QUALITY_LIVE);
    send_kpi(&world, LONGEST_WAIT, "5", false);
    send_kpi(&world, SERVICE_LEVEL, "{\"value\":5,\"time\":\"2026-11-18T08:00:00Z\"}", true);
    assert_true(board_next_change(world.board) == world.now.mono_ms + 30001);
    wait_s(&world, 15);
    world.now = (struct moment){world.now.mono_ms, truth + 15000, true};
    assert_true(board_advance(world.board, &world.now));
    /* Taken 10 s before it arrived 15 s ago. */
    assert_quality(&world, AGENTS, QUALITY_LIVE);
    assert_quality(&world, CONTACTS_WAITING, QUALITY_LIVE);
    assert_quality(&world, SERVICE_LEVEL, QUALITY_NO_DATA);
    wait_ms(&world, 5001);
    assert_held(&world, AGENTS, HELD_AGED);
    assert_held(&world, CONTACTS_WAITING, HELD_AGED);
    assert_quality(&world, LONGEST_WAIT, QUALITY_LIVE);
    wait_s(&world, 10);
    assert_held(&world, LONGEST_WAIT, HELD_AGED);
    assert_true(kpi_of(&world, LONGEST_WAIT)->since_ms == truth);
}

static void a_lie_about_the_future_does_not_block_the_truth(void **state)
{
    (void)state;
    world.now.clock_good = false;
    board_advance(world.board, &world.now);
    send_kpi(&world, AGENTS, "{\"value\":5,\"time\":\"2099-01-01T00:00:00Z\"}", true);
    world.now.clock_good = true;
    board_advance(world.board, &world.now);
    assert_held(&world, AGENTS, HELD_RETAINED);
    assert_int_equal(send_timed(&world, AGENTS, TIMED, 0, false), EFFECT_TAKEN);
    assert_quality(&world, AGENTS, QUALITY_LIVE);
}

static void a_step_of_the_clock_changes_no_age(void **state)
{
    (void)state;
    static const int64_t steps_ms[] = {INT64_C(86400000), INT64_C(-86400000),
                                       INT64_C(-631152000000), 90000};
    for (size_t i = 0; i < sizeof steps_ms / sizeof steps_ms[0]; i++) {
        send_kpi(&world, AGENTS, "", false);
        send_kpi(&world, CONTACTS_WAITING, "", false);
        send_timed(&world, AGENTS, TIMED, 10, false);
        int64_t next = board_next_change(world.board);
        world.now.wall_ms += steps_ms[i];
        assert_false(board_advance(world.board, &world.now));
        assert_true(board_next_change(world.board) == next);
        /* Nor does a clock that goes and comes back with another opinion. */
        world.now.clock_good = false;
        board_advance(world.board, &world.now);
        send_kpi(&world, CONTACTS_WAITING, "5", false);
        world.now.wall_ms += steps_ms[i];
        world.now.clock_good = true;
        board_advance(world.board, &world.now);
        assert_true(board_next_change(world.board) == next);
        wait_ms(&world, 20000);
        assert_quality(&world, AGENTS, QUALITY_LIVE);
        wait_ms(&world, 1);
        assert_held(&world, AGENTS, HELD_AGED);
        wait_ms(&world, 999); /* times are sent in whole seconds */
    }
}

static void an_age_is_fixed_only_once(void **state)
{
    (void)state;
    world.now.clock_good = false;
    board_advance(world.board, &world.now);
    send_timed(&world, AGENTS, TIMED, 10, true);
    world.now.clock_good = true;
    board_advance(world.board, &world.now);
    assert_true(board_next_change(world.board) == world.now.mono_ms + 20001);
    /* Another reading waits for the clock, which comes back a day late. */
    world.now.clock_good = false;
    board_advance(world.board, &world.now);
    send_kpi(&world, CONTACTS_WAITING, "5", false);
    world.now.wall_ms += INT64_C(86400000);
    world.now.clock_good = true;
    board_advance(world.board, &world.now);
    assert_quality(&world, AGENTS, QUALITY_LIVE);
    assert_true(board_next_change(world.board) == world.now.mono_ms + 20001);
}

static void a_fresh_copy_of_a_retained_one_must_be_young(void **state)
{
    (void)state;
    world.now.clock_good = false;
    board_advance(world.board, &world.now);
    send_timed(&world, AGENTS, TIMED, 10, true);
    assert_int_equal(send_timed(&world, AGENTS, TIMED, 10, false), EFFECT_REDELIVERY);
    assert_held(&world, AGENTS, HELD_RETAINED); /* nobody knows how old it is */
    world.now.clock_good = true;
    assert_int_equal(send_timed(&world, AGENTS, TIMED, 10, false), EFFECT_REDELIVERY);
    assert_quality(&world, AGENTS, QUALITY_LIVE);
    assert_true(board_next_change(world.board) == world.now.mono_ms + 20001);
}

static void finished_periods_live_until_the_next_is_overdue(void **state)
{
    (void)state;
    /* Now is 10:00. An interval of 09:00 lives until 10:15, its figure is shown until 21:30. */
    send_kpi(&world, OCCUPANCY,
             "{\"value\":80,\"final\":true,\"period_start\":\"2026-11-18T09:00:00Z\"}", true);
    assert_quality(&world, OCCUPANCY, QUALITY_LIVE);
    wait_s(&world, 15 * 60);
    assert_quality(&world, OCCUPANCY, QUALITY_LIVE);
    wait_ms(&world, 1);
    assert_held(&world, OCCUPANCY, HELD_AGED);
    assert_true(board_next_change(world.board) ==
                world.now.mono_ms - 1 + INT64_C(11) * 3600000 + 900001);
    /* Without a start: one and a half periods from its arrival. */
    send_kpi(&world, OCCUPANCY, "{\"value\":80,\"final\":true}", false);
    assert_true(board_next_change(world.board) == world.now.mono_ms + 2700001);
    send_kpi(&world, OCCUPANCY, "{\"value\":80,\"final\":true}", true);
    assert_held(&world, OCCUPANCY, HELD_RETAINED);
    /* History tells another length. */
    send_to(&world, "history/main/phone/occupancy",
            "{\"period\":\"interval\",\"period_s\":900,\"values\":[]}", true);
    send_kpi(&world, OCCUPANCY, "{\"value\":80,\"final\":true}", false);
    assert_true(board_next_change(world.board) == world.now.mono_ms + 1350001);
    /* A month begun on 1 October lives until 31 * 2.5 days later. */
    send_kpi(&world, OCCUPANCY, "", false);
    send_kpi(&world, SATISFACTION,
             "{\"value\":45,\"final\":true,\"period_start\":\"2026-10-01T00:00:00Z\"}", true);
    assert_live(&world, SATISFACTION, VERDICT_MET);
    int64_t start;
    assert_true(time_parse("2026-10-01T00:00:00Z", &start));
    assert_true(board_next_change(world.board) ==
                start + INT64_C(31) * 216000000 + 1 - world.now.wall_ms + world.now.mono_ms);
}

/* A young message about an old period tells of that period's end, not of now. */
static void an_old_period_is_told_by_its_end(void **state)
{
    (void)state;
    int64_t end_ms;
    assert_true(time_parse("2026-11-18T00:00:00Z", &end_ms));
    send_kpi(&world, SERVICE_LEVEL,
             "{\"value\":85,\"sample\":50,\"period_start\":\"2026-11-17T00:00:00Z\"}", false);
    assert_held(&world, SERVICE_LEVEL, HELD_AGED);
    assert_true(kpi_of(&world, SERVICE_LEVEL)->since_ms == end_ms - 1);
}

static void finished_periods_are_not_damped(void **state)
{
    (void)state;
    send_kpi(&world, SERVICE_LEVEL, "{\"value\":85,\"final\":true}", false);
    send_kpi(&world, SERVICE_LEVEL, "{\"value\":60,\"final\":true}", false);
    assert_live(&world, SERVICE_LEVEL, VERDICT_MISSED);
    send_kpi(&world, SERVICE_LEVEL, "{\"value\":80,\"final\":true}", false);
    assert_live(&world, SERVICE_LEVEL, VERDICT_MET);
}

static void loses_a_source_at_once(void **state)
{
    (void)state;
    send_kpi(&world, AGENTS, "{\"value\":5,\"source\":\"acd\"}", false);
    send_kpi(&world, CONTACTS_WAITING, "{\"value\":5,\"source\":\"wfm\"}", false);
    send_kpi(&world, LONGEST_WAIT, "5", false); /* by its spec */
    assert_int_equal(send_to(&world, "source/acd", "offline", false), EFFECT_TAKEN);
    assert_held(&world, AGENTS, HELD_SOURCE_OFFLINE);
    assert_held(&world, LONGEST_WAIT, HELD_SOURCE_OFFLINE);
    assert_quality(&world, CONTACTS_WAITING, QUALITY_LIVE);
    assert_true(kpi_of(&world, AGENTS)->since_ms == world.now.wall_ms);
    /* That it is online again is no reading. */
    assert_int_equal(send_to(&world, "source/acd", "online", false), EFFECT_TAKEN);
    assert_held(&world, AGENTS, HELD_SOURCE_OFFLINE);
    send_kpi(&world, LONGEST_WAIT, "5", true);
    assert_held(&world, LONGEST_WAIT, HELD_SOURCE_OFFLINE);
    send_kpi(&world, AGENTS, "{\"value\":5,\"source\":\"acd\"}", false);
    assert_quality(&world, AGENTS, QUALITY_LIVE);
    send_timed(&world, LONGEST_WAIT, TIMED, 10, true);
    assert_quality(&world, LONGEST_WAIT, QUALITY_LIVE);
}

static void remembers_who_is_offline(void **state)
{
    (void)state;
    send_to(&world, "source/acd", "offline", true);
    send_timed(&world, LONGEST_WAIT, TIMED, 0, true);
    assert_held(&world, LONGEST_WAIT, HELD_SOURCE_OFFLINE);
    send_to(&world, "source/acd", "online", false);
    assert_held(&world, LONGEST_WAIT, HELD_SOURCE_OFFLINE);
    /* The retained copy once more, now that the source is back. */
    assert_int_equal(send_timed(&world, LONGEST_WAIT, TIMED, 0, true), EFFECT_REDELIVERY);
    assert_quality(&world, LONGEST_WAIT, QUALITY_LIVE);
    /* Just published beats a life sign that came too late. */
    send_to(&world, "source/acd", "offline", true);
    send_kpi(&world, LONGEST_WAIT, "6", false);
    assert_quality(&world, LONGEST_WAIT, QUALITY_LIVE);
    static const char *const bad[] = {"", "Offline", "offline\n", "\"offline\"", "0", "offlinee"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_int_equal(send_to(&world, "source/acd", bad[i], false), EFFECT_REFUSED);
    }
    assert_true(board_counters(world.board)->refused[REFUSED_TYPE] == 6);
    assert_quality(&world, LONGEST_WAIT, QUALITY_LIVE);
}

static void survives_a_crowd_of_sources(void **state)
{
    (void)state;
    send_kpi(&world, LONGEST_WAIT, "5", false);
    for (int i = 0; i < 300; i++) {
        char topic[32];
        snprintf(topic, sizeof topic, "source/s%d", i);
        assert_int_equal(send_to(&world, topic, "offline", true), EFFECT_TAKEN);
    }
    assert_int_equal(send_to(&world, "source/acd", "offline", true), EFFECT_TAKEN);
    assert_held(&world, LONGEST_WAIT, HELD_SOURCE_OFFLINE);
}

#define RULE(test) cmocka_unit_test_setup_teardown(test, begin_with_source, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        RULE(ages_through_its_states),
        RULE(counts_from_the_time_of_the_figure),
        RULE(does_not_trust_a_retained_one_without_time),
        RULE(waits_for_a_clock),
        RULE(a_lie_about_the_future_does_not_block_the_truth),
        RULE(a_step_of_the_clock_changes_no_age),
        RULE(an_age_is_fixed_only_once),
        RULE(a_fresh_copy_of_a_retained_one_must_be_young),
        RULE(finished_periods_live_until_the_next_is_overdue),
        RULE(an_old_period_is_told_by_its_end),
        RULE(finished_periods_are_not_damped),
        RULE(loses_a_source_at_once),
        RULE(remembers_who_is_offline),
        RULE(survives_a_crowd_of_sources),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
