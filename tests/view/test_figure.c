/* Values as text: decimals, durations, units, and never a rounding across what judges them. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/chance.h"
#include "view/figure.h"

static const struct metric percent = {.unit = UNIT_PERCENT, .maximum = 100};
static const struct metric seconds = {.unit = UNIT_SECONDS, .maximum = 1e7};
static const struct metric backlog_age = {
    .unit = UNIT_SECONDS, .maximum = 1e7, .applies = 1u << TRAIT_NON_REAL_TIME};
static const struct metric items = {.unit = UNIT_COUNT, .maximum = 1e6};
static const struct metric points = {.unit = UNIT_POINTS, .maximum = 5};
static const struct metric score = {.unit = UNIT_POINTS, .maximum = 100, .assessment = true};

static const struct target none = {0};
static const struct target at_least_80 = {DIRECTION_HIGHER, true,     {80, 80},
                                          {70, 70},         {84, 84}, true};
static const struct target at_most_5 = {DIRECTION_LOWER, true, {5, 5}, {8, 8}, {5, 5}, false};
static const struct target at_most_40 = {DIRECTION_LOWER, true, {40, 40}, {60, 60}, {0, 0}, false};
static const struct target at_most_8h = {DIRECTION_LOWER, true,   {28800, 28800},
                                         {28800, 28800},  {0, 0}, false};
static const struct target at_most_90 = {DIRECTION_LOWER, true, {90, 90}, {90, 90}, {0, 0}, false};
static const struct target at_most_1h = {DIRECTION_LOWER, true,   {3600, 3600},
                                         {7200, 7200},    {0, 0}, false};
static const struct target at_most_5d = {DIRECTION_LOWER,  true,   {432000, 432000},
                                         {432000, 432000}, {0, 0}, false};
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
        {&score, 1, &none, 78.59, "78.5", "点"}, /* nobody gave the rest of it */
        {&score, 0, &none, 99.99, "99", "点"},
        {&score, 1, &none, 78.3, "78.3", "点"},
        {&score, 0, &at_least_80, 79.9, "79", "点"},
        {&score, 0, &at_least_80, 80, "80", "点"},
        {&seconds, 0, &at_most_40, 34.4, "34", "秒"},
        {&seconds, 0, &at_most_40, 40.2, "41", "秒"},
        {&seconds, 0, &at_most_40, 424, "424", "秒"},
        {&seconds, 0, &none, 59.6, "1:00", "分"},
        {&seconds, 0, &none, 108, "1:48", "分"},
        {&seconds, 0, &none, 599.4, "9:59", "分"},
        {&seconds, 0, &none, 4000, "66:40", "分"},
        {&backlog_age, 0, &none, 10800, "3:00", "時間"},
        {&backlog_age, 0, &none, 10829, "3:00", "時間"},
        {&backlog_age, 0, &none, 59, "0:01", "時間"},
        {&backlog_age, 0, &none, 261000, "72:30", "時間"},
        {&backlog_age, 0, &at_most_1h, 1439, "24", "分"},
        {&seconds, 0, &at_most_90, 93, "1:33", "分"},
        {&seconds, 0, &at_most_90, 48, "0:48", "分"},
        {&seconds, 0, &at_most_1h, 1439, "24", "分"},
        {&seconds, 0, &at_most_1h, 3601, "61", "分"},
        {&seconds, 0, &at_most_1h, 9000, "150", "分"},
        {&seconds, 0, &at_most_8h, 1440, "0.4", "時間"},
        {&seconds, 0, &at_most_8h, 28810, "8.1", "時間"},
        {&seconds, 0, &at_most_8h, 28799, "8.0", "時間"},
        {&seconds, 0, &at_most_8h, 45000, "12.5", "時間"},
        {&seconds, 0, &at_most_5d, 10 * 86400, "10.0", "日"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct kpi_spec spec = {
            .metric = cases[i].metric, .decimals = cases[i].decimals, .target = *cases[i].target};
        struct figure figure = figure_of(cases[i].value, &spec, cases[i].target, LANGUAGE_JA);
        assert_string_equal(figure.number, cases[i].number);
        assert_string_equal(figure.unit, cases[i].unit);
    }
}

/* Two boundaries within one digit: every figure takes another digit, whatever its value. */
static void finer_where_it_must(void **state)
{
    (void)state;
    struct target narrow = {DIRECTION_BAND, true, {80.2, 80.4}, {80.2, 80.4}, {0, 0}, false};
    struct kpi_spec spec = {.metric = &percent, .target = narrow};
    assert_string_equal(figure_of(80.3, &spec, &narrow, LANGUAGE_EN).number, "80.3");
    assert_string_equal(figure_of(12, &spec, &narrow, LANGUAGE_EN).number, "12.0");
    assert_string_equal(figure_widest(&spec, LANGUAGE_EN).number, "88.8");
}

static const struct target at_most_12345 = {DIRECTION_LOWER, true,   {12345, 12345},
                                            {12345, 12345},  {0, 0}, false};
