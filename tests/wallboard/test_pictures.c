/*
 * Renders tests/pictures/pictures.list and compares with tests/pictures/golden. The pictures may
 * differ a little, since FreeType smooths edges differently from release to release: at most
 * DIFFERENT_SHARE of the pixels may be off by more than CHANNEL_TOLERANCE in any channel. A tile in
 * another colour, a missing word or a shifted row is far beyond that.
 *
 * WALLBOARD_GOLDEN=update writes the golden pictures instead.
 */

#include "render.h"

#include <png.h>
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

#define CHANNEL_TOLERANCE 64
#define DIFFERENT_SHARE 0.004
#define MOST 64

struct picture {
    char name[64], board[64], readings[64], size[16], at[32];
};

static struct picture pictures[MOST];
static char folder[] = "/tmp/wallboard-pictures-XXXXXX";

static bool updating(void)
{
    const char *wish = getenv("WALLBOARD_GOLDEN");
    return wish != NULL && strcmp(wish, "update") == 0;
}

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

/* RGB bytes, to be freed. */
static unsigned char *load(const char *path, unsigned *width, unsigned *height)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    if (!png_image_begin_read_from_file(&image, path)) {
        return NULL;
    }
    image.format = PNG_FORMAT_RGB;
    unsigned char *pixels = malloc(PNG_IMAGE_SIZE(image));
    assert_non_null(pixels);
    assert_true(png_image_finish_read(&image, NULL, pixels, 0, NULL));
    *width = image.width;
    *height = image.height;
    return pixels;
}

static double different_share(const unsigned char *a, const unsigned char *b, size_t count)
{
    size_t different = 0;
    for (size_t i = 0; i < count; i++) {
        bool off = false;
        for (size_t channel = 0; channel < 3; channel++) {
            off = off || abs(a[i * 3 + channel] - b[i * 3 + channel]) > CHANNEL_TOLERANCE;
        }
        different += off;
    }
    return (double)different / (double)count;
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
        render(&pictures[i], updating() ? golden : made);
        if (updating()) {
            continue;
        }
        unsigned width, height, golden_width, golden_height;
        unsigned char *a = load(made, &width, &height);
        unsigned char *b = load(golden, &golden_width, &golden_height);
        double share = 1;
        if (a != NULL && b != NULL && width == golden_width && height == golden_height) {
            share = different_share(a, b, (size_t)width * height);
        }
        if (share > DIFFERENT_SHARE) {
            print_error("%s: %.2f %% of the pixels differ, allowed %.2f %%\n", pictures[i].name,
                        share * 100, DIFFERENT_SHARE * 100);
            bad++;
        }
        free(a);
        free(b);
    }
    assert_int_equal(bad, 0);
}

/* The comparison itself must see a change that a person would. */
static void a_changed_patch_is_seen(void **state)
{
    (void)state;
    enum { SIDE = 100 };
    static unsigned char a[SIDE * SIDE * 3], b[SIDE * SIDE * 3];
    assert_true(different_share(a, b, SIDE * SIDE) == 0);
    memset(b, 255, (size_t)SIDE * 3);
    assert_true(different_share(a, b, SIDE * SIDE) > DIFFERENT_SHARE);
    memset(b, CHANNEL_TOLERANCE, sizeof b);
    assert_true(different_share(a, b, SIDE * SIDE) == 0);
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
