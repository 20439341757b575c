/* What differs between two recordings of a cell, and what a hash tells apart. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "view/pen.h"
#include "view/scene.h"
#include "fake_measure.h"

static const struct rect bounds = {100, 100, 400, 300};
static const struct font font = {FACE_TEXT, 20};

/* Not on the stack: a cell has room for many commands. */
static struct cell before, after;

static struct pen start(struct cell *cell)
{
    struct pen pen = pen_start(cell, bounds, 0x101010, &fake_measure);
    pen_fill(&pen, bounds, 8, 0x202020);
    return pen;
}

static void assert_difference(int x, int y, int w, int h)
{
    struct rect r = cell_difference(&before, &after);
    assert_int_equal(r.x, x);
    assert_int_equal(r.y, y);
    assert_int_equal(r.w, w);
    assert_int_equal(r.h, h);
}

static void equal_cells_differ_nowhere(void **state)
{
    (void)state;
    struct pen a = start(&before), b = start(&after);
    pen_text(&a, 120, 150, 300, font, 0xffffff, "62");
    pen_text(&b, 120, 150, 300, font, 0xffffff, "62");
    assert_true(rect_empty(cell_difference(&before, &after)));
}

static void a_changed_text_is_repainted_where_it_stands(void **state)
{
    (void)state;
    struct pen a = start(&before), b = start(&after);
    pen_text(&a, 120, 150, 300, font, 0xffffff, "62");
    pen_text(&b, 120, 150, 300, font, 0xffffff, "100");
    /* 3 characters of 12 px and an overhang of 1 px; ascent 20, descent 5. */
    assert_difference(119, 130, 38, 25);
}

static void what_is_left_out_is_repainted(void **state)
{
    (void)state;
    struct pen a = start(&before), b = start(&after);
    pen_text(&a, 120, 150, 300, font, 0xffffff, "62");
    pen_shape(&a, (struct rect){300, 300, 10, 10}, SHAPE_UP, 2, 0xffffff);
    pen_text(&a, 120, 250, 300, font, 0xffffff, "met");
    pen_text(&b, 120, 150, 300, font, 0xffffff, "62");
    pen_text(&b, 120, 250, 300, font, 0xffffff, "met");
    assert_difference(300, 300, 10, 10);
}

static void another_ground_repaints_the_cell(void **state)
{
    (void)state;
    start(&before);
    start(&after);
    after.background = 0x303030;
    assert_difference(100, 100, 400, 300);
}

static void every_field_counts(void **state)
{
    (void)state;
    struct pen pen = start(&before);
    pen_text(&pen, 120, 150, 300, font, 0xffffff, "62");
    const struct command *original = &before.commands[1];
    struct command changed[] = {*original, *original, *original, *original, *original,
                                *original, *original, *original, *original, *original};
    changed[0].kind = COMMAND_FILL;
    changed[1].colour++;
    changed[2].bounds.h++;
    changed[3].radius++;
    changed[4].stroke++;
    changed[5].shape++;
    changed[6].font.face = FACE_BOLD;
    changed[7].font.px++;
    changed[8].origin_x++;
    strcpy(changed[9].text, "63");
    assert_true(command_equal(original, original));
    for (size_t i = 0; i < sizeof changed / sizeof *changed; i++) {
        assert_false(command_equal(original, &changed[i]));
    }
}

static void the_hash_follows_the_commands(void **state)
{
    (void)state;
    struct pen pen = start(&before);
    pen_text(&pen, 120, 150, 300, font, 0xffffff, "62");
    memcpy(&after, &before, sizeof before);
    /* What lies beyond the last command is no part of the scene. */
    after.commands[after.count].colour = 0x123456;
    struct scene a = {.width = 640, .height = 480, .cells = &before, .count = 1, .room = 1};
    struct scene b = {.width = 640, .height = 480, .cells = &after, .count = 1, .room = 1};
    assert_true(scene_hash(&a) == scene_hash(&b));
    after.commands[1].text[0] = '8';
    assert_false(scene_hash(&a) == scene_hash(&b));
}

static void the_description_names_everything(void **state)
{
    (void)state;
    struct pen pen = start(&before);
    pen_frame(&pen, bounds, 8, 3, 0xfff100);
    pen_hatch(&pen, bounds, 12, 2, 0x333333);
    pen_shape(&pen, (struct rect){110, 110, 20, 20}, SHAPE_RING, 3, 0xffffff);
    pen_text(&pen, 120, 150, 300, font, 0xffffff, "電話");
    struct scene scene = {.width = 640, .height = 480, .cells = &before, .count = 1, .room = 1};
    char *text = scene_describe(&scene);
    assert_string_equal(text, "scene 640x480 #000000\n"
                              "cell #101010 100,100 400x300\n"
                              "  fill   #202020 100,100 400x300 radius 8\n"
                              "  frame  #fff100 100,100 400x300 radius 8 stroke 3\n"
                              "  hatch  #333333 100,100 400x300 every 12 stroke 2\n"
                              "  shape  #ffffff 110,110 20x20 ring stroke 3\n"
                              "  text   #ffffff 119,130 42x25 text 20 at 120,150 \"電話\"\n");
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_cells_differ_nowhere),
        cmocka_unit_test(a_changed_text_is_repainted_where_it_stands),
        cmocka_unit_test(what_is_left_out_is_repainted),
        cmocka_unit_test(another_ground_repaints_the_cell),
        cmocka_unit_test(every_field_counts),
        cmocka_unit_test(the_hash_follows_the_commands),
        cmocka_unit_test(the_description_names_everything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
