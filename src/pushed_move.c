/*
 * A connection that is pushed. Of the broker there and the one before, who answers decides: the
 * screen goes to the new one, and back where that does not answer; only when the one before does is
 * the push to blame, and it can be told there. Where neither does, a network has died, which is
 * nobody's fault: they are tried in turn, and nothing is decided. The new one has had its time by
 * then, so these turns are short: whichever comes back is not kept waiting for the other.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "config/broker.h"
#include "config/pem.h"
#include "pushed_state.h"

/* One before that answers so soon says that the network was well while the new one did not; not
 * where that one had a turn only, for the network may have come back behind its back. */
#define PROMPT_MS 10000

/* How often the new one may be tried again where the network may have been at fault. */
#define CHANCES 2

static struct pushed_layer *own_layer(const struct pushed *pushed)
{
    return &pushed->layers[pushed->count - 1];
}

static const json_t *connection_of(const struct push *push)
{
    return push->envelope != NULL ? push->envelope->connection : NULL;
}

/* ---- Which is in force ---------------------------------------------------------------------- */

/* Whose connection is to be used now; one that says none stands for the device file. */
static const struct push *now_used(const struct pushed *pushed)
{
    const struct moving *moving = &pushed->moving;
    return moving->stage == MOVE_THERE ? &own_layer(pushed)->trial : &moving->kept;
}

void move_refresh(struct pushed *pushed)
{
    struct moving *moving = &pushed->moving;
    const json_t *object = connection_of(now_used(pushed));
    struct arena *arena = arena_create();
    struct faults *faults = faults_create();
    struct broker_config broker = {0};
    bool given = object != NULL && broker_read_pushed(&broker, object, arena, faults);
    if (object != NULL && !given) {
        log_line(LOG_WARNING, "push", "the connection that was pushed is not good any more: %s",
                 faults_at(faults, 0)->message);
    }
    if (given != moving->given || (given && !broker_same(&broker, &moving->broker))) {
        moving->number++;
    }
    arena_destroy(moving->arena);
    moving->arena = arena;
    moving->broker = broker;
    moving->given = given;
    faults_destroy(faults);
}

const struct broker_config *pushed_connection(const struct pushed *pushed)
{
    return pushed->moving.given ? &pushed->moving.broker : NULL;
}

unsigned pushed_connection_number(const struct pushed *pushed)
{
    return pushed->moving.number;
}

bool pushed_moves(const struct pushed *pushed)
{
    return pushed->moving.stage != MOVE_NONE;
}

bool pushed_takes_turns(const struct pushed *pushed)
{
    return pushed_moves(pushed) && pushed->moving.patience_ms == PUSHED_TURN_MS;
}

json_t *pushed_connection_facts(const struct pushed *pushed)
{
    const struct moving *moving = &pushed->moving;
    if (!moving->given) {
        return NULL;
    }
    return json_pack("{s:s, s:s, s:i, s:b, s:i, s:b}", "from", "push", "host", moving->broker.host,
                     "port", moving->broker.port, "tls", moving->broker.ca != NULL, "revision",
                     now_used(pushed)->envelope->revision, "trial", moving->stage == MOVE_THERE);
}

/* ---- Judging -------------------------------------------------------------------------------- */

static bool says_any(const struct push *push)
{
    return push->envelope != NULL &&
           (push->envelope->connection != NULL || push->envelope->moves_back);
}

static void add(struct faults *faults, const char *key, const char *code, const char *allowed,
                const char *message)
{
    char pointer[64];
    snprintf(pointer, sizeof pointer, "%s%s", ENVELOPE_CONNECTION, key);
    faults_add(faults, SEVERITY_FAULT, pointer, code, "", allowed, "%s", message);
}

/* Who could push would else read and write along from then on. */
static void judge_cover(const struct pushed *pushed, const struct broker_config *broker,
                        struct faults *faults)
{
    const struct moving *moving = &pushed->moving;
    bool covered = moving->device_tls || (moving->given && moving->broker.ca != NULL);
    if (covered && broker->ca == NULL) {
        add(faults, "/ca", "plain", "the certificate authorities",
            "A link with TLS is never moved to one without.");
    }
}

static void judge_back(const struct pushed *pushed, struct faults *faults)
{
    const struct moving *moving = &pushed->moving;
    if (!moving->device_tls && moving->given && moving->broker.ca != NULL) {
        add(faults, "", "plain", "a connection with ca",
            "The device file's is without TLS, to which a link with TLS is never moved.");
    }
}

void pushed_validate_connection(const struct pushed *pushed, const char *name,
                                const json_t *connection, const struct moment *now,
                                struct faults *faults)
{
    if (strcmp(name, own_layer(pushed)->name) != 0) {
        add(faults, "", "layer", "in the layer of one screen",
            "Each screen is moved by a layer of its own.");
    } else if (connection == NULL) {
        judge_back(pushed, faults);
    } else {
        struct broker_config broker;
        struct arena *arena = arena_create();
        if (broker_read_pushed(&broker, connection, arena, faults)) {
            pem_judge(&broker, now->clock_good ? now->wall_ms : NO_TIME, faults);
            judge_cover(pushed, &broker, faults);
        }
        arena_destroy(arena);
    }
}

