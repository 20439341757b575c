#pragma once

/*
 * A brief tile: shape and figure, whose name stands at the head of its column. Where there is no
 * figure the word stands in its place; the detail of a quality is written where it has room.
 */

#include "view/figure_fit.h"
#include "view/look.h"
#include "view/tile_style.h"

/*
 * `called`: the shape is inverted, to draw the eye; only of a missed KPI. `with_period`: the figure
 * is not of now, and the head of its column does not say so.
 */
void brief_record(struct cell *cell, struct rect bounds, const struct tile_style *style,
                  struct figure_fit fit, const struct kpi *kpi, bool called, bool with_period,
                  const struct look *look);
