#include "pushed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pushed_state.h"

/* However many layers still come. */
#define GATHER_MOST_MS 1500

/* One interruption tries again, a second refuses. */
#define TRIAL_ATTEMPTS 2

/* ---- Layers ---------------------------------------------------------------------------------- */

static struct pushed_layer *find(const struct pushed *pushed, const char *name)
{
    for (size_t i = 0; i < pushed->count; i++) {
        if (strcmp(pushed->layers[i].name, name) == 0) {
            return &pushed->layers[i];
        }
    }
    return NULL;
}

struct push *pushed_in_force(struct pushed_layer *layer)
{
    return layer->trial.set ? &layer->trial : &layer->kept;
}

bool pushed_tries(const struct pushed *pushed)
{
    return pushed->attempts > 0;
}

bool pushed_has_trial(const struct pushed *pushed)
{
    for (size_t i = 0; i < pushed->count; i++) {
        if (pushed->layers[i].trial.set) {
            return true;
        }
    }
    return false;
}

/* What is told of a layer is from here on about this push. */
void pushed_tell_about(struct pushed_layer *layer, const struct push *push)
{
    layer->told_revision =
        push->envelope != NULL ? push->envelope->revision : layer->counts[UNSIGNED].revision;
    snprintf(layer->told_sha256, sizeof layer->told_sha256, "%s",
             push->text != NULL ? push->sha256 : "");
}

/* After a start, before anything new is known. */
static void tell_in_force(struct pushed *pushed, struct pushed_layer *layer)
{
    const struct push_count *count = &layer->counts[layer->last];
    if (layer->result != PUSH_NOTHING) {
        return; /* it is not good any more */
    }
    if (layer->trial.set) {
        pushed_tell_about(layer, &layer->trial);
        pushed_tell(pushed, layer, PUSH_TRIAL, NULL);
    } else if (count->revision > 0 && count->refused) {
        layer->told_revision = count->revision;
        memcpy(layer->told_sha256, count->sha256, sizeof layer->told_sha256);
        pushed_tell(pushed, layer, PUSH_REVERTED,
                    layer->why[0] != '\0'
                        ? pushed_one_error("", "reverted", "", "a higher revision", layer->why)
                        : NULL);
    } else if (count->revision > 0) {
        pushed_tell_about(layer, &layer->kept);
        pushed_tell(pushed, layer, PUSH_APPLIED, NULL);
    }
}

/* ---- Coming and going ----------------------------------------------------------------------- */

static void *take(size_t count, size_t size)
{
    void *room = calloc(count, size);
    if (room == NULL) {
        abort();
    }
    return room;
}

static void take_identity(struct pushed *pushed, const struct device_config *device)
{
    snprintf(pushed->site, sizeof pushed->site, "%s", device->site);
    snprintf(pushed->screen, sizeof pushed->screen, "%s", device->screen);
    pushed->keys = take(device->key_count + 1, sizeof *pushed->keys);
    pushed->key_count = device->key_count;
    for (size_t i = 0; i < device->key_count; i++) {
        const struct signing_key *key = &device->keys[i];
        snprintf(pushed->keys[i].id, ID_BYTES, "%s", key->id);
        memcpy(pushed->keys[i].bytes, key->public_key.bytes, PUBLIC_KEY_BYTES);
        pushed->keys[i].revoked = key->revoked;
    }
}

static void name_layers(struct pushed *pushed, const struct device_config *device)
{
    pushed->count = device->group_count + 2;
    pushed->layers = take(pushed->count, sizeof *pushed->layers);
    for (size_t i = 0; i < pushed->count; i++) {
        struct pushed_layer *layer = &pushed->layers[i];
        bool group = i > 0 && i <= device->group_count;
        snprintf(layer->name, LAYER_NAME_BYTES, "%s%s",
                 i == 0  ? "all"
                 : group ? "group/"
                         : "screen",
                 group ? device->groups[i - 1] : "");
        layer->counts = take(pushed->key_count + 1, sizeof *layer->counts);
    }
}

struct pushed *pushed_create(const struct device_config *device, const char *path,
                             pushed_judge *judge)
{
    struct pushed *pushed = take(1, sizeof *pushed);
    *pushed = (struct pushed){.judge = judge,
                              .path = path != NULL ? strdup(path) : NULL,
                              .gather_until_ms = NEVER,
                              .counted_ms = NEVER};
    take_identity(pushed, device);
    name_layers(pushed, device);
    pushed_read(pushed);
    pushed->attempts = pushed_has_trial(pushed) ? pushed->attempts : 0;
    pushed->interrupted = pushed_tries(pushed);
    for (size_t i = 0; i < pushed->count; i++) {
        tell_in_force(pushed, &pushed->layers[i]);
    }
    return pushed;
}

