#include "kpi/level.h"

#include <math.h>

/* What is summed up so far. */
struct sum {
    double numerators, denominators; /* of fractions */
    double weighted, weight;         /* values by their cases */
    bool fractions, weights;         /* all periods so far have them */
};

static void add(struct sum *sum, const struct final *final)
{
    sum->fractions = sum->fractions && final->weighing == WEIGHED_AS_FRACTION;
    sum->weights = sum->weights && final->weighing != WEIGHED_NOT;
    sum->numerators += final->numerator;
    sum->denominators += final->weight;
    sum->weighted += final->value * final->weight;
    sum->weight += final->weight;
}

static double result(const struct sum *sum, bool percent)
{
    if (sum->fractions && sum->denominators > 0.0) {
        return (percent ? 100.0 : 1.0) * sum->numerators / sum->denominators;
    }
    return sum->weights && sum->weight > 0.0 ? sum->weighted / sum->weight : NAN;
}

double level_share(const struct level *level)
{
    return level->judged > 0 ? 100.0 * level->met / level->judged : NAN;
}

struct level level_of(const struct finals *finals, const struct level_rule *rule, bool percent)
{
    struct level level = {
        .wanted = rule->periods, .verdict = VERDICT_UNTARGETED, .value = NAN, .target = {0, 0}};
    struct sum sum = {.fractions = true, .weights = true};
    bool of_period = rule->period == PERIOD_COUNT || rule->period == (int)finals->period;
    level.known = of_period ? finals->count : 0;
    for (int i = finals->count - 1; of_period && i >= 0 && level.judged < level.wanted; i--) {
        const struct final *final = &finals->items[i];
        if (final->verdict == VERDICT_UNTARGETED) {
            continue;
        }
        if (level.judged == 0) {
            level.target = final->target;
        }
        level.judged++;
        level.met += final->verdict == VERDICT_MET;
        add(&sum, final);
    }
    level.value = result(&sum, percent);
    if (level.judged > 0 && level.judged == level.wanted && !isnan(rule->share)) {
        bool enough = 100.0 * level.met >= rule->share * level.judged;
        level.verdict = enough ? VERDICT_MET : VERDICT_MISSED;
    }
    return level;
}
