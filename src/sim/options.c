#include "sim/options.h"

#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/moment.h"
#include "base/text.h"

#define PROGRAM "wallboard-sim"

/* One row an option: it is read, named in faults and shown by --help from here. */
struct row {
    const char *name, *value; /* value NULL: a switch */
    const char *text;
};

enum {
    HOST,
    PORT,
    CA,
    USERNAME,
    PASSWORD_FILE,
    SITE,
    CONFIG,
    CATALOGUE,
    SEED,
    FACTOR,
    CADENCE,
    SCENE,
    START,
    FOR,
    AT,
    TABLE,
    PRINT,
    HELP,
    VERSION,
    ROWS
};

static const struct row rows[ROWS] = {
    [HOST] = {"host", "HOST", "the broker (localhost)"},
    [PORT] = {"port", "PORT", "its port (1883, with --ca 8883)"},
    [CA] = {"ca", "FILE", "use TLS and trust this certificate authority"},
    [USERNAME] = {"username", "NAME", "for the broker"},
    [PASSWORD_FILE] = {"password-file", "FILE", "its first line is the password"},
    [SITE] = {"site", "SITE", "publish below wallboard/1/SITE/ (demo)"},
    [CONFIG] = {"config", "FILE", "a board file: publish its KPIs instead of all"},
    [CATALOGUE] = {"catalogue", "FILE", "the metric catalogue of that board, not the built-in one"},
    [SEED] = {"seed", "N", "the same number gives the same day (1)"},
    [FACTOR] = {"factor", "N", "simulated seconds in a second (1)"},
    [CADENCE] = {"cadence", "SECONDS", "whole channels so often (5)"},
    [SCENE] = {"scene", "NAME", "what goes wrong, see below (normal)"},
    [START] = {"start", "HH:MM", "the simulated time of day at the start"},
    [FOR] = {"for", "SECONDS", "end after so long (with --print: 60)"},
    [AT] = {"at", "TIME", "with --print: the real time at the start, 2026-11-18T02:00:00Z"},
    [TABLE] = {"table", NULL, "show the figures in the terminal"},
    [PRINT] = {"print", NULL, "write the messages as JSON lines at once, without a broker"},
    [HELP] = {"help", NULL, "show this"},
    [VERSION] = {"version", NULL, "show the version"},
};

/* Always false. */
__attribute__((format(printf, 1, 2))) static bool wrong(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs(PROGRAM ": ", stderr);
    vfprintf(stderr, format, arguments);
    fputs("; see " PROGRAM " --help\n", stderr);
    va_end(arguments);
    return false;
}

static bool read_whole(int row, const char *text, long long low, long long high, long long *to)
{
    char *end;
    errno = 0;
    long long value = strtoll(text, &end, 10);
    if (errno != 0 || end == text || *end != '\0' || value < low || value > high) {
        return wrong("--%s: '%s' read, %lld to %lld allowed", rows[row].name, text, low, high);
    }
    *to = value;
    return true;
}

static bool read_int(int row, const char *text, int low, int high, int *to)
{
    long long value = 0;
    if (!read_whole(row, text, low, high, &value)) {
        return false;
    }
    *to = (int)value;
    return true;
}

