#include "kpi/damping.h"

#include "base/moment.h"

void damping_forget(struct damping *damping)
{
    *damping = (struct damping){
        .shown = VERDICT_UNTARGETED, .streak_ms = NEVER, .guarded = damping->guarded};
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
    *damping = (struct damping){.stands = true, .shown = verdict, .streak_ms = since_ms};
}

static void first_verdict(struct damping *damping, enum verdict verdict,
                          const struct damping_rule *rule, int64_t mono_ms)
{
    bool off_target = verdict == VERDICT_NEAR || verdict == VERDICT_MISSED;
    if (!damping->guarded || !off_target) {
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

bool damping_step(struct damping *damping, const struct target *target, double value,
                  const struct damping_rule *rule, int64_t mono_ms)
{
    /* A target that comes or goes starts a new story; there is nothing to be damped. */
    if (!damping->stands || target->set != (damping->shown != VERDICT_UNTARGETED)) {
        first_verdict(damping, target_verdict(target, value), rule, mono_ms);
        return false;
    }
    enum verdict verdict = target_verdict_damped(target, value, rule->deadband, damping->shown);
    if (verdict == damping->shown) {
        damping->pending = PENDING_NONE;
        return false;
    }
    enum pending pending = verdict > damping->shown ? PENDING_WORSE : PENDING_BETTER;
    if (pending != damping->pending) {
        damping->pending = pending;
        damping->since_ms = mono_ms;
    }
    if (mono_ms - damping->since_ms < delay(pending, rule)) {
        return false;
    }
    show(damping, verdict, damping->since_ms);
    return true;
}

int64_t damping_due(const struct damping *damping, const struct damping_rule *rule)
{
    if (damping->pending == PENDING_NONE) {
        return NEVER;
    }
    return damping->since_ms + delay(damping->pending, rule);
}
