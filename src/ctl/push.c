/*
 * push: a configuration for some screens, and what they make of it. In waves a few have it first,
 * as their own layer on top of what they have there; when all of them do well it goes to everybody,
 * and they get their own layer back.
 */

#include "ctl/push.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/nearest.h"
#include "ctl/bar.h"
#include "ctl/commands.h"
#include "ctl/connection_file.h"
#include "ctl/json_file.h"
#include "ctl/layer_envelope.h"
#include "ctl/wave.h"
#include "device/clock.h"
#include "mqtt/topics.h"

#define LAYER_BYTES 80
#define DRAW_EVERY_MS 200

/* One that goes to another broker and cannot is back within that time. */
#define MOVE_WAIT_MS 60000

static bool confirms(const struct pushing *pushing)
{
    return call_option(pushing->call, "confirm") != NULL;
}

/* ---- Whom it reaches ------------------------------------------------------------------------ */

static const char *layer_of(const struct recipient *recipient, char to[LAYER_BYTES])
{
    bool group = recipient->kind == RECIPIENT_GROUP;
    snprintf(to, LAYER_BYTES, "%s%s",
             recipient->kind == RECIPIENT_ALL ? "all"
             : group                          ? "group/"
                                              : "screen",
             group ? recipient->name : "");
    return to;
}

int push_next_revision(const struct pushing *pushing, const json_t *screens, const char *layer,
                       const char *topic)
{
    size_t i;
    json_t *name;
    int highest = rollout_retained(&pushing->rollout, topic);
    json_array_foreach(screens, i, name)
    {
        int known = rollout_highest(&pushing->rollout, json_string_value(name), layer);
        highest = known > highest ? known : highest;
    }
    return highest < INT_MAX ? highest + 1 : highest;
}

/* ---- Waiting -------------------------------------------------------------------------------- */

static size_t count_of(const struct pushing *pushing, const json_t *screens,
                       enum rollout_state state)
{
    size_t i, count = 0;
    json_t *name;
    json_array_foreach(screens, i, name)
    {
        count += rollout_of(&pushing->rollout, json_string_value(name)) == state;
    }
    return count;
}

static void draw_bar(const struct pushing *pushing, const json_t *screens)
{
    size_t all = json_array_size(screens), waits = count_of(pushing, screens, ROLLOUT_WAITS);
    bar_draw(pushing->call, all - waits, all, "%zu of %zu", all - waits, all);
}

static void await(struct pushing *pushing, const json_t *screens)
{
    struct client_message message;
    const char *below;
    bool moves = pushing->connection_said != NULL;
    bool said = call_option(pushing->call, "wait") != NULL;
    int64_t until_ms =
        connection_now_ms() + (moves && !said ? MOVE_WAIT_MS : call_wait_ms(pushing->call));
    while (count_of(pushing, screens, ROLLOUT_WAITS) > 0 && connection_now_ms() < until_ms &&
           connection_is_up(pushing->connection)) {
        draw_bar(pushing, screens);
        int64_t next_ms = connection_now_ms() + DRAW_EVERY_MS;
        if (connection_take(pushing->connection, &message, &below,
                            next_ms < until_ms ? next_ms : until_ms)) {
            rollout_take(&pushing->rollout, below, &message);
        }
    }
    bar_clear(pushing->call);
    pushing->rollout.moved = moves;
    pushing->waited_out =
        call_option(pushing->call, "wait") == NULL || call_wait_ms(pushing->call) >= MOVE_WAIT_MS;
}

static int code_of(const struct pushing *pushing, const json_t *screens)
{
    if (count_of(pushing, screens, ROLLOUT_REFUSED) > 0) {
        return EXIT_REFUSED;
    }
    /* Who does not come back in the time that a move has was taken there. */
    size_t taken = count_of(pushing, screens, ROLLOUT_WELL) +
                   count_of(pushing, screens, ROLLOUT_LATER) +
                   (pushing->waited_out ? count_of(pushing, screens, ROLLOUT_GONE) : 0);
    bool all = taken == json_array_size(screens);
    return all && json_array_size(screens) > 0 ? EXIT_DONE : EXIT_SILENT;
}

static int publish(struct pushing *pushing, const char *layer, const char *topic, const char *text,
                   int revision, const json_t *screens)
{
    rollout_begin(&pushing->rollout, layer, revision, text, confirms(pushing));
    connection_publish(pushing->connection, topic, text, true);
    int code = connection_settle(pushing->connection, rollout_take, &pushing->rollout);
    if (code == EXIT_DONE) {
        await(pushing, screens);
        code = code_of(pushing, screens);
    }
    return code;
}

