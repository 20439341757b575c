#include "sim/figures.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct preset *contacts(void)
{
    return preset_for("phone", TIMING_REAL_TIME, ASSISTANCE_HUMAN);
}

static const struct preset *items(void)
{
    return preset_for("email", TIMING_NON_REAL_TIME, ASSISTANCE_HUMAN);
}

/* Today 50 contacts whose wait ended; in the running half hour other numbers, not to be mixed. */
static struct channel *worked_out(const struct preset *preset)
{
    static struct channel channel;
    memset(&channel, 0, sizeof(channel));
    channel.preset = preset;
    channel.today = (struct tally){.offered = 53,
                                   .answered = 45,
                                   .abandoned = 5,
                                   .answered_within = 41,
                                   .wait_ms = 540 * SECOND_MS,
                                   .handled = 40,
                                   .handle_ms = 12000 * SECOND_MS,
                                   .resolved = 30,
                                   .surveyed = 8,
                                   .satisfied = 7,
                                   .busy_ms = 12600 * SECOND_MS,
                                   .available_ms = 5400 * SECOND_MS,
                                   .done = 16,
                                   .on_time = 14,
                                   .work_ms = 6400 * SECOND_MS,
                                   .received = 22,
                                   .cycle_ms = 14400 * SECOND_MS};
    channel.running.tally = (struct tally){.answered = 3, .abandoned = 1, .answered_within = 1};
    return &channel;
}

static void test_rates_by_hand(void **state)
{
    (void)state;
    static const struct {
        const char *metric;
        double value, numerator, denominator;
        int sample;
    } cases[] = {
        {"service-level", 82.0, 41, 50, 50},
        {"answer-rate", 90.0, 45, 50, 50},
        {"abandonment-rate", 10.0, 5, 50, 50},
        {"average-speed-of-answer", 12.0, 540, 45, 45},
        {"average-handle-time", 300.0, 12000, 40, 40},
        {"occupancy", 70.0, 12600, 18000, -1},
        {"first-contact-resolution", 75.0, 30, 40, 40},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct figure_kind *kind = figure_find(cases[i].metric, KIND_CONTACTS);
        assert_non_null(kind);
        const struct figure got = figure_now(worked_out(contacts()), kind, PERIOD_TODAY);
        assert_true(got.has_value);
        assert_true(fabs(got.value - cases[i].value) < 1e-9);
        assert_true(fabs(got.numerator - cases[i].numerator) < 1e-9);
        assert_true(fabs(got.denominator - cases[i].denominator) < 1e-9);
        assert_int_equal(got.sample, cases[i].sample);
    }
    const struct figure_kind *level = figure_find("service-level", KIND_CONTACTS);
    const struct figure running = figure_now(worked_out(contacts()), level, PERIOD_INTERVAL);
    assert_true(fabs(running.value - 25.0) < 1e-9);
    assert_int_equal(running.sample, 4);
}

static void test_items_by_hand(void **state)
{
    (void)state;
    const struct figure_kind *on_time = figure_find("on-time-rate", KIND_ITEMS);
    struct figure got = figure_now(worked_out(items()), on_time, PERIOD_TODAY);
    assert_true(fabs(got.value - 87.5) < 1e-9);
    assert_int_equal(got.sample, 16);
    const struct figure_kind *handle = figure_find("average-handle-time", KIND_ITEMS);
    got = figure_now(worked_out(items()), handle, PERIOD_TODAY);
    assert_true(fabs(got.value - 400.0) < 1e-9);
    const struct figure_kind *response = figure_find("first-response-time", KIND_ITEMS);
    got = figure_now(worked_out(items()), response, PERIOD_TODAY);
    assert_true(fabs(got.value - 900.0) < 1e-9);
}

static void test_counts_by_hand(void **state)
{
    (void)state;
    static const struct {
        const char *metric;
        enum kind kind;
        double value;
    } cases[] = {
        {"contacts-offered", KIND_CONTACTS, 53},
        {"contacts-handled", KIND_CONTACTS, 40},
        {"contacts-handled", KIND_ITEMS, 16},
        {"contacts-received", KIND_ITEMS, 22},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct channel *channel = worked_out(cases[i].kind == KIND_ITEMS ? items() : contacts());
        const struct figure got =
            figure_now(channel, figure_find(cases[i].metric, cases[i].kind), PERIOD_TODAY);
        assert_true(got.has_value && got.value == cases[i].value && got.sample == -1);
    }
}

