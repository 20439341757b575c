#pragma once

/*
 * The line above the tiles of a page of levels: of how many periods they tell, and what share must
 * have met. Where that is not the same of all, each tells it by itself.
 */

#include "view/look.h"
#include "view/scene.h"

int level_caption_height(const struct type *type);
struct font level_caption_font(const struct type *type);
void level_caption_record(struct cell *cell, struct rect bounds, const struct look *look,
                          const struct page_spec *page);
