#pragma once

/* What lies behind and colours the rows of a tile, full or brief. */

#include "config/theme.h"
#include "view/mark.h"
#include "view/pen.h"
#include "view/status.h"
#include "view/tile_style.h"

struct tile_colours {
    colour text, quiet, figure, word, mark, beside; /* the last is at the right of the word */
};

struct tile_colours tile_colours_of(const struct status *status, const struct theme *theme);

/* A sign is no part of a calm mark. */
struct mark_inks mark_inks_of(const struct status *status, const struct tile_colours *colours);

/*
 * Fills the cell of `pen`: the field of missed or of what is in hand, the outline of near, the
 * hatch of last-known.
 */
void tile_ground_record(struct pen *pen, const struct tile_style *style,
                        const struct status *status, const struct theme *theme);
