#pragma once

/*
 * Publications on their way to the broker. Any thread puts, the network thread takes. A QoS 1
 * publication stays here until it is acknowledged, and is sent again in the next session when it
 * was not. While there is no session, a retained publication replaces the one of its topic that
 * still waits: it is a state, not a log.
 */

#include <stdbool.h>
#include <stddef.h>

struct outbox;

struct outbox_item {
    const char *topic;
    const void *payload; /* length bytes; valid until the next outbox_take() */
    size_t length;
    int qos;
    bool retain;
    const void *correlation; /* of an answer; NULL */
    size_t correlation_length;
};

/* `wake_fd` is rung when something was put (see mqtt/wake.h). NULL: no memory. */
struct outbox *outbox_create(size_t bytes, int wake_fd);
void outbox_destroy(struct outbox *outbox);

/* False when there is no room; then nothing changed. */
bool outbox_put(struct outbox *outbox, const struct outbox_item *item);

/*
 * Hands out the oldest that was not yet sent; false when there is none, or when as many as may be
 * are on their way without an acknowledgement. The caller tells what became of it by outbox_sent()
 * or outbox_forget() before he takes the next; after a lost session he need not.
 */
bool outbox_take(struct outbox *outbox, struct outbox_item *item);

/* `mid` is the library's message id, not 0; QoS 0 is done with it. */
void outbox_sent(struct outbox *outbox, int mid);

/* It cannot be sent, ever. */
void outbox_forget(struct outbox *outbox);

void outbox_acknowledged(struct outbox *outbox, int mid);

/* A session begins or ended: what was not acknowledged is to be sent again. */
void outbox_set_online(struct outbox *outbox, bool online);

size_t outbox_pending(struct outbox *outbox);
