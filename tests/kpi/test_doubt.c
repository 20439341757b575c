/* What must not look surer than it is: a held verdict, a missing sample, a figure of unknown age.
 */

#include "kpi/one_world.h"

/* 65 % against a target of 80 %: for 90 s the verdict stays, but not without a sign. */
static void a_verdict_that_is_held_says_so(void **state)
{
    (void)state;
    send_kpi(&world, SERVICE_LEVEL, "{\"value\":85,\"sample\":50}", false);
    assert_live(&world, SERVICE_LEVEL, VERDICT_MET);
    assert_false(kpi_of(&world, SERVICE_LEVEL)->worsening);
    assert_int_equal(board_summary(world.board)->worsening, 0);
    uint32_t revision = board_summary(world.board)->revision;
    for (int i = 0; i < 9; i++) {
        send_kpi(&world, SERVICE_LEVEL, "{\"value\":65,\"sample\":51}", false);
        assert_live(&world, SERVICE_LEVEL, VERDICT_MET);
        assert_true(kpi_of(&world, SERVICE_LEVEL)->worsening);
        assert_int_equal(board_summary(world.board)->worsening, 1);
        wait_s(&world, 10);
    }
    assert_true(board_summary(world.board)->revision != revision);
    assert_live(&world, SERVICE_LEVEL, VERDICT_MISSED);
    assert_false(kpi_of(&world, SERVICE_LEVEL)->worsening);
    assert_int_equal(board_summary(world.board)->worsening, 0);
}

/* It ends with the verdict, too. */
static void nothing_is_held_without_a_verdict(void **state)
{
    (void)state;
    send_kpi(&world, CONTACTS_WAITING, "3", false);
    send_kpi(&world, CONTACTS_WAITING, "30", false);
    assert_int_equal(board_summary(world.board)->worsening, 1);
    send_kpi(&world, CONTACTS_WAITING, "", false);
    assert_false(kpi_of(&world, CONTACTS_WAITING)->worsening);
    assert_int_equal(board_summary(world.board)->worsening, 0);
}

static void a_demanded_sample_must_be_told(void **state)
{
    (void)state;
    static const struct {
        bool needs_sample;
        const char *payload;
        enum quality quality;
    } cases[] = {
        {false, "82", QUALITY_LIVE},
        {true, "82", QUALITY_THIN},
        {true, "{\"value\":82,\"sample\":19}", QUALITY_THIN},
        {true, "{\"value\":82,\"sample\":20}", QUALITY_LIVE},
        {true, "{\"value\":82,\"numerator\":82,\"denominator\":100}", QUALITY_LIVE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        world_close(&world);
        world_init(&world);
        world.kpis[SERVICE_LEVEL].needs_sample = cases[i].needs_sample;
        world_open(&world);
        send_kpi(&world, SERVICE_LEVEL, cases[i].payload, false);
        assert_quality(&world, SERVICE_LEVEL, cases[i].quality);
        assert_true(kpi_of(&world, SERVICE_LEVEL)->shows_value);
    }
}

/* When a retained number came to us says nothing about when it was true. */
static void an_unknown_age_has_no_time(void **state)
{
    (void)state;
    send_kpi(&world, AGENTS, "5", true);
    assert_held(&world, AGENTS, HELD_RETAINED);
    assert_true(kpi_of(&world, AGENTS)->since_ms == NO_TIME);
    wait_s(&world, 301);
    assert_quality(&world, AGENTS, QUALITY_NO_DATA);
    assert_true(kpi_of(&world, AGENTS)->since_ms == NO_TIME);
    send_kpi(&world, LONGEST_WAIT, "{\"value\":5,\"time\":\"2026-11-18T09:59:00Z\"}", true);
    assert_true(kpi_of(&world, LONGEST_WAIT)->since_ms != NO_TIME);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_verdict_that_is_held_says_so, begin, end),
        cmocka_unit_test_setup_teardown(nothing_is_held_without_a_verdict, begin, end),
        cmocka_unit_test_setup_teardown(a_demanded_sample_must_be_told, begin, end),
        cmocka_unit_test_setup_teardown(an_unknown_age_has_no_time, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
