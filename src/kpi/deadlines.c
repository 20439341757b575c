#include "kpi/deadlines.h"

#include <stdlib.h>

#include "base/moment.h"

struct deadlines {
    size_t count;
    int64_t *at_ms; /* by item */
    size_t *heap;   /* items, the first due on top */
    size_t *place;  /* of each item in the heap */
};

static void *array(size_t count, size_t size)
{
    void *items = calloc(count > 0 ? count : 1, size);
    if (!items) {
        abort();
    }
    return items;
}

struct deadlines *deadlines_create(size_t count)
{
    struct deadlines *deadlines = array(1, sizeof *deadlines);
    deadlines->count = count;
    deadlines->at_ms = array(count, sizeof *deadlines->at_ms);
    deadlines->heap = array(count, sizeof *deadlines->heap);
    deadlines->place = array(count, sizeof *deadlines->place);
    for (size_t i = 0; i < count; i++) {
        deadlines->at_ms[i] = NEVER;
        deadlines->heap[i] = i;
        deadlines->place[i] = i;
    }
    return deadlines;
}

void deadlines_destroy(struct deadlines *deadlines)
{
    if (!deadlines) {
        return;
    }
    free(deadlines->at_ms);
    free(deadlines->heap);
    free(deadlines->place);
    free(deadlines);
}

static void put(struct deadlines *deadlines, size_t place, size_t item)
{
    deadlines->heap[place] = item;
    deadlines->place[item] = place;
}

static void rise(struct deadlines *deadlines, size_t item)
{
    size_t place = deadlines->place[item];
    while (place > 0) {
        size_t parent = (place - 1) / 2;
        size_t above = deadlines->heap[parent];
        if (deadlines->at_ms[above] <= deadlines->at_ms[item]) {
            break;
        }
        put(deadlines, place, above);
        place = parent;
    }
    put(deadlines, place, item);
}

static void sink(struct deadlines *deadlines, size_t item)
{
    size_t place = deadlines->place[item];
    for (size_t child; (child = 2 * place + 1) < deadlines->count; place = child) {
        const size_t *heap = deadlines->heap;
        if (child + 1 < deadlines->count &&
            deadlines->at_ms[heap[child + 1]] < deadlines->at_ms[heap[child]]) {
            child++;
        }
        if (deadlines->at_ms[item] <= deadlines->at_ms[heap[child]]) {
            break;
        }
        put(deadlines, place, heap[child]);
    }
    put(deadlines, place, item);
}

void deadlines_set(struct deadlines *deadlines, size_t item, int64_t at_ms)
{
    int64_t before = deadlines->at_ms[item];
    deadlines->at_ms[item] = at_ms;
    if (at_ms < before) {
        rise(deadlines, item);
    } else if (at_ms > before) {
        sink(deadlines, item);
    }
}

int64_t deadlines_get(const struct deadlines *deadlines, size_t item)
{
    return deadlines->at_ms[item];
}

int64_t deadlines_first(const struct deadlines *deadlines, size_t *item)
{
    if (deadlines->count == 0) {
        return NEVER;
    }
    *item = deadlines->heap[0];
    return deadlines->at_ms[*item];
}
