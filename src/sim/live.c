#include "sim/live.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "device/clock.h"
#include "device/files.h"
#include "device/loop.h"
#include "mqtt/client.h"
#include "mqtt/topics.h"
#include "sim/table.h"

#define LEAVE_WAIT_MS 2000
#define NS_PER_MS 1000000

struct live {
    const struct options *options;
    struct feed *feed;
    struct client *client;
    struct loop *loop;
    char root[TOPIC_BYTES];
    int64_t start_mono_ms;
    bool leaving;
};

static bool send_message(void *context, const char *topic, const char *payload)
{
    struct live *live = context;
    char full[2 * TOPIC_BYTES];
    snprintf(full, sizeof(full), "%s%s", live->root, topic);
    return client_publish(live->client, full, payload, strlen(payload), 1, true);
}

/* ---- The link ------------------------------------------------------------------------------- */

static struct client *connect_client(const struct options *options, const char *root,
                                     const char *password)
{
    char id[128], tail[7], will_topic[2 * TOPIC_BYTES];
    file_random_hex(tail, sizeof(tail));
    snprintf(id, sizeof(id), "wallboard-sim-%s-%s", options->site, tail);
    snprintf(will_topic, sizeof(will_topic), "%ssource/" FEED_SOURCE, root);
    const int port = options->ca != NULL ? 8883 : 1883;
    const struct client_settings settings = {
        .broker = {.host = options->host,
                   .port = options->port != 0 ? options->port : port,
                   .ca = options->ca,
                   .username = options->username,
                   .password_file = options->password_file,
                   .version = 5,
                   .keepalive_s = 30},
        .client_id = id,
        .password = password,
        .will_topic = will_topic,
        .will_payload = "offline",
        .birth_payload = "online"};
    return client_create(&settings);
}

static const char *link_text(const struct client_status *status)
{
    if (status->link == CLIENT_UP) {
        return "connected";
    }
    return status->reason[0] != '\0' ? status->reason : "connecting";
}

/* ---- Time ----------------------------------------------------------------------------------- */

static void second_passed(struct live *live, int64_t second, int64_t wall_ms)
{
    const struct client_status status = client_status(live->client);
    feed_second(live->feed, second, wall_ms, status.link == CLIENT_UP);
    if (live->options->table && second % live->options->cadence_s == 0) {
        table_write(stdout, live->feed, link_text(&status));
    }
    live->leaving = live->options->for_s > 0 && second >= live->options->for_s;
}

static void take_signals(struct live *live)
{
    for (enum loop_signal signal = loop_signal(live->loop); signal != LOOP_NO_SIGNAL;
         signal = loop_signal(live->loop)) {
        live->leaving = live->leaving || signal == LOOP_LEAVE;
    }
}

static void take_mail(struct live *live)
{
    struct client_message message;
    client_acknowledge(live->client);
    while (client_take(live->client, &message)) {
        /* It subscribes to nothing: whatever comes is none of its business. */
    }
}

static void run(struct live *live)
{
    int64_t second = 0;
    while (!live->leaving) {
        unsigned woken =
            loop_wait(live->loop, (live->start_mono_ms + second * SECOND_MS) * NS_PER_MS);
        if ((woken & (1u << WAKE_SIGNAL)) != 0) {
            take_signals(live);
        }
        if ((woken & (1u << WAKE_MAIL)) != 0) {
            take_mail(live);
        }
        const struct moment now = clock_now(CLOCK_TRUSTED);
        if (!live->leaving && now.mono_ms >= live->start_mono_ms + second * SECOND_MS) {
            second = (now.mono_ms - live->start_mono_ms) / SECOND_MS;
            second_passed(live, second, now.wall_ms);
            second++;
        }
    }
}

int live_run(const struct options *options, struct feed *feed)
{
    int result = 1;
    char *password = NULL;
    struct live live = {.options = options, .feed = feed};
    if (options->password_file != NULL) {
        password = file_read_password(options->password_file);
        if (password == NULL) {
            log_line(LOG_ERROR, "sim", "%s: %s", options->password_file, strerror(errno));
            goto out;
        }
    }
    topic_root(live.root, options->site);
    live.loop = loop_create();
    live.client = connect_client(options, live.root, password);
    if (live.loop == NULL || live.client == NULL) {
        log_line(LOG_ERROR, "sim", "no memory, descriptor or thread left");
        goto out;
    }
    feed->sink = send_message;
    feed->context = &live;
    loop_watch(live.loop, WAKE_MAIL, client_fd(live.client));
    live.start_mono_ms = clock_now(CLOCK_TRUSTED).mono_ms;
    run(&live);
    result = 0;
out:
    client_destroy(live.client, LEAVE_WAIT_MS);
    loop_destroy(live.loop);
    free(password);
    return result;
}
