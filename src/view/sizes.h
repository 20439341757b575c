#pragma once

/*
 * How large things must be for the farthest seat. A thing of height h seen from distance d stands
 * under the angle 2 atan(h / 2d); ISO 9241-3 wants capital letters of at least 16 arc minutes and
 * prefers 20 to 22. Heights here are those of a capital letter or digit, in pixels.
 */

#include "config/board_config.h"
#include "view/measure.h"

#define LEAST_MINUTES 16.0
#define LABEL_MINUTES 20.0
#define FIGURE_MINUTES 30.0

struct sizes {
    double px_per_mm;
    double distance_mm;
    double scale; /* 1; less where the panel cannot hold even one tile at the proper sizes */
};

/* Square pixels; `width` and `height` are the panel's, either way round. */
struct sizes sizes_of(const struct display_config *display, int width, int height);

/* The pixels that stand under `minutes`, rounded up. */
int sizes_px(const struct sizes *sizes, double minutes);

/* The angle in arc minutes under which `px` pixels stand. */
double sizes_minutes(const struct sizes *sizes, double px);

/*
 * A font of the probe's face whose capital letters and ideographs are at least `cap` px high. The
 * probe is any size of that face; asking through it keeps the painter from opening sizes in search.
 */
struct font font_of_cap(const struct measure *measure, struct font probe, int cap);
