#include <math.h>

#include "kpi/payload.h"
#include "kpi/world.h"

static const int64_t stamp = INT64_C(1794979920000); /* 2026-11-18T05:32:00Z */

static struct refused refused;

static enum refusal read_as(size_t kpi, const char *text, struct reading *reading)
{
    struct world world;
    world_init(&world);
    return payload_reading(text, strlen(text), &world.kpis[kpi], reading, &refused);
}

static void takes_bare_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double value;
    } cases[] = {
        {"82", 82},
        {"82.4", 82.4},
        {" 82.4\r\n", 82.4},
        {"0", 0},
        {"-0", 0},
        {"-0.0", 0},
        {"1e1", 10},
        {"1E+1", 10},
        {"995e-1", 99.5},
        {"1e-400", 0},
        {"82.40000000000000000001", 82.4},
        {"0.00001", 1e-5},
        {"33.333333333333336", 33.333333333333336},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct reading reading;
        assert_int_equal(read_as(SERVICE_LEVEL, cases[i].text, &reading), REFUSED_NOTHING);
        assert_true(reading.has_value && reading.value == cases[i].value);
        assert_false(signbit(reading.value));
        assert_true(reading.time_ms == NO_TIME && reading.sample == -1 && !reading.final);
        assert_true(isnan(reading.numerator) && isnan(reading.denominator));
        assert_int_equal(reading.period, PERIOD_COUNT);
        assert_int_equal(reading.unit, UNIT_KINDS);
        assert_int_equal(reading.threshold_s, -1);
    }
}

static void takes_everything_said(void **state)
{
    (void)state;
    struct reading r;
    assert_int_equal(
        read_as(SERVICE_LEVEL,
                "{\"value\":82.4,\"time\":\"2026-11-18T05:32:00Z\",\"sample\":117,\"unit\":\"%\","
                "\"period\":\"interval\",\"period_start\":\"2026-11-18T05:30:00Z\",\"final\":true,"
                "\"numerator\":96,\"denominator\":117,\"threshold_s\":20,\"method\":\"erlang\","
                "\"source\":\"pbx-1\",\"sequence\":9007199254740992,\"target\":85,"
                "\"colour\":\"red\",\"nested\":{\"value\":[1,null]}}",
                &r),
        REFUSED_NOTHING);
    assert_true(r.has_value && r.value == 82.4 && r.time_ms == stamp && r.sample == 117);
    assert_true(r.unit == UNIT_PERCENT && r.period == PERIOD_INTERVAL && r.final);
    assert_true(r.period_start_ms == stamp - 120000);
    assert_true(r.numerator == 96 && r.denominator == 117 && r.threshold_s == 20);
    assert_string_equal(r.method, "erlang");
    assert_string_equal(r.source, "pbx-1");
    assert_true(r.sequence == INT64_C(9007199254740992));
    assert_true(r.has_target && r.target_low == 85 && r.target_high == 85);
}

static void takes_what_follows_from_the_rest(void **state)
{
    (void)state;
    struct reading r;
    assert_int_equal(read_as(SERVICE_LEVEL, "{\"numerator\":3,\"denominator\":4}", &r), 0);
    assert_true(r.has_value && r.value == 75 && r.sample == 4);
    assert_int_equal(read_as(SERVICE_LEVEL, "{\"value\":70,\"denominator\":4}", &r), 0);
    assert_true(r.value == 70 && r.sample == 4);
    assert_int_equal(read_as(SERVICE_LEVEL, "{\"value\":70,\"denominator\":4,\"sample\":9}", &r),
                     0);
    assert_true(r.sample == 9);
    assert_int_equal(read_as(SERVICE_LEVEL, "{\"numerator\":0,\"denominator\":0}", &r), 0);
    assert_true(!r.has_value && r.nothing_counted && r.sample == 0);
    assert_int_equal(read_as(SERVICE_LEVEL, "{\"value\":null,\"reason\":\"down\\u202e\\n\"}", &r),
                     0);
    assert_true(!r.has_value && !r.nothing_counted);
    assert_string_equal(r.reason, "down");
    assert_int_equal(read_as(SERVICE_LEVEL, "{\"value\":5,\"unit\":\"percent\"}", &r), 0);
    assert_int_equal(read_as(LONGEST_WAIT, "{\"value\":5,\"unit\":\"seconds\"}", &r), 0);
    assert_int_equal(read_as(LONGEST_WAIT, "{\"value\":5,\"unit\":\"s\",\"sample\":7.0}", &r), 0);
    assert_true(r.sample == 7);
    assert_int_equal(read_as(OCCUPANCY, "{\"value\":80,\"target\":[70,90.5]}", &r), 0);
    assert_true(r.has_target && r.target_low == 70 && r.target_high == 90.5);
    assert_int_equal(
        read_as(SATISFACTION, "{\"value\":-20,\"numerator\":-4,\"denominator\":20}", &r), 0);
}

