/* Contrast by WCAG 2.2: the formula against known pairs, then every pair that is used. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "view/theme.h"

static void the_formula(void **state)
{
    (void)state;
    assert_true(fabs(theme_contrast(0xffffff, 0x000000) - 21.0) < 0.01);
    assert_true(fabs(theme_contrast(0x000000, 0xffffff) - 21.0) < 0.01);
    assert_true(fabs(theme_contrast(0x777777, 0xffffff) - 4.48) < 0.01);
    assert_true(fabs(theme_contrast(0x123456, 0x123456) - 1.0) < 0.001);
}

static void texts_stand_out(void **state)
{
    (void)state;
    const struct theme *t = theme_of(THEME_DARK);
    const struct {
        colour text, ground;
        double least;
    } pairs[] = {
        {t->text, t->ground, 7},    {t->text, t->tile, 7},        {t->text, t->raised, 7},
        {t->quiet, t->ground, 7},   {t->quiet, t->tile, 7},       {t->near, t->tile, 7},
        {t->near, t->ground, 7},    {t->on_missed, t->missed, 6}, {t->dimmed, t->tile, 4.5},
        {t->dimmed, t->hatch, 4.5}, {t->quiet, t->hatch, 6},      {t->met, t->tile, 3},
        {t->met, t->ground, 3},     {t->dimmed, t->ground, 4.5},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        assert_true(theme_contrast(pairs[i].text, pairs[i].ground) >= pairs[i].least);
    }
}

static void what_is_not_live_looks_so(void **state)
{
    (void)state;
    const struct theme *t = theme_of(THEME_DARK);
    assert_true(theme_contrast(t->text, t->dimmed) >= 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_formula),
        cmocka_unit_test(texts_stand_out),
        cmocka_unit_test(what_is_not_live_looks_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
