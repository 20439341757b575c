#pragma once

/*
 * A brief tile: shape and figure, whose name stands at the head of its column. Where there is no
 * figure the word stands in its place. What explains them stands below, where the tile is high
 * enough, else beside the figure, as far as it has room.
 */

#include "view/figure_fit.h"
#include "view/look.h"
#include "view/tile_style.h"

struct brief_part {
    bool called; /* the shape is inverted, to draw the eye; only of a missed KPI */
    bool period; /* the figure is not of now, and the head of its column does not say so */
    bool target; /* it is off target, and the head does not say what that is */
};

void brief_record(struct cell *cell, struct rect bounds, const struct tile_style *style,
                  struct figure_fit fit, const struct kpi *kpi, const struct brief_part *part,
                  const struct look *look);
