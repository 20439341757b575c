#pragma once

/*
 * A connection to the broker without a thread: a publication is on the socket when wire_publish()
 * returns, so that a time taken before it counts from the source's own call.
 */

#include <stddef.h>

struct wire;

/* Does not return on failure. */
struct wire *wire_open(int port);
void wire_close(struct wire *wire);

/* QoS 0, not retained. */
void wire_publish(struct wire *wire, const char *topic, const char *payload);

/* Waits until the kernel has taken all that was published. */
void wire_flush(struct wire *wire);

/* From now on the last payload of `topic` is kept. One topic a wire. */
void wire_listen(struct wire *wire, const char *topic);

/* Takes what comes in for `ms`; then the last payload, "" before the first. */
const char *wire_heard(struct wire *wire, int ms);

/* Waits for one message. */
void wire_await(struct wire *wire);
