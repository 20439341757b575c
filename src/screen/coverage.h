#pragma once

/*
 * A picture without colour: how much of every pixel is covered, 0 to 255. Texts and shapes are
 * drawn as coverage once, then kept in their colour. One is used over and over as a drawing board,
 * so that drawing takes no memory once it has grown to its largest.
 */

#include <stddef.h>
#include <stdint.h>

#include "base/rect.h"

struct coverage {
    int w, h; /* rows follow each other without a gap */
    uint8_t *alpha;
    size_t room; /* bytes taken for `alpha` */
};

/* Makes it w x h, all uncovered. Running out of memory aborts. `coverage` starts as all zero. */
void coverage_reset(struct coverage *coverage, int w, int h);
void coverage_finish(struct coverage *coverage);

/* The smallest rectangle that holds all ink; empty when there is none. */
struct rect coverage_ink(const struct coverage *coverage);

static inline uint8_t *coverage_row(const struct coverage *coverage, int y)
{
    return coverage->alpha + (size_t)y * (size_t)coverage->w;
}
