/*
 * Renders tests/pictures/pictures.list and compares with tests/pictures/golden, as far as
 * support/picture.h says. WALLBOARD_GOLDEN=update writes the golden pictures instead.
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

#define MOST 64

struct picture {
    char name[64], board[64], readings[64], size[16], at[32];
};

static struct picture pictures[MOST];
static char folder[] = "/tmp/wallboard-pictures-XXXXXX";

static size_t read_list(void)
{
    FILE *list = fopen("tests/pictures/pictures.list", "re");
    assert_non_null(list);
    char line[256];
    size_t count = 0;
    while (fgets(line, sizeof line, list) != NULL) {
        struct picture *p = &pictures[count];
        if (line[0] == '#' || line[0] == '\n') {
            continue;
        }
        assert_true(count < MOST);
        assert_int_equal(sscanf(line, "%63s %63s %63s %15s %31s", p->name, p->board, p->readings,
                                p->size, p->at),
                         5);
        count++;
    }
    fclose(list);
    return count;
}

static void render(const struct picture *picture, const char *to)
{
    char config[160], readings[160];
    struct options options = {.mode = MODE_RENDER, .picture_path = to};
    snprintf(config, sizeof config, "tests/pictures/%s.json", picture->board);
    snprintf(readings, sizeof readings, "tests/pictures/%s.jsonl", picture->readings);
    options.config_path = config;
    options.readings_path = readings;
    assert_int_equal(sscanf(picture->size, "%dx%d", &options.width, &options.height), 2);
    assert_true(time_parse(picture->at, &options.at_ms));
    assert_int_equal(render_picture(&options), EXIT_OK);
}

static void pictures_look_as_agreed(void **state)
{
    (void)state;
    size_t count = read_list();
    assert_true(count > 0);
    int bad = 0;
    for (size_t i = 0; i < count; i++) {
        char golden[160], made[160];
        snprintf(golden, sizeof golden, "tests/pictures/golden/%s.png", pictures[i].name);
        snprintf(made, sizeof made, "%s/%s.png", folder, pictures[i].name);
        render(&pictures[i], picture_updating() ? golden : made);
        bad += !picture_updating() && !picture_matches(made, golden);
    }
    assert_int_equal(bad, 0);
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
        cmocka_unit_test(a_changed_patch_is_seen),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