void pushed_destroy(struct pushed *pushed)
{
    if (pushed == NULL) {
        return;
    }
    for (size_t i = 0; i < pushed->count; i++) {
        struct pushed_layer *layer = &pushed->layers[i];
        push_clear(&layer->before);
        push_clear(&layer->kept);
        push_clear(&layer->trial);
        push_clear(&layer->offered);
        json_decref(layer->errors);
        free(layer->counts);
    }
    push_clear(&pushed->moving.kept);
    push_clear(&pushed->moving.before);
    arena_destroy(pushed->moving.arena);
    json_decref(pushed->file);
    free(pushed->layers);
    free(pushed->keys);
    free(pushed->path);
    free(pushed);
}

void pushed_set_file(struct pushed *pushed, const json_t *file, bool good)
{
    json_decref(pushed->file);
    pushed->file = json_incref((json_t *)file);
    pushed->file_good = good;
}

/* ---- Offers --------------------------------------------------------------------------------- */

static void reject(struct pushed *pushed, struct pushed_layer *layer, enum push_result result,
                   const char *code, const char *allowed, const char *message)
{
    char read[16];
    snprintf(read, sizeof read, "%d", layer->told_revision);
    pushed_tell(pushed, layer, result, pushed_one_error("/revision", code, read, allowed, message));
}

/* Whether it goes on to be judged. */
static bool is_new(struct pushed *pushed, struct pushed_layer *layer, const struct push *push,
                   const struct moment *now)
{
    char higher[48];
    const struct envelope *envelope = push->envelope;
    const struct push_count *count = &layer->counts[push->signer];
    snprintf(higher, sizeof higher, "more than %d", count->revision);
    if (envelope == NULL) {
        return true;
    }
    bool equal = envelope->revision == count->revision;
    if (envelope->revision < count->revision) {
        reject(pushed, layer, PUSH_REJECTED, "older", higher, "A newer revision was here before.");
    } else if (equal && strcmp(push->sha256, count->sha256) != 0) {
        reject(pushed, layer, PUSH_CONFLICT, "conflict", higher,
               "This revision was something else before.");
    } else if (equal && count->refused) {
        reject(pushed, layer, PUSH_REVERTED, "reverted", higher,
               layer->why[0] != '\0' ? layer->why : "This revision was refused for good.");
    } else if (strcmp(push->sha256, layer->trial.sha256) == 0) {
        pushed_tell(pushed, layer, PUSH_TRIAL, NULL);
    } else if (!layer->trial.set && strcmp(push->sha256, layer->kept.sha256) == 0) {
        pushed_tell(pushed, layer, PUSH_ALREADY, NULL);
    } else if (equal && push->signer != layer->last) {
        reject(pushed, layer, PUSH_REJECTED, "older", higher,
               "What another key has signed came after it.");
    } else if (envelope->not_after_ms != NO_TIME && now->clock_good &&
               now->wall_ms > envelope->not_after_ms) {
        pushed_tell(pushed, layer, PUSH_EXPIRED,
                    pushed_one_error("/not_after", "expired", envelope->not_after, "a later time",
                                     "Its time is over."));
    } else {
        return true;
    }
    return false;
}

/* What is wrong with the connection is told with what is wrong with the board. */
static bool can_move(struct pushed *pushed, struct pushed_layer *layer, const struct push *push,
                     const struct moment *now)
{
    struct faults *faults = faults_create();
    bool good = move_judge(pushed, layer, push, now, faults);
    if (!good) {
        json_t *errors = pushed_errors("", faults);
        struct faults *more = faults_create();
        if (push_config(push) != NULL) {
            board_config_destroy(pushed_validate(pushed, layer->name, push_config(push), more));
        }
        json_t *others = pushed_errors(ENVELOPE_CONFIG, more);
        json_array_extend(errors, others);
        json_decref(others);
        faults_destroy(more);
        pushed_tell(pushed, layer, PUSH_REJECTED, errors);
    }
    faults_destroy(faults);
    return good;
}

static void await_judgement(struct pushed *pushed, struct pushed_layer *layer,
                            const struct moment *now)
{
    layer->waits = true;
    if (push_is_early(&layer->offered, now)) {
        pushed_tell(
            pushed, layer, PUSH_BUSY,
            pushed_one_error("/not_before", "not-before", layer->offered.envelope->not_before, "",
                             now->clock_good ? "It waits for its time."
                                             : "It waits until the clock is known to be right."));
    } else if (pushed_tries(pushed)) {
        pushed_tell(
            pushed, layer, PUSH_BUSY,
            pushed_one_error("", "busy", "", "after the trial", "It waits for a trial to end."));
    }
}

bool pushed_offer(struct pushed *pushed, const char *name, const void *bytes, size_t length,
                  const struct moment *now)
{
    struct pushed_layer *layer = find(pushed, name);
    if (layer == NULL) {
        return false;
    }
    struct push push;
    struct faults *faults = faults_create();
    if (pushed->gather_until_ms != NEVER && now->mono_ms < pushed->gather_until_ms) {
        pushed->gather_until_ms = earlier(now->mono_ms + PUSHED_GATHER_MS, pushed->gather_most_ms);
    }
    push_clear(&layer->offered); /* whatever it was, this has taken its place */
    enum push_result opened = push_open(pushed, layer, &push, bytes, length, faults);
    if (opened != PUSH_NOTHING) {
        layer->told_revision = push.envelope != NULL ? push.envelope->revision : 0;
        memcpy(layer->told_sha256, push.sha256, sizeof layer->told_sha256);
        pushed_tell(pushed, layer, opened, pushed_errors("", faults));
    } else if (length == 0 && push_config(pushed_in_force(layer)) == NULL) {
        if (layer->result != PUSH_NOTHING) {
            pushed_tell_about(layer, &push);
            pushed_tell(pushed, layer, PUSH_APPLIED, NULL);
        }
    } else {
        pushed_tell_about(layer, &push);
        if (is_new(pushed, layer, &push, now) && can_move(pushed, layer, &push, now)) {
            push_move(&layer->offered, &push);
            await_judgement(pushed, layer, now);
        }
    }
    push_clear(&push);
    faults_destroy(faults);
    return true;
}