static const struct target at_most_94_hours = {DIRECTION_LOWER,  true,   {340000, 340000},
                                               {340002, 340002}, {0, 0}, false};

static void forms(void **state)
{
    (void)state;
    static const struct {
        const struct metric *metric;
        int decimals;
        const struct target *target;
        double value;
        const char *ja[FIGURE_FORMS], *en[FIGURE_FORMS];
    } cases[] = {
        {&items, 0, &none, 42, {"42", "", "", "", ">9"}, {"42", "", "", "", ">9"}},
        {&items, 0, &none, 0, {"0", "", "", "", "0"}, {"0", "", "", "", "0"}},
        {&items,
         0,
         &none,
         9999,
         {"9999", "", "1.0万", "1万", ">9千"},
         {"9999", "", "10.0k", "10k", ">9k"}},
        {&items,
         0,
         &none,
         12345,
         {"12,345", "", "1.2万", "1万", ">1万"},
         {"12,345", "", "12.3k", "12k", ">9k"}},
        {&items,
         0,
         &none,
         999960,
         {"999,960", "", "100.0万", "100万", ">9万"},
         {"999,960", "", "1.0M", "1M", ">9k"}},
        {&items,
         0,
         &none,
         20000,
         {"20,000", "", "2.0万", "2万", ">1万"},
         {"20,000", "", "20.0k", "20k", ">9k"}},
        {&items,
         1,
         &none,
         -1234567.89,
         {"-1,234,567.9", "-1,234,568", "-123.5万", "-123万", "<0"},
         {"-1,234,567.9", "-1,234,568", "-1.2M", "-1M", "<0"}},
        /* Not across the target, in any form, nor pushed away from it. */
        {&items,
         0,
         &at_most_12345,
         12346,
         {"12,346", "", "", "", ">1万"},
         {"12,346", "", "", "", ">9k"}},
        {&items, 0, &none, 1e18, {"", "", "", "", ">9兆"}, {"", "", "", "", ">9T"}},
        {&seconds, 0, &none, 9 * 60 + 20, {"9:20", "9", "", "", ">9"}, {"9:20", "9", "", "", ">9"}},
        {&seconds,
         0,
         &none,
         59 * 60 + 20,
         {"59:20", "59", "", "", ">9"},
         {"59:20", "59", "", "", ">9"}},
        {&seconds, 0, &at_most_8h, 12000, {"3.3", "3", "", "", ">3"}, {"3.3", "3", "", "", ">3"}},
        {&seconds,
         0,
         &at_most_94_hours,
         340001,
         {"94.445", "", "", "", ">9"},
         {"94.445", "", "", "", ">9"}},
        {&seconds,
         0,
         &at_most_5d,
         40000 * 86400.0,
         {"40,000.0", "40,000", "4.0万", "4万", ">3万"},
         {"40,000.0", "40,000", "40.0k", "40k", ">9k"}},
        {&points, 1, &none, 4.25, {"4.3", "4", "", "", ">4"}, {"4.3", "4", "", "", ">4"}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct kpi_spec spec = {
            .metric = cases[i].metric, .decimals = cases[i].decimals, .target = *cases[i].target};
        for (int form = 0; form < FIGURE_FORMS; form++) {
            for (int l = 0; l < LANGUAGE_COUNT; l++) {
                struct figure figure = figure_in_form((enum figure_form)form, cases[i].value, &spec,
                                                      cases[i].target, (enum language)l);
                const char *expected = (l == LANGUAGE_JA ? cases[i].ja : cases[i].en)[form];
                if (strcmp(figure.number, expected) != 0) {
                    fail_msg("%zu: %.10g in form %d is '%s', not '%s'", i, cases[i].value, form,
                             figure.number, expected);
                }
            }
        }
    }
}

static double magnitude_of(const char *word)
{
    static const struct {
        const char *word;
        double of;
    } list[] = {{"", 1},    {"千", 1e3}, {"万", 1e4}, {"億", 1e8}, {"兆", 1e12},
                {"k", 1e3}, {"M", 1e6},  {"B", 1e9},  {"T", 1e12}};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        if (strcmp(list[i].word, word) == 0) {
            return list[i].of;
        }
    }
    fail_msg("'%s' is no magnitude", word);
    return 0;
}

/* What a reader takes a number for. */
static double number_read(const char *number)
{
    char plain[32];
    size_t used = 0;
    for (; *number; number++) {
        if (*number != ',') {
            plain[used++] = *number;
        }
    }
    plain[used] = '\0';
    char *end;
    double value = strtod(plain, &end);
    return value * magnitude_of(end);
}

