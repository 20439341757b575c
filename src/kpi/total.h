#pragma once

/*
 * The total of one metric over the KPIs of several businesses: what they come to together, weighted
 * by their cases, or added up where the catalogue says so. It is as good as the worst of them.
 *
 * What brings no cases to weigh it by cannot be in it, nor what is measured otherwise than the
 * first that is: within another time, by another method, or over another period. How many are in
 * it is told.
 */

#include "kpi/board.h"
#include "kpi/sum.h"

/* To begin with, all zero. */
struct total {
    bool known; /* there is a value that may be shown */
    double value;
    enum quality quality;
    bool suppressed;         /* one of them is of too few people, and could be worked out */
    size_t counted;          /* how many are in it */
    const struct kpi *worst; /* the first of that quality */
    const struct kpi *first; /* the first that is in it; NULL */
    struct sum sum;
    double added;
};

/* The KPIs of a total are of one metric. */
void total_add(struct total *total, const struct kpi *part);

/* What it comes to, once all are added, and there is at least one. */
void total_settle(struct total *total);
