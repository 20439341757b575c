#pragma once

/*
 * A tile: everything the wall says about one KPI.
 *
 *   name                 target
 *   FIGURE unit trend    final periods
 *   shape word streak    threshold, period
 *
 * In each row the left side is written first; what has no room at its own right end takes that of
 * another row, and what has none there is dropped. First to last:
 *
 *   name, figure, unit, shape and word are never dropped: a long word of a quality or of a name
 *   gives way to its short one
 *   the arrow of the trend
 *   the detail: since when it is off target, who has it in hand; of a quality its time or count,
 *   which goes before the target beside the name, too
 *   the period of what is not of now
 *   the target
 *   the threshold, the period
 *   whether it gets better or worse in a word, final periods
 */

#include "view/figure_fit.h"
#include "view/look.h"
#include "view/name.h"
#include "view/tile_style.h"

/* `called`: the word is inverted, to draw the eye; only of a missed KPI. */
void tile_record(struct cell *cell, struct rect bounds, const struct tile_style *style,
                 struct figure_fit fit, const struct kpi *kpi, bool called,
                 const struct look *look);

/* The name of a KPI as its tile shows it where nothing stands beside it. */
struct name tile_name(const struct tile_style *style, const struct type *type,
                      const struct board_spec *spec, const struct kpi_spec *kpi);
