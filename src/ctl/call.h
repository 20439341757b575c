#pragma once

/* What somebody typed: a command of the table, its operands and options. */

#include <stdbool.h>
#include <stddef.h>

#define PROGRAM "wallboardctl"

/* For scripts; they stand in --help, the manual and the tests by the table in help.c. */
enum exit_code {
    EXIT_DONE = 0,
    EXIT_REFUSED = 1, /* a screen refused what it was asked, or the broker what was published */
    EXIT_SILENT = 2,  /* a screen did not answer, or there is none to answer */
    EXIT_USAGE = 64,
    EXIT_INVALID = 65,
    EXIT_UNREADABLE = 66,
    EXIT_NO_BROKER = 69,
    EXIT_CANNOT_WRITE = 73,
};

/* An option: it is read, named in faults, shown by --help and completed from here. */
struct option_row {
    const char *name, *value; /* value NULL: a switch */
    const char *text;
};

#define CALL_OPERANDS 8
#define CALL_OPTIONS 32

struct command;

struct call {
    const struct command *command;
    const char *operands[CALL_OPERANDS];
    size_t operand_count;
    struct {
        const struct option_row *row;
        const char *value; /* "" of a switch */
    } given[CALL_OPTIONS];
    size_t given_count;
};

/* NULL when it was not given; the last one counts. */
const char *call_option(const struct call *call, const char *name);

/* Says on standard error what is wrong. Always EXIT_USAGE. */
int call_wrong(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Whether an option is a number from `least` or not given; else that was said. */
bool number_option(const struct call *call, const char *option, int least);

/* --wait in milliseconds. */
int call_wait_ms(const struct call *call);

/*
 * The whole of a file, at most so many bytes, to be freed; NULL when it was said that it cannot be
 * read, which ends with EXIT_UNREADABLE.
 */
char *call_read_file(const struct call *call, const char *path, size_t most, size_t *length);
