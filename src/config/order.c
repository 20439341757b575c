#include "config/order.h"

#include <stdbool.h>
#include <string.h>

#include "config/nearest.h"

struct placing {
    const struct entry_list *list;
    size_t size;
    size_t *indices;
    size_t count;
    bool *placed;
};

static const char *id_at(const struct placing *placing, size_t index)
{
    return *(const char *const *)((const char *)placing->list->items + index * placing->size);
}

static void place(struct placing *placing, size_t index)
{
    placing->placed[index] = true;
    placing->indices[placing->count++] = index;
}

static bool place_id(struct placing *placing, const char *id, struct nearest *nearest)
{
    for (size_t i = 0; i < placing->list->count; i++) {
        if (strcmp(id_at(placing, i), id) == 0) {
            place(placing, i);
            return true;
        }
        nearest_offer(nearest, id_at(placing, i));
    }
    return false;
}

static void place_named(struct placing *placing, const struct id_list *order, struct faults *faults,
                        struct pointer *pointer)
{
    size_t before = pointer_push(pointer, "order");
    for (size_t i = 0; i < order->count; i++) {
        struct nearest nearest = nearest_to(order->ids[i]);
        if (!place_id(placing, order->ids[i], &nearest)) {
            char hint[128];
            size_t list = pointer_push_index(pointer, i);
            faults_add(faults, SEVERITY_FAULT, pointer->text, "unknown-id", order->ids[i],
                       "an id that stands beside it", "'%s' is not there to be ordered.%s",
                       order->ids[i], nearest_hint(&nearest, hint, sizeof hint));
            pointer_pop(pointer, list);
        }
    }
    pointer_pop(pointer, before);
}

/* Stable, so that equal ranks stay as they are written. */
static void sort_tail(const struct placing *placing, size_t from, const int *ranks)
{
    for (size_t i = from; i < placing->count; i++) {
        size_t index = placing->indices[i], at = i;
        for (; at > from && ranks[placing->indices[at - 1]] > ranks[index]; at--) {
            placing->indices[at] = placing->indices[at - 1];
        }
        placing->indices[at] = index;
    }
}

const size_t *display_order(struct arena *arena, struct faults *faults, struct pointer *pointer,
                            const struct id_list *order, const struct entry_list *list, size_t size,
                            const int *ranks)
{
    struct placing placing = {
        .list = list,
        .size = size,
        .indices = arena_take_array(arena, list->count, sizeof(size_t)),
        .placed = arena_take_array(arena, list->count, sizeof(bool)),
    };
    place_named(&placing, order, faults, pointer);
    size_t named = placing.count;
    for (size_t i = 0; i < list->count; i++) {
        if (!placing.placed[i]) {
            place(&placing, i);
        }
    }
    if (ranks) {
        sort_tail(&placing, named, ranks);
    }
    return placing.indices;
}
