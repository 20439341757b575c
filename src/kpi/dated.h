#pragma once

/*
 * The targets of a KPI as a centre sets them: from a day on, until a day, at certain hours of the
 * week. Of those in force at an instant one with hours goes before one without, then the one that
 * came into force last, then the one that is listed last; where none is, the KPI's own target is.
 */

#include <stddef.h>
#include <stdint.h>

#include "kpi/hours.h"
#include "kpi/target.h"

struct dated_target {
    const char *id;
    int from, until; /* local dates as year * 10000 + month * 100 + day, both included; 0: open */
    const struct hours *hours; /* NULL: at all hours */
    struct target target;
};

struct dated_targets {
    const struct dated_target *items;
    size_t count;
};

/* The one in force; NULL: none of them. */
const struct dated_target *dated_at(const struct dated_targets *targets, const struct zone *zone,
                                    int64_t wall_ms);

/* The first instant after `wall_ms` at which another may be; NEVER within the next 60 days. */
int64_t dated_until(const struct dated_targets *targets, const struct zone *zone, int64_t wall_ms);
