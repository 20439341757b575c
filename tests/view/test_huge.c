/* A name as large as its place allows, without a word that is parted. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "fake_measure.h"
#include "view/huge.h"

static struct type type;

static int begin(void **state)
{
    (void)state;
    const struct display_config display = {.diagonal_inch = 55, .viewing_distance_m = 5};
    type = type_of(&fake_measure, sizes_of(&display, 1920, 1080), LANGUAGE_EN);
    return 0;
}

/* The lines, parted by '|'. */
static const char *lines_of(const struct huge *huge)
{
    static char text[256];
    text[0] = '\0';
    for (size_t i = 0; i < huge->count; i++) {
        strcat(text, i > 0 ? "|" : "");
        strncat(text, huge->lines[i].start, huge->lines[i].length);
    }
    return text;
}

static void takes_a_further_line_where_it_is_worth_it(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int width, height;
        const char *lines;
    } cases[] = {
        {"floor-2-east", 1700, 300, "floor-2-east"},
        {"floor-2-east", 900, 900, "floor-|2-east"},
        {"east", 300, 900, "east"},
        {"a-long-name-of-a-screen", 900, 900, "a-long-|name-of-|a-screen"},
        {"会議室", 200, 900, "会|議|室"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct huge huge = huge_set(&type, cases[i].name, cases[i].width, cases[i].height, 20);
        assert_string_equal(lines_of(&huge), cases[i].lines);
    }
}

static void fills_its_place_and_stays_in_it(void **state)
{
    (void)state;
    for (int width = 300; width < 3000; width += 170) {
        struct huge huge = huge_set(&type, "floor-2-east", width, 400, 10);
        int widest = 0;
        for (size_t i = 0; i < huge.count; i++) {
            char line[64] = "";
            strncat(line, huge.lines[i].start, huge.lines[i].length);
            int own = fake_width(&fake_measure, huge.font, line);
            widest = own > widest ? own : widest;
        }
        assert_true(widest <= width + width / 50);
        assert_true(huge.height <= 400);
        assert_true(widest * 10 >= width * 6 || huge.height * 10 >= 400 * 6);
    }
}

/* What cannot be large enough is cut, and no smaller than asked for. */
static void is_never_smaller_than_asked(void **state)
{
    (void)state;
    struct huge huge = huge_set(&type, "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww", 200, 100, 40);
    assert_int_equal(huge.cap, 40);
    assert_in_range(huge.count, 1, HUGE_LINES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_a_further_line_where_it_is_worth_it),
        cmocka_unit_test(fills_its_place_and_stays_in_it),
        cmocka_unit_test(is_never_smaller_than_asked),
    };
    return cmocka_run_group_tests(tests, begin, NULL);
}
