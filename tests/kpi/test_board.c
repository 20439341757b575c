/* Messages meet the board: what is taken, what is refused, and what a reading is worth. */

#include "kpi/one_world.h"

static void starts_waiting(void **state)
{
    (void)state;
    for (size_t i = 0; i < WORLD_KPIS; i++) {
        assert_quality(&world, i, QUALITY_WAITING);
        assert_false(kpi_of(&world, i)->shows_value);
        assert_true(kpi_of(&world, i)->streak_ms == NEVER);
    }
    assert_int_equal(board_summary(world.board)->qualities[QUALITY_WAITING], WORLD_KPIS);
    assert_true(board_next_change(world.board) == NEVER);
    assert_int_equal(board_off_target(world.board, NULL, 0), 0);
    assert_true(board_opening(world.board, PHONE)->open);
}

static void takes_and_judges(void **state)
{
    (void)state;
    uint32_t revision = kpi_of(&world, SERVICE_LEVEL)->revision;
    assert_int_equal(send_kpi(&world, SERVICE_LEVEL, "82", false), EFFECT_TAKEN);
    assert_live(&world, SERVICE_LEVEL, VERDICT_MET);
    assert_true(kpi_of(&world, SERVICE_LEVEL)->warns);
    assert_true(kpi_of(&world, SERVICE_LEVEL)->shows_value);
    assert_true(kpi_of(&world, SERVICE_LEVEL)->streak_ms == world.now.mono_ms);
    assert_int_not_equal(kpi_of(&world, SERVICE_LEVEL)->revision, revision);
    send_kpi(&world, CONTACTS_WAITING, "7", false);
    assert_live(&world, CONTACTS_WAITING, VERDICT_NEAR);
    send_kpi(&world, LONGEST_WAIT, "121", false);
    assert_live(&world, LONGEST_WAIT, VERDICT_MISSED);
    assert_int_equal(kpi_of(&world, LONGEST_WAIT)->side, SIDE_HIGH);
    send_kpi(&world, OCCUPANCY, "60", false);
    assert_int_equal(kpi_of(&world, OCCUPANCY)->side, SIDE_LOW);
    send_kpi(&world, AGENTS, "0", false);
    assert_live(&world, AGENTS, VERDICT_UNTARGETED);

    const struct summary *summary = board_summary(world.board);
    assert_int_equal(summary->verdicts[VERDICT_MET], 1);
    assert_int_equal(summary->verdicts[VERDICT_NEAR], 1);
    assert_int_equal(summary->verdicts[VERDICT_MISSED], 2);
    assert_int_equal(summary->verdicts[VERDICT_UNTARGETED], 1);
    assert_int_equal(summary->qualities[QUALITY_LIVE], 5);
    size_t off[4] = {99, 99, 99, 99};
    assert_int_equal(board_off_target(world.board, off, 2), 3);
    assert_true(off[0] == LONGEST_WAIT && off[1] == OCCUPANCY && off[2] == 99);
    assert_int_equal(board_off_target(world.board, off, 4), 3);
    assert_true(off[2] == CONTACTS_WAITING && off[3] == 99);
}

static void ignores_what_is_not_on_the_board(void **state)
{
    (void)state;
    static const char *const topics[] = {
        "",
        "kpi",
        "kpi/",
        "kpi/main",
        "kpi/main/fax",
        "kpi/main/phone/",
        "kpi/main/phone/mood",
        "kpi/other/phone/service-level",
        "kpi/main/phone/service-level/x",
        "history/main/phone",
        "history/main/phone/mood",
        "announce/",
        "announce/A b",
        "source/",
        "source/A b",
        "screen/one/status",
    };
    for (size_t i = 0; i < sizeof topics / sizeof topics[0]; i++) {
        assert_int_equal(send_to(&world, topics[i], "5", false), EFFECT_IGNORED);
        assert_true(board_counters(world.board)->ignored == i + 1);
    }
}

