#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "kpi/target.h"

#define H DIRECTION_HIGHER
#define L DIRECTION_LOWER
#define B DIRECTION_BAND

static const struct target higher = {.direction = H,
                                     .set = true,
                                     .target = {80, 80},
                                     .limit = {70, 70},
                                     .warn = {84, 84},
                                     .has_warn = true};
static const struct target lower = {.direction = L,
                                    .set = true,
                                    .target = {5, 5},
                                    .limit = {10, 10},
                                    .warn = {4, 4},
                                    .has_warn = true};
static const struct target band = {.direction = B,
                                   .set = true,
                                   .target = {75, 88},
                                   .limit = {70, 92},
                                   .warn = {78, 86},
                                   .has_warn = true};
static const struct target bare = {
    .direction = H, .set = true, .target = {80, 80}, .limit = {80, 80}};
static const struct target bare_band = {
    .direction = B, .set = true, .target = {75, 88}, .limit = {75, 88}};
static const struct target unset = {.direction = H};

static void judges(void **state)
{
    (void)state;
    static const struct {
        const struct target *target;
        double value;
        enum verdict verdict;
        bool warns;
        enum side side;
    } cases[] = {
        {&higher, 100, VERDICT_MET, false, SIDE_NONE},
        {&higher, 84, VERDICT_MET, false, SIDE_NONE},
        {&higher, 83.999, VERDICT_MET, true, SIDE_NONE},
        {&higher, 82, VERDICT_MET, true, SIDE_NONE},
        {&higher, 80, VERDICT_MET, true, SIDE_NONE},
        {&higher, 79.999999, VERDICT_NEAR, false, SIDE_LOW},
        {&higher, 75, VERDICT_NEAR, false, SIDE_LOW},
        {&higher, 70, VERDICT_NEAR, false, SIDE_LOW},
        {&higher, 69.999999, VERDICT_MISSED, false, SIDE_LOW},
        {&higher, 0, VERDICT_MISSED, false, SIDE_LOW},
        {&lower, 0, VERDICT_MET, false, SIDE_NONE},
        {&lower, 4, VERDICT_MET, false, SIDE_NONE},
        {&lower, 4.5, VERDICT_MET, true, SIDE_NONE},
        {&lower, 5, VERDICT_MET, true, SIDE_NONE},
        {&lower, 5.000001, VERDICT_NEAR, false, SIDE_HIGH},
        {&lower, 10, VERDICT_NEAR, false, SIDE_HIGH},
        {&lower, 10.000001, VERDICT_MISSED, false, SIDE_HIGH},
        {&band, 80, VERDICT_MET, false, SIDE_NONE},
        {&band, 78, VERDICT_MET, false, SIDE_NONE},
        {&band, 86, VERDICT_MET, false, SIDE_NONE},
        {&band, 77.9, VERDICT_MET, true, SIDE_NONE},
        {&band, 86.1, VERDICT_MET, true, SIDE_NONE},
        {&band, 75, VERDICT_MET, true, SIDE_NONE},
        {&band, 88, VERDICT_MET, true, SIDE_NONE},
        {&band, 74.9, VERDICT_NEAR, false, SIDE_LOW},
        {&band, 88.1, VERDICT_NEAR, false, SIDE_HIGH},
        {&band, 70, VERDICT_NEAR, false, SIDE_LOW},
        {&band, 92, VERDICT_NEAR, false, SIDE_HIGH},
        {&band, 69.9, VERDICT_MISSED, false, SIDE_LOW},
        {&band, 92.1, VERDICT_MISSED, false, SIDE_HIGH},
        {&bare, 80, VERDICT_MET, false, SIDE_NONE},
        {&bare, 79.9, VERDICT_MISSED, false, SIDE_LOW},
        {&bare_band, 88, VERDICT_MET, false, SIDE_NONE},
        {&bare_band, 88.5, VERDICT_MISSED, false, SIDE_HIGH},
        {&unset, 0, VERDICT_UNTARGETED, false, SIDE_NONE},
        {&unset, 100, VERDICT_UNTARGETED, false, SIDE_NONE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(target_verdict(cases[i].target, cases[i].value), cases[i].verdict);
        assert_int_equal(target_warns(cases[i].target, cases[i].value), cases[i].warns);
        assert_int_equal(target_side(cases[i].target, cases[i].value), cases[i].side);
    }
}

static void holds_back_improvement_only(void **state)
{
    (void)state;
    static const struct target narrow = {
        .direction = B, .set = true, .target = {80, 82}, .limit = {80, 82}};
    static const struct {
        const struct target *target;
        double value, deadband;
        enum verdict shown, verdict;
    } cases[] = {
        {&higher, 80.5, 1, VERDICT_MISSED, VERDICT_NEAR}, /* clears the limit, not the target */
        {&higher, 81, 1, VERDICT_MISSED, VERDICT_MET},
        {&higher, 70.5, 1, VERDICT_MISSED, VERDICT_MISSED},
        {&higher, 71, 1, VERDICT_MISSED, VERDICT_NEAR},
        {&higher, 80.5, 1, VERDICT_NEAR, VERDICT_NEAR},
        {&higher, 80.5, 20, VERDICT_NEAR, VERDICT_NEAR}, /* never worse than shown by it */
        {&higher, 80, 0, VERDICT_NEAR, VERDICT_MET},
        {&higher, 79.9, 1, VERDICT_MET, VERDICT_NEAR}, /* worsening is not held */
        {&higher, 69.9, 1, VERDICT_NEAR, VERDICT_MISSED},
        {&higher, 80.1, 1, VERDICT_MET, VERDICT_MET},
        {&lower, 4.5, 1, VERDICT_NEAR, VERDICT_NEAR},
        {&lower, 4, 1, VERDICT_NEAR, VERDICT_MET},
        {&lower, 9.5, 1, VERDICT_MISSED, VERDICT_MISSED},
        {&lower, 9, 1, VERDICT_MISSED, VERDICT_NEAR},
        {&band, 75.5, 1, VERDICT_NEAR, VERDICT_NEAR},
        {&band, 76, 1, VERDICT_NEAR, VERDICT_MET},
        {&band, 87.5, 1, VERDICT_NEAR, VERDICT_NEAR},
        {&band, 87, 1, VERDICT_NEAR, VERDICT_MET},
        {&band, 91.5, 1, VERDICT_MISSED, VERDICT_MISSED},
        {&narrow, 81, 5, VERDICT_MISSED, VERDICT_MET}, /* at most a quarter of the band */
        {&narrow, 80.4, 5, VERDICT_MISSED, VERDICT_MISSED},
        {&narrow, 80.5, 5, VERDICT_MISSED, VERDICT_MET},
        {&higher, 50, 1, VERDICT_UNTARGETED, VERDICT_MISSED},
        {&unset, 50, 1, VERDICT_MISSED, VERDICT_UNTARGETED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(target_verdict_damped(cases[i].target, cases[i].value, cases[i].deadband,
                                               cases[i].shown),
                         cases[i].verdict);
    }
}

static void takes_a_target_from_a_reading(void **state)
{
    (void)state;
    struct target t = target_replaced(&higher, (struct bounds){82, 82});
    assert_true(t.target.low == 82 && t.limit.low == 70 && t.has_warn);
    t = target_replaced(&higher, (struct bounds){65, 65}); /* the limit lies above it now */
    assert_true(t.target.low == 65 && t.limit.low == 65 && t.has_warn);
    t = target_replaced(&higher, (struct bounds){90, 90}); /* the warning lies below it now */
    assert_true(t.limit.low == 70 && !t.has_warn);
    t = target_replaced(&lower, (struct bounds){12, 12});
    assert_true(t.limit.high == 12 && t.has_warn);
    assert_int_equal(target_verdict(&t, 12), VERDICT_MET);
    assert_int_equal(target_verdict(&t, 12.5), VERDICT_MISSED);
    t = target_replaced(&band, (struct bounds){60, 90});
    assert_true(t.limit.low == 60 && t.limit.high == 92);
    assert_int_equal(target_verdict(&t, 91), VERDICT_NEAR);
    t = target_replaced(&unset, (struct bounds){50, 50});
    assert_true(t.set && !t.has_warn);
    assert_int_equal(target_verdict(&t, 50), VERDICT_MET);
    assert_int_equal(target_verdict(&t, 49), VERDICT_MISSED);
}

static void compares_what_counts(void **state)
{
    (void)state;
    struct target other = higher;
    assert_true(target_equal(&higher, &other));
    other.target.high = 99; /* means nothing for `higher` */
    assert_true(target_equal(&higher, &other));
    other.limit.low = 71;
    assert_false(target_equal(&higher, &other));
    other = higher;
    other.warn.low = 85;
    assert_false(target_equal(&higher, &other));
    other.has_warn = false;
    assert_false(target_equal(&higher, &other));
    other = higher;
    other.direction = L;
    assert_false(target_equal(&higher, &other));
    assert_false(target_equal(&higher, &unset));
    assert_true(target_equal(&unset, &unset));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(judges),
        cmocka_unit_test(holds_back_improvement_only),
        cmocka_unit_test(takes_a_target_from_a_reading),
        cmocka_unit_test(compares_what_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