bool move_judge(const struct pushed *pushed, const struct pushed_layer *layer,
                const struct push *push, const struct moment *now, struct faults *faults)
{
    size_t fatal = faults_fatal(faults);
    if (says_any(push)) {
        pushed_validate_connection(pushed, layer->name, connection_of(push), now, faults);
    }
    return faults_fatal(faults) == fatal;
}

/* ---- The trial ------------------------------------------------------------------------------ */

/* The trial brings another connection than the one that is proven. */
static bool trial_moves(const struct pushed *pushed)
{
    const struct push *trial = &own_layer(pushed)->trial;
    const struct push *kept = &pushed->moving.kept;
    if (!says_any(trial)) {
        return false;
    }
    return trial->envelope->moves_back ? connection_of(kept) != NULL
                                       : !json_equal(connection_of(trial), connection_of(kept));
}

static void enter(struct pushed *pushed, enum move_stage stage, int patience_ms)
{
    struct moving *moving = &pushed->moving;
    moving->stage = stage;
    moving->patience_ms = patience_ms;
    moving->began_ms = moving->heard_ms = NEVER;
    pushed->trial_ms = 0;
    pushed->counted_ms = NEVER;
    pushed->presented = false; /* what another broker acknowledges counts from there */
    move_refresh(pushed);
    if (stage != MOVE_NONE) {
        log_line(LOG_INFO, "push", "trial: the %s broker must answer",
                 stage == MOVE_THERE ? "new" : "former");
    }
}

void move_begin(struct pushed *pushed)
{
    struct moving *moving = &pushed->moving;
    moving->chances = CHANCES;
    moving->ordered = false;
    moving->why[0] = '\0';
    enter(pushed, trial_moves(pushed) ? MOVE_THERE : MOVE_NONE, PUSHED_MOVE_MS);
}

/* What was received, once more. */
static void copy_push(const struct pushed *pushed, struct push *to, const struct push *from)
{
    struct faults *faults = faults_create();
    push_clear(to);
    if (from->text != NULL && push_open(pushed, own_layer(pushed), to, from->text,
                                        strlen(from->text), faults) != PUSH_NOTHING) {
        push_clear(to);
    }
    faults_destroy(faults);
}

json_t *move_keep(struct pushed *pushed)
{
    struct moving *moving = &pushed->moving;
    json_t *errors = NULL;
    push_clear(&moving->before);
    moving->moved = moving->stage == MOVE_THERE;
    if (moving->moved) {
        const struct push *trial = &own_layer(pushed)->trial;
        push_move(&moving->before, &moving->kept);
        if (connection_of(trial) != NULL) {
            copy_push(pushed, &moving->kept, trial);
        }
        moving->stage = MOVE_NONE;
        move_refresh(pushed);
    }
    if (moving->ordered) {
        errors = pushed_one_error(ENVELOPE_CONNECTION, "unreachable", "", "a broker that answers",
                                  "It was to be rolled back, but the former broker does not "
                                  "answer.");
    }
    moving->ordered = false;
    return errors;
}

void move_end(struct pushed *pushed)
{
    pushed->moving.stage = MOVE_NONE;
    pushed->moving.ordered = false;
    move_refresh(pushed);
}

/* The new one has failed, as far as can be told before the one before was asked. */
static void doubt(struct pushed *pushed, const char *why, bool silent)
{
    struct moving *moving = &pushed->moving;
    moving->silent = silent;
    moving->full = moving->patience_ms == PUSHED_MOVE_MS;
    snprintf(moving->why, sizeof moving->why, "%s", why);
    if (moving->given) {
        snprintf(moving->where, sizeof moving->where, "%s:%d", moving->broker.host,
                 moving->broker.port);
    } else {
        snprintf(moving->where, sizeof moving->where, "the device file's broker");
    }
    log_line(LOG_WARNING, "push", "%s: %s", moving->where, why);
    /* What IT has ordered is not given up so soon. */
    enter(pushed, MOVE_BACK, moving->ordered ? PUSHED_MOVE_MS : PUSHED_TURN_MS);
}

static void blame(struct pushed *pushed)
{
    const struct moving *moving = &pushed->moving;
    char allowed[64];
    snprintf(allowed, sizeof allowed, "a broker that takes the screen within %d s",
             PUSHED_MOVE_MS / 1000);
    const struct fault why = {.pointer = ENVELOPE_CONNECTION,
                              .code = "unreachable",
                              .read = moving->where,
                              .allowed = allowed,
                              .message = moving->why};
    if (moving->silent) {
        trial_revert_for(pushed, &why);
    } else {
        trial_revert(pushed, moving->why);
    }
}