int push_layer(struct pushing *pushing, const char *layer, const char *topic, json_t *envelope,
               int revision, const json_t *screens)
{
    char target[TOPIC_BYTES];
    bool removes = envelope == NULL;
    int code = EXIT_SILENT;
    if (removes && pushing->signer == NULL) {
        code = publish(pushing, layer, topic, "", 0, screens);
        if (code != EXIT_SILENT || json_array_size(screens) == 0) {
            return code;
        }
    }
    if (removes) {
        envelope = json_pack(pushing->signer != NULL ? "{s:n}" : "{s:{}}", "config");
    }
    snprintf(target, sizeof target, "%.*s", (int)(strlen(topic) - strlen("/config")), topic);
    char *text = layer_envelope_write(envelope, revision, pushing->signer,
                                      connection_site(pushing->connection), target);
    code = text != NULL ? publish(pushing, layer, topic, text, revision, screens) : EXIT_INVALID;
    free(text);
    return code;
}

/* ---- All of it ------------------------------------------------------------------------------ */

static void tell_json(const struct pushing *pushing, const json_t *screens, const char *stopped)
{
    const struct rollout *rollout = &pushing->rollout;
    json_t *revision = rollout->revision > 0 ? json_integer(rollout->revision) : json_null();
    json_t *root = json_pack("{s:s, s:o, s:s?, s:o}", "layer", rollout->layer, "revision", revision,
                             "stopped", stopped, "screens", rollout_json(rollout, screens));
    json_dumpf(root, stdout, JSON_INDENT(2));
    putchar('\n');
    json_decref(root);
}

void push_tell(const struct pushing *pushing, const json_t *screens, const char *stopped)
{
    const struct rollout *rollout = &pushing->rollout;
    if (call_option(pushing->call, "json") != NULL) {
        tell_json(pushing, screens, stopped);
        return;
    }
    rollout_print(rollout, screens);
    if (stopped != NULL) {
        return;
    }
    if (pushing->config != NULL) {
        printf("revision %d of %s: ", rollout->revision, rollout->layer);
    } else {
        printf("%s taken away: ", rollout->layer);
    }
    size_t later = count_of(pushing, screens, ROLLOUT_LATER);
    size_t gone = count_of(pushing, screens, ROLLOUT_GONE);
    printf("%zu taken, ", count_of(pushing, screens, ROLLOUT_WELL));
    if (later > 0) {
        printf("%zu to come, ", later);
    }
    if (gone > 0) {
        printf("%zu moved, ", gone);
    }
    printf("%zu refused, %zu silent, %zu offline\n", count_of(pushing, screens, ROLLOUT_REFUSED),
           count_of(pushing, screens, ROLLOUT_WAITS), count_of(pushing, screens, ROLLOUT_OFFLINE));
}

/* What is pushed stays at the broker: it may be meant for one that is still to come. */
static void doubt_name(const struct pushing *pushing)
{
    const struct recipient *recipient = &pushing->recipient;
    if (json_array_size(pushing->screens) == 0 && recipient->kind != RECIPIENT_ALL &&
        pushing->config != NULL) {
        char hint[128];
        struct nearest nearest = nearest_to(recipient->name);
        for (const char *name = NULL; recipient->kind == RECIPIENT_SCREEN &&
                                      (name = fleet_next(pushing->rollout.fleet, name)) != NULL;) {
            nearest_offer(&nearest, name);
        }
        fprintf(stderr, PROGRAM ": nobody knows of %s '%s'; it waits there for one that comes.%s\n",
                recipient->kind == RECIPIENT_GROUP ? "a group" : "a screen", recipient->name,
                nearest_hint(&nearest, hint, sizeof hint));
    }
}

/* Only the connection is given: the layer stays as it is in force, which must be what the broker
 * has. False after it was said why not. */
static bool keep_config(struct pushing *pushing, const char *topic, json_t **config)
{
    const struct rollout *rollout = &pushing->rollout;
    const char *screen = pushing->recipient.name;
    const json_t *there = json_object_get(json_object_get(rollout->retained, topic), "config");
    int retained = rollout_retained(rollout, topic);
    int in_force = rollout_in_force(rollout, screen, "screen");
    if (json_is_object(there) && in_force >= 0 && in_force != retained) {
        call_wrong("%s does not show revision %d, which this broker has for it: name its FILE",
                   screen, retained);
        return false;
    }
    if (json_is_object(there)) {
        *config = json_incref((json_t *)there);
    } else if (in_force > 0) {
        call_wrong("%s has a layer that this broker does not know: name its FILE", screen);
        return false;
    } else {
        *config = json_object();
    }
    pushing->config = *config;
    return true;
}

/* What waits for its time at the broker goes with this one. */
static void tell_replaced(const struct pushing *pushing, const char *topic)
{
    int64_t wall_ms = 0;
    const json_t *there = json_object_get(pushing->rollout.retained, topic);
    const char *when = json_string_value(json_object_get(there, "not_before"));
    if (when != NULL && time_parse(when, &wall_ms) && wall_ms > clock_now(CLOCK_TRUSTED).wall_ms) {
        fprintf(stderr, PROGRAM ": this replaces revision %d, which waits until %s\n",
                rollout_retained(&pushing->rollout, topic), when);
    }
}

