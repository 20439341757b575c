#include "sim/tally.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void happen(struct tally *tally, enum happening what, int waited_s,
                   const struct contact *contact)
{
    const struct contact_event event = {
        .what = what, .waited_ms = waited_s * SECOND_MS, .contact = contact};
    tally_contact(tally, &event, 20 * SECOND_MS);
}

static void test_contacts(void **state)
{
    (void)state;
    struct tally tally = {0};
    const struct contact content = {.talk_ms = 100 * SECOND_MS,
                                    .wrap_ms = 20 * SECOND_MS,
                                    .resolved = true,
                                    .surveyed = true,
                                    .mood = 0.5};
    const struct contact silent = {.talk_ms = 40 * SECOND_MS, .resolved = false, .mood = 0.5};
    happen(&tally, CONTACT_OFFERED, 0, &content);
    happen(&tally, CONTACT_OFFERED, 0, &silent);
    happen(&tally, CONTACT_OFFERED, 0, &silent);
    happen(&tally, CONTACT_ANSWERED, 20, &content); /* the boundary is within */
    happen(&tally, CONTACT_ANSWERED, 21, &silent);
    happen(&tally, CONTACT_ABANDONED, 5, &silent);
    happen(&tally, CONTACT_HANDLED, 20, &content);
    happen(&tally, CONTACT_HANDLED, 21, &silent);
    assert_int_equal(tally.offered, 3);
    assert_int_equal(tally.answered, 2);
    assert_int_equal(tally.answered_within, 1);
    assert_int_equal(tally.abandoned, 1);
    assert_int_equal(tally.wait_ms, 41 * SECOND_MS);
    assert_int_equal(tally.handled, 2);
    assert_int_equal(tally.handle_ms, 160 * SECOND_MS);
    assert_int_equal(tally.resolved, 1);
    assert_int_equal(tally.surveyed, 1);
    assert_int_equal(tally.satisfied, 1);
}

/* The same customer is content after no wait, and no longer after ten minutes. */
static void test_waiting_costs_satisfaction(void **state)
{
    (void)state;
    struct tally tally = {0};
    const struct contact contact = {.resolved = true, .surveyed = true, .mood = 0.8};
    happen(&tally, CONTACT_HANDLED, 0, &contact);
    assert_int_equal(tally.satisfied, 1);
    happen(&tally, CONTACT_HANDLED, 600, &contact);
    assert_int_equal(tally.surveyed, 2);
    assert_int_equal(tally.satisfied, 1);
}

static void test_items(void **state)
{
    (void)state;
    static const struct {
        int done_s, on_time;
    } cases[] = {{60, 1}, {110, 2}, {111, 2}};
    struct tally tally = {0};
    const struct item item = {.arrived_ms = 10 * SECOND_MS, .work_ms = 7 * SECOND_MS};
    for (int i = 0; i < 3; i++) {
        tally_item(&tally, cases[i].done_s * SECOND_MS, &item, 100 * SECOND_MS);
        assert_int_equal(tally.done, i + 1);
        assert_int_equal(tally.on_time, cases[i].on_time);
        assert_int_equal(tally.work_ms, (i + 1) * 7 * SECOND_MS);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_contacts),
        cmocka_unit_test(test_waiting_costs_satisfaction),
        cmocka_unit_test(test_items),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
