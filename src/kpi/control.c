#include "kpi/control.h"

#include <math.h>

#define RANGE_FACTOR 2.66
#define SIGMAS 3.0

/* Sums of decimals are not exact: as near to a line as that is on it. */
#define ON_THE_LINE 1e-9

static bool is_share(const struct finals *finals, const struct metric *metric)
{
    bool share = metric->unit == UNIT_PERCENT && metric->direction != DIRECTION_BAND &&
                 metric->minimum == 0.0 && metric->maximum == 100.0;
    for (int i = 0; share && i < finals->count; i++) {
        share = finals->items[i].weighing != WEIGHED_NOT;
    }
    return share;
}

static void draw_share(const struct finals *finals, struct control *control)
{
    double met = 0.0, cases = 0.0;
    for (int i = 0; i < finals->count; i++) {
        const struct final *item = &finals->items[i];
        met += item->weighing == WEIGHED_AS_FRACTION ? item->numerator
                                                     : item->value / 100.0 * item->weight;
        cases += item->weight;
    }
    double p = met / cases;
    control->centre = 100.0 * p;
    control->spread = 100.0 * SIGMAS * sqrt(fmax(p * (1.0 - p), 0.0));
}

static void draw_individuals(const struct finals *finals, struct control *control)
{
    double sum = 0.0, ranges = 0.0;
    for (int i = 0; i < finals->count; i++) {
        sum += finals->items[i].value;
        ranges += i > 0 ? fabs(finals->items[i].value - finals->items[i - 1].value) : 0.0;
    }
    control->centre = sum / finals->count;
    control->spread = RANGE_FACTOR * ranges / (finals->count - 1);
}

struct bounds control_limits(const struct control *control, const struct final *item)
{
    double spread = control->spread;
    if (control->chart == CHART_SHARE) {
        spread /= sqrt(item->weight);
    }
    return (struct bounds){fmax(control->centre - spread, control->minimum),
                           fmin(control->centre + spread, control->maximum)};
}

/* -1 below the centre, 0 on it, 1 above. */
static int side_of(double value, double line)
{
    double near = ON_THE_LINE * fmax(1.0, fabs(line));
    return value > line + near ? 1 : value < line - near ? -1 : 0;
}

static void look(const struct finals *finals, struct control *control)
{
    int run = 0, run_side = 0;
    for (int i = 0; i < finals->count; i++) {
        const struct final *item = &finals->items[i];
        struct bounds limits = control_limits(control, item);
        int side = side_of(item->value, control->centre);
        run = side == 0 ? 0 : side == run_side ? run + 1 : 1;
        run_side = side;
        bool beyond = side_of(item->value, limits.low) < 0 || side_of(item->value, limits.high) > 0;
        if (beyond || run >= CONTROL_RUN) {
            control->rule = beyond ? CONTROL_BEYOND : CONTROL_ONE_SIDE;
            control->at = i;
        }
    }
}

struct control control_of(const struct finals *finals, const struct metric *metric)
{
    struct control control = {
        .points = finals->count, .minimum = metric->minimum, .maximum = metric->maximum};
    if (finals->period < PERIOD_DAY || finals->period >= PERIOD_COUNT || finals->count == 0) {
        return control;
    }
    control.chart = is_share(finals, metric) ? CHART_SHARE : CHART_INDIVIDUALS;
    if (finals->count < CONTROL_LEAST) {
        return control;
    }
    if (control.chart == CHART_SHARE) {
        draw_share(finals, &control);
    } else {
        draw_individuals(finals, &control);
    }
    look(finals, &control);
    return control;
}
