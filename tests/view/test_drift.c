/* The picture's path against burn-in: single steps, never too far, and it comes back. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

#include "view/drift.h"

#define FURTHEST 16

static void it_stands_still_when_told(void **state)
{
    (void)state;
    for (int64_t minute = -500; minute < 500; minute++) {
        struct drift drift = drift_at(minute, 0);
        assert_true(drift.x == 0 && drift.y == 0);
    }
}

/* A whole number of steps in both directions, at most one every third minute. */
static void a_step_is_one_pixel(void **state)
{
    (void)state;
    for (int reach = 1; reach <= FURTHEST; reach++) {
        int64_t last_step = INT64_MIN;
        for (int64_t minute = -3000; minute < 3000; minute++) {
            struct drift from = drift_at(minute - 1, reach), to = drift_at(minute, reach);
            assert_in_range(abs(to.x), 0, reach);
            assert_in_range(abs(to.y), 0, reach);
            assert_true(abs(to.x - from.x) <= 1 && abs(to.y - from.y) <= 1);
            if (to.x != from.x || to.y != from.y) {
                assert_true(last_step == INT64_MIN || minute - last_step >= 3);
                last_step = minute;
            }
        }
        assert_true(last_step > 3000 - 4);
    }
}

/* All four corners are reached, and every round ends where it began. */
static void a_round_returns(void **state)
{
    (void)state;
    for (int reach = 1; reach <= FURTHEST; reach++) {
        int64_t minutes = 3 * 4 * (int64_t)reach;
        int corners = 0;
        for (int64_t minute = 0; minute < 2 * minutes; minute++) {
            struct drift drift = drift_at(minute, reach);
            if (abs(drift.x) == reach) {
                assert_int_equal(abs(drift.y), reach);
                corners |= 1 << ((drift.x > 0) + 2 * (drift.y > 0));
            }
        }
        assert_int_equal(corners, 15);
        for (int64_t round = -5; round < 5; round++) {
            struct drift home = drift_at(round * minutes, reach);
            assert_true(home.x == 0 && home.y == 0);
        }
    }
}

/* As a person reads it off the clock. */
static void five_pixels_take_an_hour(void **state)
{
    (void)state;
    static const struct {
        int64_t minute;
        int x, y;
    } rows[] = {{0, 0, 0},   {2, 0, 0},    {3, 1, 1},    {15, 5, 5},   {17, 5, 5},  {18, 4, 4},
                {32, 0, 0},  {33, -1, -1}, {45, -5, -5}, {59, -1, -1}, {60, 0, 0},  {63, 1, -1},
                {75, 5, -5}, {105, -5, 5}, {120, 0, 0},  {123, 1, 1},  {-3, -1, 1}, {-1, -1, 1}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct drift drift = drift_at(rows[i].minute, 5);
        assert_int_equal(drift.x, rows[i].x);
        assert_int_equal(drift.y, rows[i].y);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_stands_still_when_told),
        cmocka_unit_test(a_step_is_one_pixel),
        cmocka_unit_test(a_round_returns),
        cmocka_unit_test(five_pixels_take_an_hour),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
