#pragma once

/* Foreign bytes to a JSON value, or the reason why not. Used by the payload readers and keep. */

#include <stddef.h>

#include <jansson.h>

#include "kpi/catalogue.h"
#include "kpi/reading.h"
#include "kpi/target.h"

/* *root is set, and to be released with json_decref(), only with REFUSED_NOTHING. */
enum refusal json_read(const void *bytes, size_t length, size_t most, json_t **root);

/* A finite number, with -0 as 0; REFUSED_TYPE. */
enum refusal json_take_number(const json_t *json, double *number);

/* A whole number that is not negative and is exact as a double; REFUSED_TYPE, REFUSED_RANGE. */
enum refusal json_take_count(const json_t *json, int64_t *count);

/* A time of the contract; REFUSED_TYPE. */
enum refusal json_take_time(const json_t *json, int64_t *wall_ms);

/* An id of the contract, copied to `to` of ID_BYTES; REFUSED_TYPE. */
enum refusal json_take_id(const json_t *json, char *to);

/* One of the words for a period; REFUSED_TYPE. */
enum refusal json_take_period(const json_t *json, enum period *period);

/*
 * A target: one number, or [low, high] for a band, that a value of `metric` can reach;
 * REFUSED_TYPE, REFUSED_RANGE.
 */
enum refusal json_take_target(const json_t *json, enum direction direction,
                              const struct metric *metric, struct bounds *bounds);
