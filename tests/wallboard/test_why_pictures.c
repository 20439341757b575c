/* The page that says why, as a picture. Compared as tests/wallboard/test_pictures.c does. */

#include "render.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/moment.h"
#include "load.h"
#include "support/picture.h"

static char folder[] = "/tmp/wallboard-why-XXXXXX";

static const struct why_picture {
    const char *name, *board, *readings, *kpi;
    int width, height;
    size_t page;
} pictures[] = {
    {"why-ja-1920x1080", "floor-ja", "mixed", "main/phone/service-level", 1920, 1080, 1},
    {"why-2-ja-1920x1080", "floor-ja", "mixed", "main/phone/service-level", 1920, 1080, 2},
    {"why-en-1920x1080", "floor-en", "mixed", "main/phone/service-level", 1920, 1080, 1},
    {"why-en-1080x1920", "floor-en", "mixed", "main/social/on-time-rate", 1080, 1920, 1},
    {"why-far-ja-1280x720", "far-ja", "mixed", "main/phone/service-level", 1280, 720, 1},
    {"why-refused-ja-1920x1080", "floor-ja", "refused", "main/phone/service-level", 1920, 1080, 1},
    {"why-refused-en-1080x1920", "floor-en", "refused", "main/phone/service-level", 1080, 1920, 1},
};

static void render(const struct why_picture *picture, const char *to)
{
    char config[160], readings[160];
    struct options options = {.mode = MODE_RENDER,
                              .picture_path = to,
                              .config_path = config,
                              .readings_path = readings,
                              .width = picture->width,
                              .height = picture->height,
                              .why = picture->kpi,
                              .page = picture->page,
                              .language = -1};
    snprintf(config, sizeof config, "tests/pictures/%s.json", picture->board);
    snprintf(readings, sizeof readings, "tests/pictures/%s.jsonl", picture->readings);
    assert_true(time_parse("2026-11-18T05:32:00Z", &options.at_ms));
    assert_int_equal(render_picture(&options), EXIT_OK);
}

static void it_looks_as_agreed(void **state)
{
    (void)state;
    int bad = 0;
    for (size_t i = 0; i < sizeof pictures / sizeof *pictures; i++) {
        char golden[160], made[160];
        snprintf(golden, sizeof golden, "tests/pictures/golden/%s.png", pictures[i].name);
        snprintf(made, sizeof made, "%s/%s.png", folder, pictures[i].name);
        render(&pictures[i], picture_updating() ? golden : made);
        bad += !picture_updating() && !picture_matches(made, golden);
    }
    assert_int_equal(bad, 0);
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
    load_finish();
    return system(command);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(it_looks_as_agreed)};
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