struct refusal_case {
    size_t kpi;
    const char *text;
    enum refusal refusal;
};

static void refuse_all(const struct refusal_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct reading reading;
        enum refusal refusal = read_as(cases[i].kpi, cases[i].text, &reading);
        if (refusal != cases[i].refusal) {
            fail_msg("%s: %s, not %s", cases[i].text, refusal_word(refusal),
                     refusal_word(cases[i].refusal));
        }
    }
}

#define J REFUSED_NOT_JSON
#define T REFUSED_TYPE
#define R REFUSED_RANGE
#define U REFUSED_UNIT
#define E REFUSED_ENCODING
#define D REFUSED_DUPLICATE_KEY

static void refuses_what_is_not_json(void **state)
{
    (void)state;
    static const struct refusal_case cases[] = {
        {0, " ", J},
        {0, "82,4", J},
        {0, "082", J},
        {0, "+82", J},
        {0, ".5", J},
        {0, "5.", J},
        {0, "5.e1", J},
        {0, "1e", J},
        {0, "1e+", J},
        {0, "-", J},
        {0, "--1", J},
        {0, "- 1", J},
        {0, "0x10", J},
        {0, "82%", J},
        {0, "82 83", J},
        {0, "1_000", J},
        {0, "NaN", J},
        {0, "Infinity", J},
        {0, "-Infinity", J},
        {0, "nan", J},
        {0, "eighty", J},
        {0, "{", J},
        {0, "{\"value\":82", J},
        {0, "{\"value\":82,}", J},
        {0, "{value:82}", J},
        {0, "{'value':82}", J},
        {0, "{\"value\":82}}", J},
        {0, "{\"value\":82} x", J},
        {0, "{\"value\":NaN}", J},
        {0, "{\"value\":082}", J},
        {0, "{\"value\":82,\"reason\":\"\\u0000\"}", J},
        {0, "{\"value\":82,\"reason\":\"\\ud800\"}", J},
        {0, "{\"value\":82,\"reason\":\"tab\there\"}", J},
        {0, "// 82\n82", J},
        {0,
         "\xEF\xBB\xBF"
         "82",
         J},
        {0, "\xEF\xBC\x98\xEF\xBC\x92", J}, /* full-width digits */
        {0, "8\xC2\xA0", J},
        {0,
         "\x0c"
         "82",
         J},
    };
    refuse_all(cases, sizeof cases / sizeof cases[0]);
}

