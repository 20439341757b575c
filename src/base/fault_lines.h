#pragma once

#include "base/fault.h"

/* One line each on standard error, without control characters:
 * "WHERE#POINTER: message (read: ...; allowed: ...)". */
void fault_lines(const char *where, const struct faults *faults);