static void counts_refusals_and_changes_nothing(void **state)
{
    (void)state;
    send_kpi(&world, SERVICE_LEVEL, "82", false);
    struct kpi before = *kpi_of(&world, SERVICE_LEVEL);
    uint32_t summary = board_summary(world.board)->revision;
    static const struct {
        const char *text;
        enum refusal refusal;
    } cases[] = {
        {"x", REFUSED_NOT_JSON},
        {"\xFF", REFUSED_ENCODING},
        {"\"82\"", REFUSED_TYPE},
        {"101", REFUSED_RANGE},
        {"{\"value\":5,\"unit\":\"s\"}", REFUSED_UNIT},
        {"{\"value\":5,\"value\":5}", REFUSED_DUPLICATE_KEY},
        {"{\"value\":5,\"time\":\"2026-11-18T10:02:01Z\"}", REFUSED_FUTURE},
        {"{\"value\":5,\"period_start\":\"2026-11-18T10:02:01Z\"}", REFUSED_FUTURE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(send_kpi(&world, SERVICE_LEVEL, cases[i].text, i % 2), EFFECT_REFUSED);
    }
    const uint64_t *refused = board_counters(world.board)->refused;
    assert_true(refused[REFUSED_FUTURE] == 2 && refused[REFUSED_RANGE] == 1);
    assert_true(refused[REFUSED_TYPE] == 1 && refused[REFUSED_UNIT] == 1);
    assert_memory_equal(&before, kpi_of(&world, SERVICE_LEVEL), sizeof before);
    assert_int_equal(board_summary(world.board)->revision, summary);
}

static void takes_a_little_future_as_now(void **state)
{
    (void)state;
    assert_int_equal(send_timed(&world, AGENTS, "{\"value\":5,\"time\":\"%s\"}", -120, false),
                     EFFECT_TAKEN);
    assert_true(board_counters(world.board)->skewed == 1);
    assert_live(&world, AGENTS, VERDICT_UNTARGETED);
    assert_true(board_next_change(world.board) == world.now.mono_ms + 30001);
}

static void refuses_what_is_older(void **state)
{
    (void)state;
    static const char *const text = "{\"value\":5,\"time\":\"%s\"}";
    assert_int_equal(send_timed(&world, AGENTS, text, 5, false), EFFECT_TAKEN);
    assert_int_equal(send_timed(&world, AGENTS, text, 6, false), EFFECT_REFUSED);
    assert_true(board_counters(world.board)->refused[REFUSED_OLDER] == 1);
    assert_int_equal(send_timed(&world, AGENTS, text, 5, false), EFFECT_REDELIVERY);
    assert_true(board_counters(world.board)->redelivered == 1);
    /* The same time with another value, or another sample, is news. */
    assert_int_equal(send_timed(&world, AGENTS, "{\"value\":6,\"time\":\"%s\"}", 5, false),
                     EFFECT_TAKEN);
    assert_int_equal(
        send_timed(&world, AGENTS, "{\"value\":6,\"time\":\"%s\",\"sample\":3}", 5, false),
        EFFECT_TAKEN);
    assert_int_equal(
        send_timed(&world, AGENTS, "{\"value\":7,\"time\":\"%s\",\"sequence\":9}", 5, false),
        EFFECT_TAKEN);
    assert_int_equal(
        send_timed(&world, AGENTS, "{\"value\":8,\"time\":\"%s\",\"sequence\":8}", 5, false),
        EFFECT_REFUSED);
    assert_int_equal(
        send_timed(&world, AGENTS, "{\"value\":8,\"time\":\"%s\",\"sequence\":10}", 5, false),
        EFFECT_TAKEN);
    /* A bare number has no time: it is always taken, and the same one is an arrival. */
    assert_int_equal(send_kpi(&world, AGENTS, "8", false), EFFECT_TAKEN);
    wait_s(&world, 20);
    assert_int_equal(send_kpi(&world, AGENTS, "8", false), EFFECT_TAKEN);
    wait_s(&world, 29);
    assert_live(&world, AGENTS, VERDICT_UNTARGETED);
    /* After it nothing is older. */
    assert_int_equal(send_timed(&world, AGENTS, text, 3600, false), EFFECT_TAKEN);
}

static void a_redelivery_does_not_renew(void **state)
{
    (void)state;
    int64_t first = world.now.mono_ms;
    send_timed(&world, AGENTS, "{\"value\":5,\"time\":\"%s\"}", 0, false);
    wait_s(&world, 20);
    assert_int_equal(send_timed(&world, AGENTS, "{\"value\":5,\"time\":\"%s\"}", 20, false),
                     EFFECT_REDELIVERY);
    assert_true(board_next_change(world.board) == first + 30001);
    wait_s(&world, 11);
    assert_held(&world, AGENTS, HELD_AGED);
}

static void withdraws(void **state)
{
    (void)state;
    send_kpi(&world, SERVICE_LEVEL, "60", false);
    assert_int_equal(send_kpi(&world, SERVICE_LEVEL, "", true), EFFECT_TAKEN);
    assert_quality(&world, SERVICE_LEVEL, QUALITY_WAITING);
    assert_false(kpi_of(&world, SERVICE_LEVEL)->shows_value);
    assert_int_equal(board_off_target(world.board, NULL, 0), 0);
    assert_true(board_next_change(world.board) == NEVER);
    send_kpi(&world, SERVICE_LEVEL, "82", false);
    assert_live(&world, SERVICE_LEVEL, VERDICT_MET); /* the first after none is immediate */
}

static void says_no_data(void **state)
{
    (void)state;
    send_kpi(&world, AGENTS, "5", false);
    assert_int_equal(
        send_timed(&world, AGENTS, "{\"value\":null,\"reason\":\"down\",\"time\":\"%s\"}", 7, true),
        EFFECT_TAKEN);
    assert_quality(&world, AGENTS, QUALITY_NO_DATA);
    assert_true(kpi_of(&world, AGENTS)->since_ms == world.now.wall_ms - 7000);
    assert_false(kpi_of(&world, AGENTS)->shows_value);
    send_kpi(&world, AGENTS, "{\"value\":null}", false);
    assert_true(kpi_of(&world, AGENTS)->since_ms == world.now.wall_ms);
    assert_true(board_next_change(world.board) == NEVER);
}

static void gates_by_sample(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum quality quality;
        bool shows;
    } cases[] = {
        {"{\"value\":82,\"sample\":20}", QUALITY_LIVE, true},
        {"{\"value\":82,\"sample\":19}", QUALITY_THIN, true},
        {"{\"value\":82,\"sample\":1}", QUALITY_THIN, true},
        {"{\"value\":100,\"sample\":0}", QUALITY_THIN, false},
        {"{\"value\":82}", QUALITY_LIVE, true},
        {"{\"value\":82,\"denominator\":19}", QUALITY_THIN, true},
        {"{\"numerator\":15,\"denominator\":20}", QUALITY_LIVE, true},
        {"{\"numerator\":0,\"denominator\":0}", QUALITY_THIN, false},
        {"{\"value\":null,\"sample\":0}", QUALITY_NO_DATA, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(send_kpi(&world, SERVICE_LEVEL, cases[i].text, false), EFFECT_TAKEN);
        assert_quality(&world, SERVICE_LEVEL, cases[i].quality);
        assert_int_equal(kpi_of(&world, SERVICE_LEVEL)->shows_value, cases[i].shows);
    }
    /* Without a gate only nothing at all is thin. */
    send_kpi(&world, AGENTS, "{\"value\":5,\"sample\":1}", false);
    assert_quality(&world, AGENTS, QUALITY_LIVE);
    send_kpi(&world, AGENTS, "{\"value\":5,\"sample\":0}", false);
    assert_quality(&world, AGENTS, QUALITY_THIN);
}

static void judges_by_the_target_of_the_reading(void **state)
{
    (void)state;
    send_kpi(&world, SERVICE_LEVEL, "{\"value\":82,\"target\":85}", false);
    assert_live(&world, SERVICE_LEVEL, VERDICT_NEAR);
    assert_true(kpi_of(&world, SERVICE_LEVEL)->target.target.low == 85);
    assert_false(kpi_of(&world, SERVICE_LEVEL)->target.has_warn);
    send_kpi(&world, AGENTS, "{\"value\":5,\"target\":6}", false);
    assert_live(&world, AGENTS, VERDICT_MISSED);
    send_kpi(&world, AGENTS, "5", false);
    assert_live(&world, AGENTS, VERDICT_UNTARGETED);
    assert_int_equal(board_off_target(world.board, NULL, 0), 1);
    send_kpi(&world, OCCUPANCY, "{\"value\":60,\"target\":[55,65]}", false);
    assert_live(&world, OCCUPANCY, VERDICT_MET);
}

static void takes_a_channel_at_once(void **state)
{
    (void)state;
    send_kpi(&world, AGENTS, "9", false);
    assert_int_equal(send_to(&world, "kpi/main/phone",
                             "{\"time\":\"2026-11-18T09:59:55Z\",\"metrics\":{"
                             "\"service-level\":{\"value\":82,\"sample\":30},"
                             "\"contacts-waiting\":3,\"longest-wait\":\"long\",\"mood\":5}}",
                             false),
                     EFFECT_TAKEN);
    assert_live(&world, SERVICE_LEVEL, VERDICT_MET);
    assert_live(&world, CONTACTS_WAITING, VERDICT_MET);
    assert_quality(&world, LONGEST_WAIT, QUALITY_WAITING);
    assert_live(&world, AGENTS, VERDICT_UNTARGETED);
    assert_true(board_counters(world.board)->refused[REFUSED_TYPE] == 1);
    assert_true(board_counters(world.board)->ignored == 1);
    assert_true(board_next_change(world.board) == world.now.mono_ms - 5000 + 30001);

    static const struct {
        const char *text;
        enum effect effect;
    } cases[] = {
        {"", EFFECT_IGNORED},
        {"{\"metrics\":{}}", EFFECT_IGNORED},
        {"{\"metrics\":{\"mood\":5}}", EFFECT_IGNORED},
        {"{\"metrics\":{\"mood\":5,\"longest-wait\":-1}}", EFFECT_REFUSED},
        {"{\"metrics\":{\"longest-wait\":-1,\"agents-available\":4}}", EFFECT_TAKEN},
        {"{\"time\":\"2026-11-18T09:59:55Z\",\"metrics\":{\"contacts-waiting\":3}}",
         EFFECT_REDELIVERY},
        {"{\"time\":\"2026-11-18T11:00:00Z\",\"metrics\":{\"contacts-waiting\":3}}",
         EFFECT_REFUSED},
        {"[]", EFFECT_REFUSED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(send_to(&world, "kpi/main/phone", cases[i].text, false), cases[i].effect);
    }
    assert_live(&world, CONTACTS_WAITING, VERDICT_MET);
}

static void damps_and_announces_it(void **state)
{
    (void)state;
    int64_t start = world.now.mono_ms;
    for (int second = 0; second <= 200; second += 10) {
        send_kpi(&world, SERVICE_LEVEL, second < 20 ? "85" : "60", false);
        if (second >= 90 && second < 110) {
            assert_true(board_next_change(world.board) == start + 110000);
        }
        assert_live(&world, SERVICE_LEVEL, second < 110 ? VERDICT_MET : VERDICT_MISSED);
        /* Until the verdict follows, what is beyond the target is at least warned of. */
        assert_int_equal(kpi_of(&world, SERVICE_LEVEL)->warns, second >= 20 && second < 110);
        wait_s(&world, 10);
    }
    assert_true(kpi_of(&world, SERVICE_LEVEL)->streak_ms == start + 20000);
    assert_true(board_counters(world.board)->flaps == 1);
    send_kpi(&world, SERVICE_LEVEL, "80.5", false); /* within the deadband of the target */
    assert_live(&world, SERVICE_LEVEL, VERDICT_MISSED);
    assert_true(kpi_of(&world, SERVICE_LEVEL)->recovering);
    assert_int_equal(kpi_of(&world, SERVICE_LEVEL)->side, SIDE_LOW);
}

static void a_target_at_the_end_of_the_scale_can_be_met_again(void **state)
{
    (void)state;
    world_close(&world);
    world.kpis[SERVICE_LEVEL].target.target.low = 100;
    world.kpis[SERVICE_LEVEL].off_delay_s = 0;
    world_open(&world);
    send_kpi(&world, SERVICE_LEVEL, "99", false);
    assert_live(&world, SERVICE_LEVEL, VERDICT_NEAR);
    send_kpi(&world, SERVICE_LEVEL, "100", false);
    assert_live(&world, SERVICE_LEVEL, VERDICT_MET);
}

/* Off target for minutes, or moving within them, would be said of the wrong time. */
static void a_month_has_neither_streak_nor_trend(void **state)
{
    (void)state;
    for (int minute = 0; minute < 20; minute++) {
        char payload[80];
        snprintf(payload, sizeof payload, "{\"value\":%d,\"sample\":50,\"final\":true}",
                 10 + minute);
        send_kpi(&world, SATISFACTION, payload, false);
        assert_live(&world, SATISFACTION, VERDICT_MISSED);
        assert_true(kpi_of(&world, SATISFACTION)->streak_ms == NEVER);
        assert_int_equal(kpi_of(&world, SATISFACTION)->trend, TREND_NONE);
        wait_s(&world, 60);
    }
}

static void shows_the_trend(void **state)
{
    (void)state;
    for (int minute = 0; minute <= 12; minute++) {
        char text[8] = {(char)('1' + minute / 10), (char)('0' + minute % 10), 0};
        send_kpi(&world, AGENTS, text, false);
        assert_int_equal(kpi_of(&world, AGENTS)->trend, minute < 10 ? TREND_NONE : TREND_UP);
        wait_s(&world, 30);
        send_kpi(&world, AGENTS, text, false);
        wait_s(&world, 30);
    }
    wait_s(&world, 31);
    assert_int_equal(kpi_of(&world, AGENTS)->trend, TREND_NONE);
    send_kpi(&world, AGENTS, "90", false);
    assert_int_equal(kpi_of(&world, AGENTS)->trend, TREND_NONE);
}

#define RULE(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        RULE(starts_waiting),
        RULE(takes_and_judges),
        RULE(ignores_what_is_not_on_the_board),
        RULE(counts_refusals_and_changes_nothing),
        RULE(takes_a_little_future_as_now),
        RULE(refuses_what_is_older),
        RULE(a_redelivery_does_not_renew),
        RULE(withdraws),
        RULE(says_no_data),
        RULE(gates_by_sample),
        RULE(judges_by_the_target_of_the_reading),
        RULE(takes_a_channel_at_once),
        RULE(damps_and_announces_it),
        RULE(a_target_at_the_end_of_the_scale_can_be_met_again),
        RULE(a_month_has_neither_streak_nor_trend),
        RULE(shows_the_trend),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
