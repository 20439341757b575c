#pragma once

/*
 * How long to wait before the next attempt to connect: doubling, with +-50 % jitter, so that a
 * hundred boards do not come back to a restarted broker in one instant.
 */

#include <stdint.h>

struct backoff {
    int least_ms, most_ms; /* before jitter */
    int next_ms;
};

void backoff_init(struct backoff *backoff, int least_ms, int most_ms);

/* The wait before the next attempt; `random` is any 32 random bits. */
int backoff_take_ms(struct backoff *backoff, uint32_t random);

/* After a connection that proved stable. */
void backoff_reset(struct backoff *backoff);
