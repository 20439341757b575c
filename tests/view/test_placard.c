/* The cards over the whole wall: every panel, language and state; and that they rest. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "fake_measure.h"
#include "view/placard.h"
#include "view/sizes.h"
#include "view/words.h"

#define NOW_MS INT64_C(1794979927000)

static struct board_config config;
static struct facts facts;
static struct moment now;
static struct damage damage;

static int begin(void **state)
{
    (void)state;
    config = (struct board_config){.language = LANGUAGE_JA,
                                   .zone = "UTC",
                                   .display = {.diagonal_inch = 55, .viewing_distance_m = 5},
                                   .theme = *theme_of(THEME_DARK)};
    facts = (struct facts){.site = "osaka",
                           .screen = "floor-2-east",
                           .machine = "3f9a1c",
                           .serial = "100000003a2b1c4d",
                           .width = 1920,
                           .height = 1080,
                           .network = NETWORK_UP,
                           .interface = "eth0",
                           .address = "192.0.2.7",
                           .host = "mqtt.example",
                           .port = 8883,
                           .link = LINK_CONNECTING};
    now = (struct moment){.mono_ms = 1000000, .wall_ms = NOW_MS, .clock_good = true};
    return 0;
}

static struct placard *make(enum card card, int width, int height)
{
    return placard_create(card, NO_TIME, &config, &zone_utc, &fake_measure, width, height);
}

static void update(struct placard *placard)
{
    const struct scene *scene = placard_scene(placard);
    damage_clear(&damage, (struct rect){0, 0, scene->width, scene->height});
    placard_update(placard, &facts, &now, &damage);
}

static bool shows(const struct placard *placard, const char *text)
{
    const struct scene *scene = placard_scene(placard);
    for (size_t i = 0; i < scene->count; i++) {
        for (int k = 0; k < scene->cells[i].count; k++) {
            const struct command *command = &scene->cells[i].commands[k];
            if (command->kind == COMMAND_TEXT && strstr(command->text, text) != NULL) {
                return true;
            }
        }
    }
    return false;
}

/* ---- Whatever the panel --------------------------------------------------------------------- */

/* Texts stay clear of the edges that a panel may hide, and are no smaller than 16 arc minutes. */
static void check_scene(const struct scene *scene)
{
    struct rect safe = {scene->width * 4 / 100, scene->height * 4 / 100, scene->width * 92 / 100,
                        scene->height * 92 / 100};
    struct sizes sizes = sizes_of(&config.display, scene->width, scene->height);
    int least = sizes_px(&sizes, LEAST_MINUTES);
    for (size_t i = 0; i < scene->count; i++) {
        for (int k = 0; k < scene->cells[i].count; k++) {
            const struct command *command = &scene->cells[i].commands[k];
            if (command->kind == COMMAND_TEXT) {
                int width = fake_width(&fake_measure, command->font, command->text);
                if (command->origin_x < safe.x || command->origin_x + width > safe.x + safe.w ||
                    command->baseline > safe.y + safe.h || command->bounds.y < safe.y / 2) {
                    fail_msg("'%s' at %d,%d is not safe on %dx%d", command->text, command->origin_x,
                             command->baseline, scene->width, scene->height);
                }
                assert_true(fake_height(&fake_measure, command->font).cap >= least);
                if (strstr(command->text, "…") != NULL) {
                    fail_msg("'%s' is cut on %dx%d", command->text, scene->width, scene->height);
                }
            }
        }
        for (size_t k = 0; k < i; k++) {
            assert_true(
                rect_empty(rect_intersection(scene->cells[i].bounds, scene->cells[k].bounds)));
        }
    }
}

static void check_pages(enum card card, int width, int height)
{
    struct placard *placard = make(card, width, height);
    facts.width = width;
    facts.height = height;
    update(placard);
    for (size_t page = 0; page < placard_page_count(placard); page++) {
        placard_show_page(placard, page);
        update(placard);
        check_scene(placard_scene(placard));
    }
    placard_destroy(placard);
}

static void all_pages_hold_on_every_panel(void **state)
{
    (void)state;
    static const int sizes[][2] = {{1280, 720}, {1920, 1080}, {3840, 2160}, {1080, 1920}};
    static const double distances[] = {1, 3, 5, 8};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        for (size_t d = 0; d < sizeof distances / sizeof *distances; d++) {
            for (int language = 0; language < LANGUAGE_COUNT; language++) {
                for (int link = LINK_NONE; link <= LINK_DUPLICATE; link++) {
                    config.language = (enum language)language;
                    config.display.viewing_distance_m = distances[d];
                    facts.link = (enum link_state)link;
                    facts.network = link % 2 ? NETWORK_DOWN : NETWORK_UP;
                    check_pages(CARD_TEST, sizes[i][0], sizes[i][1]);
                    check_pages(CARD_IDENTIFY, sizes[i][0], sizes[i][1]);
                    check_pages(CARD_SETUP, sizes[i][0], sizes[i][1]);
                }
            }
        }
    }
}

