#include "screen/masks.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static double covered_pixels(const struct coverage *mask)
{
    double sum = 0;
    for (int y = 0; y < mask->h; y++) {
        for (int x = 0; x < mask->w; x++) {
            sum += coverage_row(mask, y)[x] / 255.0;
        }
    }
    return sum;
}

/* Areas by geometry, in a box of 40x40 with lines of 6; within 2 %. */
static void test_areas(void **state)
{
    (void)state;
    static const struct {
        enum shape shape;
        double area;
    } rows[] = {
        {SHAPE_CIRCLE, 1256.6}, /* pi 20^2 */
        {SHAPE_TRIANGLE, 800},  /* 40 * 40 / 2 */
        {SHAPE_SQUARE, 1600},   /* 40^2 */
        {SHAPE_DIAMOND, 800},   /* 40^2 / 2 */
        {SHAPE_RING, 640.9},    /* pi (20^2 - 14^2) */
        {SHAPE_DASH, 240},      /* 40 * 6 */
        {SHAPE_HALF, 948.8},    /* the ring and half of pi 14^2 */
        {SHAPE_CROSS, 593.9},   /* 2 (34 sqrt 2 * 6 + pi 3^2) - 6^2 in the middle, less 3 % */
        {SHAPE_WARN, 588.1},    /* the triangle less one 6 further in on each side */
        {SHAPE_HELD, 588.1},
    };
    struct coverage mask = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        mask_shape(&mask, rows[i].shape, 40, 40, 6);
        double area = covered_pixels(&mask);
        assert_true(area > rows[i].area * 0.98 && area < rows[i].area * 1.02);
    }
    coverage_finish(&mask);
}

/* A shape may neither leave its box, which the coverage is, nor stay small in it. */
static void test_shapes_fill_their_box(void **state)
{
    (void)state;
    struct coverage mask = {0};
    for (int shape = SHAPE_CIRCLE; shape <= SHAPE_STEADY; shape++) {
        mask_shape(&mask, (enum shape)shape, 31, 31, 5);
        struct rect ink = coverage_ink(&mask);
        assert_true(ink.w >= 29 || ink.h >= 29);
        if (shape == SHAPE_STEADY) { /* it alone lies on its side */
            assert_int_equal(ink.y, mask.h - ink.y - ink.h);
        } else {
            assert_int_equal(ink.x, mask.w - ink.x - ink.w);
        }
    }
    coverage_finish(&mask);
}

/* Up and down must never be taken for each other: one is the other upside down, and no mirror. */
static void test_arrows_point(void **state)
{
    (void)state;
    struct coverage up = {0}, down = {0};
    mask_shape(&up, SHAPE_UP, 24, 24, 4);
    mask_shape(&down, SHAPE_DOWN, 24, 24, 4);
    double top = 0, bottom = 0;
    for (int y = 0; y < 24; y++) {
        assert_memory_equal(coverage_row(&up, y), coverage_row(&down, 23 - y), 24);
        for (int x = 0; x < 24; x++) {
            *(y < 12 ? &top : &bottom) += coverage_row(&up, y)[x];
        }
    }
    assert_true(top > 1.5 * bottom);
    coverage_finish(&up);
    coverage_finish(&down);
}

static void test_corners_mirror_each_other(void **state)
{
    (void)state;
    struct coverage left = {0}, right = {0}, below = {0};
    for (int stroke = 0; stroke <= 12; stroke += 4) {
        mask_corner(&left, CORNER_TOP_LEFT, 10, stroke);
        mask_corner(&right, CORNER_TOP_RIGHT, 10, stroke);
        mask_corner(&below, CORNER_BOTTOM_LEFT, 10, stroke);
        for (int y = 0; y < 10; y++) {
            for (int x = 0; x < 10; x++) {
                assert_int_equal(coverage_row(&left, y)[x], coverage_row(&right, y)[9 - x]);
                assert_int_equal(coverage_row(&left, y)[x], coverage_row(&below, 9 - y)[x]);
            }
        }
        assert_int_equal(coverage_row(&left, 0)[0], 0);
        assert_in_range(coverage_row(&left, 9)[0], 250, 255);
        assert_int_equal(coverage_row(&left, 9)[9], stroke == 0 || stroke >= 10 ? 255 : 0);
    }
    coverage_finish(&left);
    coverage_finish(&right);
    coverage_finish(&below);
}

/* Joined squares must have no seam, and lines their share of the area. */
static void test_hatch_repeats(void **state)
{
    (void)state;
    static const struct {
        int period, stroke;
    } rows[] = {{22, 9}, {16, 8}, {300, 30}, {2, 1}};
    struct coverage mask = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int period = rows[i].period;
        mask_hatch(&mask, period, rows[i].stroke);
        assert_int_equal(mask.w % period, 0);
        assert_int_equal(mask.h, mask.w);
        double share = covered_pixels(&mask) / ((double)mask.w * mask.h);
        double expected = (double)rows[i].stroke / period;
        assert_true(share > expected - 0.02 && share < expected + 0.02);
        for (int x = 0; x + 1 < mask.w; x++) { /* a row is the one above, moved left */
            assert_int_equal(coverage_row(&mask, 1)[x], coverage_row(&mask, 0)[x + 1]);
        }
        assert_int_equal(coverage_row(&mask, 1)[mask.w - 1], coverage_row(&mask, 0)[0]);
    }
    coverage_finish(&mask);
}

/* What a panel is judged by must not be smoothed itself. */
static void test_patterns_are_sharp(void **state)
{
    (void)state;
    struct coverage mask = {0};
    for (int stroke = 1; stroke <= 3; stroke++) {
        for (int shape = SHAPE_COLUMNS; shape <= SHAPE_CHECKER; shape++) {
            mask_shape(&mask, (enum shape)shape, 24, 18, stroke);
            for (int y = 0; y < mask.h; y++) {
                for (int x = 0; x < mask.w; x++) {
                    int column = x / stroke % 2, row = y / stroke % 2;
                    bool ink = shape == SHAPE_COLUMNS ? column == 0
                               : shape == SHAPE_ROWS  ? row == 0
                                                      : column == row;
                    assert_int_equal(coverage_row(&mask, y)[x], ink ? 255 : 0);
                }
            }
        }
    }
    coverage_finish(&mask);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_areas),         cmocka_unit_test(test_shapes_fill_their_box),
        cmocka_unit_test(test_arrows_point),  cmocka_unit_test(test_corners_mirror_each_other),
        cmocka_unit_test(test_hatch_repeats), cmocka_unit_test(test_patterns_are_sharp),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
