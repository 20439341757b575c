#pragma once

/*
 * Finds keys that stand twice in one object. The JSON library can only refuse the first of them
 * and without saying in which object it stands.
 */

#include <stddef.h>

#include "base/fault.h"

/* `bytes` must be well-formed JSON of bounded depth. Comments may stand more than once. */
void duplicates_find(const char *bytes, size_t length, struct faults *faults);
