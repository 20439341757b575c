#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/moment.h"
#include "support/berlin.h"

static void parses_times(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t wall_ms;
    } cases[] = {
        {"1970-01-01T00:00:00Z", 0},
        {"1969-12-31T23:59:59.999Z", -1},
        {"2026-11-18T05:32:00Z", INT64_C(1794979920000)},
        {"2026-11-18T05:32:00.5Z", INT64_C(1794979920500)},
        {"2026-11-18T05:32:00.0019Z", INT64_C(1794979920001)},
        {"2026-11-18T05:32:00.123456789012Z", INT64_C(1794979920123)},
        {"2000-02-29T00:00:00Z", INT64_C(951782400000)},
        {"2038-01-19T03:14:08Z", INT64_C(2147483648000)},
        {"2016-12-31T23:59:60Z", INT64_C(1483228800000)}, /* a leap second */
        {"0000-01-01T00:00:00Z", INT64_C(-62167219200000)},
        {"9999-12-31T23:59:59Z", INT64_C(253402300799000)},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t wall_ms = 7;
        assert_true(time_parse(cases[i].text, &wall_ms));
        assert_true(wall_ms == cases[i].wall_ms);
    }
}

static void refuses_other_times(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",
        "2026-11-18",
        "2026-11-18T05:32:00",
        "2026-11-18T05:32Z",
        "2026-11-18 05:32:00Z",
        "2026-11-18t05:32:00z",
        "2026-11-18T05:32:00+09:00",
        "2026-11-18T05:32:00+00:00",
        "2026-13-18T05:32:00Z",
        "2026-00-18T05:32:00Z",
        "2026-11-00T05:32:00Z",
        "2026-11-31T05:32:00Z",
        "2026-02-29T05:32:00Z",
        "1900-02-29T05:32:00Z",
        "2026-11-18T24:00:00Z",
        "2026-11-18T05:60:00Z",
        "2026-11-18T05:32:60Z",
        "2026-11-18T05:32:61Z",
        "2026-11-18T05:32:00.Z",
        "2026-11-18T05:32:00,5Z",
        "2026-11-18T5:32:00Z",
        "+026-11-18T05:32:00Z",
        "2026-11-18T05:32:00ZZ",
        "2026-11-18T05:32:00Z ",
        " 2026-11-18T05:32:00Z",
        "20261-11-18T05:32:00Z",
        "1794979920",
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        int64_t wall_ms = 7;
        assert_false(time_parse(bad[i], &wall_ms));
        assert_true(wall_ms == 7);
    }
}

static void formats_times(void **state)
{
    (void)state;
    char text[21];
    time_format(INT64_C(1794979920999), text, sizeof text);
    assert_string_equal(text, "2026-11-18T05:32:00Z");
    time_format(-1, text, sizeof text);
    assert_string_equal(text, "1969-12-31T23:59:59Z");
}

static void walks_the_calendar(void **state)
{
    (void)state;
    /* Every day of 800 years follows its predecessor, and finds its way back. */
    struct civil before = civil_from(&zone_utc, INT64_C(-86400000) * 146097);
    for (int64_t day = -146096; day <= 146097; day++) {
        struct civil civil = civil_from(&zone_utc, day * 86400000);
        assert_true(civil_to(&zone_utc, civil) == day * 86400000);
        assert_int_equal(civil.weekday, (before.weekday + 1) % 7);
        bool next_day = civil.month == before.month && civil.day == before.day + 1;
        bool next_month = civil.day == 1 && before.day >= 28 &&
                          civil.month == before.month % 12 + 1 &&
                          civil.year == before.year + (civil.month == 1);
        assert_true(next_day || next_month);
        before = civil;
    }
    assert_int_equal(civil_from(&zone_utc, 0).weekday, 3); /* a Thursday */
}

static void knows_the_zone(void **state)
{
    (void)state;
    static const struct {
        const char *utc;
        struct civil local;
    } cases[] = {
        {"2026-11-18T05:32:07Z", {2026, 11, 18, 6, 32, 7, 2}},
        {"2026-07-01T22:30:00Z", {2026, 7, 2, 0, 30, 0, 3}},
        {"2026-03-29T00:59:59Z", {2026, 3, 29, 1, 59, 59, 6}},
        {"2026-03-29T01:00:00Z", {2026, 3, 29, 3, 0, 0, 6}},
        {"2026-10-25T00:59:59Z", {2026, 10, 25, 2, 59, 59, 6}},
        {"2026-10-25T01:00:00Z", {2026, 10, 25, 2, 0, 0, 6}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t wall_ms;
        assert_true(time_parse(cases[i].utc, &wall_ms));
        struct civil local = civil_from(&zone_berlin, wall_ms);
        assert_memory_equal(&local, &cases[i].local, sizeof local);
    }
}

static void finds_the_instant_of_a_local_time(void **state)
{
    (void)state;
    static const struct {
        struct civil local;
        const char *utc;
    } cases[] = {
        {{.year = 2026, .month = 1, .day = 15, .hour = 9}, "2026-01-15T08:00:00Z"},
        {{.year = 2026, .month = 7, .day = 15, .hour = 9}, "2026-07-15T07:00:00Z"},
        {{.year = 2026, .month = 7, .day = 15, .hour = 24}, "2026-07-15T22:00:00Z"},
        {{.year = 2026, .month = 12, .day = 32}, "2026-12-31T23:00:00Z"},
        {{.year = 2026, .month = 3, .day = 0, .hour = 12}, "2026-02-28T11:00:00Z"},
        {{.year = 2026, .month = 3, .day = 29, .hour = 1, .minute = 59}, "2026-03-29T00:59:00Z"},
        {{.year = 2026, .month = 3, .day = 29, .hour = 2}, "2026-03-29T01:00:00Z"},
        {{.year = 2026, .month = 3, .day = 29, .hour = 2, .minute = 30}, "2026-03-29T01:00:00Z"},
        {{.year = 2026, .month = 3, .day = 29, .hour = 3}, "2026-03-29T01:00:00Z"},
        {{.year = 2026, .month = 3, .day = 29, .hour = 4}, "2026-03-29T02:00:00Z"},
        {{.year = 2026, .month = 10, .day = 25, .hour = 2}, "2026-10-25T00:00:00Z"},
        {{.year = 2026, .month = 10, .day = 25, .hour = 2, .minute = 30}, "2026-10-25T00:30:00Z"},
        {{.year = 2026, .month = 10, .day = 25, .hour = 3}, "2026-10-25T02:00:00Z"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char utc[21];
        time_format(civil_to(&zone_berlin, cases[i].local), utc, sizeof utc);
        assert_string_equal(utc, cases[i].utc);
    }
}

static void takes_the_earlier(void **state)
{
    (void)state;
    assert_true(earlier(1, NEVER) == 1);
    assert_true(earlier(5, 4) == 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parses_times),      cmocka_unit_test(refuses_other_times),
        cmocka_unit_test(formats_times),     cmocka_unit_test(walks_the_calendar),
        cmocka_unit_test(knows_the_zone),    cmocka_unit_test(finds_the_instant_of_a_local_time),
        cmocka_unit_test(takes_the_earlier),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
