#pragma once

/*
 * When contacts come: a Poisson process whose rate follows the half hours of the day, with one
 * window in which it is multiplied.
 */

#include <stdint.h>

#include "sim/daytime.h"
#include "sim/random.h"

/* A window of simulated time, [from_ms, to_ms); empty when they are equal. */
struct window {
    int64_t from_ms, to_ms;
};

struct arrivals {
    const double *shape; /* HALF_HOURS parts of a day; need not sum up to 1 */
    double per_day;      /* contacts expected on a day without surge */
    struct window surge;
    double surge_times; /* the rate within the window is so many times the usual one */
};

static inline int window_covers(struct window window, int64_t at_ms)
{
    return at_ms >= window.from_ms && at_ms < window.to_ms;
}

/* Expected contacts per millisecond. */
double arrivals_rate(const struct arrivals *arrivals, int64_t at_ms);

/* The next arrival after `after_ms`; NEVER when none is to come within two days. */
int64_t arrivals_next(const struct arrivals *arrivals, struct random *random, int64_t after_ms);