static void refuses_wrong_types(void **state)
{
    (void)state;
    static const struct refusal_case cases[] = {
        {0, "\"82\"", T},
        {0, "true", T},
        {0, "null", T},
        {0, "[82]", T},
        {0, "[]", T},
        {0, "{}", T},
        {0, "{\"Value\":82}", T},
        {0, "{\"value\":\"82\"}", T},
        {0, "{\"value\":true}", T},
        {0, "{\"value\":[82]}", T},
        {0, "{\"value\":{}}", T},
        {0, "{\"sample\":20}", T},
        {0, "{\"numerator\":20}", T},
        {0, "{\"denominator\":20}", T},
        {1, "{\"numerator\":3,\"denominator\":4}", T},
        {0, "{\"value\":82,\"time\":1794979920}", T},
        {0, "{\"value\":82,\"time\":null}", T},
        {0, "{\"value\":82,\"time\":\"\"}", T},
        {0, "{\"value\":82,\"time\":\"2026-11-18T05:32:00+09:00\"}", T},
        {0, "{\"value\":82,\"time\":\"2026-11-18 05:32:00\"}", T},
        {0, "{\"value\":82,\"time\":\"2026-02-30T05:32:00Z\"}", T},
        {0, "{\"value\":82,\"sample\":\"20\"}", T},
        {0, "{\"value\":82,\"sample\":1.5}", T},
        {0, "{\"value\":82,\"sample\":null}", T},
        {0, "{\"value\":82,\"numerator\":\"3\"}", T},
        {0, "{\"value\":82,\"denominator\":[]}", T},
        {0, "{\"value\":82,\"unit\":5}", T},
        {0, "{\"value\":82,\"period\":\"fortnight\"}", T},
        {0, "{\"value\":82,\"period\":1800}", T},
        {0, "{\"value\":82,\"period_start\":\"05:30\"}", T},
        {0, "{\"value\":82,\"final\":1}", T},
        {0, "{\"value\":82,\"final\":\"true\"}", T},
        {0, "{\"value\":82,\"threshold_s\":\"20\"}", T},
        {0, "{\"value\":82,\"method\":5}", T},
        {0, "{\"value\":82,\"source\":5}", T},
        {0, "{\"value\":82,\"source\":\"\"}", T},
        {0, "{\"value\":82,\"source\":\"PBX 1\"}", T},
        {0, "{\"value\":82,\"sequence\":\"5\"}", T},
        {0, "{\"value\":82,\"target\":\"80\"}", T},
        {0, "{\"value\":82,\"target\":[70,90]}", T},
        {3, "{\"value\":82,\"target\":80}", T},
        {3, "{\"value\":82,\"target\":[70]}", T},
        {3, "{\"value\":82,\"target\":[70,80,90]}", T},
        {3, "{\"value\":82,\"target\":[70,\"90\"]}", T},
        {0, "{\"value\":null,\"reason\":5}", T},
    };
    refuse_all(cases, sizeof cases / sizeof cases[0]);
}

static void refuses_wrong_values(void **state)
{
    (void)state;
    static const struct refusal_case cases[] = {
        {0, "100.001", R},
        {0, "-0.001", R},
        {0, "1e3", R},
        {0, "1e400", R},
        {0, "-1e400", R},
        {0, "99999999999999999999", R},
        {0, "1000000000000000000000000000000000000000000000000000000000000", R},
        {0, "{\"value\":101}", R},
        {0, "{\"value\":1e999}", R},
        {0, "{\"value\":82,\"other\":1e999}", R},
        {0, "{\"value\":82,\"sample\":-1}", R},
        {0, "{\"value\":82,\"sample\":1e17}", R},
        {0, "{\"value\":82,\"sequence\":-1}", R},
        {0, "{\"value\":82,\"threshold_s\":-20}", R},
        {0, "{\"value\":82,\"threshold_s\":3000000000}", R},
        {0, "{\"value\":82,\"denominator\":-1}", R},
        {0, "{\"value\":82,\"numerator\":-1,\"denominator\":1}", R},
        {0, "{\"value\":82,\"numerator\":5,\"denominator\":4}", R},
        {0, "{\"numerator\":1,\"denominator\":0}", R},
        {1, "-1", R},
        {1, "10001", R},
        {6, "-100.5", R},
        {3, "{\"value\":82,\"target\":[90,70]}", R},
        {3, "{\"value\":82,\"target\":[70,100.5]}", R},
        {3, "{\"value\":82,\"target\":[-1,90]}", R},
        {0, "{\"value\":82,\"target\":200}", R},
        {0, "{\"value\":null,\"target\":-0.5}", R},
        {0, "{\"value\":82,\"unit\":\"s\"}", U},
        {0, "{\"value\":82,\"unit\":\"\"}", U},
        {0, "{\"value\":82,\"unit\":\"Percent\"}", U},
        {0, "{\"value\":82,\"unit\":\"seconds\"}", U},
        {2, "{\"value\":82,\"unit\":\"ms\"}", U},
        {2, "{\"value\":82,\"unit\":\"%\"}", U},
        {0, "{\"value\":82,\"value\":83}", D},
        {0, "{\"value\":82,\"x\":{\"a\":1,\"a\":1}}", D},
        {0, "\xFF", E},
        {0, "{\"value\":82,\"reason\":\"\xC0\x80\"}", E},
        {0, "{\"value\":82,\"reason\":\"\xED\xA0\x80\"}", E},
        {0, "{\"value\":82,\"\xE3\x81\":1}", E},
    };
    refuse_all(cases, sizeof cases / sizeof cases[0]);
}

