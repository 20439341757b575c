#include "sim/schedule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Open 9 to 18: breaks from 11:15 and 15:45, lunches from 12:00, the short shift 10:00 to 16:00. */
static const struct schedule office = {
    .agents = 10, .open_minute = 9 * 60, .close_minute = 18 * 60};

static int64_t at(int hour, int minute)
{
    return (hour * 60 + minute) * MINUTE_MS;
}

static void test_duties(void **state)
{
    (void)state;
    static const struct {
        int agent, hour, minute;
        enum duty duty;
    } cases[] = {
        {0, 8, 59, DUTY_OFF},   {0, 9, 0, DUTY_WORK},   {0, 17, 59, DUTY_WORK},
        {0, 18, 0, DUTY_OFF},   {0, 11, 14, DUTY_WORK}, {0, 11, 15, DUTY_AWAY},
        {0, 11, 25, DUTY_WORK}, {1, 11, 15, DUTY_WORK}, {1, 11, 25, DUTY_AWAY},
        {0, 12, 0, DUTY_AWAY},  {0, 12, 59, DUTY_AWAY}, {0, 13, 0, DUTY_WORK},
        {3, 13, 29, DUTY_WORK}, {3, 13, 30, DUTY_AWAY}, {0, 15, 45, DUTY_AWAY},
        {6, 9, 59, DUTY_OFF},   {6, 10, 0, DUTY_WORK},  {6, 12, 30, DUTY_WORK},
        {6, 15, 54, DUTY_WORK}, {6, 16, 0, DUTY_OFF},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        int64_t when = at(cases[i].hour, cases[i].minute);
        assert_int_equal(schedule_duty(&office, cases[i].agent, when), cases[i].duty);
        assert_int_equal(schedule_duty(&office, cases[i].agent, when + 3 * DAY_MS), cases[i].duty);
    }
}

static void test_working(void **state)
{
    (void)state;
    assert_int_equal(schedule_working(&office, at(8, 0)), 0);
    assert_int_equal(schedule_working(&office, at(9, 0)), 6);
    assert_int_equal(schedule_working(&office, at(10, 30)), 10);
    assert_int_equal(schedule_working(&office, at(12, 5)), 8);  /* 0 and 4 at lunch */
    assert_int_equal(schedule_working(&office, at(12, 35)), 6); /* 1 and 5 too */
    assert_int_equal(schedule_working(&office, at(17, 0)), 6);
}

static void test_dip(void **state)
{
    (void)state;
    struct schedule dip = office;
    dip.dip = (struct window){at(10, 30), at(10, 45)};
    dip.dip_share = 0.4;
    assert_int_equal(schedule_working(&dip, at(10, 29)), 10);
    assert_int_equal(schedule_working(&dip, at(10, 30)), 6);
    assert_int_equal(schedule_working(&dip, at(10, 45)), 10);
    dip.dip_share = 1.0;
    assert_int_equal(schedule_working(&dip, at(10, 30)), 0);
}

/* A day no longer than the short shift has no short shift. */
static void test_short_day(void **state)
{
    (void)state;
    const struct schedule brief = {.agents = 10, .open_minute = 10 * 60, .close_minute = 14 * 60};
    assert_int_equal(schedule_working(&brief, at(10, 0)), 10);
    assert_int_equal(schedule_working(&brief, at(13, 59)), 10);
    assert_int_equal(schedule_working(&brief, at(14, 0)), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_duties),
        cmocka_unit_test(test_working),
        cmocka_unit_test(test_dip),
        cmocka_unit_test(test_short_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
