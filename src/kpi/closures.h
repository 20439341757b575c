#pragma once

/*
 * The closures that are known, and what they leave of the hours. They outlive a lost link and a
 * reload: they have an end of their own. While the clock is doubted only those without times hold.
 */

#include "kpi/closure.h"
#include "kpi/hours.h"

#define CLOSURES_KEPT 32

struct closures {
    struct closure items[CLOSURES_KEPT]; /* in no order */
    size_t count;
    uint64_t taken; /* serial of the newest */
};

/*
 * Takes one over: a newer one of its id replaces the older. With no room those that are past go,
 * else REFUSED_RATE. The same one again changes nothing, and *again is set.
 */
enum refusal closures_take(struct closures *closures, const char *id, const struct closure *closure,
                           const struct moment *now, bool *again);

/* False when there was none. */
bool closures_withdraw(struct closures *closures, const char *id);

/* The opening of a channel: its hours, and what closes it besides. */
struct opening closures_opening(const struct closures *closures, const char *business,
                                const char *channel, const struct timetable *table,
                                const struct moment *now);
