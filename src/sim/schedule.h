#pragma once

/*
 * Who works when: the duty roster of one channel. Six of ten work the whole opening time with a
 * lunch hour in one of four waves and two short breaks; the others come for the six busiest hours.
 */

#include "sim/arrivals.h"

enum duty { DUTY_OFF, DUTY_AWAY, DUTY_WORK };

struct schedule {
    int agents;
    int open_minute, close_minute; /* of the day */
    struct window dip;             /* unplanned absence: a share of all is away meanwhile */
    double dip_share;              /* 0 to 1 */
};

/* What the roster wants of agent 0..agents-1 at an instant. */
enum duty schedule_duty(const struct schedule *schedule, int agent, int64_t at_ms);

/* How many are on duty and not away. */
int schedule_working(const struct schedule *schedule, int64_t at_ms);
