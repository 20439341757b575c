#pragma once

/*
 * How the centre stands: the points of the items of a category, or of all, added up; and what the
 * assessment before the last one came to. A sum tells what it is made of: one of which an item is
 * missing is no sum of its category, and never counts as one.
 */

#include "kpi/board.h"

struct points {
    double got, most; /* of the items that are counted: their points, and those to be had */
    int items;        /* there are */
    int counted;      /* have a value that may be shown */
    int old;          /* of these: are no longer known to be so */
};

/* Of the KPIs `kpis`, those that are items of `category`; NULL: of any. */
struct points points_of(const struct board *board, const size_t *kpis, size_t count,
                        const struct category *category);

/*
 * The last final period of an assessment that began before that of its reading. False when there is
 * none, or the reading does not tell its day.
 */
bool points_before(const struct kpi *kpi, struct final *before);

/* Whether the reading tells the day of the assessment. */
bool points_dated(const struct kpi *kpi);