/* A name of the longest kind, a fault of the longest kind, a panel far too small: it still shows.
 */
static void the_worst_is_shown(void **state)
{
    (void)state;
    memset(facts.screen, 'w', sizeof facts.screen - 1);
    memset(facts.fault, 'f', sizeof facts.fault - 1);
    memset(facts.host, 'h', sizeof facts.host - 1);
    memset(facts.reason, 'r', sizeof facts.reason - 1);
    facts.link = LINK_LOST;
    config.display.viewing_distance_m = 30;
    static const int sizes[][2] = {{320, 320}, {320, 8192}, {8192, 320}, {1920, 1080}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        for (int card = CARD_IDENTIFY; card <= CARD_TEST; card++) {
            struct placard *placard = make((enum card)card, sizes[i][0], sizes[i][1]);
            update(placard);
            for (size_t page = 0; page < placard_page_count(placard); page++) {
                placard_show_page(placard, page);
                update(placard);
                assert_true(placard_scene(placard)->cells[0].count > 0);
            }
            placard_destroy(placard);
        }
    }
}

/* As many faults as are told, each with a mark of its own in both languages. */
static const struct told_faults *many_faults(void)
{
    static char texts[TOLD_FAULTS_MAX][LANGUAGE_COUNT][160];
    static struct told_faults told = {.count = TOLD_FAULTS_MAX + 3};
    for (int i = 0; i < TOLD_FAULTS_MAX; i++) {
        snprintf(texts[i][LANGUAGE_JA], sizeof texts[i][LANGUAGE_JA],
                 "network/%02d 「値」 · ここには別の書き方をします。例のとおりに直してください", i);
        snprintf(texts[i][LANGUAGE_EN], sizeof texts[i][LANGUAGE_EN],
                 "network/%02d \"value\" · Something else stands here. Write: what the example has",
                 i);
        told.texts[i][LANGUAGE_JA] = texts[i][LANGUAGE_JA];
        told.texts[i][LANGUAGE_EN] = texts[i][LANGUAGE_EN];
    }
    return &told;
}

/* On how many pages a text begins. */
static int pages_with(struct placard *placard, const char *text)
{
    int found = 0;
    for (size_t page = 0; page < placard_page_count(placard); page++) {
        placard_show_page(placard, page);
        update(placard);
        found += shows(placard, text);
    }
    return found;
}

static void every_fault_of_the_installer_is_told(void **state)
{
    (void)state;
    static const int sizes[][2] = {{1280, 720}, {1920, 1080}, {3840, 2160}, {1080, 1920}};
    static const double distances[] = {1, 8};
    for (size_t i = 0; i < 2 * sizeof sizes / sizeof *sizes; i++) {
        const int *size = sizes[i / 2];
        config.display.viewing_distance_m = distances[i % 2];
        facts.told = many_faults();
        check_pages(CARD_SETUP, size[0], size[1]);
        struct placard *placard = make(CARD_SETUP, size[0], size[1]);
        update(placard);
        assert_true(shows(placard, "27")); /* the first page says how many there are */
        for (int k = 0; k < TOLD_FAULTS_MAX; k++) {
            char mark[16];
            snprintf(mark, sizeof mark, "network/%02d", k);
            assert_int_equal(pages_with(placard, mark), LANGUAGE_COUNT);
        }
        facts.told = NULL;
        update(placard);
        assert_int_equal(pages_with(placard, "network/"), 0);
        placard_destroy(placard);
    }
}

/* ---- What they say -------------------------------------------------------------------------- */

static void every_check_stands_in_both_languages(void **state)
{
    (void)state;
    struct placard *placard = make(CARD_TEST, 1920, 1080);
    static const char *const words[] = {"名前解決",     "Name service", "時計",
                                        "Clock",        "設置確認",     "5 m 先から読めますか",
                                        "floor-2-east", "Ctrl-C"};
    bool seen[sizeof words / sizeof *words] = {false};
    update(placard);
    for (size_t page = 0; page < placard_page_count(placard); page++) {
        placard_show_page(placard, page);
        update(placard);
        for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
            seen[i] = seen[i] || shows(placard, words[i]);
        }
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        assert_true(seen[i]);
    }
    placard_destroy(placard);
}

static void one_that_goes_by_itself_says_when(void **state)
{
    (void)state;
    struct placard *placard =
        placard_create(CARD_TEST, NOW_MS + 600000, &config, &zone_utc, &fake_measure, 1920, 1080);
    update(placard);
    assert_true(shows(placard, "5:42"));
    assert_false(shows(placard, "Ctrl-C"));
    placard_destroy(placard);
}

