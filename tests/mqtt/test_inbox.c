#include "mqtt/inbox.h"

#include <poll.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "mqtt/spool.h"

#define KPI "wallboard/1/osaka/kpi/main/phone/"

static void put(struct inbox *inbox, const char *topic, const char *payload)
{
    inbox_put(inbox, &(struct client_message){
                         .topic = topic, .payload = payload, .length = strlen(payload)});
}

static void expect(struct inbox *inbox, const char *topic, const char *payload)
{
    struct client_message message;
    assert_true(inbox_take(inbox, &message));
    assert_string_equal(message.topic, topic);
    assert_string_equal(message.payload, payload);
    assert_int_equal(message.length, strlen(payload));
}

static void expect_empty(struct inbox *inbox)
{
    struct client_message message;
    assert_false(inbox_take(inbox, &message));
}

static bool is_ringing(struct inbox *inbox)
{
    return poll(&(struct pollfd){.fd = inbox_fd(inbox), .events = POLLIN}, 1, 0) == 1;
}

static void messages_come_in_order(void **state)
{
    (void)state;
    struct inbox *inbox = inbox_create(4096, 0);
    expect_empty(inbox);
    put(inbox, KPI "a", "1");
    put(inbox, KPI "a", "2");
    expect(inbox, KPI "a", "1");
    put(inbox, KPI "b", "3");
    expect(inbox, KPI "a", "2");
    put(inbox, KPI "a", "4");
    expect(inbox, KPI "b", "3");
    expect(inbox, KPI "a", "4");
    expect_empty(inbox);
    inbox_destroy(inbox);
}

static void a_message_arrives_whole(void **state)
{
    (void)state;
    struct inbox *inbox = inbox_create(4096, 0);
    struct client_message message = {.topic = "t",
                                     .payload = "a\0b",
                                     .length = 3,
                                     .retained = true,
                                     .mono_ms = INT64_C(1) << 40};
    inbox_put(inbox, &message);
    put(inbox, "u", "");
    assert_true(inbox_take(inbox, &message));
    assert_memory_equal(message.payload, "a\0b", 4);
    assert_true(message.retained);
    assert_true(message.mono_ms == INT64_C(1) << 40);
    expect(inbox, "u", "");
    inbox_destroy(inbox);
}

static void the_bell_rings_while_there_is_mail(void **state)
{
    (void)state;
    struct inbox *inbox = inbox_create(4096, 0);
    inbox_deliver(inbox);
    assert_false(is_ringing(inbox));
    put(inbox, "a", "1");
    assert_false(is_ringing(inbox));
    inbox_deliver(inbox);
    assert_true(is_ringing(inbox));
    inbox_acknowledge(inbox);
    assert_true(is_ringing(inbox)); /* nothing was taken yet */
    put(inbox, "a", "2");
    inbox_deliver(inbox);
    expect(inbox, "a", "1");
    inbox_acknowledge(inbox);
    assert_true(is_ringing(inbox)); /* one is left */
    expect(inbox, "a", "2");
    expect_empty(inbox);
    assert_false(is_ringing(inbox));
    inbox_destroy(inbox);
}

static void a_call_rings_until_it_is_acknowledged(void **state)
{
    (void)state;
    struct inbox *inbox = inbox_create(4096, 0);
    inbox_call(inbox);
    assert_true(is_ringing(inbox));
    expect_empty(inbox);
    assert_true(is_ringing(inbox));
    inbox_acknowledge(inbox);
    assert_false(is_ringing(inbox));
    inbox_destroy(inbox);
}

/* Room for `count` messages of a topic and payload of these lengths. */
static struct inbox *inbox_for(size_t count, size_t topic_length, size_t length, int patience_ms)
{
    return inbox_create(count * spool_size_of(topic_length, length, NULL), patience_ms);
}

