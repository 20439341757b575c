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

/* The pack that is part of the program; as catalogue_read(), and without faults. */
const struct catalogue *catalogue_built_in(struct arena *arena, struct faults *faults);

/* Its text as it stands in config/catalogue/, ending with NUL; to be freed. */
char *catalogue_built_in_text(size_t *length);
