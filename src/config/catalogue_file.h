#pragma once

/* Reads a catalogue pack (config/catalogue/). The pack of this release is part of the program. */

#include <stddef.h>

#include "base/arena.h"
#include "base/fault.h"
#include "kpi/catalogue.h"

/*
 * The catalogue with `count` metrics of a site in place of its own, or beside them: it borrows
 * both, and the list is the arena's. What contradicts itself is a fault at /metrics/<id>.
 */
const struct catalogue *catalogue_amended(const struct catalogue *catalogue,
                                          const struct metric *metrics, size_t count,
                                          struct arena *arena, struct faults *faults);

/* Everything is taken from `arena`. NULL when a fault was added. */
const struct catalogue *catalogue_read(const char *bytes, size_t length, struct arena *arena,
                                       struct faults *faults);

/* The bytes of the pack that was built in. */
const char *catalogue_built_in(size_t *length);
