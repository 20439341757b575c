#pragma once

/*
 * A tile: everything the wall says about one KPI.
 *
 *   name                 target
 *   FIGURE unit trend    final periods
 *   shape word streak    period
 *
 * What has no room is dropped in this order, first to last: threshold, period, final periods,
 * trend, streak, the target's words (≥80% is left), the full name (the short one is left), the
 * target's unit, the target. Where a quality stands for the verdict, its detail (a time, a count)
 * comes before the target. Name, figure, unit, shape and word are never dropped. The left side is
 * written before the right, so that a dropped part leaves no hole between others.
 */

#include "view/look.h"
#include "view/tile_style.h"

void tile_record(struct cell *cell, struct rect bounds, const struct tile_style *style, int step,
                 const struct kpi *kpi, const struct look *look);
