#include "kpi/level.h"

#include <math.h>

#include "kpi/sum.h"

double level_share(const struct level *level)
{
    return level->judged > 0 ? 100.0 * level->met / level->judged : NAN;
}

bool level_counts(const struct level_rule *rule, const struct finals *finals)
{
    return rule->period == PERIOD_COUNT || rule->period == (int)finals->period;
}

struct level level_of(const struct finals *finals, const struct level_rule *rule, bool percent)
{
    struct level level = {
        .wanted = rule->periods, .verdict = VERDICT_UNTARGETED, .value = NAN, .target = {0, 0}};
    struct sum sum = {0};
    bool of_period = level_counts(rule, finals);
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
        sum_add(&sum, final);
    }
    level.value = sum_result(&sum, percent);
    if (level.judged > 0 && level.judged == level.wanted && !isnan(rule->share)) {
        bool enough = 100.0 * level.met >= rule->share * level.judged;
        level.verdict = enough ? VERDICT_MET : VERDICT_MISSED;
    }
    return level;
}