/* Without what only an installer with the panel before him needs. */
static void set_up_is_the_list_alone(void **state)
{
    (void)state;
    struct placard *placard = make(CARD_SETUP, 1920, 1080);
    update(placard);
    assert_int_equal(placard_page_count(placard), 2);
    assert_true(shows(placard, "設置確認"));
    placard_show_page(placard, 1);
    update(placard);
    assert_true(shows(placard, "Installation"));
    placard_destroy(placard);
}

static void identify_tells_which_board_this_is(void **state)
{
    (void)state;
    struct placard *placard = make(CARD_IDENTIFY, 1920, 1080);
    update(placard);
    assert_int_equal(placard_page_count(placard), 1);
    static const char *const words[] = {"east", "osaka", WALLBOARD_VERSION, "3f9a1c", "192.0.2.7"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        assert_true(shows(placard, words[i]));
    }
    facts.screen[0] = '\0';
    update(placard);
    assert_true(shows(placard, word_in(WORD_NO_NAME, LANGUAGE_JA)));
    placard_destroy(placard);
}

/* ---- When they change ----------------------------------------------------------------------- */

static void it_follows_the_link_and_rests(void **state)
{
    (void)state;
    struct placard *placard = make(CARD_TEST, 1920, 1080);
    update(placard);
    placard_show_page(placard, 1);
    update(placard);
    assert_true(damage.count > 0);
    update(placard);
    assert_int_equal(damage.count, 0);
    facts.link = LINK_UP;
    update(placard);
    assert_true(damage.count > 0);
    assert_true(shows(placard, "mqtt.example:8883"));
    update(placard);
    assert_int_equal(damage.count, 0);
    placard_destroy(placard);
}

static void a_page_has_its_time_from_when_it_is_seen(void **state)
{
    (void)state;
    struct placard *placard = make(CARD_TEST, 1920, 1080);
    update(placard);
    /* The frame took longer than a page has. */
    now.mono_ms += 2 * PLACARD_PAGE_MS;
    placard_seen(placard, now.mono_ms);
    update(placard);
    assert_int_equal(placard_page(placard), 0);
    assert_int_equal(placard_next_change(placard), now.mono_ms + PLACARD_PAGE_MS);
    /* Further frames of the same page give it no more. */
    now.mono_ms += PLACARD_PAGE_MS;
    placard_seen(placard, now.mono_ms);
    update(placard);
    assert_int_equal(placard_page(placard), 1);
    placard_destroy(placard);
}

static void pages_take_turns(void **state)
{
    (void)state;
    struct placard *placard = make(CARD_TEST, 1920, 1080);
    /* The screen may come long after the card was made: the first page is seen all the same. */
    now.mono_ms += 3 * PLACARD_PAGE_MS;
    now.wall_ms += 3 * PLACARD_PAGE_MS;
    update(placard);
    assert_true(placard_page_count(placard) > 1);
    assert_int_equal(placard_next_change(placard), now.mono_ms + PLACARD_PAGE_MS);
    for (size_t i = 0; i < placard_page_count(placard); i++) {
        assert_int_equal(placard_page(placard), i);
        now.mono_ms += PLACARD_PAGE_MS;
        now.wall_ms += PLACARD_PAGE_MS;
        update(placard);
    }
    assert_int_equal(placard_page(placard), 0);
    placard_destroy(placard);
}

/* A card of one page, without a clock, has nothing to wake for. */
static void identify_sleeps(void **state)
{
    (void)state;
    struct placard *placard = make(CARD_IDENTIFY, 1920, 1080);
    update(placard);
    assert_true(placard_next_change(placard) == NEVER);
    placard_destroy(placard);
    placard_destroy(NULL);
}

static void turned_panels_swap_their_sides(void **state)
{
    (void)state;
    config.display.rotate = 90;
    struct placard *placard = make(CARD_TEST, 1920, 1080);
    assert_int_equal(placard_scene(placard)->width, 1080);
    assert_int_equal(placard_scene(placard)->height, 1920);
    placard_destroy(placard);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(all_pages_hold_on_every_panel, begin),
        cmocka_unit_test_setup(the_worst_is_shown, begin),
        cmocka_unit_test_setup(every_fault_of_the_installer_is_told, begin),
        cmocka_unit_test_setup(every_check_stands_in_both_languages, begin),
        cmocka_unit_test_setup(one_that_goes_by_itself_says_when, begin),
        cmocka_unit_test_setup(set_up_is_the_list_alone, begin),
        cmocka_unit_test_setup(identify_tells_which_board_this_is, begin),
        cmocka_unit_test_setup(it_follows_the_link_and_rests, begin),
        cmocka_unit_test_setup(a_page_has_its_time_from_when_it_is_seen, begin),
        cmocka_unit_test_setup(pages_take_turns, begin),
        cmocka_unit_test_setup(identify_sleeps, begin),
        cmocka_unit_test_setup(turned_panels_swap_their_sides, begin),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
