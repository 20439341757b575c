#pragma once

/* What every part of the wall is recorded with. */

#include "config/board_config.h"
#include "kpi/board.h"
#include "view/status.h"
#include "config/theme.h"
#include "view/type.h"

struct look {
    const struct board_config *config;
    const struct board *board;
    const struct theme *theme;
    struct type type;
    struct status_context now;
    const struct board_spec *spec; /* among whose names a tile's stands; NULL: the board's */
    const struct opening *opening; /* of its channel; NULL: as the board says */
};

static inline const struct board_spec *look_spec(const struct look *look)
{
    return look->spec ? look->spec : board_spec(look->board);
}
