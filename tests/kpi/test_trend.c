#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "kpi/trend.h"

#define MINUTE INT64_C(60000)

/* The trend of `last` at the minute `at`, after readings of `before` at each minute up to `until`.
 */
static enum trend after(double before, int until, int at, double last, double digit,
                        double deadband)
{
    struct trend_samples samples = {0};
    for (int minute = 0; minute <= until; minute++) {
        trend_step(&samples, minute * MINUTE, before, digit, deadband);
    }
    return trend_step(&samples, at * MINUTE, last, digit, deadband);
}

static void compares_with_ten_to_sixteen_minutes_ago(void **state)
{
    (void)state;
    assert_int_equal(after(80, 0, 9, 90, 1, 0), TREND_NONE);
    assert_int_equal(after(80, 0, 10, 90, 1, 0), TREND_UP);
    assert_int_equal(after(80, 0, 16, 70, 1, 0), TREND_DOWN);
    assert_int_equal(after(80, 0, 17, 70, 1, 0), TREND_NONE); /* too old, and nothing younger */
    assert_int_equal(after(80, 5, 17, 70, 1, 0), TREND_DOWN);
    assert_int_equal(after(80, 30, 31, 80, 1, 0), TREND_STEADY);
}

static void needs_a_digit_and_more_than_the_deadband(void **state)
{
    (void)state;
    assert_int_equal(after(80, 10, 12, 80.9, 1, 0), TREND_STEADY);
    assert_int_equal(after(80, 10, 12, 81, 1, 0), TREND_UP);
    assert_int_equal(after(80, 10, 12, 80.1, 0.1, 0), TREND_UP);
    assert_int_equal(after(80.1, 10, 12, 80, 0.1, 0), TREND_DOWN);
    assert_int_equal(after(80, 10, 12, 81, 1, 1), TREND_STEADY);
    assert_int_equal(after(80, 10, 12, 81.1, 1, 1), TREND_UP);
    assert_int_equal(after(80, 10, 12, 78.9, 1, 1), TREND_DOWN);
}

static void keeps_one_a_minute(void **state)
{
    (void)state;
    struct trend_samples samples = {0};
    for (int64_t second = 0; second <= 3600; second++) {
        /* It rises by 0.1 a minute: by 1.6 over the 16 minutes looked back on. */
        enum trend trend = trend_step(&samples, second * 1000, (double)second / 600.0, 1.55, 0);
        if (second < 15 * 60 + 30) {
            assert_int_equal(trend, second < 600 ? TREND_NONE : TREND_STEADY);
        }
        if (second >= 3540 && second % 60 == 0) {
            assert_int_equal(trend, TREND_UP);
        }
    }
    assert_true(samples.count <= TREND_SAMPLES);
    trend_forget(&samples);
    assert_int_equal(trend_step(&samples, 3700000, 5, 1, 0), TREND_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(compares_with_ten_to_sixteen_minutes_ago),
        cmocka_unit_test(needs_a_digit_and_more_than_the_deadband),
        cmocka_unit_test(keeps_one_a_minute),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
