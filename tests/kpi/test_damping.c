#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/moment.h"
#include "kpi/damping.h"

static const struct target target = {
    .direction = DIRECTION_HIGHER, .set = true, .target = {80, 80}, .limit = {70, 70}};
static const struct target none = {.direction = DIRECTION_HIGHER};
static const struct damping_rule rule = {
    .deadband = 1, .on_delay_ms = 90000, .off_delay_ms = 60000};

struct step {
    int64_t at_s;
    double value;
    enum verdict shown;
    int64_t streak_s, due_s; /* due: -1 never */
    bool changed;
};

static void run(const struct step *steps, size_t count)
{
    struct damping damping = {0};
    damping_forget(&damping);
    assert_true(damping_due(&damping, &rule) == NEVER);
    for (size_t i = 0; i < count; i++) {
        bool changed = damping_step(&damping, &target, steps[i].value, &rule, steps[i].at_s * 1000);
        assert_int_equal(changed, steps[i].changed);
        assert_int_equal(damping.shown, steps[i].shown);
        assert_int_equal(damping.streak_ms, steps[i].streak_s * 1000);
        int64_t due = damping_due(&damping, &rule);
        assert_true(due == (steps[i].due_s < 0 ? NEVER : steps[i].due_s * 1000));
    }
}

#define MET VERDICT_MET
#define NEAR VERDICT_NEAR
#define MISSED VERDICT_MISSED
#define RUN(...)                                                                                   \
    run((const struct step[]){__VA_ARGS__},                                                        \
        sizeof((const struct step[]){__VA_ARGS__}) / sizeof(struct step))

static void shows_the_first_at_once(void **state)
{
    (void)state;
    RUN({100, 50, MISSED, 100, -1, false});
    RUN({100, 82, MET, 100, -1, false});
}

static void waits_before_it_worsens(void **state)
{
    (void)state;
    RUN({0, 82, MET, 0, -1, false}, {10, 75, MET, 0, 100, false}, {99, 75, MET, 0, 100, false},
        {100, 75, NEAR, 10, -1, true}, {110, 75, NEAR, 10, -1, false});
    /* What is shown then is the verdict of that instant, not of the onset. */
    RUN({0, 82, MET, 0, -1, false}, {10, 75, MET, 0, 100, false}, {50, 60, MET, 0, 100, false},
        {100, 60, MISSED, 10, -1, true});
    /* A break begins the wait anew. */
    RUN({0, 82, MET, 0, -1, false}, {10, 75, MET, 0, 100, false}, {60, 80, MET, 0, -1, false},
        {70, 75, MET, 0, 160, false}, {150, 75, MET, 0, 160, false}, {160, 75, NEAR, 70, -1, true});
}

static void waits_before_it_improves(void **state)
{
    (void)state;
    RUN({0, 60, MISSED, 0, -1, false}, {10, 80.5, MISSED, 0, 70, false},
        {70, 80.5, NEAR, 10, 190, true}, {80, 81, NEAR, 10, 140, false},
        {139, 81, NEAR, 10, 140, false}, {140, 81, MET, 80, -1, true});
    /* Within the deadband it takes twice as long, and a break begins the wait anew. */
    RUN({0, 60, MISSED, 0, -1, false}, {10, 70.9, MISSED, 0, 130, false},
        {129, 70, MISSED, 0, 130, false}, {130, 70, NEAR, 10, -1, true});
    RUN({0, 60, MISSED, 0, -1, false}, {10, 80, MISSED, 0, 70, false},
        {70, 80, NEAR, 10, 190, true}, {189, 80, NEAR, 10, 190, false},
        {190, 80, MET, 70, -1, true});
    RUN({0, 60, MISSED, 0, -1, false}, {10, 70.9, MISSED, 0, 130, false},
        {100, 69.9, MISSED, 0, -1, false}, {110, 70, MISSED, 0, 230, false},
        {230, 70, NEAR, 110, -1, true});
    /* From better to worse: the wait is another one. */
    RUN({0, 75, NEAR, 0, -1, false}, {10, 85, NEAR, 0, 70, false}, {40, 60, NEAR, 0, 130, false},
        {130, 60, MISSED, 40, -1, true});
}

