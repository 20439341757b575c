#pragma once

/* Where everything of a page stands: a slot for each cell, in the order of the scene's cells. */

#include "base/rect.h"
#include "view/figure_fit.h"
#include "view/grid.h"
#include "view/head.h"
#include "view/label.h"

enum slot_kind {
    SLOT_HEADER,
    SLOT_STRIP,
    SLOT_CARD,
    SLOT_LABEL,
    SLOT_TILE,
    SLOT_BRIEF,
    SLOT_LEVEL,      /* a tile of the level */
    SLOT_PARTNER,    /* a tile of a partner, or of their total; its index is theirs */
    SLOT_SCORE,      /* a card of the scorecard */
    SLOT_SCORE_LINE, /* a KPI of it */
    SLOT_ASSESSMENT, /* the card of an assessment, on the page of standing */
    SLOT_CATEGORY,   /* the card of a category; its index is that of the board's */
    SLOT_SUM,        /* the same on a line, or all: the count of categories */
    SLOT_ITEM,       /* an item on a line */
    SLOT_CAPTION,    /* what the tiles of the level tell */
    SLOT_HEAD,
    SLOT_RULE,
    SLOT_MESSAGE,
    SLOT_WHY, /* why the KPI is judged as it is */
    SLOT_BANNER,
    SLOT_EMERGENCY
};

struct slot {
    enum slot_kind kind;
    struct rect bounds;
    size_t index;        /* of the channel or KPI; of the line below a head; a table; a category */
    bool with_title;     /* a label that bears its business or block */
    size_t head, column; /* of a brief tile: the line below its head, and where it stands */
    int step;            /* of a tile's figure, as wide as is to be expected */
    struct figure_fit fit; /* how it stands now */
    bool called;           /* whether the tile was last recorded as drawing the eye */
    uint32_t revision;     /* of the KPI, as it was last recorded */
};

struct page_style {
    struct tile_style tile;
    struct label_style label;
    struct head_style head;
};

/* How the tiles and labels of a page are set. `kpis` has room for the board's KPIs; it is scratch.
 */
struct page_style place_style(const struct grid *grid, const struct page *page,
                              const struct type *type, struct rect area, size_t *kpis);

/* How many slots the page has between header and strip. */
size_t place_count(const struct grid *grid, const struct page *page);

/* The most slots that any page has. */
size_t place_most(const struct grid *grid);

/* Writes those slots. */
void place_slots(const struct grid *grid, const struct page *page, const struct type *type,
                 const struct page_style *style, struct rect area, struct slot *slots);
