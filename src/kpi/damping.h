#pragma once

/*
 * Damping: the verdict that is shown follows the one of the value only after a while, so that a
 * value on a boundary does not make the wall flicker.
 *
 * A worse verdict is shown when the value has been worse for `on_delay`. A better one is shown when
 * the value has cleared the boundary by `deadband` for `off_delay`, or when it has been on the
 * better side at all, boundary included, for twice as long: what is exactly on target has met it.
 */

#include <stdbool.h>
#include <stdint.h>

#include "kpi/target.h"

enum pending { PENDING_NONE, PENDING_WORSE, PENDING_BETTER };

struct damping {
    bool stands; /* false: there is no verdict; the next one is shown at once */
    enum verdict shown;
    int64_t streak_ms;    /* monotonic onset of the change that led to `shown` */
    enum pending pending; /* the value has been on that side of `shown` without a break... */
    int64_t since_ms;     /* ...since this monotonic instant */
    int64_t better_ms;    /* better than `shown` since, whatever the deadband; NEVER: it is not */
    bool guarded;         /* the next first verdict is not shown at once when it is off target */
};

struct damping_rule {
    double deadband;
    int64_t on_delay_ms, off_delay_ms;
};

/* Forgets verdict and streak; a guard holds on until there is a verdict. */
void damping_forget(struct damping *damping);

/*
 * At an opening: forgets all, and what is off target then has to stand as long as any worsening
 * before there is a verdict at all, for a day begins with figures of nothing.
 */
void damping_guard(struct damping *damping);

/*
 * What `value` does at the instant `mono_ms`. True when one shown verdict gave way to another.
 * Behind a guard there may be none yet: `stands` tells.
 */
bool damping_step(struct damping *damping, const struct target *target, double value,
                  const struct damping_rule *rule, int64_t mono_ms);

/* The instant at which the shown verdict changes if the value stays; NEVER. */
int64_t damping_due(const struct damping *damping, const struct damping_rule *rule);
