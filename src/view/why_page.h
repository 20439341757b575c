#pragma once

/*
 * The page that says why a KPI is judged as it is: its tile beside or above the sentences, which
 * take as many screenfuls as they need at the least size that can be read.
 */

#include "kpi/why.h"
#include "view/look.h"
#include "view/pen.h"
#include "view/tile_style.h"

/* How long a screenful of sentences stands. */
#define WHY_SCREENFUL_MS 8000

/* Where both stand in the area, and how the tile is set. */
struct why_place {
    struct rect tile, text;
    struct tile_style style;
};
struct why_place why_place(const struct look *look, size_t kpi, struct rect area);

/* Records screenful *at of the sentences; one that does not exist any more becomes the first.
 * Returns how many there are. */
size_t why_page_record(struct cell *cell, struct rect bounds, const struct look *look,
                       const struct why *why, const char *config, size_t *at);
