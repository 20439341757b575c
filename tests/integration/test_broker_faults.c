/*
 * What can happen to a broker, seen from the wall: meanwhile it says the truth, and it is live
 * again within back-off and two seconds, in the same process.
 */

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/broker.h"
#include "support/wall.h"

#define SOON 20

/* The back-off's longest wait is 30 s and half of it again; connecting comes on top. */
#define BACK_OFF 50

/* Numbers are fresh for ten seconds, so that an outage is seen on the wall. */
static const char board_text[] =
    "{\"language\":\"en\",\"businesses\":{\"main\":{\"channels\":{\"phone\":{"
    "\"timing\":\"real-time\",\"kpis\":{\"service-level\":"
    "{\"target\":80,\"limit\":70,\"cadence_s\":1,\"drop_s\":3600}}}}}}}";

static struct wall *start_wall(const struct broker *broker)
{
    return wall_start(&(struct wall_settings){
        .port = broker_port(broker), .broker = "\"keepalive_s\":5", .board = board_text});
}

static void publish(struct wall *wall, const char *value)
{
    wall_publish(wall, "kpi/main/phone/service-level", value, false);
}

static bool process_is(const struct wall *wall, pid_t pid)
{
    return wall_pid(wall) == pid && wall_runs(wall);
}

static void absent_at_start(void **state)
{
    (void)state;
    struct broker *broker = broker_start(&(struct broker_settings){.absent = true});
    struct wall *wall = start_wall(broker);
    wall_listen(wall, 3000);
    assert_int_equal(wall_number(wall, "frames"), -1);
    broker_restart(broker, NULL);
    assert_true(wall_await(wall, "qualities.waiting", 1, BACK_OFF));
    publish(wall, "82");
    assert_true(wall_await(wall, "verdicts.met", 1, SOON));
    assert_int_equal(wall_stop(wall), 0);
    broker_stop(broker);
}

/* Nothing is retained here, so what the wall tells first after the outage is what it showed in it.
 */
static void killed_and_started_again(void **state)
{
    (void)state;
    struct broker *broker = broker_start(&(struct broker_settings){0});
    struct wall *wall = start_wall(broker);
    assert_true(wall_await(wall, "qualities.waiting", 1, SOON));
    publish(wall, "82");
    assert_true(wall_await(wall, "verdicts.met", 1, SOON));
    pid_t pid = wall_pid(wall);
    broker_kill(broker);
    wall_listen(wall, 12000);
    broker_restart(broker, NULL);
    assert_true(wall_await(wall, "qualities.last-known", 1, BACK_OFF));
    assert_int_equal(wall_number(wall, "verdicts.met"), 0);
    assert_int_equal(wall_number(wall, "reconnects"), 1);
    publish(wall, "83");
    assert_true(wall_await(wall, "verdicts.met", 1, SOON));
    assert_true(process_is(wall, pid));
    assert_int_equal(wall_stop(wall), 0);
    broker_stop(broker);
}

static void frozen_for_a_while(void **state)
{
    (void)state;
    struct broker *broker = broker_start(&(struct broker_settings){0});
    struct wall *wall = start_wall(broker);
    assert_true(wall_await(wall, "qualities.waiting", 1, SOON));
    publish(wall, "82");
    assert_true(wall_await(wall, "verdicts.met", 1, SOON));
    pid_t pid = wall_pid(wall);
    broker_freeze(broker);
    wall_listen(wall, 18000);
    broker_thaw(broker);
    assert_true(wall_await(wall, "qualities.last-known", 1, BACK_OFF));
    assert_int_equal(wall_number(wall, "verdicts.met"), 0);
    publish(wall, "83");
    assert_true(wall_await(wall, "verdicts.met", 1, SOON));
    assert_true(process_is(wall, pid));
    assert_int_equal(wall_stop(wall), 0);
    broker_stop(broker);
}

/* The wall itself stands still for a time, as in a debugger: what it then shows is as old as it is.
 */
static void the_wall_frozen(void **state)
{
    (void)state;
    struct broker *broker = broker_start(&(struct broker_settings){0});
    struct wall *wall = start_wall(broker);
    assert_true(wall_await(wall, "qualities.waiting", 1, SOON));
    publish(wall, "82");
    assert_true(wall_await(wall, "verdicts.met", 1, SOON));
    kill(wall_pid(wall), SIGSTOP);
    wall_listen(wall, 12000);
    kill(wall_pid(wall), SIGCONT);
    assert_true(wall_await(wall, "qualities.last-known", 1, BACK_OFF));
    publish(wall, "83");
    assert_true(wall_await(wall, "verdicts.met", 1, BACK_OFF));
    assert_int_equal(wall_stop(wall), 0);
    broker_stop(broker);
}

