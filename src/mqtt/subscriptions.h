#pragma once

/* What a session asks the broker for, and what the broker answered. */

#include <mosquitto.h>

#include "mqtt/client.h"
#include "mqtt/ending.h"

struct subscriptions {
    const struct client_subscription *wanted;
    size_t count;
    bool v5;
    int *mids; /* of the question that is open; 0: none is */
    bool *granted;
    size_t open;    /* questions without an answer */
    size_t refused; /* since the last subscriptions_ask() */
};

/* `wanted` is borrowed. False: no memory. */
bool subscriptions_init(struct subscriptions *subscriptions,
                        const struct client_subscription *wanted, size_t count, bool v5);
void subscriptions_finish(struct subscriptions *subscriptions);

/* Asks for all that were not granted yet. A code of the library. */
int subscriptions_ask(struct subscriptions *subscriptions, struct mosquitto *mosquitto);

/*
 * The broker's answer to question `mid`: false when it refuses, with the reason. Requests that it
 * refuses are done without.
 */
bool subscriptions_answered(struct subscriptions *subscriptions, int mid, int answer,
                            struct ending *reason);