void pushed_connected(struct pushed *pushed, const struct moment *now)
{
    pushed->gather_until_ms = now->mono_ms + PUSHED_GATHER_MS;
    pushed->gather_most_ms = now->mono_ms + GATHER_MOST_MS;
    pushed->news = true;
}

/* ---- Turns ---------------------------------------------------------------------------------- */

struct board_config *pushed_renew(struct pushed *pushed)
{
    if (pushed->interrupted && pushed->attempts >= TRIAL_ATTEMPTS) {
        trial_revert(pushed, "The wall was interrupted again while it was tried.");
    } else if (pushed->interrupted) {
        trial_begin(pushed, pushed->attempts + 1, 0);
    }
    pushed->interrupted = false;
    move_refresh(pushed);
    struct board_config *board = pushed_settle(pushed, false, NULL);
    pushed->attempts = pushed_has_trial(pushed) ? pushed->attempts : 0;
    if (board != NULL && pushed->sha256[0] == '\0') {
        board_config_destroy(board);
        board = NULL;
    }
    return board;
}

static int64_t time_of(const struct pushed_layer *layer, const struct moment *now)
{
    const struct envelope *envelope = layer->offered.envelope;
    if (!layer->waits || !layer->offered.set) {
        return NEVER;
    }
    if (envelope == NULL || envelope->not_before_ms == NO_TIME) {
        return now->mono_ms;
    }
    return now->clock_good ? now->mono_ms + (envelope->not_before_ms - now->wall_ms) : NEVER;
}

/* When something is to be judged. */
static int64_t judgement_ms(const struct pushed *pushed, const struct moment *now)
{
    int64_t at_ms = NEVER;
    for (size_t i = 0; i < pushed->count; i++) {
        at_ms = earlier(at_ms, time_of(&pushed->layers[i], now));
    }
    return at_ms == NEVER || at_ms >= pushed->gather_until_ms ? at_ms : pushed->gather_until_ms;
}

static bool judge_offers(struct pushed *pushed, const struct pushed_proof *proof,
                         const struct moment *now, struct board_config **board)
{
    if (judgement_ms(pushed, now) > now->mono_ms) {
        return false;
    }
    *board = pushed_settle(pushed, true, now);
    if (pushed_has_trial(pushed)) {
        trial_begin(pushed, 1, proof->frames);
        return true;
    }
    board_config_destroy(*board);
    *board = NULL;
    return false;
}

/* The file's own board is the caller's to make. */
static bool back_to_kept(struct pushed *pushed, struct board_config **board)
{
    *board = pushed_settle(pushed, false, NULL);
    if (pushed->sha256[0] == '\0') {
        board_config_destroy(*board);
        *board = NULL;
    }
    return true;
}

bool pushed_turn(struct pushed *pushed, const struct pushed_proof *proof, const struct moment *now,
                 struct board_config **board)
{
    *board = NULL;
    if (!proof->link) {
        pushed->gather_until_ms = NEVER;
    }
    bool goes_back = false;
    if (pushed_tries(pushed)) {
        goes_back = trial_turn(pushed, proof, now);
    } else if (pushed->rolled_back && !move_reopen(pushed)) {
        trial_undo(pushed);
        goes_back = true;
    }
    pushed->rolled_back = false;
    if (goes_back) {
        return back_to_kept(pushed, board);
    }
    return !pushed_tries(pushed) && judge_offers(pushed, proof, now, board);
}

/* When the trial, or what waits to be judged, wants another turn. */
static int64_t decision_ms(const struct pushed *pushed, const struct moment *now)
{
    if (!pushed_tries(pushed)) {
        return judgement_ms(pushed, now);
    }
    if (pushed_moves(pushed)) {
        return move_next(pushed, now);
    }
    return pushed->counted_ms == NEVER ? NEVER
                                       : pushed->counted_ms + PUSHED_TRIAL_MS - pushed->trial_ms;
}

int64_t pushed_next(const struct pushed *pushed, const struct moment *now)
{
    /* Without a link that is NEVER, and what is to be told waits for one; time goes on. */
    bool tells = pushed->news && pushed->gather_until_ms > now->mono_ms;
    return earlier(tells ? pushed->gather_until_ms : NEVER, decision_ms(pushed, now));
}

const char *pushed_sha256(const struct pushed *pushed)
{
    return pushed->sha256;
}
