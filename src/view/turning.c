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

struct search {
    struct turning *turning;
    const struct board *board;
    bool any;
};

static void take_kpi(void *context, size_t kpi)
{
    struct search *search = context;
    search->any = waits(search->turning, search->board, kpi) || search->any;
    search->turning->waiting[kpi] = false;
}

/* Whether something on the page waits; it does so no longer. */
static bool take_page(struct turning *turning, const struct sheets *sheets,
                      const struct board *board, size_t page)
{
    struct search search = {.turning = turning, .board = board};
    sheets_each(sheets, page, take_kpi, &search);
    return search.any;
}

/* The first page from `first` on with something that waits. False when there is none. */
static bool find_page(struct turning *turning, const struct sheets *sheets,
                      const struct board *board, size_t first, size_t *page)
{
    for (size_t i = 0; i < sheets->screenfuls; i++) {
        size_t at = (first + i) % sheets->screenfuls;
        if (take_page(turning, sheets, board, at)) {
            *page = at;
            return true;
        }
    }
    return false;
}

bool turning_called(struct turning *turning, const struct attention *attention,
                    const struct sheets *sheets, const struct board *board, size_t *page)
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
    turning->held = find_page(turning, sheets, board, *page, page);
    return turning->held;
}

void turning_hold(struct turning *turning)
{
    turning->held = true;
}

size_t turning_next(struct turning *turning, const struct sheets *sheets, const struct board *board,
                    size_t page)
{
    size_t next = (page + 1) % sheets->screenfuls;
    /* What waits on the page that has just been shown has been seen. */
    take_page(turning, sheets, board, page);
    turning->held = find_page(turning, sheets, board, next, &next);
    return next;
}
