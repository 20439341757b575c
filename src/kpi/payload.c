#include "kpi/payload.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include <jansson.h>

#include "base/text.h"
#include "kpi/json_input.h"
#include "kpi/number.h"

const struct reading reading_blank = {
    .time_ms = NO_TIME,
    .sample = -1,
    .agents = -1,
    .numerator = NAN,
    .denominator = NAN,
    .period = PERIOD_COUNT,
    .period_start_ms = NO_TIME,
    .threshold_s = -1,
    .sequence = -1,
    .unit = UNIT_KINDS,
};

/* An object on its way to a reading. */
struct draft {
    struct reading *reading;
    enum direction direction;
    const struct metric *metric;
    bool value_said;
    const char *wrong; /* the key that was refused */
};

static enum refusal take_value(const json_t *json, struct draft *draft)
{
    draft->value_said = true;
    if (json_is_null(json)) {
        return REFUSED_NOTHING;
    }
    draft->reading->has_value = true;
    return json_take_number(json, &draft->reading->value);
}

static enum refusal take_reason(const json_t *json, struct draft *draft)
{
    if (!json_is_string(json)) {
        return REFUSED_TYPE;
    }
    text_copy_clean(draft->reading->reason, sizeof draft->reading->reason, json_string_value(json));
    return REFUSED_NOTHING;
}

static enum refusal take_time(const json_t *json, struct draft *draft)
{
    return json_take_time(json, &draft->reading->time_ms);
}

static enum refusal take_sample(const json_t *json, struct draft *draft)
{
    return json_take_count(json, &draft->reading->sample);
}

static enum refusal take_agents(const json_t *json, struct draft *draft)
{
    return json_take_count(json, &draft->reading->agents);
}

static enum refusal take_unit(const json_t *json, struct draft *draft)
{
    if (!json_is_string(json)) {
        return REFUSED_TYPE;
    }
    const char *word = json_string_value(json);
    if (strcmp(word, "percent") == 0) {
        draft->reading->unit = UNIT_PERCENT;
    } else if (strcmp(word, "seconds") == 0) {
        draft->reading->unit = UNIT_SECONDS;
    } else {
        draft->reading->unit = unit_from_word(word);
    }
    return draft->reading->unit == UNIT_KINDS ? REFUSED_UNIT : REFUSED_NOTHING;
}

static enum refusal take_period(const json_t *json, struct draft *draft)
{
    return json_take_period(json, &draft->reading->period);
}

static enum refusal take_period_start(const json_t *json, struct draft *draft)
{
    return json_take_time(json, &draft->reading->period_start_ms);
}

static enum refusal take_final(const json_t *json, struct draft *draft)
{
    draft->reading->final = json_is_true(json);
    return json_is_boolean(json) ? REFUSED_NOTHING : REFUSED_TYPE;
}

static enum refusal take_numerator(const json_t *json, struct draft *draft)
{
    return json_take_number(json, &draft->reading->numerator);
}

static enum refusal take_denominator(const json_t *json, struct draft *draft)
{
    return json_take_number(json, &draft->reading->denominator);
}

static enum refusal take_threshold(const json_t *json, struct draft *draft)
{
    int64_t seconds = 0;
    enum refusal refusal = json_take_count(json, &seconds);
    if (refusal == REFUSED_NOTHING && seconds > INT_MAX) {
        return REFUSED_RANGE;
    }
    draft->reading->threshold_s = (int)seconds;
    return refusal;
}

static enum refusal take_method(const json_t *json, struct draft *draft)
{
    if (!json_is_string(json)) {
        return REFUSED_TYPE;
    }
    text_copy_clean(draft->reading->method, sizeof draft->reading->method, json_string_value(json));
    return REFUSED_NOTHING;
}

static enum refusal take_source(const json_t *json, struct draft *draft)
{
    return json_take_id(json, draft->reading->source);
}

static enum refusal take_sequence(const json_t *json, struct draft *draft)
{
    return json_take_count(json, &draft->reading->sequence);
}

