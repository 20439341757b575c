#include "ctl/several_periods.h"

#include "base/moment.h"
#include "base/text.h"

/* Unix ms; NO_TIME: it is not told. */
static int64_t start_of(const json_t *reading)
{
    int64_t start_ms = NO_TIME;
    const char *start = json_string_value(json_object_get(reading, "period_start"));
    return start != NULL && time_parse(start, &start_ms) ? start_ms : NO_TIME;
}

/* A history has room for it: a value stands there, of a period that is over and begins then. */
static bool is_finished(const json_t *reading)
{
    return json_is_true(json_object_get(reading, "final")) && start_of(reading) != NO_TIME &&
           json_object_get(reading, "value") != NULL;
}

/* Whether the two are of different finished periods of one kind. */
static bool periods_differ(const json_t *reading, const json_t *other)
{
    const json_t *period = json_object_get(reading, "period");
    const json_t *other_period = json_object_get(other, "period");
    bool alike = period == other_period || json_equal(period, other_period);
    return alike && is_finished(reading) && is_finished(other) &&
           start_of(reading) != start_of(other);
}

bool periods_insert(json_t *readings, json_t *reading)
{
    size_t at = json_array_size(readings);
    for (size_t i = 0; i < at; i++) {
        if (!periods_differ(json_array_get(readings, i), reading)) {
            return false;
        }
    }
    while (at > 0 && start_of(json_array_get(readings, at - 1)) > start_of(reading)) {
        at--;
    }
    json_array_insert(readings, at, reading);
    return true;
}

/* What a history tells of a period. */
static json_t *value_of(const json_t *reading)
{
    static const char *const keys[] = {"value", "target", "sample", "numerator", "denominator"};
    json_t *value = json_pack("{s:O}", "start", json_object_get(reading, "period_start"));
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        json_t *part = json_object_get(reading, keys[i]);
        if (part != NULL) {
            json_object_set(value, keys[i], part);
        }
    }
    return value;
}

json_t *periods_history(const json_t *readings, const char *period)
{
    size_t i;
    json_t *reading, *values = json_array();
    const char *named = json_string_value(json_object_get(json_array_get(readings, 0), "period"));
    json_array_foreach((json_t *)readings, i, reading)
    {
        json_array_append_new(values, value_of(reading));
    }
    return json_pack("{s:s, s:o}", "period", named != NULL ? named : period, "values", values);
}
