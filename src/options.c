#include "options.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/moment.h"
#include "config/keys.h"
#include "config/reader.h"

#define SIDE_MIN 320
#define SIDE_MAX 8192

/* Pictures repeat only when their clock does: a Wednesday, 14:32 in Tokyo. */
#define PICTURE_TIME "2026-11-18T05:32:00Z"

enum option_id {
    OPTION_DEVICE = 256,
    OPTION_CONFIG,
    OPTION_CATALOGUE,
    OPTION_AUDIENCE,
    OPTION_WINDOW,
    OPTION_HEADLESS,
    OPTION_CHECK,
    OPTION_JSON,
    OPTION_RENDER,
    OPTION_LEGIBILITY,
    OPTION_SIZE,
    OPTION_READINGS,
    OPTION_AT,
    OPTION_PAGE,
    OPTION_TEST_CARD,
    OPTION_PROVISION,
    OPTION_TO,
    OPTION_WHY,
    OPTION_WORDS,
    OPTION_LANGUAGE,
    OPTION_SCHEMA,
    OPTION_VERSION,
    OPTION_HELP,
};

static const struct option table[] = {
    {"device", required_argument, NULL, OPTION_DEVICE},
    {"config", required_argument, NULL, OPTION_CONFIG},
    {"catalogue", required_argument, NULL, OPTION_CATALOGUE},
    {"audience", required_argument, NULL, OPTION_AUDIENCE},
    {"window", required_argument, NULL, OPTION_WINDOW},
    {"headless", required_argument, NULL, OPTION_HEADLESS},
    {"check", required_argument, NULL, OPTION_CHECK},
    {"json", no_argument, NULL, OPTION_JSON},
    {"render", required_argument, NULL, OPTION_RENDER},
    {"legibility", no_argument, NULL, OPTION_LEGIBILITY},
    {"size", required_argument, NULL, OPTION_SIZE},
    {"readings", required_argument, NULL, OPTION_READINGS},
    {"at", required_argument, NULL, OPTION_AT},
    {"page", required_argument, NULL, OPTION_PAGE},
    {"test-card", no_argument, NULL, OPTION_TEST_CARD},
    {"provision", required_argument, NULL, OPTION_PROVISION},
    {"to", required_argument, NULL, OPTION_TO},
    {"why", required_argument, NULL, OPTION_WHY},
    {"words", no_argument, NULL, OPTION_WORDS},
    {"language", required_argument, NULL, OPTION_LANGUAGE},
    {"schema", no_argument, NULL, OPTION_SCHEMA},
    {"version", no_argument, NULL, OPTION_VERSION},
    {"help", no_argument, NULL, OPTION_HELP},
    {NULL, 0, NULL, 0},
};

const char *options_help(void)
{
    return "usage: wallboard [--device FILE] [--config FILE] [--window WxH | --headless WxH]\n"
           "                 [--test-card]\n"
           "       wallboard --check FILE [--json]\n"
           "       wallboard --render OUT.png --size WxH --config FILE [--device FILE]\n"
           "                 [--readings FILE | --test-card] [--at TIME] [--page N]\n"
           "       wallboard --legibility --config FILE [--size WxH] [--json]\n"
           "       wallboard --provision FILE --to FOLDER\n"
           "       wallboard --why KPI --config FILE [--readings FILE] [--at TIME] [--json]\n"
           "                 [--language WHICH]\n"
           "       wallboard --words [TERM] [--language WHICH]\n"
           "       wallboard --schema | --version | --help\n"
           "\n"
           "Shows the KPIs of a contact centre, as they come over MQTT, against their targets.\n"
           "\n"
           "  --device FILE    broker and name of this screen (device.json)\n"
           "  --config FILE    the board (board.json)\n"
           "  --catalogue FILE a metric catalogue in place of the built-in one (catalogue.json)\n"
           "                   Without these: $XDG_CONFIG_HOME/wallboard, then /etc/wallboard\n"
           "  --audience WHOSE agents, supervisors, management or client, whatever the board says\n"
           "  --window WxH     in a window of that size; without it the whole screen\n"
           "  --headless WxH   without any screen; SIGUSR1 writes a picture\n"
           "  --test-card      the installer's card in place of the board: edges, sharpness and\n"
           "                   colours, what can be read from the farthest seat, and what works\n"
           "                   and what does not; Ctrl-C or SIGTERM ends it\n"
           "\n"
           "  --check FILE     say all that is wrong with a board, device or catalogue file and "
           "exit:\n"
           "                   0 valid, 65 invalid, 66 unreadable\n"
           "  --json           ... as JSON\n"
           "\n"
           "  --render OUT.png one picture of the board, without screen and broker\n"
           "  --size WxH       its size in pixels, 320x320 to 8192x8192\n"
           "  --readings FILE  JSON lines {\"topic\":\"kpi/main/phone/service-level\",\n"
           "                   \"payload\":82.4,\"age_s\":3,\"retained\":false}\n"
           "  --at TIME        the picture's time, for example " PICTURE_TIME " (the default)\n"
           "  --page N         which of its pages, from 1 (the default)\n"
           "\n"
           "  --legibility     how large every text is at the farthest seat, and what is too "
           "small\n"
           "                   there: exit 65; --size as above, 1920x1080 without it; --json\n"
           "\n"
           "  --provision FILE take in the file that the installer of a card wrote "
           "(wallboard.json)\n"
           "  --to FOLDER      where device.json, the password and the network's files go\n"
           "\n"
           "  --why KPI        how the verdict of a KPI (main/phone/service-level) came about; "
           "with\n"
           "                   --render the page that says it\n"
           "\n"
           "  --words [TERM]   what a word of the trade or of the wall means, found by any of its\n"
           "                   forms; without TERM all of them\n"
           "  --language WHICH ja or en; without it as the locale says, and with --why as the\n"
           "                   board does\n"
           "\n"
           "  --schema         print the JSON Schema of the board file\n"
           "  --version        print the version\n"
           "  --help           print this\n"
           "\n"
           "Signals: SIGHUP reads the files again, SIGUSR1 writes screenshot.png into the state\n"
           "folder, SIGTERM and SIGINT say goodbye to the broker and end.\n";
}

