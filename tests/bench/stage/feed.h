#pragma once

/*
 * What is published at the bench board: for every KPI a few values that look different and mean the
 * same (all met, without a warning), so that one publication changes one figure and nothing else.
 */

#include <stddef.h>

#include "kpi/spec.h"

#define FEED_SITE "bench"
#define FEED_VALUES 3
#define FEED_TEXT_BYTES 32

struct feed;

/*
 * Reads the board and writes it to `copy` with a cadence of ten minutes, so that nothing expires
 * while we measure, and in Japanese. Does not return on failure.
 */
struct feed *feed_create(const char *board, const char *copy);
void feed_destroy(struct feed *feed);

size_t feed_count(const struct feed *feed);

const struct board_config *feed_board(const struct feed *feed);

/* "wallboard/1/bench/kpi/main/phone/service-level" */
const char *feed_topic(const struct feed *feed, size_t kpi);

/* Value 0 to FEED_VALUES - 1 of a KPI, as text. */
const char *feed_value(const struct feed *feed, size_t kpi, size_t value);

/* One of 401 values of a KPI, in an order that looks like chance: each step gives another. */
void feed_vary(const struct feed *feed, size_t kpi, size_t step, char to[FEED_TEXT_BYTES]);
