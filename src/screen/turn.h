#pragma once

/* How a picture of w x h lies on a panel that is turned clockwise by 0, 90, 180 or 270 degrees. */

#include <stddef.h>

#include "base/rect.h"

/* Where a rectangle of the picture lies in the turned one. */
struct rect turn_rect(int rotate, int w, int h, struct rect r);

/* Walking through the turned picture's pixels in the order of the upright one's. */
struct turn {
    ptrdiff_t start, right, down; /* pixels: of the top left one, of a step right, of a step down */
};
struct turn turn_of(int rotate, int w, int h);
