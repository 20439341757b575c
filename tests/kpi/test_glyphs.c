/* Characters that cannot be drawn: no font has them, or they run from right to left. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "kpi/glyphs.h"

static bool all(uint32_t code_point)
{
    (void)code_point;
    return true;
}

static bool latin(uint32_t code_point)
{
    return code_point < 0x250;
}

static void missing(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        glyph_test *drawable;
        uint32_t missing[3];
    } rows[] = {
        {"Phone", latin, {0}},
        {"電話", latin, {0x96fb, 0x8a71}},
        {"電話電", latin, {0x96fb, 0x8a71}},
        {"電話", all, {0}},
        /* Fonts have them, but the wall would show them back to front. */
        {"טל", all, {0x5d8, 0x5dc}},
        {"aهb", all, {0x647}},
        {"\u0661", all, {0}}, /* a digit of Arabic: digits run from left to right */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *next = rows[i].text;
        for (size_t k = 0; k < 3; k++) {
            assert_int_equal(glyph_missing(rows[i].text, &next, rows[i].drawable),
                             rows[i].missing[k]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(missing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
