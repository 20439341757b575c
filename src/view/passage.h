#pragma once

/* A text set in whole lines, of which as many as have room make a page. */

#include "view/pen.h"

struct passage {
    const char *text;
    struct rect bounds;
    int baseline; /* of the first line */
    int line_height;
    struct font font, count_font;
    colour ink;
};

/*
 * Records page *page, with "2/3" at the end of its last line where there is more than one. A page
 * that does not exist any more becomes the first. Returns how many there are.
 */
size_t passage_record(struct pen *pen, const struct passage *passage, size_t *page);

/* How many lines the text takes at this font and width. */
size_t passage_lines(const struct measure *measure, struct font font, const char *text, int width);
