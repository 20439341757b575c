/*
 * push: a configuration for some screens, and what they make of it. In waves a few have it first,
 * as their own layer on top of what they have there; when all of them do well it goes to everybody,
 * and they get their own layer back.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fault_lines.h"
#include "config/envelope.h"
#include "config/merge.h"
#include "ctl/commands.h"
#include "ctl/connection.h"
#include "ctl/json_file.h"
#include "ctl/recipient.h"
#include "ctl/rollout.h"
#include "mqtt/topics.h"

#define LAYER_BYTES 80
#define BAR_CELLS 20
#define DRAW_EVERY_MS 200

struct pushing {
    const struct call *call;
    struct connection *connection;
    struct recipient recipient;
    struct rollout rollout;
    const json_t *config;
    json_t *screens; /* whom it reaches: names in order */
};

static bool confirms(const struct pushing *pushing)
{
    return call_option(pushing->call, "confirm") != NULL;
}

/* ---- Envelopes ------------------------------------------------------------------------------ */

static void put_option(json_t *root, const struct call *call, const char *name)
{
    if (call_option(call, name) != NULL) {
        json_object_set_new(root, name, json_string(call_option(call, name)));
    }
}

static json_t *envelope_json(const struct pushing *pushing, const json_t *config)
{
    json_t *root = json_pack("{s:O}", "config", config);
    put_option(root, pushing->call, "author");
    put_option(root, pushing->call, "note");
    if (confirms(pushing)) {
        json_object_set_new(root, "confirm", json_true());
    }
    return root;
}

/* With its revision, to be freed; NULL after what is wrong was said. Takes `root`. */
static char *write_envelope(json_t *root, int revision)
{
    json_object_set_new(root, "revision", json_integer(revision));
    char *text = json_dumps(root, JSON_COMPACT);
    json_decref(root);
    struct faults *faults = faults_create();
    struct envelope *envelope = text != NULL ? envelope_read(text, strlen(text), faults) : NULL;
    fault_lines("push", faults);
    faults_destroy(faults);
    if (envelope == NULL) {
        free(text);
        text = NULL;
    }
    envelope_destroy(envelope);
    return text;
}

/* ---- Whom it reaches ------------------------------------------------------------------------ */

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static json_t *reached(const struct pushing *pushing)
{
    const struct fleet *fleet = pushing->rollout.fleet;
    size_t count = 0;
    json_t *list = json_array();
    const char **names = calloc(fleet_count(fleet) + 1, sizeof *names);
    for (const char *name = NULL; names != NULL && (name = fleet_next(fleet, name)) != NULL;) {
        if (recipient_means(&pushing->recipient, fleet, name) == 1) {
            names[count++] = name;
        }
    }
    if (count > 0) {
        qsort(names, count, sizeof *names, by_name);
    }
    for (size_t i = 0; i < count; i++) {
        json_array_append_new(list, json_string(names[i]));
    }
    free(names);
    return list;
}

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