static enum refusal take_target(const json_t *json, struct draft *draft)
{
    struct bounds bounds;
    enum refusal refusal = json_take_target(json, draft->direction, draft->metric, &bounds);
    if (refusal == REFUSED_NOTHING) {
        draft->reading->has_target = true;
        draft->reading->target_low = bounds.low;
        draft->reading->target_high = bounds.high;
    }
    return refusal;
}

static const struct {
    const char *key;
    enum refusal (*take)(const json_t *json, struct draft *draft);
} keys[] = {
    {"value", take_value},         {"time", take_time},
    {"sample", take_sample},       {"agents", take_agents},
    {"numerator", take_numerator}, {"denominator", take_denominator},
    {"source", take_source},       {"unit", take_unit},
    {"period", take_period},       {"period_start", take_period_start},
    {"final", take_final},         {"threshold_s", take_threshold},
    {"sequence", take_sequence},   {"target", take_target},
    {"method", take_method},       {"reason", take_reason},
};

static enum refusal take_key(const char *key, const json_t *json, struct draft *draft)
{
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (strcmp(keys[i].key, key) == 0) {
            return keys[i].take(json, draft);
        }
    }
    return REFUSED_NOTHING;
}

enum refusal payload_check_value(const struct reading *reading, const struct metric *metric)
{
    if (!reading->has_value) {
        return REFUSED_NOTHING;
    }
    bool inside = reading->value >= metric->minimum && reading->value <= metric->maximum;
    return inside ? REFUSED_NOTHING : REFUSED_RANGE;
}

static enum refusal refuse_key(struct draft *draft, const char *key, enum refusal refusal)
{
    draft->wrong = key;
    return refusal;
}

/* Numerator and denominator of a share must be one; they may also stand for a missing value. */
static enum refusal complete_fraction(struct draft *draft, const struct metric *metric)
{
    struct reading *reading = draft->reading;
    if (reading->denominator < 0.0) {
        return refuse_key(draft, "denominator", REFUSED_RANGE);
    }
    bool share = metric->unit == UNIT_PERCENT;
    if (share && (reading->numerator < 0.0 || reading->numerator > reading->denominator)) {
        return refuse_key(draft, "numerator", REFUSED_RANGE);
    }
    if (reading->sample < 0 && !isnan(reading->denominator)) {
        reading->sample = (int64_t)fmin(reading->denominator, 1e15);
    }
    if (draft->value_said) {
        return REFUSED_NOTHING;
    }
    if (!share || isnan(reading->numerator) || isnan(reading->denominator)) {
        return refuse_key(draft, "value", REFUSED_TYPE);
    }
    if (reading->denominator == 0.0) {
        reading->nothing_counted = true;
        reading->sample = 0;
        return REFUSED_NOTHING;
    }
    reading->has_value = true;
    reading->value = 100.0 * reading->numerator / reading->denominator;
    return REFUSED_NOTHING;
}

static enum refusal complete(struct draft *draft, const struct metric *metric)
{
    if (draft->reading->unit != UNIT_KINDS && draft->reading->unit != metric->unit) {
        return refuse_key(draft, "unit", REFUSED_UNIT);
    }
    enum refusal refusal = complete_fraction(draft, metric);
    if (refusal) {
        return refusal;
    }
    return refuse_key(draft, "value", payload_check_value(draft->reading, metric));
}

static enum refusal read_object(json_t *json, struct draft *draft)
{
    const char *key;
    json_t *value;
    json_object_foreach(json, key, value)
    {
        enum refusal refusal = take_key(key, value, draft);
        if (refusal) {
            return refuse_key(draft, key, refusal);
        }
    }
    return complete(draft, draft->metric);
}

static enum refusal read_json(json_t *json, const struct kpi_spec *spec, struct reading *reading,
                              struct refused *refused)
{
    struct draft draft = {
        .reading = reading,
        .direction = spec->target.set ? spec->target.direction : spec->metric->direction,
        .metric = spec->metric,
    };
    enum refusal refusal = REFUSED_TYPE;
    if (json_is_number(json)) {
        take_value(json, &draft);
        refusal = payload_check_value(reading, spec->metric);
    } else if (json_is_object(json)) {
        refusal = read_object(json, &draft);
    }
    if (refusal) {
        const json_t *wrong = draft.wrong != NULL ? json_object_get(json, draft.wrong) : json;
        refused_read_json(refused, draft.wrong != NULL ? draft.wrong : "", wrong);
        refused->reason = refusal;
    }
    return refusal;
}

