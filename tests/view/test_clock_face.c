/* When the clock ticks, and that its mark moves with every tick. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "view/clock_face.h"
#include "fake_measure.h"

static struct cell cell;
static struct look look;
static struct chrome chrome;

static int set_up(void **state)
{
    (void)state;
    struct display_config display = {.diagonal_inch = 55, .viewing_distance_m = 8};
    look = (struct look){
        .theme = theme_of(THEME_DARK),
        .type = type_of(&fake_measure, sizes_of(&display, 1920, 1080), LANGUAGE_EN),
        .now = {.zone = &zone_utc},
    };
    chrome = chrome_of(&look.type, 1920, 1080);
    return 0;
}

static void ticks(void **state)
{
    static const struct {
        int64_t wall_ms;
        bool seconds;
        int64_t shown_ms, left_ms;
    } cases[] = {
        {0, false, 0, 60000},   {0, true, 0, 1000},           {1, false, 0, 59999},
        {1, true, 0, 999},      {61999, false, 60000, 58001}, {61999, true, 61000, 1},
        {-1, false, -60000, 1}, {-1, true, -1000, 1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct moment now = {.mono_ms = 777, .wall_ms = cases[i].wall_ms, .clock_good = true};
        struct clock_face face = clock_face_at(&now, cases[i].seconds);
        assert_true(face.good);
        assert_int_equal(face.wall_ms, cases[i].shown_ms);
        assert_int_equal(clock_face_next(&now, cases[i].seconds), 777 + cases[i].left_ms);
    }
}

/* The last command is the mark: after the text of the clock and the track. */
static struct rect mark_at(int64_t wall_ms, bool seconds)
{
    struct pen pen =
        pen_start(&cell, (struct rect){0, 0, 1920, chrome.line_height}, 0, look.type.measure);
    struct moment now = {.wall_ms = wall_ms, .clock_good = true};
    struct clock_face face = clock_face_at(&now, seconds);
    int baseline = chrome_baseline(&chrome, 0);
    int gap = clock_face_record(&pen, &chrome, &look, 1900, baseline, &face);
    struct rect mark = cell.commands[cell.count - 1].bounds;
    int clock = 1900 - clock_face_gap(&chrome) - gap;
    assert_true(clock <= clock_face_width(&look.type, chrome.cap, seconds));
    assert_true(mark.x > gap && mark.x + mark.w < gap + clock_face_gap(&chrome));
    assert_true(mark.y >= baseline - chrome.cap && mark.y + mark.h <= baseline);
    return mark;
}

static void the_mark_moves_with_every_tick(void **state)
{
    (void)state;
    for (int seconds = 0; seconds < 2; seconds++) {
        int64_t length = seconds ? 1000 : 60000;
        for (int64_t tick = 0; tick < 61; tick++) {
            struct rect before = mark_at(tick * length, seconds);
            struct rect after = mark_at((tick + 1) * length, seconds);
            assert_int_not_equal(before.y, after.y);
            assert_true(rect_equal(before, mark_at(tick * length + length - 1, seconds)));
        }
    }
}

static void a_doubtful_clock_is_marked(void **state)
{
    (void)state;
    struct pen pen =
        pen_start(&cell, (struct rect){0, 0, 1920, chrome.line_height}, 0, look.type.measure);
    struct clock_face face = {.wall_ms = INT64_C(1795012325000), .seconds = true};
    clock_face_record(&pen, &chrome, &look, 1900, 80, &face);
    assert_string_equal(cell.commands[0].text, "14:32:05?");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ticks),
        cmocka_unit_test(the_mark_moves_with_every_tick),
        cmocka_unit_test(a_doubtful_clock_is_marked),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
