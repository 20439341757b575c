#pragma once

/*
 * One channel of the centre, alive: arrivals and roster drive the queue or the backlog, and what
 * happens is counted for today and for every half hour.
 */

#include <stdint.h>

#include "sim/arrivals.h"
#include "sim/presets.h"
#include "sim/random.h"
#include "sim/tally.h"

#define INTERVALS_KEPT HALF_HOURS

struct interval {
    int64_t start_ms;
    struct tally tally;
};

struct channel {
    const struct preset *preset;
    int64_t now_ms;
    int64_t threshold_ms;
    struct arrivals arrivals;
    struct schedule schedule;
    struct random arrival_draws, contact_draws;
    int64_t next_arrival_ms;
    struct queue queue;              /* contacts and bots */
    struct backlog backlog;          /* items */
    int64_t booked_ms[AGENT_STATES]; /* of the queue's agent time: what the tallies have */
    struct tally today;
    struct interval running;
    struct interval finished[INTERVALS_KEPT]; /* oldest first */
    int finished_count;
};

/* What a scene changes of a day. */
struct disturbance {
    double volume_times; /* all day */
    struct window surge;
    double surge_times;
    struct window dip;
    double dip_share;
};

/*
 * At midnight of the first day. `name` ("main/phone") makes the draws of this channel its own.
 * `threshold_s` 0: the preset's. The channel must stay where it is: its queue points to it.
 */
void channel_init(struct channel *channel, const struct preset *preset, const char *name,
                  uint64_t seed, int threshold_s, const struct disturbance *disturbance);

/* Lets time pass to `to_ms`, not before now. */
void channel_advance(struct channel *channel, int64_t to_ms);
