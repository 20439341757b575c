/* How rows break. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "view/rows.h"

static const struct channel_spec channels[] = {
    {.timing = TIMING_NON_REAL_TIME},
    {.timing = TIMING_REAL_TIME},
    {.timing = TIMING_REAL_TIME, .assistance = ASSISTANCE_DIGITAL},
    {.timing = TIMING_NONE},
};

static const struct kpi_spec kpis[] = {
    {.channel_index = 0}, {.channel_index = 0}, {.channel_index = 0}, {.channel_index = 0},
    {.channel_index = 0}, {.channel_index = 1}, {.channel_index = 1}, {.channel_index = 2},
    {.channel_index = 3}, {.channel_index = 3},
};

static const struct board_spec spec = {
    .channels = channels,
    .channel_count = sizeof channels / sizeof *channels,
    .kpis = kpis,
    .kpi_count = sizeof kpis / sizeof *kpis,
};

/* As a page picks them: one of the first channel is left out. */
static const size_t picked[] = {5, 6, 0, 1, 2, 4, 7, 8, 9};
#define PICKED (sizeof picked / sizeof *picked)

static void assert_line(struct line line, size_t channel, size_t first, size_t count,
                        enum block block)
{
    assert_int_equal(line.channel, channel);
    assert_int_equal(line.first_kpi, first);
    assert_int_equal(line.kpi_count, count);
    assert_int_equal(line.block, block);
}

static void a_row_is_the_run_of_a_channel(void **state)
{
    (void)state;
    struct line lines[PICKED];
    assert_int_equal(rows_length(&spec, picked, PICKED, 2), 4);
    assert_int_equal(rows_length(&spec, picked, PICKED, 8), 1);
    assert_int_equal(rows_break(&spec, picked, PICKED, 8, lines), 4);
    assert_line(lines[0], 1, 0, 2, BLOCK_REAL_TIME);
    assert_line(lines[1], 0, 2, 4, BLOCK_NON_REAL_TIME);
    assert_line(lines[2], 2, 6, 1, BLOCK_DIGITAL);
    assert_line(lines[3], 3, 7, 2, BLOCK_OTHER);
    assert_int_equal(rows_widest(lines, 4), 4);
}

static void rows_break_into_equal_parts(void **state)
{
    (void)state;
    struct line lines[PICKED];
    assert_int_equal(rows_break(&spec, picked, PICKED, 3, lines), 5);
    assert_line(lines[1], 0, 2, 2, BLOCK_NON_REAL_TIME);
    assert_line(lines[2], 0, 4, 2, BLOCK_NON_REAL_TIME);
    assert_int_equal(rows_break(&spec, picked, PICKED, 1, lines), PICKED);
    assert_int_equal(rows_widest(lines, PICKED), 1);
}

/* Side by side only within a block. */
static void rows_stand_abreast(void **state)
{
    (void)state;
    static const size_t all[] = {5, 6, 0, 1, 7, 8};
    static const struct channel_spec rows[] = {{.timing = TIMING_REAL_TIME},
                                               {.timing = TIMING_REAL_TIME},
                                               {.timing = TIMING_REAL_TIME},
                                               {.timing = TIMING_NON_REAL_TIME}};
    static const struct business_spec businesses[1];
    const struct board_spec board = {
        .businesses = businesses, .channels = rows, .channel_count = 4, .kpis = kpis};
    static const struct {
        size_t abreast, strips[4];
    } cases[] = {{1, {0, 0, 0, 0}}, {2, {0, 1, 0, 0}}, {3, {0, 1, 2, 0}}, {4, {0, 1, 2, 0}}};
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        struct line lines[6];
        assert_int_equal(rows_break(&board, all, 6, 2, lines), 4);
        rows_abreast(&board, lines, 4, cases[c].abreast);
        for (size_t i = 0; i < 4; i++) {
            assert_int_equal(lines[i].strip, cases[c].strips[i]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_is_the_run_of_a_channel),
        cmocka_unit_test(rows_break_into_equal_parts),
        cmocka_unit_test(rows_stand_abreast),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
