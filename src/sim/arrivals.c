#include "sim/arrivals.h"

#include <math.h>

#include "base/moment.h"

/* The rate is held for so long; surges begin and end on such a step. */
#define STEP_MS (10 * SECOND_MS)

double arrivals_rate(const struct arrivals *arrivals, int64_t at_ms)
{
    double sum = 0.0;
    for (int i = 0; i < HALF_HOURS; i++) {
        sum += arrivals->shape[i];
    }
    if (sum <= 0.0) {
        return 0.0;
    }
    double share = arrivals->shape[half_hour_of_day(at_ms)] / sum;
    double times = window_covers(arrivals->surge, at_ms) ? arrivals->surge_times : 1.0;
    return arrivals->per_day * share * times / (double)HALF_HOUR_MS;
}

int64_t arrivals_next(const struct arrivals *arrivals, struct random *random, int64_t after_ms)
{
    /* Inversion: the arrival is where the summed rate reaches an exponential draw of mean 1. */
    double need = random_exponential(random, 1.0);
    int64_t at = after_ms;
    while (at < after_ms + 2 * DAY_MS) {
        int64_t step_end = at - at % STEP_MS + STEP_MS;
        double rate = arrivals_rate(arrivals, at);
        double expected = rate * (double)(step_end - at);
        if (expected >= need) {
            int64_t wait = (int64_t)ceil(need / rate);
            return at + (wait > 0 ? wait : 1);
        }
        need -= expected;
        at = step_end;
    }
    return NEVER;
}
