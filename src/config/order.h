#pragma once

/* The order of display: what an `order` list names first, then the rest. */

#include "base/arena.h"
#include "base/fault.h"
#include "config/entries.h"
#include "config/pointer.h"

/*
 * Indices into `list`, whose items are `size` bytes each and begin with their id. The rest follows
 * by `ranks`, small first, or as it is written when `ranks` is NULL. An id that is not in the list
 * is a fault of the object at `pointer`.
 */
const size_t *display_order(struct arena *arena, struct faults *faults, struct pointer *pointer,
                            const struct id_list *order, const struct entry_list *list, size_t size,
                            const int *ranks);
