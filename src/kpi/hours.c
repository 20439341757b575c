#include "kpi/hours.h"

#define HORIZON_DAYS 60
#define DAY_MS INT64_C(86400000)

struct span {
    int64_t from_ms, to_ms;
};

/* The local date `days` after that of `today`. */
static struct civil date_after(struct civil today, int days)
{
    struct civil date = {.year = today.year, .month = today.month, .day = today.day + days};
    return civil_from(&zone_utc, civil_to(&zone_utc, date));
}

static bool is_holiday(const struct timetable *table, struct civil date)
{
    if (!table->holidays) {
        return false;
    }
    int key = date.year * 10000 + date.month * 100 + date.day;
    for (size_t i = 0; i < table->holidays->count; i++) {
        if (table->holidays->dates[i] == key) {
            return true;
        }
    }
    return false;
}

/* The instant `minute` minutes of the local clock after the midnight that begins `date`. */
static int64_t instant(const struct timetable *table, struct civil date, int minute)
{
    date.hour = minute / 60;
    date.minute = minute % 60;
    date.second = 0;
    return civil_to(table->zone, date);
}

/* Writes the shifts that begin on `date`; returns how many. */
static int shifts_of(const struct timetable *table, struct civil date,
                     struct span spans[SHIFTS_PER_DAY])
{
    if (is_holiday(table, date)) {
        return 0;
    }
    int count = table->hours->count[date.weekday];
    for (int i = 0; i < count; i++) {
        struct shift shift = table->hours->shifts[date.weekday][i];
        spans[i].from_ms = instant(table, date, shift.from);
        spans[i].to_ms = instant(table, date, shift.to);
    }
    return count;
}

/* The latest end of a shift that covers `wall_ms`, or `wall_ms` when none does. */
static int64_t covered_until(const struct timetable *table, int64_t wall_ms)
{
    struct civil today = civil_from(table->zone, wall_ms);
    int64_t until = wall_ms;
    for (int day = -1; day <= 0; day++) {
        struct span spans[SHIFTS_PER_DAY];
        int count = shifts_of(table, date_after(today, day), spans);
        for (int i = 0; i < count; i++) {
            if (spans[i].from_ms <= wall_ms && spans[i].to_ms > until) {
                until = spans[i].to_ms;
            }
        }
    }
    return until;
}

/* Where shifts that follow each other without a gap come to an end. */
static int64_t closing(const struct timetable *table, int64_t wall_ms, int64_t horizon)
{
    int64_t until = covered_until(table, wall_ms);
    for (int64_t next; until < horizon && (next = covered_until(table, until)) > until;) {
        until = next;
    }
    return until < horizon ? until : NEVER;
}

static int64_t next_opening(const struct timetable *table, int64_t wall_ms, int64_t horizon)
{
    struct civil today = civil_from(table->zone, wall_ms);
    for (int day = 0; day <= HORIZON_DAYS; day++) {
        struct span spans[SHIFTS_PER_DAY];
        int count = shifts_of(table, date_after(today, day), spans);
        int64_t first = NEVER;
        for (int i = 0; i < count; i++) {
            /* A shift that a daylight-saving step swallows is empty. */
            if (spans[i].from_ms > wall_ms && spans[i].to_ms > spans[i].from_ms) {
                first = earlier(first, spans[i].from_ms);
            }
        }
        if (first != NEVER) {
            return first < horizon ? first : NEVER;
        }
    }
    return NEVER;
}

/* The next local midnight at which "today is a holiday" becomes true or false. */
static int64_t holiday_turns(const struct timetable *table, struct civil today, bool holiday)
{
    if (!table->holidays || table->holidays->count == 0) {
        return NEVER;
    }
    for (int day = 1; day <= HORIZON_DAYS; day++) {
        struct civil date = date_after(today, day);
        if (is_holiday(table, date) != holiday) {
            return instant(table, date, 0);
        }
    }
    return NEVER;
}

struct opening hours_at(const struct hours *hours, const struct holidays *holidays,
                        const struct zone *zone, int64_t wall_ms)
{
    if (!hours) {
        return (struct opening){
            .open = true, .until_ms = NEVER, .next_ms = NEVER, .changes_ms = NEVER};
    }
    const struct timetable table = {hours, holidays, zone};
    int64_t horizon = wall_ms + HORIZON_DAYS * DAY_MS;
    if (covered_until(&table, wall_ms) > wall_ms) {
        int64_t until = closing(&table, wall_ms, horizon);
        return (struct opening){
            .open = true, .until_ms = until, .next_ms = NEVER, .changes_ms = until};
    }
    struct civil today = civil_from(zone, wall_ms);
    bool holiday = is_holiday(&table, today);
    int64_t next = next_opening(&table, wall_ms, horizon);
    return (struct opening){
        .holiday = holiday,
        .until_ms = next,
        .next_ms = next,
        .changes_ms = earlier(next, holiday_turns(&table, today, holiday)),
    };
}