static void a_newer_reading_displaces_older_ones_only_under_pressure(void **state)
{
    (void)state;
    struct inbox *inbox = inbox_for(4, strlen(KPI "a"), 1, 0);
    put(inbox, KPI "a", "1");
    put(inbox, KPI "b", "2");
    put(inbox, KPI "a", "3");
    put(inbox, KPI "c", "4");
    put(inbox, KPI "a", "5");
    assert_int_equal(inbox_dropped(inbox), 0);
    expect(inbox, KPI "b", "2");
    expect(inbox, KPI "c", "4");
    expect(inbox, KPI "a", "5");
    expect_empty(inbox);
    inbox_destroy(inbox);
}

static void an_older_reading_stays_when_its_room_does_not_help(void **state)
{
    (void)state;
    struct inbox *inbox = inbox_for(2, strlen(KPI "a"), 1, 0);
    char large[200];
    memset(large, '7', sizeof large - 1);
    large[sizeof large - 1] = '\0';
    put(inbox, KPI "a", "1");
    put(inbox, KPI "a", large);
    assert_int_equal(inbox_dropped(inbox), 1);
    expect(inbox, KPI "a", "1");
    expect_empty(inbox);
    inbox_destroy(inbox);
}

static void without_room_the_newest_reading_is_dropped(void **state)
{
    (void)state;
    struct inbox *inbox = inbox_for(2, strlen(KPI "a"), 1, 1);
    put(inbox, KPI "a", "1");
    put(inbox, KPI "b", "2");
    put(inbox, KPI "c", "3");
    assert_int_equal(inbox_dropped(inbox), 1);
    expect(inbox, KPI "a", "1");
    expect(inbox, KPI "b", "2");
    expect_empty(inbox);
    put(inbox, KPI "c", "4");
    expect(inbox, KPI "c", "4");
    inbox_destroy(inbox);
}

static void a_configuration_takes_the_room_of_the_newest_readings(void **state)
{
    (void)state;
    static const char topic[] = "wallboard/1/osaka/screen/e/config";
    struct inbox *inbox = inbox_for(3, strlen(topic), 1, 1);
    put(inbox, KPI "a", "1");
    put(inbox, topic, "2");
    put(inbox, KPI "b", "3");
    put(inbox, topic, "4");
    put(inbox, topic, "5");
    assert_int_equal(inbox_dropped(inbox), 2);
    put(inbox, topic, "6");
    assert_int_equal(inbox_dropped(inbox), 3);
    expect(inbox, topic, "2");
    expect(inbox, topic, "4");
    expect(inbox, topic, "5");
    expect_empty(inbox);
    inbox_destroy(inbox);
}

static void the_largest_packet_passes(void **state)
{
    (void)state;
    struct inbox *inbox = inbox_create((size_t)320 * 1024, 0);
    char *large = malloc(262145);
    assert_non_null(large);
    memset(large, 'x', 262144);
    large[262144] = '\0';
    for (int i = 0; i < 3; i++) {
        put(inbox, "a", "small");
        put(inbox, "b", large);
        expect(inbox, "a", "small");
        expect(inbox, "b", large);
    }
    assert_int_equal(inbox_dropped(inbox), 0);
    free(large);
    inbox_destroy(inbox);
}

#define FLOOD 20000

/* Distinct topics, so that nothing may be displaced: the writer has to wait for the reader. */
static void *flood(void *context)
{
    struct inbox *inbox = context;
    for (int i = 0; i < FLOOD; i++) {
        char topic[64], payload[16];
        snprintf(topic, sizeof topic, KPI "m-%d", i);
        snprintf(payload, sizeof payload, "%d", i);
        put(inbox, topic, payload);
        if (i % 50 == 0) {
            inbox_deliver(inbox);
        }
    }
    inbox_deliver(inbox);
    return NULL;
}

static void a_writer_waits_for_a_slow_reader(void **state)
{
    (void)state;
    struct inbox *inbox = inbox_create(4096, 20000);
    pthread_t writer;
    pthread_create(&writer, NULL, flood, inbox);
    struct client_message message;
    for (int i = 0; i < FLOOD;) {
        assert_int_equal(poll(&(struct pollfd){.fd = inbox_fd(inbox), .events = POLLIN}, 1, 20000),
                         1);
        inbox_acknowledge(inbox);
        while (inbox_take(inbox, &message)) {
            assert_int_equal(atoi(message.payload), i);
            i++;
        }
    }
    pthread_join(writer, NULL);
    assert_int_equal(inbox_dropped(inbox), 0);
    inbox_destroy(inbox);
}

