/* Closing, draining, opening; and channels that are stuck. */

#include <stdio.h>

#include "kpi/one_world.h"

#define STUCK_S 120

static void closes_and_opens(void **state)
{
    (void)state;
    open_at("2026-11-18T17:59:50Z", STUCK_S);
    assert_true(board_opening(world.board, PHONE)->open);
    send_kpi(&world, SERVICE_LEVEL, "60", false);
    send_kpi(&world, OCCUPANCY, "60", false);
    send_kpi(&world, AGENTS, "5", false);
    send_kpi(&world, ON_TIME, "90", false);
    assert_int_equal(board_off_target(world.board, NULL, 0), 3);
    assert_true(board_next_change(world.board) == world.now.mono_ms + 10000);
    wait_ms(&world, 9999);
    assert_live(&world, SERVICE_LEVEL, VERDICT_MISSED);
    wait_ms(&world, 1);
    static const struct {
        size_t kpi;
        bool shows;
    } cases[] = {
        {SERVICE_LEVEL, true},     /* the day's result */
        {CONTACTS_WAITING, false}, /* never received: closed comes before waiting */
        {OCCUPANCY, false},        /* of the last half hour */
        {AGENTS, false},           /* of the moment */
        {ON_TIME, true},           {SATISFACTION, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_quality(&world, cases[i].kpi, QUALITY_CLOSED);
        assert_int_equal(kpi_of(&world, cases[i].kpi)->shows_value, cases[i].shows);
    }
    assert_int_equal(board_off_target(world.board, NULL, 0), 0);
    assert_false(board_opening(world.board, PHONE)->open);
    /* It stays so all night, but for the opening nothing is due. */
    assert_true(board_next_change(world.board) == world.now.mono_ms + 15 * 3600000);
    wait_s(&world, 15 * 3600 - 1);
    assert_true(kpi_of(&world, SERVICE_LEVEL)->shows_value);
    wait_s(&world, 1);
    assert_quality(&world, SERVICE_LEVEL, QUALITY_NO_DATA);
    assert_quality(&world, CONTACTS_WAITING, QUALITY_WAITING);
    assert_true(board_opening(world.board, PHONE)->open);
    world_close(&world);
}

static void drains_after_closing(void **state)
{
    (void)state;
    open_at("2026-11-18T17:59:50Z", STUCK_S);
    send_kpi(&world, CONTACTS_WAITING, "7", false);
    send_kpi(&world, LONGEST_WAIT, "130", false);
    send_kpi(&world, AGENTS, "5", false);
    wait_s(&world, 15);
    assert_live(&world, CONTACTS_WAITING, VERDICT_NEAR);
    assert_live(&world, LONGEST_WAIT, VERDICT_MISSED);
    assert_quality(&world, AGENTS, QUALITY_CLOSED);
    send_kpi(&world, CONTACTS_WAITING, "2", false);
    assert_quality(&world, LONGEST_WAIT, QUALITY_LIVE);
    send_kpi(&world, CONTACTS_WAITING, "0", false);
    assert_quality(&world, CONTACTS_WAITING, QUALITY_CLOSED);
    assert_quality(&world, LONGEST_WAIT, QUALITY_CLOSED);
    send_kpi(&world, CONTACTS_WAITING, "1", false); /* comes too late: nobody's to answer */
    send_kpi(&world, LONGEST_WAIT, "9", false);
    assert_quality(&world, LONGEST_WAIT, QUALITY_CLOSED);
    world_close(&world);
}

/* Work is left over only where the channel closed under our eyes, and while somebody tells of it.
 */
static void what_comes_in_while_closed_is_not_left_over(void **state)
{
    (void)state;
    static const struct {
        const char *from_utc;
        int wait_s;          /* before there is work */
        const char *payload; /* the work */
        bool retained;
    } cases[] = {
        {"2026-11-18T08:59:30Z", 0, "20", false},    /* before the opening */
        {"2026-11-21T00:30:00Z", 0, "20", false},    /* in the night */
        {"2026-11-18T17:59:50Z", 15, "3", true},     /* of unknown age */
        {"2026-11-18T17:59:50Z", 15, "null", false}, /* no figure at all */
        {"2026-11-18T20:00:00Z", 3600, "20", false}, /* a wall that is switched on at night */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        open_at(cases[i].from_utc, STUCK_S);
        wait_s(&world, cases[i].wait_s);
        send_kpi(&world, CONTACTS_WAITING, cases[i].payload, cases[i].retained);
        send_kpi(&world, LONGEST_WAIT, "900", false);
        assert_quality(&world, CONTACTS_WAITING, QUALITY_CLOSED);
        assert_quality(&world, LONGEST_WAIT, QUALITY_CLOSED);
        world_close(&world);
    }
    open_at("2026-11-18T17:59:50Z", STUCK_S);
    send_kpi(&world, CONTACTS_WAITING, "20", false);
    wait_ms(&world, 30001); /* nobody tells any more: what remains is not known */
    send_kpi(&world, CONTACTS_WAITING, "20", false);
    assert_quality(&world, CONTACTS_WAITING, QUALITY_CLOSED);
    world_close(&world);
}

static void begins_anew_at_opening(void **state)
{
    (void)state;
    open_at("2026-11-18T08:59:50Z", STUCK_S);
    assert_quality(&world, SERVICE_LEVEL, QUALITY_CLOSED);
    send_kpi(&world, CONTACTS_WAITING, "20", false);
    send_kpi(&world, SERVICE_LEVEL, "85", false);
    wait_s(&world, 9);
    send_kpi(&world, CONTACTS_WAITING, "20", false);
    assert_quality(&world, CONTACTS_WAITING, QUALITY_CLOSED);
    wait_s(&world, 1);
    assert_true(kpi_of(&world, CONTACTS_WAITING)->early); /* they came before the opening */
    assert_live(&world, SERVICE_LEVEL, VERDICT_MET);
    assert_true(kpi_of(&world, SERVICE_LEVEL)->streak_ms == world.now.mono_ms);
    send_kpi(&world, CONTACTS_WAITING, "20", false);
    wait_s(&world, 29);
    assert_true(kpi_of(&world, CONTACTS_WAITING)->early);
    wait_s(&world, 1); /* and still wait */
    assert_live(&world, CONTACTS_WAITING, VERDICT_MISSED);
    assert_true(board_counters(world.board)->flaps == 0);
    world_close(&world);
}

static void is_open_without_a_clock(void **state)
{
    (void)state;
    open_at("2026-11-18T20:00:00Z", STUCK_S);
    send_kpi(&world, SERVICE_LEVEL, "85", false);
    assert_quality(&world, SERVICE_LEVEL, QUALITY_CLOSED);
    world.now.clock_good = false;
    assert_true(board_advance(world.board, &world.now));
    assert_true(board_opening(world.board, PHONE)->open);
    assert_live(&world, SERVICE_LEVEL, VERDICT_MET);
    assert_true(board_next_change(world.board) == world.now.mono_ms + 30001);
    world.now.clock_good = true;
    assert_true(board_advance(world.board, &world.now));
    assert_quality(&world, SERVICE_LEVEL, QUALITY_CLOSED);
    world.now.wall_ms -= 5 * 3600000; /* the clock was set */
    assert_true(board_advance(world.board, &world.now));
    assert_live(&world, SERVICE_LEVEL, VERDICT_MET);
    world_close(&world);
}

static void tells_of_a_holiday(void **state)
{
    (void)state;
    open_at("2026-11-18T20:00:00Z", STUCK_S);
    world_close(&world);
    world.holidays[0] = 20261119;
    world_open(&world);
    assert_false(board_opening(world.board, PHONE)->holiday);
    uint32_t revision = board_summary(world.board)->revision;
    assert_true(board_next_change(world.board) == world.now.mono_ms + 4 * 3600000);
    wait_s(&world, 4 * 3600);
    assert_true(board_opening(world.board, PHONE)->holiday);
    assert_int_not_equal(board_summary(world.board)->revision, revision);
    assert_true(board_next_change(world.board) == world.now.mono_ms + 24 * 3600000);
    world_close(&world);
}

/* Every 10 seconds the same figures, until `seconds` have passed. */
static void repeat(int seconds)
{
    for (int second = 0; second < seconds; second += 10) {
        send_kpi(&world, AGENTS, "5", false);
        send_kpi(&world, SERVICE_LEVEL, "85", false);
        send_kpi(&world, ON_TIME, "99", false);
        wait_s(&world, 10);
    }
}

static void a_channel_gets_stuck(void **state)
{
    (void)state;
    open_at("2026-11-18T12:00:00Z", STUCK_S);
    int64_t moved = world.now.wall_ms;
    send_kpi(&world, OCCUPANCY, "{\"value\":80,\"final\":true}", false);
    repeat(110);
    assert_live(&world, AGENTS, VERDICT_UNTARGETED);
    assert_true(board_next_change(world.board) == world.now.mono_ms + 10000);
    repeat(10);
    assert_held(&world, AGENTS, HELD_STUCK);
    assert_held(&world, SERVICE_LEVEL, HELD_STUCK);
    assert_true(kpi_of(&world, AGENTS)->since_ms == moved);
    assert_quality(&world, OCCUPANCY, QUALITY_LIVE); /* a finished period does not move */
    assert_quality(&world, ON_TIME, QUALITY_LIVE);   /* nor need it in a non-real-time channel */
    repeat(30);
    assert_held(&world, AGENTS, HELD_STUCK);
    /* Any figure of the channel that moves ends it for all of them. */
    send_kpi(&world, CONTACTS_WAITING, "1", false);
    assert_live(&world, AGENTS, VERDICT_UNTARGETED);
    assert_live(&world, SERVICE_LEVEL, VERDICT_MET);
    repeat(110);
    assert_live(&world, AGENTS, VERDICT_UNTARGETED);
    repeat(10);
    assert_held(&world, AGENTS, HELD_STUCK);
    wait_s(&world, 21); /* when nothing arrives any more, it is old, not stuck */
    assert_held(&world, AGENTS, HELD_AGED);
    world_close(&world);
}

static void a_sample_that_grows_is_a_move(void **state)
{
    (void)state;
    open_at("2026-11-18T12:00:00Z", STUCK_S);
    for (int i = 0; i < 40; i++) {
        char text[64];
        snprintf(text, sizeof text, "{\"value\":85,\"denominator\":%d}", 30 + i);
        send_kpi(&world, SERVICE_LEVEL, text, false);
        send_kpi(&world, AGENTS, "5", false);
        assert_live(&world, AGENTS, VERDICT_UNTARGETED);
        wait_s(&world, 10);
    }
    world_close(&world);
}

static void is_not_stuck_by_redeliveries_or_at_night(void **state)
{
    (void)state;
    open_at("2026-11-18T12:00:00Z", STUCK_S);
    world_close(&world);
    world.kpis[AGENTS].fresh_s = 600;
    world_open(&world);
    static const char *const text = "{\"value\":5,\"time\":\"2026-11-18T12:00:00Z\"}";
    for (int i = 0; i < 20; i++) {
        assert_int_equal(send_kpi(&world, AGENTS, text, false),
                         i == 0 ? EFFECT_TAKEN : EFFECT_REDELIVERY);
        wait_s(&world, 10);
        assert_quality(&world, AGENTS, QUALITY_LIVE);
    }
    world_close(&world);

    open_at("2026-11-19T08:55:00Z", STUCK_S); /* closed for five minutes more */
    for (int i = 0; i < 41; i++) {
        send_kpi(&world, CONTACTS_WAITING, "3", false);
        assert_quality(&world, CONTACTS_WAITING, i < 30 ? QUALITY_CLOSED : QUALITY_LIVE);
        wait_s(&world, 10);
    }
    for (int i = 0; i < 2; i++) { /* two minutes after the opening it is */
        send_kpi(&world, CONTACTS_WAITING, "3", false);
        wait_s(&world, 10);
    }
    assert_held(&world, CONTACTS_WAITING, HELD_STUCK);
    world_close(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(closes_and_opens),
        cmocka_unit_test(drains_after_closing),
        cmocka_unit_test(what_comes_in_while_closed_is_not_left_over),
        cmocka_unit_test(begins_anew_at_opening),
        cmocka_unit_test(is_open_without_a_clock),
        cmocka_unit_test(tells_of_a_holiday),
        cmocka_unit_test(a_channel_gets_stuck),
        cmocka_unit_test(a_sample_that_grows_is_a_move),
        cmocka_unit_test(is_not_stuck_by_redeliveries_or_at_night),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
