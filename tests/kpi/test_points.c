#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "kpi/points.h"

/* Points of items, and the sums that were worked out by hand. */

#define ITEMS 6

/* In the place of the real one: its KPIs can be set to anything. */
struct board {
    struct kpi kpis[ITEMS];
};

const struct kpi *board_kpi(const struct board *board, size_t index)
{
    return &board->kpis[index];
}

static const struct category first = {.id = "one", .number = "1.0"};
static const struct category second = {.id = "two", .number = "2.0"};
static const struct category twelfth = {.id = "twelve", .number = "12.0"};

static struct metric metrics[ITEMS] = {
    {.item = "1.1", .maximum = 100}, {.item = "1.2", .maximum = 80},
    {.item = "2.1", .maximum = 100}, {.item = "2.16", .maximum = 60},
    {.item = "12.1", .maximum = 50}, {.assessment = true, .maximum = 100},
};

/* The value of each: '.' live, '~' last-known, '-' waiting, '0' no data, 'c' closed. */
static void fill(struct board *board, struct kpi_spec *specs, const double *values,
                 const char *states)
{
    *board = (struct board){0};
    for (size_t i = 0; i < ITEMS; i++) {
        specs[i] = (struct kpi_spec){.metric = &metrics[i]};
        board->kpis[i] = (struct kpi){
            .spec = &specs[i],
            .reading = {.has_value = true, .value = values[i], .period_start_ms = NO_TIME},
            .quality = states[i] == '.'   ? QUALITY_LIVE
                       : states[i] == '~' ? QUALITY_LAST_KNOWN
                       : states[i] == '-' ? QUALITY_WAITING
                       : states[i] == 'c' ? QUALITY_CLOSED
                                          : QUALITY_NO_DATA,
            .shows_value = states[i] != '-' && states[i] != '0',
        };
    }
}

static const struct {
    double values[ITEMS];
    const char *states;
    const struct category *category; /* NULL: all */
    double got, most;
    int items, counted, old;
} sums[] = {
    /* 85 + 70.5 of 100 + 80. */
    {{85, 70.5, 60, 40, 30, 78}, "......", &first, 155.5, 180, 2, 2, 0},
    /* 60 + 40 of 100 + 60: 2.16 is one of the second, 12.1 is not. */
    {{85, 70.5, 60, 40, 30, 78}, "......", &second, 100, 160, 2, 2, 0},
    {{85, 70.5, 60, 40, 30, 78}, "......", &twelfth, 30, 50, 1, 1, 0},
    /* The assessment is no item: 85 + 70.5 + 60 + 40 + 30 of 390. */
    {{85, 70.5, 60, 40, 30, 78}, "......", NULL, 285.5, 390, 5, 5, 0},
    /* One that was never received adds neither points nor what it could have had. */
    {{85, 99, 60, 40, 30, 78}, ".-....", &first, 85, 100, 2, 1, 0},
    {{85, 99, 60, 40, 30, 78}, ".-.0..", NULL, 175, 250, 5, 3, 0},
    {{85, 99, 60, 40, 30, 78}, "-0....", &first, 0, 0, 2, 0, 0},
    /* No points are points. */
    {{0, 80, 60, 40, 30, 78}, "......", &first, 80, 180, 2, 2, 0},
    /* What is old counts, and is told. */
    {{85, 70, 60, 40, 30, 78}, "~.....", &first, 155, 180, 2, 2, 1},
    {{85, 70, 60, 40, 30, 78}, "~~~~~~", NULL, 285, 390, 5, 5, 5},
    {{85, 70, 60, 40, 30, 78}, "~-....", &first, 85, 100, 2, 1, 1},
    /* A closed centre has the points that it had. */
    {{85, 70, 60, 40, 30, 78}, "cccccc", &second, 100, 160, 2, 2, 0},
};

static void test_sums(void **state)
{
    (void)state;
    static const size_t all[ITEMS] = {0, 1, 2, 3, 4, 5};
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
        struct board board;
        struct kpi_spec specs[ITEMS];
        fill(&board, specs, sums[i].values, sums[i].states);
        struct points points = points_of(&board, all, ITEMS, sums[i].category);
        print_message("case %zu\n", i);
        assert_true(points.got == sums[i].got);
        assert_true(points.most == sums[i].most);
        assert_int_equal(points.items, sums[i].items);
        assert_int_equal(points.counted, sums[i].counted);
        assert_int_equal(points.old, sums[i].old);
    }
}

/* Only the KPIs of the page count. */
static void test_of_a_page(void **state)
{
    (void)state;
    static const size_t some[] = {3, 0};
    struct board board;
    struct kpi_spec specs[ITEMS];
    fill(&board, specs, sums[0].values, sums[0].states);
    struct points points = points_of(&board, some, 2, NULL);
    assert_true(points.got == 125 && points.most == 160);
    assert_int_equal(points.items, 2);
    points = points_of(&board, some, 2, &twelfth);
    assert_int_equal(points.items, 0);
}

#define NONE (-1.0)

/* Final periods by their start, their value ten times as much; and which is the one before. */
static const struct {
    int64_t starts[4];
    int count;
    int64_t start;
    bool shows;
    double before; /* its value; NONE */
} histories[] = {
    {{10, 20, 30}, 3, 30, true, 200}, /* the last is the reading itself */
    {{10, 20}, 2, 30, true, 200},     /* the history does not have it yet */
    {{10, 20, 30}, 3, 20, true, 100}, /* it has a later one: a reading is what it is */
    {{10, 20, 30}, 3, 31, true, 300}, {{30}, 1, 30, true, NONE},          {{30}, 1, 10, true, NONE},
    {{0}, 0, 30, true, NONE},         {{10, 20}, 2, NO_TIME, true, NONE}, /* nobody told its day */
    {{10, 20}, 2, 30, false, NONE},                                       /* nothing to compare */
};

static void test_before(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof histories / sizeof *histories; i++) {
        struct kpi kpi = {
            .reading = {.has_value = true, .value = 1, .period_start_ms = histories[i].start},
            .shows_value = histories[i].shows,
        };
        for (int at = 0; at < histories[i].count; at++) {
            int64_t start_ms = histories[i].starts[at];
            finals_add(&kpi.finals,
                       (struct final){.start_ms = start_ms, .value = 10.0 * (double)start_ms});
        }
        struct final before = {.value = NONE};
        print_message("case %zu\n", i);
        assert_int_equal(points_before(&kpi, &before), histories[i].before != NONE);
        assert_true(before.value == histories[i].before);
        assert_int_equal(points_dated(&kpi), histories[i].shows && histories[i].start != NO_TIME);
    }
}

/* Of too few people nothing is told, not even what was. */
static void test_suppressed(void **state)
{
    (void)state;
    struct kpi kpi = {.reading = {.period_start_ms = 20}, .shows_value = true, .suppressed = true};
    struct final before;
    finals_add(&kpi.finals, (struct final){.start_ms = 10, .value = 1});
    assert_false(points_before(&kpi, &before));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sums),
        cmocka_unit_test(test_of_a_page),
        cmocka_unit_test(test_before),
        cmocka_unit_test(test_suppressed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