/* One more than any that is known. */
static int next_revision(const struct pushing *pushing, const json_t *screens, const char *layer,
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
    return highest + 1;
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

/* Only for eyes: on a terminal, gone when it is done. */
static void draw_bar(const struct pushing *pushing, const json_t *screens, bool last)
{
    if (!isatty(STDERR_FILENO) || call_option(pushing->call, "json") != NULL) {
        return;
    }
    size_t all = json_array_size(screens), waits = count_of(pushing, screens, ROLLOUT_WAITS);
    size_t cells = all > 0 ? (all - waits) * BAR_CELLS / all : 0;
    if (last) {
        fputs("\r\033[K", stderr);
    } else {
        fprintf(stderr, "\r[%.*s%*s] %zu of %zu ", (int)cells, "####################",
                (int)(BAR_CELLS - cells), "", all - waits, all);
    }
}

static void await(struct pushing *pushing, const json_t *screens)
{
    struct client_message message;
    const char *below;
    int64_t until_ms = connection_now_ms() + call_wait_ms(pushing->call);
    while (count_of(pushing, screens, ROLLOUT_WAITS) > 0 && connection_now_ms() < until_ms &&
           connection_is_up(pushing->connection)) {
        draw_bar(pushing, screens, false);
        int64_t next_ms = connection_now_ms() + DRAW_EVERY_MS;
        if (connection_take(pushing->connection, &message, &below,
                            next_ms < until_ms ? next_ms : until_ms)) {
            rollout_take(&pushing->rollout, below, &message);
        }
    }
    draw_bar(pushing, screens, true);
}

static int code_of(const struct pushing *pushing, const json_t *screens)
{
    if (count_of(pushing, screens, ROLLOUT_REFUSED) > 0) {
        return EXIT_REFUSED;
    }
    bool all = count_of(pushing, screens, ROLLOUT_WELL) == json_array_size(screens);
    return all && json_array_size(screens) > 0 ? EXIT_DONE : EXIT_SILENT;
}

static int send(struct pushing *pushing, const char *topic, const char *payload)
{
    connection_publish(pushing->connection, topic, payload, true);
    return connection_settle(pushing->connection, rollout_take, &pushing->rollout);
}

/* ---- Waves ---------------------------------------------------------------------------------- */

static void own_topic(char to[TOPIC_BYTES], const char *screen)
{
    snprintf(to, TOPIC_BYTES, "screen/%s/config", screen);
}

/* Publishes a screen's own layer, takes `envelope`; NULL takes the layer away. */
static int send_own(struct pushing *pushing, const char *screen, json_t *envelope)
{
    char topic[TOPIC_BYTES];
    own_topic(topic, screen);
    json_t *alone = json_pack("[s]", screen);
    int revision = next_revision(pushing, alone, "screen", topic);
    rollout_begin(&pushing->rollout, "screen", envelope != NULL ? revision : 0, false);
    char *text = envelope != NULL ? write_envelope(envelope, revision) : calloc(1, 1);
    int code = text != NULL ? send(pushing, topic, text) : EXIT_INVALID;
    if (code == EXIT_DONE) {
        await(pushing, alone);
        code = code_of(pushing, alone);
    }
    free(text);
    json_decref(alone);
    return code;
}

static int try_on(struct pushing *pushing, const char *screen, const json_t *own)
{
    json_t *both = merge_in_turn(pushing->config, json_object_get(own, "config"));
    json_t *envelope = envelope_json(pushing, both);
    json_decref(both);
    return send_own(pushing, screen, envelope);
}

/* What stood on the screens' own topics before the first wave; null: nothing. */
static void give_back(struct pushing *pushing, const json_t *before)
{
    const char *screen;
    json_t *own;
    json_object_foreach((json_t *)before, screen, own)
    {
        if (send_own(pushing, screen, json_is_object(own) ? json_deep_copy(own) : NULL) !=
            EXIT_DONE) {
            fprintf(stderr, PROGRAM ": %s does not say that it has its own layer back\n", screen);
        }
    }
}

/* "1,10,all": how many have it after each; 0 behind the last, "all" ends it. */
static size_t next_wave(const char **text)
{
    char *end;
    unsigned long number = strtoul(*text, &end, 10);
    *text = *end == ',' ? end + 1 : end;
    return number;
}

static bool is_waves(const char *text)
{
    static const char allowed[] = "0123456789,";
    size_t length = strspn(text, allowed);
    bool whole = text[length] == '\0' || strcmp(text + length, "all") == 0;
    return text[0] >= '1' && text[0] <= '9' && whole && strstr(text, ",,") == NULL;
}

/* The first few screens one after another; stops at the first that does not do well. */
static int run_waves(struct pushing *pushing, const char *waves, json_t *before)
{
    int code = EXIT_DONE;
    size_t done = 0, all = json_array_size(pushing->screens);
    for (size_t wave; code == EXIT_DONE && (wave = next_wave(&waves)) > 0;) {
        for (; code == EXIT_DONE && done < wave && done < all; done++) {
            char topic[TOPIC_BYTES];
            const char *screen = json_string_value(json_array_get(pushing->screens, done));
            own_topic(topic, screen);
            const json_t *own = json_object_get(pushing->rollout.retained, topic);
            json_object_set_new(before, screen, own != NULL ? json_deep_copy(own) : json_null());
            code = try_on(pushing, screen, own);
            if (code != EXIT_DONE) {
                json_t *alone = json_pack("[s]", screen);
                rollout_print(&pushing->rollout, alone);
                json_decref(alone);
                fprintf(stderr, PROGRAM ": stopped at %s, %zu of %zu screens\n", screen, done + 1,
                        all);
            }
        }
    }
    return code;
}

/* ---- All of it ------------------------------------------------------------------------------ */

static void print_result(const struct pushing *pushing, int revision, const char *layer)
{
    if (call_option(pushing->call, "json") != NULL) {
        json_t *root = json_pack("{s:s, s:i, s:o}", "layer", layer, "revision", revision, "screens",
                                 rollout_json(&pushing->rollout, pushing->screens));
        json_dumpf(root, stdout, JSON_INDENT(2));
        putchar('\n');
        json_decref(root);
        return;
    }
    rollout_print(&pushing->rollout, pushing->screens);
    printf("revision %d of %s: %zu taken, %zu refused, %zu silent, %zu offline\n", revision, layer,
           count_of(pushing, pushing->screens, ROLLOUT_WELL),
           count_of(pushing, pushing->screens, ROLLOUT_REFUSED),
           count_of(pushing, pushing->screens, ROLLOUT_WAITS),
           count_of(pushing, pushing->screens, ROLLOUT_OFFLINE));
}

static int push_to_all(struct pushing *pushing)
{
    char layer[LAYER_BYTES], topic[TOPIC_BYTES];
    const char *given = call_option(pushing->call, "revision");
    layer_of(&pushing->recipient, layer);
    recipient_topic(&pushing->recipient, "config", topic, sizeof topic);
    int revision =
        given != NULL ? atoi(given) : next_revision(pushing, pushing->screens, layer, topic);
    char *text = write_envelope(envelope_json(pushing, pushing->config), revision);
    if (text == NULL) {
        return EXIT_INVALID;
    }
    rollout_begin(&pushing->rollout, layer, revision, confirms(pushing));
    int code = send(pushing, topic, text);
    if (code == EXIT_DONE) {
        await(pushing, pushing->screens);
        print_result(pushing, revision, layer);
        code = code_of(pushing, pushing->screens);
    }
    free(text);
    return code;
}

static int visit(struct pushing *pushing)
{
    const char *waves = call_option(pushing->call, "wave");
    if (!connection_gather(pushing->connection, rollout_take, &pushing->rollout)) {
        return EXIT_NO_BROKER;
    }
    pushing->screens = reached(pushing);
    json_t *before = json_object();
    int code = waves != NULL ? run_waves(pushing, waves, before) : EXIT_DONE;
    if (code == EXIT_DONE) {
        code = push_to_all(pushing);
    }
    give_back(pushing, before);
    json_decref(before);
    json_decref(pushing->screens);
    return connection_is_up(pushing->connection) ? code : EXIT_NO_BROKER;
}

int run_push(const struct call *call)
{
    int code = EXIT_DONE;
    size_t rest;
    struct pushing pushing = {.call = call};
    const char *waves = call_option(call, "wave"), *revision = call_option(call, "revision");
    if (!recipient_read(&pushing.recipient, call, &rest)) {
        return EXIT_USAGE;
    }
    if (call->operand_count != rest + 1) {
        return call_wrong("usage: " PROGRAM " push %s", call->command->operands);
    }
    if (waves != NULL && (!is_waves(waves) || pushing.recipient.kind == RECIPIENT_SCREEN)) {
        return call_wrong("--wave: '%s' read, numbers such as 1,10,all to a group or all allowed",
                          waves);
    }
    if (waves != NULL && confirms(&pushing)) {
        return call_wrong("--wave goes on by itself, --confirm waits for somebody");
    }
    if (revision != NULL && (strspn(revision, "0123456789") != strlen(revision) ||
                             strlen(revision) > 9 || atoi(revision) < 1)) {
        return call_wrong("--revision: '%s' read, 1 to 999999999 allowed", revision);
    }
    json_t *config = layer_file_read(call, call->operands[rest], &code);
    if (config == NULL) {
        return code;
    }
    pushing.config = config;
    rollout_init(&pushing.rollout);
    pushing.connection = connection_open(call, rollout_topics, ROLLOUT_TOPICS, &code);
    if (pushing.connection != NULL) {
        code = visit(&pushing);
    }
    connection_close(pushing.connection);
    rollout_finish(&pushing.rollout);
    json_decref(config);
    return code;
}
