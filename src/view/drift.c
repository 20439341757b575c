#include "view/drift.h"

/* A step repaints everything, so it comes with a tick of the clock, and with few of them. */
#define STEP_MINUTES 3

static int64_t floored(int64_t a, int64_t by)
{
    return (a >= 0 ? a : a - by + 1) / by;
}

/* 0, then up to `reach`, down to -reach and back to 0: 4 * reach steps. */
static int swing(int64_t step, int reach)
{
    int steps = 4 * reach;
    int at = (int)(step - floored(step, steps) * steps);
    if (at <= reach) {
        return at;
    }
    return at <= 3 * reach ? 2 * reach - at : at - 4 * reach;
}

struct drift drift_at(int64_t minute, int reach)
{
    if (reach <= 0) {
        return (struct drift){0};
    }
    int64_t step = floored(minute, STEP_MINUTES);
    int64_t round = floored(step, 4 * (int64_t)reach);
    int away = swing(step, reach);
    return (struct drift){away, round % 2 == 0 ? away : -away};
}