static bool wrong(const char *option, const char *read, const char *allowed)
{
    fprintf(stderr, "wallboard: --%s: read '%s', allowed: %s\n", option, read, allowed);
    return false;
}

/* Digits only: strtol alone would take signs and spaces. */
static bool parse_side(const char *text, size_t length, int *side)
{
    if (length < 1 || length > 5 || strspn(text, "0123456789") < length) {
        return false;
    }
    long value = strtol(text, NULL, 10);
    *side = (int)value;
    return value >= SIDE_MIN && value <= SIDE_MAX;
}

static bool parse_size(struct options *options, const char *option, const char *text)
{
    const char *cross = strchr(text, 'x');
    if (cross == NULL || !parse_side(text, (size_t)(cross - text), &options->width) ||
        !parse_side(cross + 1, strlen(cross + 1), &options->height)) {
        return wrong(option, text, "WIDTHxHEIGHT in pixels, each 320 to 8192, such as 1920x1080");
    }
    return true;
}

static bool parse_page(struct options *options, const char *text)
{
    size_t length = strlen(text);
    if (length < 1 || length > 4 || strspn(text, "0123456789") < length || atoi(text) == 0) {
        return wrong("page", text, "a page's number, from 1");
    }
    options->page = (size_t)atoi(text);
    return true;
}

/* One of the words that the board's key of that name knows. */
static bool parse_word(int *to, const char *name, const char *text)
{
    const struct key *key = key_find(&section_board, name);
    char allowed[128];
    for (int i = 0; key->word(i) != NULL; i++) {
        if (strcmp(key->word(i), text) == 0) {
            *to = i;
            return true;
        }
    }
    return wrong(name, text, key_allowed(key, allowed, sizeof allowed));
}

static bool set_mode(struct options *options, enum mode mode)
{
    if (options->mode != MODE_RUN && options->mode != mode) {
        fprintf(stderr, "wallboard: only one of --check, --render, --legibility, --provision, "
                        "--words, --schema, --version, --help\n");
        return false;
    }
    options->mode = mode;
    return true;
}

static bool set_screen(struct options *options, enum screen_kind kind, const char *option,
                       const char *size)
{
    if (options->screen != SCREEN_FULL) {
        fprintf(stderr, "wallboard: only one of --window and --headless\n");
        return false;
    }
    options->screen = kind;
    return parse_size(options, option, size);
}

static bool take(struct options *options, int option, const char *value)
{
    switch (option) {
    case OPTION_DEVICE:
        options->device_path = value;
        return true;
    case OPTION_CONFIG:
        options->config_path = value;
        return true;
    case OPTION_CATALOGUE:
        options->catalogue_path = value;
        return true;
    case OPTION_AUDIENCE:
        return parse_word(&options->audience, "audience", value);
    case OPTION_WINDOW:
        return set_screen(options, SCREEN_WINDOW, "window", value);
    case OPTION_HEADLESS:
        return set_screen(options, SCREEN_HEADLESS, "headless", value);
    case OPTION_CHECK:
        options->check_path = value;
        return set_mode(options, MODE_CHECK);
    case OPTION_JSON:
        options->json = true;
        return true;
    case OPTION_RENDER:
        options->picture_path = value;
        return set_mode(options, MODE_RENDER);
    case OPTION_LEGIBILITY:
        return set_mode(options, MODE_LEGIBILITY);
    case OPTION_SIZE:
        return parse_size(options, "size", value);
    case OPTION_READINGS:
        options->readings_path = value;
        return true;
    case OPTION_AT:
        return time_parse(value, &options->at_ms) ||
               wrong("at", value, "a time in UTC such as " PICTURE_TIME);
    case OPTION_PAGE:
        return parse_page(options, value);
    case OPTION_TEST_CARD:
        options->test_card = true;
        return true;
    case OPTION_PROVISION:
        options->provision_path = value;
        return set_mode(options, MODE_PROVISION);
    case OPTION_TO:
        options->folder = value;
        return true;
    case OPTION_WHY:
        options->why = value;
        return true;
    case OPTION_WORDS:
        return set_mode(options, MODE_WORDS);
    case OPTION_LANGUAGE:
        return parse_word(&options->language, "language", value);
    case OPTION_SCHEMA:
        return set_mode(options, MODE_SCHEMA);
    case OPTION_VERSION:
        return set_mode(options, MODE_VERSION);
    case OPTION_HELP:
        return set_mode(options, MODE_HELP);
    default:
        fprintf(stderr, "try 'wallboard --help'\n");
        return false;
    }
}

