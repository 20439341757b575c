#include "ctl/complete.h"

#include <stdio.h>
#include <string.h>

#include "ctl/commands.h"
#include "ctl/connection.h"
#include "ctl/fleet.h"

#define ASKED "__complete"

bool complete_asked(int argc, char **argv)
{
    return argc > 1 && strcmp(argv[1], ASKED) == 0;
}

/* What has been typed so far, without judging it. */
struct typed {
    struct call call; /* the options that say where the broker is */
    size_t operands;
    const char *first; /* operand; NULL */
    const char *last;  /* the word that is being typed */
};

static const struct option_row *find_row(const struct command *command, const char *word)
{
    for (size_t i = 0; i < common_option_count; i++) {
        if (strcmp(common_options[i].name, word) == 0) {
            return &common_options[i];
        }
    }
    for (size_t i = 0; command != NULL && i < command->option_count; i++) {
        if (strcmp(command->options[i].name, word) == 0) {
            return &command->options[i];
        }
    }
    return NULL;
}

static void keep_option(struct call *call, const struct option_row *row, const char *value)
{
    if (call->given_count < CALL_OPTIONS) {
        call->given[call->given_count].row = row;
        call->given[call->given_count++].value = value;
    }
}

/* True when the last word is the value of an option, which nobody here knows. */
static bool read_words(struct typed *typed, int count, char **words)
{
    typed->last = count > 0 ? words[count - 1] : "";
    for (int i = 0; i < count - 1; i++) {
        const char *word = words[i];
        const struct option_row *row =
            strncmp(word, "--", 2) == 0 ? find_row(typed->call.command, word + 2) : NULL;
        if (row != NULL && row->value != NULL) {
            i++;
            if (i == count - 1) {
                return true;
            }
            keep_option(&typed->call, row, words[i]);
        } else if (word[0] != '-' && typed->call.command == NULL) {
            typed->call.command = command_find(word);
        } else if (word[0] != '-') {
            typed->first = typed->operands++ == 0 ? word : typed->first;
        }
    }
    return false;
}

static void offer_commands(void)
{
    for (size_t i = 0; command_at(i) != NULL; i++) {
        puts(command_at(i)->name);
    }
}

static void offer_options(const struct command *command)
{
    for (size_t i = 0; i < common_option_count; i++) {
        printf("--%s\n", common_options[i].name);
    }
    for (size_t i = 0; command != NULL && i < command->option_count; i++) {
        printf("--%s\n", command->options[i].name);
    }
}

static void learn(void *context, const char *below, const struct client_message *message)
{
    fleet_take(context, below, message->payload, message->length);
}

static struct fleet *known_screens(const struct call *call)
{
    int code = EXIT_DONE;
    struct call quick = *call;
    static const struct option_row wait = {.name = "wait"};
    keep_option(&quick, &wait, "1");
    struct fleet *fleet = fleet_create();
    struct connection *connection = connection_open(&quick, fleet_topics, FLEET_TOPICS, &code);
    if (connection != NULL) {
        (void)connection_gather(connection, learn, fleet);
    }
    connection_close(connection);
    return fleet;
}

/* Groups may be named more than once; the shell does not mind. */
static void offer_known(const struct call *call, bool groups)
{
    struct fleet *fleet = known_screens(call);
    for (const char *name = NULL; (name = fleet_next(fleet, name)) != NULL;) {
        const char *group = NULL;
        for (size_t i = 0; groups && (group = fleet_group_at(fleet, name, i)) != NULL; i++) {
            puts(group);
        }
        if (!groups) {
            puts(name);
        }
    }
    fleet_destroy(fleet);
}

/* A screen, or screens, are the first operand of whatever takes one; "group" has its name behind.
 */
static void offer_operand(const struct typed *typed)
{
    const char *operands = typed->call.command->operands;
    bool named = typed->operands == 1 &&
                 (strcmp(typed->first, "group") == 0 || strcmp(typed->first, "screen") == 0);
    if (strncmp(operands, "SCREEN", strlen("SCREEN")) != 0 || (typed->operands > 0 && !named)) {
        return;
    }
    if (!named && strncmp(operands, "SCREENS", strlen("SCREENS")) == 0) {
        puts("all\ngroup");
    }
    offer_known(&typed->call, named && strcmp(typed->first, "group") == 0);
}

int complete(int argc, char **argv)
{
    struct typed typed = {0};
    if (read_words(&typed, argc - 2, argv + 2)) {
        return EXIT_DONE;
    }
    if (typed.last[0] == '-') {
        offer_options(typed.call.command);
    } else if (typed.call.command == NULL) {
        offer_commands();
    } else {
        offer_operand(&typed);
    }
    return EXIT_DONE;
}
