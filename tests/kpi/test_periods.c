/* Finished periods: kept by the board itself, or published. */

#include <stdio.h>

#include "kpi/one_world.h"
#include "kpi/why.h"

static void assert_final(size_t kpi, int index, const char *start, double value,
                         enum verdict verdict)
{
    const struct final *item = &kpi_of(&world, kpi)->finals.items[index];
    char text[21];
    time_format(item->start_ms, text, sizeof text);
    assert_string_equal(text, start);
    assert_true(item->value == value);
    assert_int_equal(item->verdict, verdict);
}

static void keeps_what_says_that_it_is_final(void **state)
{
    (void)state;
    send_kpi(&world, SATISFACTION,
             "{\"value\":35,\"final\":true,\"period_start\":\"2026-09-01T00:00:00Z\"}", true);
    send_kpi(&world, SATISFACTION,
             "{\"value\":45,\"final\":true,\"period_start\":\"2026-10-01T00:00:00Z\"}", true);
    const struct finals *finals = &kpi_of(&world, SATISFACTION)->finals;
    assert_int_equal(finals->count, 2);
    assert_false(finals->published);
    assert_final(SATISFACTION, 0, "2026-09-01T00:00:00Z", 35, VERDICT_NEAR);
    assert_final(SATISFACTION, 1, "2026-10-01T00:00:00Z", 45, VERDICT_MET);
    /* A correction replaces it; one without a start, or without a figure, is not kept. */
    send_kpi(&world, SATISFACTION,
             "{\"value\":25,\"final\":true,\"period_start\":\"2026-10-01T00:00:00Z\"}", true);
    send_kpi(&world, SATISFACTION, "{\"value\":25,\"final\":true}", true);
    send_kpi(&world, SATISFACTION,
             "{\"value\":null,\"final\":true,\"period_start\":\"2026-11-01T00:00:00Z\"}", true);
    send_kpi(&world, SATISFACTION,
             "{\"value\":99,\"sample\":0,\"final\":true,"
             "\"period_start\":\"2026-11-01T00:00:00Z\"}",
             true);
    assert_int_equal(finals->count, 2);
    assert_final(SATISFACTION, 1, "2026-10-01T00:00:00Z", 25, VERDICT_MISSED);
}

#define OF(start, value, more) "{\"value\":" value ",\"period_start\":\"" start "\"" more "}"
#define FINAL ",\"final\":true"

/* What is of an earlier period is refused as older; a final one is kept as what its period came to,
 * unless a history was published. What is of the same period corrects it. */