void payload_refused(struct refused *refused, enum refusal reason, const void *payload,
                     size_t length)
{
    refused->reason = reason;
    refused_read_bytes(refused, payload, length);
    if (reason == REFUSED_TOO_LARGE) {
        snprintf(refused->read, sizeof refused->read, "%zu", length);
    }
}

enum refusal payload_reading(const void *payload, size_t length, const struct kpi_spec *spec,
                             struct reading *reading, struct refused *refused)
{
    *reading = reading_blank;
    *refused = (struct refused){.on = REFUSED_ON_KPI};
    json_t *root;
    enum refusal refusal;
    if (length <= READING_MAX_BYTES && number_parse(payload, length, &reading->value)) {
        reading->value += 0.0;
        reading->has_value = true;
        refusal = payload_check_value(reading, spec->metric);
    } else {
        refusal = json_read(payload, length, READING_MAX_BYTES, &root);
        if (refusal == REFUSED_NOTHING) {
            refusal = read_json(root, spec, reading, refused);
            json_decref(root);
            return refusal;
        }
    }
    if (refusal) {
        payload_refused(refused, refusal, payload, length);
    }
    return refusal;
}

/* What holds for all of its metrics; the key that is wrong, or NULL. */
static const char *read_common(struct channel_payload *channel)
{
    json_t *time = json_object_get(channel->root, "time");
    json_t *source = json_object_get(channel->root, "source");
    json_t *agents = json_object_get(channel->root, "agents");
    if (!json_is_object(json_object_get(channel->root, "metrics"))) {
        return "metrics";
    }
    if (time && json_take_time(time, &channel->time_ms)) {
        return "time";
    }
    if (source && json_take_id(source, channel->source)) {
        return "source";
    }
    return agents && json_take_count(agents, &channel->agents) ? "agents" : NULL;
}

enum refusal channel_payload_open(struct channel_payload *channel, const void *payload,
                                  size_t length, struct refused *refused)
{
    *channel = (struct channel_payload){.time_ms = NO_TIME, .agents = -1};
    *refused = (struct refused){.on = REFUSED_ON_CHANNEL};
    enum refusal refusal = json_read(payload, length, READING_MAX_BYTES, &channel->root);
    if (refusal) {
        payload_refused(refused, refusal, payload, length);
        return refusal;
    }
    const char *wrong = read_common(channel);
    if (wrong != NULL) {
        refused_read_json(refused, wrong, json_object_get(channel->root, wrong));
        refused->reason = REFUSED_TYPE;
        channel_payload_close(channel);
        return REFUSED_TYPE;
    }
    channel->iterator = json_object_iter(json_object_get(channel->root, "metrics"));
    return REFUSED_NOTHING;
}

void channel_payload_close(struct channel_payload *channel)
{
    json_decref(channel->root);
    channel->root = NULL;
    channel->iterator = NULL;
}

const char *channel_payload_metric(const struct channel_payload *channel)
{
    return channel->iterator ? json_object_iter_key(channel->iterator) : NULL;
}

void channel_payload_next(struct channel_payload *channel)
{
    json_t *metrics = json_object_get(channel->root, "metrics");
    channel->iterator = json_object_iter_next(metrics, channel->iterator);
}

enum refusal channel_payload_reading(const struct channel_payload *channel,
                                     const struct kpi_spec *spec, struct reading *reading,
                                     struct refused *refused)
{
    *reading = reading_blank;
    *refused = (struct refused){.on = REFUSED_ON_METRIC};
    reading->time_ms = channel->time_ms;
    reading->agents = channel->agents;
    memcpy(reading->source, channel->source, sizeof reading->source);
    return read_json(json_object_iter_value(channel->iterator), spec, reading, refused);
}
