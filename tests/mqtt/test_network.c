/* A real broker that comes and goes, stands still, or wants none of us. */

#include "mqtt/network.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "mqtt/ticks.h"
#include "support/broker.h"
#include "support/ear.h"

#define SOON 20
/* Back-off of at most 200 ms and its jitter, and 2 s: a generous bound for a loaded machine. */
#define BACK_AGAIN 5

static const struct client_subscription everything = {.topic = "t/#", .qos = 1};

static struct client_settings settings_for(const struct broker *broker, const char *id)
{
    return (struct client_settings){
        .broker = {.host = "127.0.0.1",
                   .port = broker_port(broker),
                   .version = 5,
                   .keepalive_s = 5},
        .client_id = id,
        .will_topic = "availability",
        .will_payload = "offline",
        .birth_payload = "online",
        .session = "5e5510",
        .subscriptions = &everything,
        .subscription_count = 1,
        .backoff_least_ms = 50,
        .backoff_most_ms = 200,
    };
}

static void nap(int ms)
{
    nanosleep(&(struct timespec){.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L}, NULL);
}

/* A message goes all the way round. */
static void expect_live(struct ear *ear, const char *payload)
{
    assert_true(ear_await_link(ear, CLIENT_UP, BACK_AGAIN));
    ear_say(ear, "t/live", payload, false);
    assert_true(ear_await(ear, "t/live", payload, SOON));
}

static void back_after_the_broker_was_killed(void **state)
{
    (void)state;
    struct broker *broker = broker_start(&(struct broker_settings){0});
    struct client_settings settings = settings_for(broker, "screen");
    struct ear *ear = ear_open(&settings);
    expect_live(ear, "1");
    for (int i = 0; i < 3; i++) {
        char payload[16];
        broker_kill(broker);
        assert_true(ear_await_link(ear, CLIENT_LOST, SOON));
        assert_true(client_publish(ear_client(ear), "t/while-away", "x", 1, 1, false));
        nap(300);
        broker_restart(broker, NULL);
        snprintf(payload, sizeof payload, "%d", i);
        expect_live(ear, payload);
        assert_true(ear_await(ear, "t/while-away", "x", SOON));
    }
    assert_int_equal(client_status(ear_client(ear)).reconnects, 3);
    ear_close(ear);
    broker_stop(broker);
}

static void a_broker_that_is_absent_at_first(void **state)
{
    (void)state;
    struct broker *broker = broker_start(&(struct broker_settings){.absent = true});
    struct client_settings settings = settings_for(broker, "screen");
    struct ear *ear = ear_open(&settings);
    nap(500);
    /* It was never up, so it is not lost. */
    struct client_status status = client_status(ear_client(ear));
    assert_int_equal(status.link, CLIENT_CONNECTING);
    assert_string_equal(status.reason, "Connection refused");
    broker_restart(broker, NULL);
    expect_live(ear, "1");
    assert_int_equal(client_status(ear_client(ear)).reconnects, 0);
    ear_close(ear);
    broker_stop(broker);
}

static void a_broker_that_stands_still_is_noticed(void **state)
{
    (void)state;
    struct broker *broker = broker_start(&(struct broker_settings){0});
    struct client_settings settings = settings_for(broker, "screen");
    struct ear *ear = ear_open(&settings);
    expect_live(ear, "1");
    int64_t begun_ms = ticks_ms();
    broker_freeze(broker);
    /* Two keepalives of 5 s, a second more for each. */
    assert_true(ear_await_link(ear, CLIENT_LOST, 20));
    assert_in_range(ticks_ms() - begun_ms, 4000, 20000);
    broker_thaw(broker);
    expect_live(ear, "2");
    ear_close(ear);
    broker_stop(broker);
}

/* The keepalive is 5 s: without pings the broker would cut us off after 7.5 s. */
static void an_idle_link_is_kept_up(void **state)
{
    (void)state;
    struct broker *broker = broker_start(&(struct broker_settings){0});
    struct client_settings settings = settings_for(broker, "screen");
    struct ear *ear = ear_open(&settings);
    assert_true(ear_await_link(ear, CLIENT_UP, SOON));
    nap(13000);
    struct client_status status = client_status(ear_client(ear));
    assert_int_equal(status.link, CLIENT_UP);
    assert_int_equal(status.reconnects, 0);
    ear_close(ear);
    broker_stop(broker);
}

static void a_wrong_password_then_the_right_one(void **state)
{
    (void)state;
    struct broker_settings guarded = {.username = "east", .password = "right"};
    for (int version = 3; version <= 5; version += 2) {
        struct broker *broker = broker_start(&guarded);
        struct client_settings settings = settings_for(broker, "screen");
        settings.broker.version = version;
        settings.broker.username = "east";
        settings.password = "wrong";
        struct ear *ear = ear_open(&settings);
        assert_true(ear_await_link(ear, CLIENT_REFUSED, SOON));
        broker_restart(broker, &(struct broker_settings){.username = "east", .password = "wrong"});
        expect_live(ear, "1");
        ear_close(ear);
        broker_stop(broker);
    }
}