static void a_closed_inbox_lets_its_writer_go(void **state)
{
    (void)state;
    struct inbox *inbox = inbox_create(4096, 1000000);
    pthread_t writer;
    pthread_create(&writer, NULL, flood, inbox);
    poll(&(struct pollfd){.fd = inbox_fd(inbox), .events = POLLIN}, 1, 20000);
    inbox_close(inbox);
    pthread_join(writer, NULL);
    assert_true(inbox_dropped(inbox) > 0);
    inbox_destroy(inbox);
}

static void a_reply_arrives_whole(void **state)
{
    (void)state;
    static const struct client_reply replies[] = {
        {0},
        {.topic = "desk/7"},
        {.correlation = "a\0b", .correlation_length = 3},
        {.topic = "desk/7", .correlation = "\xff", .correlation_length = 1},
    };
    struct inbox *inbox = inbox_create(4096, 0);
    for (size_t i = 0; i < sizeof replies / sizeof *replies; i++) {
        struct client_message message = {
            .topic = "t", .payload = "p", .length = 1, .reply = replies[i]};
        assert_true(inbox_put(inbox, &message));
    }
    for (size_t i = 0; i < sizeof replies / sizeof *replies; i++) {
        struct client_message message;
        assert_true(inbox_take(inbox, &message));
        assert_string_equal(message.payload, "p");
        assert_int_equal(message.reply.correlation_length, replies[i].correlation_length);
        assert_memory_equal(message.reply.correlation != NULL ? message.reply.correlation : "",
                            replies[i].correlation != NULL ? replies[i].correlation : "",
                            replies[i].correlation_length);
        assert_int_equal(message.reply.topic == NULL, replies[i].topic == NULL);
        if (replies[i].topic != NULL) {
            assert_string_equal(message.reply.topic, replies[i].topic);
        }
    }
    inbox_destroy(inbox);
}

#define REQUEST "wallboard/1/osaka/all/request/ping"

static bool put_request(struct inbox *inbox)
{
    return inbox_put(inbox, &(struct client_message){.topic = REQUEST, .payload = "", .length = 0});
}

static void only_so_many_requests_wait(void **state)
{
    (void)state;
    struct inbox *inbox = inbox_create(64 * 1024, 0);
    struct client_message message;
    for (int i = 0; i < INBOX_REQUESTS; i++) {
        assert_true(put_request(inbox));
    }
    assert_false(put_request(inbox));
    put(inbox, KPI "a", "1"); /* everything else has its room */
    assert_true(inbox_take(inbox, &message));
    assert_false(put_request(inbox)); /* it is being looked at */
    assert_true(inbox_take(inbox, &message));
    assert_true(put_request(inbox)); /* in the other half */
    assert_false(put_request(inbox));
    int left = 0;
    while (inbox_take(inbox, &message)) {
        left++;
    }
    assert_int_equal(left, INBOX_REQUESTS - 1 + 1);
    assert_int_equal(inbox_dropped(inbox), 3);
    inbox_destroy(inbox);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(messages_come_in_order),
        cmocka_unit_test(a_message_arrives_whole),
        cmocka_unit_test(the_bell_rings_while_there_is_mail),
        cmocka_unit_test(a_call_rings_until_it_is_acknowledged),
        cmocka_unit_test(a_newer_reading_displaces_older_ones_only_under_pressure),
        cmocka_unit_test(an_older_reading_stays_when_its_room_does_not_help),
        cmocka_unit_test(without_room_the_newest_reading_is_dropped),
        cmocka_unit_test(a_configuration_takes_the_room_of_the_newest_readings),
        cmocka_unit_test(the_largest_packet_passes),
        cmocka_unit_test(a_writer_waits_for_a_slow_reader),
        cmocka_unit_test(a_closed_inbox_lets_its_writer_go),
        cmocka_unit_test(a_reply_arrives_whole),
        cmocka_unit_test(only_so_many_requests_wait),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
