#pragma once

/*
 * Messages on their way from the network thread (one writer) to whoever draws (one reader). Two
 * halves: the writer fills one while the reader empties the other, and they change places when the
 * reader has come to the end of his. So a burst costs a few locks and wake-ups, not one a message.
 *
 * A message that does not fit first displaces older readings of its own topic, if that helps; then
 * its writer waits for the reader, which the broker feels as TCP back-pressure; then it is dropped
 * and counted. What is no reading (config, requests, banners) drops the newest readings instead.
 * Only so many requests may wait: a flood of them leaves the room to everything else.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "mqtt/client.h"

/* More than people ask for at once. */
#define INBOX_REQUESTS 32

struct inbox;

/*
 * Each half takes `half_bytes`. `patience_ms` is how long a writer waits for a reader who does not
 * come; after it nobody waits any more until he has come. NULL: no memory.
 */
struct inbox *inbox_create(size_t half_bytes, int patience_ms);
void inbox_destroy(struct inbox *inbox);

/* The reader's side. Readable while there is mail or a call that was not acknowledged. */
int inbox_fd(const struct inbox *inbox);
void inbox_acknowledge(struct inbox *inbox);
bool inbox_take(struct inbox *inbox, struct client_message *message);

/* The writer's side; false when there is no room. The reader is not woken before inbox_deliver().
 */
bool inbox_put(struct inbox *inbox, const struct client_message *message);

/* Wakes the reader when there is something that he was not yet woken for. */
void inbox_deliver(struct inbox *inbox);

/* Wakes the reader though there is no mail: the link changed. */
void inbox_call(struct inbox *inbox);

/* From now on no writer waits. Any thread. */
void inbox_close(struct inbox *inbox);

/* Messages that found no room. */
uint64_t inbox_dropped(struct inbox *inbox);
