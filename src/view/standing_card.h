#pragma once

/* The cards of the page of standing: the last assessment, and each category. */

#include "view/look.h"
#include "view/standing_page.h"

/* The smallest card that holds what any of the categories has to say. */
struct tile_size standing_card_least(const struct type *type, const struct standing_page *standing);
struct tile_style standing_card_style(const struct type *type,
                                      const struct standing_page *standing);

/* A narrow one has distance and day on rows of their own. */
struct tile_size standing_assessment_least(const struct type *type, bool narrow);
struct tile_style standing_assessment_style(const struct type *type, struct rect bounds);

/* The points of a category (an index of the board's), and of how many items they are. */
void standing_category_record(struct cell *cell, struct rect bounds, const struct tile_style *style,
                              const struct standing_page *standing, size_t category,
                              const struct look *look);

/* The score, on which day it was given, and how far it is from the one before. */
void standing_assessment_record(struct cell *cell, struct rect bounds, const struct kpi *kpi,
                                const struct look *look);
