#pragma once

/* A board from files: configuration and messages, as they would have come, up to one instant. */

#include "config/board_config.h"
#include "kpi/board.h"
#include "options.h"

struct replay {
    struct board_config *config;
    struct device_config *device; /* NULL: none is given */
    struct board *board;
    struct moment now;
    char sha256[65]; /* of the configuration's bytes */
};

/*
 * By --config, --device, --readings and --at. Faults are told on standard error. True when there is
 * a board; to be finished either way.
 */
bool replay_open(struct replay *replay, const struct options *options, int *code);
void replay_finish(struct replay *replay);
