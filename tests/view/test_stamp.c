/* That a wall runs from a debug image is told whole, in both languages, wherever it is looked at.
 */

#include "view/stamp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fake_measure.h"
#include "view/words.h"

static struct board_config config_of(double distance_m, int rotate, double overscan, int shift)
{
    return (struct board_config){
        .theme = *theme_of(THEME_DARK),
        .display = {.diagonal_inch = 55,
                    .viewing_distance_m = distance_m,
                    .rotate = rotate,
                    .overscan_percent = overscan,
                    .shift_px = shift},
    };
}

/* All its texts behind one another, without the blanks at which lines were parted. */
static void read_texts(const struct cell *cell, char *to, size_t size)
{
    to[0] = '\0';
    for (int i = 0; i < cell->count; i++) {
        for (const char *c = cell->commands[i].text; *c; c++) {
            size_t length = strlen(to);
            if (*c != ' ' && length + 1 < size) {
                to[length] = *c;
                to[length + 1] = '\0';
            }
        }
    }
}

static void assert_says(const char *texts, enum language language)
{
    char bare[128] = "";
    for (const char *c = word_in(WORD_DEBUG_IMAGE, language); *c; c++) {
        strncat(bare, c, *c != ' ');
    }
    if (!strstr(texts, bare)) {
        fail_msg("'%s' is not in '%s'", bare, texts);
    }
}

/* What a panel hides of it, and where it moves to, is beyond its texts. */
static void assert_texts_within(const struct cell *cell, struct rect seen)
{
    for (int i = 0; i < cell->count; i++) {
        const struct command *command = &cell->commands[i];
        if (command->kind == COMMAND_TEXT) {
            int width = fake_width(NULL, command->font, command->text);
            assert_true(command->origin_x >= seen.x);
            assert_true(command->origin_x + width <= seen.x + seen.w);
            assert_true(command->baseline <= seen.y + seen.h);
            assert_true(command->baseline - command->font.px >= seen.y);
        }
    }
}

static void it_is_whole_on_every_panel(void **state)
{
    (void)state;
    static const struct {
        int width, height;
        double distance_m;
        int rotate;
        double overscan;
        int shift;
    } cases[] = {
        {1920, 1080, 8, 0, 0, 5},    {1280, 720, 8, 0, 0, 0},     {3840, 2160, 8, 0, 0, 16},
        {1920, 1080, 8, 90, 0, 5},   {1920, 1080, 8, 270, 5, 5},  {1080, 1920, 8, 0, 0, 5},
        {1920, 1080, 8, 180, 10, 5}, {1280, 720, 30, 0, 0, 5},    {1920, 1080, 2, 0, 0, 5},
        {320, 320, 8, 0, 0, 5},      {1080, 1920, 20, 90, 10, 0}, {320, 8192, 60, 0, 0, 5},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct board_config config =
            config_of(cases[i].distance_m, cases[i].rotate, cases[i].overscan, cases[i].shift);
        bool turned = cases[i].rotate == 90 || cases[i].rotate == 270;
        int width = cases[i].width, height = cases[i].height, shift = cases[i].shift;
        int w = turned ? height : width, h = turned ? width : height;
        struct stamp *stamp = stamp_create(&config, &fake_measure, width, height);
        struct panel_room room = stamp_leaves(stamp, width, height);
        struct rect left = {0, 0, turned ? room.height : room.width,
                            turned ? room.width : room.height};
        assert_int_equal(left.w, w);
        assert_in_range(left.h, h / 2, h - 1);

        struct cell page = {.bounds = left};
        const struct scene below = {.width = left.w, .height = left.h, .cells = &page, .count = 1};
        const struct scene *scene = stamp_on(stamp, &below);
        assert_int_equal(scene->height, h);
        assert_int_equal(scene_cells(scene), 2);
        assert_ptr_equal(scene_cell(scene, 0), &page);
        const struct cell *cell = scene_cell(scene, 1);
        /* However the picture moves, it reaches to the edges. */
        assert_int_equal(cell->bounds.x, -shift);
        assert_int_equal(cell->bounds.w, w + 2 * shift);
        assert_int_equal(cell->bounds.y, left.h);
        assert_true(cell->bounds.y + cell->bounds.h >= h + shift);

        char texts[512];
        read_texts(cell, texts, sizeof texts);
        assert_says(texts, LANGUAGE_JA);
        assert_says(texts, LANGUAGE_EN);
        int hidden = (int)(h * cases[i].overscan / 100);
        assert_texts_within(
            cell, (struct rect){shift, left.h, w - 2 * shift, h - left.h - hidden - shift});
        stamp_destroy(stamp);
    }
}

/* A page that changes, and moves, is seen beneath it as it is. */
static void what_is_beneath_it_is_that_of_the_page(void **state)
{
    (void)state;
    struct board_config config = config_of(8, 0, 0, 5);
    struct stamp *stamp = stamp_create(&config, &fake_measure, 1920, 1080);
    struct cell cells[2] = {0};
    struct scene page = {.width = 1920, .height = 980, .cells = cells, .count = 2, .room = 2};
    uint64_t bare = scene_hash(&page);
    uint64_t stamped = scene_hash(stamp_on(stamp, &page));
    assert_true(bare != stamped);
    cells[1].background = 0x123456;
    assert_true(scene_hash(stamp_on(stamp, &page)) != stamped);
    page.count = 1;
    page.origin_x = 3;
    assert_int_equal(stamp_on(stamp, &page)->origin_x, 3);
    assert_int_equal(scene_cells(stamp_on(stamp, &page)), 2);
    stamp_destroy(stamp);
}

static void without_one_nothing_changes(void **state)
{
    (void)state;
    const struct scene page = {.width = 1920, .height = 1080};
    assert_ptr_equal(stamp_on(NULL, &page), &page);
    assert_int_equal(scene_cells(&page), 0);
    struct panel_room room = stamp_leaves(NULL, 1920, 1080);
    assert_int_equal(room.width, 1920);
    assert_int_equal(room.height, 1080);
    struct board_config config = config_of(8, 0, 0, 5);
    struct stamp *stamp = stamp_create(&config, &fake_measure, 1920, 1080);
    assert_null(stamp_on(stamp, NULL));
    stamp_destroy(stamp);
    stamp_destroy(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_whole_on_every_panel),
        cmocka_unit_test(what_is_beneath_it_is_that_of_the_page),
        cmocka_unit_test(without_one_nothing_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
