#pragma once

/* "Did you mean": the candidate that is the fewest edits away, when it is near at all. */

#include <stddef.h>

struct nearest {
    const char *wanted;
    const char *found; /* NULL until one is offered that is near */
    unsigned distance;
};

struct nearest nearest_to(const char *wanted);
void nearest_offer(struct nearest *nearest, const char *candidate);

/* "Did you mean 'target'?" with a space before it, or "". Cut to what fits. */
const char *nearest_hint(const struct nearest *nearest, char *to, size_t size);
