/* What goes together is judged as one. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/layers.h"
#include "config/merge.h"
#include "pushed_state.h"

#define FILE_LAYER 1 /* stands before those that are pushed */

bool push_is_early(const struct push *push, const struct moment *now)
{
    return push->envelope != NULL && push->envelope->not_before_ms != NO_TIME &&
           (!now->clock_good || now->wall_ms < push->envelope->not_before_ms);
}

struct judging {
    pushed_judge *judge;
    struct board_config *board;
};

static void judge_merge(void *context, const json_t *merged, struct faults *faults)
{
    struct judging *judging = context;
    board_config_destroy(judging->board);
    judging->board = judging->judge(merged, faults);
}

/* The file and every layer as they are, without what is offered. */
static struct layer *lay_out(const struct pushed *pushed)
{
    struct layer *layers = calloc(pushed->count + FILE_LAYER, sizeof *layers);
    if (layers == NULL) {
        abort();
    }
    layers[0].kept = pushed->file;
    layers[0].doubted = !pushed->file_good;
    for (size_t i = 0; i < pushed->count; i++) {
        layers[i + FILE_LAYER].kept = push_config(pushed_in_force(&pushed->layers[i]));
    }
    for (size_t i = 0; i < pushed->count + FILE_LAYER; i++) {
        layers[i].faults = faults_create();
    }
    return layers;
}

static void clear_away(const struct pushed *pushed, struct layer *layers)
{
    for (size_t i = 0; i < pushed->count + FILE_LAYER; i++) {
        faults_destroy(layers[i].faults);
    }
    free(layers);
}

static void note_sha256(struct pushed *pushed, const struct layer *layers, const json_t *merged)
{
    bool any = false;
    for (size_t i = 0; i < pushed->count; i++) {
        any = any || layers[i + FILE_LAYER].choice != LAYER_NONE;
    }
    pushed->sha256[0] = '\0';
    char *text = any ? json_dumps(merged, JSON_COMPACT | JSON_SORT_KEYS) : NULL;
    if (text != NULL) {
        status_sha256(pushed->sha256, text, strlen(text));
    }
    free(text);
}

/* What was in force and cannot stay: it is told, and comes back with the next that mends it. */
static void let_go(struct pushed *pushed, struct pushed_layer *layer, const struct layer *judged)
{
    pushed_tell_about(layer, pushed_in_force(layer));
    if (!layer->offered.set) {
        push_move(&layer->offered, pushed_in_force(layer));
        layer->waits = false;
    }
    push_clear(pushed_in_force(layer));
    pushed_tell(pushed, layer, PUSH_REJECTED, pushed_errors(ENVELOPE_CONFIG, judged->faults));
}

static void settle_layer(struct pushed *pushed, struct pushed_layer *layer,
                         const struct layer *judged)
{
    bool judges = judged->offered != NULL || judged->removed;
    if (judges && (judged->choice == LAYER_OFFERED || judged->removed)) {
        pushed_tell_about(layer, &layer->offered);
        layer->last = layer->offered.signer;
        struct push_count *count = &layer->counts[layer->last];
        count->revision = layer->told_revision;
        memcpy(count->sha256, layer->told_sha256, sizeof count->sha256);
        count->refused = false;
        push_move(&layer->trial, &layer->offered);
        pushed_tell(pushed, layer, PUSH_TRIAL, NULL);
    } else if (judges) {
        pushed_tell_about(layer, &layer->offered);
        pushed_tell(pushed, layer, PUSH_REJECTED, pushed_errors(ENVELOPE_CONFIG, judged->faults));
    } else if (judged->kept != NULL && judged->choice == LAYER_NONE) {
        let_go(pushed, layer, judged);
    }
}

/* The board of what is in force and offered; NULL when there is none. */
struct board_config *pushed_settle(struct pushed *pushed, bool with_offered,
                                   const struct moment *now)
{
    struct judging judging = {pushed->judge, NULL};
    struct layer *layers = lay_out(pushed);
    for (size_t i = 0; i < pushed->count && with_offered; i++) {
        struct pushed_layer *layer = &pushed->layers[i];
        if (layer->offered.set && !push_is_early(&layer->offered, now)) {
            layer->waits = false;
            layers[i + FILE_LAYER].offered = push_config(&layer->offered);
            layers[i + FILE_LAYER].removed = push_config(&layer->offered) == NULL;
        }
    }
    json_t *merged = layers_choose(layers, pushed->count + FILE_LAYER, judge_merge, &judging);
    for (size_t i = 0; i < pushed->count; i++) {
        settle_layer(pushed, &pushed->layers[i], &layers[i + FILE_LAYER]);
    }
    note_sha256(pushed, layers, merged);
    json_decref(merged);
    clear_away(pushed, layers);
    return judging.board;
}

/* Every layer that there is. */
static void list_layers(const struct pushed *pushed, char *to, size_t size)
{
    size_t used = 0;
    to[0] = '\0';
    for (size_t i = 0; i < pushed->count && used < size; i++) {
        used += (size_t)snprintf(to + used, size - used, "%s%s", i > 0 ? ", " : "",
                                 pushed->layers[i].name);
    }
}

struct board_config *pushed_validate(const struct pushed *pushed, const char *name,
                                     const json_t *config, struct faults *faults)
{
    bool found = false;
    json_t *merged = pushed->file_good ? json_incref(pushed->file) : json_object();
    for (size_t i = 0; i < pushed->count; i++) {
        struct pushed_layer *layer = &pushed->layers[i];
        bool meant = strcmp(layer->name, name) == 0;
        const json_t *patch = meant ? config : push_config(pushed_in_force(layer));
        if (patch != NULL) {
            json_t *more = merge_patch(merged, patch);
            json_decref(merged);
            merged = more;
        }
        found = found || meant;
    }
    struct board_config *board = found ? pushed->judge(merged, faults) : NULL;
    json_decref(merged);
    if (!found) {
        char allowed[512];
        list_layers(pushed, allowed, sizeof allowed);
        faults_add(faults, SEVERITY_FAULT, "/layer", "unknown-layer", name, allowed,
                   "The screen has no such layer.");
    }
    return board;
}
