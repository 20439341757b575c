#pragma once

/*
 * An indexed binary heap: for each of a fixed number of items the instant at which it is due. It
 * answers which is due first and lets any of them be moved.
 */

#include <stddef.h>
#include <stdint.h>

struct deadlines;

/* Every item starts as NEVER. Running out of memory aborts. */
struct deadlines *deadlines_create(size_t count);
void deadlines_destroy(struct deadlines *deadlines);

void deadlines_set(struct deadlines *deadlines, size_t item, int64_t at_ms);
int64_t deadlines_get(const struct deadlines *deadlines, size_t item);

/* The item that is due first and its instant; NEVER when there are no items. */
int64_t deadlines_first(const struct deadlines *deadlines, size_t *item);
