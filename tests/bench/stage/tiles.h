#pragma once

/* Where on the wall each KPI has its figure, found out by publishing. */

#include "bench/stage/stage.h"

/*
 * One rectangle a KPI, the whole of what differs between any two of its values, to be freed. The
 * wall must be filled; it shows value 0 of all afterwards. Does not return when a KPI cannot be
 * seen.
 */
struct rect *tiles_learn(const struct stage *stage);
