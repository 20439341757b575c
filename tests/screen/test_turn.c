#include "screen/turn.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

/* A picture of 10x4 with a rectangle of 3x2 at (1, 1), turned on paper. */
static void test_rect(void **state)
{
    (void)state;
    static const struct {
        int rotate;
        struct rect expected;
    } rows[] = {
        {0, {1, 1, 3, 2}},
        {90, {1, 1, 2, 3}},
        {180, {6, 1, 3, 2}},
        {270, {1, 6, 2, 3}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct rect got = turn_rect(rows[i].rotate, 10, 4, (struct rect){1, 1, 3, 2});
        assert_true(rect_equal(got, rows[i].expected));
    }
}

/* The walk over pixels and the turn of rectangles must say the same of every pixel. */
static void test_pixels_agree_with_rects(void **state)
{
    (void)state;
    enum { W = 7, H = 3 };
    for (int rotate = 0; rotate < 360; rotate += 90) {
        struct turn turn = turn_of(rotate, W, H);
        int turned_w = rotate % 180 == 0 ? W : H;
        for (int y = 0; y < H; y++) {
            for (int x = 0; x < W; x++) {
                struct rect at = turn_rect(rotate, W, H, (struct rect){x, y, 1, 1});
                assert_int_equal(turn.start + x * turn.right + y * turn.down,
                                 at.y * turned_w + at.x);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rect),
        cmocka_unit_test(test_pixels_agree_with_rects),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
