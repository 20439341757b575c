#pragma once

/*
 * The pages of a board: which KPIs stand on each and in what form. A page picks KPIs by what it
 * shows and by business, channel and metric; one with more than the panel holds becomes several
 * screenfuls, which the view knows of.
 */

#include "config/board_config.h"
#include "config/entries.h"

/*
 * Fills config->pages and page_count from `entry`; config->spec is complete. A board without pages
 * has an overview, shown where the tiles need more than one screenful, all tiles, and the standing
 * where a KPI tells it. A page that picks no KPI is left out with a warning.
 */
void pages_resolve(struct board_config *config, const struct board_entry *entry,
                   const struct config_world *world, struct faults *faults);
