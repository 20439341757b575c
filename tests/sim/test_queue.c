#include "sim/queue.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "sim/random.h"
#include "sim/tally.h"

/* ---- Hand-worked lists ---------------------------------------------------------------------- */

struct story {
    char text[1024];
};

/* "o3 a3+0 ...": offered, answered, lost, handled; seconds, then how long waited. */
static void write_down(void *context, const struct contact_event *event)
{
    struct story *story = context;
    size_t used = strlen(story->text);
    snprintf(story->text + used, sizeof(story->text) - used, "%c%lld+%lld ", "oalh"[event->what],
             (long long)(event->at_ms / 1000), (long long)(event->waited_ms / 1000));
}

static void offer(struct queue *queue, int at_s, int talk_s, int wrap_s, int patience_s)
{
    queue_advance(queue, at_s * SECOND_MS);
    queue_offer(queue, (struct contact){.talk_ms = talk_s * SECOND_MS,
                                        .wrap_ms = wrap_s * SECOND_MS,
                                        .patience_ms = patience_s * SECOND_MS});
}

static void begin(struct queue *queue, int agents, int slots, struct story *story)
{
    story->text[0] = '\0';
    queue_init(queue, 0, agents, slots, write_down, story);
    for (int i = 0; i < agents; i++) {
        queue_set_duty(queue, i, DUTY_WORK);
    }
}

static void test_one_agent(void **state)
{
    (void)state;
    static struct queue queue;
    struct story story;
    begin(&queue, 1, 1, &story);
    offer(&queue, 10, 60, 20, 30); /* talks 10 to 70, work to 90 */
    assert_int_equal(queue_agents(&queue, AGENT_ON_CONTACT), 1);
    offer(&queue, 20, 40, 10, 30); /* gives up at 50 */
    offer(&queue, 65, 40, 10, 30); /* waits 25, talks 90 to 130, work to 140 */
    assert_int_equal(queue.waiting, 1);
    queue_advance(&queue, 80 * SECOND_MS);
    assert_int_equal(queue_agents(&queue, AGENT_AFTER_CALL_WORK), 1);
    assert_int_equal(queue_longest_wait_ms(&queue), 15 * SECOND_MS);
    queue_advance(&queue, 200 * SECOND_MS);
    assert_string_equal(story.text, "o10+0 a10+0 o20+0 l50+30 o65+0 h90+0 a90+25 h140+25 ");
    assert_int_equal(queue_longest_wait_ms(&queue), 0);
    assert_int_equal(queue.agent_ms[AGENT_ON_CONTACT], 100 * SECOND_MS);
    assert_int_equal(queue.agent_ms[AGENT_AFTER_CALL_WORK], 30 * SECOND_MS);
    assert_int_equal(queue.agent_ms[AGENT_AVAILABLE], 70 * SECOND_MS);
}

/* Who is freed at the very instant at which patience ends still answers. */
static void test_tie(void **state)
{
    (void)state;
    static struct queue queue;
    struct story story;
    begin(&queue, 1, 1, &story);
    offer(&queue, 0, 30, 0, 5);
    offer(&queue, 10, 30, 0, 20);
    queue_advance(&queue, 100 * SECOND_MS);
    assert_string_equal(story.text, "o0+0 a0+0 o10+0 h30+0 a30+20 h60+20 ");
}

/* First come, first served; the first who gives up need not be the first in line. */
static void test_line(void **state)
{
    (void)state;
    static struct queue queue;
    struct story story;
    begin(&queue, 1, 1, &story);
    offer(&queue, 0, 50, 0, 5);
    offer(&queue, 1, 10, 0, 100);
    offer(&queue, 2, 10, 0, 20);
    offer(&queue, 3, 10, 0, 100);
    queue_advance(&queue, 200 * SECOND_MS);
    assert_string_equal(story.text, "o0+0 a0+0 o1+0 o2+0 o3+0 l22+20 h50+0 a50+49 h60+49 "
                                    "a60+57 h70+57 ");
}

