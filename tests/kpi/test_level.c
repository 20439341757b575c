#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "kpi/level.h"

/* Final periods of one KPI, oldest first, and the level that was worked out by hand. */

#define MET VERDICT_MET
#define NEAR VERDICT_NEAR
#define MISSED VERDICT_MISSED
#define NONE VERDICT_UNTARGETED

#define SHARE_OF(n, d)                                                                             \
    .value = 100.0 * (n) / (d), .weighing = WEIGHED_AS_FRACTION, .weight = (d), .numerator = (n)
#define CASES(v, n) .value = (v), .weighing = WEIGHED_BY_SAMPLE, .weight = (n)

static const struct {
    struct level_rule rule;
    struct final items[6];
    int count;
    enum period period;
    bool percent;
    int judged, met;
    enum verdict verdict;
    double value;
} cases[] = {
    /* 3 of the last 4 met: 75 % is reached, 76 % is not. */
    {.rule = {4, 75, PERIOD_COUNT},
     .items = {{.verdict = MISSED, CASES(10, 1)},
               {.verdict = MET, CASES(80, 1)},
               {.verdict = MET, CASES(90, 1)},
               {.verdict = MISSED, CASES(60, 1)},
               {.verdict = MET, CASES(90, 1)}},
     .count = 5,
     .period = PERIOD_DAY,
     .percent = true,
     .judged = 4,
     .met = 3,
     .verdict = MET,
     .value = 80},
    {.rule = {4, 76, PERIOD_COUNT},
     .items = {{.verdict = MET, CASES(80, 1)},
               {.verdict = MET, CASES(90, 1)},
               {.verdict = MISSED, CASES(60, 1)},
               {.verdict = MET, CASES(90, 1)}},
     .count = 4,
     .percent = true,
     .judged = 4,
     .met = 3,
     .verdict = MISSED,
     .value = 80},
    /* Near has not met. */
    {.rule = {2, 100, PERIOD_COUNT},
     .items = {{.verdict = MET, CASES(80, 1)}, {.verdict = NEAR, CASES(79, 1)}},
     .count = 2,
     .percent = true,
     .judged = 2,
     .met = 1,
     .verdict = MISSED,
     .value = 79.5},
    /* (90 + 5) / (100 + 10) is 86.36..., and not the mean of 90 and 50, which is 70. */
    {.rule = {2, 50, PERIOD_COUNT},
     .items = {{.verdict = MET, SHARE_OF(90, 100)}, {.verdict = MISSED, SHARE_OF(5, 10)}},
     .count = 2,
     .percent = true,
     .judged = 2,
     .met = 1,
     .verdict = MET,
     .value = 100.0 * 95 / 110},
    /* Handle times: (1200 + 2000) s / (4 + 10) contacts. */
    {.rule = {2, 50, PERIOD_COUNT},
     .items = {{.verdict = MISSED,
                .value = 300,
                .weighing = WEIGHED_AS_FRACTION,
                .weight = 4,
                .numerator = 1200},
               {.verdict = MET,
                .value = 200,
                .weighing = WEIGHED_AS_FRACTION,
                .weight = 10,
                .numerator = 2000}},
     .count = 2,
     .judged = 2,
     .met = 1,
     .verdict = MET,
     .value = 3200.0 / 14},
    /* One tells its fraction, the other its cases: both weigh by cases, (90 * 100 + 50 * 300) /
       400. */
    {.rule = {2, 50, PERIOD_COUNT},
     .items = {{.verdict = MET, SHARE_OF(90, 100)}, {.verdict = MISSED, CASES(50, 300)}},
     .count = 2,
     .percent = true,
     .judged = 2,
     .met = 1,
     .verdict = MET,
     .value = 60},
    /* One tells nothing: percentages are not averaged. */
    {.rule = {2, 50, PERIOD_COUNT},
     .items = {{.verdict = MET, SHARE_OF(90, 100)}, {.verdict = MISSED, .value = 50}},
     .count = 2,
     .percent = true,
     .judged = 2,
     .met = 1,
     .verdict = MET,
     .value = NAN},
    /* Periods without a verdict are passed over, and do not weigh. */
    {.rule = {2, 100, PERIOD_COUNT},
     .items = {{.verdict = MET, SHARE_OF(8, 10)},
               {.verdict = NONE, SHARE_OF(1, 2)},
               {.verdict = MET, SHARE_OF(27, 30)},
               {.verdict = NONE, .value = 3}},
     .count = 4,
     .percent = true,
     .judged = 2,
     .met = 2,
     .verdict = MET,
     .value = 87.5},
    /* Too few: what there is is told, and nothing judged. */
    {.rule = {3, 50, PERIOD_COUNT},
     .items = {{.verdict = MET, SHARE_OF(8, 10)}, {.verdict = MET, SHARE_OF(27, 30)}},
     .count = 2,
     .percent = true,
     .judged = 2,
     .met = 2,
     .verdict = NONE,
     .value = 87.5},
    {.rule = {3, 50, PERIOD_COUNT}, .judged = 0, .met = 0, .verdict = NONE, .value = NAN},
    /* Without a share the level is told and not judged. */
    {.rule = {2, NAN, PERIOD_COUNT},
     .items = {{.verdict = MET, SHARE_OF(8, 10)}, {.verdict = MET, SHARE_OF(27, 30)}},
     .count = 2,
     .percent = true,
     .judged = 2,
     .met = 2,
     .verdict = NONE,
     .value = 87.5},
    /* Of another period than asked for: there is nothing of it. */
    {.rule = {1, 50, PERIOD_MONTH},
     .items = {{.verdict = MET, SHARE_OF(8, 10)}},
     .count = 1,
     .period = PERIOD_DAY,
     .percent = true,
     .judged = 0,
     .met = 0,
     .verdict = NONE,
     .value = NAN},
    {.rule = {1, 50, PERIOD_MONTH},
     .items = {{.verdict = MET, SHARE_OF(8, 10)}},
     .count = 1,
     .period = PERIOD_MONTH,
     .percent = true,
     .judged = 1,
     .met = 1,
     .verdict = MET,
     .value = 80},
    /* No rule, no level. */
    {.rule = {0, NAN, PERIOD_COUNT},
     .items = {{.verdict = MET, SHARE_OF(8, 10)}},
     .count = 1,
     .percent = true,
     .judged = 0,
     .met = 0,
     .verdict = NONE,
     .value = NAN},
    /* None at all is asked for: any level will do. */
    {.rule = {1, 0, PERIOD_COUNT},
     .items = {{.verdict = MISSED, SHARE_OF(1, 10)}},
     .count = 1,
     .percent = true,
     .judged = 1,
     .met = 0,
     .verdict = MET,
     .value = 10},
};

static void the_level_is_as_worked_out_by_hand(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct finals finals = {.count = cases[i].count, .period = cases[i].period};
        for (int j = 0; j < cases[i].count; j++) {
            finals.items[j] = cases[i].items[j];
        }
        struct level level = level_of(&finals, &cases[i].rule, cases[i].percent);
        bool same_value =
            isnan(cases[i].value) ? isnan(level.value) : fabs(level.value - cases[i].value) < 1e-9;
        if (level.judged != cases[i].judged || level.met != cases[i].met ||
            level.verdict != cases[i].verdict || !same_value) {
            fail_msg("case %zu: %d of %d, %s, %.17g", i, level.met, level.judged,
                     verdict_word(level.verdict), level.value);
        }
        assert_int_equal(level.wanted, cases[i].rule.periods);
        double share = level_share(&level);
        assert_true(cases[i].judged ? share == 100.0 * cases[i].met / cases[i].judged
                                    : isnan(share));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_level_is_as_worked_out_by_hand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