static void two_screens_of_one_name(void **state)
{
    (void)state;
    struct broker *broker = broker_start(&(struct broker_settings){0});
    struct wall *wall = start_wall(broker);
    assert_true(wall_await(wall, "qualities.waiting", 1, SOON));
    wall_listen(wall, 1500);
    char alone[65];
    snprintf(alone, sizeof alone, "%s", wall_scene(wall));
    /* Another machine's screen of our name tells its status: its client id is not ours. */
    wall_publish(wall, "screen/wall/status", "{\"session\":\"0123456789abcdef\"}", false);
    wall_listen(wall, 3000);
    assert_string_not_equal(wall_scene(wall), alone);
    publish(wall, "82");
    assert_true(wall_await(wall, "verdicts.met", 1, SOON));
    assert_int_equal(wall_stop(wall), 0);
    broker_stop(broker);
}

/* Memory is counted in the sanitized build too, so the bound is far above the real need. */
static void a_poisonous_retained_payload(void **state)
{
    (void)state;
    enum { MIB = 1 << 20 };
    struct broker *broker = broker_start(&(struct broker_settings){0});
    char command[512];
    snprintf(command, sizeof command,
             "head -c 200000000 /dev/zero | mosquitto_pub -h 127.0.0.1 -p %d -q 1 -r -s "
             "-t wallboard/1/test/kpi/main/phone/service-level",
             broker_port(broker));
    assert_int_equal(system(command), 0);
    struct wall *wall = start_wall(broker);
    assert_true(wall_await(wall, "qualities.waiting", 1, SOON));
    publish(wall, "82");
    assert_true(wall_await(wall, "verdicts.met", 1, SOON));
    assert_true(wall_number(wall, "rss_bytes") < (int64_t)150 * MIB);
    assert_int_equal(wall_stop(wall), 0);
    broker_stop(broker);
}

#define MANY 1500

/* A board of so many KPIs, in channels of ten. */
static char *large_board(void)
{
    static const char *const metrics[10] = {
        "service-level",    "abandonment-rate", "average-speed-of-answer", "average-handle-time",
        "contacts-waiting", "longest-wait",     "agents-available",        "agents-on-contact",
        "occupancy",        "answer-rate"};
    size_t room = MANY * 80;
    char *text = malloc(room);
    char *at = text + sprintf(text, "{\"businesses\":{\"main\":{\"channels\":{");
    for (int i = 0; i < MANY / 10; i++) {
        at += sprintf(at, "%s\"line-%d\":{\"timing\":\"real-time\",\"kpis\":{", i ? "," : "", i);
        for (int j = 0; j < 10; j++) {
            at += sprintf(at, "%s\"%s\":{\"cadence_s\":600}", j ? "," : "", metrics[j]);
        }
        at += sprintf(at, "}}");
    }
    sprintf(at, "}}}}");
    assert_true(strlen(text) < room);
    return text;
}

static void many_retained_at_connect(void **state)
{
    (void)state;
    static const char *const metrics[10] = {
        "service-level",    "abandonment-rate", "average-speed-of-answer", "average-handle-time",
        "contacts-waiting", "longest-wait",     "agents-available",        "agents-on-contact",
        "occupancy",        "answer-rate"};
    struct broker *broker = broker_start(&(struct broker_settings){0});
    char *board = large_board();
    struct wall_settings settings = {.port = broker_port(broker), .board = board};
    struct wall *first = wall_start(&settings);
    assert_true(wall_await(first, "qualities.waiting", MANY, SOON));
    for (int i = 0; i < MANY; i++) {
        char topic[96];
        snprintf(topic, sizeof topic, "kpi/main/line-%d/%s", i / 10, metrics[i % 10]);
        wall_publish(first, topic, "42", true);
    }
    assert_true(wall_await(first, "qualities.live", MANY, 60));
    assert_int_equal(wall_stop(first), 0);
    struct wall *second = wall_start(&settings);
    assert_true(wall_await(second, "qualities.last-known", MANY, 60));
    assert_int_equal(wall_stop(second), 0);
    free(board);
    broker_stop(broker);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(absent_at_start),          cmocka_unit_test(killed_and_started_again),
        cmocka_unit_test(frozen_for_a_while),       cmocka_unit_test(the_wall_frozen),
        cmocka_unit_test(two_screens_of_one_name),  cmocka_unit_test(a_poisonous_retained_payload),
        cmocka_unit_test(many_retained_at_connect),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
