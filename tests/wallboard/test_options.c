#include "options.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define MOST 14

/* Splits at spaces, as a shell would. */
static bool parse(struct options *options, const char *line)
{
    static char copy[256];
    char *arguments[MOST + 1] = {"wallboard"};
    int count = 1;
    snprintf(copy, sizeof copy, "%s", line);
    for (char *word = strtok(copy, " "); word != NULL; word = strtok(NULL, " ")) {
        arguments[count++] = word;
    }
    return options_parse(options, count, arguments);
}

/* What is said on standard error belongs to the person at the keyboard, not to the test's log. */
static bool parse_quietly(struct options *options, const char *line)
{
    int kept = dup(STDERR_FILENO), nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, STDERR_FILENO);
    bool good = parse(options, line);
    dup2(kept, STDERR_FILENO);
    close(kept);
    close(nowhere);
    return good;
}

static void takes_what_help_says(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        enum mode mode;
        enum screen_kind screen;
        int width, height;
    } cases[] = {
        {"", MODE_RUN, SCREEN_FULL, 0, 0},
        {"--device d.json --config b.json", MODE_RUN, SCREEN_FULL, 0, 0},
        {"--window 1280x720", MODE_RUN, SCREEN_WINDOW, 1280, 720},
        {"--headless 1920x1080 --config b.json", MODE_RUN, SCREEN_HEADLESS, 1920, 1080},
        {"--headless 320x8192", MODE_RUN, SCREEN_HEADLESS, 320, 8192},
        {"--check b.json", MODE_CHECK, SCREEN_FULL, 0, 0},
        {"--check b.json --catalogue c.json --audience client", MODE_CHECK, SCREEN_FULL, 0, 0},
        {"--catalogue c.json --audience agents", MODE_RUN, SCREEN_FULL, 0, 0},
        {"--check b.json --json", MODE_CHECK, SCREEN_FULL, 0, 0},
        {"--render o.png --size 1080x1920 --config b.json", MODE_RENDER, SCREEN_FULL, 1080, 1920},
        {"--render o.png --size 1080x1920 --config b.json --readings r --at 2026-03-29T00:59:59Z",
         MODE_RENDER, SCREEN_FULL, 1080, 1920},
        {"--legibility --config b.json", MODE_LEGIBILITY, SCREEN_FULL, 1920, 1080},
        {"--legibility --config b.json --json", MODE_LEGIBILITY, SCREEN_FULL, 1920, 1080},
        {"--legibility --config b.json --size 1080x1920", MODE_LEGIBILITY, SCREEN_FULL, 1080, 1920},
        {"--provision w.json --to f", MODE_PROVISION, SCREEN_FULL, 0, 0},
        {"--test-card", MODE_RUN, SCREEN_FULL, 0, 0},
        {"--test-card --window 1280x720 --device d.json", MODE_RUN, SCREEN_WINDOW, 1280, 720},
        {"--test-card --render o.png --size 800x600 --config b --device d --page 3", MODE_RENDER,
         SCREEN_FULL, 800, 600},
        {"--render o.png --size 800x600 --config b.json --device d.json", MODE_RENDER, SCREEN_FULL,
         800, 600},
        {"--render o.png --size 800x600 --config b.json --page 12", MODE_RENDER, SCREEN_FULL, 800,
         600},
        {"--why a/b/c --config b.json", MODE_WHY, SCREEN_FULL, 0, 0},
        {"--why a/b/c --config b.json --readings r --at 2026-03-29T00:59:59Z --json --language ja",
         MODE_WHY, SCREEN_FULL, 0, 0},
        {"--render o.png --size 1080x1920 --config b.json --why a/b/c --page 2", MODE_RENDER,
         SCREEN_FULL, 1080, 1920},
        {"--words", MODE_WORDS, SCREEN_FULL, 0, 0},
        {"--words ACW --language ja", MODE_WORDS, SCREEN_FULL, 0, 0},
        {"--language en --words --catalogue c.json", MODE_WORDS, SCREEN_FULL, 0, 0},
        {"--schema", MODE_SCHEMA, SCREEN_FULL, 0, 0},
        {"--version", MODE_VERSION, SCREEN_FULL, 0, 0},
        {"--help", MODE_HELP, SCREEN_FULL, 0, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct options options;
        assert_true(parse(&options, cases[i].line));
        assert_int_equal(options.mode, cases[i].mode);
        assert_int_equal(options.screen, cases[i].screen);
        assert_int_equal(options.width, cases[i].width);
        assert_int_equal(options.height, cases[i].height);
    }
}