static int push_to_all(struct pushing *pushing)
{
    char layer[LAYER_BYTES], topic[TOPIC_BYTES];
    json_t *kept = NULL;
    int revision = layer_revision(pushing->call);
    layer_of(&pushing->recipient, layer);
    recipient_topic(&pushing->recipient, "config", topic, sizeof topic);
    if (pushing->config == NULL && pushing->connection_said != NULL &&
        !keep_config(pushing, topic, &kept)) {
        return EXIT_USAGE;
    }
    if (revision == 0) {
        revision = push_next_revision(pushing, pushing->screens, layer, topic);
    }
    json_t *envelope = pushing->config != NULL ? layer_envelope(pushing->call, pushing->config,
                                                                pushing->connection_said)
                                               : NULL;
    tell_replaced(pushing, topic);
    int code = push_layer(pushing, layer, topic, envelope, revision, pushing->screens);
    if (code == EXIT_DONE || code == EXIT_REFUSED || code == EXIT_SILENT) {
        push_tell(pushing, pushing->screens, NULL);
        recipient_warn_twice(&pushing->recipient, pushing->rollout.fleet);
        doubt_name(pushing);
    }
    if (kept != NULL) {
        pushing->config = NULL;
        json_decref(kept);
    }
    return code;
}

static int visit(struct pushing *pushing)
{
    const char *waves = call_option(pushing->call, "wave");
    if (!connection_gather(pushing->connection, rollout_take, &pushing->rollout)) {
        return EXIT_NO_BROKER;
    }
    pushing->screens = recipient_screens(&pushing->recipient, pushing->rollout.fleet);
    json_t *before = json_object();
    int code = waves != NULL ? waves_run(pushing, waves, before) : EXIT_DONE;
    if (code == EXIT_DONE) {
        code = push_to_all(pushing);
    }
    waves_give_back(pushing, before);
    json_decref(before);
    json_decref(pushing->screens);
    return connection_is_up(pushing->connection) ? code : EXIT_NO_BROKER;
}

/* ---- The command line ----------------------------------------------------------------------- */

/* The first of the options that taking a layer away has no room for; NULL: none. */
static const char *idle_option(const struct call *call)
{
    for (size_t i = 0; i < call->command->option_count; i++) {
        const char *name = call->command->options[i].name;
        if (strcmp(name, "remove") != 0 && strcmp(name, "signing-key") != 0 &&
            call_option(call, name) != NULL) {
            return name;
        }
    }
    return NULL;
}

static bool options_fit(const struct pushing *pushing)
{
    const struct call *call = pushing->call;
    const char *waves = call_option(call, "wave");
    if (!wave_is_right(call, pushing->recipient.kind != RECIPIENT_SCREEN)) {
        return false;
    }
    if (waves != NULL && (confirms(pushing) || call_option(call, "not-before") != NULL)) {
        call_wrong("--wave goes on by itself, --confirm and --not-before wait");
        return false;
    }
    if (call_option(call, "connection") != NULL && pushing->recipient.kind != RECIPIENT_SCREEN) {
        call_wrong("--connection is of one screen: each is moved by a layer of its own");
        return false;
    }
    if (call_option(call, "remove") != NULL && idle_option(call) != NULL) {
        call_wrong("--remove takes a layer away, --%s goes with a file", idle_option(call));
        return false;
    }
    return number_option(call, "revision", 1);
}

static int begin(struct pushing *pushing)
{
    int code = EXIT_DONE;
    rollout_init(&pushing->rollout);
    pushing->connection = connection_open(pushing->call, rollout_topics, ROLLOUT_TOPICS, &code);
    if (pushing->connection != NULL) {
        code = visit(pushing);
    }
    connection_close(pushing->connection);
    rollout_finish(&pushing->rollout);
    return code;
}

int run_push(const struct call *call)
{
    int code = EXIT_DONE;
    size_t rest;
    struct pushing pushing = {.call = call};
    bool removes = call_option(call, "remove") != NULL;
    bool moves = call_option(call, "connection") != NULL;
    if (!recipient_read(&pushing.recipient, call, &rest)) {
        return EXIT_USAGE;
    }
    bool file = call->operand_count == rest + 1;
    if (call->operand_count > rest + 1 || (removes ? file : !file && !moves)) {
        return call_wrong(removes ? "usage: " PROGRAM " push SCREENS --remove"
                                  : "usage: " PROGRAM " push SCREENS FILE");
    }
    if (!options_fit(&pushing)) {
        return EXIT_USAGE;
    }
    struct signer *signer = signer_open(call, &code);
    json_t *config = NULL, *connection = NULL;
    if (code == EXIT_DONE && file) {
        config = layer_file_read(call, call->operands[rest], &code);
    }
    if (code == EXIT_DONE) {
        connection = connection_file_read(call, &code);
    }
    if (code == EXIT_DONE) {
        pushing.signer = signer;
        pushing.config = config;
        pushing.connection_said = connection;
        code = begin(&pushing);
    }
    json_decref(connection);
    json_decref(config);
    signer_close(signer);
    return code;
}
