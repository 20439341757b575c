#pragma once

/*
 * The last final periods of a KPI as bars, the newest at the right. Their height tells the verdict
 * without colour: met is low, near is half, missed is full.
 */

#include "kpi/finals.h"
#include "view/pen.h"
#include "view/status.h"
#include "config/theme.h"

/* As many bars as `room` has place for, at its right end; none when it has not place for a few. */
void final_strip_record(struct pen *pen, struct rect room, const struct finals *finals,
                        enum tone tone, int cap, const struct theme *theme);
