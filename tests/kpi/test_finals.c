#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "kpi/finals.h"

static void add(struct finals *finals, int64_t start_ms, double value)
{
    finals_add(finals, (struct final){.start_ms = start_ms, .value = value});
}

static void keeps_order(void **state)
{
    (void)state;
    struct finals finals = {0};
    add(&finals, 30, 3);
    add(&finals, 10, 1);
    add(&finals, 20, 2);
    add(&finals, 40, 4);
    add(&finals, 20, 2.5); /* takes the place of the other */
    assert_int_equal(finals.count, 4);
    static const double wanted[] = {1, 2.5, 3, 4};
    for (int i = 0; i < 4; i++) {
        assert_true(finals.items[i].value == wanted[i]);
        assert_true(finals.items[i].start_ms == (i + 1) * 10);
    }
}

static void makes_room_for_the_latest(void **state)
{
    (void)state;
    struct finals finals = {0};
    for (int i = 0; i < FINALS_KEPT + 5; i++) {
        add(&finals, i * 10, i);
    }
    assert_int_equal(finals.count, FINALS_KEPT);
    assert_true(finals.items[0].start_ms == 50);
    assert_true(finals.items[FINALS_KEPT - 1].start_ms == (FINALS_KEPT + 4) * 10);
    add(&finals, 0, 99); /* older than all of them */
    assert_true(finals.items[0].start_ms == 50);
    add(&finals, 75, 99); /* in between: the oldest goes */
    assert_true(finals.items[0].start_ms == 60 && finals.items[1].start_ms == 70);
    assert_true(finals.items[2].start_ms == 75 && finals.items[3].start_ms == 80);
    add(&finals, 80, 77);
    assert_int_equal(finals.count, FINALS_KEPT);
    assert_true(finals.items[3].value == 77);
    add(&finals, 60, 66);
    assert_true(finals.items[0].value == 66);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_order),
        cmocka_unit_test(makes_room_for_the_latest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
