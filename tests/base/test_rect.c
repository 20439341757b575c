#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/rect.h"

static void knows_what_is_empty(void **state)
{
    (void)state;
    assert_true(rect_empty((struct rect){1, 2, 0, 5}));
    assert_true(rect_empty((struct rect){1, 2, 5, -1}));
    assert_false(rect_empty((struct rect){1, 2, 1, 1}));
    assert_int_equal(rect_area((struct rect){0, 0, -3, -3}), 0);
    assert_true(rect_area((struct rect){0, 0, 100000, 100000}) == INT64_C(10000000000));
}

static void intersects_and_unites(void **state)
{
    (void)state;
    static const struct {
        struct rect a, b, both, around;
    } cases[] = {
        {{0, 0, 10, 10}, {5, 6, 10, 10}, {5, 6, 5, 4}, {0, 0, 15, 16}},
        {{0, 0, 10, 10}, {2, 3, 4, 5}, {2, 3, 4, 5}, {0, 0, 10, 10}},
        {{0, 0, 10, 10}, {10, 0, 5, 5}, {0, 0, 0, 0}, {0, 0, 15, 10}}, /* edges are outside */
        {{-5, -5, 10, 10}, {-10, -10, 8, 8}, {-5, -5, 3, 3}, {-10, -10, 15, 15}},
        {{0, 0, 10, 10}, {50, 50, 0, 9}, {0, 0, 0, 0}, {0, 0, 10, 10}},
        {{INT_MAX - 5, 0, 100, 1}, {0, 0, INT_MAX, 1}, {INT_MAX - 5, 0, 5, 1}, {0, 0, INT_MAX, 1}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_true(rect_equal(rect_intersection(cases[i].a, cases[i].b), cases[i].both));
        assert_true(rect_equal(rect_intersection(cases[i].b, cases[i].a), cases[i].both));
        assert_true(rect_equal(rect_union(cases[i].a, cases[i].b), cases[i].around));
        assert_true(rect_equal(rect_union(cases[i].b, cases[i].a), cases[i].around));
    }
    struct rect none = rect_union((struct rect){4, 4, 0, 0}, (struct rect){9, 9, -1, 5});
    assert_true(rect_empty(none));
}

static void insets(void **state)
{
    (void)state;
    struct rect r = {10, 20, 30, 40};
    assert_true(rect_equal(rect_inset(r, 5), (struct rect){15, 25, 20, 30}));
    assert_true(rect_equal(rect_inset(r, -5), (struct rect){5, 15, 40, 50}));
    assert_true(rect_empty(rect_inset(r, 15)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_what_is_empty),
        cmocka_unit_test(intersects_and_unites),
        cmocka_unit_test(insets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
