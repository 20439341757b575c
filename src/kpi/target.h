#pragma once

/*
 * Target, limit and warning of a KPI, and the verdict they give.
 *
 *   higher   value >= target met, >= limit near, else missed; met and < warn: with a warning
 *   lower    the same with <= and >
 *   band     low <= value <= high met, limit low..high near, else missed
 *
 * Boundaries belong to the better side. Without a limit the target is the limit: nothing is near.
 */

#include <stdbool.h>

#include "kpi/words.h"

/* For `higher` only the low ends count, for `lower` only the high ends. */
struct bounds {
    double low, high;
};

struct target {
    enum direction direction;
    bool set; /* false: untargeted, nothing else counts */
    struct bounds target, limit, warn;
    bool has_warn;
};

enum side { SIDE_NONE, SIDE_LOW, SIDE_HIGH };

/* Compares unrounded. VERDICT_UNTARGETED when not set. */
enum verdict target_verdict(const struct target *target, double value);

/*
 * The verdict while `shown` stands: improving past a boundary counts only when the value clears it
 * by `deadband` (in the metric's unit, not negative; of a narrow band at most a quarter of its
 * width). Worsening is never held.
 */
enum verdict target_verdict_damped(const struct target *target, double value, double deadband,
                                   enum verdict shown);

/* Met, but on the bad side of the warning. */
bool target_warns(const struct target *target, double value);

/* On which side of a band, or of the one boundary, the value lies when it is not met. */
enum side target_side(const struct target *target, double value);

/*
 * The target with its bounds replaced by those a reading brought. Limit and warning stay where they
 * still lie on the right side of it; else the target is the limit, and there is no warning.
 */
struct target target_replaced(const struct target *target, struct bounds by);

/* Whether both judge every value alike. */
bool target_equal(const struct target *a, const struct target *b);
