#pragma once

/* The counts of the header: met, near, missed, and how many bear no verdict. */

#include "view/chrome.h"
#include "view/look.h"
#include "view/pen.h"

/* The width of all four, each with a number of so many digits. */
int counts_width(const struct chrome *chrome, const struct type *type, int digits, bool with_words);

/* Records them from x; a count of nothing leaves its place empty. */
void counts_record(struct pen *pen, const struct chrome *chrome, const struct look *look, int x,
                   int baseline, int digits, bool with_words);