static void is_late_but_right(void **state)
{
    (void)state;
    /* Nobody asked in between: the streak still begins at the onset. */
    RUN({0, 82, MET, 0, -1, false}, {10, 75, MET, 0, 100, false}, {500, 75, NEAR, 10, -1, true});
}

static void does_not_wait_without_delays(void **state)
{
    (void)state;
    static const struct damping_rule at_once = {0};
    struct damping damping = {0};
    damping_forget(&damping);
    assert_false(damping_step(&damping, &target, 82, &at_once, 0));
    assert_true(damping_step(&damping, &target, 60, &at_once, 10));
    assert_int_equal(damping.shown, MISSED);
    assert_true(damping_step(&damping, &target, 80, &at_once, 20));
    assert_int_equal(damping.shown, MET);
    assert_int_equal(damping.streak_ms, 20);
}

static void begins_anew_with_and_without_a_target(void **state)
{
    (void)state;
    struct damping damping = {0};
    damping_forget(&damping);
    assert_false(damping_step(&damping, &none, 10, &rule, 0));
    assert_int_equal(damping.shown, VERDICT_UNTARGETED);
    assert_false(damping_step(&damping, &target, 10, &rule, 1000));
    assert_int_equal(damping.shown, MISSED);
    assert_int_equal(damping.streak_ms, 1000);
    assert_false(damping_step(&damping, &none, 10, &rule, 2000));
    assert_int_equal(damping.shown, VERDICT_UNTARGETED);
    damping_forget(&damping);
    assert_true(damping.streak_ms == NEVER);
    assert_false(damping.stands);
}

/* What is off target must stand for a while before there is any verdict; what is met is so at once.
 */
static void a_guard_holds_back_the_first_bad_verdict(void **state)
{
    (void)state;
    struct damping damping = {0};
    damping_guard(&damping);
    assert_false(damping_step(&damping, &target, 50, &rule, 100000));
    assert_false(damping.stands);
    assert_true(damping_due(&damping, &rule) == 190000);
    damping_forget(&damping); /* the value went away: from the beginning */
    assert_true(damping_due(&damping, &rule) == NEVER);
    assert_false(damping_step(&damping, &target, 75, &rule, 120000));
    assert_false(damping_step(&damping, &target, 50, &rule, 209999));
    assert_false(damping.stands);
    assert_false(damping_step(&damping, &target, 50, &rule, 210000)); /* the first is no flap */
    assert_true(damping.stands && damping.shown == VERDICT_MISSED);
    assert_true(damping.streak_ms == 120000);
    assert_false(damping.guarded);

    damping_guard(&damping);
    damping_step(&damping, &target, 50, &rule, 300000);
    damping_step(&damping, &target, 82, &rule, 310000);
    assert_true(damping.stands && damping.shown == VERDICT_MET);
    assert_true(damping.streak_ms == 310000);
    damping_forget(&damping);
    damping_step(&damping, &target, 50, &rule, 320000);
    assert_int_equal(damping.shown, VERDICT_MISSED);

    damping_guard(&damping);
    damping_step(&damping, &none, 50, &rule, 400000);
    assert_true(damping.stands && damping.shown == VERDICT_UNTARGETED);
}

/* Exactly on target is met, however wide the deadband. */
static void without_a_delay_the_boundary_counts_at_once(void **state)
{
    (void)state;
    static const struct damping_rule wide = {.deadband = 50, .on_delay_ms = 90000};
    struct damping damping = {0};
    damping_forget(&damping);
    assert_false(damping_step(&damping, &target, 60, &wide, 0));
    assert_true(damping_step(&damping, &target, 80, &wide, 1000));
    assert_int_equal(damping.shown, MET);
    assert_true(damping_due(&damping, &wide) == NEVER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shows_the_first_at_once),
        cmocka_unit_test(waits_before_it_worsens),
        cmocka_unit_test(waits_before_it_improves),
        cmocka_unit_test(is_late_but_right),
        cmocka_unit_test(without_a_delay_the_boundary_counts_at_once),
        cmocka_unit_test(does_not_wait_without_delays),
        cmocka_unit_test(begins_anew_with_and_without_a_target),
        cmocka_unit_test(a_guard_holds_back_the_first_bad_verdict),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
