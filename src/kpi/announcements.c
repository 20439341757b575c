#include "kpi/announcements.h"

#include <string.h>

#include "base/text.h"

void announcements_init(struct announcements *announcements)
{
    announcements->count = 0;
    announcements->next_wall_ms = NEVER;
}

/* Its place; `count` when it is not known. */
static size_t place_of(const struct announcements *announcements, const char *id)
{
    size_t place = 0;
    while (place < announcements->count && strcmp(announcements->items[place].id, id) != 0) {
        place++;
    }
    return place;
}

static void drop(struct announcements *announcements, size_t place)
{
    announcements->count--;
    if (place < announcements->count) {
        announcements->items[place] = announcements->items[announcements->count];
    }
}

static bool less_pressing(const struct announcement *a, const struct announcement *b)
{
    return a->priority < b->priority || (a->priority == b->priority && a->serial < b->serial);
}

static void drop_expired(struct announcements *announcements, const struct moment *now)
{
    for (size_t i = announcements->count; i-- > 0;) {
        if (now->clock_good && announcements->items[i].until_ms <= now->wall_ms) {
            drop(announcements, i);
        }
    }
}

/* False when there is no room. */
static bool make_room(struct announcements *announcements, enum priority priority,
                      const struct moment *now)
{
    if (announcements->count == ANNOUNCEMENTS_KEPT) {
        drop_expired(announcements, now);
    }
    if (announcements->count == ANNOUNCEMENTS_KEPT && priority == PRIORITY_EMERGENCY) {
        size_t least = 0;
        for (size_t i = 1; i < announcements->count; i++) {
            if (less_pressing(&announcements->items[i], &announcements->items[least])) {
                least = i;
            }
        }
        drop(announcements, least);
    }
    return announcements->count < ANNOUNCEMENTS_KEPT;
}

enum refusal announcements_take(struct announcements *announcements, const char *id,
                                const struct announcement *announcement, const struct moment *now,
                                bool *again)
{
    size_t place = place_of(announcements, id);
    *again = place < announcements->count &&
             announcement_equal(&announcements->items[place], announcement);
    if (*again) {
        return REFUSED_NOTHING;
    }
    if (place == announcements->count) {
        if (!make_room(announcements, announcement->priority, now)) {
            return REFUSED_RATE;
        }
        place = announcements->count++;
    }
    struct announcement *item = &announcements->items[place];
    *item = *announcement;
    text_copy(item->id, sizeof item->id, id);
    item->serial = ++announcements->taken;
    item->shows = false;
    announcements->revision++;
    announcements_advance(announcements, now);
    return REFUSED_NOTHING;
}

void announcements_withdraw(struct announcements *announcements, const char *id,
                            const struct moment *now)
{
    size_t place = place_of(announcements, id);
    if (place < announcements->count) {
        drop(announcements, place);
        announcements->revision++;
        announcements_advance(announcements, now);
    }
}

bool announcements_concern(const struct announcement *announcement, const struct board_spec *spec)
{
    bool any = announcement->business[0] == '\0';
    for (size_t i = 0; i < spec->business_count && !any; i++) {
        any = strcmp(spec->businesses[i].id, announcement->business) == 0;
    }
    return any;
}

void announcements_adopt(struct announcements *announcements, const struct announcements *from,
                         const struct board_spec *spec)
{
    announcements->count = 0;
    for (size_t i = 0; i < from->count; i++) {
        if (announcements_concern(&from->items[i], spec)) {
            announcements->items[announcements->count++] = from->items[i];
        }
    }
    announcements->taken = from->taken;
    announcements->revision = from->revision + 1;
    announcements->next_wall_ms = from->next_wall_ms;
}

static bool shows_at(const struct announcement *announcement, const struct moment *now)
{
    bool timed = announcement->from_ms != NO_TIME || announcement->until_ms != NEVER;
    if (!now->clock_good) {
        return !timed || announcement->priority >= PRIORITY_URGENT;
    }
    return announcement->from_ms <= now->wall_ms && now->wall_ms < announcement->until_ms;
}

bool announcements_advance(struct announcements *announcements, const struct moment *now)
{
    bool changed = false;
    announcements->next_wall_ms = NEVER;
    for (size_t i = 0; i < announcements->count; i++) {
        struct announcement *item = &announcements->items[i];
        bool shows = shows_at(item, now);
        changed = changed || shows != item->shows;
        item->shows = shows;
        int64_t ends[] = {item->from_ms, item->until_ms};
        for (int k = 0; k < 2; k++) {
            if (now->clock_good && ends[k] > now->wall_ms) {
                announcements->next_wall_ms = earlier(announcements->next_wall_ms, ends[k]);
            }
        }
    }
    announcements->revision += changed;
    return changed;
}

size_t announcements_showing(const struct announcements *announcements, enum audience audience,
                             const struct announcement *list[ANNOUNCEMENTS_KEPT])
{
    size_t count = 0;
    for (size_t i = 0; i < announcements->count; i++) {
        const struct announcement *item = &announcements->items[i];
        if (!item->shows || !(item->audiences & 1u << audience)) {
            continue;
        }
        size_t place = count++;
        for (; place > 0 && less_pressing(list[place - 1], item); place--) {
            list[place] = list[place - 1];
        }
        list[place] = item;
    }
    return count;
}

bool announcements_emergency(const struct announcements *announcements, enum audience audience)
{
    const struct announcement *list[ANNOUNCEMENTS_KEPT];
    return announcements_showing(announcements, audience, list) > 0 &&
           list[0]->priority == PRIORITY_EMERGENCY;
}
