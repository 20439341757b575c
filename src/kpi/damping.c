#include "kpi/damping.h"

#include "base/moment.h"

void damping_forget(struct damping *damping)
{
    *damping = (struct damping){.shown = VERDICT_UNTARGETED, .streak_ms = NEVER};
}

static int64_t delay(enum pending pending, const struct damping_rule *rule)
{
    return pending == PENDING_WORSE ? rule->on_delay_ms : rule->off_delay_ms;
}

static void show(struct damping *damping, enum verdict verdict, int64_t since_ms)
{
    *damping = (struct damping){.stands = true, .shown = verdict, .streak_ms = since_ms};
}

bool damping_step(struct damping *damping, const struct target *target, double value,
                  const struct damping_rule *rule, int64_t mono_ms)
{
    /* A target that comes or goes starts a new story; there is nothing to be damped. */
    if (!damping->stands || target->set != (damping->shown != VERDICT_UNTARGETED)) {
        show(damping, target_verdict(target, value), mono_ms);
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
    if (!damping->stands || damping->pending == PENDING_NONE) {
        return NEVER;
    }
    return damping->since_ms + delay(damping->pending, rule);
}