static void test_chat_slots(void **state)
{
    (void)state;
    static struct queue queue;
    struct story story;
    begin(&queue, 2, 2, &story);
    for (int i = 0; i < 4; i++) {
        offer(&queue, i, 100, 10, 50);
        assert_int_equal(queue_agents(&queue, AGENT_ON_CONTACT), i == 0 ? 1 : 2);
        assert_int_equal(queue_ready(&queue), i < 2 ? 2 : 3 - i);
    }
    assert_int_equal(queue_ready(&queue), 0);
    offer(&queue, 4, 100, 10, 50);
    assert_int_equal(queue.waiting, 1);
    queue_advance(&queue, 102 * SECOND_MS); /* agent 0 talks to the third until 102 */
    assert_int_equal(queue_agents(&queue, AGENT_AFTER_CALL_WORK), 1);
    assert_int_equal(queue_agents(&queue, AGENT_ON_CONTACT), 1);
}

/* The one idle for longest is next; who has fewer in hand comes before that. */
static void test_whose_turn(void **state)
{
    (void)state;
    static struct queue queue;
    struct story story;
    begin(&queue, 2, 2, &story);
    offer(&queue, 0, 10, 0, 5); /* agent 0 until 10 */
    offer(&queue, 1, 5, 0, 5);  /* agent 1 until 6 */
    offer(&queue, 20, 50, 0, 5);
    assert_int_equal(queue.agent[1].in_hand, 1);
    offer(&queue, 21, 50, 0, 5);
    assert_int_equal(queue.agent[0].in_hand, 1);
}

static void test_duty(void **state)
{
    (void)state;
    static struct queue queue;
    struct story story;
    begin(&queue, 2, 1, &story);
    offer(&queue, 0, 50, 10, 500);
    queue_set_duty(&queue, 0, DUTY_AWAY);
    queue_set_duty(&queue, 1, DUTY_AWAY);
    assert_int_equal(queue_agents(&queue, AGENT_ON_CONTACT), 1);
    assert_int_equal(queue_agents(&queue, AGENT_AWAY), 1);
    offer(&queue, 10, 10, 0, 500);
    queue_advance(&queue, 70 * SECOND_MS);
    assert_int_equal(queue_agents(&queue, AGENT_AWAY), 2);
    assert_int_equal(queue.waiting, 1);
    queue_set_duty(&queue, 1, DUTY_WORK);
    queue_advance(&queue, 90 * SECOND_MS);
    queue_set_duty(&queue, 1, DUTY_OFF);
    assert_int_equal(queue_agents(&queue, AGENT_OFF), 1);
    assert_string_equal(story.text, "o0+0 a0+0 o10+0 h60+0 a70+60 h80+60 ");
}

static void test_all_lines_taken(void **state)
{
    (void)state;
    static struct queue queue;
    struct story story;
    begin(&queue, 0, 1, &story);
    for (int i = 0; i < QUEUE_LINES; i++) {
        offer(&queue, 1, 10, 0, 500);
    }
    story.text[0] = '\0';
    offer(&queue, 2, 10, 0, 500);
    assert_string_equal(story.text, "o2+0 l2+0 ");
    assert_int_equal(queue.waiting, QUEUE_LINES);
}

/* ---- Known results of queueing theory ------------------------------------------------------- */

struct steady {
    struct tally tally;
    int64_t waiting_ms; /* of all who waited, answered or not */
};

static void count(void *context, const struct contact_event *event)
{
    struct steady *steady = context;
    tally_contact(&steady->tally, event, 20 * SECOND_MS);
    if (event->what == CONTACT_ANSWERED || event->what == CONTACT_ABANDONED) {
        steady->waiting_ms += event->waited_ms;
    }
}

/* Arrivals and handle times exponential: `offered` erlangs of 300 s each. */
static void run_steady(struct steady *steady, int agents, double offered, double patience_s,
                       int contacts, uint64_t seed)
{
    static struct queue queue;
    struct random random;
    random_start(&random, seed, "steady");
    memset(steady, 0, sizeof(*steady));
    queue_init(&queue, 0, agents, 1, count, steady);
    for (int i = 0; i < agents; i++) {
        queue_set_duty(&queue, i, DUTY_WORK);
    }
    double at_ms = 0.0;
    for (int i = 0; i < contacts; i++) {
        at_ms += random_exponential(&random, 300e3 / offered);
        queue_advance(&queue, (int64_t)at_ms);
        struct contact contact = {.talk_ms = (int64_t)random_exponential(&random, 300e3)};
        contact.patience_ms = (int64_t)random_exponential(&random, patience_s * 1e3);
        queue_offer(&queue, contact);
    }
    queue_advance(&queue, (int64_t)at_ms + DAY_MS);
}

