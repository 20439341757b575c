/* What is asked of screens: sent, and waited for until all that are online have answered. */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ctl/answers.h"
#include "ctl/commands.h"
#include "ctl/connection.h"
#include "ctl/question.h"
#include "device/files.h"
#include "mqtt/topics.h"

#define DOUBTED_MS 1000

struct asking {
    struct fleet *fleet;
    struct answers answers;
    const char *picture_path; /* NULL: no picture is awaited */
    char *picture;
    size_t picture_bytes;
    char picture_topic[TOPIC_BYTES];
};

static void keep_picture(struct asking *asking, const struct client_message *message)
{
    char *copy = malloc(message->length + 1);
    if (copy != NULL) {
        memcpy(copy, message->payload, message->length);
        free(asking->picture);
        asking->picture = copy;
        asking->picture_bytes = message->length;
    }
}

static void take(void *context, const char *below, const struct client_message *message)
{
    struct asking *asking = context;
    if (asking->picture_path != NULL && strcmp(below, asking->picture_topic) == 0) {
        keep_picture(asking, message);
    } else if (!answers_take(&asking->answers, below, message->payload, message->length)) {
        fleet_take(asking->fleet, below, message->payload, message->length);
    }
}

/* The answer must not be waited for in vain: one who is not there will not hear the question. */
static bool is_worth_asking(const struct asking *asking)
{
    const struct recipient *recipient = asking->answers.recipient;
    enum presence presence = recipient->kind == RECIPIENT_SCREEN
                                 ? fleet_presence(asking->fleet, recipient->name)
                                 : PRESENCE_ONLINE;
    return presence != PRESENCE_OFFLINE && presence != PRESENCE_CUT_OFF;
}

static void await_answers(struct asking *asking, struct connection *connection, int wait_ms)
{
    struct client_message message;
    const char *below;
    const struct recipient *recipient = asking->answers.recipient;
    /* A screen that nobody has heard of can hardly be there. */
    bool doubted = recipient->kind == RECIPIENT_SCREEN &&
                   fleet_presence(asking->fleet, recipient->name) == PRESENCE_UNKNOWN;
    int64_t until_ms =
        connection_now_ms() + (doubted && wait_ms > DOUBTED_MS ? DOUBTED_MS : wait_ms);
    while (!answers_complete(&asking->answers, asking->fleet) &&
           connection_take(connection, &message, &below, until_ms)) {
        take(asking, below, &message);
    }
}

/* Whether the bytes are those that the answer speaks of: another may have asked meanwhile. */
static bool is_the_picture(const struct asking *asking)
{
    const json_t *answer = json_array_get(asking->answers.list, 0);
    return asking->picture != NULL && json_integer_value(json_object_get(answer, "bytes")) ==
                                          (json_int_t)asking->picture_bytes;
}

static int write_picture(const struct asking *asking)
{
    if (!is_the_picture(asking)) {
        fputs(PROGRAM ": the answer came without its picture\n", stderr);
        return EXIT_SILENT;
    }
    if (!file_write(asking->picture_path, asking->picture, asking->picture_bytes)) {
        fprintf(stderr, PROGRAM ": %s: cannot be written: %s\n", asking->picture_path,
                strerror(errno));
        return EXIT_CANNOT_WRITE;
    }
    return EXIT_DONE;
}

static int ask(struct asking *asking, struct connection *connection, const struct call *call,
               const char *payload)
{
    char leaf[96], topic[TOPIC_BYTES];
    snprintf(leaf, sizeof leaf, "request/%s", asking->answers.verb);
    recipient_topic(asking->answers.recipient, leaf, topic, sizeof topic);
    if (!connection_gather(connection, take, asking)) {
        return EXIT_NO_BROKER;
    }
    if (is_worth_asking(asking)) {
        connection_publish(connection, topic, payload, false);
        int code = connection_settle(connection, take, asking);
        if (code != EXIT_DONE) {
            return code;
        }
        await_answers(asking, connection, call_wait_ms(call));
    }
    if (!connection_is_up(connection)) {
        return EXIT_NO_BROKER;
    }
    int code = answers_print(&asking->answers, asking->fleet, call_option(call, "json") != NULL);
    return code == EXIT_DONE && asking->picture_path != NULL ? write_picture(asking) : code;
}

static int visit(struct asking *asking, const struct call *call, const char *payload)
{
    int code = EXIT_DONE;
    char responses[96];
    snprintf(responses, sizeof responses, "screen/+/response/%s", asking->answers.verb);
    const char *topics[FLEET_TOPICS + 2];
    memcpy(topics, fleet_topics, sizeof fleet_topics);
    topics[FLEET_TOPICS] = responses;
    topics[FLEET_TOPICS + 1] = asking->picture_topic;
    size_t count = FLEET_TOPICS + 1 + (asking->picture_path != NULL ? 1 : 0);
    struct connection *connection = connection_open(call, topics, count, &code);
    if (connection != NULL) {
        code = ask(asking, connection, call, payload);
    }
    connection_close(connection);
    return code;
}

static bool operands_fit(const struct call *call, const struct recipient *recipient, size_t rest)
{
    size_t wanted = command_operand(call->command->verb) != NULL ? 1 : 0;
    if (call->operand_count != rest + wanted) {
        call_wrong("usage: " PROGRAM " %s %s", call->command->name, call->command->operands);
        return false;
    }
    if (call->command->verb == &verbs[REQUEST_SCREENSHOT] && recipient->kind != RECIPIENT_SCREEN) {
        call_wrong("a screenshot is of one screen");
        return false;
    }
    return true;
}

int run_ask(const struct call *call)
{
    size_t rest;
    struct recipient recipient;
    char transaction[TRANSACTION_BYTES];
    if (!recipient_read(&recipient, call, &rest) || !operands_fit(call, &recipient, rest)) {
        return EXIT_USAGE;
    }
    file_random_hex(transaction, sizeof transaction);
    char *payload = question_write(call, rest, transaction);
    if (payload == NULL) {
        return EXIT_INVALID;
    }
    struct asking asking = {.fleet = fleet_create()};
    answers_init(&asking.answers, &recipient, call->command->name, transaction);
    if (call->command->verb == &verbs[REQUEST_SCREENSHOT]) {
        asking.picture_path = call->operands[rest];
        recipient_topic(&recipient, "screenshot", asking.picture_topic,
                        sizeof asking.picture_topic);
    }
    int code = visit(&asking, call, payload);
    free(asking.picture);
    free(payload);
    answers_finish(&asking.answers);
    fleet_destroy(asking.fleet);
    return code;
}