static void try_there(struct pushed *pushed, const struct pushed_proof *proof, int64_t silent_ms)
{
    char why[MOVE_WHY_BYTES];
    int64_t most_ms = trial_wants_confirmation(pushed) ? PUSHED_TRIAL_MS : PUSHED_MOVE_MS;
    if (pushed->rolled_back) {
        pushed->moving.ordered = true;
        doubt(pushed, "It was rolled back by request.", false);
    } else if (trial_is_proven(pushed, proof)) {
        trial_keep(pushed);
    } else if (silent_ms >= pushed->moving.patience_ms) {
        bool told = proof->reason != NULL && proof->reason[0] != '\0';
        snprintf(why, sizeof why, "There was no link: %s.",
                 told ? proof->reason : "the broker does not answer");
        doubt(pushed, why, true);
    } else if (pushed->trial_ms >= most_ms && trial_wants_confirmation(pushed)) {
        doubt(pushed, "Nobody has confirmed it in time.", false);
    } else if (pushed->trial_ms >= most_ms) {
        doubt(pushed, "The broker does not take what the screen says.", true);
    }
}

/* True when it was reverted. */
static bool ask_back(struct pushed *pushed, const struct pushed_proof *proof, int64_t silent_ms,
                     const struct moment *now)
{
    struct moving *moving = &pushed->moving;
    bool prompt = moving->full && now->mono_ms - moving->began_ms <= PROMPT_MS;
    pushed->counted_ms = NEVER;
    if (proof->link && (prompt || moving->ordered || moving->chances == 0)) {
        blame(pushed);
        return true;
    }
    if (proof->link) {
        moving->chances--;
        enter(pushed, MOVE_THERE, PUSHED_MOVE_MS);
    } else if (silent_ms >= moving->patience_ms) {
        enter(pushed, MOVE_THERE, PUSHED_TURN_MS);
    }
    return false;
}

bool move_turn(struct pushed *pushed, const struct pushed_proof *proof, const struct moment *now)
{
    struct moving *moving = &pushed->moving;
    if (moving->began_ms == NEVER) {
        moving->began_ms = moving->heard_ms = now->mono_ms;
    }
    if (proof->link) {
        moving->heard_ms = now->mono_ms;
    }
    moving->linked = proof->link;
    int64_t silent_ms = now->mono_ms - moving->heard_ms;
    if (moving->stage == MOVE_BACK) {
        return ask_back(pushed, proof, silent_ms, now);
    }
    try_there(pushed, proof, silent_ms);
    return false;
}

int64_t move_next(const struct pushed *pushed, const struct moment *now)
{
    const struct moving *moving = &pushed->moving;
    if (moving->stage == MOVE_NONE) {
        return NEVER;
    }
    if (moving->began_ms == NEVER) {
        return now->mono_ms;
    }
    if (!moving->linked) {
        return moving->heard_ms + moving->patience_ms;
    }
    if (moving->stage == MOVE_BACK || pushed->counted_ms == NEVER) {
        return NEVER;
    }
    int64_t most_ms = trial_wants_confirmation(pushed) ? PUSHED_TRIAL_MS : PUSHED_MOVE_MS;
    return pushed->counted_ms + most_ms - pushed->trial_ms;
}

/* ---- Afterwards ----------------------------------------------------------------------------- */

bool move_reopen(struct pushed *pushed)
{
    struct moving *moving = &pushed->moving;
    if (!moving->moved) {
        return false;
    }
    if (!says_any(&own_layer(pushed)->kept)) { /* its board had to go meanwhile */
        push_move(&moving->kept, &moving->before);
        moving->moved = false;
        move_refresh(pushed);
        return false;
    }
    for (size_t i = 0; i < pushed->count; i++) {
        struct pushed_layer *layer = &pushed->layers[i];
        if (layer->before.set) {
            push_move(&layer->trial, &layer->kept);
            push_move(&layer->kept, &layer->before);
            pushed_tell_about(layer, &layer->trial);
            pushed_tell(pushed, layer, PUSH_TRIAL, NULL);
        }
    }
    push_move(&moving->kept, &moving->before);
    moving->moved = false;
    trial_begin(pushed, 1, 0);
    pushed->confirmed = true; /* it was in force */
    moving->ordered = true;
    if (moving->stage == MOVE_THERE) {
        doubt(pushed, "It was rolled back by request.", false);
    }
    return true;
}

void pushed_set_device(struct pushed *pushed, const char *sha256, bool tls)
{
    struct moving *moving = &pushed->moving;
    bool other = sha256 != NULL && strcmp(moving->device_sha256, sha256) != 0;
    bool changed = other && moving->device_sha256[0] != '\0';
    moving->device_tls = tls;
    if (!other) {
        return;
    }
    snprintf(moving->device_sha256, sizeof moving->device_sha256, "%s", sha256);
    if (changed && (moving->kept.set || moving->moved || trial_moves(pushed))) {
        log_line(LOG_INFO, "push", "the device file was changed: its connection is in force");
    }
    if (changed && trial_moves(pushed)) {
        trial_revert(pushed, "The device file was changed meanwhile.");
        pushed->interrupted = false;
    }
    if (changed) {
        push_clear(&moving->kept);
        push_clear(&moving->before);
        moving->moved = false;
    }
    pushed_write(pushed);
    move_refresh(pushed);
}
