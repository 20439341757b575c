#include "kpi/history.h"

#include <math.h>
#include <string.h>

#include <jansson.h>

#include "kpi/arrival.h"
#include "kpi/json_input.h"

#define PERIOD_MOST_S (INT64_C(366) * 86400)

/* What every value of one message is judged with. */
struct court {
    const struct kpi_spec *spec;
    const struct target *target;
    const struct zone *zone;
    const struct finals *known;
};

static const struct final *known_final(const struct court *court, const struct final *item)
{
    for (int i = 0; i < court->known->count; i++) {
        const struct final *known = &court->known->items[i];
        if (known->start_ms == item->start_ms && known->value == item->value) {
            return known;
        }
    }
    return NULL;
}

static struct target target_of_then(const struct court *court, int64_t start_ms)
{
    const struct kpi_spec *spec = court->spec;
    const struct dated_target *dated = dated_at(&spec->targets, court->zone, start_ms);
    struct target target = dated                     ? dated->target
                           : spec->targets.count > 0 ? spec->target
                                                     : *court->target;
    target.direction = court->target->direction;
    return target;
}

static void give_verdict(const struct target *target, struct final *item)
{
    item->verdict = target_verdict(target, item->value);
    if (item->verdict != VERDICT_UNTARGETED) {
        item->target = target->target;
    }
}

static enum refusal judge(const struct court *court, const json_t *target, int64_t sample,
                          struct final *item)
{
    item->verdict = VERDICT_UNTARGETED;
    bool thin = sample >= 0 && sample < court->spec->min_sample;
    if (!target) {
        const struct final *known = known_final(court, item);
        if (known) {
            item->verdict = known->verdict;
            item->target = known->target;
        } else if (!thin) {
            struct target then = target_of_then(court, item->start_ms);
            give_verdict(&then, item);
        }
        return REFUSED_NOTHING;
    }
    if (json_is_null(target)) {
        return REFUSED_NOTHING;
    }
    struct bounds bounds;
    enum refusal refusal =
        json_take_target(target, court->target->direction, court->spec->metric, &bounds);
    if (refusal == REFUSED_NOTHING && !thin) {
        struct target then = target_replaced(court->target, bounds);
        give_verdict(&then, item);
    }
    return refusal;
}

/* What a value was counted from: its sample, and numerator and denominator. */
struct counted {
    int64_t sample;
    double numerator, denominator;
};

static enum refusal read_counted(const json_t *json, bool share, struct counted *counted)
{
    const json_t *sample = json_object_get(json, "sample");
    const json_t *numerator = json_object_get(json, "numerator");
    const json_t *denominator = json_object_get(json, "denominator");
    enum refusal refusal = REFUSED_NOTHING;
    *counted = (struct counted){-1, NAN, NAN};
    if (numerator) {
        refusal = json_take_number(numerator, &counted->numerator);
    }
    if (refusal == REFUSED_NOTHING && denominator) {
        refusal = json_take_number(denominator, &counted->denominator);
    }
    bool beyond = counted->numerator < 0.0 || counted->numerator > counted->denominator;
    if (refusal == REFUSED_NOTHING && (counted->denominator < 0.0 || (share && beyond))) {
        return REFUSED_RANGE;
    }
    if (refusal == REFUSED_NOTHING && sample) {
        return json_take_count(sample, &counted->sample);
    }
    if (refusal == REFUSED_NOTHING && denominator) {
        counted->sample = (int64_t)fmin(counted->denominator, 1e15);
    }
    return refusal;
}

static enum refusal read_value(const struct court *court, const json_t *json, struct finals *finals)
{
    struct final item = {0};
    struct counted counted;
    const json_t *value = json_object_get(json, "value");
    enum refusal refusal = json_take_time(json_object_get(json, "start"), &item.start_ms);
    if (refusal == REFUSED_NOTHING) {
        refusal = read_counted(json, court->spec->metric->unit == UNIT_PERCENT, &counted);
    }
    if (refusal == REFUSED_NOTHING && !json_is_null(value)) {
        refusal = json_take_number(value, &item.value);
    }
    if (refusal) {
        return refusal;
    }
    const struct metric *metric = court->spec->metric;
    if (!json_is_null(value) && !(item.value >= metric->minimum && item.value <= metric->maximum)) {
        return REFUSED_RANGE;
    }
    refusal = judge(court, json_object_get(json, "target"), counted.sample, &item);
    final_weigh(&item, counted.sample, counted.numerator, counted.denominator);
    if (refusal == REFUSED_NOTHING && !json_is_null(value) && counted.sample != 0) {
        finals_add(finals, item);
    }
    return refusal;
}

/* What the periods are, and how long: as stated, else as the word says. */
static enum refusal read_length(const json_t *root, const struct kpi_spec *spec,
                                struct finals *finals)
{
    enum period period = spec->period;
    const json_t *word = json_object_get(root, "period");
    const json_t *stated = json_object_get(root, "period_s");
    enum refusal refusal = word ? json_take_period(word, &period) : REFUSED_NOTHING;
    int64_t seconds = period_seconds(period, 0);
    if (refusal == REFUSED_NOTHING && stated) {
        refusal = json_take_count(stated, &seconds);
        if (refusal == REFUSED_NOTHING && (seconds == 0 || seconds > PERIOD_MOST_S)) {
            refusal = REFUSED_RANGE;
        }
    }
    finals->period = final_period(period);
    finals->period_s = (int)seconds;
    return refusal;
}

static enum refusal read_history(const json_t *root, const struct court *court,
                                 struct finals *finals)
{
    const json_t *values = json_object_get(root, "values");
    enum refusal refusal = read_length(root, court->spec, finals);
    if (refusal) {
        return refusal;
    }
    if (!json_is_array(values)) {
        return REFUSED_TYPE;
    }
    for (size_t i = 0; i < json_array_size(values); i++) {
        refusal = read_value(court, json_array_get(values, i), finals);
        if (refusal) {
            return refusal;
        }
    }
    return REFUSED_NOTHING;
}

enum refusal history_read(const void *payload, size_t length, const struct kpi_spec *spec,
                          const struct target *target, const struct zone *zone,
                          const struct finals *known, struct finals *finals)
{
    *finals = (struct finals){.published = true};
    json_t *root;
    enum refusal refusal = json_read(payload, length, HISTORY_MAX_BYTES, &root);
    if (refusal) {
        return refusal;
    }
    const struct court court = {spec, target, zone, known};
    refusal = read_history(root, &court, finals);
    json_decref(root);
    return refusal;
}
