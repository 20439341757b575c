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
#define PASSWORD_BYTES 4096
#define TOPICS 8
/* Brokers send what is retained at once; a pause this long means that there is no more. */
#define QUIET_MS 300
/* No bell rings for an acknowledgement. */
#define SETTLE_STEP_MS 5
/* A screenshot has at most 2 MiB. */
#define PACKET_MOST_BYTES ((size_t)2304 * 1024)

struct connection {
    struct client *client;
    struct device_config *device;
    char root[TOPIC_BYTES];
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
    size_t length;
    char *password = file_read(path, PASSWORD_BYTES, &length);
    if (password == NULL) {
        fprintf(stderr, PROGRAM ": %s: cannot be read: %s\n", path, strerror(errno));
        *code = EXIT_UNREADABLE;
        return NULL;
    }
    password[strcspn(password, "\r\n")] = '\0';
    return password;
}

static struct client *make_client(const struct connection *connection, const char *password,
                                  const char *const *topics, size_t count)
{
    struct client_subscription subscriptions[TOPICS];
    char whole[TOPICS][2 * TOPIC_BYTES], id[64], tail[13];
    for (size_t i = 0; i < count && i < TOPICS; i++) {
        snprintf(whole[i], sizeof whole[i], "%s%s", connection->root, topics[i]);
        /* At QoS 1 a broker's queue cuts off what is retained of more than a thousand screens. */
        subscriptions[i] = (struct client_subscription){.topic = whole[i], .qos = 0};
    }
    file_random_hex(tail, sizeof tail);
    snprintf(id, sizeof id, PROGRAM "-%s", tail);
    return client_create(&(struct client_settings){.broker = connection->device->broker,
                                                   .client_id = id,
                                                   .password = password,
                                                   .subscriptions = subscriptions,
                                                   .subscription_count = count,
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

/* The first fault ends it: whoever waits at a prompt wants to know, not to be tried again for. */
static bool await_up(struct connection *connection)
{
    int64_t until_ms = connection_now_ms() + connection->wait_ms;
    struct client_status status = client_status(connection->client);
    while (status.link == CLIENT_CONNECTING && status.reason[0] == '\0' &&
           connection_now_ms() < until_ms) {
        /* The mail stays where it is, so its bell may ring: look again now and then. */
        sleep_until(connection, earlier(until_ms, connection_now_ms() + QUIET_MS));
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

bool connection_take(struct connection *connection, struct client_message *message,
                     const char **below, int64_t until_mono_ms)
{
    for (;;) {
        while (client_take(connection->client, message)) {
            *below = topic_below(message->topic, connection->device->site);
            if (*below != NULL) {
                return true;
            }
        }
        if (!connection_is_up(connection) || connection_now_ms() >= until_mono_ms) {
            return false;
        }
        sleep_until(connection, until_mono_ms);
    }
}

bool connection_gather(struct connection *connection, connection_sink *take, void *context)
{
    struct client_message message;
    const char *below;
    while (connection_take(connection, &message, &below, connection_now_ms() + QUIET_MS)) {
        take(context, below, &message);
    }
    return connection_is_up(connection);
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
