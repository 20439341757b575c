/* What is remembered of pushed layers: one file in the state folder. */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "device/files.h"
#include "pushed_state.h"

#define FORMAT 1
#define STORE_MAX_BYTES ((size_t)32 * 1024 * 1024)

/* ---- Payloads ------------------------------------------------------------------------------- */

bool push_read(struct push *push, const void *bytes, size_t length, struct faults *faults)
{
    *push = (struct push){.set = true};
    status_sha256(push->sha256, bytes, length);
    if (length > 0) {
        push->envelope = envelope_read(bytes, length, faults);
        push->text = push->envelope != NULL ? strndup(bytes, length) : NULL;
        push->set = push->text != NULL;
    }
    return push->set;
}

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

/* null: an empty one; absent: none. */
static void put_push(json_t *object, const char *key, const struct push *push)
{
    if (push->set) {
        json_object_set_new(object, key,
                            push->text != NULL ? json_string(push->text) : json_null());
    }
}

static json_t *layer_json(const struct pushed_layer *layer)
{
    json_t *object = json_pack("{s:i, s:s, s:b}", "revision", layer->revision, "sha256",
                               layer->sha256, "refused", layer->refused);
    put_push(object, "before", &layer->before);
    put_push(object, "kept", &layer->kept);
    put_push(object, "trial", &layer->trial);
    return object;
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
        if (layer->revision > 0) {
            json_object_set_new(layers, layer->name, layer_json(layer));
        }
    }
    json_t *root = json_pack("{s:i, s:s, s:i, s:o}", "format", FORMAT, "owner", pushed->owner,
                             "attempts", pushed->attempts, "layers", layers);
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

/* Verified as if it had just come. */
static void take_push(struct push *push, const struct pushed_layer *layer, const json_t *value)
{
    const char *text = json_string_value(value);
    if (value == NULL) {
        return;
    }
    struct faults *faults = faults_create();
    if (!push_read(push, text != NULL ? text : "", json_string_length(value), faults)) {
        log_line(LOG_WARNING, "push", "what was stored of %s is not good any more: %s", layer->name,
                 faults_at(faults, 0)->message);
        push_clear(push);
    }
    faults_destroy(faults);
}

static void take_layer(struct pushed_layer *layer, const json_t *object)
{
    const char *sha256 = json_string_value(json_object_get(object, "sha256"));
    json_int_t revision = json_integer_value(json_object_get(object, "revision"));
    if (revision <= 0 || revision > INT32_MAX || sha256 == NULL) {
        return;
    }
    layer->revision = (int)revision;
    snprintf(layer->sha256, sizeof layer->sha256, "%s", sha256);
    layer->refused = json_is_true(json_object_get(object, "refused"));
    take_push(&layer->before, layer, json_object_get(object, "before"));
    take_push(&layer->kept, layer, json_object_get(object, "kept"));
    take_push(&layer->trial, layer, json_object_get(object, "trial"));
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
    if (json_integer_value(json_object_get(root, "format")) != FORMAT || owner == NULL ||
        strcmp(owner, pushed->owner) != 0) {
        log_line(LOG_WARNING, "push", "%s: not of this screen and version: begins anew",
                 pushed->path);
    } else {
        pushed->attempts = (int)json_integer_value(json_object_get(root, "attempts"));
        for (size_t i = 0; i < pushed->count; i++) {
            take_layer(&pushed->layers[i],
                       json_object_get(json_object_get(root, "layers"), pushed->layers[i].name));
        }
    }
    json_decref(root);
    free(text);
}
