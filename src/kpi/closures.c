#include "kpi/closures.h"

#include <string.h>

#include "base/text.h"

/* ---- What is kept ---------------------------------------------------------------------------- */

/* Its place; `count` when it is not known. */
static size_t place_of(const struct closures *closures, const char *id)
{
    size_t place = 0;
    while (place < closures->count && strcmp(closures->items[place].id, id) != 0) {
        place++;
    }
    return place;
}

static void drop(struct closures *closures, size_t place)
{
    closures->count--;
    if (place < closures->count) {
        closures->items[place] = closures->items[closures->count];
    }
}

static void drop_past(struct closures *closures, const struct moment *now)
{
    for (size_t i = closures->count; i-- > 0;) {
        if (now->clock_good && closures->items[i].until_ms <= now->wall_ms) {
            drop(closures, i);
        }
    }
}

enum refusal closures_take(struct closures *closures, const char *id, const struct closure *closure,
                           const struct moment *now, bool *again)
{
    size_t place = place_of(closures, id);
    *again = place < closures->count && closure_equal(&closures->items[place], closure);
    if (*again) {
        return REFUSED_NOTHING;
    }
    if (place == closures->count) {
        if (closures->count == CLOSURES_KEPT) {
            drop_past(closures, now);
        }
        if (closures->count == CLOSURES_KEPT) {
            return REFUSED_RATE;
        }
        place = closures->count++;
    }
    struct closure *item = &closures->items[place];
    *item = *closure;
    text_copy(item->id, sizeof item->id, id);
    item->serial = ++closures->taken;
    return REFUSED_NOTHING;
}

bool closures_withdraw(struct closures *closures, const char *id)
{
    size_t place = place_of(closures, id);
    bool known = place < closures->count;
    if (known) {
        drop(closures, place);
    }
    return known;
}

/* ---- What they leave of the hours ------------------------------------------------------------ */

/* Those of one channel. */
struct fence {
    const struct closures *closures;
    const char *business, *channel;
    const struct timetable *table;
};

static bool covers(const struct fence *fence, const struct closure *closure, int64_t wall_ms)
{
    return closure_covers(closure, fence->business, fence->channel, wall_ms);
}

/* Of two in force at once the one that ends later is told, of equals the newer. */
static bool outlasts(const struct closure *a, const struct closure *b)
{
    return a->until_ms != b->until_ms ? a->until_ms > b->until_ms : a->serial > b->serial;
}

/* The one to be told; NULL when none is in force. */
static const struct closure *in_force(const struct fence *fence, int64_t wall_ms)
{
    const struct closure *told = NULL;
    for (size_t i = 0; i < fence->closures->count; i++) {
        const struct closure *closure = &fence->closures->items[i];
        if (covers(fence, closure, wall_ms) && (!told || outlasts(closure, told))) {
            told = closure;
        }
    }
    return told;
}

/* The first instant after `wall_ms` at which one begins that would be told instead of `told`. */
static int64_t next_told(const struct fence *fence, const struct closure *told, int64_t wall_ms)
{
    int64_t first = NEVER;
    for (size_t i = 0; i < fence->closures->count; i++) {
        const struct closure *closure = &fence->closures->items[i];
        if (closure->from_ms > wall_ms && covers(fence, closure, closure->from_ms) &&
            (!told || outlasts(closure, told))) {
            first = earlier(first, closure->from_ms);
        }
    }
    return first;
}

/* The first instant from `wall_ms` on that lies in the hours and in no closure; NEVER. */
static int64_t first_open(const struct fence *fence, int64_t wall_ms)
{
    const struct timetable *table = fence->table;
    while (wall_ms != NEVER) {
        const struct closure *closure = in_force(fence, wall_ms);
        if (closure) {
            wall_ms = closure->until_ms;
            continue;
        }
        struct opening opening = hours_at(table->hours, table->holidays, table->zone, wall_ms);
        if (opening.open) {
            break;
        }
        wall_ms = opening.next_ms;
    }
    return wall_ms;
}

static struct opening closed_by(const struct fence *fence, const struct closure *told,
                                int64_t wall_ms)
{
    int64_t next_ms = first_open(fence, told->until_ms);
    return (struct opening){
        .closure = told,
        .until_ms = next_ms,
        .next_ms = next_ms,
        .changes_ms = earlier(told->until_ms, next_told(fence, told, wall_ms)),
    };
}

struct opening closures_opening(const struct closures *closures, const char *business,
                                const char *channel, const struct timetable *table,
                                const struct moment *now)
{
    const struct fence fence = {closures, business, channel, table};
    const struct closure *told = in_force(&fence, now->clock_good ? now->wall_ms : NO_TIME);
    if (!now->clock_good) {
        /* Nobody knows whether its hours are over. */
        struct opening always = hours_at(NULL, NULL, table->zone, now->wall_ms);
        always.open = told == NULL;
        always.closure = told;
        return always;
    }
    if (told) {
        return closed_by(&fence, told, now->wall_ms);
    }
    struct opening opening = hours_at(table->hours, table->holidays, table->zone, now->wall_ms);
    int64_t begins_ms = next_told(&fence, NULL, now->wall_ms);
    if (opening.open) {
        opening.until_ms = earlier(opening.until_ms, begins_ms);
    } else if (opening.next_ms != NEVER) {
        opening.until_ms = opening.next_ms = first_open(&fence, opening.next_ms);
    }
    opening.changes_ms = earlier(opening.changes_ms, begins_ms);
    return opening;
}
