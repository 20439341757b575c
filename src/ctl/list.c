/* list, watch: what is known of the screens without asking them. */

#include <stdio.h>
#include <unistd.h>

#include "base/moment.h"
#include "ctl/commands.h"
#include "ctl/connection.h"
#include "ctl/fleet.h"

/* A burst of changes is one picture. */
#define DRAW_EVERY_MS 500

static void learn(void *context, const char *below, const struct client_message *message)
{
    fleet_take(context, below, message->payload, message->length);
}

static void print_fleet(const struct fleet *fleet, bool json)
{
    if (json) {
        json_t *list = fleet_json(fleet);
        json_dumpf(list, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(6));
        putchar('\n');
        json_decref(list);
    } else {
        fleet_print(fleet, stdout);
    }
    fflush(stdout);
}

/* Each change of a screen in a line, for programs. */
static void print_change(const char *below, const struct client_message *message)
{
    json_t *value = json_loadb(message->payload, message->length, JSON_DECODE_ANY, NULL);
    if (value == NULL) {
        value = json_stringn(message->payload, message->length);
    }
    json_t *line = json_pack("{s:s, s:o?}", "topic", below, "value", value);
    json_dumpf(line, stdout, JSON_COMPACT | JSON_REAL_PRECISION(6));
    putchar('\n');
    fflush(stdout);
    json_decref(line);
}

static void draw(const struct fleet *fleet)
{
    if (isatty(STDOUT_FILENO)) {
        fputs("\033[H\033[2J", stdout);
    }
    print_fleet(fleet, false);
}

/* Until the link is lost or somebody ends us. */
static void follow(struct connection *connection, struct fleet *fleet, bool json)
{
    struct client_message message;
    const char *below;
    int64_t draw_ms = json ? NEVER : connection_now_ms();
    while (connection_is_up(connection)) {
        int64_t until_ms = earlier(draw_ms, connection_now_ms() + 60000);
        if (connection_take(connection, &message, &below, until_ms)) {
            fleet_take(fleet, below, message.payload, message.length);
            if (json) {
                print_change(below, &message);
            } else {
                draw_ms = earlier(draw_ms, connection_now_ms() + DRAW_EVERY_MS);
            }
        }
        if (connection_now_ms() >= draw_ms) {
            draw_ms = NEVER;
            draw(fleet);
        }
    }
}

static int look(const struct call *call, bool stay)
{
    int code = EXIT_DONE;
    bool json = call_option(call, "json") != NULL;
    struct fleet *fleet = fleet_create();
    struct connection *connection = connection_open(call, fleet_topics, FLEET_TOPICS, &code);
    if (connection != NULL && stay) {
        follow(connection, fleet, json);
        code = EXIT_NO_BROKER;
    } else if (connection != NULL && connection_gather(connection, learn, fleet)) {
        print_fleet(fleet, json);
    } else if (connection != NULL) {
        code = EXIT_NO_BROKER;
    }
    connection_close(connection);
    fleet_destroy(fleet);
    return code;
}

int run_list(const struct call *call)
{
    return look(call, false);
}

int run_watch(const struct call *call)
{
    return look(call, true);
}
