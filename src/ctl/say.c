#include "ctl/say.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"
#include "ctl/commands.h"
#include "ctl/connection.h"
#include "mqtt/topics.h"

static void print_said(const struct call *call, const char *topic, const char *payload)
{
    if (call_option(call, "json") != NULL) {
        printf("{\"topic\":\"%s\",\"payload\":%s}\n", topic, payload[0] != '\0' ? payload : "null");
    } else {
        printf("%s  %s\n", topic, payload[0] != '\0' ? payload : "cleared");
    }
}

static int publish(const struct call *call, const char *topic, const char *payload)
{
    int code = EXIT_DONE;
    struct connection *connection = connection_open(call, NULL, 0, &code);
    if (connection != NULL) {
        connection_publish(connection, topic, payload, true);
        code = connection_settle(connection, NULL, NULL);
    }
    if (connection != NULL && code == EXIT_DONE) {
        print_said(call, topic, payload);
    }
    connection_close(connection);
    return code;
}

/* `payload` NULL: what is wrong was said. */
static int say(const struct call *call, const char *branch, char *payload)
{
    char topic[TOPIC_BYTES];
    int code = EXIT_INVALID;
    if (!text_is_id(call->operands[0])) {
        code = call_wrong("'%s' read, an id allowed: a-z, 0-9 and -", call->operands[0]);
    } else if (payload != NULL) {
        snprintf(topic, sizeof topic, "%s/%s", branch, call->operands[0]);
        code = publish(call, topic, payload);
    }
    free(payload);
    return code;
}

int run_announce(const struct call *call)
{
    bool clear = call_option(call, "clear") != NULL, ja = call_option(call, "ja") != NULL,
         en = call_option(call, "en") != NULL, text = call->operand_count > 1;
    if (clear + text + (ja || en) != 1) {
        return call_wrong("one of TEXT, --ja with --en, and --clear says what is meant");
    }
    return say(call, "announce", clear ? calloc(1, 1) : say_announcement(call));
}

int run_close(const struct call *call)
{
    bool reason = call_option(call, "reason") != NULL;
    if (reason && (call_option(call, "ja") != NULL || call_option(call, "en") != NULL)) {
        return call_wrong("--reason is for all languages, --ja and --en are for each");
    }
    return say(call, "closure", say_closure(call));
}

int run_reopen(const struct call *call)
{
    return say(call, "closure", calloc(1, 1));
}
