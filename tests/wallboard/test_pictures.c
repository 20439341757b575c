/*
 * Renders tests/pictures/pictures.list and compares with tests/pictures/golden, as far as
 * support/picture.h says. WALLBOARD_GOLDEN=update writes the golden pictures instead;
 * WALLBOARD_PICTURES=FOLDER writes all of them there, whole.
 */

#include "render.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/moment.h"
#include "support/picture.h"
#include "support/picture_list.h"

static char folder[] = "/tmp/wallboard-pictures-XXXXXX";

static void render(const struct listed_picture *picture, const char *to)
{
    char config[160], readings[160];
    struct options options = {.mode = MODE_RENDER,
                              .picture_path = to,
                              .config_path = config,
                              .readings_path = readings,
                              .width = picture->width,
                              .height = picture->height};
    snprintf(config, sizeof config, "%s/board.json", folder);
    picture_board(picture, config);
    snprintf(readings, sizeof readings, "tests/pictures/%s.jsonl", picture->readings);
    assert_true(time_parse(picture->at, &options.at_ms));
    assert_int_equal(render_picture(&options), EXIT_OK);
}

static bool as_agreed(const struct listed_picture *picture)
{
    char golden[160], made[160];
    snprintf(golden, sizeof golden, "tests/pictures/golden/%s.png", picture->name);
    snprintf(made, sizeof made, "%s/%s.png", folder, picture->name);
    const char *to = picture_updating() ? golden : made;
    render(picture, to);
    if (picture->reduced && !picture_reduce(to)) {
        return false;
    }
    return picture_updating() || picture_matches(made, golden);
}

static void pictures_look_as_agreed(void **state)
{
    (void)state;
    size_t count;
    struct listed_picture *list = picture_list(&count);
    assert_true(count > 0);
    int bad = 0;
    for (size_t i = 0; i < count; i++) {
        bad += !as_agreed(&list[i]);
    }
    free(list);
    assert_int_equal(bad, 0);
}

/* WALLBOARD_PICTURES names a folder: all pictures go there, whole, to be looked at. */
static void pictures_to_look_at(void **state)
{
    (void)state;
    const char *to = getenv("WALLBOARD_PICTURES");
    assert_non_null(to);
    size_t count;
    struct listed_picture *list = picture_list(&count);
    for (size_t i = 0; i < count; i++) {
        char path[512];
        snprintf(path, sizeof path, "%s/%s.png", to, list[i].name);
        render(&list[i], path);
    }
    free(list);
}

/* A banner that most of the board is silent takes its place, and there are more pages, as live. */
static void the_pages_are_those_of_the_wall(void **state)
{
    (void)state;
    char made[96];
    snprintf(made, sizeof made, "%s/page.png", folder);
    struct options options = {.mode = MODE_RENDER,
                              .picture_path = made,
                              .config_path = "tests/pictures/floor-ja.json",
                              .readings_path = "tests/pictures/dead.jsonl",
                              .width = 1280,
                              .height = 720};
    assert_true(time_parse("2026-11-18T05:32:00Z", &options.at_ms));
    for (options.page = 1; options.page <= 3; options.page++) {
        assert_int_equal(render_picture(&options), EXIT_OK);
    }
    assert_int_equal(render_picture(&options), EXIT_WRONG_OPTION);
}

/* The comparison itself must see a change that a person would. */
static void a_changed_patch_is_seen(void **state)
{
    (void)state;
    enum { SIDE = 100 };
    static unsigned char a[SIDE * SIDE * 3], b[SIDE * SIDE * 3];
    assert_true(picture_difference(a, b, SIDE * SIDE) == 0);
    memset(b, 255, (size_t)SIDE * 3);
    assert_true(picture_difference(a, b, SIDE * SIDE) > PICTURE_SHARE);
    memset(b, PICTURE_TOLERANCE, sizeof b);
    assert_true(picture_difference(a, b, SIDE * SIDE) == 0);
}

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) == NULL;
}

static int remove_folder(void **state)
{
    (void)state;
    char command[96];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pictures_look_as_agreed),
        cmocka_unit_test(the_pages_are_those_of_the_wall),
        cmocka_unit_test(a_changed_patch_is_seen),
    };
    const struct CMUnitTest show[] = {cmocka_unit_test(pictures_to_look_at)};
    if (getenv("WALLBOARD_PICTURES")) {
        return cmocka_run_group_tests(show, make_folder, remove_folder);
    }
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