/* Erlang B by its recursion, then C: the share that has to wait. */
static double erlang_c(int agents, double offered)
{
    double blocked = 1.0;
    for (int n = 1; n <= agents; n++) {
        blocked = offered * blocked / (n + offered * blocked);
    }
    return blocked / (1.0 - offered / agents * (1.0 - blocked));
}

/*
 * Erlang C: mean wait C * h / (N - A), within 20 s 1 - C * exp(-(N - A) * 20 / h). Of 400,000
 * contacts the mean wait comes out within 8 %, the service level within one point.
 */
static void test_erlang_c(void **state)
{
    (void)state;
    static const struct {
        int agents;
        double offered;
    } cases[] = {{5, 3.0}, {12, 9.0}, {25, 19.0}};
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct steady steady;
        run_steady(&steady, cases[i].agents, cases[i].offered, 1e9, 400000, 111 + i);
        double waits = erlang_c(cases[i].agents, cases[i].offered);
        double spare = cases[i].agents - cases[i].offered;
        double mean_s = waits * 300.0 / spare;
        double level = 100.0 * (1.0 - waits * exp(-spare * 20.0 / 300.0));
        double got_s = (double)steady.tally.wait_ms / 1e3 / steady.tally.answered;
        double got = 100.0 * steady.tally.answered_within / steady.tally.offered;
        assert_int_equal(steady.tally.abandoned, 0);
        assert_true(fabs(got_s / mean_s - 1.0) < 0.08);
        assert_true(fabs(got - level) < 1.0);
    }
}

/*
 * Erlang A (M/M/N+M): the states are a birth-death chain with death rate min(n, N) / h +
 * max(0, n - N) / p; the share that abandons is E[waiting] / p / arrival rate.
 */
static double erlang_a_abandons(int agents, double offered, double patience_s)
{
    double weight = 1.0, total = 1.0, waiting = 0.0;
    for (int n = 1; n < 2000; n++) {
        int served = n < agents ? n : agents;
        double death = served + (n - served) * 300.0 / patience_s; /* in units of 1 / h */
        weight *= offered / death;
        total += weight;
        waiting += weight * (n - served);
    }
    return waiting / total * 300.0 / patience_s / offered;
}

/* Within half a point of 200,000 contacts; overload included, which Erlang C does not know. */
static void test_erlang_a(void **state)
{
    (void)state;
    static const struct {
        int agents;
        double offered, patience_s;
    } cases[] = {{5, 4.5, 150}, {12, 12.0, 150}, {10, 14.0, 90}};
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct steady steady;
        run_steady(&steady, cases[i].agents, cases[i].offered, cases[i].patience_s, 200000, 21 + i);
        double share = erlang_a_abandons(cases[i].agents, cases[i].offered, cases[i].patience_s);
        double got = (double)steady.tally.abandoned / steady.tally.offered;
        assert_true(fabs(got - share) < 0.005);
        assert_int_equal(steady.tally.offered, steady.tally.answered + steady.tally.abandoned);
        /* Patience is exponential: waiting / mean patience is the expected number who give up. */
        double expected = (double)steady.waiting_ms / 1e3 / cases[i].patience_s;
        assert_true(fabs(steady.tally.abandoned / expected - 1.0) < 0.03);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_agent),
        cmocka_unit_test(test_tie),
        cmocka_unit_test(test_line),
        cmocka_unit_test(test_chat_slots),
        cmocka_unit_test(test_whose_turn),
        cmocka_unit_test(test_duty),
        cmocka_unit_test(test_all_lines_taken),
        cmocka_unit_test(test_erlang_c),
        cmocka_unit_test(test_erlang_a),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
