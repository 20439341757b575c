/* The whole program outside its schedule: one black frame, then nothing; and back. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>

#include <cmocka.h>

#include "support/broker.h"
#include "support/wall.h"

#define SOON 20

#define BOARD                                                                                      \
    "{\"zone\":\"UTC\",%s\"businesses\":{\"main\":{\"channels\":{\"phone\":{\"kpis\":{"            \
    "\"contacts-waiting\":{\"target\":5,\"limit\":10,\"on_delay_s\":0}}}}}}}"

/* A schedule of one minute, three days from now. */
static void write_board(char *to, size_t size, bool with_schedule)
{
    static const char *const days[] = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
    char schedule[64] = "";
    time_t then = time(NULL) + 3 * 86400;
    if (with_schedule) {
        snprintf(schedule, sizeof schedule, "\"schedule\":{\"%s\":[\"12:00\",\"12:01\"]},",
                 days[gmtime(&then)->tm_wday]);
    }
    snprintf(to, size, BOARD, schedule);
}

static void rests_and_wakes(void **state)
{
    (void)state;
    char resting[512], awake[512];
    write_board(resting, sizeof resting, true);
    write_board(awake, sizeof awake, false);
    struct broker *broker = broker_start(&(struct broker_settings){0});
    assert_non_null(broker);
    struct wall *wall =
        wall_start(&(struct wall_settings){.port = broker_port(broker), .board = resting});
    assert_true(wall_await(wall, "frames", 1, SOON));
    assert_true(wall_await(wall, "panel.off_on_purpose", 1, SOON));
    assert_int_equal(wall_number(wall, "panel.on"), 0);
    /* What comes in is judged, and nothing is painted for it. */
    wall_publish(wall, "kpi/main/phone/contacts-waiting", "20", true);
    assert_true(wall_await(wall, "verdicts.missed", 1, SOON));
    assert_int_equal(wall_number(wall, "frames"), 1);

    wall_reload(wall, awake);
    assert_true(wall_await(wall, "panel.on", 1, SOON));
    assert_int_equal(wall_number(wall, "panel.off_on_purpose"), 0);
    assert_true(wall_number(wall, "frames") > 1);
    assert_int_equal(wall_stop(wall), 0);
    broker_stop(broker);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(rests_and_wakes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
