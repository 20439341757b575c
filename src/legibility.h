#pragma once

/* --legibility: what can be read from the farthest seat, and the same as warnings of --check. */

#include "base/fault.h"
#include "config/board_config.h"
#include "options.h"

/* Prints every text role of every page. 0, or EXIT_INVALID when one breaks the rule. */
int legibility_print(const struct options *options);

/*
 * Adds a warning at /display for each part of the rule that a panel of width x height px breaks,
 * and one at each name that is cut there.
 */
void legibility_warn(const struct board_config *config, int width, int height,
                     struct faults *faults);
