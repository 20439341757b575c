#pragma once

/*
 * How a tile of a given size is set: three rows (name, figure, word) of a full one, a single row of
 * a brief one; the sizes of their type and where their baselines lie. All tiles of a page share one
 * style, so that rows and columns align.
 */

#include "base/rect.h"
#include "kpi/spec.h"
#include "view/figure.h"
#include "view/type.h"

/* A figure too wide at full size steps down: sizes stay few. */
#define FIGURE_STEPS 3

struct tile_style {
    int width, height;
    int cap;        /* of target and word; that of the name may be larger */
    int mark;       /* of a brief tile: its shape's edge, left of the figure; else 0 */
    int side;       /* air at the left and right */
    int unit_space; /* between figure and unit */
    int mark_space; /* between shape and word; a Latin letter has less air of its own */
    int space;      /* between two parts of a row */
    int stroke;     /* of open shapes */
    int frame;      /* of the outline of near, in proportion to the tile */
    int radius;     /* of the corners */
    int name_line, figure_line, word_line; /* baselines, from the top of the tile */
    int raised;     /* how far figure and shape of a brief tile move up for a text below them */
    int below_line; /* baseline of that text; 0: there is no room for one */
    int variation_line, corrective_line; /* of a tile of the level; 0: it has no such row */
    struct rect chart;                   /* of it, from the corner of the tile; empty: none */
    int figure_caps[FIGURE_STEPS];
    struct font name, text, bold;
    struct line_box name_box, word_box;
    enum target_form target_form; /* the richest that all tiles of the page have room for */
};

struct tile_size {
    int width, height;
};

/* The smallest tile that holds what must not be dropped, for these KPIs of the board. */
struct tile_size tile_least(const struct type *type, const struct board_spec *spec,
                            const size_t *kpis, size_t count);
struct tile_size tile_least_brief(const struct type *type, const struct board_spec *spec,
                                  const size_t *kpis, size_t count);

/* The height of capital letters in tiles of `size` when the smallest would be `smallest`. */
int tile_cap(const struct type *type, struct tile_size size, struct tile_size smallest);

/* The style in which the KPIs of a page, `kpis`, are set in tiles of `size`. */
struct tile_style tile_style_of(const struct type *type, struct tile_size size,
                                struct tile_size smallest, const struct board_spec *spec,
                                const size_t *kpis, size_t count);

/* The same of brief tiles. */
struct tile_style tile_style_brief(const struct type *type, struct tile_size size,
                                   struct tile_size smallest, const struct board_spec *spec,
                                   const size_t *kpis, size_t count);

/*
 * The same of tiles with one and the same widest figure, beside which a text stands that at the
 * least size is `beside` px wide.
 */
struct tile_style tile_style_fixed(const struct type *type, struct tile_size size,
                                   struct tile_size smallest, const struct figure *figure,
                                   int beside);

/* How wide a figure with its unit may be. */
int tile_style_room(const struct tile_style *style);

/* The step at which the figure of `spec` has room: its widest expected one, not the present one. */
int tile_style_step(const struct tile_style *style, const struct type *type,
                    const struct kpi_spec *spec);

/* How far a figure may reach into the air at the right of its tile: a pixel of rounding or two. */
int tile_style_slack(const struct tile_style *style);

/* The font of a figure at a step. Asked for only when used: every font that is open costs memory.
 */
struct font tile_style_figure(const struct tile_style *style, const struct type *type, int step);
