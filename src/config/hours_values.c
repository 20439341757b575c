#include "config/values.h"

#include <stdio.h>
#include <string.h>

#include "config/document.h"
#include "config/entries.h"

#define DAY_MINUTES (24 * 60)
#define WEEK_MINUTES (7 * DAY_MINUTES)
#define DAYS_ALLOWED "mon to sun, a range such as mon-fri, or daily"
#define TIME_ALLOWED "\"00:00\" to \"24:00\""
#define SHIFTS_ALLOWED "[\"09:00\", \"18:00\"], or a list of up to 4 of these"
#define DATE_ALLOWED "a date of the calendar, such as \"2027-01-01\""

static int day_number(const char *text, size_t length)
{
    static const char days[][4] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    for (int i = 0; i < 7; i++) {
        if (length == 3 && memcmp(days[i], text, 3) == 0) {
            return i;
        }
    }
    return -1;
}

/* "fri-mon" goes over the end of the week. */
static bool parse_days(const char *text, int *first, int *last)
{
    if (strcmp(text, "daily") == 0) {
        *first = 0;
        *last = 6;
        return true;
    }
    const char *dash = strchr(text, '-');
    *first = day_number(text, dash ? (size_t)(dash - text) : strlen(text));
    *last = dash ? day_number(dash + 1, strlen(dash + 1)) : *first;
    return *first >= 0 && *last >= 0;
}

static bool digits(const char *text, int count, int *number)
{
    *number = 0;
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return false;
        }
        *number = *number * 10 + (text[i] - '0');
    }
    return true;
}

/* Minutes from midnight, or -1. */
static int parse_time(const char *text)
{
    int hour, minute;
    if (!text || strlen(text) != 5 || text[2] != ':' || !digits(text, 2, &hour) ||
        !digits(text + 3, 2, &minute) || minute > 59) {
        return -1;
    }
    int total = hour * 60 + minute;
    return total <= DAY_MINUTES ? total : -1;
}

static int take_time(struct reader *reader, const json_t *value, size_t index)
{
    size_t before = pointer_push_index(&reader->pointer, index);
    int minutes = parse_time(json_string_value(value));
    if (minutes < 0 || (index == 0 && minutes == DAY_MINUTES)) {
        read_fault(reader, json_is_string(value) ? "time" : "type", value, TIME_ALLOWED,
                   "A shift begins and ends at a time of day.");
        minutes = -1;
    }
    pointer_pop(&reader->pointer, before);
    return minutes;
}

static bool take_shift(struct reader *reader, const json_t *value, struct shift *shift)
{
    if (!json_is_array(value) || json_array_size(value) != 2) {
        read_fault(reader, "type", value, SHIFTS_ALLOWED, "A shift has a beginning and an end.");
        return false;
    }
    shift->from = take_time(reader, json_array_get(value, 0), 0);
    shift->to = take_time(reader, json_array_get(value, 1), 1);
    if (shift->from < 0 || shift->to < 0) {
        return false;
    }
    if (shift->to <= shift->from) {
        shift->to += DAY_MINUTES;
    }
    return true;
}

/* The shifts of one key: how many, or -1 after a fault. */
static int take_shifts(struct reader *reader, const json_t *value, struct shift *shifts)
{
    if (json_is_string(json_array_get(value, 0)) || !json_is_array(value)) {
        return take_shift(reader, value, shifts) ? 1 : -1;
    }
    size_t count = json_array_size(value);
    if (count == 0 || count > SHIFTS_PER_DAY) {
        read_fault(reader, count == 0 ? "empty" : "too-many", value, SHIFTS_ALLOWED,
                   "A day has 1 to %d shifts.", SHIFTS_PER_DAY);
        return -1;
    }
    bool right = true;
    for (size_t i = 0; i < count; i++) {
        size_t before = pointer_push_index(&reader->pointer, i);
        right = take_shift(reader, json_array_get(value, i), &shifts[i]) && right;
        pointer_pop(&reader->pointer, before);
    }
    return right ? (int)count : -1;
}

static bool overlap(struct shift a, struct shift b)
{
    return a.from < b.to && b.from < a.to;
}

static struct shift moved(struct shift shift, int minutes)
{
    return (struct shift){shift.from + minutes, shift.to + minutes};
}

/* A shift reaches into the next day at most. */
static bool overlaps_day(const struct hours *hours, int day, struct shift shift, int from)
{
    for (int i = from; i < hours->count[day]; i++) {
        if (overlap(shift, hours->shifts[day][i])) {
            return true;
        }
    }
    return false;
}

static bool day_overlaps(const struct hours *hours, int day)
{
    for (int i = 0; i < hours->count[day]; i++) {
        struct shift shift = hours->shifts[day][i];
        if (overlaps_day(hours, day, shift, i + 1) ||
            overlaps_day(hours, (day + 1) % 7, moved(shift, -DAY_MINUTES), 0)) {
            return true;
        }
    }
    return false;
}

