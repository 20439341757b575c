#pragma once

/*
 * Against burn-in the whole picture moves to and fro, a pixel at a time, so that no edge stands on
 * the same pixel for days.
 */

#include <stdint.h>

struct drift {
    int x, y; /* px to the right and down */
};

/*
 * Where the picture stands in a minute of the wall clock, never farther than `reach` px from its
 * place; 0: it stands still. A step comes with every third minute. A round along one diagonal leads
 * back to its place, the next goes along the other: with 5 px each takes an hour.
 */
struct drift drift_at(int64_t minute, int reach);
