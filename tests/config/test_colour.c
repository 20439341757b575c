/* The formulas against published values. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "config/colour.h"

static void assert_near(double read, double wanted, double within)
{
    if (!(fabs(read - wanted) <= within)) {
        fail_msg("%.4f, wanted %.4f", read, wanted);
    }
}

static void contrast(void **state)
{
    (void)state;
    assert_near(colour_contrast(0xffffff, 0x000000), 21, 0.01);
    assert_near(colour_contrast(0x000000, 0xffffff), 21, 0.01);
    assert_near(colour_contrast(0x777777, 0xffffff), 4.48, 0.01);
    assert_near(colour_contrast(0x123456, 0x123456), 1, 0.001);
}

/* From the table of test pairs of Sharma, Wu and Dalal. */
static void ciede2000(void **state)
{
    (void)state;
    static const struct {
        struct lab one, other;
        double difference;
    } pairs[] = {
        {{50, 2.6772, -79.7751}, {50, 0, -82.7485}, 2.0425},
        {{50, -1.3802, -84.2814}, {50, 0, -82.7485}, 1.0000},
        {{50, 0, 0}, {50, -1, 2}, 2.3669},
        {{50, 2.49, -0.001}, {50, -2.49, 0.0009}, 7.1792},
        {{50, 2.49, -0.001}, {50, -2.49, 0.0011}, 7.2195},
        {{50, 2.5, 0}, {50, 0, -2.5}, 4.3065},
        {{50, 2.5, 0}, {73, 25, -18}, 27.1492},
        {{50, 2.5, 0}, {58, 24, 15}, 19.4535},
        {{60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}, 1.2644},
        {{22.7233, 20.0904, -46.6940}, {23.0331, 14.9730, -42.5619}, 2.0373},
        {{90.8027, -2.0831, 1.4410}, {91.1528, -1.6435, 0.0447}, 1.4441},
        {{2.0776, 0.0795, -1.1350}, {0.9033, -0.0636, -0.5514}, 0.9082},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        assert_near(lab_difference(pairs[i].one, pairs[i].other), pairs[i].difference, 0.0001);
        assert_near(lab_difference(pairs[i].other, pairs[i].one), pairs[i].difference, 0.0001);
    }
}

/* White is the reference itself, grey has no colour in any vision. */
static void seen(void **state)
{
    (void)state;
    for (int vision = 0; vision < VISION_COUNT; vision++) {
        struct lab white = colour_seen(0xffffff, (enum vision)vision);
        assert_near(white.l, 100, 0.05);
        assert_near(hypot(white.a, white.b), 0, 0.05);
    }
    struct lab red = colour_seen(0xff0000, VISION_NORMAL);
    assert_near(red.l, 53.24, 0.02);
    assert_near(red.a, 80.09, 0.05);
    assert_near(red.b, 67.20, 0.05);
}

/* The least over all visions: plain traffic-light colours fail, the universal set does not. */
static void worst_vision(void **state)
{
    (void)state;
    assert_near(colour_difference(0xff0000, 0x00b050), 9.6, 0.1);
    assert_near(colour_difference(0xff4b00, 0xfff100), 21.5, 0.1);
    assert_near(colour_difference(0xfff100, 0xb0b0b0), 18.2, 0.1);
    assert_near(colour_difference(0x336699, 0x336699), 0, 0.0001);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(contrast),
        cmocka_unit_test(ciede2000),
        cmocka_unit_test(seen),
        cmocka_unit_test(worst_vision),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
