#include "mqtt/gate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static int passed(struct gate *gate, int64_t mono_ms, int tries)
{
    int count = 0;
    for (int i = 0; i < tries; i++) {
        count += gate_pass(gate, mono_ms);
    }
    return count;
}

static void lets_a_burst_in_and_then_a_few(void **state)
{
    (void)state;
    static const struct {
        int64_t after_ms;
        int passed;
    } cases[] = {
        {0, GATE_BURST},        {0, 0},
        {GATE_EVERY_MS - 1, 0}, {1, 1},
        {3 * GATE_EVERY_MS, 3}, {INT64_C(86400000), GATE_BURST},
        {GATE_EVERY_MS, 1},
    };
    struct gate gate;
    int64_t now_ms = 1000;
    gate_init(&gate);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        now_ms += cases[i].after_ms;
        assert_int_equal(passed(&gate, now_ms, 1000), cases[i].passed);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(lets_a_burst_in_and_then_a_few)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
