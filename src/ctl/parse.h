#pragma once

#include "ctl/call.h"

enum parsed { PARSED_RUN, PARSED_HELP, PARSED_VERSION, PARSED_WRONG };

/*
 * Reads a command line; options may stand before and behind the command. The texts point into
 * `argv`. What is wrong has been said on standard error. With PARSED_HELP the command may be NULL.
 */
enum parsed parse(struct call *call, int argc, char **argv);

/* "[OPTION]... COMMAND ...", or what one command takes (NULL: all), on standard output. */
void help_print(const struct command *command);

/* What an exit code means; NULL behind the last. */
struct exit_meaning {
    int code;
    const char *text;
};
extern const struct exit_meaning exit_meanings[];
