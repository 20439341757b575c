#include "sim/live.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "device/clock.h"
#include "mqtt/client.h"
#include "support/broker.h"

struct heard {
    char source[32];
    int channels, singles, histories, live;
};

static void hear(struct heard *heard, const struct client_message *message)
{
    const char *below = message->topic + strlen("wallboard/1/demo/");
    if (strcmp(below, "source/wallboard-sim") == 0) {
        snprintf(heard->source, sizeof(heard->source), "%s", (const char *)message->payload);
    }
    heard->histories += strncmp(below, "history/", 8) == 0;
    if (strncmp(below, "kpi/", 4) == 0) {
        bool whole = strstr(message->payload, "\"metrics\"") != NULL;
        heard->channels += whole;
        heard->singles += !whole;
    }
    heard->live += !message->retained;
}

/* What somebody finds who comes when it is all over; waits for it 20 s at most. */
static void listen_afterwards(int port, struct heard *heard)
{
    static const struct client_subscription all = {.topic = "wallboard/1/demo/#", .qos = 1};
    const struct client_settings settings = {
        .broker = {.host = "127.0.0.1", .port = port, .version = 5, .keepalive_s = 10},
        .client_id = "afterwards",
        .subscriptions = &all,
        .subscription_count = 1};
    struct client *client = client_create(&settings);
    struct client_message message;
    assert_non_null(client);
    memset(heard, 0, sizeof(*heard));
    for (int tries = 0; tries < 200 && (heard->channels < 6 || heard->source[0] == '\0'); tries++) {
        client_acknowledge(client);
        while (client_take(client, &message)) {
            hear(heard, &message);
        }
        nanosleep(&(struct timespec){.tv_nsec = 100000000}, NULL);
    }
    client_destroy(client, 2000);
}

/* Three seconds on a real broker: all of it is retained, and the farewell has been said. */
static void test_leaves_what_it_should(void **state)
{
    (void)state;
    static const struct broker_settings plain = {0};
    struct broker *broker = broker_start(&plain);
    const struct options options = {.host = "127.0.0.1",
                                    .port = broker_port(broker),
                                    .site = "demo",
                                    .factor = 1,
                                    .cadence_s = 5,
                                    .scene = &scenes[0],
                                    .for_s = 3};
    struct centre *centre = centre_create(NULL, 1, &scenes[0], 11 * 60 * MINUTE_MS);
    struct feed feed;
    feed_init(&feed, centre, &scenes[0], 1, 5, clock_now(CLOCK_TRUSTED).wall_ms);
    assert_int_equal(live_run(&options, &feed), 0);
    assert_true(feed.sent > 6);
    struct heard heard;
    listen_afterwards(broker_port(broker), &heard);
    assert_string_equal(heard.source, "offline");
    assert_int_equal(heard.channels, preset_count);
    assert_true(heard.histories > 0);
    assert_int_equal(heard.live, 0);
    centre_destroy(centre);
    broker_stop(broker);
}

/* Without a broker it ends when its time is over, and a missing password is said at once. */
static void test_no_broker(void **state)
{
    (void)state;
    static const struct broker_settings absent = {.absent = true};
    struct broker *broker = broker_start(&absent);
    struct options options = {.host = "127.0.0.1",
                              .port = broker_port(broker),
                              .site = "demo",
                              .factor = 1,
                              .cadence_s = 5,
                              .scene = &scenes[0],
                              .for_s = 1};
    struct centre *centre = centre_create(NULL, 1, &scenes[0], 11 * 60 * MINUTE_MS);
    struct feed feed;
    feed_init(&feed, centre, &scenes[0], 1, 5, clock_now(CLOCK_TRUSTED).wall_ms);
    assert_int_equal(live_run(&options, &feed), 0);
    assert_int_equal(feed.sent, 0);
    options.username = "sim";
    options.password_file = "/nonexistent/password";
    assert_int_equal(live_run(&options, &feed), 1);
    centre_destroy(centre);
    broker_stop(broker);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_leaves_what_it_should),
        cmocka_unit_test(test_no_broker),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
