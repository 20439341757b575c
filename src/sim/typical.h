#pragma once

/*
 * What the model does not live through: finished days and months, surveys, people, cost, calls to
 * customers. Of these it has typical values, which stay the same for a finished period and wander a
 * little while one runs. Percentages of contacts have whole numbers behind them.
 */

#include "kpi/spec.h"
#include "sim/figures.h"

struct typical {
    const char *metric;   /* id */
    double usual, spread; /* in the metric's unit; of a count what a day brings */
    int sample;           /* behind the value of a whole period; 0: it is not made of such */
};

extern const struct typical typicals[];
extern const size_t typical_count;

/* NULL when nothing is known of the metric. */
const struct typical *typical_find(const char *metric);

/*
 * The figure at a simulated instant. A period longer than today is a finished one, and always the
 * same for one seed and KPI.
 */
struct figure typical_figure(const struct typical *typical, const struct kpi_spec *kpi,
                             uint64_t seed, int64_t now_ms);

/* Whether the figures of a period are those of a finished one. */
bool typical_final(enum period period);

/*
 * The Unix ms at which a finished period of the KPI began: of the last one at `wall_ms` (the day
 * before, the week, the month, three months or the year before this one), or of one `back` before
 * it. An assessment, and what points it gave to items, has a day of its own, once a year.
 */
int64_t typical_start_ms(const struct kpi_spec *kpi, const struct zone *zone, int64_t wall_ms,
                         int back);

/* The figure of that period. An assessment gains from one to the next. */
struct figure typical_past(const struct typical *typical, const struct kpi_spec *kpi, uint64_t seed,
                           int back);

/* How many finished periods are known of: about a year of them, and of years a few. */
int typical_periods(enum period period);
