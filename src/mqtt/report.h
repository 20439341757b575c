#pragma once

/* What the network thread tells about itself; any thread may ask. */

#include <pthread.h>

#include "mqtt/client.h"

struct report {
    pthread_mutex_t lock;
    struct client_status status;
    bool awaited; /* somebody waits for an acknowledgement */
};

void report_init(struct report *report);
void report_finish(struct report *report);

/* The thread is alive. */
void report_turned(struct report *report);

/* True when this is news. `reason` is kept also when the state stays the same. */
bool report_link(struct report *report, enum client_link state, const char *reason);

/* A session came up, `again` when it was not the first. True when this is news. */
bool report_up(struct report *report, bool again);

/* A retained request was ignored. NULL is allowed. */
void report_retained_request(struct report *report);

/* The broker acknowledged a publication. True: somebody waits for that. NULL is allowed. */
bool report_acknowledged(struct report *report);
void report_await_acknowledgement(struct report *report);

/* The broker refused a publication. NULL is allowed. */
void report_refused_publication(struct report *report);

struct client_status report_status(struct report *report);
