/* A text in lines and pages: nothing of it is lost. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "view/passage.h"
#include "fake_measure.h"

/* With fonts of 10 px an ideograph is 10 px wide, a Latin character 6. */
static struct cell cell;

static size_t record(const char *text, int width, int lines, size_t *page)
{
    const struct font font = {FACE_TEXT, 10};
    struct pen pen = pen_start(&cell, (struct rect){0, 0, width, lines * 20}, 0, &fake_measure);
    const struct passage passage = {.text = text,
                                    .bounds = {0, 0, width, lines * 20},
                                    .baseline = 10,
                                    .line_height = 20,
                                    .font = font,
                                    .count_font = font};
    return passage_record(&pen, &passage, page).count;
}

static void writes_each_line_below_the_other(void **state)
{
    (void)state;
    size_t page = 0;
    assert_int_equal(record("one two 三", 42, 3, &page), 1);
    assert_int_equal(cell.count, 2);
    assert_string_equal(cell.commands[0].text, "one two");
    assert_string_equal(cell.commands[1].text, "三");
    assert_int_equal(cell.commands[0].baseline, 10);
    assert_int_equal(cell.commands[1].baseline, 30);
    assert_int_equal(cell.commands[1].origin_x, 0);
}

static void pages_hold_the_whole_text(void **state)
{
    (void)state;
    static const char text[] = "一二三四五六七八九十一二三四五六七八九十";
    char whole[sizeof text] = "";
    size_t pages = 1;
    for (size_t page = 0; page < pages; page++) {
        size_t shown = page;
        pages = record(text, 100, 1, &shown);
        assert_int_equal(shown, page);
        assert_int_equal(cell.count, 2);
        strcat(whole, cell.commands[0].text);
    }
    assert_string_equal(whole, text);
    size_t gone = pages;
    record(text, 100, 1, &gone);
    assert_int_equal(gone, 0);
}

static void a_line_may_be_longer_than_a_command(void **state)
{
    (void)state;
    char text[3 * 60 + 1] = "", whole[sizeof text] = "";
    for (int i = 0; i < 60; i++) {
        strcat(text, "避");
    }
    size_t page = 0;
    assert_int_equal(record(text, 700, 1, &page), 1);
    assert_true(cell.count > 1);
    for (int k = 0; k < cell.count; k++) {
        strcat(whole, cell.commands[k].text);
    }
    assert_string_equal(whole, text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_each_line_below_the_other),
        cmocka_unit_test(pages_hold_the_whole_text),
        cmocka_unit_test(a_line_may_be_longer_than_a_command),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
