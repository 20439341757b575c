#pragma once

/* The bytes of a message on a history topic: final periods, or the reason why not. */

#include <stddef.h>

#include "kpi/finals.h"
#include "kpi/spec.h"

/*
 * Any bad value refuses all of it. A value that brings its target is judged by it, null says that
 * there was none. One without is judged by `target` or, where the board has dated ones, by the one
 * that was in force in `zone` when the period began, unless `known` holds the same value of the
 * same period: then its verdict stands, as a new target never re-judges what is final. Periods
 * without a value, or with nothing counted, leave a gap.
 */
enum refusal history_read(const void *payload, size_t length, const struct kpi_spec *spec,
                          const struct target *target, const struct zone *zone,
                          const struct finals *known, struct finals *finals);
