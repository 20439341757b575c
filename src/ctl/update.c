/*
 * update: a signed bundle for the cards of some screens, and what becomes of it. A screen takes
 * minutes: it installs beside what runs, starts that, and goes back by itself where it is no good.
 * In waves a few have it first, all of a wave at a time.
 */

#include <stdio.h>
#include <stdlib.h>

#include "base/moment.h"
#include "ctl/bar.h"
#include "ctl/commands.h"
#include "ctl/connection.h"
#include "ctl/installs.h"
#include "ctl/question.h"
#include "ctl/wave.h"
#include "device/files.h"
#include "mqtt/topics.h"

#define STEP_MS 200
#define LIMIT_S 1800

struct updating {
    const struct call *call;
    struct connection *connection;
    struct recipient recipient;
    struct installs installs;
    const char *payload;
    json_t *screens; /* whom it means, in order */
};

/* ---- Waiting -------------------------------------------------------------------------------- */

static size_t count_of(const struct updating *updating, enum install_state state)
{
    size_t i, count = 0;
    json_t *name;
    json_array_foreach(updating->screens, i, name)
    {
        count += installs_of(&updating->installs, json_string_value(name)) == state;
    }
    return count;
}

static void draw_bar(const struct updating *updating)
{
    size_t i, done = 0, all = json_array_size(updating->screens);
    json_t *name;
    json_array_foreach(updating->screens, i, name)
    {
        done += (size_t)installs_percent(&updating->installs, json_string_value(name));
    }
    bar_draw(updating->call, done, all * 100, "%zu of %zu updated, %zu at it",
             count_of(updating, INSTALL_WELL), all, count_of(updating, INSTALL_WAITS));
}

/* Takes what comes in the next moment, at most until then. */
static void take_for_a_moment(struct updating *updating, int64_t until_ms)
{
    struct client_message message;
    const char *below;
    draw_bar(updating);
    if (connection_take(updating->connection, &message, &below,
                        earlier(until_ms, connection_now_ms() + STEP_MS))) {
        installs_take(&updating->installs, below, &message);
    }
}

/* Until all that were asked have ended; those that do not answer are not waited for. */
static void await(struct updating *updating)
{
    const char *limit = call_option(updating->call, "limit");
    int64_t began_ms = connection_now_ms(),
            until_ms = began_ms + (limit != NULL ? atoi(limit) : LIMIT_S) * INT64_C(1000),
            answer_ms = earlier(began_ms + call_wait_ms(updating->call), until_ms);
    while (connection_is_up(updating->connection)) {
        bool silent = count_of(updating, INSTALL_SILENT) > 0;
        bool waits = count_of(updating, INSTALL_WAITS) > 0;
        int64_t end_ms = waits ? until_ms : answer_ms;
        if ((!silent && !waits) || connection_now_ms() >= end_ms) {
            break;
        }
        take_for_a_moment(updating, end_ms);
    }
    bar_clear(updating->call);
}

/* ---- Waves ---------------------------------------------------------------------------------- */

static void ask(struct updating *updating, const char *screen)
{
    char topic[TOPIC_BYTES];
    snprintf(topic, sizeof topic, "screen/%s/request/update", screen);
    installs_ask(&updating->installs, screen);
    connection_publish(updating->connection, topic, updating->payload, false);
}

/* One that nobody has heard of may hear; one that is offline does not. */
static bool is_worth_asking(const struct updating *updating, const char *screen)
{
    return fleet_presence(updating->installs.fleet, screen) != PRESENCE_OFFLINE;
}

/* Asks the next so that `many` have been asked; all where that is 0. */
static void ask_next(struct updating *updating, size_t many)
{
    size_t i, asked = json_object_size(updating->installs.asked);
    json_t *name;
    json_array_foreach(updating->screens, i, name)
    {
        const char *screen = json_string_value(name);
        if ((many == 0 || asked < many) && is_worth_asking(updating, screen) &&
            installs_of(&updating->installs, screen) == INSTALL_UNASKED) {
            ask(updating, screen);
            asked++;
        }
    }
}

/* The first that did not take it, or has not stayed well; NULL: none. */
static const char *first_trouble(const struct updating *updating)
{
    size_t i;
    json_t *name;
    json_array_foreach(updating->screens, i, name)
    {
        const char *screen = json_string_value(name);
        enum install_state state = installs_of(&updating->installs, screen);
        const struct fleet *fleet = updating->installs.fleet;
        bool lost = fleet_presence(fleet, screen) != PRESENCE_ONLINE;
        if (state != INSTALL_UNASKED &&
            (state != INSTALL_WELL || lost || fleet_is_dark(fleet, screen))) {
            return screen;
        }
    }
    return NULL;
}

