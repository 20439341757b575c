#include "screen/screen.h"

#include "easel.h"

#include <stdio.h>
#include <unistd.h>

#include <png.h>

static struct damage all_of(const struct scene *scene)
{
    struct rect wall = {0, 0, scene->width, scene->height};
    return (struct damage){.wall = wall, .rects = {wall}, .count = 1};
}

static void test_headless_needs_no_video(void **state)
{
    (void)state;
    struct screen *screen = screen_create(SCREEN_HEADLESS, 320, 240, 0);
    assert_non_null(screen);
    assert_int_equal(SDL_WasInit(SDL_INIT_VIDEO), 0);
    assert_int_equal(screen_width(screen), 320);
    assert_int_equal(screen_height(screen), 240);
    assert_string_equal(screen_driver(screen), "headless");
    assert_int_equal(screen_fd(screen), -1);
    assert_non_null(screen_measure(screen));
    struct screen_events events = screen_poll(screen);
    assert_false(events.quit || events.invalidate || events.resized);
    screen_destroy(screen);
}

static void test_shows_what_is_damaged(void **state)
{
    (void)state;
    struct screen *screen = screen_create(SCREEN_HEADLESS, 320, 240, 0);
    static struct cell cell;
    cell = (struct cell){.bounds = {10, 10, 100, 50}, .background = 0x336699};
    struct scene scene = {320, 240, 0x101418, &cell, 1, 1, 0, 0, NULL};
    struct damage damage = all_of(&scene);
    bool shown;
    assert_int_equal(screen_show(screen, &scene, &damage, &shown), 320 * 240);
    assert_true(shown);
    damage.rects[0] = (struct rect){20, 20, 30, 10};
    assert_int_equal(screen_show(screen, &scene, &damage, &shown), 300);
    assert_true(shown);
    damage.count = 0;
    assert_int_equal(screen_show(screen, &scene, &damage, &shown), 0);
    assert_false(shown);
    screen_destroy(screen);
}

/* The picture in the file is the picture that was painted. */
static void test_saves_what_it_shows(void **state)
{
    (void)state;
    char path[64];
    snprintf(path, sizeof path, "/tmp/wallboard-screen-%d.png", (int)getpid());
    struct easel easel = easel_create(640, 420, 0);
    struct screen *screen = screen_create(SCREEN_HEADLESS, 640, 420, 0);
    static struct cell cells[2];
    struct scene scene = {640, 420, EASEL_WALL, cells, 2, 2, 0, 0, NULL};
    easel_everything(easel.fonts, &cells[0], 0, 0, "82.4");
    easel_everything(easel.fonts, &cells[1], 330, 210, "7");
    easel_paint(&easel, &scene, (struct rect){0, 0, 640, 420});
    struct damage damage = all_of(&scene);
    bool shown;
    screen_show(screen, &scene, &damage, &shown);
    assert_true(screen_save_png(screen, path));

    png_image image = {.version = PNG_IMAGE_VERSION};
    assert_int_equal(png_image_begin_read_from_file(&image, path), 1);
    image.format = PNG_FORMAT_RGB;
    static uint8_t read[640 * 420 * 3];
    assert_int_equal(PNG_IMAGE_SIZE(image), sizeof read);
    assert_int_equal(png_image_finish_read(&image, NULL, read, 0, NULL), 1);
    for (int i = 0; i < 640 * 420; i++) {
        uint32_t pixel =
            (uint32_t)read[3 * i] << 16 | (uint32_t)read[3 * i + 1] << 8 | read[3 * i + 2];
        assert_int_equal(pixel, easel_pixel(&easel, i % 640, i / 640));
    }
    unlink(path);
    screen_destroy(screen);
    easel_destroy(&easel);
}

static void test_no_video_no_screen(void **state)
{
    (void)state;
    setenv("SDL_VIDEODRIVER", "no-such-driver", 1);
    assert_null(screen_create(SCREEN_WINDOW, 320, 240, 0));
    assert_int_equal(SDL_WasInit(SDL_INIT_VIDEO), 0);
    unsetenv("SDL_VIDEODRIVER");
    screen_destroy(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_headless_needs_no_video),
        cmocka_unit_test(test_shows_what_is_damaged),
        cmocka_unit_test(test_saves_what_it_shows),
        cmocka_unit_test(test_no_video_no_screen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
