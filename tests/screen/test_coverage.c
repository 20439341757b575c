#include "screen/coverage.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

static void test_ink_is_what_is_covered(void **state)
{
    (void)state;
    static const struct {
        int x, y;
    } dots[] = {{3, 2}, {7, 4}};
    struct coverage board = {0};
    coverage_reset(&board, 10, 6);
    assert_true(rect_empty(coverage_ink(&board)));
    for (size_t i = 0; i < sizeof dots / sizeof *dots; i++) {
        coverage_row(&board, dots[i].y)[dots[i].x] = 1;
    }
    assert_true(rect_equal(coverage_ink(&board), (struct rect){3, 2, 5, 3}));
    coverage_finish(&board);
}

static void test_corners_count_as_ink(void **state)
{
    (void)state;
    struct coverage board = {0};
    coverage_reset(&board, 5, 5);
    coverage_row(&board, 0)[0] = 255;
    coverage_row(&board, 4)[4] = 255;
    assert_true(rect_equal(coverage_ink(&board), (struct rect){0, 0, 5, 5}));
    coverage_finish(&board);
}

/* A board that grew is used again as it is, and starts clean. */
static void test_reset_keeps_its_memory(void **state)
{
    (void)state;
    struct coverage board = {0};
    coverage_reset(&board, 100, 100);
    uint8_t *alpha = board.alpha;
    coverage_row(&board, 0)[0] = 255;
    coverage_reset(&board, 20, 30);
    assert_ptr_equal(board.alpha, alpha);
    assert_true(rect_empty(coverage_ink(&board)));
    coverage_reset(&board, 0, 0);
    assert_true(rect_empty(coverage_ink(&board)));
    coverage_finish(&board);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ink_is_what_is_covered),
        cmocka_unit_test(test_corners_count_as_ink),
        cmocka_unit_test(test_reset_keeps_its_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
