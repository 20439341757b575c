/*
 * Control charts: small ones computed by hand, larger ones held against figures that another
 * program in another language has computed from the formulas alone.
 */

#include "kpi/control.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct control_row {
    double value;
    int cases;  /* -1: nobody told */
    double met; /* NAN: nobody told */
    double low, high;
};

struct control_case {
    const char *name;
    enum chart chart;
    double minimum, maximum;
    int count;
    double centre;
    enum control_rule rule;
    int at;
    struct control_row rows[FINALS_KEPT];
};

#include "kpi/control_figures.h"

#define DAY INT64_C(86400000)

static struct finals finals_of(const struct control_row *rows, int count)
{
    struct finals finals = {.period = PERIOD_DAY, .period_s = 86400};
    for (int i = 0; i < count; i++) {
        struct final item = {.start_ms = i * DAY, .value = rows[i].value};
        final_weigh(&item, rows[i].cases, rows[i].met,
                    isnan(rows[i].met) ? (double)NAN : (double)rows[i].cases);
        finals_add(&finals, item);
    }
    return finals;
}

static void assert_near(const char *name, int row, double told, double expected)
{
    if (!(fabs(told - expected) <= 1e-9 * fmax(1.0, fabs(expected)))) {
        fail_msg("%s, %d: %.17g and not %.17g", name, row, told, expected);
    }
}

static void agrees_with_what_another_program_computed(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof control_cases / sizeof *control_cases; i++) {
        const struct control_case *c = &control_cases[i];
        const struct metric metric = {.unit = c->maximum == 100 && c->minimum == 0 ? UNIT_PERCENT
                                                                                   : UNIT_COUNT,
                                      .direction = DIRECTION_HIGHER,
                                      .minimum = c->minimum,
                                      .maximum = c->maximum};
        struct finals finals = finals_of(c->rows, c->count);
        struct control control = control_of(&finals, &metric);
        assert_int_equal(control.chart, c->chart);
        assert_int_equal(control.points, c->count);
        assert_near(c->name, -1, control.centre, c->centre);
        for (int k = 0; k < c->count; k++) {
            struct bounds limits = control_limits(&control, &finals.items[k]);
            assert_near(c->name, k, limits.low, c->rows[k].low);
            assert_near(c->name, k, limits.high, c->rows[k].high);
        }
        if (control.rule != c->rule || (c->rule != CONTROL_STEADY && control.at != c->at)) {
            fail_msg("%s: rule %d at %d", c->name, (int)control.rule, control.at);
        }
    }
}

/* ---- By hand -------------------------------------------------------------------------------- */

static const struct metric percent = {
    .unit = UNIT_PERCENT, .direction = DIRECTION_HIGHER, .maximum = 100};
static const struct metric seconds = {
    .unit = UNIT_SECONDS, .direction = DIRECTION_LOWER, .maximum = 86400};

static struct finals plain(const double *values, int count)
{
    struct control_row rows[FINALS_KEPT];
    for (int i = 0; i < count; i++) {
        rows[i] = (struct control_row){values[i], -1, NAN, 0, 0};
    }
    return finals_of(rows, count);
}

/* Ten periods of 100 cases, of which 80: 0.8 +- 3 sqrt(0.16 / 100) = 0.8 +- 0.12. */
static void a_share_by_hand(void **state)
{
    (void)state;
    static const struct {
        double last; /* of the ten; the first makes up for it */
        enum control_rule rule;
    } cases[] = {{80, CONTROL_STEADY}, {92, CONTROL_STEADY}, {93, CONTROL_BEYOND}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct control_row rows[12];
        for (int k = 0; k < 12; k++) {
            /* Above and below by turns, so that there is no run. */
            double value = k < 2 ? 80 + (k ? 1 : -1) * (cases[i].last - 80) : k % 2 ? 78 : 82;
            rows[k] = (struct control_row){value, 100, value, 0, 0};
        }
        struct finals finals = finals_of(rows, 12);
        struct control control = control_of(&finals, &percent);
        struct bounds limits = control_limits(&control, &finals.items[5]);
        assert_near("by hand", 0, control.centre, 80);
        assert_near("by hand", 0, limits.low, 68);
        assert_near("by hand", 0, limits.high, 92);
        assert_int_equal(control.rule, cases[i].rule);
        assert_int_equal(control.at, cases[i].rule == CONTROL_BEYOND ? 1 : 0);
    }
}

/* 10 and 12 by turns: moves of 2, 11 +- 5.32. */
static void individuals_by_hand(void **state)
{
    (void)state;
    static const double values[] = {10, 12, 10, 12, 10, 12, 10, 12, 10, 12};
    struct finals finals = plain(values, 10);
    struct control control = control_of(&finals, &seconds);
    struct bounds limits = control_limits(&control, &finals.items[0]);
    assert_int_equal(control.chart, CHART_INDIVIDUALS);
    assert_near("by hand", 0, control.centre, 11);
    assert_near("by hand", 0, limits.low, 5.68);
    assert_near("by hand", 0, limits.high, 16.32);
    assert_int_equal(control.rule, CONTROL_STEADY);
}

