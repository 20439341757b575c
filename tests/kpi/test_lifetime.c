/* Until when a figure may be shown as fresh: its age, and the period that it sums up. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "kpi/lifetime.h"
#include "kpi/payload.h"
#include "support/berlin.h"

/* 09:00-18:00 from Monday to Friday; 2026-12-07, a Monday, is a holiday. */
#define OFFICE                                                                                     \
    {                                                                                              \
        {                                                                                          \
            540, 1080                                                                              \
        }                                                                                          \
    }
static const struct hours office = {.shifts = {OFFICE, OFFICE, OFFICE, OFFICE, OFFICE},
                                    .count = {1, 1, 1, 1, 1, 0, 0}};
static const int dates[] = {20261207};
static const struct holidays holidays = {dates, 1};
static const struct timetable weekdays = {&office, &holidays, &zone_berlin};
static const struct timetable always = {NULL, NULL, &zone_berlin};

#define FRESH_S 3600
#define DROP_S 36000

struct row {
    const char *arrived, *time, *start; /* NULL: not said */
    enum period period;
    bool final, retained;
    const char *fresh; /* the first instant at which it is not; NULL: it never is */
};

static int64_t at(const char *utc)
{
    int64_t wall_ms = NO_TIME;
    assert_true(!utc || time_parse(utc, &wall_ms));
    return wall_ms;
}

static struct lifetime of(const struct row *row, const struct timetable *table, bool clock_good)
{
    static const struct kpi_spec spec = {.fresh_s = FRESH_S, .drop_s = DROP_S};
    struct reading reading = reading_blank;
    reading.time_ms = at(row->time);
    reading.period_start_ms = at(row->start);
    reading.period = row->period;
    reading.final = row->final;
    const struct moment now = {5000000, at(row->arrived), clock_good};
    struct arrival arrival;
    bool skewed;
    assert_int_equal(arrival_take(&arrival, &reading, row->retained, &now, &skewed),
                     REFUSED_NOTHING);
    return lifetime_of(&arrival, &reading, &spec, table, 0);
}

static void check(const struct row *rows, size_t count, const struct timetable *table)
{
    for (size_t i = 0; i < count; i++) {
        const struct row *row = &rows[i];
        struct lifetime life = of(row, table, true);
        if (!row->fresh) {
            assert_true(life.fresh_ms == NO_TIME);
            continue;
        }
        int64_t past_ms = life.fresh_ms + 1 - 5000000 + at(row->arrived);
        if (past_ms != at(row->fresh)) {
            char text[32];
            time_format(past_ms, text, sizeof text);
            fail_msg("row %zu: %s, wanted %s", i, text, row->fresh);
        }
        assert_true(life.drop_ms >= life.fresh_ms);
    }
}

#define CHECK(table, ...)                                                                          \
    check((const struct row[]){__VA_ARGS__},                                                       \
          sizeof((const struct row[]){__VA_ARGS__}) / sizeof(struct row), table)

#define NOW PERIOD_NOW
#define TODAY PERIOD_TODAY
#define HALF_HOUR PERIOD_INTERVAL
#define DAY PERIOD_DAY
#define MONTH PERIOD_MONTH

/* Berlin is an hour ahead of UTC in November: midnight is 23:00Z. */
static void today_ends_at_midnight(void **state)
{
    (void)state;
    CHECK(&always,
          {"2026-11-26T12:00:00Z", NULL, NULL, TODAY, false, false, "2026-11-26T13:00:00.001Z"},
          {"2026-11-26T22:30:00Z", NULL, NULL, TODAY, false, false, "2026-11-26T23:00:00Z"},
          {"2026-11-26T23:00:00Z", NULL, NULL, TODAY, false, false, "2026-11-27T00:00:00.001Z"},
          {"2026-11-26T23:10:00Z", "2026-11-26T22:59:00Z", NULL, TODAY, false, false,
           "2026-11-26T23:00:00Z"},
          /* A source that is ahead is already in its new day. */
          {"2026-11-26T22:59:30Z", "2026-11-26T23:00:10Z", NULL, TODAY, false, false,
           "2026-11-26T23:59:30.001Z"},
          /* Whatever its time says, it is of the day in which its period began. */
          {"2026-11-26T12:00:00Z", "2026-11-26T12:00:00Z", "2026-11-25T08:00:00Z", TODAY, false,
           false, "2026-11-26T08:00:00Z"},
          {"2026-11-26T12:00:00Z", NULL, NULL, TODAY, false, true, NULL},
          /* The day of 23 hours, and the one of 25. */
          {"2027-03-28T21:30:00Z", NULL, NULL, TODAY, false, false, "2027-03-28T22:00:00Z"},
          {"2026-10-25T22:30:00Z", NULL, NULL, TODAY, false, false, "2026-10-25T23:00:00Z"});
}

