/* forget: what a removed screen left at the broker is taken away. */

#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "ctl/commands.h"
#include "ctl/connection.h"
#include "ctl/fleet.h"
#include "ctl/recipient.h"
#include "kpi/reading.h"
#include "mqtt/topics.h"

struct forgetting {
    struct fleet *fleet;
    json_t *topics; /* all below the screen that is retained, each once */
};

static void learn(void *context, const char *below, const struct client_message *message)
{
    struct forgetting *forgetting = context;
    char screen[ID_BYTES];
    fleet_take(forgetting->fleet, below, message->payload, message->length);
    if (screen_leaf(below, screen) != NULL && message->retained && message->length > 0) {
        json_object_set_new(forgetting->topics, below, json_null());
    }
}

static bool agrees(const struct call *call, const char *screen, size_t count)
{
    char answer[8] = "";
    if (call_option(call, "yes") != NULL) {
        return true;
    }
    if (!isatty(STDIN_FILENO)) {
        call_wrong("--yes is needed where nobody can be asked");
        return false;
    }
    fprintf(stderr, "Clear %zu retained messages of %s? [y/N] ", count, screen);
    return fgets(answer, sizeof answer, stdin) != NULL && (answer[0] == 'y' || answer[0] == 'Y');
}

static int clear(struct connection *connection, const struct call *call, json_t *topics)
{
    const char *topic;
    json_t *value, *list = json_array();
    json_object_foreach(topics, topic, value)
    {
        connection_publish(connection, topic, "", true);
        json_array_append_new(list, json_string(topic));
    }
    int code = connection_settle(connection, NULL, NULL);
    if (code == EXIT_DONE && call_option(call, "json") != NULL) {
        json_dumpf(list, stdout, JSON_INDENT(2));
        putchar('\n');
    } else if (code == EXIT_DONE) {
        json_object_foreach(topics, topic, value)
        {
            printf("%s  cleared\n", topic);
        }
    }
    json_decref(list);
    return code;
}

static int forget(struct forgetting *forgetting, struct connection *connection,
                  const struct call *call, const char *screen)
{
    if (!connection_gather(connection, learn, forgetting)) {
        return EXIT_NO_BROKER;
    }
    size_t count = json_object_size(forgetting->topics);
    if (count == 0) {
        fprintf(stderr, PROGRAM ": nothing is retained of %s\n", screen);
        return EXIT_SILENT;
    }
    enum presence presence = fleet_presence(forgetting->fleet, screen);
    if (presence == PRESENCE_ONLINE || presence == PRESENCE_CUT_OFF) {
        fprintf(stderr, PROGRAM ": %s is %s: switch it off first\n", screen,
                presence == PRESENCE_ONLINE ? "online" : "cut off, and perhaps online");
        return EXIT_REFUSED;
    }
    return agrees(call, screen, count) ? clear(connection, call, forgetting->topics) : EXIT_USAGE;
}

int run_forget(const struct call *call)
{
    int code = EXIT_DONE;
    size_t rest;
    struct recipient recipient;
    char below[TOPIC_BYTES];
    if (!recipient_read(&recipient, call, &rest) || recipient.kind != RECIPIENT_SCREEN) {
        return call_wrong("one screen is forgotten at a time");
    }
    recipient_topic(&recipient, "#", below, sizeof below);
    const char *const topics[] = {below, fleet_topics[FLEET_BRIDGE], fleet_topics[FLEET_FAR_SIDE]};
    struct forgetting forgetting = {fleet_create(), json_object()};
    struct connection *connection =
        connection_open(call, topics, sizeof topics / sizeof *topics, &code);
    if (connection != NULL) {
        code = forget(&forgetting, connection, call, recipient.name);
    }
    connection_close(connection);
    fleet_destroy(forgetting.fleet);
    json_decref(forgetting.topics);
    return code;
}
