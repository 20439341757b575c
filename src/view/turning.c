#include "view/turning.h"

struct turning turning_of(struct arena *arena, size_t kpis)
{
    return (struct turning){
        .waiting = arena_take_array(arena, kpis + 1, sizeof(bool)),
        .count = kpis,
    };
}

static bool waits(const struct turning *turning, const struct board *board, size_t kpi)
{
    const struct kpi *now = board_kpi(board, kpi);
    return turning->waiting[kpi] && now->quality == QUALITY_LIVE &&
           now->verdict == VERDICT_MISSED && !now->in_hand.stands;
}

/* Whether something on the page waits; it does so no longer. */
static bool take_page(struct turning *turning, const struct grid *grid, const struct board *board,
                      size_t page)
{
    bool any = false;
    const struct page *p = &grid->pages[page];
    for (size_t i = 0; i < p->line_count; i++) {
        const struct line *line = &grid->lines[p->first_line + i];
        for (size_t kpi = line->first_kpi; kpi < line->first_kpi + line->kpi_count; kpi++) {
            any = waits(turning, board, kpi) || any;
            turning->waiting[kpi] = false;
        }
    }
    return any;
}

/* The first page from `first` on with something that waits. False when there is none. */
static bool find_page(struct turning *turning, const struct grid *grid, const struct board *board,
                      size_t first, size_t *page)
{
    for (size_t i = 0; i < grid->page_count; i++) {
        size_t at = (first + i) % grid->page_count;
        if (take_page(turning, grid, board, at)) {
            *page = at;
            return true;
        }
    }
    return false;
}

bool turning_called(struct turning *turning, const struct attention *attention,
                    const struct grid *grid, const struct board *board, size_t *page)
{
    bool any = false;
    for (size_t i = 0; i < turning->count; i++) {
        if (attention_new(attention, i)) {
            turning->waiting[i] = true;
            any = true;
        }
    }
    if (!any || turning->held) {
        return false;
    }
    turning->held = find_page(turning, grid, board, *page, page);
    return turning->held;
}

void turning_hold(struct turning *turning)
{
    turning->held = true;
}

size_t turning_next(struct turning *turning, const struct grid *grid, const struct board *board,
                    size_t page)
{
    size_t next = (page + 1) % grid->page_count;
    /* What waits on the page that has just been shown has been seen. */
    take_page(turning, grid, board, page);
    turning->held = find_page(turning, grid, board, next, &next);
    return next;
}
