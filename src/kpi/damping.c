#include "kpi/damping.h"

#include "base/moment.h"

void damping_forget(struct damping *damping)
{
    *damping = (struct damping){
        .shown = VERDICT_UNTARGETED,
        .streak_ms = NEVER,
        .better_ms = NEVER,
        .guarded = damping->guarded,
    };
}

void damping_guard(struct damping *damping)
{
    damping->guarded = true;
    damping_forget(damping);
}

static int64_t delay(enum pending pending, const struct damping_rule *rule)
{
    return pending == PENDING_WORSE ? rule->on_delay_ms : rule->off_delay_ms;
}

static void show(struct damping *damping, enum verdict verdict, int64_t since_ms)
{
    *damping = (struct damping){
        .stands = true, .shown = verdict, .streak_ms = since_ms, .better_ms = NEVER};
}

/* Follows for how long the value has been better than what is shown, deadband or not. */
static void follow_better(struct damping *damping, enum verdict verdict, int64_t mono_ms)
{
    if (verdict >= damping->shown) {
        damping->better_ms = NEVER;
    } else if (damping->better_ms == NEVER) {
        damping->better_ms = mono_ms;
    }
}

/* The instant from which a better value counts although it does not clear the deadband. */
static int64_t better_due(const struct damping *damping, const struct damping_rule *rule)
{
    return damping->better_ms == NEVER ? NEVER : damping->better_ms + 2 * rule->off_delay_ms;
}

static void first_verdict(struct damping *damping, enum verdict verdict,
                          const struct damping_rule *rule, int64_t mono_ms)
{
    if (!damping->guarded || !verdict_off_target(verdict)) {
        show(damping, verdict, mono_ms);
        return;
    }
    if (damping->pending != PENDING_WORSE) {
        damping->pending = PENDING_WORSE;
        damping->since_ms = mono_ms;
    }
    if (mono_ms - damping->since_ms >= rule->on_delay_ms) {
        show(damping, verdict, damping->since_ms);
    }
}

/* The verdict that may take the place of the one shown at `mono_ms`, and since when; else shown. */
static enum verdict next_verdict(struct damping *damping, enum verdict plain, enum verdict cleared,
                                 const struct damping_rule *rule, int64_t mono_ms,
                                 int64_t *since_ms)
{
    enum pending pending = PENDING_NONE;
    if (cleared != damping->shown) {
        pending = cleared > damping->shown ? PENDING_WORSE : PENDING_BETTER;
    }
    if (pending != damping->pending) {
        damping->pending = pending;
        damping->since_ms = mono_ms;
    }
    if (mono_ms >= better_due(damping, rule)) {
        *since_ms = damping->better_ms;
        return plain;
    }
    if (pending != PENDING_NONE && mono_ms - damping->since_ms >= delay(pending, rule)) {
        *since_ms = damping->since_ms;
        return cleared;
    }
    return damping->shown;
}

bool damping_step(struct damping *damping, const struct target *target, double value,
                  const struct damping_rule *rule, int64_t mono_ms)
{
    enum verdict plain = target_verdict(target, value);
    /* A target that comes or goes starts a new story; there is nothing to be damped. */
    if (!damping->stands || target->set != (damping->shown != VERDICT_UNTARGETED)) {
        first_verdict(damping, plain, rule, mono_ms);
        return false;
    }
    follow_better(damping, plain, mono_ms);
    enum verdict cleared = target_verdict_damped(target, value, rule->deadband, damping->shown);
    int64_t since_ms = NEVER;
    enum verdict next = next_verdict(damping, plain, cleared, rule, mono_ms, &since_ms);
    if (next == damping->shown) {
        return false;
    }
    show(damping, next, since_ms);
    follow_better(damping, plain, mono_ms);
    return true;
}

int64_t damping_due(const struct damping *damping, const struct damping_rule *rule)
{
    int64_t better_ms = better_due(damping, rule);
    if (damping->pending == PENDING_NONE) {
        return better_ms;
    }
    return earlier(better_ms, damping->since_ms + delay(damping->pending, rule));
}
