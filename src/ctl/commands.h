#pragma once

/*
 * The one table of commands. It drives parser, --help, completion and the test of the manual. What
 * can be asked of a screen comes from the table of verbs in config/request.h, with its keys as
 * options.
 */

#include "config/request.h"
#include "ctl/call.h"

/* The number behind a macro, as a text. */
#define NUMBER_TEXT(number) #number
#define NUMBER(macro) NUMBER_TEXT(macro)

struct command {
    const char *name;
    const char *operands; /* as in the usage: "SCREENS PAGE"; SCREENS is one word or two */
    const char *help;     /* one English sentence */
    size_t least, most;   /* how many operands */
    const struct option_row *options;
    size_t option_count;
    const struct verb *verb; /* of a request that is sent; NULL */
    int (*run)(const struct call *call);
};

/* NULL behind the last. The first call makes the table. */
const struct command *command_at(size_t index);
const struct command *command_find(const char *name);

/* What every command takes: where the broker is, and how to answer. */
extern const struct option_row common_options[];
extern const size_t common_option_count;

/*
 * An operand behind the recipient, and the keys of the request that it stands for: the first that
 * it fits. NULL: the verb has none.
 */
struct verb_operand {
    const char *name;
    const char *keys[2]; /* NULL: it stands for no key */
};
const struct verb_operand *command_operand(const struct verb *verb);

/* "for" of for_s. `to` has OPTION_BYTES. */
#define OPTION_BYTES 32
void command_option_name(char to[OPTION_BYTES], const char *key);

int run_list(const struct call *call);
int run_watch(const struct call *call);
int run_ask(const struct call *call);
int run_check(const struct call *call);
int run_announce(const struct call *call);
int run_close(const struct call *call);
int run_reopen(const struct call *call);
int run_forget(const struct call *call);
int run_push(const struct call *call);
int run_show(const struct call *call);
int run_diff(const struct call *call);
int run_publish(const struct call *call);
int run_keygen(const struct call *call);
int run_sign(const struct call *call);
int run_acl(const struct call *call);
int run_update(const struct call *call);
