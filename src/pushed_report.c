/* What is told of pushed layers. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "config/answer.h"
#include "pushed_state.h"

const char *push_result_word(enum push_result result)
{
    static const char *const words[] = {
        [PUSH_NOTHING] = "",
        [PUSH_APPLIED] = "applied",
        [PUSH_ALREADY] = "already",
        [PUSH_TRIAL] = "trial",
        [PUSH_REJECTED] = "rejected",
        [PUSH_CONFLICT] = "conflict",
        [PUSH_EXPIRED] = "expired",
        [PUSH_UNSIGNED] = "unsigned",
        [PUSH_NOT_FOR_ME] = "not-for-me",
        [PUSH_REVERTED] = "reverted",
        [PUSH_BUSY] = "busy",
    };
    return words[result];
}

json_t *pushed_errors(const char *prefix, const struct faults *faults)
{
    json_t *list = json_array();
    for (size_t i = 0; i < faults_count(faults); i++) {
        const struct fault *fault = faults_at(faults, i);
        if (fault->severity == SEVERITY_FAULT) {
            json_t *error = fault_json(fault);
            json_object_set_new(
                error, "pointer",
                json_pack("s+", prefix, json_string_value(json_object_get(error, "pointer"))));
            json_array_append_new(list, error);
        }
    }
    return list;
}

json_t *pushed_one_error(const char *pointer, const char *code, const char *read,
                         const char *allowed, const char *message)
{
    struct faults *faults = faults_create();
    faults_add(faults, SEVERITY_FAULT, pointer, code, read, allowed, "%s", message);
    json_t *errors = pushed_errors("", faults);
    faults_destroy(faults);
    return errors;
}

void pushed_tell(struct pushed *pushed, struct pushed_layer *layer, enum push_result result,
                 json_t *errors)
{
    const char *first = json_string_value(json_object_get(json_array_get(errors, 0), "message"));
    bool other = result != layer->result;
    layer->result = result;
    json_decref(layer->errors);
    layer->errors = errors;
    pushed->news = true;
    log_line(other && result != PUSH_ALREADY ? LOG_INFO : LOG_DEBUG, "push",
             "%s revision %d: %s%s%s", layer->name, layer->told_revision, push_result_word(result),
             first != NULL ? ": " : "", first != NULL ? first : "");
}

/* Whose push the result is about, as far as it is still here. */
static const struct push *told_push(const struct pushed_layer *layer)
{
    enum { places = 3 };
    const struct push *pushes[places] = {&layer->trial, &layer->offered, &layer->kept};
    for (size_t i = 0; i < places; i++) {
        if (pushes[i]->envelope != NULL && strcmp(pushes[i]->sha256, layer->told_sha256) == 0) {
            return pushes[i];
        }
    }
    return NULL;
}

/* By whomever; of one whom nobody trusts any more it does not count. */
static int highest_revision(const struct pushed *pushed, const struct pushed_layer *layer)
{
    int highest = 0;
    for (size_t i = 0; i <= pushed->key_count; i++) {
        bool trusted = i == UNSIGNED || !pushed->keys[i - 1].revoked;
        if (trusted && layer->counts[i].revision > highest) {
            highest = layer->counts[i].revision;
        }
    }
    return highest;
}

static json_t *layer_report(const struct pushed *pushed, struct pushed_layer *layer)
{
    const struct push *push = told_push(layer);
    const struct envelope *envelope = push != NULL ? push->envelope : NULL;
    json_t *errors = layer->errors != NULL ? json_incref(layer->errors) : json_array();
    json_t *report =
        json_pack("{s:o, s:s?, s:s, s:o}", "revision",
                  layer->told_revision > 0 ? json_integer(layer->told_revision) : json_null(),
                  "sha256", layer->told_sha256[0] != '\0' ? layer->told_sha256 : NULL, "result",
                  push_result_word(layer->result), "errors", errors);
    const struct push *force = pushed_in_force(layer);
    json_object_set_new(report, "in_force",
                        push_config(force) != NULL ? json_integer(force->envelope->revision)
                                                   : json_null());
    json_object_set_new(report, "highest", json_integer(highest_revision(pushed, layer)));
    if (push != NULL && push->signer != UNSIGNED) {
        json_object_set_new(report, "key", json_string(pushed->keys[push->signer - 1].id));
    }
    static const char *const kept[] = {"author", "note", "not_before", "not_after"};
    for (size_t i = 0; envelope != NULL && i < sizeof kept / sizeof *kept; i++) {
        json_object_set(report, kept[i], json_object_get(envelope->root, kept[i]));
    }
    return report;
}

char *pushed_report(struct pushed *pushed, const char *file_sha256, const struct moment *now)
{
    if (!pushed->news || now->mono_ms < pushed->gather_until_ms) {
        return NULL;
    }
    pushed->news = false;
    json_t *layers = json_object();
    for (size_t i = 0; i < pushed->count; i++) {
        if (pushed->layers[i].result != PUSH_NOTHING) {
            json_object_set_new(layers, pushed->layers[i].name,
                                layer_report(pushed, &pushed->layers[i]));
        }
    }
    json_t *report = json_pack("{s:s, s:b, s:o}", "sha256",
                               pushed->sha256[0] != '\0' ? pushed->sha256 : file_sha256, "stored",
                               pushed->path != NULL && !pushed->unwritable, "layers", layers);
    json_t *connection = pushed_connection_facts(pushed);
    json_object_set_new(report, "connection", connection != NULL ? connection : json_null());
    char *text = json_dumps(report, JSON_COMPACT);
    json_decref(report);
    return text;
}

json_t *pushed_facts(const struct pushed *pushed)
{
    for (size_t i = pushed->count; i-- > 0;) {
        struct pushed_layer *layer = &pushed->layers[i];
        const struct push *push = pushed_in_force(layer);
        if (push_config(push) != NULL) {
            return json_pack("{s:s, s:i, s:s*, s:s*, s:b}", "layer", layer->name, "revision",
                             push->envelope->revision, "author", push->envelope->author, "note",
                             push->envelope->note, "trial", pushed->attempts > 0);
        }
    }
    return NULL;
}
