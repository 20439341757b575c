/* Points, sums and distances as texts, worked out by hand. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "view/standing_text.h"

static const struct {
    double value;
    int decimals;
    const char *text;
} points[] = {
    {82, 0, "82"},
    {82.4, 0, "82"},
    {99.6, 0, "99"}, /* not all of them */
    {100, 0, "100"},
    {99.96, 1, "99.9"},
    {78.5, 1, "78.5"},
    {0.1 + 0.2, 1, "0.3"}, /* what a sum of doubles comes to is no step less */
    {80.1 + 80.2 + 80.3, 1, "240.6"},
    {1420, 0, "1420"},
    {12345, 0, "12,345"},
    {0, 0, "0"},
};

static void test_points(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
        char text[64];
        standing_points(text, sizeof text, points[i].value, points[i].decimals);
        assert_string_equal(text, points[i].text);
    }
}

static const struct {
    struct points points;
    int decimals;
    const char *text;
    enum shape shape;
    enum tone tone;
    const char *ja, *en, *less;
} sums[] = {
    {{350, 400, 4, 4, 0}, 0, "350/400", SHAPE_KINDS, TONE_CALM, "全4項目", "4 in all", ""},
    {{350.5, 400, 4, 4, 0}, 1, "350.5/400", SHAPE_KINDS, TONE_CALM, "全4項目", "4 in all", ""},
    {{399.9, 400, 4, 4, 0}, 0, "399/400", SHAPE_KINDS, TONE_CALM, "全4項目", "4 in all", ""},
    {{262, 300, 4, 3, 0},
     0,
     "262/300",
     SHAPE_HALF,
     TONE_DIM,
     "未完 3/4項目",
     "Incomplete 3/4",
     "3/4"},
    /* That one is missing says more than that another is old. */
    {{262, 300, 4, 3, 1},
     0,
     "262/300",
     SHAPE_HALF,
     TONE_DIM,
     "未完 3/4項目",
     "Incomplete 3/4",
     "3/4"},
    {{0, 0, 4, 0, 0}, 0, "–", SHAPE_HALF, TONE_DIM, "未完 0/4項目", "Incomplete 0/4", "0/4"},
    {{350, 400, 4, 4, 2},
     0,
     "350/400",
     SHAPE_RING,
     TONE_OLD,
     "更新停止 2項目",
     "Not updated: 2",
     "2"},
    {{0, 400, 4, 4, 0}, 0, "0/400", SHAPE_KINDS, TONE_CALM, "全4項目", "4 in all", ""},
    {{0, 0, 0, 0, 0}, 0, "–", SHAPE_DASH, TONE_DIM, "項目なし", "No items", ""},
    {{80, 82.5, 1, 1, 0}, 0, "80/82.5", SHAPE_KINDS, TONE_CALM, "全1項目", "1 in all", ""},
};

static void test_sums(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
        char text[64];
        standing_sum(text, sizeof text, &sums[i].points, sums[i].decimals);
        assert_string_equal(text, sums[i].text);
        struct status ja = standing_sum_status(&sums[i].points, LANGUAGE_JA);
        struct status en = standing_sum_status(&sums[i].points, LANGUAGE_EN);
        assert_int_equal(ja.shape, sums[i].shape);
        assert_int_equal(ja.tone, sums[i].tone);
        assert_string_equal(ja.detail, sums[i].ja);
        assert_string_equal(en.detail, sums[i].en);
        assert_string_equal(en.less[0], sums[i].less);
    }
}

static const struct metric assessment = {.assessment = true, .maximum = 100};

#define DAY_MS INT64_C(86400000)
/* 2026-09-14 00:00 UTC */
#define DAY_OF_IT (INT64_C(20710) * DAY_MS)

static const struct {
    double now, before; /* before < 0: there is none */
    int decimals;
    const char *ja, *en;
} distances[] = {
    {78.5, 72, 1, "前回比 +6.5", "+6.5 since last"},
    {72, 78.5, 1, "前回比 –6.5", "–6.5 since last"},
    {72, 72, 1, "前回比 ±0.0", "±0.0 since last"},
    {72, 71.96, 1, "前回比 +0.1", "+0.1 since last"}, /* 72.0 and 71.9, as they are shown */
    {78.5, 72, 0, "前回比 +6", "+6 since last"},      /* 78 and 72 */
    {78.5, 0, 1, "前回比 +78.5", "+78.5 since last"},
    {78.5, -1, 1, "前回の記録なし", "no earlier one"},
};

static struct kpi kpi_of(const struct kpi_spec *spec, double now, double before)
{
    struct kpi kpi = {
        .spec = spec,
        .reading = {.has_value = true, .value = now, .period_start_ms = DAY_OF_IT},
        .quality = QUALITY_LIVE,
        .shows_value = true,
    };
    if (before >= 0) {
        struct final item = {.start_ms = DAY_OF_IT - 369 * DAY_MS, .value = before};
        finals_add(&kpi.finals, item);
    }
    return kpi;
}

static void test_distances(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof distances / sizeof *distances; i++) {
        const struct kpi_spec spec = {.metric = &assessment, .decimals = distances[i].decimals};
        struct kpi kpi = kpi_of(&spec, distances[i].now, distances[i].before);
        char text[96];
        standing_distance(text, sizeof text, &kpi, LANGUAGE_JA);
        assert_string_equal(text, distances[i].ja);
        standing_distance(text, sizeof text, &kpi, LANGUAGE_EN);
        assert_string_equal(text, distances[i].en);
    }
}

static void test_days(void **state)
{
    (void)state;
    const struct status_context ja = {.language = LANGUAGE_JA, .zone = &zone_utc};
    const struct status_context en = {.language = LANGUAGE_EN, .zone = &zone_utc};
    const struct kpi_spec spec = {.metric = &assessment};
    struct kpi kpi = kpi_of(&spec, 78, 72);
    char text[64];
    standing_day(text, sizeof text, &kpi, &ja);
    assert_string_equal(text, "2026/9/14 実施");
    standing_day(text, sizeof text, &kpi, &en);
    assert_string_equal(text, "done 14 Sep 2026");
    standing_last_day(text, sizeof text, &kpi, &ja);
    assert_string_equal(text, "前回 2025/9/10");
    standing_last_day(text, sizeof text, &kpi, &en);
    assert_string_equal(text, "last 10 Sep 2025");

    /* Without the day nothing is compared with anything. */
    kpi.reading.period_start_ms = NO_TIME;
    standing_day(text, sizeof text, &kpi, &ja);
    assert_string_equal(text, "実施日不明");
    standing_distance(text, sizeof text, &kpi, LANGUAGE_JA);
    assert_string_equal(text, "");
    standing_last_day(text, sizeof text, &kpi, &ja);
    assert_string_equal(text, "");

    kpi.shows_value = false;
    standing_day(text, sizeof text, &kpi, &ja);
    assert_string_equal(text, "");
}

static void test_items(void **state)
{
    (void)state;
    static const struct metric item = {.item = "1.1", .maximum = 80};
    const struct kpi_spec spec = {.metric = &item};
    struct kpi kpi = kpi_of(&spec, 79.9, -1);
    char text[64];
    standing_item(text, sizeof text, &kpi);
    assert_string_equal(text, "79/80");
    kpi.shows_value = false;
    standing_item(text, sizeof text, &kpi);
    assert_string_equal(text, "–/80");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_points),    cmocka_unit_test(test_sums),
        cmocka_unit_test(test_distances), cmocka_unit_test(test_days),
        cmocka_unit_test(test_items),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
