/* A board without KPIs says why it shows nothing, whole and within its place. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "fake_measure.h"
#include "view/card.h"
#include "view/words.h"

static struct cell cell;
static struct board_config config;

static void record(const char *notice, int width)
{
    const struct display_config display = {.diagonal_inch = 55, .viewing_distance_m = 8};
    struct look look = {.theme = theme_of(THEME_DARK), .config = &config};
    look.type = type_of(&fake_measure, sizes_of(&display, 1920, 1080), LANGUAGE_EN);
    const struct chrome chrome = chrome_of(&look.type, 1920, 1080);
    const struct view_state state = {.link_since_ms = NO_TIME, .notice = notice};
    card_record(&cell, (struct rect){0, 0, width, 900}, &chrome, &look, &state);
}

static void without_a_notice_it_says_so_alone(void **state)
{
    (void)state;
    record(NULL, 1800);
    assert_int_equal(cell.count, 1);
    assert_string_equal(cell.commands[0].text, word_in(WORD_NOTHING_TO_SHOW, LANGUAGE_EN));
}

static void or_that_nothing_is_for_those_who_see_it(void **state)
{
    (void)state;
    config.for_others = true;
    record(NULL, 1800);
    config.for_others = false;
    assert_string_equal(cell.commands[0].text, word_in(WORD_NOTHING_FOR_THESE, LANGUAGE_EN));
}

static void a_notice_takes_the_lines_it_needs(void **state)
{
    (void)state;
    static const struct {
        const char *notice;
        int width;
        bool spaced; /* a line ends at a space */
    } cases[] = {
        {"short", 1800, true},
        {"/etc/wallboard/device.json: No such file or directory", 1800, true},
        {"/etc/wallboard/a-path-without-any-space-that-is-far-too-long.json", 1200, false},
        {"板が読めません。設定ファイルの書き方を確かめてください。", 1000, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        record(cases[i].notice, cases[i].width);
        char whole[512] = "";
        for (int line = 1; line < cell.count; line++) {
            const struct command *command = &cell.commands[line];
            strcat(whole, command->text);
            strcat(whole, line + 1 < cell.count && cases[i].spaced ? " " : "");
            assert_true(command->origin_x +
                            fake_width(&fake_measure, command->font, command->text) <=
                        cases[i].width);
            assert_true(line == 1 || command->baseline > cell.commands[line - 1].baseline);
        }
        assert_string_equal(whole, cases[i].notice);
    }
}

/* Not even one character fits: it ends all the same. */
static void a_place_too_narrow_ends(void **state)
{
    (void)state;
    record("no room at all", 120);
    assert_true(cell.count >= 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_notice_it_says_so_alone),
        cmocka_unit_test(or_that_nothing_is_for_those_who_see_it),
        cmocka_unit_test(a_notice_takes_the_lines_it_needs),
        cmocka_unit_test(a_place_too_narrow_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
