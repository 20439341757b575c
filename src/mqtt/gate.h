#pragma once

/*
 * How many requests are let in: a burst at once, then so many a second. What is beyond costs the
 * wall nothing: the network thread answers it by itself.
 */

#include <stdbool.h>
#include <stdint.h>

#define GATE_BURST 20
#define GATE_EVERY_MS 200

struct gate {
    int64_t credit_ms; /* a request costs GATE_EVERY_MS */
    int64_t last_ms;
};

void gate_init(struct gate *gate);

/* Whether a request that comes at `mono_ms` is let in. */
bool gate_pass(struct gate *gate, int64_t mono_ms);
