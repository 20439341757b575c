/* What is remembered of pushed layers: one file in the state folder. */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "device/files.h"
#include "pushed_state.h"

#define FORMAT 1
#define STORE_MAX_BYTES ((size_t)32 * 1024 * 1024)

/* ---- Payloads ------------------------------------------------------------------------------- */

void push_clear(struct push *push)
{
    envelope_destroy(push->envelope);
    free(push->text);
    *push = (struct push){0};
}

void push_move(struct push *to, struct push *from)
{
    push_clear(to);
    *to = *from;
    *from = (struct push){0};
}

const json_t *push_config(const struct push *push)
{
    return push->envelope != NULL ? push->envelope->config : NULL;
}

/* ---- Writing -------------------------------------------------------------------------------- */

enum { OWNER_BYTES = 2 * ID_BYTES };

/* Whose the file is. */
static void owner_of(const struct pushed *pushed, char to[OWNER_BYTES])
{
    snprintf(to, OWNER_BYTES, "%s/%s", pushed->site, pushed->screen);
}

/* null: an empty one; absent: none. */
static void put_push(json_t *object, const char *key, const struct push *push)
{
    if (push->set) {
        json_object_set_new(object, key,
                            push->text != NULL ? json_string(push->text) : json_null());
    }
}

static json_t *count_json(const struct push_count *count)
{
    return json_pack("{s:i, s:s, s:b}", "revision", count->revision, "sha256", count->sha256,
                     "refused", count->refused);
}

static json_t *layer_json(const struct pushed *pushed, const struct pushed_layer *layer)
{
    json_t *object = count_json(&layer->counts[UNSIGNED]), *keys = json_object();
    for (size_t i = 0; i < pushed->key_count; i++) {
        if (layer->counts[i + 1].revision > 0) {
            json_object_set_new(keys, pushed->keys[i].id, count_json(&layer->counts[i + 1]));
        }
    }
    json_object_set_new(object, "keys", keys);
    if (layer->last != UNSIGNED) {
        json_object_set_new(object, "last", json_string(pushed->keys[layer->last - 1].id));
    }
    if (layer->counts[layer->last].refused && layer->why[0] != '\0') {
        json_object_set_new(object, "why", json_string(layer->why));
    }
    put_push(object, "before", &layer->before);
    put_push(object, "kept", &layer->kept);
    put_push(object, "trial", &layer->trial);
    return object;
}

static json_t *moving_json(const struct moving *moving)
{
    json_t *object =
        json_pack("{s:s, s:b}", "device_sha256", moving->device_sha256, "moved", moving->moved);
    put_push(object, "kept", &moving->kept);
    put_push(object, "before", &moving->before);
    return object;
}

/* Something of it was ever on trial. */
static bool is_known(const struct pushed *pushed, const struct pushed_layer *layer)
{
    for (size_t i = 0; i <= pushed->key_count; i++) {
        if (layer->counts[i].revision > 0) {
            return true;
        }
    }
    return false;
}

void pushed_write(struct pushed *pushed)
{
    json_t *layers = json_object();
    if (pushed->path == NULL) {
        json_decref(layers);
        return;
    }
    for (size_t i = 0; i < pushed->count; i++) {
        const struct pushed_layer *layer = &pushed->layers[i];
        if (is_known(pushed, layer)) {
            json_object_set_new(layers, layer->name, layer_json(pushed, layer));
        }
    }
    char owner[OWNER_BYTES];
    owner_of(pushed, owner);
    json_t *root =
        json_pack("{s:i, s:s, s:i, s:o, s:o}", "format", FORMAT, "owner", owner, "attempts",
                  pushed->attempts, "layers", layers, "connection", moving_json(&pushed->moving));
    char *text = json_dumps(root, JSON_COMPACT);
    bool written = text != NULL && file_write(pushed->path, text, strlen(text));
    if (!written && !pushed->unwritable) {
        log_line(LOG_WARNING, "push", "%s: %s: what is pushed is lost when the wall restarts",
                 pushed->path, strerror(errno));
    }
    pushed->unwritable = !written;
    free(text);
    json_decref(root);
}

/* ---- Reading -------------------------------------------------------------------------------- */

