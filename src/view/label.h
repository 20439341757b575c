#pragma once

/* The label of a row: its channel, and with the first row of a block on a page the block's title.
 */

#include "view/chrome.h"
#include "view/grid.h"
#include "view/look.h"
#include "view/name.h"

struct label_style {
    bool left; /* beside the tiles, title under the name; else above, title behind it */
    int cap;
    int gap; /* between a label above and its tiles */
    struct line_box line;
    struct font name, title;
};

void label_record(struct cell *cell, struct rect bounds, const struct label_style *style,
                  size_t channel, bool with_title, const struct look *look);

/* The name of a channel as a label of that size shows it. */
struct name label_name(struct rect bounds, const struct label_style *style, const struct type *type,
                       const struct board_spec *spec, size_t channel);
