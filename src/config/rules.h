#pragma once

/* What no single key can tell: values of a KPI that contradict one another or its metric. */

#include "base/fault.h"
#include "config/entries.h"
#include "config/pointer.h"
#include "kpi/spec.h"

/* `pointer` is that of the KPI; `spec` is the entry resolved against the metric. */
void rules_check_kpi(struct faults *faults, struct pointer *pointer, const struct kpi_entry *entry,
                     const struct kpi_spec *spec);

/* What one of its targets alone can tell; `pointer` is that of it. */
void rules_check_dated(struct faults *faults, struct pointer *pointer,
                       const struct dated_entry *entry, const struct metric *metric);

/* The KPIs of one channel against one another; `pointer` is that of its "kpis". */
void rules_check_channel(struct faults *faults, struct pointer *pointer,
                         const struct kpi_spec *kpis, size_t count);

/* Warns where the metric is not measured in any of the traits (bits of enum trait) of a
 * channel. */
void rules_check_traits(struct faults *faults, const struct pointer *pointer,
                        const struct metric *metric, unsigned traits);