static void refuses_the_rest(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "--unknown",
        "board.json",
        "--config",
        "--window 1280",
        "--window 1280x",
        "--window x720",
        "--window 1280X720",
        "--window 1280x720x3",
        "--window -1280x720",
        "--window 319x720",
        "--window 1280x8193",
        "--window 99999999999x720",
        "--window 1280x720 --headless 1280x720",
        "--headless 1e3x720",
        "--check b.json --render o.png --size 800x600 --config b.json",
        "--schema --version",
        "--provision w.json",
        "--to f",
        "--check b.json --to f",
        "--provision w.json --to f --config b.json",
        "--json",
        "--json --schema",
        "--size 800x600",
        "--render o.png --config b.json",
        "--legibility",
        "--legibility --json",
        "--legibility --config b.json --check b.json",
        "--legibility --config b.json --size 1x1",
        "--render o.png --size 800x600",
        "--render o.png --size 800x600 --config b.json --window 800x600",
        "--check b.json --device d.json",
        "--render o.png --size 800x600 --config b.json --at yesterday",
        "--render o.png --size 800x600 --config b.json --at 2026-02-30T00:00:00Z",
        "--render o.png --size 800x600 --config b.json --at 2026-02-20T00:00:00+09:00",
        "--at 2026-02-20T00:00:00Z",
        "--page 2",
        "--render o.png --size 800x600 --config b.json --page 0",
        "--render o.png --size 800x600 --config b.json --page -1",
        "--render o.png --size 800x600 --config b.json --page two",
        "--render o.png --size 800x600 --config b.json --page 99999",
        "--test-card --check b.json",
        "--test-card --legibility --config b.json",
        "--test-card --schema",
        "--test-card --render o.png --size 800x600 --config b.json --readings r.jsonl",
        "--test-card --page 2",
        "--readings r.jsonl",
        "--check b.json --config b.json",
        "--catalogue",
        "--schema --catalogue c.json",
        "--why a/b/c",
        "--why",
        "--why a/b/c --config b.json --size 800x600",
        "--why a/b/c --config b.json --check b.json",
        "--why a/b/c --config b.json --page 2",
        "--why a/b/c --config b.json --headless 800x600",
        "--words --schema",
        "--words one two",
        "--words --language fr",
        "--language ja",
        "--words --config b.json",
        "--audience everybody",
        "--audience agents --version",
    };
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        struct options options;
        if (parse_quietly(&options, lines[i])) {
            fail_msg("taken: %s", lines[i]);
        }
    }
}

static void pictures_have_a_fixed_time(void **state)
{
    (void)state;
    struct options options;
    assert_true(parse(&options, "--render o.png --size 800x600 --config b.json"));
    assert_int_equal(options.at_ms, INT64_C(1794979920000));
    assert_true(parse(&options, "--render o --size 800x600 --config b --at 1970-01-02T00:00:00Z"));
    assert_int_equal(options.at_ms, 86400000);
}

static void a_card_in_place_of_the_board(void **state)
{
    (void)state;
    struct options options;
    assert_true(parse(&options, "--window 800x600"));
    assert_false(options.test_card);
    assert_int_equal(options.page, 0);
    assert_true(parse(&options, "--test-card --render o --size 800x600 --config b --page 2"));
    assert_true(options.test_card);
    assert_int_equal(options.page, 2);
}

/* Every option of the table is explained. */
static void help_names_every_option(void **state)
{
    (void)state;
    static const char *const names[] = {
        "--device",  "--config", "--window",     "--headless", "--check",     "--json",
        "--render",  "--size",   "--legibility", "--readings", "--at",        "--schema",
        "--version", "--help",   "--test-card",  "--page",     "--catalogue", "--audience"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        assert_non_null(strstr(options_help(), names[i]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_what_help_says),
        cmocka_unit_test(refuses_the_rest),
        cmocka_unit_test(pictures_have_a_fixed_time),
        cmocka_unit_test(a_card_in_place_of_the_board),
        cmocka_unit_test(help_names_every_option),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
