/* What is kept of a message that was refused, and when the board tells it. */

#include "kpi/world.h"

#include "kpi/foreign.h"
#include "kpi/why.h"

#define SL "kpi/main/phone/service-level"

static struct world world;

static void what_was_read(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *read;
    } cases[] = {
        {"", ""},
        {"140", "140"},
        {"82\xef\xbc\x85", "82\\uff05"},
        {"\xf0\x9f\xa7\xbf", "\\U01f9ff"},
        {"\x82", "\\x82"},
        {"a\xe3\x81", "a\\xe3\\x81"},
        {"a\nb\t\x1b[31m", "a\\u000ab\\u0009\\u001b[31m"},
        {"12345678901234567890123456789012345678901234567890123456789012345678901234567890",
         "1234567890123456789012345678901234567890123456789012345678901234567890123456..."},
        {"\xe6\x97\xa5\xe6\x97\xa5\xe6\x97\xa5\xe6\x97\xa5\xe6\x97\xa5\xe6\x97\xa5\xe6\x97\xa5"
         "\xe6\x97\xa5\xe6\x97\xa5\xe6\x97\xa5\xe6\x97\xa5\xe6\x97\xa5\xe6\x97\xa5",
         "\\u65e5\\u65e5\\u65e5\\u65e5\\u65e5\\u65e5\\u65e5\\u65e5\\u65e5\\u65e5\\u65e5\\u65e5..."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct refused refused = {0};
        refused_read_bytes(&refused, cases[i].bytes, strlen(cases[i].bytes));
        assert_string_equal(refused.read, cases[i].read);
    }
}

static void what_stood_at_a_key(void **state)
{
    (void)state;
    struct refused refused = {0};
    char text[400] = "";
    memset(text, 'x', sizeof text - 1);
    json_t *value = json_pack("{s:s, s:[i, f]}", "a", "\xe5\x85\xab", "b", 1, 0.1);
    refused_read_json(&refused, "value", value);
    assert_string_equal(refused.key, "value");
    assert_string_equal(refused.read, "{\"a\":\"\\u516B\",\"b\":[1,0.1]}");
    json_decref(value);
    value = json_string(text);
    refused_read_json(&refused, "a-key-of-more-than-fifteen", value);
    assert_int_equal(strlen(refused.key), 15);
    assert_int_equal(strlen(refused.read), REFUSED_READ_BYTES - 1);
    assert_string_equal(refused.read + REFUSED_READ_BYTES - 5, "x...");
    json_decref(value);
    refused_read_json(&refused, "value", NULL);
    assert_string_equal(refused.read, "");
}

