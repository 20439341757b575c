#pragma once

/*
 * Time is a value that is handed down, never read inside the lower floors. Ages are counted on the
 * monotonic clock; the wall clock is used for what people see and for opening hours.
 */

#include <stdbool.h>
#include <stdint.h>

/* An instant that never comes; also "no deadline". */
#define NEVER INT64_MAX

/* A wall-clock time that is not known. */
#define NO_TIME INT64_MIN

struct moment {
    int64_t mono_ms; /* monotonic milliseconds, from any origin, never going back */
    int64_t wall_ms; /* Unix time in milliseconds, UTC */
    bool clock_good; /* the wall clock is known to be right */
};

/* The earlier of two deadlines. */
static inline int64_t earlier(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/*
 * RFC 3339 in UTC, "2026-11-18T05:32:00Z", with optional fraction of a second; an offset such as
 * +09:00 is refused, as the contract wants `Z`. False leaves *wall_ms alone.
 */
bool time_parse(const char *text, int64_t *wall_ms);

/* Writes "2026-11-18T05:32:00Z"; `size` at least 21. */
void time_format(int64_t wall_ms, char *to, int size);

/* A time zone: where the clock stands there, seconds east of UTC at the Unix second `utc_s`. */
struct zone {
    int32_t (*offset_s)(const struct zone *zone, int64_t utc_s);
};

/* Always 0: for tests and until a zone is known. */
extern const struct zone zone_utc;

/* A calendar date and time of day in a zone. */
struct civil {
    int year, month, day;     /* month 1-12, day 1-31 */
    int hour, minute, second; /* 0-23, 0-59, 0-59 */
    int weekday;              /* 0 Monday to 6 Sunday */
};

struct civil civil_from(const struct zone *zone, int64_t wall_ms);

/*
 * The Unix milliseconds of a local date and time. `hour` may be 24 or more, `day` may lie beyond
 * its month (both count on into the next days); `weekday` is not read. A time that a
 * daylight-saving step leaves out gives the instant of the step; one that occurs twice gives the
 * first.
 */
int64_t civil_to(const struct zone *zone, struct civil civil);
