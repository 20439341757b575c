#pragma once

/* Simulated time: milliseconds since midnight of the first simulated day. Days follow one another.
 */

#include <stdint.h>

#define SECOND_MS INT64_C(1000)
#define MINUTE_MS (60 * SECOND_MS)
#define HALF_HOUR_MS (30 * MINUTE_MS)
#define DAY_MS (48 * HALF_HOUR_MS)
#define HALF_HOURS 48

static inline int minute_of_day(int64_t at_ms)
{
    return (int)(at_ms % DAY_MS / MINUTE_MS);
}

static inline int half_hour_of_day(int64_t at_ms)
{
    return (int)(at_ms % DAY_MS / HALF_HOUR_MS);
}
