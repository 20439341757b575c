#include "config/nearest.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

struct nearest nearest_to(const char *wanted)
{
    /* More than a third of it wrong is another word, not a slip. */
    unsigned most = (unsigned)strlen(wanted) / 3;
    return (struct nearest){.wanted = wanted, .distance = most < 2 ? 3 : most + 1};
}

void nearest_offer(struct nearest *nearest, const char *candidate)
{
    unsigned distance = text_distance(nearest->wanted, candidate);
    if (distance < nearest->distance) {
        nearest->distance = distance;
        nearest->found = candidate;
    }
}

const char *nearest_hint(const struct nearest *nearest, char *to, size_t size)
{
    to[0] = '\0';
    if (nearest->found) {
        snprintf(to, size, " Did you mean '%s'?", nearest->found);
    }
    return to;
}
