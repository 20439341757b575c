#include "mqtt/client.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include <mosquitto.h>

#include "base/arena.h"
#include "mqtt/dial.h"
#include "mqtt/held_files.h"
#include "mqtt/inbox.h"
#include "mqtt/network.h"
#include "mqtt/outbox.h"
#include "mqtt/report.h"
#include "mqtt/ticks.h"
#include "mqtt/wake.h"

/* A half holds the largest packet and some hundreds of readings beside it. */
#define INBOX_BESIDE_BYTES ((size_t)64 * 1024)
#define INBOX_PATIENCE_MS 2000
/* A screenshot of 2 MiB and what is to be said beside it. Pages that are not used cost nothing. */
#define OUTBOX_BYTES ((size_t)2560 * 1024)
#define KEEPALIVE_S 15
#define LEAST_KEEPALIVE_S 5 /* of the library */

struct client {
    struct arena *arena; /* of the settings */
    struct client_settings settings;
    struct held_files held; /* of a broker that was pushed */
    struct inbox *inbox;
    struct outbox *outbox;
    struct report report;
    struct network network;
    int wake_fd;
    pthread_t thread;

    pthread_mutex_t lock; /* of all below */
    pthread_cond_t finished_changed;
    bool finished;  /* the thread has nothing left to do */
    bool abandoned; /* nobody waits for the thread: it frees the client */
};

static const struct client_subscription *copy_subscriptions(struct arena *arena,
                                                            const struct client_settings *from)
{
    struct client_subscription *list =
        arena_take_array(arena, from->subscription_count, sizeof *list);
    for (size_t i = 0; i < from->subscription_count; i++) {
        list[i] = from->subscriptions[i];
        list[i].topic = arena_text(arena, from->subscriptions[i].topic);
    }
    return list;
}

/* The name of a file, or a text that becomes one. */
static const char *copy_file(struct client *client, bool text, const char *from)
{
    return text ? held_files_put(&client->held, from) : arena_text(client->arena, from);
}

static void copy_broker(struct client *client, struct broker_config *broker)
{
    bool texts = broker->pushed;
    broker->host = arena_text(client->arena, broker->host);
    broker->ca = copy_file(client, texts, broker->ca);
    broker->certificate = copy_file(client, texts, broker->certificate);
    broker->key = copy_file(client, texts, broker->key);
    broker->username = arena_text(client->arena, broker->username);
    broker->password_file = broker->password = NULL;
    if (broker->keepalive_s == 0) {
        broker->keepalive_s = KEEPALIVE_S;
    } else if (broker->keepalive_s < LEAST_KEEPALIVE_S) {
        broker->keepalive_s = LEAST_KEEPALIVE_S;
    }
}

static void copy_settings(struct client *client, const struct client_settings *from)
{
    struct arena *arena = client->arena = arena_create();
    struct client_settings *to = &client->settings;
    *to = *from;
    copy_broker(client, &to->broker);
    to->client_id = arena_text(arena, from->client_id);
    to->password = arena_text(arena, from->password);
    to->will_topic = arena_text(arena, from->will_topic);
    to->will_payload = arena_text(arena, from->will_payload);
    to->birth_payload = arena_text(arena, from->birth_payload);
    to->leave_payload = arena_text(arena, from->leave_payload);
    to->session = arena_text(arena, from->session);
    to->site = arena_text(arena, from->site);
    to->screen = arena_text(arena, from->screen);
    to->subscriptions = copy_subscriptions(arena, from);
}

static void destroy(struct client *client)
{
    inbox_destroy(client->inbox);
    outbox_destroy(client->outbox);
    report_finish(&client->report);
    held_files_close(&client->held);
    if (client->wake_fd >= 0) {
        close(client->wake_fd);
    }
    pthread_cond_destroy(&client->finished_changed);
    pthread_mutex_destroy(&client->lock);
    arena_destroy(client->arena);
    free(client);
    mosquitto_lib_cleanup();
}

