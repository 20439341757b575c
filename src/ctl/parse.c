#include "ctl/parse.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "config/nearest.h"
#include "ctl/commands.h"

#define ROWS 40
#define LONGEST_WAIT_S 3600

struct rows {
    struct option known[ROWS + 1];
    const struct option_row *row[ROWS];
    size_t count;
};

static void add_rows(struct rows *rows, const struct option_row *list, size_t count)
{
    for (size_t i = 0; i < count && rows->count < ROWS; i++, rows->count++) {
        rows->known[rows->count] =
            (struct option){.name = list[i].name,
                            .has_arg = list[i].value != NULL ? required_argument : no_argument};
        rows->row[rows->count] = &list[i];
    }
}

static bool unknown_option(const struct rows *rows, const char *typed)
{
    char hint[128];
    struct nearest nearest = nearest_to(typed[0] == '-' && typed[1] == '-' ? typed + 2 : typed);
    for (size_t i = 0; i < rows->count; i++) {
        nearest_offer(&nearest, rows->row[i]->name);
    }
    nearest_hint(&nearest, hint, sizeof hint);
    call_wrong("unknown option '%s'%s%s", typed, hint[0] != '\0' ? "." : "", hint);
    return false;
}

/*
 * The library takes any beginning of a name for the name: --password would be --password-file, and
 * what stands behind it be told as the name of a file.
 */
static bool is_whole(const char *name, char **argv)
{
    const char *word =
        optarg != NULL && optarg == argv[optind - 1] ? argv[optind - 2] : argv[optind - 1];
    size_t length = strlen(name);
    return strncmp(word + 2, name, length) == 0 && strchr("=", word[2 + length]) != NULL;
}

/* Takes the options in front of the next operand, or all; false when one is wrong. */
static bool take_options(struct call *call, const struct rows *rows, int argc, char **argv,
                         const char *order)
{
    int got, index = -1;
    while ((got = getopt_long(argc, argv, order, rows->known, &index)) != -1) {
        const char one[] = {'-', (char)optopt, '\0'};
        if (got == '?') {
            return unknown_option(rows, optopt != 0 ? one : argv[optind - 1]);
        }
        if (got == ':') {
            call_wrong("%s needs a value", argv[optind - 1]);
            return false;
        }
        if (!is_whole(rows->row[index]->name, argv)) {
            call_wrong("unknown option: --%s is to be written out", rows->row[index]->name);
            return false;
        }
        if (call->given_count < CALL_OPTIONS) {
            call->given[call->given_count].row = rows->row[index];
            call->given[call->given_count++].value = optarg != NULL ? optarg : "";
        }
    }
    return true;
}

static bool find_command(struct call *call, const char *name)
{
    char hint[128];
    struct nearest nearest = nearest_to(name);
    call->command = command_find(name);
    if (call->command != NULL) {
        return true;
    }
    for (size_t i = 0; command_at(i) != NULL; i++) {
        nearest_offer(&nearest, command_at(i)->name);
    }
    nearest_hint(&nearest, hint, sizeof hint);
    call_wrong("there is no command '%s'%s%s", name, hint[0] != '\0' ? "." : "", hint);
    return false;
}

static bool wait_is_right(const struct call *call)
{
    const char *wait = call_option(call, "wait");
    char *end = NULL;
    long seconds = wait != NULL ? strtol(wait, &end, 10) : 1;
    if (seconds >= 1 && seconds <= LONGEST_WAIT_S && (end == NULL || *end == '\0')) {
        return true;
    }
    call_wrong("--wait: '%s' read, 1 to %d allowed", wait, LONGEST_WAIT_S);
    return false;
}

static bool take_operands(struct call *call, int argc, char **argv)
{
    const struct command *command = call->command;
    size_t count = (size_t)(argc - optind);
    if (count < command->least || count > command->most) {
        call_wrong("usage: " PROGRAM " %s %s", command->name, command->operands);
        return false;
    }
    for (; optind < argc; optind++) {
        call->operands[call->operand_count++] = argv[optind];
    }
    return true;
}

static bool asks(const struct call *call, const char *option)
{
    return call_option(call, option) != NULL;
}

enum parsed parse(struct call *call, int argc, char **argv)
{
    struct rows rows = {0};
    *call = (struct call){0};
    opterr = 0;
    optind = 0; /* begin anew, also when called more than once */
    add_rows(&rows, common_options, common_option_count);
    if (!take_options(call, &rows, argc, argv, "+:")) {
        return PARSED_WRONG;
    }
    if (optind < argc && !find_command(call, argv[optind])) {
        return PARSED_WRONG;
    }
    if (call->command != NULL) {
        int at = optind;
        add_rows(&rows, call->command->options, call->command->option_count);
        argc -= at;
        argv += at;
        optind = 0;
        if (!take_options(call, &rows, argc, argv, ":")) {
            return PARSED_WRONG;
        }
    }
    if (asks(call, "help") || asks(call, "version")) {
        return asks(call, "help") ? PARSED_HELP : PARSED_VERSION;
    }
    if (call->command == NULL) {
        call_wrong("no command");
        return PARSED_WRONG;
    }
    return wait_is_right(call) && take_operands(call, argc, argv) ? PARSED_RUN : PARSED_WRONG;
}
