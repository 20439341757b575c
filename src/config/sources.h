#pragma once

/* The topics of others that a board reads: `sources`, resolved to its KPIs. */

#include "config/entries.h"

/*
 * Fills the sources of config->spec, whose KPIs are there. Those of a KPI that this wall leaves out
 * are left out too. What is wrong is a fault at /sources/<id>.
 */
void sources_resolve(struct board_config *config, const struct board_entry *entry,
                     struct faults *faults);
