#include <stdio.h>

#include "kpi/history.h"
#include "kpi/world.h"

static enum refusal read_as(size_t kpi, const char *text, const struct finals *known,
                            struct finals *finals)
{
    struct world world;
    world_init(&world);
    static const struct finals nothing = {0};
    return history_read(text, strlen(text), &world.kpis[kpi], &world.kpis[kpi].target, &zone_utc,
                        known ? known : &nothing, finals);
}

#define VALUES(...) "{\"period\":\"interval\",\"period_s\":900,\"values\":[" __VA_ARGS__ "]}"
#define AT "\"start\":\"2026-11-18T05:30:00Z\""
#define THEN "\"start\":\"2026-11-18T06:00:00Z\""

static void judges_by_the_target_of_then(void **state)
{
    (void)state;
    static const struct {
        size_t kpi;
        const char *value;
        enum verdict verdict;
    } cases[] = {
        {SERVICE_LEVEL, "{" AT ",\"value\":80}", VERDICT_MET},
        {SERVICE_LEVEL, "{" AT ",\"value\":79}", VERDICT_NEAR},
        {SERVICE_LEVEL, "{" AT ",\"value\":69}", VERDICT_MISSED},
        {SERVICE_LEVEL, "{" AT ",\"value\":79,\"target\":75}", VERDICT_MET},
        {SERVICE_LEVEL, "{" AT ",\"value\":69,\"target\":60}", VERDICT_MET},
        {SERVICE_LEVEL, "{" AT ",\"value\":59,\"target\":60}", VERDICT_MISSED},
        {SERVICE_LEVEL, "{" AT ",\"value\":90,\"target\":null}", VERDICT_UNTARGETED},
        {SERVICE_LEVEL, "{" AT ",\"value\":90,\"sample\":19}", VERDICT_UNTARGETED},
        {SERVICE_LEVEL, "{" AT ",\"value\":90,\"sample\":20}", VERDICT_MET},
        {OCCUPANCY, "{" AT ",\"value\":60,\"target\":[50,60]}", VERDICT_MET},
        {OCCUPANCY, "{" AT ",\"value\":95}", VERDICT_MISSED},
        {AGENTS, "{" AT ",\"value\":95}", VERDICT_UNTARGETED},
        {AGENTS, "{" AT ",\"value\":5,\"target\":6}", VERDICT_MISSED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[256];
        snprintf(text, sizeof text, VALUES("%s"), cases[i].value);
        struct finals finals;
        assert_int_equal(read_as(cases[i].kpi, text, NULL, &finals), REFUSED_NOTHING);
        assert_true(finals.published);
        assert_int_equal(finals.period_s, 900);
        assert_int_equal(finals.count, 1);
        assert_true(finals.items[0].start_ms == INT64_C(1794979800000));
        assert_int_equal(finals.items[0].verdict, cases[i].verdict);
    }
}

static void leaves_gaps_and_sorts(void **state)
{
    (void)state;
    struct finals finals;
    assert_int_equal(read_as(SERVICE_LEVEL,
                             VALUES("{" THEN ",\"value\":82},{" AT ",\"value\":70},"
                                    "{\"start\":\"2026-11-18T06:30:00Z\",\"value\":null},"
                                    "{\"start\":\"2026-11-18T07:00:00Z\",\"value\":100,"
                                    "\"sample\":0}"),
                             NULL, &finals),
                     REFUSED_NOTHING);
    assert_int_equal(finals.count, 2);
    assert_true(finals.items[0].value == 70 && finals.items[1].value == 82);
    assert_int_equal(read_as(SERVICE_LEVEL, "{\"values\":[]}", NULL, &finals), REFUSED_NOTHING);
    assert_int_equal(finals.count, 0);
    assert_int_equal(finals.period_s, 86400); /* what `today` sums up */
    assert_int_equal(finals.period, PERIOD_DAY);
    assert_int_equal(
        read_as(SERVICE_LEVEL, "{\"period\":\"interval\",\"values\":[]}", NULL, &finals),
        REFUSED_NOTHING);
    assert_int_equal(finals.period_s, 1800);
}

static void keeps_a_verdict_once_given(void **state)
{
    (void)state;
    const struct finals known = {
        .items = {{.start_ms = INT64_C(1794979800000), .value = 60, .target = {55, 55}}},
        .count = 1};
    struct finals finals;
    assert_int_equal(read_as(SERVICE_LEVEL, VALUES("{" AT ",\"value\":60}"), &known, &finals), 0);
    assert_int_equal(finals.items[0].verdict, VERDICT_MET);
    assert_true(finals.items[0].target.low == 55);
    assert_int_equal(read_as(SERVICE_LEVEL, VALUES("{" AT ",\"value\":61}"), &known, &finals), 0);
    assert_int_equal(finals.items[0].verdict, VERDICT_MISSED); /* another value */
    assert_int_equal(
        read_as(SERVICE_LEVEL, VALUES("{" AT ",\"value\":60,\"target\":65}"), &known, &finals), 0);
    assert_int_equal(finals.items[0].verdict, VERDICT_MISSED); /* it brings its target */
}

static void tells_how_much_each_value_weighs(void **state)
{
    (void)state;
    static const struct {
        const char *value;
        enum weighing weighing;
        double weight, numerator;
    } cases[] = {
        {"", WEIGHED_NOT, 0, 0},
        {",\"sample\":40", WEIGHED_BY_SAMPLE, 40, 0},
        {",\"denominator\":40", WEIGHED_BY_SAMPLE, 40, 0},
        {",\"numerator\":33", WEIGHED_NOT, 0, 0},
        {",\"numerator\":33,\"denominator\":40", WEIGHED_AS_FRACTION, 40, 33},
        {",\"numerator\":33,\"denominator\":40,\"sample\":50", WEIGHED_AS_FRACTION, 40, 33},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[256];
        snprintf(text, sizeof text, VALUES("{" AT ",\"value\":82.5,\"target\":75%s}"),
                 cases[i].value);
        struct finals finals;
        assert_int_equal(read_as(SERVICE_LEVEL, text, NULL, &finals), REFUSED_NOTHING);
        assert_int_equal(finals.count, 1);
        assert_int_equal(finals.items[0].weighing, cases[i].weighing);
        assert_true(finals.items[0].weight == cases[i].weight);
        assert_true(finals.items[0].numerator == cases[i].numerator);
        assert_true(finals.items[0].target.low == 75);
        assert_int_equal(finals.period, PERIOD_INTERVAL);
    }
    struct finals finals;
    assert_int_equal(read_as(SERVICE_LEVEL,
                             VALUES("{" AT ",\"value\":50,\"numerator\":0,\"denominator\":0}"),
                             NULL, &finals),
                     REFUSED_NOTHING);
    assert_int_equal(finals.count, 0); /* nothing was counted */
}

static void refuses_all_for_one_bad_value(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum refusal refusal;
    } cases[] = {
        {"[]", REFUSED_TYPE},
        {"5", REFUSED_TYPE},
        {"{}", REFUSED_TYPE},
        {"{\"values\":{}}", REFUSED_TYPE},
        {"{\"values\":[5]}", REFUSED_TYPE},
        {"{\"values\":[{}]}", REFUSED_TYPE},
        {"{\"values\":[], \"period\":5}", REFUSED_TYPE},
        {"{\"values\":[], \"period\":\"hour\"}", REFUSED_TYPE},
        {"{\"values\":[], \"period_s\":\"1800\"}", REFUSED_TYPE},
        {"{\"values\":[], \"period_s\":0}", REFUSED_RANGE},
        {"{\"values\":[], \"period_s\":-5}", REFUSED_RANGE},
        {"{\"values\":[], \"period_s\":99999999}", REFUSED_RANGE},
        {VALUES("{\"value\":5}"), REFUSED_TYPE},
        {VALUES("{\"start\":5,\"value\":5}"), REFUSED_TYPE},
        {VALUES("{" AT "}"), REFUSED_TYPE},
        {VALUES("{" AT ",\"value\":\"5\"}"), REFUSED_TYPE},
        {VALUES("{" AT ",\"value\":5,\"sample\":\"5\"}"), REFUSED_TYPE},
        {VALUES("{" AT ",\"value\":5,\"sample\":-5}"), REFUSED_RANGE},
        {VALUES("{" AT ",\"value\":5,\"target\":[1,2]}"), REFUSED_TYPE},
        {VALUES("{" AT ",\"value\":5,\"numerator\":\"1\"}"), REFUSED_TYPE},
        {VALUES("{" AT ",\"value\":5,\"denominator\":null}"), REFUSED_TYPE},
        {VALUES("{" AT ",\"value\":5,\"denominator\":-1}"), REFUSED_RANGE},
        {VALUES("{" AT ",\"value\":5,\"numerator\":-1,\"denominator\":9}"), REFUSED_RANGE},
        {VALUES("{" AT ",\"value\":5,\"numerator\":10,\"denominator\":9}"), REFUSED_RANGE},
        {VALUES("{" AT ",\"value\":5},{" THEN ",\"value\":101}"), REFUSED_RANGE},
        {VALUES("{" AT ",\"value\":1e999}"), REFUSED_RANGE},
        {VALUES("{" AT ",\"value\":5,\"value\":6}"), REFUSED_DUPLICATE_KEY},
        {VALUES("{" AT ",\"value\":5}") "]", REFUSED_NOT_JSON},
        {"{\"values\":\"\xFF\"}", REFUSED_ENCODING},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct finals finals;
        enum refusal refusal = read_as(SERVICE_LEVEL, cases[i].text, NULL, &finals);
        if (refusal != cases[i].refusal) {
            fail_msg("%s: %s", cases[i].text, refusal_word(refusal));
        }
    }
    struct world world;
    world_init(&world);
    static char large[HISTORY_MAX_BYTES + 1];
    struct finals finals;
    assert_int_equal(history_read(large, sizeof large, &world.kpis[0], &world.kpis[0].target,
                                  &zone_utc, &(struct finals){0}, &finals),
                     REFUSED_TOO_LARGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(judges_by_the_target_of_then),
        cmocka_unit_test(leaves_gaps_and_sorts),
        cmocka_unit_test(keeps_a_verdict_once_given),
        cmocka_unit_test(tells_how_much_each_value_weighs),
        cmocka_unit_test(refuses_all_for_one_bad_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
