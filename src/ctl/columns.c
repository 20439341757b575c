#include "ctl/columns.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "base/text.h"
#include "kpi/number.h"
#include "kpi/words.h"

const struct column columns[] = {
    [COLUMN_BUSINESS] = {"business", "業務", CELL_ID},
    [COLUMN_CHANNEL] = {"channel", "チャネル", CELL_ID},
    [COLUMN_METRIC] = {"metric", "指標", CELL_ID},
    [COLUMN_VALUE] = {"value", "値", CELL_NUMBER},
    [COLUMN_TIME] = {"time", "時刻", CELL_TIME},
    [COLUMN_PERIOD_START] = {"period_start", "期間開始", CELL_TIME},
    {"period", "期間", CELL_PERIOD},
    {"final", "確定", CELL_FLAG},
    {"target", "目標", CELL_BOUNDS},
    {"sample", "件数", CELL_COUNT},
    {"numerator", "分子", CELL_NUMBER},
    {"denominator", "分母", CELL_NUMBER},
    {"agents", "人数", CELL_COUNT},
    {"unit", "単位", CELL_TEXT},
    {"threshold_s", "基準秒数", CELL_COUNT},
    {"method", "算出方法", CELL_TEXT},
    {"source", "発信元", CELL_ID},
    {"reason", "理由", CELL_TEXT},
};
const size_t column_count = sizeof columns / sizeof *columns;

size_t column_find(const char *name)
{
    size_t i = 0;
    while (i < column_count && strcasecmp(columns[i].name, name) != 0 &&
           strcmp(columns[i].ja, name) != 0) {
        i++;
    }
    return i;
}

const char *cell_allowed(enum cell_kind kind)
{
    static const char *const allowed[CELL_KINDS] = {
        [CELL_ID] = "an id: 1 to 64 of a-z, 0-9 and -",
        [CELL_NUMBER] = "a number such as 82.4, with a point and without separators",
        [CELL_COUNT] = "a whole number, without separators",
        [CELL_BOUNDS] = "a number, or LOW..HIGH of a metric with a band",
        [CELL_PERIOD] = "now, interval, today, day, week, month, quarter, year",
        [CELL_FLAG] = "true or false, 1 or 0",
        [CELL_TIME] = "2026-11-01T00:00:00Z; with --zone also 2026-11-01, 2026/11/1 9:00",
        [CELL_TEXT] = "a text",
    };
    return allowed[kind];
}

static json_t *number(const char *text, size_t length)
{
    double value;
    return number_parse(text, length, &value) ? json_real(value) : NULL;
}

static json_t *percent(const char *text, const struct metric *metric)
{
    size_t length = strlen(text);
    bool sign = metric != NULL && metric->unit == UNIT_PERCENT && text[length - 1] == '%';
    return number(text, sign ? length - 1 : length);
}

static json_t *count(const char *text)
{
    json_t *json = json_loads(text, JSON_DECODE_ANY, NULL);
    if (json_is_integer(json) && json_integer_value(json) >= 0) {
        return json;
    }
    json_decref(json);
    return NULL;
}

static json_t *bounds(const char *text)
{
    const char *dots = strstr(text, "..");
    if (dots == NULL) {
        return number(text, strlen(text));
    }
    json_t *low = number(text, (size_t)(dots - text)), *high = number(dots + 2, strlen(dots + 2));
    if (low != NULL && high != NULL) {
        return json_pack("[o,o]", low, high);
    }
    json_decref(low);
    json_decref(high);
    return NULL;
}

static json_t *flag(const char *text)
{
    bool yes = strcasecmp(text, "true") == 0 || strcmp(text, "1") == 0;
    bool no = strcasecmp(text, "false") == 0 || strcmp(text, "0") == 0;
    return yes || no ? json_boolean(yes) : NULL;
}

/* As spreadsheets write them. False for a day that no month has. */
static bool read_local(const char *text, const struct zone *zone, int64_t *wall_ms)
{
    static const char *const forms[] = {"%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S",
                                        "%Y/%m/%d", "%Y/%m/%d %H:%M", "%Y/%m/%d %H:%M:%S"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct tm tm = {0};
        const char *end = strptime(text, forms[i], &tm);
        if (end == NULL || *end != '\0' || tm.tm_year < 100) {
            continue;
        }
        struct civil civil = {.year = tm.tm_year + 1900,
                              .month = tm.tm_mon + 1,
                              .day = tm.tm_mday,
                              .hour = tm.tm_hour,
                              .minute = tm.tm_min,
                              .second = tm.tm_sec};
        *wall_ms = civil_to(zone, civil);
        return civil_from(zone, *wall_ms).day == civil.day;
    }
    return false;
}

static json_t *instant(const char *text, const struct zone *zone)
{
    int64_t wall_ms;
    char utc[32];
    if (time_parse(text, &wall_ms)) {
        return json_string(text);
    }
    if (zone == NULL || !read_local(text, zone, &wall_ms)) {
        return NULL;
    }
    time_format(wall_ms, utc, sizeof utc);
    return json_string(utc);
}

json_t *cell_value(enum cell_kind kind, const char *text, const struct metric *metric,
                   const struct zone *zone)
{
    switch (kind) {
    case CELL_ID:
        return text_is_id(text) ? json_string(text) : NULL;
    case CELL_NUMBER:
        return percent(text, metric);
    case CELL_COUNT:
        return count(text);
    case CELL_BOUNDS:
        return bounds(text);
    case CELL_PERIOD:
        return period_from_word(text) != PERIOD_COUNT ? json_string(text) : NULL;
    case CELL_FLAG:
        return flag(text);
    case CELL_TIME:
        return instant(text, zone);
    default:
        return json_string(text);
    }
}
