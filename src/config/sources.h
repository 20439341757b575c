#pragma once

/* The topics of others that a board reads: `sources`, resolved to its KPIs. */

#include <stdbool.h>

#include "config/entries.h"

/* A topic filter of MQTT, what is allowed of one, and whether it lies outside our own root. */
#define FILTER_ALLOWED "at most 255 bytes, + and # alone in their levels, # as the last"
#define FOREIGN_ALLOWED                                                                            \
    "a first level that is written out and is neither wallboard nor begins with $"
bool topic_filter_allowed(const char *filter);
bool topic_filter_foreign(const char *filter);

/*
 * Fills the sources of config->spec, whose KPIs are there. Those of a KPI that this wall leaves out
 * are left out too. What is wrong is a fault at /sources/<id>.
 */
void sources_resolve(struct board_config *config, const struct board_entry *entry,
                     struct faults *faults);
