#include "kpi/finals.h"

#include <math.h>
#include <string.h>

void finals_add(struct finals *finals, struct final item)
{
    struct final *items = finals->items;
    int at = finals->count;
    while (at > 0 && items[at - 1].start_ms >= item.start_ms) {
        at--;
    }
    if (at < finals->count && items[at].start_ms == item.start_ms) {
        items[at] = item;
        return;
    }
    if (finals->count == FINALS_KEPT) {
        if (at == 0) {
            return; /* older than all that are kept */
        }
        memmove(&items[0], &items[1], (size_t)(at - 1) * sizeof *items);
        items[at - 1] = item;
        return;
    }
    memmove(&items[at + 1], &items[at], (size_t)(finals->count - at) * sizeof *items);
    items[at] = item;
    finals->count++;
}

void final_weigh(struct final *final, int64_t sample, double numerator, double denominator)
{
    final->weighing = WEIGHED_NOT;
    final->weight = final->numerator = 0.0;
    if (!isnan(numerator) && denominator > 0.0) {
        final->weighing = WEIGHED_AS_FRACTION;
        final->numerator = numerator;
        final->weight = denominator;
    } else if (sample > 0) {
        final->weighing = WEIGHED_BY_SAMPLE;
        final->weight = (double)sample;
    }
}

enum period final_period(enum period period)
{
    return period == PERIOD_TODAY ? PERIOD_DAY : period;
}

static bool final_equal(const struct final *a, const struct final *b)
{
    return a->start_ms == b->start_ms && a->value == b->value && a->verdict == b->verdict &&
           a->weighing == b->weighing && a->weight == b->weight && a->numerator == b->numerator &&
           a->target.low == b->target.low && a->target.high == b->target.high;
}

bool finals_equal(const struct finals *a, const struct finals *b)
{
    bool equal = a->count == b->count && a->period == b->period && a->period_s == b->period_s &&
                 a->published == b->published;
    for (int i = 0; equal && i < a->count; i++) {
        equal = final_equal(&a->items[i], &b->items[i]);
    }
    return equal;
}