static bool read_seed(const char *text, uint64_t *to)
{
    long long value = 0;
    if (!read_whole(SEED, text, 0, INT64_MAX, &value)) {
        return false;
    }
    *to = (uint64_t)value;
    return true;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool read_start(const char *text, int *minute)
{
    if (strlen(text) == 5 && is_digit(text[0]) && is_digit(text[1]) && text[2] == ':' &&
        is_digit(text[3]) && is_digit(text[4])) {
        int hours = (text[0] - '0') * 10 + text[1] - '0';
        int minutes = (text[3] - '0') * 10 + text[4] - '0';
        if (hours < 24 && minutes < 60) {
            *minute = hours * 60 + minutes;
            return true;
        }
    }
    return wrong("--start: '%s' read, a time of day as 09:30 allowed", text);
}

static bool read_scene(const char *text, const struct scene **scene)
{
    *scene = scene_find(text);
    if (*scene != NULL) {
        return true;
    }
    char names[128] = "";
    for (size_t i = 0; i < scene_count; i++) {
        size_t used = strlen(names);
        snprintf(names + used, sizeof(names) - used, " %s", scenes[i].name);
    }
    return wrong("--scene: '%s' read, one of these allowed:%s", text, names);
}

static bool read_site(const char *text, const char **site)
{
    *site = text;
    return text_is_id(text) || wrong("--site: '%s' read, a-z, 0-9 and - allowed", text);
}

static bool read_at(const char *text, int64_t *at_ms)
{
    return time_parse(text, at_ms) ||
           wrong("--at: '%s' read, a time as 2026-11-18T02:00:00Z allowed", text);
}

static bool take(struct options *options, int row, char *value)
{
    switch (row) {
    case HOST:
        options->host = value;
        return true;
    case PORT:
        return read_int(row, value, 1, 65535, &options->port);
    case CA:
        options->ca = value;
        return true;
    case USERNAME:
        options->username = value;
        return true;
    case PASSWORD_FILE:
        options->password_file = value;
        return true;
    case SITE:
        return read_site(value, &options->site);
    case CONFIG:
        options->config = value;
        return true;
    case CATALOGUE:
        options->catalogue = value;
        return true;
    case SEED:
        return read_seed(value, &options->seed);
    case FACTOR:
        return read_int(row, value, 1, 3600, &options->factor);
    case CADENCE:
        return read_int(row, value, 1, 3600, &options->cadence_s);
    case SCENE:
        return read_scene(value, &options->scene);
    case START:
        return read_start(value, &options->start_minute);
    case FOR:
        return read_int(row, value, 1, 31 * 86400, &options->for_s);
    case AT:
        return read_at(value, &options->at_ms);
    case TABLE:
        options->table = true;
        return true;
    default:
        options->print = true;
        return true;
    }
}

static bool fits_together(const struct options *options)
{
    if (options->at_ms != NO_TIME && !options->print) {
        return wrong("--at counts only with --print: what is published carries the real time");
    }
    if (options->table && options->print) {
        return wrong("--table and --print both write to standard output: one of them allowed");
    }
    if (options->catalogue != NULL && options->config == NULL) {
        return wrong("--catalogue needs --config");
    }
    if (options->password_file != NULL && options->username == NULL) {
        return wrong("--password-file needs --username");
    }
    return true;
}

static enum options_result read_all(struct options *options, int argc, char **argv,
                                    const struct option *known)
{
    opterr = 0;
    optind = 0; /* begin anew, also when called more than once */
    for (;;) {
        int index = -1;
        int got = getopt_long(argc, argv, ":", known, &index);
        if (got == -1) {
            break;
        }
        if (got == ':' || got == '?') {
            wrong(got == ':' ? "%s needs a value" : "unknown option '%s'", argv[optind - 1]);
            return OPTIONS_WRONG;
        }
        if (index == HELP || index == VERSION) {
            return index == HELP ? OPTIONS_HELP : OPTIONS_VERSION;
        }
        if (!take(options, index, optarg)) {
            return OPTIONS_WRONG;
        }
    }
    if (optind < argc) {
        wrong("'%s' read, options allowed", argv[optind]);
        return OPTIONS_WRONG;
    }
    return fits_together(options) ? OPTIONS_RUN : OPTIONS_WRONG;
}

enum options_result options_read(struct options *options, int argc, char **argv)
{
    *options = (struct options){.host = "localhost",
                                .site = "demo",
                                .seed = 1,
                                .factor = 1,
                                .cadence_s = 5,
                                .scene = &scenes[0],
                                .start_minute = -1,
                                .at_ms = NO_TIME};
    struct option known[ROWS + 1] = {0};
    for (int i = 0; i < ROWS; i++) {
        known[i].name = rows[i].name;
        known[i].has_arg = rows[i].value != NULL ? required_argument : no_argument;
    }
    return read_all(options, argc, argv, known);
}

void options_help(void)
{
    puts("usage: " PROGRAM " [OPTION]...\n"
         "A contact centre that publishes its figures over MQTT.\n");
    for (int i = 0; i < ROWS; i++) {
        char left[40];
        const char *value = rows[i].value == NULL ? "" : rows[i].value;
        snprintf(left, sizeof(left), "--%s %s", rows[i].name, value);
        printf("  %-22s  %s\n", left, rows[i].text);
    }
    puts("\nScenes:");
    for (size_t i = 0; i < scene_count; i++) {
        printf("  %-22s  %s\n", scenes[i].name, scenes[i].text);
    }
}
