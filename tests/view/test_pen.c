/* Texts that are too long end with an ellipsis, at a whole character, inside their room. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "view/pen.h"
#include "fake_measure.h"

static struct cell cell;

static struct pen start(void)
{
    return pen_start(&cell, (struct rect){0, 0, 1000, 100}, 0, &fake_measure);
}

static void texts_are_cut(void **state)
{
    (void)state;
    /* At 10 px a Latin character is 6 px wide, an ideograph 10, the ellipsis 6. */
    static const struct {
        const char *text;
        int room;
        const char *shown;
        int width;
    } cases[] = {
        {"Phone", 30, "Phone", 30},
        {"Phone", 29, "Pho…", 24},
        {"Phone", 6, "…", 6},
        {"Phone", 5, "", 0},
        {"待ち呼数", 40, "待ち呼数", 40},
        {"待ち呼数", 39, "待ち呼…", 36},
        {"待ち呼数", 35, "待ち…", 26},
        {"Back office", 48, "Back of…", 48},
        {"Back office", 36, "Back…", 30},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pen pen = start();
        int width =
            pen_text(&pen, 10, 50, cases[i].room, (struct font){FACE_TEXT, 10}, 1, cases[i].text);
        assert_int_equal(width, cases[i].width);
        assert_int_equal(cell.count, cases[i].shown[0] != '\0');
        if (cell.count > 0) {
            assert_string_equal(cell.commands[0].text, cases[i].shown);
            assert_int_equal(cell.commands[0].bounds.w, width);
        }
    }
}

static void a_text_beyond_the_buffer_is_cut_at_a_character(void **state)
{
    (void)state;
    char longest[3 * 60 + 1] = "";
    for (int i = 0; i < 60; i++) {
        strcat(longest, "話");
    }
    struct pen pen = start();
    pen_text(&pen, 0, 50, 100000, (struct font){FACE_TEXT, 10}, 1, longest);
    const char *shown = cell.commands[0].text;
    assert_true(strlen(shown) < COMMAND_TEXT_BYTES);
    assert_true(text_is_utf8(shown, strlen(shown)));
    assert_string_equal(shown + strlen(shown) - strlen("…"), "…");
}

static void right_aligned_texts_end_where_they_must(void **state)
{
    (void)state;
    struct pen pen = start();
    pen_text_right(&pen, 500, 50, 400, (struct font){FACE_TEXT, 10}, 1, "12:30");
    assert_int_equal(cell.commands[0].origin_x, 470);
}

static void nothing_leaves_the_cell(void **state)
{
    (void)state;
    struct pen pen = start();
    pen_fill(&pen, (struct rect){-50, 90, 2000, 50}, 0, 1);
    assert_int_equal(cell.commands[0].bounds.x, 0);
    assert_int_equal(cell.commands[0].bounds.w, 1000);
    assert_int_equal(cell.commands[0].bounds.h, 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_cut),
        cmocka_unit_test(a_text_beyond_the_buffer_is_cut_at_a_character),
        cmocka_unit_test(right_aligned_texts_end_where_they_must),
        cmocka_unit_test(nothing_leaves_the_cell),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
