#pragma once

/* The shape of a status with its sign, before a text or in the place of one. */

#include "view/pen.h"
#include "view/status.h"

/* What both take before a text with capitals of `edge` px; the shape alone where there is no sign.
 */
int mark_width(const struct status *status, int edge);

struct mark_inks {
    colour shape, sign;
};

/* Side by side on a line of text. Returns the width. */
int mark_record(struct pen *pen, int x, int baseline, int edge, const struct status *status,
                int stroke, struct mark_inks inks);

/* The sign below the shape, both around the height `middle`; a shape alone is in the middle. */
void mark_record_stacked(struct pen *pen, int x, int middle, int edge, const struct status *status,
                         int stroke, struct mark_inks inks);