static void a_host_without_an_address(void **state)
{
    (void)state;
    struct client_settings settings = {
        .broker = {.host = "no-such-host.invalid", .port = 1883, .version = 5, .keepalive_s = 5},
        .client_id = "screen",
        .backoff_least_ms = 50,
        .backoff_most_ms = 200,
    };
    struct ear *ear = ear_open(&settings);
    assert_true(ear_await_link(ear, CLIENT_NAME, 60));
    ear_close(ear);
}

static void two_of_one_id(void **state)
{
    (void)state;
    for (int version = 3; version <= 5; version += 2) {
        struct broker *broker = broker_start(&(struct broker_settings){0});
        struct client_settings settings = settings_for(broker, "screen");
        settings.broker.version = version;
        struct ear *first = ear_open(&settings), *second = ear_open(&settings);
        assert_true(ear_await_link(first, CLIENT_TAKEN_OVER, SOON));
        assert_true(ear_await_link(second, CLIENT_TAKEN_OVER, SOON));
        ear_close(second);
        expect_live(first, "1");
        ear_close(first);
        broker_stop(broker);
    }
}

/* A client that stops without a word leaves its will, and that carries the session too. */
static void the_will_speaks_when_the_client_cannot(void **state)
{
    (void)state;
    struct broker *broker = broker_start(&(struct broker_settings){0});
    struct client_settings settings = settings_for(broker, "screen");
    settings.leave_payload = "left";
    struct ear *first = ear_open(&settings);
    struct ear *other = ear_open_plain(broker_port(broker), "other", "availability");
    assert_true(ear_await(other, "availability", "online", SOON));
    struct ear *rival = ear_open(&settings); /* the broker cuts the first one off */
    assert_true(ear_await(other, "availability", "offline", SOON));
    ear_close(rival);
    ear_close(first);
    ear_close(other);
    broker_stop(broker);
}

static void leaving_never_takes_longer_than_allowed(void **state)
{
    (void)state;
    struct broker *broker = broker_start(&(struct broker_settings){0});
    struct client_settings settings = settings_for(broker, "screen");
    struct client *client = client_create(&settings);
    while (client_status(client).link != CLIENT_UP) {
        nap(10);
    }
    broker_freeze(broker); /* nobody acknowledges the leave payload */
    int64_t begun_ms = ticks_ms();
    client_destroy(client, 500);
    assert_in_range(ticks_ms() - begun_ms, 300, 5000);
    broker_thaw(broker);
    broker_stop(broker);
}

static void leaving_without_a_connection_is_quick(void **state)
{
    (void)state;
    struct broker *broker = broker_start(&(struct broker_settings){.absent = true});
    struct client_settings settings = settings_for(broker, "screen");
    settings.backoff_least_ms = settings.backoff_most_ms = 0; /* the long ones */
    struct client *client = client_create(&settings);
    nap(200);
    int64_t begun_ms = ticks_ms();
    client_destroy(client, 10000);
    assert_in_range(ticks_ms() - begun_ms, 0, 5000);
    client_destroy(NULL, 0);
    broker_stop(broker);
}

/* A port whose queue of connections is full: the kernel leaves every further connect unanswered. */
static int open_black_hole(int *fds, size_t count)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    fds[0] = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(fds[0], (struct sockaddr *)&address, size), 0);
    assert_int_equal(listen(fds[0], 0), 0);
    assert_int_equal(getsockname(fds[0], (struct sockaddr *)&address, &size), 0);
    for (size_t i = 1; i < count; i++) {
        fds[i] = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        int connected = connect(fds[i], (struct sockaddr *)&address, size);
        (void)connected; /* under way, as it shall be */
    }
    return ntohs(address.sin_port);
}

static void a_connect_without_an_answer_holds_nobody_up(void **state)
{
    (void)state;
    int fds[4];
    struct client_settings settings = {
        .broker = {.host = "127.0.0.1", .port = open_black_hole(fds, 4), .version = 5},
        .client_id = "screen",
    };
    int64_t begun_ms = ticks_ms();
    struct client *client = client_create(&settings);
    nap(300);
    client_publish(client, "t/1", "x", 1, 1, true);
    assert_int_equal(client_status(client).link, CLIENT_CONNECTING);
    assert_true(client_status(client).last_turn_ms <= begun_ms + 250);
    client_destroy(client, 200);
    assert_in_range(ticks_ms() - begun_ms, 0, 5000);
    for (size_t i = 0; i < 4; i++) {
        close(fds[i]); /* the thread comes back, some time, and frees the client */
    }
    nap(2000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(back_after_the_broker_was_killed),
        cmocka_unit_test(a_broker_that_is_absent_at_first),
        cmocka_unit_test(a_broker_that_stands_still_is_noticed),
        cmocka_unit_test(an_idle_link_is_kept_up),
        cmocka_unit_test(a_wrong_password_then_the_right_one),
        cmocka_unit_test(a_host_without_an_address),
        cmocka_unit_test(two_of_one_id),
        cmocka_unit_test(the_will_speaks_when_the_client_cannot),
        cmocka_unit_test(leaving_never_takes_longer_than_allowed),
        cmocka_unit_test(leaving_without_a_connection_is_quick),
        cmocka_unit_test(a_connect_without_an_answer_holds_nobody_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
