/* The client on a real broker that behaves. */

#include "mqtt/client.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "support/broker.h"
#include "support/ear.h"

#define SOON 20

static struct broker *broker;

static int start_broker(void **state)
{
    (void)state;
    /* Without a limit the broker would drop messages of a burst by itself. */
    broker = broker_start(&(struct broker_settings){.more = "max_queued_messages 0"});
    return 0;
}

static int stop_broker(void **state)
{
    (void)state;
    broker_stop(broker);
    return 0;
}

/* A client with all that a screen has. */
static struct client_settings screen_settings(const char *id,
                                              const struct client_subscription *subscription)
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
        .subscriptions = subscription,
        .subscription_count = subscription != NULL ? 1 : 0,
        .backoff_least_ms = 50,
        .backoff_most_ms = 200,
    };
}

/* What mosquitto_sub prints of the next message on a topic: retained, payload, user properties. */
static void expect_seen_by_others(const char *topic, const char *expected)
{
    char command[200], line[200] = "";
    snprintf(command, sizeof command,
             "mosquitto_sub -h 127.0.0.1 -V 5 -p %d -t %s -C 1 -W 10 -F '%%r %%p %%P'",
             broker_port(broker), topic);
    FILE *pipe = popen(command, "re"); // NOLINT(bugprone-command-processor)
    assert_non_null(pipe);
    if (fgets(line, sizeof line, pipe) != NULL) {
        line[strcspn(line, "\n")] = '\0';
    }
    pclose(pipe);
    assert_string_equal(line, expected);
}

static void birth_and_leave_are_retained_with_the_session(void **state)
{
    (void)state;
    struct client_settings settings = screen_settings("screen", NULL);
    struct ear *screen = ear_open(&settings);
    assert_true(ear_await_link(screen, CLIENT_UP, SOON));
    expect_seen_by_others("availability", "1 online session:5e5510");
    ear_close(screen);
    expect_seen_by_others("availability", "1 offline session:5e5510");
}

static void a_leave_payload_of_its_own(void **state)
{
    (void)state;
    struct client_settings settings = screen_settings("screen", NULL);
    settings.leave_payload = "gone home";
    struct ear *screen = ear_open(&settings);
    assert_true(ear_await_link(screen, CLIENT_UP, SOON));
    ear_close(screen);
    expect_seen_by_others("availability", "1 gone home session:5e5510");
}

static void what_waits_is_published_before_leaving(void **state)
{
    (void)state;
    struct client_settings settings = screen_settings("screen", NULL);
    struct ear *screen = ear_open(&settings);
    struct ear *other = ear_open_plain(broker_port(broker), "other", "last/#");
    assert_true(ear_await_link(screen, CLIENT_UP, SOON));
    assert_true(ear_await_link(other, CLIENT_UP, SOON));
    for (int i = 0; i < 100; i++) {
        char topic[32];
        snprintf(topic, sizeof topic, "last/%d", i);
        assert_true(client_publish(ear_client(screen), topic, "word", 4, 1, false));
    }
    ear_close(screen);
    assert_true(ear_await_count(other, 100, SOON));
    assert_int_equal(ear_topics(other), 100);
    ear_close(other);
}

static void the_old_protocol_by_request(void **state)
{
    (void)state;
    const struct client_subscription subscription = {.topic = "old/#", .qos = 1};
    struct client_settings settings = screen_settings("screen", &subscription);
    settings.broker.version = 3;
    struct ear *screen = ear_open(&settings);
    assert_true(ear_await_link(screen, CLIENT_UP, SOON));
    expect_seen_by_others("availability", "1 online ");
    ear_say(screen, "old/topic", "1", false);
    assert_true(ear_await(screen, "old/topic", "1", SOON));
    ear_close(screen);
    expect_seen_by_others("availability", "1 offline ");
}

static void the_retained_flag_is_handed_on(void **state)
{
    (void)state;
    struct ear *other = ear_open_plain(broker_port(broker), "other", NULL);
    ear_say(other, "flag/old", "1", true);
    struct ear *screen = ear_open_plain(broker_port(broker), "screen", "flag/#");
    assert_true(ear_await(screen, "flag/old", "1", SOON));
    ear_say(other, "flag/new", "2", true);
    assert_true(ear_await(screen, "flag/new", "2", SOON));
    assert_true(ear_heard(screen, "flag/old")->retained);
    assert_false(ear_heard(screen, "flag/new")->retained);
    ear_close(screen);
    ear_close(other);
}

