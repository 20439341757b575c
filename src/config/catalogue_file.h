#pragma once

/* Reads a catalogue pack (config/catalogue/). The pack of this release is part of the program. */

#include <stddef.h>

#include "base/arena.h"
#include "base/fault.h"
#include "kpi/catalogue.h"

/* Everything is taken from `arena`. NULL when a fault was added. */
const struct catalogue *catalogue_read(const char *bytes, size_t length, struct arena *arena,
                                       struct faults *faults);

/* The bytes of the pack that was built in. */
const char *catalogue_built_in(size_t *length);
