#include "kpi/total.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "kpi/arrival.h"

/* Nothing was there to be counted, which says nothing bad of the others. */
static bool is_empty(const struct kpi *part)
{
    return part->quality == QUALITY_THIN && !part->suppressed && part->reading.sample == 0;
}

static int threshold_of(const struct kpi *part)
{
    return part->reading.threshold_s >= 0 ? part->reading.threshold_s : part->spec->threshold_s;
}

/* What nobody states differs from nothing. */
static bool alike(const struct kpi *a, const struct kpi *b)
{
    const struct reading *one = &a->reading, *other = &b->reading;
    int within = threshold_of(a), also = threshold_of(b);
    bool slow = reading_slow(one, a->spec) && one->period_start_ms != NO_TIME &&
                other->period_start_ms != NO_TIME;
    return (within == also || within <= 0 || also <= 0) &&
           (!one->method[0] || !other->method[0] || strcmp(one->method, other->method) == 0) &&
           reading_period(one, a->spec) == reading_period(other, b->spec) &&
           (!slow || one->period_start_ms == other->period_start_ms);
}

static struct final weighed(const struct kpi *part)
{
    const struct reading *reading = &part->reading;
    struct final final = {.value = reading->value};
    final_weigh(&final, reading->sample, reading->numerator, reading->denominator);
    return final;
}

static bool has_part(const struct kpi *part, const struct kpi *first)
{
    bool weighs = part->spec->metric->adds || weighed(part).weighing != WEIGHED_NOT;
    return part->shows_value && weighs && (!first || alike(first, part));
}

static void take_quality(struct total *total, const struct kpi *part)
{
    total->suppressed = total->suppressed || part->suppressed;
    if (!total->worst ||
        (!is_empty(part) && (is_empty(total->worst) || part->quality > total->quality))) {
        total->quality = part->quality;
        total->worst = part;
    }
}

void total_add(struct total *total, const struct kpi *part)
{
    take_quality(total, part);
    if (has_part(part, total->first)) {
        struct final final = weighed(part);
        total->first = total->first ? total->first : part;
        sum_add(&total->sum, &final);
        total->added += final.value;
        total->counted++;
    }
}

void total_settle(struct total *total)
{
    assert(total->worst);
    const struct metric *metric = total->worst->spec->metric;
    total->value =
        metric->adds ? total->added : sum_result(&total->sum, metric->unit == UNIT_PERCENT);
    bool told = total->quality != QUALITY_NO_DATA && total->quality != QUALITY_WAITING;
    total->known = told && !total->suppressed && total->counted > 0 && !isnan(total->value);
    if (told && !total->known && !total->suppressed && !is_empty(total->worst) &&
        total->quality != QUALITY_CLOSED) {
        total->quality = QUALITY_NO_DATA;
    }
}
