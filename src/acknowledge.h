#pragma once

/* A supervisor has a KPI in hand: what a request says of it, brought to the board. */

#include <jansson.h>
#include <stdbool.h>

#include "config/board_config.h"
#include "config/request.h"
#include "kpi/board.h"

/* Adds to the `facts` of the answer. False after a fault, which names what could be meant. */
bool acknowledge(struct board *board, const struct board_config *config,
                 const struct request *request, const struct moment *now, json_t *facts,
                 struct faults *faults);
