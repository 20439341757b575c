/* Figures about people: kept from the wall while their group is too small, or nobody knows. */

#include "kpi/world.h"

static struct world world;

/* Occupancy and the count of agents are about people; at least five of them are wanted. */
static int begin(void **state)
{
    (void)state;
    world_init(&world);
    world.min_group = 5;
    world_open(&world);
    return 0;
}

static int end(void **state)
{
    (void)state;
    world_close(&world);
    return 0;
}

static void assert_kept(size_t kpi)
{
    assert_true(kpi_of(&world, kpi)->suppressed);
    assert_false(kpi_of(&world, kpi)->shows_value);
    assert_int_not_equal(kpi_of(&world, kpi)->quality, QUALITY_LIVE);
    assert_int_equal(kpi_of(&world, kpi)->verdict, VERDICT_UNTARGETED);
    assert_int_equal(kpi_of(&world, kpi)->trend, TREND_NONE);
}

static void what_nobody_counts_is_kept(void **state)
{
    (void)state;
    assert_kept(OCCUPANCY);
    send_kpi(&world, OCCUPANCY, "60", false);
    assert_kept(OCCUPANCY);
    assert_quality(&world, OCCUPANCY, QUALITY_THIN);
    assert_int_equal(board_summary(world.board)->suppressed, 1);
    assert_int_equal(board_off_target(world.board, NULL, 0), 0);
    send_kpi(&world, SERVICE_LEVEL, "60", false); /* is not about people */
    assert_live(&world, SERVICE_LEVEL, VERDICT_MISSED);
}

static void the_count_of_the_channel_decides(void **state)
{
    (void)state;
    send_kpi(&world, OCCUPANCY, "60", false);
    send_kpi(&world, AGENTS, "5", false);
    assert_live(&world, OCCUPANCY, VERDICT_MISSED);
    assert_live(&world, AGENTS, VERDICT_UNTARGETED);
    send_kpi(&world, AGENTS, "4", false);
    assert_kept(OCCUPANCY);
    assert_kept(AGENTS);
    send_kpi(&world, AGENTS, "12", true); /* retained: of unknown age */
    assert_kept(OCCUPANCY);
    send_kpi(&world, AGENTS, "{\"value\":null}", false);
    assert_kept(OCCUPANCY);
}

static void the_count_must_be_fresh(void **state)
{
    (void)state;
    send_kpi(&world, OCCUPANCY, "60", false);
    send_kpi(&world, AGENTS, "5", false);
    assert_true(board_next_change(world.board) == world.now.mono_ms + 30001);
    wait_ms(&world, 30000);
    assert_live(&world, OCCUPANCY, VERDICT_MISSED);
    wait_ms(&world, 1);
    assert_kept(OCCUPANCY);
    assert_quality(&world, AGENTS, QUALITY_LAST_KNOWN);
    assert_kept(AGENTS);
    send_kpi(&world, AGENTS, "", false);
    send_kpi(&world, AGENTS, "6", false);
    assert_live(&world, OCCUPANCY, VERDICT_MISSED);
}

/* What a reading says of itself goes before the count, in both directions. */
static void a_reading_may_tell_its_own_group(void **state)
{
    (void)state;
    send_kpi(&world, OCCUPANCY, "{\"value\":60,\"agents\":5}", false);
    assert_live(&world, OCCUPANCY, VERDICT_MISSED);
    send_kpi(&world, AGENTS, "20", false);
    send_kpi(&world, OCCUPANCY, "{\"value\":60,\"agents\":4}", false);
    assert_kept(OCCUPANCY);
    send_to(&world, "kpi/main/phone", "{\"agents\":7,\"metrics\":{\"occupancy\":60}}", false);
    assert_live(&world, OCCUPANCY, VERDICT_MISSED);
    send_to(&world, "kpi/main/phone",
            "{\"agents\":7,\"metrics\":{\"occupancy\":{\"value\":60,\"agents\":3}}}", false);
    assert_kept(OCCUPANCY);
}

