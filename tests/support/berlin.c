#include "support/berlin.h"

/* Days from 1970-01-01 to the last Sunday of a month of 31 days, by counting. */
static int64_t last_sunday(int64_t year, int64_t month)
{
    static const int before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    int64_t days = 0;
    for (int64_t y = 1970; y < year; y++) {
        days += (y % 4 == 0 && y % 100 != 0) || y % 400 == 0 ? 366 : 365;
    }
    days += before[month - 1] + ((year % 4 == 0 && year % 100 != 0) || year % 400 == 0) + 30;
    return days - (days + 4) % 7; /* 1970-01-01 was a Thursday */
}

static int32_t offset_s(const struct zone *zone, int64_t utc_s)
{
    (void)zone;
    int64_t year = 1970 + utc_s / 31556952;
    int64_t spring = last_sunday(year, 3) * 86400 + 3600;
    int64_t autumn = last_sunday(year, 10) * 86400 + 3600;
    return utc_s >= spring && utc_s < autumn ? 7200 : 3600;
}

const struct zone zone_berlin = {.offset_s = offset_s};
