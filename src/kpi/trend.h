#pragma once

/* Whether a value rises or falls: against the one of some ten to sixteen minutes ago. */

#include <stdint.h>

enum trend { TREND_NONE, TREND_STEADY, TREND_UP, TREND_DOWN };

/* One a minute over the time looked back on, and the one it began with. */
#define TREND_SAMPLES 17

struct trend_samples {
    struct {
        int64_t mono_ms;
        double value;
    } items[TREND_SAMPLES];
    int oldest, count;
};

void trend_forget(struct trend_samples *samples);

/*
 * Where `value`, now, stands against the oldest sample that is 10 to 16 minutes old: a move counts
 * from `digit` (one unit of the last digit shown) on and only when it is more than `deadband`.
 * The value becomes a sample when the last one is a minute old.
 */
enum trend trend_step(struct trend_samples *samples, int64_t mono_ms, double value, double digit,
                      double deadband);
