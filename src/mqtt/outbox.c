#include "mqtt/outbox.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "mqtt/spool.h"
#include "mqtt/wake.h"

/* The usual Receive Maximum of a broker: more would only queue up inside the library. */
#define IN_FLIGHT 20
#define HANDED_OUT (-1)

struct outbox {
    int wake_fd;
    char *copy; /* what outbox_take() gave out: `waiting` may move meanwhile */

    pthread_mutex_t lock; /* of all below */
    struct spool waiting;
    size_t in_flight;
    bool online;
};

struct outbox *outbox_create(size_t bytes, int wake_fd)
{
    struct outbox *outbox = calloc(1, sizeof *outbox);
    if (outbox == NULL) {
        return NULL;
    }
    outbox->wake_fd = wake_fd;
    pthread_mutex_init(&outbox->lock, NULL);
    outbox->copy = malloc(bytes);
    if (outbox->copy == NULL || !spool_init(&outbox->waiting, bytes)) {
        outbox_destroy(outbox);
        return NULL;
    }
    return outbox;
}

void outbox_destroy(struct outbox *outbox)
{
    if (outbox == NULL) {
        return;
    }
    spool_finish(&outbox->waiting);
    free(outbox->copy);
    pthread_mutex_destroy(&outbox->lock);
    free(outbox);
}

static bool store(struct outbox *outbox, const struct outbox_item *item)
{
    struct spool *spool = &outbox->waiting;
    size_t room = spool_room(spool);
    bool replaces = item->retain && !outbox->online;
    if (replaces) {
        room += spool_bytes_of(spool, item->topic);
    }
    const struct client_reply reply = {.correlation = item->correlation,
                                       .correlation_length = item->correlation_length};
    if (room < spool_size_of(strlen(item->topic), item->length, &reply)) {
        return false;
    }
    if (replaces) {
        spool_remove_all_of(spool, item->topic);
    }
    struct record *record = spool_append(spool, item->topic, item->payload, item->length, &reply);
    record->qos = (uint8_t)item->qos;
    record->retain = item->retain;
    return true;
}

bool outbox_put(struct outbox *outbox, const struct outbox_item *item)
{
    pthread_mutex_lock(&outbox->lock);
    bool stored = store(outbox, item);
    bool ring = stored && outbox->online;
    pthread_mutex_unlock(&outbox->lock);
    if (ring) {
        wake_ring(outbox->wake_fd);
    }
    return stored;
}

static struct record *find(const struct outbox *outbox, int mid)
{
    struct record *record = spool_first(&outbox->waiting);
    while (record != NULL && record->mid != mid) {
        record = spool_next(&outbox->waiting, record);
    }
    return record;
}

static void hand_out(struct outbox *outbox, struct record *record, struct outbox_item *item)
{
    size_t topic_bytes = record->topic_length + 1u;
    record->mid = HANDED_OUT;
    memcpy(outbox->copy, record_topic(record), topic_bytes + record->length);
    char *correlation = outbox->copy + topic_bytes + record->length;
    if (record->correlation_length > 0) {
        memcpy(correlation, record_reply(record).correlation, record->correlation_length);
    }
    *item = (struct outbox_item){.topic = outbox->copy,
                                 .payload = outbox->copy + topic_bytes,
                                 .length = record->length,
                                 .qos = record->qos,
                                 .retain = record->retain,
                                 .correlation = correlation,
                                 .correlation_length = record->correlation_length};
}

bool outbox_take(struct outbox *outbox, struct outbox_item *item)
{
    pthread_mutex_lock(&outbox->lock);
    struct record *record = outbox->in_flight < IN_FLIGHT ? find(outbox, 0) : NULL;
    if (record != NULL) {
        hand_out(outbox, record, item);
    }
    pthread_mutex_unlock(&outbox->lock);
    return record != NULL;
}

void outbox_sent(struct outbox *outbox, int mid)
{
    pthread_mutex_lock(&outbox->lock);
    struct record *record = find(outbox, HANDED_OUT);
    assert(record != NULL);
    if (record->qos == 0) {
        spool_remove(&outbox->waiting, record);
    } else {
        record->mid = mid;
        outbox->in_flight++;
    }
    pthread_mutex_unlock(&outbox->lock);
}

void outbox_forget(struct outbox *outbox)
{
    pthread_mutex_lock(&outbox->lock);
    struct record *record = find(outbox, HANDED_OUT);
    assert(record != NULL);
    spool_remove(&outbox->waiting, record);
    pthread_mutex_unlock(&outbox->lock);
}

void outbox_acknowledged(struct outbox *outbox, int mid)
{
    pthread_mutex_lock(&outbox->lock);
    struct record *record = find(outbox, mid);
    if (record != NULL) {
        spool_remove(&outbox->waiting, record);
        outbox->in_flight--;
    }
    pthread_mutex_unlock(&outbox->lock);
}

void outbox_set_online(struct outbox *outbox, bool online)
{
    struct spool *spool = &outbox->waiting;
    pthread_mutex_lock(&outbox->lock);
    outbox->online = online;
    outbox->in_flight = 0;
    for (struct record *r = spool_first(spool); r != NULL; r = spool_next(spool, r)) {
        r->mid = 0;
    }
    pthread_mutex_unlock(&outbox->lock);
}

size_t outbox_pending(struct outbox *outbox)
{
    pthread_mutex_lock(&outbox->lock);
    size_t pending = outbox->waiting.count;
    pthread_mutex_unlock(&outbox->lock);
    return pending;
}
