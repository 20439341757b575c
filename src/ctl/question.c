#include "ctl/question.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault_lines.h"
#include "ctl/commands.h"
#include "ctl/connection_file.h"
#include "ctl/json_file.h"

/* What is no number stays a text: the reader says what it wants. */
static json_t *value_of(const struct key *key, const char *text)
{
    return key->type == KEY_INTEGER ? json_of_text(text) : json_string(text);
}

static const struct key *find_key(const struct verb *verb, const char *name)
{
    for (size_t i = 0; i < verb->section.count; i++) {
        if (strcmp(verb->section.keys[i].name, name) == 0) {
            return &verb->section.keys[i];
        }
    }
    return NULL;
}

/* False after it was said what is wrong with a file. */
static bool put_options(json_t *root, const struct call *call)
{
    const struct verb *verb = call->command->verb;
    int code = EXIT_DONE;
    for (size_t i = 0; i < verb->section.count; i++) {
        char option[OPTION_BYTES];
        const struct key *key = &verb->section.keys[i];
        command_option_name(option, key->name);
        const char *text = call_option(call, option);
        if (text != NULL && key->type == KEY_OBJECT) {
            json_object_set_new(root, key->name, connection_file_read(call, &code));
        } else if (text != NULL) {
            json_object_set_new(root, key->name, value_of(key, text));
        }
    }
    return code == EXIT_DONE;
}

/* Behind the first key that it fits: a page is a number, or else an id. */
static void put_operand(json_t *root, const struct call *call, const char *text)
{
    const struct verb *verb = call->command->verb;
    const struct verb_operand *operand = command_operand(verb);
    if (operand == NULL || operand->keys[0] == NULL) {
        return;
    }
    const struct key *key = find_key(verb, operand->keys[0]);
    int code; /* a file that was complained of counts as missing */
    json_t *value =
        key->type == KEY_OBJECT ? json_file_read(call, text, &code) : value_of(key, text);
    if (operand->keys[1] != NULL && json_is_string(value)) {
        key = find_key(verb, operand->keys[1]);
    }
    if (value != NULL) {
        json_object_set_new(root, key->name, value);
    }
}

static bool is_right(const struct call *call, const char *text)
{
    struct request request;
    struct arena *arena = arena_create();
    struct faults *faults = faults_create();
    bool right =
        request_read(&request, call->command->verb->name, text, strlen(text), NULL, arena, faults);
    fault_lines(call->command->name, faults);
    faults_destroy(faults);
    arena_destroy(arena);
    return right;
}

char *question_write(const struct call *call, size_t rest, const char *transaction)
{
    json_t *root = json_pack("{s:s}", "transaction", transaction);
    if (!put_options(root, call)) {
        json_decref(root);
        return NULL;
    }
    if (rest < call->operand_count) {
        put_operand(root, call, call->operands[rest]);
    }
    char *text = json_dumps(root, JSON_COMPACT);
    json_decref(root);
    if (text == NULL) { /* not UTF-8 */
        call_wrong("the command line is not UTF-8");
    } else if (!is_right(call, text)) {
        free(text);
        text = NULL;
    }
    return text;
}
