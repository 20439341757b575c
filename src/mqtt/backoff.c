#include "mqtt/backoff.h"

#include <assert.h>
#include <limits.h>

void backoff_init(struct backoff *backoff, int least_ms, int most_ms)
{
    assert(0 < least_ms && least_ms <= most_ms && most_ms <= INT_MAX / 2);
    *backoff = (struct backoff){.least_ms = least_ms, .most_ms = most_ms, .next_ms = least_ms};
}

int backoff_take_ms(struct backoff *backoff, uint32_t random)
{
    int base = backoff->next_ms;
    backoff->next_ms = base > backoff->most_ms / 2 ? backoff->most_ms : base * 2;
    return base - base / 2 + (int)((int64_t)base * random / UINT32_MAX);
}

void backoff_reset(struct backoff *backoff)
{
    backoff->next_ms = backoff->least_ms;
}
