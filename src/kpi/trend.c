#include "kpi/trend.h"

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

#define MINUTE_MS INT64_C(60000)

void trend_forget(struct trend_samples *samples)
{
    samples->count = 0;
    samples->oldest = 0;
}

static void keep(struct trend_samples *samples, int64_t mono_ms, double value)
{
    int newest = (samples->oldest + samples->count - 1) % TREND_SAMPLES;
    if (samples->count > 0 && mono_ms - samples->items[newest].mono_ms < MINUTE_MS) {
        return;
    }
    int place = (samples->oldest + samples->count) % TREND_SAMPLES;
    samples->items[place].mono_ms = mono_ms;
    samples->items[place].value = value;
    if (samples->count < TREND_SAMPLES) {
        samples->count++;
    } else {
        samples->oldest = (samples->oldest + 1) % TREND_SAMPLES;
    }
}

/* The value of the oldest sample that is not too old; NULL when it is too young. */
static const double *compared(struct trend_samples *samples, int64_t mono_ms)
{
    while (samples->count > 0 &&
           mono_ms - samples->items[samples->oldest].mono_ms > 16 * MINUTE_MS) {
        samples->oldest = (samples->oldest + 1) % TREND_SAMPLES;
        samples->count--;
    }
    if (samples->count == 0 || mono_ms - samples->items[samples->oldest].mono_ms < 10 * MINUTE_MS) {
        return NULL;
    }
    return &samples->items[samples->oldest].value;
}

enum trend trend_step(struct trend_samples *samples, int64_t mono_ms, double value, double digit,
                      double deadband)
{
    const double *before = compared(samples, mono_ms);
    enum trend trend = TREND_NONE;
    if (before) {
        double moved = value - *before;
        /* 80.1 - 80.0 is a little less than 0.1 in binary. */
        bool counts = fabs(moved) >= digit * (1.0 - 1e-9) && fabs(moved) > deadband;
        trend = !counts ? TREND_STEADY : moved > 0.0 ? TREND_UP : TREND_DOWN;
    }
    keep(samples, mono_ms, value);
    return trend;
}
