#include "kpi/json_input.h"

#include <math.h>
#include <string.h>

#include "base/text.h"

/* Beyond this whole numbers are no longer exact as a double. */
#define COUNT_MOST 9007199254740992.0

static enum refusal refusal_of(const json_error_t *error)
{
    switch (json_error_code(error)) {
    case json_error_duplicate_key:
        return REFUSED_DUPLICATE_KEY;
    case json_error_numeric_overflow:
        return REFUSED_RANGE;
    case json_error_invalid_utf8:
        return REFUSED_ENCODING;
    default:
        return REFUSED_NOT_JSON;
    }
}

enum refusal json_read(const void *bytes, size_t length, size_t most, json_t **root)
{
    if (length > most) {
        return REFUSED_TOO_LARGE;
    }
    if (!text_is_utf8(bytes, length)) {
        return REFUSED_ENCODING;
    }
    json_error_t error;
    *root = json_loadb(bytes, length, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
    return *root ? REFUSED_NOTHING : refusal_of(&error);
}

enum refusal json_take_number(const json_t *json, double *number)
{
    if (!json_is_number(json)) {
        return REFUSED_TYPE;
    }
    *number = json_number_value(json) + 0.0;
    return REFUSED_NOTHING;
}

enum refusal json_take_count(const json_t *json, int64_t *count)
{
    double number;
    if (json_take_number(json, &number) != REFUSED_NOTHING || number != floor(number)) {
        return REFUSED_TYPE;
    }
    if (number < 0.0 || number > COUNT_MOST) {
        return REFUSED_RANGE;
    }
    *count = (int64_t)number;
    return REFUSED_NOTHING;
}

enum refusal json_take_time(const json_t *json, int64_t *wall_ms)
{
    bool fine = json_is_string(json) && time_parse(json_string_value(json), wall_ms);
    return fine ? REFUSED_NOTHING : REFUSED_TYPE;
}

enum refusal json_take_id(const json_t *json, char *to)
{
    if (!json_is_string(json) || !text_is_id(json_string_value(json))) {
        return REFUSED_TYPE;
    }
    text_copy(to, ID_BYTES, json_string_value(json));
    return REFUSED_NOTHING;
}

enum refusal json_take_period(const json_t *json, enum period *period)
{
    if (!json_is_string(json)) {
        return REFUSED_TYPE;
    }
    enum period named = period_from_word(json_string_value(json));
    if (named == PERIOD_COUNT) {
        return REFUSED_TYPE;
    }
    *period = named;
    return REFUSED_NOTHING;
}

static enum refusal take_bound(const json_t *json, const struct metric *metric, double *bound)
{
    enum refusal refusal = json_take_number(json, bound);
    bool possible = *bound >= metric->minimum && *bound <= metric->maximum;
    return refusal || possible ? refusal : REFUSED_RANGE;
}

enum refusal json_take_target(const json_t *json, enum direction direction,
                              const struct metric *metric, struct bounds *bounds)
{
    *bounds = (struct bounds){0};
    if (direction != DIRECTION_BAND) {
        enum refusal refusal = take_bound(json, metric, &bounds->low);
        bounds->high = bounds->low;
        return refusal;
    }
    if (!json_is_array(json) || json_array_size(json) != 2) {
        return REFUSED_TYPE;
    }
    enum refusal refusal = take_bound(json_array_get(json, 0), metric, &bounds->low);
    if (refusal == REFUSED_NOTHING) {
        refusal = take_bound(json_array_get(json, 1), metric, &bounds->high);
    }
    return refusal || bounds->low <= bounds->high ? refusal : REFUSED_RANGE;
}
