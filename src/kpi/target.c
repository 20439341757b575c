#include "kpi/target.h"

#include <math.h>

/* A low end of -INFINITY or a high end of INFINITY bounds nothing. */
static bool inside(struct bounds bounds, double value)
{
    return value >= bounds.low && value <= bounds.high;
}

/* The ends that count for the direction, each moved inwards by `margin`. */
static struct bounds counting(enum direction direction, struct bounds bounds, double margin)
{
    struct bounds ends = {bounds.low + margin, bounds.high - margin};
    if (direction == DIRECTION_HIGHER) {
        ends.high = INFINITY;
    } else if (direction == DIRECTION_LOWER) {
        ends.low = -INFINITY;
    } else if (margin > 0.0) {
        /* A narrow band keeps at least its middle half, or it could never be met again. */
        double most = (bounds.high - bounds.low) / 4.0;
        double kept = fmin(margin, fmax(most, 0.0));
        ends = (struct bounds){bounds.low + kept, bounds.high - kept};
    }
    return ends;
}

static enum verdict verdict_with_margin(const struct target *target, double value, double margin)
{
    if (inside(counting(target->direction, target->target, margin), value)) {
        return VERDICT_MET;
    }
    if (inside(counting(target->direction, target->limit, margin), value)) {
        return VERDICT_NEAR;
    }
    return VERDICT_MISSED;
}

enum verdict target_verdict(const struct target *target, double value)
{
    if (!target->set) {
        return VERDICT_UNTARGETED;
    }
    return verdict_with_margin(target, value, 0.0);
}

enum verdict target_verdict_damped(const struct target *target, double value, double deadband,
                                   enum verdict shown)
{
    enum verdict now = target_verdict(target, value);
    if (now >= shown || shown == VERDICT_UNTARGETED) {
        return now;
    }
    enum verdict cleared = verdict_with_margin(target, value, deadband);
    return cleared < shown ? cleared : shown;
}

bool target_warns(const struct target *target, double value)
{
    return target->has_warn && target_verdict(target, value) == VERDICT_MET &&
           !inside(counting(target->direction, target->warn, 0.0), value);
}

enum side target_side(const struct target *target, double value)
{
    if (!target->set) {
        return SIDE_NONE;
    }
    struct bounds ends = counting(target->direction, target->target, 0.0);
    if (value < ends.low) {
        return SIDE_LOW;
    }
    return value > ends.high ? SIDE_HIGH : SIDE_NONE;
}

struct target target_replaced(const struct target *target, struct bounds by)
{
    struct target replaced = *target;
    replaced.target = by;
    if (!target->set) {
        replaced.set = true;
        replaced.limit = by;
        replaced.has_warn = false;
        return replaced;
    }
    struct bounds ends = counting(target->direction, by, 0.0);
    struct bounds limit = counting(target->direction, target->limit, 0.0);
    struct bounds warn = counting(target->direction, target->warn, 0.0);
    if (limit.low > ends.low) {
        replaced.limit.low = by.low;
    }
    if (limit.high < ends.high) {
        replaced.limit.high = by.high;
    }
    replaced.has_warn = target->has_warn && warn.low >= ends.low && warn.high <= ends.high;
    return replaced;
}

static bool bounds_equal(struct bounds a, struct bounds b)
{
    return a.low == b.low && a.high == b.high;
}

bool target_equal(const struct target *a, const struct target *b)
{
    if (a->set != b->set || a->direction != b->direction) {
        return false;
    }
    return !a->set || (bounds_equal(counting(a->direction, a->target, 0.0),
                                    counting(b->direction, b->target, 0.0)) &&
                       bounds_equal(counting(a->direction, a->limit, 0.0),
                                    counting(b->direction, b->limit, 0.0)) &&
                       a->has_warn == b->has_warn &&
                       (!a->has_warn || bounds_equal(counting(a->direction, a->warn, 0.0),
                                                     counting(b->direction, b->warn, 0.0))));
}
