#pragma once

/*
 * Rows of one KPI that tell of one finished period each: the latest is its figure, and all of them
 * are its history, so that a screen that comes later knows what came before as its neighbours do.
 */

#include <jansson.h>
#include <stdbool.h>

/* Whether the two readings are of different finished periods of one kind. */
bool periods_differ(const json_t *reading, const json_t *other);

/* Whether `reading` begins after the other. */
bool period_is_later(const json_t *reading, const json_t *other);

/* The readings, two or more of which each differs from all others, as the payload of a history
 * topic: oldest first. `period` where they name none. A new reference. */
json_t *periods_history(const json_t *readings, const char *period);
