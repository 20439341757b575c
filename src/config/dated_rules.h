#pragma once

/* The targets of a KPI against one another and against the calendar. */

#include "base/fault.h"
#include "config/entries.h"
#include "config/pointer.h"

/*
 * `pointer` is that of the KPI; `today` a local date as year * 10000 + month * 100 + day, 0 where
 * it is not known. Warns of a target that is over, of two that are in force at once with nothing to
 * tell which, and of times at which none is.
 */
void dated_rules_check(struct faults *faults, struct pointer *pointer,
                       const struct kpi_entry *entry, const struct metric *metric, int today);
