#pragma once

/*
 * The network thread: one session after the other, with a back-off between them, for as long as it
 * is not told to leave. There is no fault that ends it.
 */

#include <stdatomic.h>

#include "mqtt/report.h"
#include "mqtt/session.h"

struct network {
    struct session_parts parts;
    struct report *report;
    _Atomic int64_t leave_until_ms; /* NEVER: stay */
};

void network_init(struct network *network, const struct session_parts *parts,
                  struct report *report);

/* Returns after network_leave(). */
void network_run(struct network *network);

/* From another thread: leave the broker in good order, until the given time at the latest. */
void network_leave(struct network *network, int64_t until_ms);
