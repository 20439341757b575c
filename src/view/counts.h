#pragma once

/* The counts of the header: met, near, missed, and how many bear no verdict. */

#include "view/chrome.h"
#include "view/look.h"
#include "view/pen.h"

struct header_style {
    bool two_lines;  /* the counts have a line of their own */
    bool with_words; /* counts bear their words */
    int height;
    int bare_width; /* of the counts without words */
    int worded_width;
    int digits; /* of the greatest count */
};

/* The width of all four, each with a number of so many digits. */
int counts_width(const struct chrome *chrome, const struct type *type, int digits, bool with_words);

/*
 * Records them from x. In the line of the title each count has a place of its own, so that none
 * moves when another appears; on a line of their own they stand close.
 */
void counts_record(struct pen *pen, const struct chrome *chrome, const struct look *look, int x,
                   int baseline, const struct header_style *style);
