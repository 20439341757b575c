#pragma once

/*
 * Rows of one KPI that tell of one finished period each: the latest is its figure, and all of them
 * are its history, so that a screen that comes later knows what came before as its neighbours do.
 */

#include <jansson.h>
#include <stdbool.h>

/*
 * Puts a reading among those of the same KPI, oldest period first. False, and nothing is changed,
 * where one of these and it are not of different finished periods of one kind.
 */
bool periods_insert(json_t *readings, json_t *reading);

/* Several of them as the payload of a history topic; `period` where they name none. A new
 * reference. */
json_t *periods_history(const json_t *readings, const char *period);
