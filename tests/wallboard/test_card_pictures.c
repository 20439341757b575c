/*
 * The cards of installer and IT as pictures, with facts that no machine that runs the tests has:
 * all that works, and all that fails. Compared as tests/wallboard/test_pictures.c does.
 */

#include "render_card.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "device/clock.h"
#include "load.h"
#include "render.h"
#include "support/picture.h"

static char folder[] = "/tmp/wallboard-cards-XXXXXX";

static const struct facts works = {
    .site = "osaka",
    .screen = "floor-2-east",
    .machine = "3f9a1c",
    .serial = "100000003a2b1c4d",
    .driver = "KMSDRM",
    .network = NETWORK_UP,
    .interface = "eth0",
    .address = "192.168.20.31",
    .host = "mqtt.example",
    .port = 8883,
    .tls = true,
    .alone = true,
    .link = LINK_UP,
};

static const struct facts fails = {
    .site = "osaka",
    .screen = "floor-2-east",
    .machine = "3f9a1c",
    .serial = "100000003a2b1c4d",
    .driver = "KMSDRM",
    .fault = "board.json/businesses/main/channels/phone/kpis/service-level/target 'target' is too "
             "large.",
    .network = NETWORK_DOWN,
    .host = "mqtt.example",
    .port = 8883,
    .tls = true,
    .link = LINK_NAME,
    .reason = "host name: Name or service not known",
};

/* Of one file: all that its author got wrong. */
static const struct told_faults told = {
    .count = 4,
    .texts = {{"scren · この項目はありません。screen の書き間違いではありませんか",
               "scren · A card has no such key. Did you mean 'screen'?"},
              {"screen · この項目が必要です",
               "screen · A card needs the key 'screen'. Write: The name of this wallboard in it."},
              {"network/address 「192.0.2.7」 · 192.0.2.7/24 "
               "のように、アドレス、斜線、ネットの長さを書きます",
               "network/address \"192.0.2.7\" · An address is numbers with the length of the net "
               "behind a slash. Write: such as 192.0.2.7/24"},
              {"broker/port 「88830」 · 1〜65535 の数を \" で囲まずに書きます",
               "broker/port \"88830\" · 'port' is out of its range. Write: 1 to 65535"}},
};

static const struct facts untaken = {
    .driver = "KMSDRM",
    .fault = "wallboard.json の誤り: 4 か所 · "
             "scren · この項目はありません。screen の書き間違いではありませんか",
    .told = &told,
    .network = NETWORK_UP,
    .interface = "eth0",
    .address = "192.168.20.31",
    .link = LINK_NONE,
};

/* A new card with nothing of the installer's on it. */
static const struct facts forgotten = {
    .driver = "KMSDRM",
    .fault = "カードに wallboard.json がありません / wallboard.json is missing · "
             "board.json がありません / board.json is missing",
    .network = NETWORK_UP,
    .interface = "eth0",
    .address = "192.168.20.31",
    .link = LINK_NONE,
};

static const struct card_picture {
    const char *name, *board;
    int width, height;
    enum card card;
    size_t page;
    const struct facts *facts;
} pictures[] = {
    {"card-ja-1920x1080", "floor-ja", 1920, 1080, CARD_TEST, 1, &works},
    {"card-en-1080x1920", "floor-en", 1080, 1920, CARD_TEST, 1, &works},
    {"card-ja-3840x2160", "floor-ja", 3840, 2160, CARD_TEST, 1, &fails},
    {"card-far-ja-1280x720", "far-ja", 1280, 720, CARD_TEST, 1, &fails},
    {"checks-ja-1920x1080", "floor-ja", 1920, 1080, CARD_TEST, 2, &works},
    {"checks-fail-ja-1920x1080", "floor-ja", 1920, 1080, CARD_TEST, 2, &fails},
    {"checks-fail-en-3840x2160", "floor-en", 3840, 2160, CARD_TEST, 2, &fails},
    {"checks-fail-ja-1080x1920", "floor-ja", 1080, 1920, CARD_TEST, 2, &fails},
    {"checks-far-ja-1280x720", "far-ja", 1280, 720, CARD_TEST, 2, &fails},
    {"checks-far-ja-1080x1920", "far-ja", 1080, 1920, CARD_TEST, 2, &works},
    {"told-ja-1920x1080", "floor-ja", 1920, 1080, CARD_SETUP, 1, &untaken},
    {"told-en-1920x1080", "floor-en", 1920, 1080, CARD_SETUP, 1, &untaken},
    {"told-en-1080x1920", "floor-en", 1080, 1920, CARD_SETUP, 1, &untaken},
    {"told-ja-1280x720", "floor-ja", 1280, 720, CARD_SETUP, 1, &untaken},
    {"told-ja-3840x2160", "floor-ja", 3840, 2160, CARD_SETUP, 1, &untaken},
    {"told-far-ja-1280x720", "far-ja", 1280, 720, CARD_SETUP, 1, &untaken},
    {"forgotten-ja-1920x1080", "far-ja", 1920, 1080, CARD_SETUP, 1, &forgotten},
    {"forgotten-en-1920x1080", "floor-en", 1920, 1080, CARD_SETUP, 1, &forgotten},
    {"chart-en-1920x1080", "floor-en", 1920, 1080, CARD_TEST, 3, &works},
    {"chart-far-ja-1080x1920", "far-ja", 1080, 1920, CARD_TEST, 4, &works},
    {"identify-ja-1920x1080", "floor-ja", 1920, 1080, CARD_IDENTIFY, 1, &works},
    {"identify-en-1080x1920", "floor-en", 1080, 1920, CARD_IDENTIFY, 1, &works},
};