/* A centre's day from 6:00 to 6:00, told by its source; Berlin is an hour ahead of UTC. */
static void a_stated_start_makes_a_day_of_its_own(void **state)
{
    (void)state;
    CHECK(&always,
          {"2026-11-26T22:50:00Z", NULL, "2026-11-26T05:00:00Z", TODAY, false, false,
           "2026-11-26T23:50:00.001Z"},
          {"2026-11-27T04:30:00Z", NULL, "2026-11-26T05:00:00Z", TODAY, false, false,
           "2026-11-27T05:00:00Z"},
          {"2026-11-27T05:30:00Z", NULL, "2026-11-26T05:00:00Z", TODAY, false, false,
           "2026-11-27T05:00:00Z"},
          {"2026-11-26T22:50:00Z", NULL, "2026-11-25T23:00:00Z", TODAY, false, false,
           "2026-11-26T23:00:00Z"},
          /* 23 hours later where the clocks go forward, 25 where they go back. */
          {"2027-03-28T03:30:00Z", NULL, "2027-03-27T05:00:00Z", TODAY, false, false,
           "2027-03-28T04:00:00Z"},
          {"2026-10-25T04:30:00Z", NULL, "2026-10-24T04:00:00Z", TODAY, false, false,
           "2026-10-25T05:00:00Z"});
}

static void a_running_period_ends_with_its_length(void **state)
{
    (void)state;
    CHECK(&always,
          {"2026-11-26T10:20:00Z", NULL, "2026-11-26T10:00:00Z", HALF_HOUR, false, false,
           "2026-11-26T11:20:00.001Z"},
          {"2026-11-26T10:40:00Z", "2026-11-26T10:40:00Z", "2026-11-26T10:00:00Z", HALF_HOUR, false,
           false, "2026-11-26T11:30:00.001Z"},
          {"2026-11-26T10:40:00Z", "2026-11-26T10:40:00Z", "2026-11-24T10:00:00Z", HALF_HOUR, false,
           false, "2026-11-24T11:30:00.001Z"},
          {"2026-11-26T10:40:00Z", NULL, "2026-09-01T00:00:00Z", MONTH, false, false,
           "2026-10-02T01:00:00.001Z"},
          {"2026-11-26T10:40:00Z", NULL, "2026-11-01T00:00:00Z", MONTH, false, false,
           "2026-11-26T11:40:00.001Z"},
          {"2026-11-26T10:40:00Z", NULL, "2026-11-01T00:00:00Z", NOW, false, false,
           "2026-11-26T11:40:00.001Z"});
}

static void a_finished_one_until_the_next_is_overdue(void **state)
{
    (void)state;
    CHECK(&always,
          {"2026-11-26T10:31:00Z", NULL, "2026-11-26T10:00:00Z", HALF_HOUR, true, false,
           "2026-11-26T11:15:00.001Z"},
          /* Old ones, sent just now and said to be of just now. */
          {"2026-11-26T10:31:00Z", "2026-11-26T10:31:00Z", "2026-11-24T10:00:00Z", HALF_HOUR, true,
           false, "2026-11-24T11:15:00.001Z"},
          {"2026-11-26T10:31:00Z", "2026-11-26T10:31:00Z", "2026-11-17T23:00:00Z", DAY, true, false,
           "2026-11-20T11:00:00.001Z"},
          {"2026-11-26T10:31:00Z", NULL, "2026-11-24T23:00:00Z", DAY, true, true,
           "2026-11-27T11:00:00.001Z"},
          /* Without a start its age counts, not its arrival. */
          {"2026-11-26T10:31:00Z", "2026-11-18T10:31:00Z", NULL, DAY, true, true,
           "2026-11-19T22:31:00.001Z"},
          {"2026-11-26T10:31:00Z", NULL, NULL, DAY, true, false, "2026-11-27T22:31:00.001Z"},
          {"2026-11-26T10:31:00Z", NULL, NULL, DAY, true, true, NULL},
          {"2026-11-26T10:31:00Z", NULL, "2026-10-01T00:00:00Z", MONTH, true, true,
           "2026-12-17T12:00:00.001Z"});
}

static void days_without_an_opening_are_left_out(void **state)
{
    (void)state;
    CHECK(&weekdays, /* 27 November 2026 is a Friday */
          {"2026-11-26T10:31:00Z", NULL, "2026-11-24T23:00:00Z", DAY, true, false,
           "2026-11-27T11:00:00.001Z"},
          {"2026-11-30T08:00:00Z", NULL, "2026-11-26T23:00:00Z", DAY, true, true,
           "2026-12-01T11:00:00.001Z"},
          {"2026-12-08T08:00:00Z", NULL, "2026-12-03T23:00:00Z", DAY, true, true,
           "2026-12-09T11:00:00.001Z"},
          {"2026-11-26T22:30:00Z", NULL, NULL, TODAY, false, false, "2026-11-26T23:00:00Z"});
}

/* While the clock is doubted a day has no end that could be known, but an age there is. */
static void a_doubted_clock_knows_only_ages(void **state)
{
    (void)state;
    static const struct row row = {
        "2026-11-26T22:30:00Z", NULL, "2026-11-20T08:00:00Z", TODAY, false, false, ""};
    struct lifetime life = of(&row, &always, false);
    assert_true(life.fresh_ms == 5000000 + FRESH_S * INT64_C(1000));
    assert_true(life.drop_ms == 5000000 + DROP_S * INT64_C(1000));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(today_ends_at_midnight),
        cmocka_unit_test(a_stated_start_makes_a_day_of_its_own),
        cmocka_unit_test(a_running_period_ends_with_its_length),
        cmocka_unit_test(a_finished_one_until_the_next_is_overdue),
        cmocka_unit_test(days_without_an_opening_are_left_out),
        cmocka_unit_test(a_doubted_clock_knows_only_ages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