static void assert_true_of(const struct figure *figure, enum figure_form form, double value,
                           const struct target *target)
{
    const char *number = figure->number;
    if (number[0] == '\0') {
        assert_true(form != FIGURE_BEYOND);
    } else if (number[0] == '>') {
        assert_true(value > number_read(number + 1));
    } else if (number[0] == '<') {
        assert_true(value < number_read(number + 1));
    } else {
        double shown = number_read(number);
        assert_int_equal(target_verdict(target, shown), target_verdict(target, value));
        double off = fabs(shown - value);
        /* The magnitude of what is scaled is at most the value's own. */
        assert_true(off <= 1 || (form >= FIGURE_SCALED && off <= fabs(value) * 0.5001));
    }
}

/* Any form of any value is true: it lies on the same side of every boundary as the value. */
static void every_form_is_true(void **state)
{
    (void)state;
    static const struct metric wide = {.unit = UNIT_COUNT, .maximum = 1e300};
    const struct target *targets[] = {&none, &at_least_80, &at_most_12345, &within_75_88, &odd};
    struct chance chance = {CHANCE_SEED};
    for (int i = 0; i < 200000; i++) {
        uint64_t bits = chance_bits(&chance);
        double value;
        memcpy(&value, &bits, sizeof value);
        value = i % 2 ? value : (double)(int32_t)bits / (double)(1u << pick(&chance, 20));
        struct kpi_spec spec = {.metric = &wide, .decimals = (int)pick(&chance, 4)};
        const struct target *target = targets[i % 5];
        for (int form = 0; form < FIGURE_FORMS && isfinite(value); form++) {
            struct figure figure = figure_in_form((enum figure_form)form, value, &spec, target,
                                                  (enum language)(i / 5 % 2));
            assert_true_of(&figure, (enum figure_form)form, value, target);
        }
    }
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
        {&seconds, &at_most_90, TARGET_IN_SIGNS, "≤1:30分", "≤1:30"},
        {&seconds, &at_most_1h, TARGET_IN_WORDS, "目標 60分以下", "Target ≤ 60 min"},
        {&seconds, &at_most_5d, TARGET_IN_SIGNS, "≤5日", "≤5 d"},
        {&seconds, &at_most_40, TARGET_WITHOUT_UNIT, "≤40秒", "≤40s"},
        {&seconds, &at_most_1h, TARGET_WITHOUT_UNIT, "≤60分", "≤60m"},
        {&seconds, &at_most_8h, TARGET_WITHOUT_UNIT, "≤8時間", "≤8h"},
        {&seconds, &at_most_90, TARGET_WITHOUT_UNIT, "≤1:30分", "≤1:30"},
        {&seconds, &at_most_5d, TARGET_WITHOUT_UNIT, "≤5日", "≤5d"},
        {&items, &at_most_12345, TARGET_IN_SIGNS, "≤12,345", "≤12,345"},
        {&percent, &none, TARGET_IN_WORDS, "", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct kpi_spec spec = {.metric = cases[i].metric, .target = *cases[i].target};
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
        {&seconds, 0, &at_most_40, "888"},  {&seconds, 0, &at_most_8h, "88.8"},
        {&seconds, 0, &at_most_90, "8:88"}, {&seconds, 0, &none, "8:88"},
        {&seconds, 0, &at_most_1h, "888"},  {&items, 0, &none, "888"},
        {&points, 1, &none, "8.8"},         {&backlog_age, 0, &none, "88:88"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct kpi_spec spec = {
            .metric = cases[i].metric, .decimals = cases[i].decimals, .target = *cases[i].target};
        assert_string_equal(figure_widest(&spec, LANGUAGE_JA).number, cases[i].number);
    }
}

/* Large and small: the unit is that of the target, so that a head can tell it for a column. */
static void a_kpi_has_one_unit(void **state)
{
    (void)state;
    const struct target *targets[] = {&none,       &at_most_40, &at_most_90,
                                      &at_most_1h, &at_most_8h, &at_most_5d};
    static const double values[] = {0, 1, 59, 90.4, 3599.6, 7201, 28810, 700000};
    for (size_t t = 0; t < sizeof targets / sizeof *targets; t++) {
        for (int i = 0; i < 4; i++) {
            struct kpi_spec spec = {.metric = i < 2 ? &seconds : &backlog_age,
                                    .target = *targets[t],
                                    .cadence_s = i % 2 == 0 ? 10 : 86400};
            struct figure widest = figure_widest(&spec, LANGUAGE_JA);
            for (size_t v = 0; v < sizeof values / sizeof *values; v++) {
                struct figure figure = figure_of(values[v], &spec, targets[t], LANGUAGE_JA);
                assert_string_equal(figure.unit, widest.unit);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures),
        cmocka_unit_test(a_kpi_has_one_unit),
        cmocka_unit_test(finer_where_it_must),
        cmocka_unit_test(forms),
        cmocka_unit_test(every_form_is_true),
        cmocka_unit_test(no_value_changes_its_verdict_by_rounding),
        cmocka_unit_test(targets),
        cmocka_unit_test(spans_and_durations),
        cmocka_unit_test(the_widest_figure_follows_from_the_metric),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
