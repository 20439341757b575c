#include "mqtt/spool.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define ALIGNMENT _Alignof(struct record)

bool spool_init(struct spool *spool, size_t capacity)
{
    *spool = (struct spool){.bytes = malloc(capacity), .capacity = capacity};
    return spool->bytes != NULL;
}

void spool_finish(struct spool *spool)
{
    free(spool->bytes);
    *spool = (struct spool){0};
}

static size_t reply_length_of(const struct client_reply *reply)
{
    return reply != NULL && reply->topic != NULL ? strlen(reply->topic) + 1 : 0;
}

static size_t correlation_length_of(const struct client_reply *reply)
{
    return reply != NULL ? reply->correlation_length : 0;
}

size_t spool_size_of(size_t topic_length, size_t length, const struct client_reply *reply)
{
    size_t size = sizeof(struct record) + topic_length + 1 + length + 1 + reply_length_of(reply) +
                  correlation_length_of(reply);
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

/* FNV-1a: only to spare most comparisons of topics. */
static uint32_t hash_of(const char *topic, size_t length)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < length; i++) {
        hash = (hash ^ (unsigned char)topic[i]) * 16777619u;
    }
    return hash;
}

static struct record *record_at(const struct spool *spool, size_t offset)
{
    return (struct record *)(void *)(spool->bytes + offset);
}

static size_t offset_of(const struct spool *spool, const struct record *record)
{
    return (size_t)((const char *)record - spool->bytes);
}

/* The first at or behind `offset` that is not gone. */
static struct record *living_from(const struct spool *spool, size_t offset)
{
    while (offset < spool->end) {
        struct record *record = record_at(spool, offset);
        if (!record->gone) {
            return record;
        }
        offset += record->size;
    }
    return NULL;
}

static void compact(struct spool *spool)
{
    size_t to = 0;
    for (size_t from = spool->first; from < spool->end;) {
        struct record *record = record_at(spool, from);
        size_t size = record->size;
        if (!record->gone) {
            memmove(spool->bytes + to, record, size);
            to += size;
        }
        from += size;
    }
    spool->first = 0;
    spool->end = to;
    assert(to == spool->taken);
}

static void append_reply(const struct record *record, char *to, const struct client_reply *reply)
{
    if (record->reply_length > 0) {
        memcpy(to, reply->topic, record->reply_length);
    }
    if (record->correlation_length > 0) {
        memcpy(to + record->reply_length, reply->correlation, record->correlation_length);
    }
}

struct record *spool_append(struct spool *spool, const char *topic, const void *payload,
                            size_t length, const struct client_reply *reply)
{
    size_t topic_length = strlen(topic), size = spool_size_of(topic_length, length, reply);
    if (size > spool_room(spool)) {
        return NULL;
    }
    if (size > spool->capacity - spool->end) {
        compact(spool);
    }
    struct record *record = record_at(spool, spool->end);
    *record = (struct record){.size = (uint32_t)size,
                              .topic_length = (uint32_t)topic_length,
                              .length = (uint32_t)length,
                              .reply_length = (uint32_t)reply_length_of(reply),
                              .correlation_length = (uint32_t)correlation_length_of(reply),
                              .hash = hash_of(topic, topic_length)};
    memcpy(record->bytes, topic, topic_length + 1);
    char *to = record->bytes + topic_length + 1;
    if (length > 0) {
        memcpy(to, payload, length);
    }
    to[length] = '\0';
    append_reply(record, to + length + 1, reply);
    spool->end += size;
    spool->taken += size;
    spool->count++;
    return record;
}

struct record *spool_first(const struct spool *spool)
{
    return living_from(spool, spool->first);
}

struct record *spool_next(const struct spool *spool, const struct record *record)
{
    return living_from(spool, offset_of(spool, record) + record->size);
}

void spool_remove(struct spool *spool, struct record *record)
{
    assert(!record->gone);
    record->gone = true;
    spool->taken -= record->size;
    spool->count--;
    if (spool->count == 0) {
        spool->first = spool->end = 0;
    } else {
        spool->first = offset_of(spool, living_from(spool, spool->first));
    }
}

size_t spool_room(const struct spool *spool)
{
    return spool->capacity - spool->taken;
}

static bool superseded_by(const struct record *record, const char *topic, uint32_t hash)
{
    return record->hash == hash && (record->reading || record->retain) && record->mid == 0 &&
           strcmp(record->bytes, topic) == 0;
}

size_t spool_bytes_of(const struct spool *spool, const char *topic)
{
    uint32_t hash = hash_of(topic, strlen(topic));
    size_t bytes = 0;
    for (struct record *r = spool_first(spool); r != NULL; r = spool_next(spool, r)) {
        bytes += superseded_by(r, topic, hash) ? r->size : 0;
    }
    return bytes;
}

void spool_remove_all_of(struct spool *spool, const char *topic)
{
    uint32_t hash = hash_of(topic, strlen(topic));
    for (struct record *r = spool_first(spool), *next; r != NULL; r = next) {
        next = spool_next(spool, r);
        if (superseded_by(r, topic, hash)) {
            spool_remove(spool, r);
        }
    }
}

const char *record_topic(const struct record *record)
{
    return record->bytes;
}

const void *record_payload(const struct record *record)
{
    return record->bytes + record->topic_length + 1;
}

struct client_reply record_reply(const struct record *record)
{
    const char *behind = record->bytes + record->topic_length + 1 + record->length + 1;
    return (struct client_reply){
        .topic = record->reply_length > 0 ? behind : NULL,
        .correlation = record->correlation_length > 0 ? behind + record->reply_length : NULL,
        .correlation_length = record->correlation_length,
    };
}