/* After a wave: whether it stands the test of some time. */
static const char *watch(struct updating *updating)
{
    const char *screen;
    int64_t until_ms = connection_now_ms() + wave_pause_ms(updating->call);
    while ((screen = first_trouble(updating)) == NULL && connection_now_ms() < until_ms &&
           connection_is_up(updating->connection)) {
        take_for_a_moment(updating, until_ms);
    }
    bar_clear(updating->call);
    return screen;
}

/* The screen at which it stopped; NULL: all were asked. */
static const char *run_waves(struct updating *updating)
{
    const char *waves = call_option(updating->call, "wave"), *stopped = NULL;
    for (size_t many; waves != NULL && stopped == NULL && (many = wave_next(&waves)) > 0;) {
        ask_next(updating, many);
        await(updating);
        stopped = watch(updating);
    }
    if (stopped == NULL) {
        ask_next(updating, 0);
        await(updating);
    }
    return stopped;
}

/* ---- All of it ------------------------------------------------------------------------------ */

static void tell(const struct updating *updating, const char *stopped)
{
    size_t all = json_array_size(updating->screens);
    if (call_option(updating->call, "json") != NULL) {
        json_t *root = json_pack("{s:s?, s:o}", "stopped", stopped, "screens",
                                 installs_json(&updating->installs, updating->screens));
        json_dumpf(root, stdout, JSON_INDENT(2));
        putchar('\n');
        json_decref(root);
        return;
    }
    installs_print(&updating->installs, updating->screens);
    printf("%zu of %zu updated\n", count_of(updating, INSTALL_WELL), all);
    if (stopped != NULL) {
        fprintf(stderr, PROGRAM ": stopped at %s, %zu of %zu screens\n", stopped,
                json_object_size(updating->installs.asked), all);
    }
}

static int code_of(const struct updating *updating)
{
    size_t all = json_array_size(updating->screens);
    return count_of(updating, INSTALL_REFUSED) > 0              ? EXIT_REFUSED
           : all > 0 && count_of(updating, INSTALL_WELL) == all ? EXIT_DONE
                                                                : EXIT_SILENT;
}

static int visit(struct updating *updating)
{
    const struct recipient *recipient = &updating->recipient;
    if (!connection_gather(updating->connection, installs_take, &updating->installs)) {
        return EXIT_NO_BROKER;
    }
    updating->screens = recipient_screens(recipient, updating->installs.fleet);
    if (recipient->kind == RECIPIENT_SCREEN && json_array_size(updating->screens) == 0) {
        json_array_append_new(updating->screens, json_string(recipient->name));
    }
    const char *stopped = run_waves(updating);
    bool up = connection_is_up(updating->connection);
    tell(updating, stopped);
    int code = up ? code_of(updating) : EXIT_NO_BROKER;
    json_decref(updating->screens);
    return code;
}

static int begin(struct updating *updating, const char *transaction)
{
    int code = EXIT_DONE;
    installs_init(&updating->installs, &updating->recipient, transaction);
    updating->connection = connection_open(updating->call, installs_topics, INSTALLS_TOPICS, &code);
    if (updating->connection != NULL) {
        code = visit(updating);
    }
    connection_close(updating->connection);
    installs_finish(&updating->installs);
    return code;
}

int run_update(const struct call *call)
{
    size_t rest;
    char transaction[TRANSACTION_BYTES];
    struct updating updating = {.call = call};
    if (!recipient_read(&updating.recipient, call, &rest)) {
        return EXIT_USAGE;
    }
    if (call->operand_count != rest + 1) {
        return call_wrong("usage: " PROGRAM " %s %s", call->command->name, call->command->operands);
    }
    if (!wave_is_right(call, updating.recipient.kind != RECIPIENT_SCREEN) ||
        !number_option(call, "limit", 1)) {
        return EXIT_USAGE;
    }
    file_random_hex(transaction, sizeof transaction);
    char *payload = question_write(call, rest, transaction);
    if (payload == NULL) {
        return EXIT_INVALID;
    }
    updating.payload = payload;
    int code = begin(&updating, transaction);
    free(payload);
    return code;
}
