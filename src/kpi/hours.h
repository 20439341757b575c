#pragma once

/*
 * Opening hours of a week in a time zone, and the days on which they do not hold.
 * A shift may end after midnight; it belongs to the day on which it begins.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/moment.h"

#define SHIFTS_PER_DAY 4

/* Minutes from local midnight; 0 <= from < to, to <= from + 1440. */
struct shift {
    int from, to;
};

struct hours {
    struct shift shifts[7][SHIFTS_PER_DAY]; /* [0] is Monday */
    int count[7];
};

/* Local dates as year * 10000 + month * 100 + day. A shift that begins on one does not take place.
 */
struct holidays {
    const int *dates;
    size_t count;
};

/* What openings are computed from. */
struct timetable {
    const struct hours *hours;       /* NULL: always open */
    const struct holidays *holidays; /* NULL: none */
    const struct zone *zone;
};

struct closure;

struct opening {
    bool open;
    bool holiday;                  /* closed by its hours, and today is a holiday */
    const struct closure *closure; /* closed by it, whatever the hours say; NULL */
    int64_t until_ms;   /* Unix ms at which `open` changes; NEVER within the next 60 days */
    int64_t next_ms;    /* Unix ms of the next opening when closed; NEVER likewise */
    int64_t changes_ms; /* Unix ms at which any of the above changes; NEVER likewise */
};

/* `hours` NULL: always open. `holidays` NULL: none. */
struct opening hours_at(const struct hours *hours, const struct holidays *holidays,
                        const struct zone *zone, int64_t wall_ms);
