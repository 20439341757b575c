/* A text in lines and pages: where it breaks, and that nothing of it is lost. */

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
    return passage_record(&pen, &passage, page);
}

static void breaks_where_it_may(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int width;
        const char *lines[3];
    } cases[] = {
        {"一二三四五六", 40, {"一二三四", "五六"}},   {"一二三四。五", 40, {"一二三", "四。五"}},
        {"一二ショ」。", 40, {"一二", "ショ」。"}},   {"一 二三四五", 40, {"一 二三", "四五"}},
        {"one two three", 60, {"one two ", "three"}}, {"unbreakable", 42, {"unbreak", "able"}},
        {"。。。。。。", 40, {"。。。。", "。。"}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t page = 0;
        assert_int_equal(record(cases[i].text, cases[i].width, 3, &page), 1);
        assert_int_equal(cell.count, 2);
        for (int k = 0; k < cell.count; k++) {
            assert_string_equal(cell.commands[k].text, cases[i].lines[k]);
        }
    }
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
        cmocka_unit_test(breaks_where_it_may),
        cmocka_unit_test(pages_hold_the_whole_text),
        cmocka_unit_test(a_line_may_be_longer_than_a_command),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
