#pragma once

/* A text set in whole lines, of which as many as have room make a page. */

#include "view/pen.h"
#include "view/type.h"

struct passage {
    const char *text;
    struct rect bounds;
    int baseline; /* of the first line */
    int line_height;
    int indent;        /* of the first line of every page, px */
    bool count_beside; /* the count of pages stands at the end of the last line; else, where there
                          are three lines and more, below it */
    struct font font, count_font;
    colour ink;
};

struct passage_pages {
    size_t count;
    size_t bytes; /* of the text that shows */
};

/*
 * Records page *page, with "2/3" at the end of its last line where there is more than one. A page
 * that does not exist any more becomes the first.
 */
struct passage_pages passage_record(struct pen *pen, const struct passage *passage, size_t *page);

/*
 * The text as large as lets all of it stand in `area` with no word parted, from a third of its
 * shorter side down to capitals of `least` px; else in that size, in pages. `ink` is left to be
 * set.
 */
struct passage passage_fit(const struct type *type, struct rect area, const char *text, int least);

/* How many lines the text takes at this font and width, of which the first is `indent` shorter. */
size_t passage_lines(const struct measure *measure, struct font font, const char *text, int width,
                     int indent);
