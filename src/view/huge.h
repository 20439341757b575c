#pragma once

/* A name set as large as its place allows, in one or more lines, to be read across a floor. */

#include "view/lines.h"
#include "view/pen.h"
#include "view/type.h"

#define HUGE_LINES 3

struct huge {
    struct line lines[HUGE_LINES];
    size_t count;
    int cap, line_height;
    int height; /* of all lines */
    struct font font;
    struct line_box box;
};

/*
 * `text` is borrowed. Lines end between words or behind a hyphen as long as capitals are larger
 * than `least` px, which they are never smaller than.
 */
struct huge huge_set(const struct type *type, const char *text, int width, int height, int least);

/* Writes it from `x` with its first line's top at `y`. */
void huge_record(struct pen *pen, const struct huge *huge, int x, int y, colour ink);