/* Nothing happened: there is no value, with a reason, and neither 0 nor 100 %. */
static void test_nothing_is_not_zero(void **state)
{
    (void)state;
    static struct channel idle;
    for (size_t i = 0; i < figure_kind_count; i++) {
        idle.preset = (figure_kinds[i].kinds & KIND_ITEMS) != 0 ? items() : contacts();
        const struct figure got = figure_now(&idle, &figure_kinds[i], PERIOD_TODAY);
        bool counts = strncmp(figure_kinds[i].metric, "contacts-", 9) == 0;
        assert_int_equal(got.has_value, !figure_kinds[i].sums_up || counts);
        if (!got.has_value) {
            assert_int_equal(got.sample, 0);
            assert_true(strlen(got.reason) > 0 && strlen(got.reason) < 64);
        }
    }
}

static void ignore_contact(void *context, const struct contact_event *event)
{
    (void)context;
    (void)event;
}

static void ignore_item(void *context, int64_t at_ms, const struct item *item)
{
    (void)context;
    (void)at_ms;
    (void)item;
}

static double value_of(const struct channel *channel, const char *metric)
{
    const struct figure_kind *kind = figure_find(metric, channel->preset->kind);
    assert_non_null(kind);
    const struct figure got = figure_now(channel, kind, PERIOD_NOW);
    assert_true(got.has_value);
    assert_int_equal(got.sample, -1);
    return got.value;
}

/* Four agents: one talks, one is away, one off, one after work; then two wait. */
static void test_queue_gauges(void **state)
{
    (void)state;
    static struct channel channel;
    channel.preset = contacts();
    struct queue *queue = &channel.queue;
    queue_init(queue, 0, 4, 1, ignore_contact, NULL);
    queue_set_duty(queue, 0, DUTY_WORK);
    queue_offer(queue, (struct contact){.talk_ms = 10 * SECOND_MS,
                                        .wrap_ms = 1000 * SECOND_MS,
                                        .patience_ms = 9000 * SECOND_MS});
    queue_set_duty(queue, 1, DUTY_WORK);
    const struct contact longer = {.talk_ms = 1000 * SECOND_MS, .patience_ms = 9000 * SECOND_MS};
    queue_offer(queue, longer);
    queue_set_duty(queue, 2, DUTY_AWAY);
    queue_advance(queue, 20 * SECOND_MS);
    assert_true(value_of(&channel, "longest-wait") == 0.0);
    queue_offer(queue, longer);
    queue_advance(queue, 27500);
    queue_offer(queue, longer);
    queue_advance(queue, 30 * SECOND_MS);
    assert_true(value_of(&channel, "contacts-waiting") == 2.0);
    assert_true(value_of(&channel, "longest-wait") == 10.0);
    assert_true(value_of(&channel, "agents-available") == 0.0);
    assert_true(value_of(&channel, "agents-on-contact") == 1.0);
    assert_true(value_of(&channel, "agents-after-call-work") == 1.0);
    assert_true(value_of(&channel, "agents-away") == 1.0);
    assert_true(value_of(&channel, "chat-concurrency") == 1.0);
}

static void test_backlog_gauges(void **state)
{
    (void)state;
    static struct channel channel;
    channel.preset = items();
    struct backlog *backlog = &channel.backlog;
    backlog_init(backlog, 0, 100 * SECOND_MS, ignore_item, NULL);
    assert_true(backlog_add(backlog, (struct item){0, SECOND_MS}));
    assert_true(backlog_add(backlog, (struct item){-60 * SECOND_MS, SECOND_MS}));
    backlog_advance(backlog, 70 * SECOND_MS);
    assert_true(value_of(&channel, "backlog") == 2.0);
    assert_true(value_of(&channel, "average-time-late") == 30.0);
    assert_true(value_of(&channel, "oldest-item") == 130.0);
}

static void test_find(void **state)
{
    (void)state;
    static const struct {
        const char *metric;
        enum kind kind;
        bool known;
    } cases[] = {
        {"service-level", KIND_CONTACTS, true},
        {"service-level", KIND_ITEMS, false},
        {"on-time-rate", KIND_CONTACTS, false},
        {"autonomous-handle-rate", KIND_BOT, true},
        {"autonomous-handle-rate", KIND_CONTACTS, false},
        {"service-leve", KIND_CONTACTS, false},
        {"", KIND_CONTACTS, false},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_int_equal(figure_find(cases[i].metric, cases[i].kind) != NULL, cases[i].known);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rates_by_hand),  cmocka_unit_test(test_items_by_hand),
        cmocka_unit_test(test_counts_by_hand), cmocka_unit_test(test_nothing_is_not_zero),
        cmocka_unit_test(test_queue_gauges),   cmocka_unit_test(test_backlog_gauges),
        cmocka_unit_test(test_find),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