/* An option that the mode would not look at was meant for something: better say so. */
static bool belongs_together(const struct options *options, bool has_size, bool has_at)
{
    const char *stray = NULL;
    bool render = options->mode == MODE_RENDER, run = options->mode == MODE_RUN;
    bool legibility = options->mode == MODE_LEGIBILITY, check = options->mode == MODE_CHECK;
    bool words = options->mode == MODE_WORDS, why = options->mode == MODE_WHY;
    if (options->json && !check && !legibility && !why) {
        stray = "json";
    } else if (options->folder != NULL && options->mode != MODE_PROVISION) {
        stray = "to";
    } else if (has_size && !render && !legibility) {
        stray = "size";
    } else if (has_at && !render && !why) {
        stray = "at";
    } else if (options->page > 0 && !render) {
        stray = "page";
    } else if (options->test_card && !run && !render) {
        stray = "test-card";
    } else if (options->readings_path != NULL && ((!render && !why) || options->test_card)) {
        stray = "readings";
    } else if (options->screen != SCREEN_FULL && !run) {
        stray = options->screen == SCREEN_WINDOW ? "window" : "headless";
    } else if (options->why != NULL && ((!why && !render) || options->test_card)) {
        stray = "why";
    } else if (options->device_path != NULL && !run && !render) {
        stray = "device";
    } else if (options->config_path != NULL && !run && !render && !legibility && !why) {
        stray = "config";
    } else if (options->language >= 0 && !words && !why) {
        stray = "language";
    } else if (options->catalogue_path != NULL && !run && !render && !legibility && !check &&
               !words && !why) {
        stray = "catalogue";
    } else if (options->audience >= 0 && !run && !render && !legibility && !check && !why) {
        stray = "audience";
    }
    if (stray != NULL) {
        fprintf(stderr, "wallboard: --%s does not go with the other options\n", stray);
        return false;
    }
    if (options->mode == MODE_PROVISION && options->folder == NULL) {
        fprintf(stderr, "wallboard: --provision needs --to\n");
        return false;
    }
    if ((legibility || why) && options->config_path == NULL) {
        fprintf(stderr, "wallboard: --%s needs --config\n", why ? "why" : "legibility");
        return false;
    }
    if (render && (!has_size || options->config_path == NULL)) {
        fprintf(stderr, "wallboard: --render needs --%s\n", has_size ? "config" : "size");
        return false;
    }
    return true;
}

bool options_parse(struct options *options, int count, char **arguments)
{
    *options =
        (struct options){.mode = MODE_RUN, .screen = SCREEN_FULL, .audience = -1, .language = -1};
    bool known = time_parse(PICTURE_TIME, &options->at_ms);
    bool has_size = false, has_at = false;
    int option;
    optind = 1;
    while (known && (option = getopt_long(count, arguments, "", table, NULL)) != -1) {
        has_size = has_size || option == OPTION_SIZE;
        has_at = has_at || option == OPTION_AT;
        if (!take(options, option, optarg)) {
            return false;
        }
    }
    if (options->mode == MODE_WORDS && optind < count) {
        options->word = arguments[optind++];
    }
    if (optind < count) {
        fprintf(stderr, "wallboard: '%s' is no option; try 'wallboard --help'\n",
                arguments[optind]);
        return false;
    }
    if (options->mode == MODE_LEGIBILITY && !has_size) {
        options->width = 1920;
        options->height = 1080;
    }
    if (options->why != NULL && options->mode == MODE_RUN) {
        options->mode = MODE_WHY;
    }
    return known && belongs_together(options, has_size, has_at);
}

enum language options_language(const struct options *options)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    const char *locale = NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names && (locale == NULL || !*locale); i++) {
        locale = getenv(names[i]);
    }
    if (options->language >= 0) {
        return (enum language)options->language;
    }
    return locale != NULL && strncmp(locale, "ja", 2) == 0 ? LANGUAGE_JA : LANGUAGE_EN;
}
