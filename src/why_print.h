#pragma once

/* Why a KPI is judged as it is, on standard output. */

#include <jansson.h>

#include "options.h"
#include "replay.h"

/* Of --why, from the files that --render takes. Returns the program's exit code. */
int why_print(const struct options *options);

/* The KPI that --why names; SIZE_MAX after a report. */
size_t why_find(const struct replay *replay, const struct options *options);

/* What is known of the configuration of a file. */
json_t *why_facts(const struct replay *replay);
