#include "mqtt/inbox.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "mqtt/spool.h"
#include "mqtt/topics.h"
#include "mqtt/wake.h"

struct inbox {
    int fd;
    int patience_ms;
    struct spool read;    /* the reader's alone */
    struct record *taken; /* of `read`: what the reader looks at */

    pthread_mutex_t lock; /* of all below */
    pthread_cond_t emptied;
    struct spool written;
    bool ringing; /* fd is readable */
    bool called;
    bool reader_stuck;
    bool closed;
    size_t requests; /* that wait, in both halves */
    uint64_t dropped;
};

static void init_emptied(struct inbox *inbox)
{
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&inbox->emptied, &attributes);
    pthread_condattr_destroy(&attributes);
}

struct inbox *inbox_create(size_t half_bytes, int patience_ms)
{
    struct inbox *inbox = calloc(1, sizeof *inbox);
    if (inbox == NULL) {
        return NULL;
    }
    inbox->patience_ms = patience_ms;
    pthread_mutex_init(&inbox->lock, NULL);
    init_emptied(inbox);
    inbox->fd = wake_create();
    if (inbox->fd < 0 || !spool_init(&inbox->read, half_bytes) ||
        !spool_init(&inbox->written, half_bytes)) {
        inbox_destroy(inbox);
        return NULL;
    }
    return inbox;
}

void inbox_destroy(struct inbox *inbox)
{
    if (inbox == NULL) {
        return;
    }
    if (inbox->fd >= 0) {
        close(inbox->fd);
    }
    spool_finish(&inbox->read);
    spool_finish(&inbox->written);
    pthread_cond_destroy(&inbox->emptied);
    pthread_mutex_destroy(&inbox->lock);
    free(inbox);
}

int inbox_fd(const struct inbox *inbox)
{
    return inbox->fd;
}

static void ring(struct inbox *inbox)
{
    if (!inbox->ringing) {
        inbox->ringing = true;
        wake_ring(inbox->fd);
    }
}

static void silence(struct inbox *inbox)
{
    if (inbox->ringing && !inbox->called) {
        inbox->ringing = false;
        wake_clear(inbox->fd);
    }
}

void inbox_acknowledge(struct inbox *inbox)
{
    size_t left = inbox->read.count - (inbox->taken != NULL ? 1 : 0);
    pthread_mutex_lock(&inbox->lock);
    inbox->called = false;
    if (left == 0 && inbox->written.count == 0) {
        silence(inbox);
    }
    pthread_mutex_unlock(&inbox->lock);
}

/* The reader is at the end of his half. */
static void change_places(struct inbox *inbox)
{
    pthread_mutex_lock(&inbox->lock);
    if (inbox->written.count > 0) {
        struct spool full = inbox->written;
        inbox->written = inbox->read;
        inbox->read = full;
        inbox->reader_stuck = false;
        pthread_cond_signal(&inbox->emptied);
    } else {
        silence(inbox);
    }
    pthread_mutex_unlock(&inbox->lock);
}

/* The reader is done with what he took. */
static void give_back(struct inbox *inbox)
{
    if (inbox->taken->request) {
        pthread_mutex_lock(&inbox->lock);
        inbox->requests--;
        pthread_mutex_unlock(&inbox->lock);
    }
    spool_remove(&inbox->read, inbox->taken);
    inbox->taken = NULL;
}

bool inbox_take(struct inbox *inbox, struct client_message *message)
{
    if (inbox->taken != NULL) {
        give_back(inbox);
    }
    if (inbox->read.count == 0) {
        change_places(inbox);
    }
    struct record *record = spool_first(&inbox->read);
    if (record == NULL) {
        return false;
    }
    inbox->taken = record;
    *message = (struct client_message){.topic = record_topic(record),
                                       .payload = record_payload(record),
                                       .length = record->length,
                                       .retained = record->retain,
                                       .mono_ms = record->mono_ms,
                                       .reply = record_reply(record)};
    return true;
}

