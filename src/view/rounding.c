#include "view/rounding.h"

#include <math.h>

/* What 0.3 / 0.1 is short of 3, and what a double adds to a sum of decimals. */
#define NOISE 1e-7

static void add_edge(struct rounding *rounding, struct edge edge)
{
    int at = rounding->count++;
    for (; at > 0 && rounding->edges[at - 1].at > edge.at; at--) {
        rounding->edges[at] = rounding->edges[at - 1];
    }
    rounding->edges[at] = edge;
}

static void add_bounds(struct rounding *rounding, const struct bounds *bounds,
                       enum direction direction)
{
    if (direction != DIRECTION_LOWER) {
        add_edge(rounding, (struct edge){bounds->low, true});
    }
    if (direction != DIRECTION_HIGHER) {
        add_edge(rounding, (struct edge){bounds->high, false});
    }
}

struct rounding rounding_of(const struct kpi_spec *spec, const struct target *target)
{
    const struct metric *metric = spec->metric;
    struct rounding rounding = {.down = metric->item != NULL || metric->assessment};
    if (spec->metric->unit == UNIT_PERCENT) {
        add_edge(&rounding, (struct edge){100.0, true});
    }
    if (target->set) {
        add_bounds(&rounding, &target->target, target->direction);
        add_bounds(&rounding, &target->limit, target->direction);
        if (target->has_warn) {
            add_bounds(&rounding, &target->warn, target->direction);
        }
    }
    return rounding;
}

double rounding_down(double value, double quantum)
{
    return floor(value / quantum + NOISE);
}

static bool holds(struct edge edge, double value)
{
    return edge.above ? value >= edge.at : value <= edge.at;
}

/* Steps of `quantum` nearest to the edge on the side where `inside` is wanted. */
static double steps_beside(struct edge edge, bool inside, double quantum)
{
    double exact = edge.at / quantum;
    if (fabs(exact - round(exact)) < 1e-6) {
        exact = round(exact);
    }
    if (edge.above) {
        return inside ? ceil(exact) : ceil(exact) - 1;
    }
    return inside ? floor(exact) : floor(exact) + 1;
}

/* The floating error of a product must not decide on which side of an edge a text lies. */
static double shown_value(double steps, double quantum)
{
    return round(steps * quantum * 1e6) / 1e6;
}

bool rounding_steps(const struct rounding *rounding, double value, double quantum, double *steps)
{
    *steps = rounding->down ? rounding_down(value, quantum) : round(value / quantum);
    for (int i = 0; i < rounding->count; i++) {
        struct edge edge = rounding->edges[i];
        bool inside = holds(edge, value);
        if (holds(edge, shown_value(*steps, quantum)) != inside) {
            *steps = steps_beside(edge, inside, quantum);
        }
    }
    for (int i = 0; i < rounding->count; i++) {
        struct edge edge = rounding->edges[i];
        if (holds(edge, shown_value(*steps, quantum)) != holds(edge, value)) {
            return false;
        }
    }
    return true;
}

/* Whether each stretch between two boundaries has a multiple of `quantum`; a longer one must. */
static bool tells_all(const struct rounding *rounding, double quantum)
{
    for (int i = 0; i + 1 < rounding->count; i++) {
        struct edge a = rounding->edges[i], b = rounding->edges[i + 1];
        bool empty = a.at == b.at && a.above == b.above;
        double steps;
        if (!empty && b.at - a.at <= quantum &&
            !rounding_steps(rounding, a.at + (b.at - a.at) / 2, quantum, &steps)) {
            return false;
        }
    }
    return true;
}

int rounding_decimals(const struct rounding *rounding, int decimals)
{
    static const double quanta[ROUNDING_DECIMALS] = {1, 0.1, 0.01, 0.001};
    while (decimals < ROUNDING_DECIMALS && !tells_all(rounding, quanta[decimals])) {
        decimals++;
    }
    return decimals;
}
