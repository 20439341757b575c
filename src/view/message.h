#pragma once

/* A page with a text of the site: as large as lets all of it stand. */

#include "config/board_config.h"
#include "view/look.h"

void message_record(struct cell *cell, struct rect bounds, const struct look *look,
                    const struct page_spec *page);
