#pragma once

/*
 * A sheet is a page of the board as it is laid out on this panel: its grid, and as many screenfuls
 * as that has pages. Screenfuls are counted through all sheets; the wall turns by them.
 */

#include "config/board_config.h"
#include "kpi/board.h"
#include "view/grid.h"
#include "view/partners.h"
#include "view/scorecard.h"
#include "view/standing_page.h"

struct sheet {
    const struct page_spec *page;
    size_t *kpis; /* of the page, in the order in which they now stand */
    struct grid grid;
    struct partners *partners;     /* whose board the grid is of; NULL: the wall's */
    struct scorecard scorecard;    /* of a page that is one, in place of a grid */
    struct standing_page standing; /* likewise */
    int caption;                   /* px of the area above the grid; 0: none */
    size_t first, count;           /* screenfuls; a message has one and no grid */
};

struct sheets {
    struct sheet *list;
    size_t count;
    size_t screenfuls;
    int height; /* of the area */
};

/*
 * Lays out all pages of `config` in an area of width x height px, with memory of `arena`. False
 * when not even one tile of some page has room.
 */
bool sheets_init(struct sheets *sheets, struct arena *arena, const struct type *type,
                 const struct board_config *config, int width, int height);

/* Else it is a message, a scorecard or the standing. */
bool sheet_has_grid(const struct sheet *sheet);

/* The sheet of a screenful, and which of its pages that is; NULL on a board without pages. */
const struct sheet *sheets_at(const struct sheets *sheets, size_t screenful, size_t *page);

/* The first screenful of the page `id`; sheets->screenfuls when there is none. */
size_t sheets_find(const struct sheets *sheets, const char *id);

/* Calls `visit` for each KPI that stands on the screenful as it is now, and not as its level. */
void sheets_each(const struct sheets *sheets, size_t screenful,
                 void (*visit)(void *context, size_t kpi), void *context);

/*
 * Brings a sheet whose page wants the worst first into the order of now. The screenfuls of all
 * sheets may be others afterwards, though this sheet's first stays.
 */
void sheets_sort(struct sheets *sheets, size_t screenful, const struct board *board);

/* The most slots that any screenful needs between header and strip. */
size_t sheets_most_slots(const struct sheets *sheets);
