#pragma once

/*
 * A line across the foot of everything that a wall shows: that it runs from a debug image, in both
 * languages. Pages and cards are made for what it leaves of the panel; only a wall that rests is
 * black all over.
 */

#include "config/board_config.h"
#include "view/measure.h"
#include "view/scene.h"

struct stamp;

/* For a panel of so many pixels; measure and config are not needed any more afterwards. */
struct stamp *stamp_create(const struct board_config *config, const struct measure *measure,
                           int width, int height);
void stamp_destroy(struct stamp *stamp);

/* What it leaves of the panel. NULL: there is none, and all is left. */
struct panel_room {
    int width, height;
};
struct panel_room stamp_leaves(const struct stamp *stamp, int width, int height);

/* The scene of a page or card, and it; valid until the next. NULL: there is none, and as it was. */
const struct scene *stamp_on(struct stamp *stamp, const struct scene *scene);