static void sort_shifts(struct shift *shifts, int count)
{
    for (int i = 1; i < count; i++) {
        struct shift shift = shifts[i];
        int at = i;
        for (; at > 0 && shifts[at - 1].from > shift.from; at--) {
            shifts[at] = shifts[at - 1];
        }
        shifts[at] = shift;
    }
}

static void read_days(struct reader *reader, const char *name, const json_t *value,
                      struct hours *hours)
{
    int first, last;
    if (!parse_days(name, &first, &last)) {
        faults_add(reader->faults, SEVERITY_FAULT, reader->pointer.text, "day", name, DAYS_ALLOWED,
                   "'%s' names no days.", name);
        return;
    }
    struct shift shifts[SHIFTS_PER_DAY];
    int count = take_shifts(reader, value, shifts);
    if (count < 0) {
        return;
    }
    sort_shifts(shifts, count);
    for (int i = 0; i <= (last - first + 7) % 7; i++) {
        int day = (first + i) % 7;
        if (hours->count[day] > 0) {
            read_fault(reader, "duplicate", value, "each day once",
                       "A day is named by two keys of these hours.");
            return;
        }
        memcpy(hours->shifts[day], shifts, sizeof shifts);
        hours->count[day] = count;
    }
}

static void find_overlaps(struct reader *reader, const struct hours *hours, const json_t *value)
{
    for (int day = 0; day < 7; day++) {
        if (day_overlaps(hours, day)) {
            read_fault(reader, "overlap", value, "shifts that do not overlap",
                       "Shifts overlap, or reach into one of the next day.");
            return;
        }
    }
}

void read_hours(struct reader *reader, const struct key *key, const json_t *value, void *slot)
{
    size_t fatal = faults_fatal(reader->faults), named = 0;
    struct hours *hours = arena_take(reader->arena, sizeof *hours);
    if (!json_is_object(value)) {
        read_fault(reader, "type", value, "{\"mon-fri\": [\"09:00\", \"18:00\"]}",
                   "'%s' is an object of shifts by their days.", key->name);
        return;
    }
    for (void *at = json_object_iter((json_t *)value); at;
         at = json_object_iter_next((json_t *)value, at)) {
        const char *name = json_object_iter_key(at);
        size_t before = pointer_push(&reader->pointer, name);
        if (strcmp(name, COMMENT_KEY) != 0) {
            read_days(reader, name, json_object_iter_value(at), hours);
            named++;
        }
        pointer_pop(&reader->pointer, before);
    }
    if (named == 0) {
        read_fault(reader, "empty", value, DAYS_ALLOWED, "These hours name no day.");
    } else if (faults_fatal(reader->faults) == fatal) {
        find_overlaps(reader, hours, value);
    }
    *(const struct hours **)slot = hours;
}

/* year * 10000 + month * 100 + day, or -1. */
static int parse_date(const char *text)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int year, month, day;
    if (!text || strlen(text) != 10 || text[4] != '-' || text[7] != '-' ||
        !digits(text, 4, &year) || !digits(text + 5, 2, &month) || !digits(text + 8, 2, &day) ||
        month < 1 || month > 12) {
        return -1;
    }
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    int length = month == 2 && leap ? 29 : lengths[month - 1];
    return year > 0 && day >= 1 && day <= length ? year * 10000 + month * 100 + day : -1;
}

/* A date that stands in the file; -1 after a fault. */
static int take_date(struct reader *reader, const json_t *value)
{
    int date = parse_date(json_string_value(value));
    if (date < 0) {
        read_fault(reader, json_is_string(value) ? "date" : "type", value, DATE_ALLOWED,
                   "This is no date of the calendar.");
    }
    return date;
}

void read_date(struct reader *reader, const struct key *key, const json_t *value, void *slot)
{
    (void)key;
    int date = take_date(reader, value);
    if (date >= 0) {
        *(int *)slot = date;
    }
}

static bool known_date(const int *dates, size_t count, int date)
{
    for (size_t i = 0; i < count; i++) {
        if (dates[i] == date) {
            return true;
        }
    }
    return false;
}

void read_dates(struct reader *reader, const struct key *key, const json_t *value, void *slot)
{
    if (!list_allowed(reader, key, value, "dates")) {
        return;
    }
    size_t count = 0, length = json_array_size(value);
    int *dates = arena_take_array(reader->arena, length, sizeof *dates);
    for (size_t i = 0; i < length; i++) {
        const json_t *item = json_array_get(value, i);
        size_t before = pointer_push_index(&reader->pointer, i);
        int date = take_date(reader, item);
        if (date >= 0 && known_date(dates, count, date)) {
            read_fault(reader, "duplicate", item, "each date once", "This date stands twice.");
        } else if (date >= 0) {
            dates[count++] = date;
        }
        pointer_pop(&reader->pointer, before);
    }
    *(struct holidays *)slot = (struct holidays){.dates = dates, .count = count};
}
