#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "kpi/hours.h"
#include "support/berlin.h"

/* 09:00-12:00 and 13:00-18:00 from Monday to Friday. */
#define OFFICE                                                                                     \
    {                                                                                              \
        {540, 720},                                                                                \
        {                                                                                          \
            780, 1080                                                                              \
        }                                                                                          \
    }
static const struct hours office = {.shifts = {OFFICE, OFFICE, OFFICE, OFFICE, OFFICE},
                                    .count = {2, 2, 2, 2, 2, 0, 0}};

/* 22:00-06:00, from Monday to Saturday. */
#define NIGHT                                                                                      \
    {                                                                                              \
        {                                                                                          \
            1320, 1800                                                                             \
        }                                                                                          \
    }
static const struct hours night = {.shifts = {NIGHT, NIGHT, NIGHT, NIGHT, NIGHT, NIGHT},
                                   .count = {1, 1, 1, 1, 1, 1, 0}};

/* 00:00-24:00 every day; 12:00 to 12:00 of the next day, on Mondays. */
#define ALL_DAY                                                                                    \
    {                                                                                              \
        {                                                                                          \
            0, 1440                                                                                \
        }                                                                                          \
    }
static const struct hours always = {
    .shifts = {ALL_DAY, ALL_DAY, ALL_DAY, ALL_DAY, ALL_DAY, ALL_DAY, ALL_DAY},
    .count = {1, 1, 1, 1, 1, 1, 1}};
static const struct hours noon = {.shifts = {{{720, 2160}}}, .count = {1}};

/* 01:30-02:30 on Sundays, when the clock is changed; and one inside the missing hour. */
static const struct hours early = {.shifts = {[6] = {{90, 150}}}, .count = {[6] = 1}};
static const struct hours missing = {.shifts = {[6] = {{130, 170}}}, .count = {[6] = 1}};
static const struct hours long_sunday = {.shifts = {[6] = {{0, 1440}}}, .count = {[6] = 1}};

/* Written in the wrong order, and with two that overlap. */
static const struct hours mixed = {.shifts = {{{780, 1080}, {540, 720}, {700, 790}}}, .count = {3}};
static const struct hours never = {0};

static const int days[] = {20261119, 20270101};
static const struct holidays holidays = {days, 2};

static int64_t at(const char *utc)
{
    int64_t wall_ms = NEVER;
    if (strcmp(utc, "never") != 0) {
        assert_true(time_parse(utc, &wall_ms));
    }
    return wall_ms;
}

