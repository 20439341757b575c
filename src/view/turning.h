#pragma once

/*
 * Which page comes next: the one after, unless a KPI on another has newly come to be missed. Then
 * the wall goes to that page, or stays on it, for a dwell. What is newly missed meanwhile waits for
 * its turn, so that a page once shown for a reason can be read to the end. A KPI calls its page
 * once in ten minutes (attention.h), however often it comes to be missed in them.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "kpi/board.h"
#include "view/attention.h"
#include "view/sheet.h"

struct turning {
    bool *waiting; /* by KPI: newly missed, and its page not shown since */
    size_t count;
    bool held; /* the page shows for what is newly missed; nothing interrupts it */
};

/* For so many KPIs; their memory is the arena's. */
struct turning turning_of(struct arena *arena, size_t kpis);

/*
 * After attention_watch(). True when the wall must show `*page` now, for a dwell; it may be the one
 * that shows, which is given in it.
 */
bool turning_called(struct turning *turning, const struct attention *attention,
                    const struct sheets *sheets, const struct board *board, size_t *page);

/* The page that shows was asked for: it is not left for what is newly missed elsewhere. */
void turning_hold(struct turning *turning);

/* The page to show when the dwell of `page` is over. */
size_t turning_next(struct turning *turning, const struct sheets *sheets, const struct board *board,
                    size_t page);
