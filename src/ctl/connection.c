#include "ctl/connection.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/moment.h"
#include "ctl/settings.h"
#include "device/clock.h"
#include "device/files.h"
#include "mqtt/topics.h"

#define LEAVE_MS 2000
#define TOPICS 8
/* Brokers send what is retained at once. A mark that we publish ourselves comes behind it, on
 * mosquitto for certain; a pause this long after the mark means that there is no more. */
#define QUIET_MS 300
#define UNMARKED_MS 2000 /* the same where the mark may not be published or heard */
/* No bell rings for an acknowledgement. */
#define SETTLE_STEP_MS 5
/* A screenshot has at most 2 MiB. */
#define PACKET_MOST_BYTES ((size_t)2304 * 1024)

/* A message that came before the link was up. */
struct early {
    struct early *next;
    struct client_message message;
    char bytes[]; /* topic and payload, a NUL behind each */
};

struct connection {
    struct early *first, *last;
    struct early *given; /* what the message of the last call lies in */
    struct client *client;
    struct device_config *device;
    char root[TOPIC_BYTES];
    char mark[32]; /* a topic of our own, below the site */
    bool marked;   /* our mark has come back */
    int wait_ms;
    bool lost; /* and said */
};

int64_t connection_now_ms(void)
{
    return clock_now(CLOCK_TRUSTED).mono_ms;
}

/* ---- Coming up ------------------------------------------------------------------------------ */

static char *read_password(const char *path, int *code)
{
    char *password = file_read_password(path);
    if (password == NULL) {
        fprintf(stderr, PROGRAM ": %s: cannot be read: %s\n", path, strerror(errno));
        *code = EXIT_UNREADABLE;
    }
    return password;
}

static struct client *make_client(const struct connection *connection, const char *password,
                                  const char *const *topics, size_t count)
{
    struct client_subscription subscriptions[TOPICS + 1];
    char whole[TOPICS + 1][2 * TOPIC_BYTES], id[64], tail[13];
    count = count < TOPICS ? count : TOPICS;
    for (size_t i = 0; i <= count; i++) {
        snprintf(whole[i], sizeof whole[i], "%s%s", connection->root,
                 i < count ? topics[i] : connection->mark);
        /* At QoS 1 a broker's queue cuts off what is retained of more than a thousand screens. */
        subscriptions[i] =
            (struct client_subscription){.topic = whole[i], .qos = 0, .requests = i == count};
    }
    file_random_hex(tail, sizeof tail);
    snprintf(id, sizeof id, PROGRAM "-%s", tail);
    return client_create(&(struct client_settings){.broker = connection->device->broker,
                                                   .client_id = id,
                                                   .password = password,
                                                   .subscriptions = subscriptions,
                                                   .subscription_count = count + 1,
                                                   .packet_bytes = PACKET_MOST_BYTES});
}

static void sleep_until(struct connection *connection, int64_t until_ms)
{
    struct pollfd mail = {.fd = client_fd(connection->client), .events = POLLIN};
    int64_t wait_ms = until_ms - connection_now_ms();
    if (wait_ms > 0) {
        poll(&mail, 1, (int)wait_ms);
    }
    client_acknowledge(connection->client);
}

static void say_reason(const struct broker_config *broker, const struct client_status *status)
{
    fprintf(stderr, PROGRAM ": %s:%d: %s\n", broker->host, broker->port,
            status->reason[0] != '\0' ? status->reason : "the broker does not answer");
}

/*
 * A broker may send thousands of retained messages before it has granted the last subscription;
 * left where they are, they would keep the link from coming up and then be dropped.
 */
static void keep_early(struct connection *connection)
{
    struct client_message message;
    while (client_take(connection->client, &message)) {
        size_t topic = strlen(message.topic) + 1;
        struct early *early = malloc(sizeof *early + topic + message.length + 1);
        if (early == NULL) {
            abort();
        }
        *early = (struct early){.message = message};
        early->message.topic = memcpy(early->bytes, message.topic, topic);
        early->message.payload = memcpy(early->bytes + topic, message.payload, message.length + 1);
        *(connection->last != NULL ? &connection->last->next : &connection->first) = early;
        connection->last = early;
    }
}

/* The oldest message; valid until the next call. */
static bool take_any(struct connection *connection, struct client_message *message)
{
    struct early *early = connection->first;
    free(connection->given);
    connection->given = early;
    if (early == NULL) {
        return client_take(connection->client, message);
    }
    connection->first = early->next;
    connection->last = early->next != NULL ? connection->last : NULL;
    *message = early->message;
    return true;
}

/* The first fault ends it: whoever waits at a prompt wants to know, not to be tried again for. */
static bool await_up(struct connection *connection)
{
    int64_t until_ms = connection_now_ms() + connection->wait_ms;
    struct client_status status = client_status(connection->client);
    while (status.link == CLIENT_CONNECTING && status.reason[0] == '\0' &&
           connection_now_ms() < until_ms) {
        sleep_until(connection, until_ms);
        keep_early(connection);
        status = client_status(connection->client);
    }
    if (status.link != CLIENT_UP) {
        say_reason(&connection->device->broker, &status);
    }
    return status.link == CLIENT_UP;
}

