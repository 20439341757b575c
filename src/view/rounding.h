#pragma once

/*
 * Rounding that keeps the verdict: a value never becomes a text that lies on the other side of a
 * target, limit or warning, and all is said of all only (99.7 % is never 100 %). Points of an item
 * and of an assessment are rounded down.
 */

#include <stdbool.h>

#include "kpi/spec.h"

/* A boundary and the side it belongs to: what is `above` holds at value >= at, else value <= at. */
struct edge {
    double at;
    bool above;
};

#define ROUNDING_EDGES 8

/* More digits behind the point tell nobody anything. */
#define ROUNDING_DECIMALS 4

struct rounding {
    struct edge edges[ROUNDING_EDGES]; /* in order */
    int count;
    bool down; /* points that somebody gave: none is added */
};

/* Whole steps of `quantum` that are in the value. */
double rounding_down(double value, double quantum);

/* `target` is the one in force, which may not be the spec's. */
struct rounding rounding_of(const struct kpi_spec *spec, const struct target *target);

/*
 * How many steps of `quantum` stand for `value`. False when no multiple of it lies where the value
 * lies: it must be told finer.
 */
bool rounding_steps(const struct rounding *rounding, double value, double quantum, double *steps);

/*
 * The decimals with which every value can be told, at least `decimals`: those of a figure follow
 * from its boundaries and not from the present value, so that its digits do not come and go.
 */
int rounding_decimals(const struct rounding *rounding, int decimals);
