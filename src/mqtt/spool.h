#pragma once

/*
 * A bounded queue of messages in one block of memory, oldest first. All memory is taken at the
 * start, but pages are touched only when messages fill them: a spool that is emptied begins at its
 * front again. Not thread-safe; inbox and outbox lock around it.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "mqtt/client.h"

struct record {
    uint32_t size; /* of the whole record in the spool */
    uint32_t topic_length, length;
    uint32_t reply_length,
        correlation_length; /* of the topic for an answer with its NUL; 0: none */
    uint32_t hash;          /* of the topic */
    int64_t mono_ms;        /* incoming: when it was received */
    int mid;                /* outgoing: the library's message id; 0: not handed over */
    uint8_t qos;
    bool retain;
    bool reading; /* see topic_is_reading() */
    bool request; /* see topic_request_verb() */
    bool gone;
    char bytes[]; /* topic, NUL, payload, NUL; topic for an answer, NUL; correlation */
};

struct spool {
    char *bytes;
    size_t capacity;
    size_t first, end; /* where the oldest begins, where the next will */
    size_t taken;      /* bytes of records that are not gone */
    size_t count;      /* of these */
};

bool spool_init(struct spool *spool, size_t capacity);
void spool_finish(struct spool *spool);

/* What a message takes in a spool; `reply` may be NULL. */
size_t spool_size_of(size_t topic_length, size_t length, const struct client_reply *reply);

/*
 * Adds a message; `reply` may be NULL. NULL when there is no room. Records may move: pointers to
 * them are valid until the next spool_append().
 */
struct record *spool_append(struct spool *spool, const char *topic, const void *payload,
                            size_t length, const struct client_reply *reply);

/* The oldest, and the one behind `record`; NULL at the end. */
struct record *spool_first(const struct spool *spool);
struct record *spool_next(const struct spool *spool, const struct record *record);

void spool_remove(struct spool *spool, struct record *record);

size_t spool_room(const struct spool *spool);

/* The bytes of the reading or retained messages of `topic` that a newer one would make needless. */
size_t spool_bytes_of(const struct spool *spool, const char *topic);
void spool_remove_all_of(struct spool *spool, const char *topic);

const char *record_topic(const struct record *record);
const void *record_payload(const struct record *record);
struct client_reply record_reply(const struct record *record);
