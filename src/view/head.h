#pragma once

/*
 * The head of lines of brief tiles: the name of each column, with its target where it is the same
 * below, else with its unit; at the left the block, where labels stand left.
 */

#include "view/grid.h"
#include "view/look.h"
#include "view/name.h"

struct head_style {
    int cap;
    struct line_box line;
    struct font name, target, title;
};

/* `bounds` spans the label column and all columns; `line` is the first below on `page`. */
void head_record(struct cell *cell, struct rect bounds, const struct head_style *style,
                 const struct grid *grid, const struct page *page, size_t line,
                 const struct tile_style *tile, const struct look *look);

/* What the head of `line` tells of all figures of a column, for which it must be true and have
 * room: that they are of one period that is not now, and their target. */
struct head_told {
    bool period, target;
};

struct head_told head_tells(const struct head_style *style, const struct tile_style *tile,
                            const struct grid *grid, const struct page *page, size_t line,
                            size_t column, const struct look *look);

/* The name of a KPI as the head of its column shows it where nothing stands beside it. */
struct name head_name(const struct head_style *style, const struct tile_style *tile,
                      const struct type *type, const struct board_spec *spec,
                      const struct kpi_spec *kpi);
