#pragma once

/*
 * The level of a KPI: how many of its last final periods met the target that was in force then.
 * It says nothing of now, and now says nothing of it.
 *
 * Periods without a verdict (no target was in force, too few cases) are passed over. Beside the
 * count stands the result over the same periods: numerators and denominators are added; where only
 * the number of cases is known, each value weighs as many. Percentages are never averaged, so where
 * one period tells neither there is no such result.
 */

#include "kpi/finals.h"

/* How many periods, of which kind, and what share of them must have met. There is no default. */
struct level_rule {
    int periods;  /* 0: no level is told */
    double share; /* percent; NAN: the level is told and not judged */
    int period;   /* an enum period; PERIOD_COUNT: whichever the final periods are of */
};

struct level {
    int wanted;           /* periods; 0: no level is told */
    int known;            /* final periods of the right kind, judged or not */
    int judged, met;      /* of the last `wanted` with a verdict */
    enum verdict verdict; /* met or missed; untargeted: not judged, or fewer than wanted */
    double value;         /* the weighted result of those judged; NAN */
    struct bounds target; /* of the last of them */
};

/* `percent`: values are shares, a hundred times their fraction. */
struct level level_of(const struct finals *finals, const struct level_rule *rule, bool percent);

/* Whether the final periods are of the kind that the rule asks for. */
bool level_counts(const struct level_rule *rule, const struct finals *finals);

/* 100 * met / judged; NAN while nothing is judged. */
double level_share(const struct level *level);
