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
};
