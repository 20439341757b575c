#include "config/layers.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "config/merge.h"

#define TOKEN_BYTES 256

/* ---- Who set what --------------------------------------------------------------------------- */

/* The token behind the slash at `at`, unescaped; returns what follows it. */
static const char *next_token(const char *at, char token[TOKEN_BYTES])
{
    size_t used = 0;
    for (at++; *at != '\0' && *at != '/'; at++) {
        char c = *at;
        if (c == '~' && (at[1] == '0' || at[1] == '1')) {
            c = *++at == '0' ? '~' : '/';
        }
        if (used + 1 < TOKEN_BYTES) {
            token[used++] = c;
        }
    }
    token[used] = '\0';
    return at;
}

static const json_t *member(const json_t *value, const char *token)
{
    return json_is_array(value) ? json_array_get(value, strtoul(token, NULL, 10))
                                : json_object_get(value, token);
}

size_t layer_sets(const json_t *patch, const char *pointer)
{
    size_t depth = 0;
    char token[TOKEN_BYTES];
    const json_t *value = patch;
    while (*pointer == '/') {
        pointer = next_token(pointer, token);
        value = member(value, token);
        if (value == NULL) {
            break;
        }
        depth++;
    }
    return depth;
}

/* ---- Choosing ------------------------------------------------------------------------------- */

static const json_t *chosen(const struct layer *layer)
{
    return layer->choice == LAYER_OFFERED ? layer->offered
           : layer->choice == LAYER_KEPT  ? layer->kept
                                          : NULL;
}

static json_t *merge(const struct layer *layers, size_t count)
{
    json_t *merged = json_object();
    for (size_t i = 0; i < count; i++) {
        if (chosen(&layers[i]) != NULL) {
            json_t *more = merge_patch(merged, chosen(&layers[i]));
            json_decref(merged);
            merged = more;
        }
    }
    return merged;
}

/* What is new is to blame before what was good, and the file when there is nothing else. */
static enum layer_choice blamed_choice(const struct layer *layers, size_t count)
{
    enum layer_choice worst = LAYER_NONE;
    for (size_t i = 1; i < count; i++) {
        worst = layers[i].choice > worst ? layers[i].choice : worst;
    }
    return worst;
}

/* The last of those that set most of the pointer's path. */
static struct layer *to_blame(struct layer *layers, size_t count, const char *pointer)
{
    enum layer_choice blamed = blamed_choice(layers, count);
    struct layer *found = &layers[0];
    size_t most = 0;
    for (size_t i = 1; i < count && blamed != LAYER_NONE; i++) {
        size_t depth = layer_sets(chosen(&layers[i]), pointer);
        if (layers[i].choice == blamed && (depth >= most || found == &layers[0])) {
            most = depth;
            found = &layers[i];
        }
    }
    bool by_file = layers[0].doubted && layer_sets(chosen(&layers[0]), pointer) > 0;
    return most == 0 && by_file ? &layers[0] : found;
}

static void book(struct layer *layer, const struct fault *fault)
{
    faults_add(layer->faults, SEVERITY_FAULT, fault->pointer, fault->code, fault->read,
               fault->allowed, "%s", fault->message);
}

static void step_down(struct layer *layer)
{
    bool falls_back = layer->choice == LAYER_OFFERED && layer->kept != NULL;
    layer->choice = falls_back ? LAYER_KEPT : LAYER_NONE;
}

/* Every layer that a fault is booked on steps down once. */
static void blame(struct layer *layers, size_t count, const struct faults *faults)
{
    for (size_t i = 0; i < faults_count(faults); i++) {
        const struct fault *fault = faults_at(faults, i);
        if (fault->severity == SEVERITY_FAULT) {
            struct layer *layer = to_blame(layers, count, fault->pointer);
            book(layer, fault);
            layer->guilty = true;
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (layers[i].guilty) {
            layers[i].guilty = false;
            step_down(&layers[i]);
        }
    }
}

json_t *layers_choose(struct layer *layers, size_t count, layers_verdict *judge, void *context)
{
    assert(count > 0);
    for (size_t i = 0; i < count; i++) {
        struct layer *layer = &layers[i];
        layer->choice = layer->offered != NULL                   ? LAYER_OFFERED
                        : layer->kept != NULL && !layer->removed ? LAYER_KEPT
                                                                 : LAYER_NONE;
    }
    for (;;) {
        json_t *merged = merge(layers, count);
        struct faults *faults = faults_create();
        judge(context, merged, faults);
        bool good = faults_fatal(faults) == 0;
        bool last = blamed_choice(layers, count) == LAYER_NONE && layers[0].choice == LAYER_NONE;
        if (!good && !last) {
            blame(layers, count, faults);
        }
        faults_destroy(faults);
        if (good) {
            return merged;
        }
        json_decref(merged);
        if (last) {
            return NULL;
        }
    }
}
