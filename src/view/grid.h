#pragma once

/*
 * The grid: how many tiles stand side by side, whether a channel's label stands left of its tiles
 * or above them, and which lines make a page. Of all ways that keep every text large enough the one
 * with the fewest pages is taken, and of those the one with the roomiest tiles.
 *
 * Tiles are full, or brief: those bear no name, so a line of them has a head that names its
 * columns, unless the line above has the same. Those of the level are as full ones.
 */

#include "base/arena.h"
#include "view/rows.h"
#include "view/tile_style.h"

enum tiles {
    TILES_FULL,
    TILES_BRIEF,
    TILES_LEVEL,    /* of final periods: view/level_tile.h */
    TILES_PARTNERS, /* as full ones: view/partners.h */
};

struct page {
    size_t first_line, line_count;
};

struct grid {
    const struct board_spec *spec;
    const size_t *kpis; /* indices into the board's, in the order of the lines */
    size_t kpi_count;
    enum tiles tiles;
    bool labels_left; /* else above */
    int label_width;  /* of the column at the left; 0 when above */
    int label_least;  /* of that column, with labels of the least size */
    int label_height; /* of the line above; 0 when left */
    int head_height;  /* of the line that names the columns; 0 of full tiles */
    size_t columns;   /* of tiles in a strip */
    size_t abreast;   /* strips: rows of different channels side by side; of brief tiles one */
    int tile_width;
    int strip_gap; /* between strips */
    int gap;       /* between tiles, and between lines */
    int block_gap; /* more between lines of different blocks; between businesses twice */
    struct tile_size least;
    enum language language;
    struct line *lines;
    size_t line_count;
    struct page *pages;
    size_t page_count;
};

/*
 * Fills `grid` with `kpis` for an area of width x height px; what it holds is taken from `arena`,
 * the list of KPIs is borrowed. False when not even one tile has room.
 */
bool grid_init(struct grid *grid, struct arena *arena, const struct type *type,
               const struct board_spec *spec, const size_t *kpis, size_t count, enum tiles tiles,
               int width, int height);

/* Breaks lines and pages anew after the order of the KPIs has changed. */
void grid_break(struct grid *grid, int height);

/* ---- What stands on a page (grid_pages.c) --------------------------------------------------- */

/* Whether a line bears the label of its channel, standing on `page`. */
bool grid_labelled(const struct grid *grid, const struct page *page, size_t line);

/* Whether a line of brief tiles has a head. */
bool grid_headed(const struct grid *grid, const struct page *page, size_t line);

/* Whether a block begins with the line; whether a business does, below another on the page. */
bool grid_begins_block(const struct grid *grid, const struct page *page, size_t line);
bool grid_begins_business(const struct grid *grid, const struct page *page, size_t line);

/* How many bands of lines side by side a page has; without strips its lines. */
int grid_bands(const struct grid *grid, const struct page *page);

/* The KPI of a tile in a line. */
size_t grid_kpi(const struct grid *grid, size_t line, size_t tile);

/* What the lines of a page take besides their tiles: labels above, heads and gaps. */
int grid_overhead(const struct grid *grid, const struct page *page);

/* The least height of a page. */
int grid_least_height(const struct grid *grid, const struct page *page);

/* Breaks the lines into the fewest pages of `height`, as even as can be. */
void grid_balance(struct grid *grid, int height);

/* The name of a channel where it stands alone, with its business where there are several. */
void grid_label(char *to, size_t size, const struct board_spec *spec, size_t channel,
                enum language language);

/* What stands below a channel's name: its business where there are several, else its block. */
const char *grid_title(const struct board_spec *spec, size_t channel, enum language language);
