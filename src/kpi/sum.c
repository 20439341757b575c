#include "kpi/sum.h"

#include <math.h>

void sum_add(struct sum *sum, const struct final *final)
{
    sum->not_fractions = sum->not_fractions || final->weighing != WEIGHED_AS_FRACTION;
    sum->not_weights = sum->not_weights || final->weighing == WEIGHED_NOT;
    sum->numerators += final->numerator;
    sum->denominators += final->weight;
    sum->weighted += final->value * final->weight;
    sum->weight += final->weight;
}

double sum_result(const struct sum *sum, bool percent)
{
    if (!sum->not_fractions && sum->denominators > 0.0) {
        return (percent ? 100.0 : 1.0) * sum->numerators / sum->denominators;
    }
    return !sum->not_weights && sum->weight > 0.0 ? sum->weighted / sum->weight : NAN;
}
