#pragma once

/*
 * Whether the variation of a KPI is in control: a control chart of its final periods.
 *
 * Only periods of a day or longer have one: the day has its own shape, which an interval follows
 * for reasons that need no looking into. It says nothing of targets: what is steady may be steadily
 * missed.
 *
 *   p-chart, where the KPI is a share of cases and each period tells of how many:
 *     centre p = sum of met cases / sum of cases, limits of a period of n cases
 *     p +- 3 sqrt(p (1 - p) / n)
 *     (NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.3.2)
 *   individuals chart (XmR) else:
 *     centre = mean of the values, limits = centre +- 2.66 x mean of |value - the one before|
 *     (the same, 6.3.2.2; 2.66 = 3 / 1.128)
 *
 * Both are of all final periods that are kept, and no limit lies beyond what the metric can be. A
 * band of shares of time, such as occupancy, is no share of cases.
 *
 * Rules, by L. S. Nelson, "The Shewhart control chart: tests for special causes", Journal of
 * Quality Technology 16 (1984): test 1, a value beyond a limit; test 2, nine in a row on one side
 * of the centre. What lies on a line is not beyond it. No rule of the COPC standard is known to us.
 */

#include "kpi/catalogue.h"
#include "kpi/finals.h"

/* Fewer periods make no chart: the limits would be chance. Our own choice. */
#define CONTROL_LEAST 10

#define CONTROL_RUN 9 /* of test 2 */

enum chart { CHART_NONE, CHART_SHARE, CHART_INDIVIDUALS };
enum control_rule { CONTROL_STEADY, CONTROL_BEYOND, CONTROL_ONE_SIDE };

struct control {
    enum chart chart; /* none: of less than a day, or nothing is known */
    int points;       /* below CONTROL_LEAST nothing of the following is told */
    double centre;
    double spread; /* half the distance of the limits; of a share that of one case */
    double minimum, maximum;
    enum control_rule rule; /* that the latest period breaks which breaks any */
    int at;                 /* of that period, as an index of the finals */
};

struct control control_of(const struct finals *finals, const struct metric *metric);

/* The limits of a period of the chart. */
struct bounds control_limits(const struct control *control, const struct final *item);
