#pragma once

/*
 * The grid: how many tiles stand side by side, whether a channel's label stands left of its tiles
 * or above them, and which lines make a page. Of all ways that keep every text large enough the one
 * with the fewest pages is taken, and of those the one with the roomiest tiles.
 */

#include "base/arena.h"
#include "view/rows.h"
#include "view/tile_style.h"

struct page {
    size_t first_line, line_count;
};

struct grid {
    bool labels_left; /* else above */
    int label_width;  /* of the column at the left; 0 when above */
    int label_least;  /* of that column, with labels of the least size */
    int label_height; /* of the line above; 0 when left */
    size_t columns;
    int tile_width;
    int gap;       /* between tiles, and between lines */
    int block_gap; /* more between lines of different blocks */
    struct tile_size least;
    struct line *lines;
    size_t line_count;
    struct page *pages;
    size_t page_count;
};

/*
 * Fills `grid` for an area of width x height px; what it holds is taken from `arena`. False when
 * not even one tile has room.
 */
bool grid_init(struct grid *grid, struct arena *arena, const struct type *type,
               const struct board_spec *spec, int width, int height);

/* Whether a line bears the label of its channel, standing on `page`. */
bool grid_labelled(const struct grid *grid, const struct page *page, size_t line);

/* What the lines of a page take besides their tiles: labels above and gaps. */
int grid_overhead(const struct grid *grid, const struct page *page);

/* The name a channel's label bears, with its business where there are several. */
void grid_label(char *to, size_t size, const struct board_spec *spec, size_t channel,
                enum language language);

/* The title of a block; "" for the rest. */
const char *grid_block_title(enum block block, enum language language);
