#pragma once

/* A page with a text of the site: as large as lets all of it stand. */

#include "config/board_config.h"
#include "view/look.h"

/* How its text is set in cells of that place. */
struct font message_font(const struct type *type, struct rect bounds, const struct page_spec *page);

void message_record(struct cell *cell, struct rect bounds, const struct look *look,
                    const struct page_spec *page);
