#pragma once

/*
 * In which form and size a figure has room in its tile. A figure as wide as was expected has its
 * step. A wider one first takes a smaller step, loses its decimals or tells its thousands in a
 * word, as long as it keeps 30 arc minutes or what the layout gives it; only then it goes down to
 * 16, and at last says less. Nothing is ever cut off a number.
 *
 * It grows again when it has room for a digit more: a value that goes to and fro does not jump.
 */

#include <stdbool.h>

#include "kpi/board.h"
#include "view/figure.h"
#include "view/tile_style.h"

struct figure_fit {
    bool known; /* else nothing was fitted yet */
    int rank;   /* among the ways to make room, the fullest first */
    enum figure_form form;
    int step;
    struct figure figure; /* in that form; without its unit in a brief tile */
};

/* `step` is that of tile_style_step(); `before` how the KPI's figure stands now on this page. */
struct figure_fit figure_fit_of(const struct tile_style *style, const struct type *type,
                                const struct kpi *kpi, int step, struct figure_fit before);
