#include "support/ear.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct ear {
    struct client *client;
    struct heard *heard;
    size_t topics, room, messages;
};

struct ear *ear_open(const struct client_settings *settings)
{
    struct ear *ear = calloc(1, sizeof *ear);
    if (ear == NULL || (ear->client = client_create(settings)) == NULL) {
        abort();
    }
    return ear;
}

struct ear *ear_open_plain(int port, const char *id, const char *topics)
{
    const struct client_subscription subscription = {.topic = topics, .qos = 1};
    return ear_open(&(struct client_settings){
        .broker = {.host = "127.0.0.1", .port = port, .version = 5, .keepalive_s = 15},
        .client_id = id,
        .subscriptions = &subscription,
        .subscription_count = topics != NULL ? 1 : 0,
        .backoff_least_ms = 50,
        .backoff_most_ms = 200});
}

void ear_close(struct ear *ear)
{
    if (ear == NULL) {
        return;
    }
    client_destroy(ear->client, 3000);
    for (size_t i = 0; i < ear->topics; i++) {
        free(ear->heard[i].topic);
        free(ear->heard[i].payload);
    }
    free(ear->heard);
    free(ear);
}

struct client *ear_client(struct ear *ear)
{
    return ear->client;
}

static struct heard *find(const struct ear *ear, const char *topic)
{
    for (size_t i = 0; i < ear->topics; i++) {
        if (strcmp(ear->heard[i].topic, topic) == 0) {
            return &ear->heard[i];
        }
    }
    return NULL;
}

static struct heard *add(struct ear *ear, const struct client_message *message)
{
    if (ear->topics == ear->room) {
        ear->room = ear->room * 2 + 64;
        ear->heard = realloc(ear->heard, ear->room * sizeof *ear->heard);
        if (ear->heard == NULL) {
            abort();
        }
    }
    ear->heard[ear->topics] =
        (struct heard){.topic = strdup(message->topic), .retained = message->retained};
    return &ear->heard[ear->topics++];
}

static void take_mail(struct ear *ear)
{
    struct client_message message;
    client_acknowledge(ear->client);
    while (client_take(ear->client, &message)) {
        struct heard *heard = find(ear, message.topic);
        if (heard == NULL) {
            heard = add(ear, &message);
        }
        free(heard->payload);
        heard->payload = malloc(message.length + 1);
        memcpy(heard->payload, message.payload, message.length + 1);
        heard->length = message.length;
        heard->count++;
        ear->messages++;
    }
}

struct wish {
    const char *topic, *payload;
    enum client_link link;
    size_t messages;
};

static bool has_link(struct ear *ear, const struct wish *wish)
{
    return client_status(ear->client).link == wish->link;
}

static bool has_payload(struct ear *ear, const struct wish *wish)
{
    const struct heard *heard = find(ear, wish->topic);
    return heard != NULL && strcmp(heard->payload, wish->payload) == 0;
}

static bool has_count(struct ear *ear, const struct wish *wish)
{
    return ear->messages >= wish->messages;
}

static bool has_sent(struct ear *ear, const struct wish *wish)
{
    (void)wish;
    return client_pending(ear->client) == 0;
}

static bool await(struct ear *ear, bool (*is_met)(struct ear *, const struct wish *),
                  const struct wish *wish, int seconds)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    time_t until = now.tv_sec + seconds;
    while (now.tv_sec <= until) {
        take_mail(ear);
        if (is_met(ear, wish)) {
            return true;
        }
        poll(&(struct pollfd){.fd = client_fd(ear->client), .events = POLLIN}, 1, 10);
        clock_gettime(CLOCK_MONOTONIC, &now);
    }
    struct client_status status = client_status(ear->client);
    fprintf(stderr, "waited in vain: link %d, %s, %zu messages\n", (int)status.link, status.reason,
            ear->messages);
    return false;
}

bool ear_await_link(struct ear *ear, enum client_link link, int seconds)
{
    return await(ear, has_link, &(struct wish){.link = link}, seconds);
}

bool ear_await(struct ear *ear, const char *topic, const char *payload, int seconds)
{
    return await(ear, has_payload, &(struct wish){.topic = topic, .payload = payload}, seconds);
}

bool ear_await_count(struct ear *ear, size_t messages, int seconds)
{
    return await(ear, has_count, &(struct wish){.messages = messages}, seconds);
}

bool ear_await_sent(struct ear *ear, int seconds)
{
    return await(ear, has_sent, &(struct wish){0}, seconds);
}

const struct heard *ear_heard(const struct ear *ear, const char *topic)
{
    return find(ear, topic);
}

size_t ear_topics(const struct ear *ear)
{
    return ear->topics;
}

size_t ear_messages(const struct ear *ear)
{
    return ear->messages;
}

void ear_say(struct ear *ear, const char *topic, const char *payload, bool retain)
{
    if (!client_publish(ear->client, topic, payload, strlen(payload), 1, retain) ||
        !ear_await_sent(ear, 20)) {
        abort();
    }
}
