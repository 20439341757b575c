#include "kpi/catalogue.h"

#include <math.h>
#include <string.h>

unsigned catalogue_traits(enum timing timing, enum assistance assistance, enum channel_kind kind)
{
    static const enum trait by_kind[] = {
        [CHANNEL_OUTBOUND] = TRAIT_OUTBOUND,
        [CHANNEL_COLLECTIONS] = TRAIT_COLLECTIONS,
        [CHANNEL_FIELD_SERVICE] = TRAIT_FIELD_SERVICE,
        [CHANNEL_STORE] = TRAIT_STORE,
        [CHANNEL_ALL] = TRAIT_ALL,
    };
    if (kind == CHANNEL_ALL) {
        return 1u << TRAIT_ALL;
    }
    unsigned traits = 1u << (assistance == ASSISTANCE_DIGITAL ? TRAIT_DIGITAL : TRAIT_HUMAN);
    if (timing != TIMING_NONE) {
        traits |= 1u << (timing == TIMING_REAL_TIME ? TRAIT_REAL_TIME : TRAIT_NON_REAL_TIME);
    }
    return kind == CHANNEL_INBOUND ? traits : traits | 1u << by_kind[kind];
}

struct metric metric_blank(const char *id)
{
    struct metric metric = {
        .id = id,
        .minimum = -METRIC_GREATEST,
        .maximum = METRIC_GREATEST,
        .benchmark = NAN,
        .cadence_s = 1,
    };
    for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
        metric.name.in[i] = metric.short_name.in[i] = metric.definition.in[i] = id;
        metric.formula.in[i] = "";
    }
    return metric;
}

bool metric_of_standing(const struct metric *metric)
{
    return metric->item != NULL || metric->assessment;
}

bool category_holds(const struct category *category, const struct metric *metric)
{
    size_t group = strcspn(category->number, ".");
    return metric->item != NULL && strcspn(metric->item, ".") == group &&
           strncmp(metric->item, category->number, group) == 0;
}

const struct metric *catalogue_find(const struct catalogue *catalogue, const char *id)
{
    for (size_t i = 0; i < catalogue->count; i++) {
        if (strcmp(catalogue->metrics[i].id, id) == 0) {
            return &catalogue->metrics[i];
        }
    }
    return NULL;
}
