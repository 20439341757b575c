/* The trial of what is new: kept on proof, or refused for good. */

#include "pushed_state.h"

void trial_begin(struct pushed *pushed, int attempts, uint64_t frames)
{
    pushed->attempts = attempts;
    pushed->frames = frames;
    pushed->trial_ms = 0;
    pushed->counted_ms = NEVER;
    pushed->presented = pushed->confirmed = false;
    pushed_write(pushed);
}

static void keep(struct pushed *pushed)
{
    pushed->attempts = 0;
    for (size_t i = 0; i < pushed->count; i++) {
        struct pushed_layer *layer = &pushed->layers[i];
        push_clear(&layer->before);
        if (layer->trial.set) {
            pushed_tell_about(layer, &layer->trial);
            push_move(&layer->before, &layer->kept);
            layer->before.set = true;
            push_move(&layer->kept, &layer->trial);
            pushed_tell(pushed, layer, PUSH_APPLIED, NULL);
        }
    }
    pushed_write(pushed);
}

static void refuse_for_good(struct pushed *pushed, struct pushed_layer *layer, const char *why)
{
    layer->counts[layer->last].refused = true;
    pushed_tell(pushed, layer, PUSH_REVERTED,
                pushed_one_error("", "reverted", "", "a higher revision", why));
}

void trial_revert(struct pushed *pushed, const char *why)
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
    for (size_t i = 0; i < pushed->count; i++) {
        struct pushed_layer *layer = &pushed->layers[i];
        if (layer->before.set) {
            pushed_tell_about(layer, &layer->kept);
            push_move(&layer->kept, &layer->before);
            refuse_for_good(pushed, layer, "It was rolled back by request.");
        }
    }
    pushed_write(pushed);
}

static bool wants_confirmation(const struct pushed *pushed)
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

static bool is_proven(struct pushed *pushed, const struct pushed_proof *proof)
{
    bool shown = proof->frames > pushed->frames;
    if (!proof->link) {
        pushed->presented = false; /* what the next session acknowledges counts from there */
    } else if (shown && !pushed->presented) {
        pushed->presented = true;
        pushed->acknowledged = proof->acknowledged;
        pushed->news = true; /* to have something acknowledged */
    } else if (shown && wants_confirmation(pushed)) {
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
    if (pushed->rolled_back) {
        trial_revert(pushed, "It was rolled back by request.");
        return true;
    }
    if (is_proven(pushed, proof)) {
        keep(pushed);
    } else if (pushed->trial_ms >= PUSHED_TRIAL_MS) {
        trial_revert(pushed, wants_confirmation(pushed) ? "Nobody has confirmed it in time."
                                                        : "It was not proven in time.");
        return true;
    }
    return false;
}

bool pushed_confirm(struct pushed *pushed, struct faults *faults)
{
    if (!pushed_tries(pushed) || !wants_confirmation(pushed)) {
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
