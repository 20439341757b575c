#include "mqtt/outbox.h"

#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "mqtt/wake.h"

static int bell;

static int open_bell(void **state)
{
    (void)state;
    bell = wake_create();
    return bell < 0;
}

static int close_bell(void **state)
{
    (void)state;
    return close(bell);
}

static bool is_ringing(void)
{
    bool ringing = poll(&(struct pollfd){.fd = bell, .events = POLLIN}, 1, 0) == 1;
    wake_clear(bell);
    return ringing;
}

static bool put(struct outbox *outbox, const char *topic, const char *payload, int qos, bool retain)
{
    return outbox_put(outbox, &(struct outbox_item){.topic = topic,
                                                    .payload = payload,
                                                    .length = strlen(payload),
                                                    .qos = qos,
                                                    .retain = retain});
}

static void expect(struct outbox *outbox, const char *topic, const char *payload)
{
    struct outbox_item item;
    assert_true(outbox_take(outbox, &item));
    assert_string_equal(item.topic, topic);
    assert_int_equal(item.length, strlen(payload));
    assert_memory_equal(item.payload, payload, item.length);
}

static void expect_none(struct outbox *outbox)
{
    struct outbox_item item;
    assert_false(outbox_take(outbox, &item));
}

static void publications_leave_in_order(void **state)
{
    (void)state;
    struct outbox *outbox = outbox_create(4096, bell);
    outbox_set_online(outbox, true);
    assert_false(is_ringing());
    assert_true(put(outbox, "a", "1", 0, false));
    assert_true(is_ringing());
    assert_true(put(outbox, "b", "2", 1, false));
    assert_int_equal(outbox_pending(outbox), 2);
    expect(outbox, "a", "1");
    outbox_sent(outbox, 1);
    assert_int_equal(outbox_pending(outbox), 1);
    expect(outbox, "b", "2");
    outbox_sent(outbox, 2);
    expect_none(outbox);
    assert_int_equal(outbox_pending(outbox), 1);
    outbox_acknowledged(outbox, 1); /* nobody waits for it */
    assert_int_equal(outbox_pending(outbox), 1);
    outbox_acknowledged(outbox, 2);
    assert_int_equal(outbox_pending(outbox), 0);
    outbox_destroy(outbox);
}

static void what_was_not_acknowledged_is_sent_again(void **state)
{
    (void)state;
    struct outbox *outbox = outbox_create(4096, bell);
    outbox_set_online(outbox, true);
    put(outbox, "a", "1", 1, false);
    put(outbox, "b", "2", 1, false);
    put(outbox, "c", "3", 1, false);
    expect(outbox, "a", "1");
    outbox_sent(outbox, 1);
    expect(outbox, "b", "2");
    outbox_sent(outbox, 2);
    outbox_acknowledged(outbox, 1);
    expect(outbox, "c", "3"); /* the session is lost while it is handed over */
    outbox_set_online(outbox, false);
    outbox_set_online(outbox, true);
    expect(outbox, "b", "2");
    outbox_sent(outbox, 1);
    expect(outbox, "c", "3");
    outbox_sent(outbox, 2);
    expect_none(outbox);
    outbox_destroy(outbox);
}

static void offline_a_retained_one_replaces_its_topic(void **state)
{
    (void)state;
    struct outbox *outbox = outbox_create(4096, bell);
    wake_clear(bell);
    put(outbox, "status", "1", 1, true);
    put(outbox, "event", "2", 1, false);
    put(outbox, "event", "3", 1, false);
    put(outbox, "status", "4", 1, true);
    assert_false(is_ringing());
    assert_int_equal(outbox_pending(outbox), 3);
    expect(outbox, "event", "2");
    outbox_sent(outbox, 1);
    expect(outbox, "event", "3");
    outbox_sent(outbox, 2);
    expect(outbox, "status", "4");
    outbox_destroy(outbox);
}

static void online_nothing_is_replaced(void **state)
{
    (void)state;
    struct outbox *outbox = outbox_create(4096, bell);
    outbox_set_online(outbox, true);
    put(outbox, "status", "1", 1, true);
    put(outbox, "status", "2", 1, true);
    assert_int_equal(outbox_pending(outbox), 2);
    outbox_destroy(outbox);
}

static void a_full_outbox_says_so_and_keeps_what_it_has(void **state)
{
    (void)state;
    struct outbox *outbox = outbox_create(300, bell);
    char large[400] = "";
    memset(large, 'x', sizeof large - 1);
    assert_true(put(outbox, "status", "1", 1, true));
    assert_false(put(outbox, "status", large, 1, true));
    assert_int_equal(outbox_pending(outbox), 1);
    int more = 0;
    while (put(outbox, "event", "2", 0, false)) {
        more++;
    }
    assert_in_range(more, 1, 10);
    assert_true(put(outbox, "status", "3", 1, true)); /* in the room of the older one */
    outbox_destroy(outbox);
}

static void only_so_many_are_in_flight(void **state)
{
    (void)state;
    struct outbox *outbox = outbox_create(65536, bell);
    outbox_set_online(outbox, true);
    for (int i = 0; i < 30; i++) {
        put(outbox, "a", "1", 1, false);
    }
    struct outbox_item item;
    int sent = 0;
    while (outbox_take(outbox, &item)) {
        outbox_sent(outbox, ++sent);
    }
    assert_int_equal(sent, 20);
    outbox_acknowledged(outbox, 7);
    assert_true(outbox_take(outbox, &item));
    outbox_destroy(outbox);
}

static void what_cannot_be_sent_is_forgotten(void **state)
{
    (void)state;
    struct outbox *outbox = outbox_create(4096, bell);
    outbox_set_online(outbox, true);
    put(outbox, "a", "1", 1, false);
    put(outbox, "b", "2", 1, false);
    expect(outbox, "a", "1");
    outbox_forget(outbox);
    assert_int_equal(outbox_pending(outbox), 1);
    expect(outbox, "b", "2");
    outbox_destroy(outbox);
}

static void an_answer_keeps_its_correlation(void **state)
{
    (void)state;
    struct outbox *outbox = outbox_create(4096, bell);
    struct outbox_item item = {.topic = "a",
                               .payload = "1",
                               .length = 1,
                               .qos = 1,
                               .correlation = "x\0y",
                               .correlation_length = 3};
    assert_true(outbox_put(outbox, &item));
    assert_true(put(outbox, "b", "2", 1, false));
    outbox_set_online(outbox, true);
    for (int session = 0; session < 2; session++) {
        assert_true(outbox_take(outbox, &item));
        assert_int_equal(item.length, 1);
        assert_int_equal(item.correlation_length, 3);
        assert_memory_equal(item.correlation, "x\0y", 3);
        outbox_sent(outbox, 7);
        assert_true(outbox_take(outbox, &item));
        assert_int_equal(item.correlation_length, 0);
        outbox_sent(outbox, 8);
        outbox_set_online(outbox, true);
    }
    outbox_destroy(outbox);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(publications_leave_in_order),
        cmocka_unit_test(what_was_not_acknowledged_is_sent_again),
        cmocka_unit_test(offline_a_retained_one_replaces_its_topic),
        cmocka_unit_test(online_nothing_is_replaced),
        cmocka_unit_test(a_full_outbox_says_so_and_keeps_what_it_has),
        cmocka_unit_test(only_so_many_are_in_flight),
        cmocka_unit_test(what_cannot_be_sent_is_forgotten),
        cmocka_unit_test(an_answer_keeps_its_correlation),
    };
    return cmocka_run_group_tests(tests, open_bell, close_bell);
}
