#pragma once

/* The command line of wallboard-sim. */

#include <stdbool.h>
#include <stdint.h>

#include "sim/scenes.h"

struct options {
    const char *host, *ca, *username, *password_file, *site, *config;
    const char *catalogue; /* NULL: the built-in one */
    int port;              /* 0: 8883 with a CA, else 1883 */
    uint64_t seed;
    int factor, cadence_s;
    const struct scene *scene;
    int start_minute; /* of the day; -1: the scene's */
    int for_s;        /* 0: until a signal */
    int64_t at_ms;    /* Unix ms that count as the start; NO_TIME: now */
    bool table, print;
};

enum options_result { OPTIONS_RUN, OPTIONS_HELP, OPTIONS_VERSION, OPTIONS_WRONG };

/* The texts point into `argv`. What is wrong has been said on standard error. */
enum options_result options_read(struct options *options, int argc, char **argv);

/* For --help, on standard output. */
void options_help(void);