static void nine_in_a_row_on_one_side(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        double values[20];
        enum control_rule rule;
        int at;
    } cases[] = {
        {"eight above",
         {9, 12, 10, 12, 10, 12, 10, 12, 10, 9, 12, 12, 12, 12, 12, 12, 12, 12, 9, 9},
         CONTROL_STEADY,
         0},
        {"nine above",
         {9, 12, 10, 12, 10, 12, 10, 12, 9, 9, 12, 12, 12, 12, 12, 12, 12, 12, 12, 9},
         CONTROL_ONE_SIDE,
         18},
        {"nine below",
         {13, 9, 12, 9, 12, 13, 13, 13, 13, 13, 13, 9, 9, 9, 9, 9, 9, 9, 9, 9},
         CONTROL_ONE_SIDE,
         19},
        /* Of 20 the sum is 200: one of them on the centre breaks the row. */
        {"on the centre",
         {9, 9, 9, 10, 9, 9, 9, 10, 11, 11, 11, 11, 10, 11, 11, 11, 11, 9, 9, 10},
         CONTROL_STEADY,
         0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct finals finals = plain(cases[i].values, 20);
        struct control control = control_of(&finals, &seconds);
        if (control.rule != cases[i].rule || control.at != cases[i].at) {
            fail_msg("%s: rule %d at %d", cases[i].name, (int)control.rule, control.at);
        }
    }
}

/* Sums of 0.1 are not exact; a value that never moves is no signal. */
static void what_never_moves_is_steady(void **state)
{
    (void)state;
    static const double constants[] = {0.1, 33.3, 99.9, 100, 0};
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++) {
        struct control_row rows[30];
        double values[30];
        for (int k = 0; k < 30; k++) {
            values[k] = constants[i];
            rows[k] = (struct control_row){constants[i], 7 + k, NAN, 0, 0};
        }
        struct finals individuals = plain(values, 30), shares = finals_of(rows, 30);
        assert_int_equal(control_of(&individuals, &seconds).rule, CONTROL_STEADY);
        assert_int_equal(control_of(&shares, &percent).rule, CONTROL_STEADY);
    }
}

static void which_chart_it_is(void **state)
{
    (void)state;
    struct control_row rows[12];
    for (int i = 0; i < 12; i++) {
        rows[i] = (struct control_row){50 + i % 3, 100, NAN, 0, 0};
    }
    struct finals finals = finals_of(rows, 12);
    assert_int_equal(control_of(&finals, &percent).chart, CHART_SHARE);
    assert_int_equal(control_of(&finals, &seconds).chart, CHART_INDIVIDUALS);
    struct metric band = percent, beyond = percent;
    band.direction = DIRECTION_BAND;
    beyond.maximum = 1000;
    assert_int_equal(control_of(&finals, &band).chart, CHART_INDIVIDUALS);
    assert_int_equal(control_of(&finals, &beyond).chart, CHART_INDIVIDUALS);
    finals.items[3].weighing = WEIGHED_NOT; /* one of which nobody tells */
    assert_int_equal(control_of(&finals, &percent).chart, CHART_INDIVIDUALS);
}

static void not_of_less_than_a_day_nor_of_too_few(void **state)
{
    (void)state;
    double values[FINALS_KEPT];
    for (int i = 0; i < FINALS_KEPT; i++) {
        values[i] = i == 5 ? 5000 : 10 + i % 2;
    }
    for (int period = 0; period <= PERIOD_COUNT; period++) {
        struct finals finals = plain(values, 20);
        finals.period = (enum period)period;
        bool chart = period >= PERIOD_DAY && period < PERIOD_COUNT;
        struct control control = control_of(&finals, &seconds);
        assert_int_equal(control.chart, chart ? CHART_INDIVIDUALS : CHART_NONE);
        assert_int_equal(control.rule, chart ? CONTROL_ONE_SIDE : CONTROL_STEADY);
    }
    for (int count = 0; count <= CONTROL_LEAST; count++) {
        struct finals finals = plain(values, count);
        struct control control = control_of(&finals, &seconds);
        assert_int_equal(control.points, count);
        assert_int_equal(control.chart, count > 0 ? CHART_INDIVIDUALS : CHART_NONE);
        assert_int_equal(control.rule, count < CONTROL_LEAST ? CONTROL_STEADY : CONTROL_BEYOND);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agrees_with_what_another_program_computed),
        cmocka_unit_test(a_share_by_hand),
        cmocka_unit_test(individuals_by_hand),
        cmocka_unit_test(nine_in_a_row_on_one_side),
        cmocka_unit_test(what_never_moves_is_steady),
        cmocka_unit_test(which_chart_it_is),
        cmocka_unit_test(not_of_less_than_a_day_nor_of_too_few),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
