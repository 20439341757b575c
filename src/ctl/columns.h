#pragma once

/*
 * The table of columns that `publish` knows. Header, cells, manual and tests follow it: each column
 * is a key of a reading, but for those that say of which KPI it is.
 */

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/moment.h"
#include "kpi/catalogue.h"

/* How the text of a cell becomes a value. */
enum cell_kind {
    CELL_ID,     /* an id of the contract */
    CELL_NUMBER, /* a number; with a percent sign where the metric is in percent */
    CELL_COUNT,  /* a whole number from 0 */
    CELL_BOUNDS, /* a number, or LOW..HIGH */
    CELL_PERIOD, /* a word of the contract */
    CELL_FLAG,   /* true or false */
    CELL_TIME,   /* an instant, or a local date with or without a time */
    CELL_TEXT,
    CELL_KINDS
};

enum {
    COLUMN_BUSINESS,
    COLUMN_CHANNEL,
    COLUMN_METRIC,
    COLUMN_KEYS, /* from here on keys of a reading */
    COLUMN_VALUE = COLUMN_KEYS,
    COLUMN_TIME,
    COLUMN_PERIOD_START,
};

struct column {
    const char *name, *ja; /* what may stand in the header */
    enum cell_kind kind;
};

extern const struct column columns[];
extern const size_t column_count;

/* Its index; column_count when there is none of that name. Capitals are as small letters. */
size_t column_find(const char *name);

/* What may stand in a cell of the kind. */
const char *cell_allowed(enum cell_kind kind);

/*
 * The value of a cell that is not empty; NULL when it is none. `metric` may be NULL; `zone` is that
 * of local dates, NULL: there are none.
 */
json_t *cell_value(enum cell_kind kind, const char *text, const struct metric *metric,
                   const struct zone *zone);
