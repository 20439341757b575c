#include "mqtt/backoff.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void waits_double_up_to_the_most(void **state)
{
    (void)state;
    static const int bases[] = {1000, 2000, 4000, 8000, 16000, 30000, 30000};
    struct backoff backoff;
    backoff_init(&backoff, 1000, 30000);
    for (size_t i = 0; i < sizeof bases / sizeof *bases; i++) {
        /* Half of all random bits is the middle of the jitter: the base itself. */
        assert_in_range(backoff_take_ms(&backoff, UINT32_MAX / 2), bases[i] - 1, bases[i]);
    }
}

static void jitter_is_half_of_it_either_way(void **state)
{
    (void)state;
    struct backoff backoff;
    backoff_init(&backoff, 1000, 1000);
    assert_int_equal(backoff_take_ms(&backoff, 0), 500);
    assert_int_equal(backoff_take_ms(&backoff, UINT32_MAX), 1500);
    backoff_init(&backoff, 30000, 30000);
    assert_int_equal(backoff_take_ms(&backoff, UINT32_MAX), 45000);
}

static void a_stable_link_starts_anew(void **state)
{
    (void)state;
    struct backoff backoff;
    backoff_init(&backoff, 1000, 30000);
    for (int i = 0; i < 9; i++) {
        backoff_take_ms(&backoff, 0);
    }
    assert_int_equal(backoff_take_ms(&backoff, 0), 15000);
    backoff_reset(&backoff);
    assert_int_equal(backoff_take_ms(&backoff, 0), 500);
    assert_int_equal(backoff_take_ms(&backoff, 0), 1000);
}

static void the_smallest_wait_is_never_none(void **state)
{
    (void)state;
    struct backoff backoff;
    backoff_init(&backoff, 1, 1);
    for (int i = 0; i < 5; i++) {
        assert_in_range(backoff_take_ms(&backoff, 0), 1, 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(waits_double_up_to_the_most),
        cmocka_unit_test(jitter_is_half_of_it_either_way),
        cmocka_unit_test(a_stable_link_starts_anew),
        cmocka_unit_test(the_smallest_wait_is_never_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
