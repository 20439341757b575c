/* The order of blocks and how rows break. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "view/rows.h"

static const struct channel_spec channels[] = {
    {.timing = TIMING_NON_REAL_TIME, .first_kpi = 0, .kpi_count = 5},
    {.timing = TIMING_REAL_TIME, .first_kpi = 5, .kpi_count = 2},
    {.timing = TIMING_REAL_TIME, .assistance = ASSISTANCE_DIGITAL, .first_kpi = 7, .kpi_count = 1},
    {.timing = TIMING_REAL_TIME, .first_kpi = 8, .kpi_count = 0},
    {.timing = TIMING_NONE, .first_kpi = 8, .kpi_count = 3},
    {.timing = TIMING_REAL_TIME, .first_kpi = 11, .kpi_count = 4},
};

static const struct board_spec spec = {
    .channels = channels,
    .channel_count = sizeof channels / sizeof *channels,
    .kpi_count = 15,
};

static void assert_line(struct line line, size_t channel, size_t first, size_t count,
                        enum block block)
{
    assert_int_equal(line.channel, channel);
    assert_int_equal(line.first_kpi, first);
    assert_int_equal(line.kpi_count, count);
    assert_int_equal(line.block, block);
}

static void real_time_comes_first_and_the_rest_last(void **state)
{
    (void)state;
    struct line lines[15];
    assert_int_equal(rows_break(&spec, 8, lines), 5);
    assert_line(lines[0], 1, 5, 2, BLOCK_REAL_TIME);
    assert_line(lines[1], 5, 11, 4, BLOCK_REAL_TIME);
    assert_line(lines[2], 0, 0, 5, BLOCK_NON_REAL_TIME);
    assert_line(lines[3], 2, 7, 1, BLOCK_DIGITAL);
    assert_line(lines[4], 4, 8, 3, BLOCK_OTHER);
    assert_int_equal(rows_widest(lines, 5), 5);
}

static void rows_break_into_equal_parts(void **state)
{
    (void)state;
    struct line lines[15];
    assert_int_equal(rows_break(&spec, 4, lines), 6);
    assert_line(lines[2], 0, 0, 3, BLOCK_NON_REAL_TIME);
    assert_line(lines[3], 0, 3, 2, BLOCK_NON_REAL_TIME);
    assert_int_equal(rows_break(&spec, 1, lines), 15);
    assert_int_equal(rows_widest(lines, 15), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(real_time_comes_first_and_the_rest_last),
        cmocka_unit_test(rows_break_into_equal_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
