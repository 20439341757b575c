#pragma once

/*
 * The order of the wall: blocks (real-time, non-real-time, digital, the rest), in each a row a
 * channel in board order, each row broken into lines of so many tiles.
 */

#include "kpi/spec.h"

enum block { BLOCK_REAL_TIME, BLOCK_NON_REAL_TIME, BLOCK_DIGITAL, BLOCK_OTHER, BLOCK_COUNT };

enum block block_of(const struct channel_spec *channel);

/* Tiles side by side: a channel's row, or a part of it. */
struct line {
    size_t channel;
    size_t first_kpi, kpi_count; /* indices into the board's KPIs */
    enum block block;
};

/*
 * Writes the lines for at most `columns` tiles each and returns how many; `lines` has room for one
 * a KPI. A row that must break breaks into parts as equal as can be.
 */
size_t rows_break(const struct board_spec *spec, size_t columns, struct line *lines);

/* The most tiles that stand side by side in `lines`. */
size_t rows_widest(const struct line *lines, size_t count);