/* Verified as if it had just come; what is in force and not good any more is told. */
static void take_push(struct pushed *pushed, struct pushed_layer *layer, struct push *push,
                      const json_t *value)
{
    const char *text = json_string_value(value);
    if (json_is_null(value)) {
        push->set = true;
        status_sha256(push->sha256, "", 0);
    }
    if (text == NULL) {
        return;
    }
    struct faults *faults = faults_create();
    enum push_result result =
        push_open(pushed, layer, push, text, json_string_length(value), faults);
    if (result != PUSH_NOTHING) {
        log_line(LOG_WARNING, "push", "what was stored of %s is not good any more: %s", layer->name,
                 faults_at(faults, 0)->message);
        if (push == &layer->kept || push == &layer->trial) {
            layer->told_revision = push->envelope != NULL ? push->envelope->revision : 0;
            memcpy(layer->told_sha256, push->sha256, sizeof layer->told_sha256);
            pushed_tell(pushed, layer, result, pushed_errors("", faults));
        }
        push_clear(push);
    }
    faults_destroy(faults);
}

static void take_count(struct push_count *count, const json_t *object)
{
    const char *sha256 = json_string_value(json_object_get(object, "sha256"));
    json_int_t revision = json_integer_value(json_object_get(object, "revision"));
    if (revision > 0 && revision <= INT32_MAX && sha256 != NULL) {
        count->revision = (int)revision;
        snprintf(count->sha256, sizeof count->sha256, "%s", sha256);
        count->refused = json_is_true(json_object_get(object, "refused"));
    }
}

/* What came before its key was here counts as that key's now. */
static void count_up(struct pushed_layer *layer, const struct push *push)
{
    struct push_count *count = &layer->counts[push->signer];
    if (push->envelope != NULL && push->envelope->revision > count->revision) {
        count->revision = push->envelope->revision;
        memcpy(count->sha256, push->sha256, sizeof count->sha256);
        count->refused = false;
        layer->last = push->signer;
    }
}

static void take_layer(struct pushed *pushed, struct pushed_layer *layer, const json_t *object)
{
    const char *last = json_string_value(json_object_get(object, "last"));
    const char *why = json_string_value(json_object_get(object, "why"));
    text_copy(layer->why, sizeof layer->why, why != NULL ? why : "");
    take_count(&layer->counts[UNSIGNED], object);
    for (size_t i = 0; i < pushed->key_count; i++) {
        const char *id = pushed->keys[i].id;
        take_count(&layer->counts[i + 1], json_object_get(json_object_get(object, "keys"), id));
        layer->last = last != NULL && strcmp(last, id) == 0 ? i + 1 : layer->last;
    }
    if (is_known(pushed, layer)) {
        take_push(pushed, layer, &layer->before, json_object_get(object, "before"));
        take_push(pushed, layer, &layer->kept, json_object_get(object, "kept"));
        take_push(pushed, layer, &layer->trial, json_object_get(object, "trial"));
        count_up(layer, &layer->kept);
        count_up(layer, &layer->trial);
    }
}

static void take_moving(struct pushed *pushed, const json_t *object)
{
    struct moving *moving = &pushed->moving;
    struct pushed_layer *own = &pushed->layers[pushed->count - 1];
    const char *sha256 = json_string_value(json_object_get(object, "device_sha256"));
    snprintf(moving->device_sha256, sizeof moving->device_sha256, "%s",
             sha256 != NULL ? sha256 : "");
    moving->moved = json_is_true(json_object_get(object, "moved"));
    take_push(pushed, own, &moving->kept, json_object_get(object, "kept"));
    take_push(pushed, own, &moving->before, json_object_get(object, "before"));
}

void pushed_read(struct pushed *pushed)
{
    size_t length;
    char *text = pushed->path != NULL ? file_read(pushed->path, STORE_MAX_BYTES, &length) : NULL;
    if (text == NULL) {
        return;
    }
    json_error_t error;
    json_t *root = json_loadb(text, length, JSON_REJECT_DUPLICATES, &error);
    const char *owner = json_string_value(json_object_get(root, "owner"));
    char ours[OWNER_BYTES];
    owner_of(pushed, ours);
    if (json_integer_value(json_object_get(root, "format")) != FORMAT || owner == NULL ||
        strcmp(owner, ours) != 0) {
        log_line(LOG_WARNING, "push", "%s: not of this screen and version: begins anew",
                 pushed->path);
    } else {
        pushed->attempts = (int)json_integer_value(json_object_get(root, "attempts"));
        for (size_t i = 0; i < pushed->count; i++) {
            take_layer(pushed, &pushed->layers[i],
                       json_object_get(json_object_get(root, "layers"), pushed->layers[i].name));
        }
        take_moving(pushed, json_object_get(root, "connection"));
    }
    json_decref(root);
    free(text);
}
