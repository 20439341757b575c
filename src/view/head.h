#pragma once

/*
 * The head of lines of brief tiles: the name of each column, with its target where it is the same
 * below, else with its unit; at the left the block, where labels stand left.
 */

#include "view/grid.h"
#include "view/look.h"

struct head_style {
    int cap;
    struct line_box line;
    struct font name, target, title;
};

/* `bounds` spans the label column and all columns; `line` is the first below on `page`. */
void head_record(struct cell *cell, struct rect bounds, const struct head_style *style,
                 const struct grid *grid, const struct page *page, size_t line,
                 const struct tile_style *tile, const struct look *look);
