#include "sim/arrivals.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/moment.h"

/* A quarter of the day's contacts from 9:00, three quarters from 9:30. */
static const double two_half_hours[HALF_HOURS] = {[18] = 1, [19] = 3};

#define NINE (9 * 60 * MINUTE_MS)

static void test_rate(void **state)
{
    (void)state;
    struct arrivals arrivals = {.shape = two_half_hours,
                                .per_day = 120,
                                .surge = {NINE + MINUTE_MS, NINE + 2 * MINUTE_MS},
                                .surge_times = 5};
    static const struct {
        int64_t at_ms;
        double per_minute;
    } cases[] = {
        {NINE - 1, 0},
        {NINE, 1},
        {NINE + MINUTE_MS - 1, 1},
        {NINE + MINUTE_MS, 5},
        {NINE + 2 * MINUTE_MS - 1, 5},
        {NINE + 2 * MINUTE_MS, 1},
        {NINE + HALF_HOUR_MS, 3},
        {NINE + 2 * HALF_HOUR_MS, 0},
        {NINE + DAY_MS, 1},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        double rate = arrivals_rate(&arrivals, cases[i].at_ms) * (double)MINUTE_MS;
        assert_true(fabs(rate - cases[i].per_minute) < 1e-9);
    }
}

/* 400 days of 120 contacts: each count within five times the square root of what is expected. */
static void test_counts_follow_the_rate(void **state)
{
    (void)state;
    struct arrivals arrivals = {.shape = two_half_hours,
                                .per_day = 120,
                                .surge = {NINE, NINE + MINUTE_MS},
                                .surge_times = 301};
    struct random random;
    random_start(&random, 7, "arrivals");
    int first = 0, second = 0, elsewhere = 0, surge = 0;
    for (int64_t at = arrivals_next(&arrivals, &random, 0); at < 400 * DAY_MS;
         at = arrivals_next(&arrivals, &random, at)) {
        int half_hour = half_hour_of_day(at);
        if (at < DAY_MS && at < NINE + MINUTE_MS) {
            surge++;
        } else if (half_hour == 18) {
            first++;
        } else if (half_hour == 19) {
            second++;
        } else {
            elsewhere++;
        }
    }
    assert_int_equal(elsewhere, 0);
    assert_in_range(surge, 301 - 87, 301 + 87);
    assert_in_range(first, 12000 - 548, 12000 + 548);
    assert_in_range(second, 36000 - 949, 36000 + 949);
}

static void test_time_always_moves(void **state)
{
    (void)state;
    struct arrivals dense = {.shape = two_half_hours, .per_day = 1e9, .surge_times = 1};
    struct random random;
    random_start(&random, 7, "dense");
    int64_t at = NINE;
    for (int i = 0; i < 1000; i++) {
        int64_t next = arrivals_next(&dense, &random, at);
        assert_true(next > at);
        at = next;
    }
}

static void test_never(void **state)
{
    (void)state;
    static const double nothing[HALF_HOURS] = {0};
    struct arrivals arrivals = {.shape = nothing, .per_day = 100, .surge_times = 1};
    struct random random;
    random_start(&random, 7, "never");
    assert_true(arrivals_next(&arrivals, &random, 0) == NEVER);
    arrivals.shape = two_half_hours;
    arrivals.per_day = 0;
    assert_true(arrivals_next(&arrivals, &random, 0) == NEVER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rate),
        cmocka_unit_test(test_counts_follow_the_rate),
        cmocka_unit_test(test_time_always_moves),
        cmocka_unit_test(test_never),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
