#pragma once

/* The command line. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kpi/words.h"
#include "screen/screen.h"

/* Exit codes of sysexits.h, as far as we use them. */
enum exit_code {
    EXIT_OK = 0,
    EXIT_WRONG_OPTION = 64,
    EXIT_INVALID = 65,
    EXIT_UNREADABLE = 66,
    EXIT_NO_SCREEN = 69,
    EXIT_INTERNAL = 70,
    EXIT_CANNOT_WRITE = 73,
};

enum mode {
    MODE_RUN,
    MODE_CHECK,
    MODE_RENDER,
    MODE_LEGIBILITY,
    MODE_PROVISION,
    MODE_WHY,
    MODE_WORDS,
    MODE_SCHEMA,
    MODE_VERSION,
    MODE_HELP
};

struct options {
    enum mode mode;
    const char *device_path;    /* NULL: look in the usual places */
    const char *config_path;    /* NULL: likewise */
    const char *catalogue_path; /* NULL: likewise, and the built-in pack where there is none */
    int audience;               /* enum audience; -1: as the board says */
    enum screen_kind screen;
    int width, height; /* of --window, --headless, --size */
    const char *check_path;
    bool json;
    const char *provision_path, *folder; /* the installer's file, and what becomes of it */
    const char *picture_path;
    const char *readings_path;
    int64_t at_ms;    /* Unix ms of the picture */
    size_t page;      /* that the picture shows, from 1; 0: the first */
    bool test_card;   /* the installer's card in place of the board */
    const char *why;  /* the KPI that is asked for; NULL: none */
    const char *word; /* that --words explains; NULL: all */
    int language;     /* enum language; -1: not said */
};

/* False when an option is wrong: the reason is then on standard error. */
bool options_parse(struct options *options, int count, char **arguments);

/* In which the program speaks on a terminal: as said, else as the locale says. */
enum language options_language(const struct options *options);

/* The text of --help. */
const char *options_help(void);
