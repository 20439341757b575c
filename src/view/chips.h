#pragma once

/* The chips of the strip: one for each off-target KPI that has room, and the count of the rest. */

#include "view/pen.h"
#include "view/strip.h"

struct chips {
    struct pen *pen;
    const struct chrome *chrome;
    const struct look *look;
    const char *banner; /* goes first; "" for none */
    enum shape banner_shape;
};

/* Returns how many KPIs are named. */
size_t chips_record(struct chips *chips, const struct strip *strip);
