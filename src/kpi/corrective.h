#pragma once

/*
 * Whether a KPI calls for corrective action: it has been off target for so many final periods in a
 * row, the last one included, as the site has set. Periods without a verdict are passed over, as
 * the level does. (What the standard asks for in 2.8; how many periods that takes is the site's to
 * say.)
 */

#include "kpi/spec.h"
#include "kpi/finals.h"

struct corrective {
    bool due;
    int off;          /* periods off target in a row, up to the last */
    int64_t since_ms; /* start of the first of them; NO_TIME: there is none */
};

/* Of the kind of period that the KPI's level is of. */
struct corrective corrective_of(const struct finals *finals, const struct kpi_spec *spec);
