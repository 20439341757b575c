#pragma once

/* What stands on every page: the header on top and the strip at the foot, and how their type is
 * set. */

#include "base/rect.h"
#include "view/type.h"

struct chrome {
    int cap;
    int pad;   /* above and below a line */
    int side;  /* left and right of a line, and within a chip */
    int space; /* between two parts */
    int stroke, radius;
    struct line_box line;
    int line_height; /* with pads */
    struct font text, bold, figure;
};

/* For a wall of width x height px. */
struct chrome chrome_of(const struct type *type, int width, int height);

/* The baseline of a line that begins at `top`. */
int chrome_baseline(const struct chrome *chrome, int top);

/* What is left free around a wall of this place and size. */
int chrome_margin(const struct chrome *chrome, struct rect wall);