static struct board_config *read_board(const char *name)
{
    char path[128];
    struct document document;
    snprintf(path, sizeof path, "tests/pictures/%s.json", name);
    assert_true(load_document(&document, path));
    struct faults *faults = faults_create();
    struct board_config *config = load_board(&document, faults);
    assert_non_null(config);
    faults_destroy(faults);
    free(document.bytes);
    return config;
}

static void render(const struct card_picture *picture, const char *to)
{
    struct board_config *config = read_board(picture->board);
    struct options options = {.mode = MODE_RENDER,
                              .picture_path = to,
                              .width = picture->width,
                              .height = picture->height,
                              .page = picture->page};
    assert_true(time_parse("2026-11-18T05:32:00Z", &options.at_ms));
    struct facts facts = *picture->facts;
    facts.width = picture->width;
    facts.height = picture->height;
    clock_set_zone(config->zone);
    assert_int_equal(render_card_with(&options, picture->card, config, &facts), EXIT_OK);
    board_config_destroy(config);
}

static void cards_look_as_agreed(void **state)
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

/* A calm wall bears its name at the far end of the strip. */
static void the_name_stands_where_nobody_wants_the_place(void **state)
{
    (void)state;
    static const char golden[] = "tests/pictures/golden/named-ja-1920x1080.png";
    char made[96];
    snprintf(made, sizeof made, "%s/named.png", folder);
    struct options options = {.mode = MODE_RENDER,
                              .picture_path = picture_updating() ? golden : made,
                              .config_path = "tests/pictures/floor-ja.json",
                              .device_path = "config/device.example.json",
                              .readings_path = "tests/pictures/calm.jsonl",
                              .width = 1920,
                              .height = 1080};
    assert_true(time_parse("2026-11-18T05:32:00Z", &options.at_ms));
    assert_int_equal(render_picture(&options), EXIT_OK);
    assert_true(picture_updating() || picture_matches(made, golden));
}

/* A page and the installer's card, on images that let people log in. */
static void a_debug_image_says_so_everywhere(void **state)
{
    (void)state;
    static const char golden[] = "tests/pictures/golden/debug-ja-1920x1080.png";
    static const char golden_card[] = "tests/pictures/golden/debug-card-en-1080x1920.png";
    static const struct card_picture card = {"", "floor-en", 1080, 1920, CARD_SETUP, 1, &untaken};
    char made[96], made_card[96];
    snprintf(made, sizeof made, "%s/debug.png", folder);
    snprintf(made_card, sizeof made_card, "%s/debug-card.png", folder);
    struct options options = {.mode = MODE_RENDER,
                              .picture_path = picture_updating() ? golden : made,
                              .config_path = "tests/pictures/floor-ja.json",
                              .readings_path = "tests/pictures/mixed.jsonl",
                              .width = 1920,
                              .height = 1080};
    assert_true(time_parse("2026-11-18T05:32:00Z", &options.at_ms));
    setenv("WALLBOARD_DEBUG", "/dev/null", 1);
    int code = render_picture(&options);
    render(&card, picture_updating() ? golden_card : made_card);
    unsetenv("WALLBOARD_DEBUG");
    assert_int_equal(code, EXIT_OK);
    assert_true(picture_updating() ||
                (picture_matches(made, golden) && picture_matches(made_card, golden_card)));
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
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cards_look_as_agreed),
        cmocka_unit_test(the_name_stands_where_nobody_wants_the_place),
        cmocka_unit_test(a_debug_image_says_so_everywhere),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
