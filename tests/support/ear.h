#pragma once

/* A client with a memory: tests wait for what it hears. */

#include <stdbool.h>
#include <stddef.h>

#include "mqtt/client.h"

struct heard {
    char *topic, *payload; /* the last payload, with a NUL behind it */
    size_t length;
    bool retained; /* the first one was */
    size_t count;
};

struct ear;

/* Opens a client; aborts the test when that is not possible. */
struct ear *ear_open(const struct client_settings *settings);

/* One who only listens to `topics` (and publishes) on a loopback port, without TLS. */
struct ear *ear_open_plain(int port, const char *id, const char *topics);

/* Leaves, then frees. NULL is allowed. */
void ear_close(struct ear *ear);

struct client *ear_client(struct ear *ear);

/* All these take mail while they wait, and return false after `seconds`. */
bool ear_await_link(struct ear *ear, enum client_link link, int seconds);
bool ear_await(struct ear *ear, const char *topic, const char *payload, int seconds);
bool ear_await_count(struct ear *ear, size_t messages, int seconds);
bool ear_await_sent(struct ear *ear, int seconds);

/* What was heard on a topic; NULL: nothing. */
const struct heard *ear_heard(const struct ear *ear, const char *topic);
size_t ear_topics(const struct ear *ear);
size_t ear_messages(const struct ear *ear);

/* Publishes a text, QoS 1, and waits until it is acknowledged. */
void ear_say(struct ear *ear, const char *topic, const char *payload, bool retain);