static void answers(void **state)
{
    (void)state;
    /* All instants in UTC; Berlin is one hour ahead in winter, two in summer. */
    static const struct {
        const struct hours *hours;
        const char *now;
        bool open, holiday;
        const char *until, *next, *changes;
    } cases[] = {
        {NULL, "2026-11-18T03:00:00Z", true, false, "never", "never", "never"},
        /* Wednesday 18 November; the 19th is a holiday, and Friday is open again. */
        {&office, "2026-11-18T07:59:59Z", false, false, "2026-11-18T08:00:00Z",
         "2026-11-18T08:00:00Z", "2026-11-18T08:00:00Z"},
        {&office, "2026-11-18T08:00:00Z", true, false, "2026-11-18T11:00:00Z", "never",
         "2026-11-18T11:00:00Z"},
        {&office, "2026-11-18T10:59:59.999Z", true, false, "2026-11-18T11:00:00Z", "never",
         "2026-11-18T11:00:00Z"},
        {&office, "2026-11-18T11:00:00Z", false, false, "2026-11-18T12:00:00Z",
         "2026-11-18T12:00:00Z", "2026-11-18T12:00:00Z"},
        {&office, "2026-11-18T17:00:00Z", false, false, "2026-11-20T08:00:00Z",
         "2026-11-20T08:00:00Z", "2026-11-18T23:00:00Z"},
        {&office, "2026-11-18T23:00:00Z", false, true, "2026-11-20T08:00:00Z",
         "2026-11-20T08:00:00Z", "2026-11-19T23:00:00Z"},
        {&office, "2026-11-19T09:00:00Z", false, true, "2026-11-20T08:00:00Z",
         "2026-11-20T08:00:00Z", "2026-11-19T23:00:00Z"},
        {&office, "2026-11-19T23:00:00Z", false, false, "2026-11-20T08:00:00Z",
         "2026-11-20T08:00:00Z", "2026-11-20T08:00:00Z"},
        /* Over the weekend. */
        {&office, "2026-11-20T17:00:00Z", false, false, "2026-11-23T08:00:00Z",
         "2026-11-23T08:00:00Z", "2026-11-23T08:00:00Z"},
        /* A night belongs to the day on which it begins: that of the 18th runs into the holiday. */
        {&night, "2026-11-18T21:00:00Z", true, false, "2026-11-19T05:00:00Z", "never",
         "2026-11-19T05:00:00Z"},
        {&night, "2026-11-19T04:59:59Z", true, false, "2026-11-19T05:00:00Z", "never",
         "2026-11-19T05:00:00Z"},
        {&night, "2026-11-19T05:00:00Z", false, true, "2026-11-20T21:00:00Z",
         "2026-11-20T21:00:00Z", "2026-11-19T23:00:00Z"},
        {&night, "2026-11-22T05:30:00Z", false, false, "2026-11-23T21:00:00Z",
         "2026-11-23T21:00:00Z", "2026-11-23T21:00:00Z"},
        /* Day after day without a gap, but for the holidays. */
        {&always, "2026-11-17T12:00:00Z", true, false, "2026-11-18T23:00:00Z", "never",
         "2026-11-18T23:00:00Z"},
        {&always, "2026-11-19T12:00:00Z", false, true, "2026-11-19T23:00:00Z",
         "2026-11-19T23:00:00Z", "2026-11-19T23:00:00Z"},
        {&always, "2027-01-02T12:00:00Z", true, false, "never", "never", "never"},
        {&noon, "2026-11-17T10:59:59Z", true, false, "2026-11-17T11:00:00Z", "never",
         "2026-11-17T11:00:00Z"},
        {&noon, "2026-11-17T11:00:00Z", false, false, "2026-11-23T11:00:00Z",
         "2026-11-23T11:00:00Z", "2026-11-18T23:00:00Z"},
        /* Spring: 01:30 is 00:30 UTC, 02:30 does not exist and is 01:00 UTC. */
        {&early, "2026-03-29T00:30:00Z", true, false, "2026-03-29T01:00:00Z", "never",
         "2026-03-29T01:00:00Z"},
        {&early, "2026-03-29T01:00:00Z", false, false, "2026-04-04T23:30:00Z",
         "2026-04-04T23:30:00Z", "2026-04-04T23:30:00Z"},
        {&missing, "2026-03-29T00:00:00Z", false, false, "2026-04-05T00:10:00Z",
         "2026-04-05T00:10:00Z", "2026-04-05T00:10:00Z"},
        {&long_sunday, "2026-03-29T12:00:00Z", true, false, "2026-03-29T22:00:00Z", "never",
         "2026-03-29T22:00:00Z"},
        /* Autumn: 01:30 is 23:30 UTC, the first 02:30 is 00:30 UTC. */
        {&early, "2026-10-24T23:29:59Z", false, false, "2026-10-24T23:30:00Z",
         "2026-10-24T23:30:00Z", "2026-10-24T23:30:00Z"},
        {&early, "2026-10-24T23:30:00Z", true, false, "2026-10-25T00:30:00Z", "never",
         "2026-10-25T00:30:00Z"},
        {&early, "2026-10-25T01:00:00Z", false, false, "2026-11-01T00:30:00Z",
         "2026-11-01T00:30:00Z", "2026-11-01T00:30:00Z"},
        {&long_sunday, "2026-10-24T22:00:00Z", true, false, "2026-10-25T23:00:00Z", "never",
         "2026-10-25T23:00:00Z"},
        {&mixed, "2026-11-23T08:00:00Z", true, false, "2026-11-23T17:00:00Z", "never",
         "2026-11-23T17:00:00Z"},
        {&mixed, "2026-11-23T07:00:00Z", false, false, "2026-11-23T08:00:00Z",
         "2026-11-23T08:00:00Z", "2026-11-23T08:00:00Z"},
        {&never, "2027-01-04T07:00:00Z", false, false, "never", "never", "never"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct opening opening =
            hours_at(cases[i].hours, &holidays, &zone_berlin, at(cases[i].now));
        assert_int_equal(opening.open, cases[i].open);
        assert_int_equal(opening.holiday, cases[i].holiday);
        assert_true(opening.until_ms == at(cases[i].until));
        assert_true(opening.next_ms == at(cases[i].next));
        assert_true(opening.changes_ms == at(cases[i].changes));
    }
}

static void agrees_with_every_minute(void **state)
{
    (void)state;
    /* What is announced must be what a walk through a year finds, on both changes of the clock. */
    static const struct hours *const all[] = {&office, &night, &noon, &early, &long_sunday, &mixed};
    for (size_t h = 0; h < sizeof all / sizeof all[0]; h++) {
        int64_t start = at("2026-03-20T00:00:00Z");
        struct opening announced = hours_at(all[h], &holidays, &zone_berlin, start);
        for (int64_t minute = 1; minute < 20 * 1440; minute += 5) {
            int64_t now = start + minute * 60000 - 60000;
            struct opening opening = hours_at(all[h], &holidays, &zone_berlin, now);
            if (now < announced.changes_ms) {
                assert_int_equal(opening.open, announced.open);
                assert_true(opening.until_ms == announced.until_ms);
            } else {
                struct opening before =
                    hours_at(all[h], &holidays, &zone_berlin, announced.changes_ms - 1);
                struct opening after =
                    hours_at(all[h], &holidays, &zone_berlin, announced.changes_ms);
                assert_true(before.open != after.open || before.holiday != after.holiday);
                announced = opening;
            }
        }
    }
}

static void takes_no_holidays(void **state)
{
    (void)state;
    struct opening opening = hours_at(&office, NULL, &zone_berlin, at("2026-11-19T09:00:00Z"));
    assert_true(opening.open && !opening.holiday);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers),
        cmocka_unit_test(agrees_with_every_minute),
        cmocka_unit_test(takes_no_holidays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
