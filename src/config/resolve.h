#pragma once

/*
 * From the board file as it was written to the flat lists of struct board_spec: order, inheritance
 * and the catalogue's defaults. Adds the faults that only show then.
 */

#include "config/board_config.h"
#include "config/entries.h"

void resolve_board(struct board_config *config, const struct board_entry *entry,
                   const struct config_world *world, struct faults *faults);