static bool store(struct inbox *inbox, const struct client_message *message, bool reading)
{
    struct record *record = spool_append(&inbox->written, message->topic, message->payload,
                                         message->length, &message->reply);
    if (record == NULL) {
        return false;
    }
    record->retain = message->retained;
    record->mono_ms = message->mono_ms;
    record->reading = reading;
    record->request = !reading && topic_request_verb(message->topic) != NULL;
    return true;
}

/* Older readings of the topic give way, but only when that makes room enough. */
static void displace_older(struct inbox *inbox, const char *topic, size_t size)
{
    if (spool_room(&inbox->written) + spool_bytes_of(&inbox->written, topic) >= size) {
        spool_remove_all_of(&inbox->written, topic);
    }
}

/* Waits until the reader has taken everything, or lost the right to be waited for. */
static void await_reader(struct inbox *inbox)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    int64_t ns = until.tv_nsec + (int64_t)inbox->patience_ms * 1000000;
    until.tv_sec += ns / 1000000000;
    until.tv_nsec = ns % 1000000000;

    ring(inbox);
    while (inbox->written.count > 0 && !inbox->closed && !inbox->reader_stuck) {
        if (pthread_cond_timedwait(&inbox->emptied, &inbox->lock, &until) != 0) {
            inbox->reader_stuck = inbox->written.count > 0;
        }
    }
}

/* The newest readings give way to what is more than a reading, as many as are needed. */
static void drop_newest_readings(struct inbox *inbox, size_t size)
{
    struct spool *spool = &inbox->written;
    size_t readings = 0;
    for (struct record *r = spool_first(spool); r != NULL; r = spool_next(spool, r)) {
        readings += r->reading ? r->size : 0;
    }
    if (spool_room(spool) + readings < size) {
        return;
    }
    size_t kept = spool_room(spool) + readings - size;
    for (struct record *r = spool_first(spool), *next; r != NULL; r = next) {
        next = spool_next(spool, r);
        if (r->reading && r->size <= kept) {
            kept -= r->size;
        } else if (r->reading) {
            kept = 0;
            spool_remove(spool, r);
            inbox->dropped++;
        }
    }
}

static bool store_under_pressure(struct inbox *inbox, const struct client_message *message,
                                 bool reading)
{
    size_t size = spool_size_of(strlen(message->topic), message->length, &message->reply);
    if (reading) {
        displace_older(inbox, message->topic, size);
        if (store(inbox, message, reading)) {
            return true;
        }
    }
    await_reader(inbox);
    if (store(inbox, message, reading)) {
        return true;
    }
    if (!reading) {
        drop_newest_readings(inbox, size);
    }
    return store(inbox, message, reading);
}

bool inbox_put(struct inbox *inbox, const struct client_message *message)
{
    bool reading = topic_is_reading(message->topic);
    bool request = !reading && topic_request_verb(message->topic) != NULL;
    pthread_mutex_lock(&inbox->lock);
    bool stored = (!request || inbox->requests < INBOX_REQUESTS) &&
                  (store(inbox, message, reading) || store_under_pressure(inbox, message, reading));
    inbox->requests += stored && request;
    inbox->dropped += !stored;
    pthread_mutex_unlock(&inbox->lock);
    return stored;
}

void inbox_deliver(struct inbox *inbox)
{
    pthread_mutex_lock(&inbox->lock);
    if (inbox->written.count > 0) {
        ring(inbox);
    }
    pthread_mutex_unlock(&inbox->lock);
}

void inbox_call(struct inbox *inbox)
{
    pthread_mutex_lock(&inbox->lock);
    inbox->called = true;
    ring(inbox);
    pthread_mutex_unlock(&inbox->lock);
}

void inbox_close(struct inbox *inbox)
{
    pthread_mutex_lock(&inbox->lock);
    inbox->closed = true;
    pthread_cond_signal(&inbox->emptied);
    pthread_mutex_unlock(&inbox->lock);
}

uint64_t inbox_dropped(struct inbox *inbox)
{
    pthread_mutex_lock(&inbox->lock);
    uint64_t dropped = inbox->dropped;
    pthread_mutex_unlock(&inbox->lock);
    return dropped;
}