static bool come_up(struct connection *connection, const char *const *topics, size_t count,
                    int *code)
{
    char *password = NULL;
    const char *path = connection->device->broker.password_file;
    if (path != NULL && (password = read_password(path, code)) == NULL) {
        return false;
    }
    char tail[17];
    file_random_hex(tail, sizeof tail);
    snprintf(connection->mark, sizeof connection->mark, "control/%s", tail);
    topic_root(connection->root, connection->device->site);
    connection->client = make_client(connection, password, topics, count);
    free(password);
    *code = EXIT_NO_BROKER;
    return connection->client != NULL && await_up(connection);
}

struct connection *connection_open(const struct call *call, const char *const *topics, size_t count,
                                   int *code)
{
    struct connection *connection = calloc(1, sizeof *connection);
    if (connection == NULL) {
        abort();
    }
    connection->wait_ms = call_wait_ms(call);
    connection->device = settings_read(call, code);
    if (connection->device == NULL || !come_up(connection, topics, count, code)) {
        connection_close(connection);
        return NULL;
    }
    *code = EXIT_DONE;
    return connection;
}

void connection_close(struct connection *connection)
{
    if (connection != NULL) {
        client_destroy(connection->client, LEAVE_MS);
        while (connection->first != NULL) {
            struct early *early = connection->first;
            connection->first = early->next;
            free(early);
        }
        free(connection->given);
        device_config_destroy(connection->device);
        free(connection);
    }
}

/* ---- Being up ------------------------------------------------------------------------------- */

bool connection_is_up(struct connection *connection)
{
    struct client_status status = client_status(connection->client);
    if (status.link != CLIENT_UP && !connection->lost) {
        connection->lost = true;
        fprintf(stderr, PROGRAM ": the link is lost: %s\n", status.reason);
    }
    return !connection->lost;
}

static bool take_next(struct connection *connection, struct client_message *message,
                      const char **below)
{
    while (take_any(connection, message)) {
        *below = topic_below(message->topic, connection->device->site);
        bool mark = *below != NULL && strcmp(*below, connection->mark) == 0;
        connection->marked = connection->marked || mark;
        if (*below != NULL && !mark) {
            return true;
        }
    }
    return false;
}

bool connection_take(struct connection *connection, struct client_message *message,
                     const char **below, int64_t until_mono_ms)
{
    for (;;) {
        if (take_next(connection, message, below)) {
            return true;
        }
        if (!connection_is_up(connection) || connection_now_ms() >= until_mono_ms) {
            return false;
        }
        sleep_until(connection, until_mono_ms);
    }
}

static bool is_whole(struct connection *connection)
{
    if (client_status(connection->client).dropped > 0) {
        fputs(PROGRAM ": not all that is retained could be taken\n", stderr);
        return false;
    }
    return connection_is_up(connection);
}

bool connection_gather(struct connection *connection, connection_sink *take, void *context)
{
    char topic[2 * TOPIC_BYTES];
    struct client_message message;
    const char *below;
    snprintf(topic, sizeof topic, "%s%s", connection->root, connection->mark);
    client_publish(connection->client, topic, "", 0, 0, false);
    for (int64_t until_ms = connection_now_ms() + UNMARKED_MS;
         connection_now_ms() < until_ms && connection_is_up(connection);) {
        bool marked = connection->marked, any = false;
        while (take_next(connection, &message, &below)) {
            any = true;
            take(context, below, &message);
        }
        if (any || connection->marked != marked) {
            until_ms = connection_now_ms() + (connection->marked ? QUIET_MS : UNMARKED_MS);
        }
        sleep_until(connection, until_ms);
    }
    return is_whole(connection);
}

bool connection_publish(struct connection *connection, const char *below, const char *payload,
                        bool retain)
{
    char topic[2 * TOPIC_BYTES];
    snprintf(topic, sizeof topic, "%s%s", connection->root, below);
    return client_publish(connection->client, topic, payload, strlen(payload), 1, retain);
}

int connection_settle(struct connection *connection, connection_sink *take, void *context)
{
    int64_t until_ms = connection_now_ms() + connection->wait_ms;
    struct client_message message;
    const char *below;
    while (client_pending(connection->client) > 0 && connection_now_ms() < until_ms &&
           connection_is_up(connection)) {
        if (connection_take(connection, &message, &below, connection_now_ms() + SETTLE_STEP_MS) &&
            take != NULL) {
            take(context, below, &message);
        }
    }
    if (client_pending(connection->client) > 0) {
        fputs(PROGRAM ": the broker does not acknowledge\n", stderr);
        return EXIT_NO_BROKER;
    }
    if (client_status(connection->client).refused_publications > 0) {
        fputs(PROGRAM ": the broker refuses the publication\n", stderr);
        return EXIT_REFUSED;
    }
    return EXIT_DONE;
}

const char *connection_site(const struct connection *connection)
{
    return connection->device->site;
}
