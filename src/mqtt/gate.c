#include "mqtt/gate.h"

#define MOST_MS ((int64_t)GATE_BURST * GATE_EVERY_MS)

void gate_init(struct gate *gate)
{
    *gate = (struct gate){.credit_ms = MOST_MS, .last_ms = INT64_MAX};
}

bool gate_pass(struct gate *gate, int64_t mono_ms)
{
    if (mono_ms > gate->last_ms) {
        gate->credit_ms += mono_ms - gate->last_ms;
        gate->credit_ms = gate->credit_ms < MOST_MS ? gate->credit_ms : MOST_MS;
    }
    gate->last_ms = mono_ms;
    if (gate->credit_ms < GATE_EVERY_MS) {
        return false;
    }
    gate->credit_ms -= GATE_EVERY_MS;
    return true;
}
