/* The trial of what is new: kept on proof, or refused for good. */

#include <stdio.h>

#include "pushed_state.h"

void trial_begin(struct pushed *pushed, int attempts, uint64_t frames)
{
    pushed->attempts = attempts;
    pushed->frames = frames;
    pushed->trial_ms = 0;
    pushed->counted_ms = NEVER;
    pushed->presented = pushed->confirmed = false;
    move_begin(pushed);
    pushed_write(pushed);
}

void trial_keep(struct pushed *pushed)
{
    json_t *errors = move_keep(pushed);
    pushed->attempts = 0;
    for (size_t i = 0; i < pushed->count; i++) {
        struct pushed_layer *layer = &pushed->layers[i];
        push_clear(&layer->before);
        if (layer->trial.set) {
            pushed_tell_about(layer, &layer->trial);
            push_move(&layer->before, &layer->kept);
            layer->before.set = true;
            push_move(&layer->kept, &layer->trial);
            pushed_tell(pushed, layer, PUSH_APPLIED, json_incref(errors));
        }
    }
    json_decref(errors);
    pushed_write(pushed);
}

static void refuse_for_good(struct pushed *pushed, struct pushed_layer *layer,
                            const struct fault *why)
{
    layer->counts[layer->last].refused = true;
    snprintf(layer->why, sizeof layer->why, "%s", why->message);
    pushed_tell(pushed, layer, PUSH_REVERTED,
                pushed_one_error(why->pointer, why->code, why->read, why->allowed, why->message));
}

static struct fault fault_of(const char *why)
{
    return (struct fault){.pointer = "",
                          .code = "reverted",
                          .read = "",
                          .allowed = "a higher revision",
                          .message = why};
}

void trial_revert(struct pushed *pushed, const char *why)
{
    const struct fault fault = fault_of(why);
    trial_revert_for(pushed, &fault);
}

void trial_revert_for(struct pushed *pushed, const struct fault *why)
{
    pushed->attempts = 0;
    for (size_t i = 0; i < pushed->count; i++) {
        struct pushed_layer *layer = &pushed->layers[i];
        if (layer->trial.set) {
            pushed_tell_about(layer, &layer->trial);
            push_clear(&layer->trial);
            refuse_for_good(pushed, layer, why);
        }
        layer->waits = layer->offered.set; /* it may go with what comes back */
    }
    move_end(pushed);
    pushed_write(pushed);
}

static bool can_return(const struct pushed *pushed)
{
    for (size_t i = 0; i < pushed->count; i++) {
        if (pushed->layers[i].before.set) {
            return true;
        }
    }
    return false;
}

/* What the last trial has brought goes again. */
void trial_undo(struct pushed *pushed)
{
    const struct fault why = fault_of("It was rolled back by request.");
    for (size_t i = 0; i < pushed->count; i++) {
        struct pushed_layer *layer = &pushed->layers[i];
        if (layer->before.set) {
            pushed_tell_about(layer, &layer->kept);
            push_move(&layer->kept, &layer->before);
            refuse_for_good(pushed, layer, &why);
        }
    }
    pushed_write(pushed);
}

bool trial_wants_confirmation(const struct pushed *pushed)
{
    for (size_t i = 0; i < pushed->count; i++) {
        const struct envelope *envelope = pushed->layers[i].trial.envelope;
        if (envelope != NULL && envelope->confirm) {
            return true;
        }
    }
    return false;
}

/* Only time in which the proof could have come. */
static void count_trial(struct pushed *pushed, const struct pushed_proof *proof,
                        const struct moment *now)
{
    if (pushed->counted_ms != NEVER) {
        pushed->trial_ms += now->mono_ms - pushed->counted_ms;
    }
    pushed->counted_ms = proof->link && proof->screen ? now->mono_ms : NEVER;
}

bool trial_is_proven(struct pushed *pushed, const struct pushed_proof *proof)
{
    bool shown = proof->frames > pushed->frames;
    if (!proof->link) {
        pushed->presented = false; /* what the next session acknowledges counts from there */
    } else if (shown && !pushed->presented) {
        pushed->presented = true;
        pushed->acknowledged = proof->acknowledged;
        pushed->news = true; /* to have something acknowledged */
    } else if (shown && trial_wants_confirmation(pushed)) {
        return pushed->confirmed;
    } else if (shown) {
        return proof->acknowledged > pushed->acknowledged;
    }
    return false;
}

/* True when it was reverted. */
bool trial_turn(struct pushed *pushed, const struct pushed_proof *proof, const struct moment *now)
{
    count_trial(pushed, proof, now);
    if (pushed_moves(pushed)) {
        return move_turn(pushed, proof, now);
    }
    if (pushed->rolled_back) {
        trial_revert(pushed, "It was rolled back by request.");
        return true;
    }
    if (trial_is_proven(pushed, proof)) {
        trial_keep(pushed);
    } else if (pushed->trial_ms >= PUSHED_TRIAL_MS) {
        trial_revert(pushed, trial_wants_confirmation(pushed) ? "Nobody has confirmed it in time."
                                                              : "It was not proven in time.");
        return true;
    }
    return false;
}

bool pushed_confirm(struct pushed *pushed, struct faults *faults)
{
    if (!pushed_tries(pushed) || !trial_wants_confirmation(pushed)) {
        faults_add(faults, SEVERITY_FAULT, "", "no-trial", "", "while a push waits for it",
                   "There is nothing to confirm.");
        return false;
    }
    pushed->confirmed = true;
    return true;
}

bool pushed_roll_back(struct pushed *pushed, struct faults *faults)
{
    if (!pushed_tries(pushed) && !can_return(pushed)) {
        faults_add(faults, SEVERITY_FAULT, "", "nothing-before", "", "after a push",
                   "There is nothing to return to.");
        return false;
    }
    if (pushed->key_count > 0) {
        /* Who may ask is not who may sign. */
        faults_add(faults, SEVERITY_FAULT, "", "unsigned", "",
                   "a push of the former content, signed",
                   "This screen takes only what is signed.");
        return false;
    }
    pushed->rolled_back = true;
    return true;
}
