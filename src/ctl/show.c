/* show: the layers that a screen has, and what it made of them. diff: what a push would change. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "config/pointer.h"
#include "ctl/answers.h"
#include "ctl/commands.h"
#include "ctl/connection.h"
#include "ctl/json_file.h"
#include "ctl/recipient.h"
#include "ctl/rollout.h"
#include "mqtt/topics.h"

/* Learns what is retained; false after a report, with *code set. */
static bool learn(const struct call *call, struct rollout *rollout, int *code)
{
    struct connection *connection = connection_open(call, rollout_topics, ROLLOUT_TOPICS, code);
    bool learnt = connection != NULL && connection_gather(connection, rollout_take, rollout);
    if (connection != NULL && !learnt) {
        *code = EXIT_NO_BROKER;
    }
    connection_close(connection);
    return learnt;
}

/* ---- show ----------------------------------------------------------------------------------- */

/* "12", or "-" where there is none. */
static const char *number_of(const json_t *object, const char *key, char to[16])
{
    const json_t *value = json_object_get(object, key);
    snprintf(to, 16, "%lld", (long long)json_integer_value(value));
    return json_is_integer(value) ? to : "-";
}

static void print_layer(const char *name, const json_t *told)
{
    static const struct {
        const char *key, *before;
    } kept[] = {{"key", "signed by"},
                {"author", "by"},
                {"note", "note"},
                {"not_before", "from"},
                {"not_after", "until"}};
    char in_force[16], revision[16], text[1024];
    printf("%-24s  in force %s, last %s %s", name, number_of(told, "in_force", in_force),
           number_of(told, "revision", revision), answer_text(told, "result"));
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        text_copy_clean(text, sizeof text, answer_text(told, kept[i].key));
        if (text[0] != '\0') {
            printf(", %s %s", kept[i].before, text);
        }
    }
    putchar('\n');
    if (json_array_size(json_object_get(told, "errors")) > 0) {
        answers_print_errors("", "", json_object_get(told, "errors"));
    }
}

/* Where it is, when that is not this broker. */
static void print_move(const struct rollout *rollout, const char *screen)
{
    char where[300];
    const char *moved = fleet_moved(rollout->fleet, screen);
    if (moved != NULL) {
        text_copy_clean(where, sizeof where, moved);
        printf("%-24s  moved to %s, where it tells what came of it; this is from before\n", "",
               where);
    }
}

static int show(const struct rollout *rollout, const struct call *call, const char *screen)
{
    const json_t *report = json_object_get(rollout->reports, screen);
    if (!json_is_object(report)) {
        fprintf(stderr, PROGRAM ": %s has not told of its configuration\n", screen);
        return EXIT_SILENT;
    }
    if (call_option(call, "json") != NULL) {
        json_t *told = json_copy((json_t *)report);
        const char *moved = fleet_moved(rollout->fleet, screen);
        if (moved != NULL) {
            json_object_set_new(told, "moved", json_string(moved));
        }
        json_dumpf(told, stdout, JSON_INDENT(2));
        putchar('\n');
        json_decref(told);
        return EXIT_DONE;
    }
    const char *name;
    json_t *told;
    printf("%-24s  %.64s%s\n", screen, answer_text(report, "sha256"),
           json_is_false(json_object_get(report, "stored")) ? "  not stored" : "");
    print_move(rollout, screen);
    if (fleet_is_debug(rollout->fleet, screen)) {
        printf("%-24s  login by SSH is possible\n", "debug image");
    }
    json_object_foreach(json_object_get(report, "layers"), name, told)
    {
        print_layer(name, told);
    }
    return EXIT_DONE;
}

int run_show(const struct call *call)
{
    int code = EXIT_DONE;
    size_t rest;
    struct recipient recipient;
    struct rollout rollout;
    if (!recipient_read(&recipient, call, &rest)) {
        return EXIT_USAGE;
    }
    if (recipient.kind != RECIPIENT_SCREEN) {
        return call_wrong("one screen is shown at a time");
    }
    rollout_init(&rollout);
    if (learn(call, &rollout, &code)) {
        code = show(&rollout, call, recipient.name);
        recipient_warn_twice(&recipient, rollout.fleet);
    }
    rollout_finish(&rollout);
    return code;
}

/* ---- diff ----------------------------------------------------------------------------------- */

/* In words, or into `list` for programs. */
struct differences {
    struct pointer pointer;
    json_t *list; /* NULL: in words */
    size_t count;
};

static void print_side(char sign, const struct pointer *pointer, const json_t *value)
{
    char *text = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT | JSON_REAL_PRECISION(12));
    printf("%c %s: %s\n", sign, pointer->text, text != NULL ? text : "");
    free(text);
}

static void note(struct differences *differences, const json_t *old, const json_t *new)
{
    differences->count++;
    if (differences->list != NULL) {
        json_array_append_new(differences->list,
                              json_pack("{s:s, s:O*, s:O*}", "pointer", differences->pointer.text,
                                        "before", old, "after", new));
        return;
    }
    if (old != NULL) {
        print_side('-', &differences->pointer, old);
    }
    if (new != NULL) {
        print_side('+', &differences->pointer, new);
    }
}

/* Either may be NULL. */
static void differ(struct differences *differences, const json_t *old, const json_t *new)
{
    const char *name;
    json_t *value;
    if (!json_is_object(old) || !json_is_object(new)) {
        if (!json_equal(old, new)) {
            note(differences, old, new);
        }
        return;
    }
    json_object_foreach((json_t *)old, name, value)
    {
        size_t before = pointer_push(&differences->pointer, name);
        differ(differences, value, json_object_get(new, name));
        pointer_pop(&differences->pointer, before);
    }
    json_object_foreach((json_t *)new, name, value)
    {
        if (json_object_get(old, name) == NULL) {
            size_t before = pointer_push(&differences->pointer, name);
            differ(differences, NULL, value);
            pointer_pop(&differences->pointer, before);
        }
    }
}

static int diff(const struct rollout *rollout, const struct recipient *recipient,
                const json_t *config, bool json)
{
    char topic[TOPIC_BYTES];
    recipient_topic(recipient, "config", topic, sizeof topic);
    const json_t *old = json_object_get(json_object_get(rollout->retained, topic), "config");
    json_t *nothing = json_object();
    struct differences differences = {.list = json ? json_array() : NULL};
    differ(&differences, old != NULL ? old : nothing, config);
    if (json) {
        json_dumpf(differences.list, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(12));
        putchar('\n');
    }
    json_decref(differences.list);
    json_decref(nothing);
    return differences.count > 0 ? EXIT_REFUSED : EXIT_DONE;
}

int run_diff(const struct call *call)
{
    int code = EXIT_DONE;
    size_t rest;
    struct recipient recipient;
    struct rollout rollout;
    if (!recipient_read(&recipient, call, &rest)) {
        return EXIT_USAGE;
    }
    if (call->operand_count != rest + 1) {
        return call_wrong("usage: " PROGRAM " diff %s", call->command->operands);
    }
    json_t *config = layer_file_read(call, call->operands[rest], &code);
    if (config == NULL) {
        return code;
    }
    rollout_init(&rollout);
    if (learn(call, &rollout, &code)) {
        code = diff(&rollout, &recipient, config, call_option(call, "json") != NULL);
    }
    rollout_finish(&rollout);
    json_decref(config);
    return code;
}