static void an_earlier_period_is_older(void **state)
{
    (void)state;
    static const struct {
        const char *known, *then;
        const char *history; /* NULL: none is published */
        bool taken;          /* as the figure at hand */
        int finals;          /* that are kept then */
    } cases[] = {
        {OF("2026-10-01T00:00:00Z", "45", FINAL), OF("2026-09-01T00:00:00Z", "35", FINAL), NULL,
         false, 2},
        {OF("2026-10-01T00:00:00Z", "45", FINAL), OF("2026-10-01T00:00:00Z", "35", FINAL), NULL,
         true, 1},
        {OF("2026-10-01T00:00:00Z", "45", FINAL), OF("2026-11-01T00:00:00Z", "35", FINAL), NULL,
         true, 2},
        /* Another zone's October is October. */
        {OF("2026-10-01T00:00:00Z", "45", FINAL), OF("2026-09-30T15:00:00Z", "35", FINAL), NULL,
         true, 2},
        {OF("2026-11-01T00:00:00Z", "45", ""), OF("2026-10-01T00:00:00Z", "35", FINAL), NULL, false,
         1},
        {OF("2026-11-01T00:00:00Z", "45", ""), OF("2026-10-01T00:00:00Z", "35", ""), NULL, false,
         0},
        /* However late it was made. */
        {OF("2026-11-01T00:00:00Z", "45", ",\"time\":\"2026-11-18T09:00:00Z\""),
         OF("2026-10-01T00:00:00Z", "35", ",\"time\":\"2026-11-18T09:30:00Z\""), NULL, false, 0},
        /* Of another kind of period, or of one that nobody tells, nothing can be said. */
        {OF("2026-10-01T00:00:00Z", "45", FINAL),
         OF("2026-09-01T00:00:00Z", "35", FINAL ",\"period\":\"year\""), NULL, true, 1},
        {OF("2026-10-01T00:00:00Z", "45", FINAL), "{\"value\":35,\"final\":true}", NULL, true, 1},
        {"{\"value\":45,\"final\":true}", OF("2026-09-01T00:00:00Z", "35", FINAL), NULL, true, 1},
        {OF("2026-10-01T00:00:00Z", "45", FINAL), OF("2026-09-01T00:00:00Z", "35", FINAL),
         "{\"period\":\"month\",\"values\":[{\"start\":\"2026-10-01T00:00:00Z\",\"value\":45}]}",
         false, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        world_close(&world);
        world_init(&world);
        world_open(&world);
        if (cases[i].history != NULL) {
            send_to(&world, "history/main/email/customer-satisfaction", cases[i].history, true);
        }
        send_kpi(&world, SATISFACTION, cases[i].known, false);
        enum effect effect = send_kpi(&world, SATISFACTION, cases[i].then, false);
        const struct kpi *kpi = kpi_of(&world, SATISFACTION);
        uint64_t older = board_counters(world.board)->refused[REFUSED_OLDER];
        assert_true(kpi->reading.value == (cases[i].taken ? 35 : 45));
        assert_int_equal(older, cases[i].taken ? 0 : 1);
        assert_int_equal(kpi->finals.count, cases[i].finals);
        assert_true(effect == EFFECT_TAKEN || !cases[i].taken);
        const struct refused *refused = board_why(world.board, SATISFACTION).refused;
        assert_true((refused == NULL) == cases[i].taken);
        assert_string_equal(refused != NULL ? refused->key : "period_start", "period_start");
    }
    /* After it was withdrawn nothing is earlier. */
    send_kpi(&world, SATISFACTION, "", true);
    send_kpi(&world, SATISFACTION, OF("2026-09-01T00:00:00Z", "35", FINAL), false);
    assert_true(kpi_of(&world, SATISFACTION)->reading.value == 35);
}

static void closes_a_period_when_the_next_begins(void **state)
{
    (void)state;
    send_kpi(&world, SERVICE_LEVEL, "{\"value\":90,\"period_start\":\"2026-11-17T00:00:00Z\"}",
             false);
    send_kpi(&world, SERVICE_LEVEL, "{\"value\":75,\"period_start\":\"2026-11-17T00:00:00Z\"}",
             false);
    const struct finals *finals = &kpi_of(&world, SERVICE_LEVEL)->finals;
    assert_int_equal(finals->count, 0);
    send_kpi(&world, SERVICE_LEVEL,
             "{\"value\":50,\"sample\":5,\"period_start\":\"2026-11-18T00:00:00Z\"}", false);
    assert_int_equal(finals->count, 1);
    assert_int_equal(finals->period_s, 86400);
    /* Judged as it was, not as it was shown: damping still says met. */
    assert_final(SERVICE_LEVEL, 0, "2026-11-17T00:00:00Z", 75, VERDICT_NEAR);
    /* An earlier period, or another kind of one, closes nothing. */
    send_kpi(&world, SERVICE_LEVEL, "{\"value\":60,\"period_start\":\"2026-11-16T00:00:00Z\"}",
             false);
    send_kpi(&world, SERVICE_LEVEL,
             "{\"value\":60,\"period\":\"interval\","
             "\"period_start\":\"2026-11-18T09:30:00Z\"}",
             false);
    assert_int_equal(finals->count, 1);
}

static void judges_by_the_target_then_in_force(void **state)
{
    (void)state;
    send_kpi(&world, SERVICE_LEVEL,
             "{\"value\":60,\"target\":55,\"period_start\":\"2026-11-16T00:00:00Z\"}", false);
    send_kpi(&world, SERVICE_LEVEL,
             "{\"value\":60,\"sample\":19,\"period_start\":\"2026-11-17T00:00:00Z\"}", false);
    send_kpi(&world, SERVICE_LEVEL, "{\"value\":60,\"period_start\":\"2026-11-18T00:00:00Z\"}",
             false);
    assert_final(SERVICE_LEVEL, 0, "2026-11-16T00:00:00Z", 60, VERDICT_MET);
    assert_final(SERVICE_LEVEL, 1, "2026-11-17T00:00:00Z", 60, VERDICT_UNTARGETED); /* thin */
}

static void finds_the_half_hour_by_itself(void **state)
{
    (void)state;
    send_kpi(&world, OCCUPANCY, "80", false); /* it is 10:00 */
    wait_s(&world, 1799);
    send_kpi(&world, OCCUPANCY, "60", false);
    const struct finals *finals = &kpi_of(&world, OCCUPANCY)->finals;
    assert_int_equal(finals->count, 0);
    wait_s(&world, 1);
    send_kpi(&world, OCCUPANCY, "90", false);
    assert_int_equal(finals->count, 1);
    assert_int_equal(finals->period_s, 1800);
    assert_final(OCCUPANCY, 0, "2026-11-18T10:00:00Z", 60, VERDICT_MISSED);
    wait_s(&world, 1800);
    /* By the time of the figure, where it is known. */
    send_timed(&world, OCCUPANCY, "{\"value\":91,\"time\":\"%s\"}", 1, false);
    assert_int_equal(finals->count, 1);
    send_timed(&world, OCCUPANCY, "{\"value\":92,\"time\":\"%s\"}", 0, false);
    assert_final(OCCUPANCY, 1, "2026-11-18T10:30:00Z", 91, VERDICT_NEAR);
    /* Without a clock there is no half hour. */
    world.now.clock_good = false;
    wait_s(&world, 1800);
    send_kpi(&world, OCCUPANCY, "80", false);
    assert_int_equal(finals->count, 2);
}

static void a_day_ends_at_local_midnight(void **state)
{
    (void)state;
    send_timed(&world, SERVICE_LEVEL, "{\"time\":\"%s\",\"numerator\":90,\"denominator\":100}", 0,
               false);
    wait_s(&world, 13 * 3600); /* 23:00 */
    send_timed(&world, SERVICE_LEVEL, "{\"time\":\"%s\",\"numerator\":150,\"denominator\":200}", 0,
               false);
    const struct finals *finals = &kpi_of(&world, SERVICE_LEVEL)->finals;
    assert_int_equal(finals->count, 0);
    wait_s(&world, 10 * 3600); /* 9:00 of the next day */
    send_timed(&world, SERVICE_LEVEL, "{\"time\":\"%s\",\"numerator\":1,\"denominator\":30}", 0,
               false);
    assert_int_equal(finals->count, 1);
    assert_int_equal(finals->period, PERIOD_DAY);
    assert_final(SERVICE_LEVEL, 0, "2026-11-18T00:00:00Z", 75, VERDICT_NEAR);
    assert_int_equal(finals->items[0].weighing, WEIGHED_AS_FRACTION);
    assert_true(finals->items[0].numerator == 150 && finals->items[0].weight == 200);
    assert_true(finals->items[0].target.low == 80);
    /* Now it publishes intervals: they do not stand beside days. */
    send_kpi(&world, SERVICE_LEVEL,
             "{\"value\":60,\"period\":\"interval\",\"final\":true,"
             "\"period_start\":\"2026-11-19T09:00:00Z\"}",
             false);
    assert_int_equal(finals->count, 1);
    assert_int_equal(finals->period, PERIOD_INTERVAL);
    assert_final(SERVICE_LEVEL, 0, "2026-11-19T09:00:00Z", 60, VERDICT_MISSED);
}

static void a_gauge_has_no_periods(void **state)
{
    (void)state;
    send_kpi(&world, AGENTS, "{\"value\":5,\"period_start\":\"2026-11-18T08:00:00Z\"}", false);
    send_kpi(&world, AGENTS, "{\"value\":5,\"period_start\":\"2026-11-18T09:00:00Z\"}", false);
    assert_int_equal(kpi_of(&world, AGENTS)->finals.count, 0);
}

static void history_replaces_its_own(void **state)
{
    (void)state;
    static const char *const topic = "history/main/phone/occupancy";
    static const char *const text =
        "{\"period\":\"interval\",\"values\":["
        "{\"start\":\"2026-11-18T09:00:00Z\",\"value\":80},"
        "{\"start\":\"2026-11-18T09:30:00Z\",\"value\":91,\"target\":[75,95]}]}";
    send_kpi(&world, OCCUPANCY, "80", false);
    wait_s(&world, 1800);
    send_kpi(&world, OCCUPANCY, "81", false);
    const struct finals *finals = &kpi_of(&world, OCCUPANCY)->finals;
    assert_int_equal(finals->count, 1);
    uint32_t revision = kpi_of(&world, OCCUPANCY)->revision;
    assert_int_equal(send_to(&world, topic, text, true), EFFECT_TAKEN);
    assert_int_not_equal(kpi_of(&world, OCCUPANCY)->revision, revision);
    assert_true(finals->published);
    assert_int_equal(finals->count, 2);
    assert_final(OCCUPANCY, 1, "2026-11-18T09:30:00Z", 91, VERDICT_MET);
    revision = kpi_of(&world, OCCUPANCY)->revision;
    assert_int_equal(send_to(&world, topic, text, true), EFFECT_REDELIVERY);
    assert_int_equal(send_to(&world, topic, "{\"values\":[{}]}", true), EFFECT_REFUSED);
    assert_int_equal(send_to(&world, topic, "{\"values\":", true), EFFECT_REFUSED);
    assert_int_equal(finals->count, 2);
    assert_int_equal(kpi_of(&world, OCCUPANCY)->revision, revision);
    /* Own ones are no longer added... */
    wait_s(&world, 1800);
    send_kpi(&world, OCCUPANCY, "82", false);
    assert_int_equal(finals->count, 2);
    /* ...until it is withdrawn. */
    assert_int_equal(send_to(&world, topic, "", true), EFFECT_TAKEN);
    assert_int_equal(finals->count, 0);
    assert_false(finals->published);
    wait_s(&world, 1800);
    send_kpi(&world, OCCUPANCY, "83", false);
    assert_final(OCCUPANCY, 0, "2026-11-18T11:00:00Z", 82, VERDICT_MET);
    send_to(&world, topic, "", true); /* nothing was published: own ones stay */
    assert_int_equal(finals->count, 1);
}

#define RULE(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        RULE(keeps_what_says_that_it_is_final),   RULE(closes_a_period_when_the_next_begins),
        RULE(judges_by_the_target_then_in_force), RULE(finds_the_half_hour_by_itself),
        RULE(a_day_ends_at_local_midnight),       RULE(a_gauge_has_no_periods),
        RULE(history_replaces_its_own),           RULE(an_earlier_period_is_older),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
