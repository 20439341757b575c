#pragma once

/*
 * A tile: everything the wall says about one KPI.
 *
 *   name                 target
 *   FIGURE unit trend    final periods
 *   shape word streak    period
 *
 * In each row the left side is written first and what has no room is dropped, so that no hole stays
 * between others. First to last:
 *
 *   name row    the target's words (≥80% is left), the full name (the short one is left), the
 *               target's unit; then the target tries the word row, instead of the period
 *   figure row  final periods, trend
 *   word row    threshold, period, streak; a long word of a quality gives way to its short one
 *
 * Where a quality stands for the verdict, its detail (a time, a count) goes before the target; so
 * does who has the KPI in hand, which then says less rather than nothing.
 * Name, figure, unit, shape and word are never dropped.
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
