#include "kpi/finals.h"

#include <string.h>

void finals_add(struct finals *finals, struct final item)
{
    struct final *items = finals->items;
    int at = finals->count;
    while (at > 0 && items[at - 1].start_ms >= item.start_ms) {
        at--;
    }
    if (at < finals->count && items[at].start_ms == item.start_ms) {
        items[at] = item;
        return;
    }
    if (finals->count == FINALS_KEPT) {
        if (at == 0) {
            return; /* older than all that are kept */
        }
        memmove(&items[0], &items[1], (size_t)(at - 1) * sizeof *items);
        items[at - 1] = item;
        return;
    }
    memmove(&items[at + 1], &items[at], (size_t)(finals->count - at) * sizeof *items);
    items[at] = item;
    finals->count++;
}
