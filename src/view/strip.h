#pragma once

/*
 * The strip at the foot of every page. It names everything off target, missed first; what has no
 * room is counted ("+3") and takes its turn. When most of the wall is not live it says since when
 * and why; when all is well it says that too. What is left of its line bears the screen's name.
 */

#include "view/chrome.h"
#include "view/look.h"
#include "view/view.h"

struct strip {
    const size_t *off_target; /* as the board lists them */
    size_t count;
    size_t first;    /* the one that is named first in this turn */
    int64_t turn_ms; /* monotonic ms at which the next ones are named; NEVER */
};

/* How many lines of chips the strip has on a wall of this shape. */
int strip_lines(int width, int height);

/* Returns how many of the off-target KPIs are named. */
size_t strip_record(struct cell *cell, struct rect bounds, const struct chrome *chrome,
                    const struct look *look, const struct view_state *state,
                    const struct strip *strip);

/*
 * True when the strip goes on to those that it had no room for; `named` of them it shows now.
 * `turns`: whether anything on this wall takes turns.
 */
bool strip_turn_if_due(struct strip *strip, size_t named, bool turns, const struct moment *now);
