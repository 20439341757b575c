/* A publisher that has never heard of wallboards, a real broker and a real wall. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "support/broker.h"
#include "support/ear.h"
#include "support/wall.h"

#define SOON 20
#define KPI "{\"on_delay_s\":0,\"off_delay_s\":0,\"target\":5,\"limit\":10,\"cadence_s\":600}"
#define BOARD(sources)                                                                             \
    "{\"zone\":\"UTC\",\"language\":\"en\",\"sources\":{" sources                                  \
    "},\"businesses\":{\"main\":{\"channels\":{\"phone\":{\"kpis\":{\"contacts-waiting\":" KPI     \
    ",\"longest-wait\":{\"cadence_s\":600}}}}}}}"
#define QUEUE(topic)                                                                               \
    "\"waiting\":{\"topic\":\"" topic "\",\"kpi\":\"main/phone/contacts-waiting\",\"value\":"      \
    "\"/Queue=support/Callers\"},\"longest\":{\"topic\":\"" topic                                  \
    "\",\"kpi\":\"main/phone/longest-wait\",\"value\":\"/Queue=support/Longest\",\"scale\":0.001}"

static struct broker *broker;
static struct ear *pbx;

static int open_stage(void **state)
{
    (void)state;
    broker = broker_start(&(struct broker_settings){0});
    pbx = ear_open_plain(broker_port(broker), "pbx", "none");
    return ear_await_link(pbx, CLIENT_UP, SOON) ? 0 : -1;
}

static int close_stage(void **state)
{
    (void)state;
    ear_close(pbx);
    broker_stop(broker);
    return 0;
}

static struct wall *start(const char *board)
{
    struct wall *wall =
        wall_start(&(struct wall_settings){.port = broker_port(broker), .board = board});
    assert_true(wall_await(wall, "qualities.waiting", 2, SOON));
    return wall;
}

static void its_figures_are_shown(void **state)
{
    (void)state;
    struct wall *wall = start(BOARD(QUEUE("pbx/+/queue")));
    ear_say(pbx, "pbx/a/queue", "{\"Queue\":\"support\",\"Callers\":\"3\",\"Longest\":42000}",
            false);
    assert_true(wall_await(wall, "qualities.live", 2, SOON));
    assert_true(wall_await(wall, "verdicts.met", 1, SOON));
    ear_say(pbx, "pbx/b/queue", "{\"Queue\":\"support\",\"Callers\":\"12\",\"Longest\":42000}",
            false);
    assert_true(wall_await(wall, "verdicts.missed", 1, SOON));
    assert_int_equal(wall_stop(wall), 0);
}

/* Status tells counters with its next change. */
static void what_is_wrong_is_counted(void **state)
{
    (void)state;
    struct wall *wall = start(BOARD(QUEUE("pbx/+/queue")));
    ear_say(pbx, "pbx/a/queue", "not JSON", false);
    ear_say(pbx, "pbx/a/queue", "{\"Queue\":\"support\",\"Callers\":\"many\",\"Longest\":-1}",
            false);
    ear_say(pbx, "pbx/a/queue", "{\"Queue\":\"sales\",\"Callers\":\"99\",\"Longest\":1}", false);
    ear_say(pbx, "pbx/a/queue", "{\"Queue\":\"support\",\"Callers\":\"3\",\"Longest\":1}", false);
    assert_true(wall_await(wall, "verdicts.met", 1, SOON));
    assert_int_equal(wall_number(wall, "refused.not-json"), 1);
    assert_int_equal(wall_number(wall, "refused.type"), 1);
    assert_int_equal(wall_number(wall, "refused.range"), 1);
    assert_int_equal(wall_number(wall, "ignored"), 1);
    assert_int_equal(wall_stop(wall), 0);
}

/* With the board the topics change, and what is no longer asked for no longer arrives. */
static void subscriptions_follow_the_board(void **state)
{
    (void)state;
    struct wall *wall = start(BOARD(QUEUE("pbx/old")));
    wall_reload(wall, BOARD(QUEUE("pbx/new")));
    ear_say(pbx, "pbx/new", "{\"Queue\":\"support\",\"Callers\":\"3\",\"Longest\":1}", true);
    assert_true(wall_await(wall, "qualities.waiting", 0, SOON));
    ear_say(pbx, "pbx/new", "{\"Queue\":\"support\",\"Callers\":\"4\",\"Longest\":1}", false);
    assert_true(wall_await(wall, "verdicts.met", 1, SOON));
    ear_say(pbx, "pbx/old", "{\"Queue\":\"support\",\"Callers\":\"99\",\"Longest\":1}", false);
    ear_say(pbx, "pbx/new", "{\"Queue\":\"support\",\"Callers\":\"7\",\"Longest\":1}", false);
    assert_true(wall_await(wall, "verdicts.near", 1, SOON));
    assert_int_equal(wall_number(wall, "ignored"), 0);
    assert_int_equal(wall_stop(wall), 0);
}

/* Pushed over MQTT they are subscribed to as well, and for another topic anew. */
static void a_push_brings_topics(void **state)
{
    (void)state;
    struct wall *wall = start(BOARD(""));
    wall_publish(wall, "screen/wall/config",
                 "{\"revision\":1,\"config\":{\"sources\":{" QUEUE("pbx/one") "}}}", true);
    ear_say(pbx, "pbx/one", "{\"Queue\":\"support\",\"Callers\":\"3\",\"Longest\":1}", true);
    assert_true(wall_await(wall, "qualities.waiting", 0, SOON));
    wall_publish(wall, "screen/wall/config",
                 "{\"revision\":2,\"config\":{\"sources\":{" QUEUE("pbx/two") "}}}", true);
    ear_say(pbx, "pbx/two", "{\"Queue\":\"support\",\"Callers\":\"12\",\"Longest\":1}", true);
    for (int i = 0; i < SOON && wall_number(wall, "verdicts.missed") != 1; i++) {
        ear_say(pbx, "pbx/two", "{\"Queue\":\"support\",\"Callers\":\"12\",\"Longest\":1}", false);
        wall_listen(wall, 1000);
    }
    assert_int_equal(wall_number(wall, "verdicts.missed"), 1);
    wall_publish(wall, "screen/wall/config", "", true);
    assert_int_equal(wall_stop(wall), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(its_figures_are_shown),
        cmocka_unit_test(what_is_wrong_is_counted),
        cmocka_unit_test(subscriptions_follow_the_board),
        cmocka_unit_test(a_push_brings_topics),
    };
    return cmocka_run_group_tests(tests, open_stage, close_stage);
}
