/* Arc minutes against hand-computed pixels: h = 2 d tan(a / 2). */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "view/sizes.h"
#include "fake_measure.h"

static void pixels_for_angles(void **state)
{
    (void)state;
    /* 55 inch at 1080p: 2202.9 px over 1397 mm, 1.57688 px a mm. 16' at 8 m: 37.234 mm. */
    static const struct {
        double inch, metres;
        int width, height;
        double minutes;
        int px;
    } cases[] = {
        {55, 8, 1920, 1080, 16, 59},   {55, 8, 1920, 1080, 20, 74},  {55, 8, 1920, 1080, 30, 111},
        {55, 8, 1080, 1920, 16, 59},   {55, 8, 3840, 2160, 16, 118}, {55, 8, 1280, 720, 16, 40},
        {55, 2, 1920, 1080, 16, 15},   {43, 5, 1920, 1080, 22, 65},  {65, 10, 1920, 1080, 22, 86},
        {55, 10, 1920, 1080, 22, 101},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct display_config display = {.diagonal_inch = cases[i].inch,
                                         .viewing_distance_m = cases[i].metres};
        struct sizes sizes = sizes_of(&display, cases[i].width, cases[i].height);
        assert_int_equal(sizes_px(&sizes, cases[i].minutes), cases[i].px);
        /* What was asked for is reached, and a pixel less would not do. */
        assert_true(sizes_minutes(&sizes, cases[i].px) >= cases[i].minutes - 1e-6);
        assert_true(sizes_minutes(&sizes, cases[i].px - 1) < cases[i].minutes);
    }
}

static void fonts_reach_the_height(void **state)
{
    (void)state;
    for (int cap = 1; cap < 300; cap++) {
        struct font probe = {FACE_BOLD, 48};
        struct font font = font_of_cap(&fake_measure, probe, cap);
        assert_int_equal(font.face, FACE_BOLD);
        assert_true(fake_height(&fake_measure, font).cap >= cap);
        assert_true(fake_height(&fake_measure, font).kanji >= cap);
        assert_true(font.px <= cap * 4 / 3 + 2);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pixels_for_angles),
        cmocka_unit_test(fonts_reach_the_height),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