static void a_publication_waits_for_the_connection(void **state)
{
    (void)state;
    struct ear *screen = ear_open_plain(broker_port(broker), "screen", "early/#");
    ear_say(screen, "early/1", "a", false); /* returns when the broker has acknowledged it */
    assert_int_equal(client_pending(ear_client(screen)), 0);
    assert_true(ear_await(screen, "early/1", "a", SOON));
    assert_int_equal(ear_messages(screen), 1);
    ear_close(screen);
}

static void what_no_broker_takes_does_not_stop_the_rest(void **state)
{
    (void)state;
    struct ear *screen = ear_open_plain(broker_port(broker), "screen", "rest/#");
    assert_true(client_publish(ear_client(screen), "a/#/wrong", "1", 1, 1, false));
    assert_true(client_publish(ear_client(screen), "bad \xff utf-8", "1", 1, 1, false));
    ear_say(screen, "rest/1", "2", false);
    assert_true(ear_await(screen, "rest/1", "2", SOON));
    ear_close(screen);
}

static void a_large_payload_arrives(void **state)
{
    (void)state;
    static char large[250001];
    memset(large, 'x', sizeof large - 1);
    struct ear *screen = ear_open_plain(broker_port(broker), "screen", "large/#");
    ear_say(screen, "large/1", large, false);
    assert_true(ear_await(screen, "large/1", large, SOON));
    ear_close(screen);
}

static void all_retained_topics_arrive_at_connect(void **state)
{
    (void)state;
    struct ear *other = ear_open_plain(broker_port(broker), "other", NULL);
    for (int i = 0; i < 1500; i++) {
        char topic[64], payload[16];
        snprintf(topic, sizeof topic, "wallboard/1/many/kpi/main/phone/m-%d", i);
        snprintf(payload, sizeof payload, "%d", i);
        while (!client_publish(ear_client(other), topic, payload, strlen(payload), 1, true)) {
            ear_await_sent(other, SOON);
        }
    }
    assert_true(ear_await_sent(other, SOON));
    struct ear *screen = ear_open_plain(broker_port(broker), "screen", "wallboard/1/many/#");
    assert_true(ear_await_count(screen, 1500, SOON));
    assert_int_equal(ear_topics(screen), 1500);
    assert_string_equal(ear_heard(screen, "wallboard/1/many/kpi/main/phone/m-1499")->payload,
                        "1499");
    assert_int_equal(client_status(ear_client(screen)).dropped, 0);
    ear_close(screen);
    ear_close(other);
}

#define BURST 20000
#define BURST_TOPICS 40

/* The reader sleeps at first, so that the inbox is under pressure: the last values count. */
static void the_last_value_of_a_burst_arrives(void **state)
{
    (void)state;
    struct ear *other = ear_open_plain(broker_port(broker), "other", NULL);
    struct ear *screen = ear_open_plain(broker_port(broker), "screen", "wallboard/1/burst/#");
    assert_true(ear_await_link(screen, CLIENT_UP, SOON));
    for (int i = 0; i < BURST; i++) {
        char topic[64], payload[16];
        snprintf(topic, sizeof topic, "wallboard/1/burst/kpi/main/phone/m-%d", i % BURST_TOPICS);
        snprintf(payload, sizeof payload, "%d", i);
        while (!client_publish(ear_client(other), topic, payload, strlen(payload), 0, false)) {
            nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
        }
    }
    assert_true(ear_await_sent(other, SOON));
    for (int i = 0; i < BURST_TOPICS; i++) {
        char topic[64], payload[16];
        snprintf(topic, sizeof topic, "wallboard/1/burst/kpi/main/phone/m-%d", i);
        snprintf(payload, sizeof payload, "%d", BURST - BURST_TOPICS + i);
        assert_true(ear_await(screen, topic, payload, SOON));
    }
    assert_int_equal(client_status(ear_client(screen)).dropped, 0);
    ear_close(screen);
    ear_close(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(birth_and_leave_are_retained_with_the_session),
        cmocka_unit_test(a_leave_payload_of_its_own),
        cmocka_unit_test(what_waits_is_published_before_leaving),
        cmocka_unit_test(the_old_protocol_by_request),
        cmocka_unit_test(the_retained_flag_is_handed_on),
        cmocka_unit_test(a_publication_waits_for_the_connection),
        cmocka_unit_test(what_no_broker_takes_does_not_stop_the_rest),
        cmocka_unit_test(a_large_payload_arrives),
        cmocka_unit_test(all_retained_topics_arrive_at_connect),
        cmocka_unit_test(the_last_value_of_a_burst_arrives),
    };
    return cmocka_run_group_tests(tests, start_broker, stop_broker);
}