static void *run(void *context)
{
    struct client *client = context;
    network_run(&client->network);
    pthread_mutex_lock(&client->lock);
    client->finished = true;
    bool abandoned = client->abandoned;
    pthread_cond_signal(&client->finished_changed);
    pthread_mutex_unlock(&client->lock);
    if (abandoned) {
        destroy(client);
    }
    return NULL;
}

/*
 * Signals are for the main thread, which waits for them. SIGPIPE too must stay out: OpenSSL writes
 * to a socket that the broker may have closed.
 */
static bool start(struct client *client)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int failure = pthread_create(&client->thread, NULL, run, client);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (failure == 0) {
        pthread_setname_np(client->thread, "mqtt");
    }
    return failure == 0;
}

static void init_locks(struct client *client)
{
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&client->finished_changed, &attributes);
    pthread_condattr_destroy(&attributes);
    pthread_mutex_init(&client->lock, NULL);
    report_init(&client->report);
}

struct client *client_create(const struct client_settings *settings)
{
    struct client *client = calloc(1, sizeof *client);
    if (client == NULL) {
        return NULL;
    }
    mosquitto_lib_init();
    init_locks(client);
    copy_settings(client, settings);
    client->wake_fd = wake_create();
    client->inbox =
        inbox_create(dial_packet_bytes(&client->settings) + INBOX_BESIDE_BYTES, INBOX_PATIENCE_MS);
    client->outbox = outbox_create(OUTBOX_BYTES, client->wake_fd);
    network_init(&client->network,
                 &(struct session_parts){.settings = &client->settings,
                                         .inbox = client->inbox,
                                         .outbox = client->outbox,
                                         .wake_fd = client->wake_fd},
                 &client->report);
    if (client->wake_fd < 0 || client->inbox == NULL || client->outbox == NULL || !start(client)) {
        destroy(client);
        return NULL;
    }
    return client;
}

/* Leaves the client to its thread when that does not finish in time; see client_destroy(). */
static bool await_thread(struct client *client, int wait_ms)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    int64_t ns = until.tv_nsec + wait_ms * 1000000LL;
    until.tv_sec += ns / 1000000000;
    until.tv_nsec = ns % 1000000000;

    pthread_mutex_lock(&client->lock);
    int failure = 0;
    while (!client->finished && failure == 0) {
        failure = pthread_cond_timedwait(&client->finished_changed, &client->lock, &until);
    }
    bool finished = client->finished;
    client->abandoned = !finished;
    if (!finished) {
        pthread_detach(client->thread);
    }
    pthread_mutex_unlock(&client->lock);
    return finished;
}

void client_destroy(struct client *client, int wait_ms)
{
    if (client == NULL) {
        return;
    }
    network_leave(&client->network, ticks_ms() + wait_ms * 9 / 10);
    if (await_thread(client, wait_ms)) {
        pthread_join(client->thread, NULL);
        destroy(client);
    }
}

int client_fd(const struct client *client)
{
    return inbox_fd(client->inbox);
}

void client_acknowledge(struct client *client)
{
    inbox_acknowledge(client->inbox);
}

bool client_take(struct client *client, struct client_message *message)
{
    return inbox_take(client->inbox, message);
}

bool client_publish(struct client *client, const char *topic, const void *payload, size_t length,
                    int qos, bool retain)
{
    return outbox_put(
        client->outbox,
        &(struct outbox_item){
            .topic = topic, .payload = payload, .length = length, .qos = qos, .retain = retain});
}

bool client_answer(struct client *client, const char *topic, const void *payload, size_t length,
                   const struct client_reply *reply)
{
    return outbox_put(client->outbox,
                      &(struct outbox_item){.topic = topic,
                                            .payload = payload,
                                            .length = length,
                                            .qos = 1,
                                            .correlation = reply->correlation,
                                            .correlation_length = reply->correlation_length});
}

void client_await_acknowledgement(struct client *client)
{
    report_await_acknowledgement(&client->report);
}

size_t client_pending(struct client *client)
{
    return outbox_pending(client->outbox);
}

struct client_status client_status(struct client *client)
{
    struct client_status status = report_status(&client->report);
    status.dropped = inbox_dropped(client->inbox);
    return status;
}