/* Each reason with the key that is to blame and what was read. */
static void what_is_blamed(void **state)
{
    (void)state;
    static char large[READING_MAX_BYTES + 2];
    memset(large, ' ', sizeof large - 1);
    const struct {
        const char *payload;
        enum refusal reason;
        const char *key, *read;
    } cases[] = {
        {"140", REFUSED_RANGE, "", "140"},
        {"-1", REFUSED_RANGE, "", "-1"},
        {"1e999", REFUSED_RANGE, "", "1e999"},
        {"[140]", REFUSED_TYPE, "", "[140]"},
        {"null", REFUSED_TYPE, "", "null"},
        {"{}", REFUSED_TYPE, "value", ""},
        {"{\"value\":101}", REFUSED_RANGE, "value", "101"},
        {"{\"value\":\"82\"}", REFUSED_TYPE, "value", "\"82\""},
        {"{\"value\":82,\"sample\":-1}", REFUSED_RANGE, "sample", "-1"},
        {"{\"value\":82,\"sample\":1.5}", REFUSED_TYPE, "sample", "1.5"},
        {"{\"value\":82,\"time\":5}", REFUSED_TYPE, "time", "5"},
        {"{\"value\":82,\"final\":1}", REFUSED_TYPE, "final", "1"},
        {"{\"value\":82,\"period\":\"fortnight\"}", REFUSED_TYPE, "period", "\"fortnight\""},
        {"{\"value\":82,\"source\":\"A b\"}", REFUSED_TYPE, "source", "\"A b\""},
        {"{\"value\":82,\"unit\":\"s\"}", REFUSED_UNIT, "unit", "\"s\""},
        {"{\"value\":82,\"unit\":\"miles\"}", REFUSED_UNIT, "unit", "\"miles\""},
        {"{\"value\":82,\"target\":180}", REFUSED_RANGE, "target", "180"},
        {"{\"numerator\":5,\"denominator\":3}", REFUSED_RANGE, "numerator", "5"},
        {"{\"numerator\":5,\"denominator\":-3}", REFUSED_RANGE, "denominator", "-3"},
        {"{\"value\":1,\"value\":2}", REFUSED_DUPLICATE_KEY, "", "{\"value\":1,\"value\":2}"},
        {"82 %", REFUSED_NOT_JSON, "", "82 %"},
        {"\xff", REFUSED_ENCODING, "", "\\xff"},
        {"{\"value\":82,\"time\":\"2026-11-18T10:02:01Z\"}", REFUSED_FUTURE, "time",
         "2026-11-18T10:02:01Z"},
        {"{\"value\":82,\"period_start\":\"2027-01-01T00:00:00Z\"}", REFUSED_FUTURE, "period_start",
         "2027-01-01T00:00:00Z"},
        {large, REFUSED_TOO_LARGE, "", "16385"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        world_init(&world);
        world_open(&world);
        assert_int_equal(send_to(&world, SL, cases[i].payload, false), EFFECT_REFUSED);
        const struct refused *refused = board_why(world.board, SERVICE_LEVEL).refused;
        assert_non_null(refused);
        assert_int_equal(refused->reason, cases[i].reason);
        assert_int_equal(refused->on, REFUSED_ON_KPI);
        assert_string_equal(refused->key, cases[i].key);
        assert_string_equal(refused->read, cases[i].read);
        assert_null(board_why(world.board, LONGEST_WAIT).refused);
        world_close(&world);
    }
}

static void older_than_what(void **state)
{
    (void)state;
    static const struct {
        const char *known, *then, *key;
        int64_t allowed;
    } cases[] = {
        {"{\"value\":82,\"time\":\"2026-11-18T10:00:00Z\"}",
         "{\"value\":82,\"time\":\"2026-11-18T09:59:59Z\"}", "time", WORLD_START},
        {"{\"value\":82,\"time\":\"2026-11-18T10:00:00Z\",\"sequence\":7}",
         "{\"value\":83,\"time\":\"2026-11-18T10:00:00Z\",\"sequence\":6}", "sequence", 7},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        world_init(&world);
        world_open(&world);
        assert_int_equal(send_to(&world, SL, cases[i].known, false), EFFECT_TAKEN);
        assert_int_equal(send_to(&world, SL, cases[i].then, false), EFFECT_REFUSED);
        struct why why = board_why(world.board, SERVICE_LEVEL);
        assert_int_equal(why.refused->reason, REFUSED_OLDER);
        assert_string_equal(why.refused->key, cases[i].key);
        assert_true(why.refused->allowed == cases[i].allowed);
        assert_true(why.refused_last);
        world_close(&world);
    }
}

/* So many in a row, until one is taken; what was refused before stays told. */
static void in_a_row(void **state)
{
    (void)state;
    world_init(&world);
    world_open(&world);
    send_kpi(&world, SERVICE_LEVEL, "82", false);
    wait_s(&world, 10);
    for (int i = 0; i < 3; i++) {
        send_kpi(&world, SERVICE_LEVEL, "140", false);
        wait_s(&world, 10);
    }
    struct why why = board_why(world.board, SERVICE_LEVEL);
    assert_int_equal(why.refused->count, 3);
    assert_true(why.refused_last && why.refused_told);
    assert_true(why.refused_ms == world.now.wall_ms - 10000);
    assert_true(why.refused_first_ms == world.now.wall_ms - 30000);
    send_kpi(&world, SERVICE_LEVEL, "83", false);
    why = board_why(world.board, SERVICE_LEVEL);
    assert_non_null(why.refused);
    assert_false(why.refused_last);
    wait_s(&world, 10);
    send_kpi(&world, SERVICE_LEVEL, "141", false);
    why = board_why(world.board, SERVICE_LEVEL);
    assert_int_equal(why.refused->count, 1);
    assert_true(why.refused_first_ms == world.now.wall_ms);
    world_close(&world);
}

/* Of a message for the whole channel all its KPIs know, and of one metric in it that one. */
static void of_the_whole_channel(void **state)
{
    (void)state;
    world_init(&world);
    world_open(&world);
    send_to(&world, "kpi/main/phone", "{\"metrics\":{\"service-level\":140,\"longest-wait\":5}}",
            false);
    struct why why = board_why(world.board, SERVICE_LEVEL);
    assert_int_equal(why.refused->on, REFUSED_ON_METRIC);
    assert_string_equal(why.refused->read, "140");
    assert_null(board_why(world.board, LONGEST_WAIT).refused);
    wait_s(&world, 1);
    send_to(&world, "kpi/main/phone", "{\"time\":5,\"metrics\":{}}", false);
    for (size_t kpi = 0; kpi < WORLD_KPIS; kpi++) {
        why = board_why(world.board, kpi);
        bool phone = world.kpis[kpi].channel_index == PHONE;
        assert_true(phone == (why.refused != NULL));
        if (phone) {
            assert_int_equal(why.refused->on, REFUSED_ON_CHANNEL);
            assert_string_equal(why.refused->key, "time");
        }
    }
    wait_s(&world, 1);
    send_kpi(&world, SERVICE_LEVEL, "141", false);
    assert_string_equal(board_why(world.board, SERVICE_LEVEL).refused->read, "141");
    world_close(&world);
}

static void of_few_people(void **state)
{
    (void)state;
    world_init(&world);
    world.min_group = 5;
    world_open(&world);
    send_kpi(&world, OCCUPANCY, "{\"value\":140,\"agents\":1}", false);
    assert_false(board_why(world.board, OCCUPANCY).refused_told);
    send_kpi(&world, SERVICE_LEVEL, "140", false);
    assert_true(board_why(world.board, SERVICE_LEVEL).refused_told);
    wait_s(&world, 1);
    send_to(&world, "kpi/main/phone", "{\"occupancy\":80", false);
    assert_false(board_why(world.board, SERVICE_LEVEL).refused_told);
    world_close(&world);
}

static void of_a_source(void **state)
{
    (void)state;
    static const struct source_spec sources[] = {
        {.topic = "acd/+", .kpi = SERVICE_LEVEL, .value = "/sum", .per = "/count", .scale = 100},
        {.topic = "acd/#", .kpi = LONGEST_WAIT, .value = "/wait", .time = "/at", .scale = 1},
    };
    static const struct {
        const char *payload;
        size_t kpi;
        enum refusal reason;
        const char *key, *read;
    } cases[] = {
        {"{\"sum\":\"x\",\"count\":4}", SERVICE_LEVEL, REFUSED_TYPE, "value", "\"x\""},
        {"{\"sum\":3}", SERVICE_LEVEL, REFUSED_TYPE, "per", ""},
        {"{\"sum\":3,\"count\":-1}", SERVICE_LEVEL, REFUSED_RANGE, "per", "-1"},
        {"{\"sum\":6,\"count\":4}", SERVICE_LEVEL, REFUSED_RANGE, "value", "150.0"},
        {"{}", SERVICE_LEVEL, REFUSED_TYPE, "value", ""},
        {"{\"wait\":5,\"at\":\"noon\"}", LONGEST_WAIT, REFUSED_TYPE, "time", "\"noon\""},
        {"secret of others", SERVICE_LEVEL, REFUSED_NOT_JSON, "", ""},
        {"secret of others", LONGEST_WAIT, REFUSED_NOT_JSON, "", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        world_init(&world);
        world_open(&world);
        world.spec.sources = sources;
        world.spec.source_count = 2;
        board_foreign_message(world.board, "acd/q", cases[i].payload, strlen(cases[i].payload),
                              false, &world.now);
        const struct refused *refused = board_why(world.board, cases[i].kpi).refused;
        assert_non_null(refused);
        assert_int_equal(refused->reason, cases[i].reason);
        assert_int_equal(refused->on, REFUSED_ON_SOURCE);
        assert_int_equal(refused->source, cases[i].kpi == SERVICE_LEVEL ? 0 : 1);
        assert_string_equal(refused->key, cases[i].key);
        assert_string_equal(refused->read, cases[i].read);
        world_close(&world);
    }
}

/* A new board tells of it only where it allows the same. */
static void a_new_board(void **state)
{
    (void)state;
    for (int turn = 0; turn < 2; turn++) {
        world_init(&world);
        world_open(&world);
        send_kpi(&world, SERVICE_LEVEL, "140", false);
        struct metric wider = *world.kpis[SERVICE_LEVEL].metric;
        wider.maximum = turn ? 200 : wider.maximum;
        struct kpi_spec kpis[WORLD_KPIS];
        memcpy(kpis, world.kpis, sizeof kpis);
        kpis[SERVICE_LEVEL].metric = &wider;
        struct board_spec spec = world.spec;
        spec.kpis = kpis;
        struct board *next = board_create(&spec, world.zone, &world.now);
        board_adopt(next, world.board, &world.now);
        assert_true((board_why(next, SERVICE_LEVEL).refused == NULL) == (turn == 1));
        board_destroy(next);
        world_close(&world);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_read),  cmocka_unit_test(what_stood_at_a_key),
        cmocka_unit_test(what_is_blamed), cmocka_unit_test(older_than_what),
        cmocka_unit_test(in_a_row),       cmocka_unit_test(of_the_whole_channel),
        cmocka_unit_test(of_few_people),  cmocka_unit_test(of_a_source),
        cmocka_unit_test(a_new_board),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
