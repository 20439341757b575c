/* Values as text: decimals, durations, units, and never a rounding across what judges them. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

#include "view/figure.h"

static const struct metric percent = {.unit = UNIT_PERCENT, .maximum = 100};
static const struct metric seconds = {.unit = UNIT_SECONDS, .maximum = 1e7};
static const struct metric items = {.unit = UNIT_COUNT, .maximum = 1e6};
static const struct metric points = {.unit = UNIT_POINTS, .maximum = 5};

static const struct target none = {0};
static const struct target at_least_80 = {DIRECTION_HIGHER, true,     {80, 80},
                                          {70, 70},         {84, 84}, true};
static const struct target at_most_5 = {DIRECTION_LOWER, true, {5, 5}, {8, 8}, {5, 5}, false};
static const struct target at_most_40 = {DIRECTION_LOWER, true, {40, 40}, {60, 60}, {0, 0}, false};
static const struct target at_most_8h = {DIRECTION_LOWER, true,   {28800, 28800},
                                         {28800, 28800},  {0, 0}, false};
static const struct target within_75_88 = {DIRECTION_BAND, true, {75, 88}, {70, 92}, {0, 0}, false};
static const struct target odd = {DIRECTION_HIGHER, true,   {79.95, 79.95},
                                  {79.95, 79.95},   {0, 0}, false};

static void figures(void **state)
{
    (void)state;
    static const struct {
        const struct metric *metric;
        int decimals;
        const struct target *target;
        double value;
        const char *number, *unit;
    } cases[] = {
        {&percent, 0, &none, 82.4, "82", "%"},
        {&percent, 1, &none, 82.44, "82.4", "%"},
        {&percent, 1, &at_least_80, 79.96, "79.9", "%"},
        {&percent, 0, &at_least_80, 79.96, "79", "%"},
        {&percent, 0, &at_least_80, 80.0, "80", "%"},
        {&percent, 0, &at_least_80, 69.99, "69", "%"},
        {&percent, 0, &at_least_80, 83.9, "83", "%"}, /* below the warning */
        {&percent, 1, &at_most_5, 5.04, "5.1", "%"},
        {&percent, 0, &at_most_5, 5.04, "6", "%"},
        {&percent, 1, &at_most_5, 4.96, "5.0", "%"}, /* met, and shown as met */
        {&percent, 0, &at_most_5, 8.2, "9", "%"},
        {&percent, 0, &within_75_88, 88.3, "89", "%"},
        {&percent, 0, &within_75_88, 74.8, "74", "%"},
        {&percent, 0, &odd, 79.97, "80", "%"},
        {&percent, 1, &odd, 79.94, "79.9", "%"},
        {&percent, 0, &none, 99.7, "99", "%"}, /* all is said of all only */
        {&percent, 1, &none, 100, "100", "%"},
        {&percent, 0, &none, 0.2, "0", "%"},
        {&percent, 0, &none, -0.2, "0", "%"},
        {&items, 0, &none, 9999, "9999", "件"},
        {&items, 0, &none, 12345, "12,345", "件"},
        {&items, 0, &none, 1234567, "1,234,567", "件"},
        {&points, 1, &none, 4.25, "4.3", "点"},
        {&seconds, 0, &at_most_40, 34.4, "34", "秒"},
        {&seconds, 0, &at_most_40, 40.2, "41", "秒"},
        {&seconds, 0, &none, 59.6, "1:00", "分"},
        {&seconds, 0, &none, 108, "1:48", "分"},
        {&seconds, 0, &none, 3599.4, "59:59", "分"},
        {&seconds, 0, &none, 3599.6, "1:00", "時間"},
        {&seconds, 0, &none, 12000, "3:20", "時間"},
        {&seconds, 0, &at_most_8h, 28810, "8:01", "時間"},
        {&seconds, 0, &at_most_8h, 28799, "8:00", "時間"},
        {&seconds, 0, &none, 10 * 86400, "10.0", "日"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct kpi_spec spec = {.metric = cases[i].metric, .decimals = cases[i].decimals};
        struct figure figure = figure_of(cases[i].value, &spec, cases[i].target, LANGUAGE_JA);
        assert_string_equal(figure.number, cases[i].number);
        assert_string_equal(figure.unit, cases[i].unit);
    }
}

/* Two boundaries within one digit: the figure takes another digit rather than tell an untruth. */
static void finer_where_it_must(void **state)
{
    (void)state;
    struct target narrow = {DIRECTION_BAND, true, {80.2, 80.4}, {80.2, 80.4}, {0, 0}, false};
    struct kpi_spec spec = {.metric = &percent};
    assert_string_equal(figure_of(80.3, &spec, &narrow, LANGUAGE_EN).number, "80.3");
    assert_string_equal(figure_of(80.1, &spec, &narrow, LANGUAGE_EN).number, "80");
}