static void refuses_by_size_and_nul(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    static char text[READING_MAX_BYTES + 1];
    memset(text, ' ', sizeof text);
    text[0] = '5';
    struct reading reading;
    const struct kpi_spec *spec = &world.kpis[SERVICE_LEVEL];
    assert_int_equal(payload_reading(text, READING_MAX_BYTES, spec, &reading, &refused),
                     REFUSED_NOTHING);
    assert_int_equal(payload_reading(text, READING_MAX_BYTES + 1, spec, &reading, &refused),
                     REFUSED_TOO_LARGE);
    assert_int_equal(payload_reading("82\0", 3, spec, &reading, &refused), REFUSED_ENCODING);
    memset(text, '[', READING_MAX_BYTES); /* as deep as it goes */
    assert_int_equal(payload_reading(text, READING_MAX_BYTES, spec, &reading, &refused),
                     REFUSED_NOT_JSON);
    /* Nothing is read behind the end: the payload does not end with NUL. */
    assert_int_equal(payload_reading("825", 2, spec, &reading, &refused), REFUSED_NOTHING);
    assert_true(reading.value == 82);
}

static void reads_a_channel(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    static const char text[] = "{\"time\":\"2026-11-18T05:32:00Z\",\"source\":\"pbx\",\"metrics\":{"
                               "\"a\":82,\"b\":{\"value\":5,\"time\":\"2026-11-18T05:31:00Z\","
                               "\"source\":\"acd\"},\"c\":null}}";
    struct channel_payload channel;
    struct reading r;
    assert_int_equal(channel_payload_open(&channel, text, sizeof text - 1, &refused),
                     REFUSED_NOTHING);
    assert_string_equal(channel_payload_metric(&channel), "a");
    assert_int_equal(channel_payload_reading(&channel, &world.kpis[0], &r, &refused),
                     REFUSED_NOTHING);
    assert_true(r.value == 82 && r.time_ms == stamp);
    assert_string_equal(r.source, "pbx");
    channel_payload_next(&channel);
    assert_int_equal(channel_payload_reading(&channel, &world.kpis[0], &r, &refused),
                     REFUSED_NOTHING);
    assert_true(r.value == 5 && r.time_ms == stamp - 60000);
    assert_string_equal(r.source, "acd");
    channel_payload_next(&channel);
    assert_int_equal(channel_payload_reading(&channel, &world.kpis[0], &r, &refused), REFUSED_TYPE);
    channel_payload_next(&channel);
    assert_null(channel_payload_metric(&channel));
    channel_payload_close(&channel);

    static const char *const bad[] = {
        "{}",
        "5",
        "[]",
        "{\"metrics\":[]}",
        "{\"metrics\":5}",
        "{\"metrics\":{},\"time\":5}",
        "{\"metrics\":{},\"time\":\"noon\"}",
        "{\"metrics\":{},\"source\":\"A B\"}",
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_int_equal(channel_payload_open(&channel, bad[i], strlen(bad[i]), &refused),
                         REFUSED_TYPE);
    }
    assert_int_equal(channel_payload_open(&channel, "{\"metrics\":", 11, &refused),
                     REFUSED_NOT_JSON);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_bare_numbers),
        cmocka_unit_test(takes_everything_said),
        cmocka_unit_test(takes_what_follows_from_the_rest),
        cmocka_unit_test(refuses_what_is_not_json),
        cmocka_unit_test(refuses_wrong_types),
        cmocka_unit_test(refuses_wrong_values),
        cmocka_unit_test(refuses_by_size_and_nul),
        cmocka_unit_test(reads_a_channel),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
