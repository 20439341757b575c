#pragma once

/* Figures as the payloads of the contract. Every text returned is to be freed with free(). */

#include <stdint.h>

#include "sim/centre.h"

/* What goes with a figure; the times are Unix milliseconds. */
struct stamp {
    const char *source;
    int64_t time_ms;           /* when the figure was taken */
    int64_t interval_start_ms; /* when the running interval began */
    const struct zone *zone;   /* of the calendar of finished periods */
};

/* {"value":...,"time":...,...} of one KPI. */
char *message_kpi(const struct centre_channel *channel, const struct centre_kpi *kpi,
                  const struct stamp *stamp);

/* {"time":...,"metrics":{...}}: all KPIs of a channel. */
char *message_channel(const struct centre_channel *channel, const struct stamp *stamp);

/* The finished periods of a KPI that has typical values, {"period":"month",...}. */
char *message_past(const struct centre_kpi *kpi, const struct stamp *stamp);

/*
 * The finished intervals of a KPI, {"period":"interval",...}; `starts_ms` holds the Unix
 * milliseconds of each. NULL while no interval has a value; a gauge has no history.
 */
char *message_history(const struct centre_channel *channel, const struct centre_kpi *kpi,
                      const int64_t *starts_ms);
