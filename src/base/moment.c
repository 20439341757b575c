#include "base/moment.h"

#include <stdio.h>

#define DAY_S 86400

static int32_t no_offset(const struct zone *zone, int64_t utc_s)
{
    (void)zone;
    (void)utc_s;
    return 0;
}

const struct zone zone_utc = {.offset_s = no_offset};

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

/*
 * Days from 1970-01-01 in the proleptic Gregorian calendar. The year is taken to begin in March, so
 * that the leap day is its last; `day` may lie outside its month.
 */
static int64_t days_from_date(int year, int month, int day)
{
    int64_t y = month <= 2 ? year - 1 : year;
    int64_t march_month = (month + 9) % 12;
    int64_t era = floor_div(y, 400);
    int64_t year_of_era = y - era * 400;
    int64_t day_of_year = (153 * march_month + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

static void date_from_days(int64_t days, struct civil *civil)
{
    int64_t shifted = days + 719468;
    int64_t era = floor_div(shifted, 146097);
    int64_t day_of_era = shifted - era * 146097;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t march_month = (5 * day_of_year + 2) / 153;
    civil->day = (int)(day_of_year - (153 * march_month + 2) / 5 + 1);
    civil->month = (int)(march_month < 10 ? march_month + 3 : march_month - 9);
    civil->year = (int)(year_of_era + era * 400 + (civil->month <= 2));
    civil->weekday = (int)(days + 3 - floor_div(days + 3, 7) * 7);
}

struct civil civil_from(const struct zone *zone, int64_t wall_ms)
{
    int64_t utc_s = floor_div(wall_ms, 1000);
    int64_t local_s = utc_s + zone->offset_s(zone, utc_s);
    int64_t days = floor_div(local_s, DAY_S);
    int of_day = (int)(local_s - days * DAY_S);
    struct civil civil = {
        .hour = of_day / 3600,
        .minute = of_day / 60 % 60,
        .second = of_day % 60,
    };
    date_from_days(days, &civil);
    return civil;
}

/* The second in (low, high] at which the offset is no longer `before`. */
static int64_t step_between(const struct zone *zone, int64_t low, int64_t high, int32_t before)
{
    while (high - low > 1) {
        int64_t middle = low + (high - low) / 2;
        if (zone->offset_s(zone, middle) == before) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return high;
}

int64_t civil_to(const struct zone *zone, struct civil civil)
{
    int64_t days = days_from_date(civil.year, civil.month, civil.day);
    int64_t local_s =
        days * DAY_S + (int64_t)civil.hour * 3600 + (int64_t)civil.minute * 60 + civil.second;

    /* Offsets stay within half a day, so a day away is safely on either side of a step. */
    int32_t before = zone->offset_s(zone, local_s - DAY_S);
    int32_t after = zone->offset_s(zone, local_s + DAY_S);
    int64_t first = local_s - before;
    int64_t second = local_s - after;
    if (zone->offset_s(zone, first) == before) {
        return first * 1000;
    }
    if (zone->offset_s(zone, second) == after) {
        return second * 1000;
    }
    return step_between(zone, second, first, before) * 1000;
}

/* Reads exactly `count` digits; -1 when there are not so many. */
static int digits(const char **text, int count)
{
    int value = 0;
    for (int i = 0; i < count; i++) {
        char c = **text;
        if (c < '0' || c > '9') {
            return -1;
        }
        value = value * 10 + (c - '0');
        ++*text;
    }
    return value;
}

static bool skip(const char **text, char wanted)
{
    if (**text != wanted) {
        return false;
    }
    ++*text;
    return true;
}

static bool parse_date(const char **text, struct civil *civil)
{
    civil->year = digits(text, 4);
    if (civil->year < 0 || !skip(text, '-')) {
        return false;
    }
    civil->month = digits(text, 2);
    if (civil->month < 1 || civil->month > 12 || !skip(text, '-')) {
        return false;
    }
    civil->day = digits(text, 2);
    struct civil back;
    date_from_days(days_from_date(civil->year, civil->month, civil->day), &back);
    return civil->day >= 1 && back.month == civil->month && back.day == civil->day;
}

static bool parse_time_of_day(const char **text, struct civil *civil)
{
    civil->hour = digits(text, 2);
    if (civil->hour < 0 || civil->hour > 23 || !skip(text, ':')) {
        return false;
    }
    civil->minute = digits(text, 2);
    if (civil->minute < 0 || civil->minute > 59 || !skip(text, ':')) {
        return false;
    }
    civil->second = digits(text, 2);
    /* A leap second is the last of a UTC day; it is taken as the first of the next. */
    int most = civil->hour == 23 && civil->minute == 59 ? 60 : 59;
    return civil->second >= 0 && civil->second <= most;
}

/* Milliseconds of an optional fraction; what is finer is cut. -1 when the point stands alone. */
static int parse_fraction(const char **text)
{
    if (!skip(text, '.')) {
        return 0;
    }
    int ms = 0, count = 0;
    for (int digit; (digit = digits(text, 1)) >= 0; count++) {
        ms = count < 3 ? ms * 10 + digit : ms;
    }
    for (int i = count; i < 3; i++) {
        ms *= 10;
    }
    return count > 0 ? ms : -1;
}

bool time_parse(const char *text, int64_t *wall_ms)
{
    struct civil civil = {0};
    if (!parse_date(&text, &civil) || !skip(&text, 'T') || !parse_time_of_day(&text, &civil)) {
        return false;
    }
    int ms = parse_fraction(&text);
    if (ms < 0 || !skip(&text, 'Z') || *text != '\0') {
        return false;
    }
    *wall_ms = civil_to(&zone_utc, civil) + ms;
    return true;
}

void time_format(int64_t wall_ms, char *to, int size)
{
    struct civil c = civil_from(&zone_utc, wall_ms);
    snprintf(to, (size_t)size, "%04d-%02d-%02dT%02d:%02d:%02dZ", c.year, c.month, c.day, c.hour,
             c.minute, c.second);
}
