#pragma once

/*
 * One connection to the broker, from the attempt to its end, whatever the end is. It never
 * reconnects: the next session is a new one with a new mosquitto object. Everything here runs in
 * the network thread.
 */

#include "mqtt/ending.h"
#include "mqtt/inbox.h"
#include "mqtt/outbox.h"
#include "mqtt/report.h"

struct session_parts {
    const struct client_settings *settings;
    struct inbox *inbox;
    struct outbox *outbox;
    struct report *report; /* NULL: nobody counts */
    int wake_fd;           /* readable when the outbox or somebody else wants a turn */
};

struct session;

/* Connects; may block, see client_status(). NULL with the reason in `ending`. */
struct session *session_create(const struct session_parts *parts, struct ending *ending);
void session_destroy(struct session *session);

/* Sleeps until something is to be done, and does it. False: it is over, see session_ending(). */
bool session_turn(struct session *session);

/* The broker has answered the connect and every subscription. */
bool session_is_up(const struct session *session);

/* Of a session that is up: the reason why the broker does not grant a subscription, or NULL. */
const struct ending *session_refusal(const struct session *session);

/* Of a session that is over. */
const struct ending *session_ending(const struct session *session);

/*
 * Sends what is in the outbox, then the leave payload, waits for its acknowledgement and
 * disconnects, all until the given time at the latest. session_turn() goes on until it is over.
 */
void session_leave(struct session *session, int64_t until_ms);
