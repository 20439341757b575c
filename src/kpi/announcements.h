#pragma once

/*
 * The announcements that are known, and which of them are to be shown: those for the wall's
 * audience, between `from` and `until`; the most pressing first, of equals the newest.
 *
 * Whether their time has come only a good clock can tell. While the clock is doubted, one without
 * times shows; one with times shows only if it is urgent or an emergency: better a warning too
 * early or too late than none.
 *
 * They outlive a lost link: they have an expiry of their own.
 */

#include "kpi/announcement.h"
#include "kpi/spec.h"

#define ANNOUNCEMENTS_KEPT 32

struct announcements {
    struct announcement items[ANNOUNCEMENTS_KEPT]; /* in no order */
    size_t count;
    uint64_t taken;       /* serial of the newest */
    uint32_t revision;    /* changes with what shows */
    int64_t next_wall_ms; /* Unix ms at which time alone next changes what shows; NEVER */
};

void announcements_init(struct announcements *announcements);

/*
 * Takes one over: a newer one of its id replaces the older. With no room, those that have expired
 * go, and an emergency displaces the oldest of the least pressing; else REFUSED_RATE. The same one
 * again changes nothing, and *again is set.
 */
enum refusal announcements_take(struct announcements *announcements, const char *id,
                                const struct announcement *announcement, const struct moment *now,
                                bool *again);

void announcements_withdraw(struct announcements *announcements, const char *id,
                            const struct moment *now);

/* Takes over all of `from` that is for a wall of the businesses of `spec`. */
void announcements_adopt(struct announcements *announcements, const struct announcements *from,
                         const struct board_spec *spec);

/* Whether one is for a wall of these businesses. */
bool announcements_concern(const struct announcement *announcement, const struct board_spec *spec);

/* Lets time pass. True when what shows has changed. */
bool announcements_advance(struct announcements *announcements, const struct moment *now);

/* Whether an emergency for that audience shows. */
bool announcements_emergency(const struct announcements *announcements, enum audience audience);

/* Lists those that show, in their order. Returns how many there are; `list` has room for all. */
size_t announcements_showing(const struct announcements *announcements, enum audience audience,
                             const struct announcement *list[ANNOUNCEMENTS_KEPT]);
