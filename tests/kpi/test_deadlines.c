#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/moment.h"
#include "kpi/deadlines.h"

static void knows_none(void **state)
{
    (void)state;
    struct deadlines *deadlines = deadlines_create(0);
    size_t item = 7;
    assert_true(deadlines_first(deadlines, &item) == NEVER);
    assert_int_equal(item, 7);
    deadlines_destroy(deadlines);
    deadlines_destroy(NULL);
}

static void agrees_with_a_walk(void **state)
{
    (void)state;
    enum { ITEMS = 37 };
    int64_t plain[ITEMS];
    struct deadlines *deadlines = deadlines_create(ITEMS);
    for (size_t i = 0; i < ITEMS; i++) {
        plain[i] = NEVER;
        assert_true(deadlines_get(deadlines, i) == NEVER);
    }
    unsigned seed = 5;
    for (int round = 0; round < 50000; round++) {
        seed = seed * 1103515245u + 12345u;
        size_t item = (seed >> 16) % ITEMS;
        seed = seed * 1103515245u + 12345u;
        int64_t at = (seed >> 16) % 9 == 0 ? NEVER : (int64_t)((seed >> 16) % 1000);
        plain[item] = at;
        deadlines_set(deadlines, item, at);
        int64_t first = NEVER;
        for (size_t i = 0; i < ITEMS; i++) {
            first = earlier(first, plain[i]);
        }
        size_t found = ITEMS;
        assert_true(deadlines_first(deadlines, &found) == first);
        assert_true(plain[found] == first);
        assert_true(deadlines_get(deadlines, item) == at);
    }
    deadlines_destroy(deadlines);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_none),
        cmocka_unit_test(agrees_with_a_walk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
