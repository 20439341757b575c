#pragma once

/*
 * The clock at the head of the wall and its life sign: a mark that takes another place on a short
 * track whenever the clock ticks, so that a picture that stands still is seen to be frozen even by
 * somebody who has no other clock.
 */

#include <stdbool.h>
#include <stdint.h>

#include "view/chrome.h"
#include "view/look.h"
#include "view/pen.h"

struct clock_face {
    int64_t wall_ms; /* Unix ms of the tick that is shown */
    bool good;       /* the wall clock is trusted */
    bool seconds;    /* ticks every second and shows it; else every minute */
};

/* The face at `now`. */
struct clock_face clock_face_at(const struct moment *now, bool seconds);

/* Monotonic ms of the tick after `now`. */
int64_t clock_face_next(const struct moment *now, bool seconds);

/* How wide the clock can become, without the mark, which stands in the gap before it. */
int clock_face_width(const struct type *type, int cap, bool seconds);

/* The gap before the clock, in which the mark moves. */
int clock_face_gap(const struct chrome *chrome);

/* Records both, the clock ending at `right`. Returns where the gap begins. */
int clock_face_record(struct pen *pen, const struct chrome *chrome, const struct look *look,
                      int right, int baseline, const struct clock_face *face);
