#include "view/damage.h"

/* Above this share of the wall, one full repaint is cheaper than many partial ones. */
#define WHOLE_PERCENT 60

void damage_clear(struct damage *damage, struct rect wall)
{
    damage->wall = wall;
    damage->count = 0;
}

static void remove_at(struct damage *damage, int index)
{
    damage->rects[index] = damage->rects[--damage->count];
}

/* Joining can make a rectangle that may be joined again, hence from the start after each. */
static struct rect join_all(struct damage *damage, struct rect rect)
{
    int i = 0;
    while (i < damage->count) {
        struct rect both = rect_union(damage->rects[i], rect);
        if (rect_area(both) <= rect_area(damage->rects[i]) + rect_area(rect)) {
            rect = both;
            remove_at(damage, i);
            i = 0;
        } else {
            i++;
        }
    }
    return rect;
}

/* The rectangle whose union with `rect` adds least; used only when there is no room left. */
static int cheapest(const struct damage *damage, struct rect rect)
{
    int best = 0;
    int64_t least = INT64_MAX;
    for (int i = 0; i < damage->count; i++) {
        int64_t growth =
            rect_area(rect_union(damage->rects[i], rect)) - rect_area(damage->rects[i]);
        if (growth < least) {
            least = growth;
            best = i;
        }
    }
    return best;
}

static int64_t total(const struct damage *damage)
{
    int64_t sum = 0;
    for (int i = 0; i < damage->count; i++) {
        sum += rect_area(damage->rects[i]);
    }
    return sum;
}

void damage_add(struct damage *damage, struct rect rect)
{
    rect = rect_intersection(rect, damage->wall);
    if (rect_empty(rect)) {
        return;
    }
    rect = join_all(damage, rect);
    while (damage->count == DAMAGE_RECTS) {
        int with = cheapest(damage, rect);
        rect = rect_union(rect, damage->rects[with]);
        remove_at(damage, with);
        rect = join_all(damage, rect);
    }
    damage->rects[damage->count++] = rect;
    if (total(damage) * 100 > rect_area(damage->wall) * WHOLE_PERCENT) {
        damage->rects[0] = damage->wall;
        damage->count = 1;
    }
}
