#pragma once

/*
 * Partners side by side: a row for each metric of a channel that several of them have, in it a tile
 * for each business that a partner operates, under its name and against its own target, and one for
 * their total. The total has no contract, so no target and no verdict.
 *
 * For the grid the rows are channels of a board of their own, the tiles its KPIs, and the channels
 * its businesses.
 */

#include "base/arena.h"
#include "view/look.h"

/* In place of a KPI of the board. */
#define PARTNERS_TOTAL SIZE_MAX

struct partners {
    struct board_spec spec;
    const size_t *kpis;  /* of that, all in their order */
    const size_t *shown; /* by KPI of that: which of the board's it is; PARTNERS_TOTAL */
    char (*names)[64];   /* of the total of each row */
};

/* Of the KPIs of `page`, in their order. What is built belongs to `arena`. */
void partners_init(struct partners *partners, struct arena *arena, const struct board_spec *spec,
                   const struct page_spec *page, enum language language);

/* Changes with every KPI that stands in the tile `index`. */
uint32_t partners_revision(const struct partners *partners, const struct board *board,
                           size_t index);

/*
 * What the tile tells, as a KPI of the partners' own board. `look` becomes the look with which it
 * is recorded.
 */
struct kpi partners_kpi(const struct partners *partners, size_t index, struct look *look);
