#pragma once

/* Steady traffic on a connection and in a thread of its own. */

#include <stddef.h>

#include "bench/stage/stage.h"

struct load;

/* `rate` messages a second, evenly spaced, in turn to every second KPI or to all (`step` 2 or 1).
 */
struct load *load_start(const struct stage *stage, int rate, size_t step);
void load_stop(struct load *load);
