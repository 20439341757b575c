#pragma once

/*
 * The rows of a wall: each channel's KPIs side by side, broken into lines of so many tiles. Rows
 * stand in the order in which the KPIs are given, which is by business, block and channel.
 */

#include "kpi/block.h"

/* Tiles side by side: a channel's row, or a part of it. */
struct line {
    size_t channel;
    size_t first_kpi, kpi_count; /* into the list of KPIs that was broken */
    enum block block;
    size_t strip; /* where several rows stand side by side: which of them it is, from the left */
};

/*
 * Writes the lines of `kpis`, indices into the board's, for at most `columns` tiles each, and
 * returns how many; `lines` has room for one a KPI. A row that must break breaks into parts as
 * equal as can be.
 */
size_t rows_break(const struct board_spec *spec, const size_t *kpis, size_t count, size_t columns,
                  struct line *lines);

/*
 * Stands up to `abreast` lines side by side, each the whole row of a channel; those of different
 * blocks or businesses never share a band.
 */
void rows_abreast(const struct board_spec *spec, struct line *lines, size_t count, size_t abreast);

/* The most tiles that stand side by side in `lines`. */
size_t rows_widest(const struct line *lines, size_t count);

/* How many KPIs of one channel follow one another from `first` on. */
size_t rows_length(const struct board_spec *spec, const size_t *kpis, size_t count, size_t first);
