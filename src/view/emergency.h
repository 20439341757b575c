#pragma once

/*
 * An emergency takes the whole screen: the word, the text as large as it fits, the time, and
 * nothing else. The wall's colours are the other way round, which no other state of it is.
 */

#include "view/banner.h"
#include "view/clock_face.h"

/* Only while the banner is an emergency. `frame` is what of the cell's `bounds` may bear text. */
void emergency_record(struct cell *cell, struct rect bounds, struct rect frame,
                      const struct chrome *chrome, const struct look *look,
                      const struct clock_face *face, struct banner *banner);
