#include "sim/schedule.h"

#include <stdbool.h>

#define LUNCH_MINUTES 60
#define BREAK_MINUTES 10
#define PEAK_MINUTES 360

/* Of every ten, the first six have the long shift. */
static bool works_all_day(int agent)
{
    return agent % 10 < 6;
}

static bool within(int minute, int from, int length)
{
    return minute >= from && minute < from + length;
}

/* Lunch waves half an hour apart around the middle of the shift, and a break in each half of it. */
static bool on_break(const struct schedule *schedule, int agent, int minute)
{
    int length = schedule->close_minute - schedule->open_minute;
    int first = schedule->open_minute + length / 4 + agent % 5 * BREAK_MINUTES;
    int second = schedule->open_minute + length * 3 / 4 + agent % 5 * BREAK_MINUTES;
    if (within(minute, first, BREAK_MINUTES) || within(minute, second, BREAK_MINUTES)) {
        return true;
    }
    int lunch = schedule->open_minute + length / 3 + agent % 4 * 30;
    return works_all_day(agent) && within(minute, lunch, LUNCH_MINUTES);
}

static bool on_shift(const struct schedule *schedule, int agent, int minute)
{
    int length = schedule->close_minute - schedule->open_minute;
    if (works_all_day(agent) || length <= PEAK_MINUTES) {
        return within(minute, schedule->open_minute, length);
    }
    return within(minute, schedule->open_minute + (length - PEAK_MINUTES) / 3, PEAK_MINUTES);
}

/* 7 and 10 have no common factor: a dip takes people out of both kinds of shift alike. */
static bool missing(const struct schedule *schedule, int agent, int64_t at_ms)
{
    return window_covers(schedule->dip, at_ms) &&
           (double)(agent * 7 % 10) + 0.5 < schedule->dip_share * 10.0;
}

enum duty schedule_duty(const struct schedule *schedule, int agent, int64_t at_ms)
{
    int minute = minute_of_day(at_ms);
    if (!on_shift(schedule, agent, minute)) {
        return DUTY_OFF;
    }
    return on_break(schedule, agent, minute) || missing(schedule, agent, at_ms) ? DUTY_AWAY
                                                                                : DUTY_WORK;
}

int schedule_working(const struct schedule *schedule, int64_t at_ms)
{
    int working = 0;
    for (int i = 0; i < schedule->agents; i++) {
        working += schedule_duty(schedule, i, at_ms) == DUTY_WORK;
    }
    return working;
}