static void no_value_changes_its_verdict_by_rounding(void **state)
{
    (void)state;
    const struct target *targets[] = {&at_least_80, &at_most_5, &within_75_88, &odd};
    for (size_t t = 0; t < sizeof targets / sizeof *targets; t++) {
        for (int decimals = 0; decimals <= 2; decimals++) {
            struct kpi_spec spec = {.metric = &percent, .decimals = decimals};
            for (int i = 0; i <= 33333; i++) {
                double value = i * 0.003;
                struct figure figure = figure_of(value, &spec, targets[t], LANGUAGE_EN);
                double shown = strtod(figure.number, NULL);
                assert_int_equal(target_verdict(targets[t], shown),
                                 target_verdict(targets[t], value));
                assert_int_equal(target_warns(targets[t], shown), target_warns(targets[t], value));
                assert_true(shown - value < 1.01 && value - shown < 1.01);
            }
        }
    }
}

static void targets(void **state)
{
    (void)state;
    static const struct {
        const struct metric *metric;
        const struct target *target;
        enum target_form form;
        const char *ja, *en;
    } cases[] = {
        {&percent, &at_least_80, TARGET_IN_WORDS, "目標 80%以上", "Target ≥ 80%"},
        {&percent, &at_least_80, TARGET_IN_SIGNS, "≥80%", "≥80%"},
        {&percent, &at_least_80, TARGET_WITHOUT_UNIT, "≥80", "≥80"},
        {&percent, &at_most_5, TARGET_IN_WORDS, "目標 5%以下", "Target ≤ 5%"},
        {&percent, &odd, TARGET_IN_SIGNS, "≥79.95%", "≥79.95%"},
        {&percent, &within_75_88, TARGET_IN_WORDS, "目標 75–88%", "Target 75–88%"},
        {&percent, &within_75_88, TARGET_WITHOUT_UNIT, "75–88", "75–88"},
        {&seconds, &at_most_40, TARGET_IN_SIGNS, "≤40秒", "≤40 s"},
        {&seconds, &at_most_8h, TARGET_IN_SIGNS, "≤8時間", "≤8 h"},
        {&percent, &none, TARGET_IN_WORDS, "", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct kpi_spec spec = {.metric = cases[i].metric};
        char text[80];
        figure_target(text, sizeof text, cases[i].form, &spec, cases[i].target, LANGUAGE_JA);
        assert_string_equal(text, cases[i].ja);
        figure_target(text, sizeof text, cases[i].form, &spec, cases[i].target, LANGUAGE_EN);
        assert_string_equal(text, cases[i].en);
    }
}

static void spans_and_durations(void **state)
{
    (void)state;
    static const struct {
        int64_t minutes;
        const char *text;
    } spans[] = {{0, ""},        {1, "1分"},       {59, "59分"},  {60, "1時間"},
                 {119, "1時間"}, {1439, "23時間"}, {1440, "1日"}, {4000, "2日"}};
    static const struct {
        double seconds;
        const char *text;
    } durations[] = {{20, "20秒"},   {0.5, "0.5秒"},   {60, "1分"},        {90, "1:30分"},
                     {1800, "30分"}, {28800, "8時間"}, {5400, "1:30時間"}, {3661, "1:01:01時間"}};
    char text[40];
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
        figure_span(text, sizeof text, spans[i].minutes, LANGUAGE_JA);
        assert_string_equal(text, spans[i].text);
    }
    for (size_t i = 0; i < sizeof durations / sizeof *durations; i++) {
        figure_duration(text, sizeof text, durations[i].seconds, LANGUAGE_JA);
        assert_string_equal(text, durations[i].text);
    }
    figure_span(text, sizeof text, 12, LANGUAGE_EN);
    assert_string_equal(text, "12 min");
}

static void the_widest_figure_follows_from_the_metric(void **state)
{
    (void)state;
    static const struct {
        const struct metric *metric;
        int decimals;
        const struct target *target;
        const char *number;
    } cases[] = {
        {&percent, 0, &at_least_80, "888"}, {&percent, 1, &at_most_5, "88.8"},
        {&seconds, 0, &at_most_40, "8:88"}, {&seconds, 0, &at_most_8h, "8:88"},
        {&items, 0, &none, "888"},          {&points, 1, &none, "8.8"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct kpi_spec spec = {
            .metric = cases[i].metric, .decimals = cases[i].decimals, .target = *cases[i].target};
        assert_string_equal(figure_widest(&spec, LANGUAGE_JA).number, cases[i].number);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures),
        cmocka_unit_test(finer_where_it_must),
        cmocka_unit_test(no_value_changes_its_verdict_by_rounding),
        cmocka_unit_test(targets),
        cmocka_unit_test(spans_and_durations),
        cmocka_unit_test(the_widest_figure_follows_from_the_metric),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