/* The same figure of the same time, but of fewer people, is no redelivery. */
static void a_correction_of_the_group_counts(void **state)
{
    (void)state;
    send_timed(&world, OCCUPANCY, "{\"value\":60,\"agents\":9,\"time\":\"%s\"}", 1, false);
    assert_live(&world, OCCUPANCY, VERDICT_MISSED);
    send_timed(&world, OCCUPANCY, "{\"value\":60,\"agents\":2,\"time\":\"%s\"}", 1, false);
    assert_kept(OCCUPANCY);
}

static void nothing_leaks_in_any_state(void **state)
{
    (void)state;
    world_close(&world);
    world.channels[PHONE].hours = &world.hours;
    world_open(&world);
    send_kpi(&world, OCCUPANCY, "{\"value\":60,\"sample\":3}", false);
    assert_kept(OCCUPANCY);
    wait_s(&world, 181); /* last-known */
    assert_quality(&world, OCCUPANCY, QUALITY_LAST_KNOWN);
    assert_kept(OCCUPANCY);
    send_kpi(&world, OCCUPANCY, "{\"value\":60,\"period\":\"today\"}", false);
    wait_s(&world, 8 * 3600); /* closed: the day's result would stay */
    assert_quality(&world, OCCUPANCY, QUALITY_CLOSED);
    assert_kept(OCCUPANCY);
}

static void damping_begins_anew(void **state)
{
    (void)state;
    send_kpi(&world, AGENTS, "9", false);
    send_kpi(&world, OCCUPANCY, "60", false);
    wait_s(&world, 10);
    send_kpi(&world, AGENTS, "2", false);
    wait_s(&world, 10);
    send_kpi(&world, AGENTS, "9", false);
    assert_live(&world, OCCUPANCY, VERDICT_MISSED);
    assert_true(kpi_of(&world, OCCUPANCY)->streak_ms == world.now.mono_ms);
    assert_true(board_counters(world.board)->flaps == 0);
}

static void a_reload_keeps_what_is_known(void **state)
{
    (void)state;
    send_kpi(&world, OCCUPANCY, "60", false);
    send_kpi(&world, AGENTS, "9", false);
    int64_t since = world.now.mono_ms;
    wait_s(&world, 10);
    struct board *next = board_create(&world.spec, world.zone, &world.now);
    board_adopt(next, world.board, &world.now);
    board_destroy(world.board);
    world.board = next;
    assert_live(&world, OCCUPANCY, VERDICT_MISSED);
    assert_true(kpi_of(&world, OCCUPANCY)->streak_ms == since);
}

static void without_a_rule_all_is_shown(void **state)
{
    (void)state;
    world_close(&world);
    world.min_group = 0;
    world_open(&world);
    send_kpi(&world, OCCUPANCY, "{\"value\":60,\"agents\":1}", false);
    assert_live(&world, OCCUPANCY, VERDICT_MISSED);
    assert_false(kpi_of(&world, OCCUPANCY)->suppressed);
    assert_int_equal(send_kpi(&world, OCCUPANCY, "{\"value\":60,\"agents\":-1}", false),
                     EFFECT_REFUSED);
    assert_int_equal(send_kpi(&world, OCCUPANCY, "{\"value\":60,\"agents\":1.5}", false),
                     EFFECT_REFUSED);
    assert_int_equal(send_to(&world, "kpi/main/phone",
                             "{\"agents\":\"7\",\"metrics\":{\"occupancy\":60}}", false),
                     EFFECT_REFUSED);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(what_nobody_counts_is_kept),
        CASE(the_count_of_the_channel_decides),
        CASE(the_count_must_be_fresh),
        CASE(a_reading_may_tell_its_own_group),
        CASE(a_correction_of_the_group_counts),
        CASE(nothing_leaks_in_any_state),
        CASE(damping_begins_anew),
        CASE(a_reload_keeps_what_is_known),
        CASE(without_a_rule_all_is_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
