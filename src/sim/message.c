#include "sim/message.h"

#include <assert.h>
#include <math.h>

#include <jansson.h>

#include "base/moment.h"

#define DUMP_FLAGS (JSON_COMPACT | JSON_REAL_PRECISION(10))

static char *dumped(json_t *json)
{
    char *text = json_dumps(json, DUMP_FLAGS);
    assert(text != NULL);
    json_decref(json);
    return text;
}

/* A tenth of a thousandth is finer than any wall shows; whole numbers are written as such. */
static json_t *number(double value)
{
    double rounded = round(value * 10000.0) / 10000.0;
    return rounded == floor(rounded) ? json_integer((json_int_t)rounded) : json_real(rounded);
}

static json_t *timestamp(int64_t wall_ms)
{
    char text[32];
    time_format(wall_ms, text, sizeof(text));
    return json_string(text);
}

static void add_value(json_t *reading, const struct figure *figure)
{
    if (!figure->has_value) {
        json_object_set_new(reading, "value", json_null());
        json_object_set_new(reading, "reason", json_string(figure->reason));
        json_object_set_new(reading, "sample", json_integer(0));
        return;
    }
    json_object_set_new(reading, "value", number(figure->value));
    if (figure->sample >= 0) {
        json_object_set_new(reading, "sample", json_integer(figure->sample));
    }
    if (figure->denominator > 0.0) {
        json_object_set_new(reading, "numerator", number(figure->numerator));
        json_object_set_new(reading, "denominator", number(figure->denominator));
    }
}

/* Of `today` the time says enough: the simulated day is none of the calendar. */
static void add_period(json_t *reading, const struct centre_kpi *kpi, const struct stamp *stamp)
{
    json_object_set_new(reading, "period", json_string(period_word(kpi->period)));
    if (typical_final(kpi->period)) {
        int64_t start_ms = typical_start_ms(kpi->spec, stamp->zone, stamp->time_ms, 0);
        json_object_set_new(reading, "period_start", timestamp(start_ms));
        json_object_set_new(reading, "final", json_true());
    } else if (kpi->period == PERIOD_INTERVAL) {
        json_object_set_new(reading, "period_start", timestamp(stamp->interval_start_ms));
    }
}

static json_t *reading_json(const struct centre_channel *channel, const struct centre_kpi *kpi,
                            const struct stamp *stamp)
{
    const struct figure figure = centre_figure(channel, kpi);
    json_t *reading = json_object();
    add_value(reading, &figure);
    json_object_set_new(reading, "unit", json_string(unit_word(kpi->unit)));
    add_period(reading, kpi, stamp);
    if (kpi->figure != NULL && kpi->figure->within) {
        json_object_set_new(reading, "threshold_s",
                            json_integer(channel->model.threshold_ms / SECOND_MS));
        json_object_set_new(reading, "method", json_string(SERVICE_LEVEL_METHOD));
    }
    json_object_set_new(reading, "source", json_string(stamp->source));
    return reading;
}

char *message_kpi(const struct centre_channel *channel, const struct centre_kpi *kpi,
                  const struct stamp *stamp)
{
    json_t *reading = reading_json(channel, kpi, stamp);
    json_object_set_new(reading, "time", timestamp(stamp->time_ms));
    return dumped(reading);
}

char *message_channel(const struct centre_channel *channel, const struct stamp *stamp)
{
    json_t *metrics = json_object();
    for (size_t i = 0; i < channel->kpi_count; i++) {
        json_object_set_new(metrics, channel->kpis[i].metric,
                            reading_json(channel, &channel->kpis[i], stamp));
    }
    json_t *message = json_object();
    json_object_set_new(message, "time", timestamp(stamp->time_ms));
    json_object_set_new(message, "metrics", metrics);
    return dumped(message);
}

/* As a number, or a pair of a band. */
static json_t *target_json(const struct target *target)
{
    if (target->direction == DIRECTION_BAND) {
        return json_pack("[o, o]", number(target->target.low), number(target->target.high));
    }
    return number(target->direction == DIRECTION_HIGHER ? target->target.low : target->target.high);
}

char *message_history(const struct centre_channel *channel, const struct centre_kpi *kpi,
                      const int64_t *starts_ms)
{
    assert(kpi->figure != NULL && kpi->figure->sums_up);
    json_t *values = json_array();
    for (int i = 0; i < channel->model.finished_count; i++) {
        const struct figure figure =
            kpi->figure->compute(&channel->model, &channel->model.finished[i].tally);
        if (!figure.has_value) {
            continue;
        }
        json_t *value = json_object();
        json_object_set_new(value, "start", timestamp(starts_ms[i]));
        json_object_set_new(value, "value", number(figure.value));
        if (kpi->target != NULL) {
            json_object_set_new(value, "target", target_json(kpi->target));
        }
        if (figure.sample >= 0) {
            json_object_set_new(value, "sample", json_integer(figure.sample));
        }
        json_array_append_new(values, value);
    }
    if (json_array_size(values) == 0) {
        json_decref(values);
        return NULL;
    }
    return dumped(json_pack("{s:s, s:i, s:o}", "period", "interval", "period_s",
                            (int)(HALF_HOUR_MS / SECOND_MS), "values", values));
}

char *message_past(const struct centre_kpi *kpi, const struct stamp *stamp)
{
    assert(kpi->typical != NULL && typical_final(kpi->period));
    json_t *values = json_array();
    for (int back = typical_periods(kpi->period) - 1; back >= 0; back--) {
        const struct figure figure = typical_past(kpi->typical, kpi->spec, kpi->seed, back);
        json_t *value = json_object();
        json_object_set_new(
            value, "start",
            timestamp(typical_start_ms(kpi->spec, stamp->zone, stamp->time_ms, back)));
        add_value(value, &figure);
        if (kpi->target != NULL) {
            json_object_set_new(value, "target", target_json(kpi->target));
        }
        json_array_append_new(values, value);
    }
    return dumped(json_pack("{s:s, s:o}", "period", period_word(kpi->period), "values", values));
}
