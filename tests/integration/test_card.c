/*
 * The whole program with the cards of an installer: one wakes a resting wall and yields to an
 * emergency, one comes by itself.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "support/broker.h"
#include "support/wall.h"

#define SOON 20

/* A schedule of one minute, three days from now; without a page that turns. */
static void write_resting_board(char *to, size_t size)
{
    static const char *const days[] = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
    time_t then = time(NULL) + 3 * 86400;
    snprintf(to, size,
             "{\"zone\":\"UTC\",\"schedule\":{\"%s\":[\"12:00\",\"12:01\"]},\"businesses\":{"
             "\"main\":{\"channels\":{\"phone\":{\"kpis\":{\"contacts-waiting\":{\"target\":5,"
             "\"limit\":10,\"on_delay_s\":0}}}}}}}",
             days[gmtime(&then)->tm_wday]);
}

static bool becomes_another(struct wall *wall, const char *scene)
{
    for (int i = 0; i < SOON * 10; i++) {
        if (strcmp(wall_scene(wall), scene) != 0) {
            return true;
        }
        wall_listen(wall, 100);
    }
    return false;
}

static void the_card_wakes_and_yields(void **state)
{
    (void)state;
    char board[512], before[65];
    write_resting_board(board, sizeof board);
    struct broker *broker = broker_start(&(struct broker_settings){0});
    assert_non_null(broker);
    struct wall *wall = wall_start(&(struct wall_settings){
        .port = broker_port(broker), .board = board, .option = "--test-card"});
    assert_true(wall_await(wall, "panel.on", 1, SOON));
    assert_int_equal(wall_number(wall, "panel.off_on_purpose"), 0);
    /* What comes in is judged behind it. */
    wall_publish(wall, "kpi/main/phone/contacts-waiting", "20", true);
    assert_true(wall_await(wall, "verdicts.missed", 1, SOON));

    snprintf(before, sizeof before, "%s", wall_scene(wall));
    wall_publish(wall, "announce/fire", "{\"text\":\"Fire\",\"priority\":\"emergency\"}", true);
    assert_true(becomes_another(wall, before));
    /* An emergency stands still, the pages of a card turn. */
    wall_listen(wall, 1500);
    snprintf(before, sizeof before, "%s", wall_scene(wall));
    wall_publish(wall, "announce/fire", "", true);
    assert_true(becomes_another(wall, before));
    assert_int_equal(wall_number(wall, "panel.on"), 1);
    assert_int_equal(wall_stop(wall), 0);
    broker_stop(broker);
}

/* Without a good board the list stands there by itself, until there is one. */
static void a_bad_board_brings_the_set_up_card(void **state)
{
    (void)state;
    char before[65];
    struct broker *broker = broker_start(&(struct broker_settings){0});
    assert_non_null(broker);
    struct wall *wall = wall_start(
        &(struct wall_settings){.port = broker_port(broker), .board = "{\"businesses\":5}"});
    assert_true(wall_await(wall, "panel.on", 1, SOON));
    assert_int_equal(wall_number(wall, "qualities.waiting"), 0);
    snprintf(before, sizeof before, "%s", wall_scene(wall));
    wall_reload(wall, "{\"businesses\":{\"main\":{\"channels\":{\"phone\":{\"kpis\":{"
                      "\"contacts-waiting\":{\"target\":5,\"limit\":10}}}}}}}");
    assert_true(wall_await(wall, "qualities.waiting", 1, SOON));
    assert_true(becomes_another(wall, before));
    /* And a board that was good stays when it is replaced by a bad one. */
    wall_reload(wall, "{\"businesses\":5}");
    wall_listen(wall, 1500);
    assert_int_equal(wall_number(wall, "qualities.waiting"), 1);
    assert_int_equal(wall_stop(wall), 0);
    broker_stop(broker);
}

/* Whoever can log in must not be able to hide it by a board; what becomes of a frame is pictures'.
 */
static void a_debug_image_is_told_for_as_long_as_it_runs(void **state)
{
    (void)state;
    static const char board[] = "{\"businesses\":{\"main\":{\"channels\":{\"phone\":{\"kpis\":{"
                                "\"contacts-waiting\":{\"target\":5,\"limit\":10}}}}}}}";
    struct broker *broker = broker_start(&(struct broker_settings){0});
    assert_non_null(broker);
    setenv("WALLBOARD_DEBUG", "/dev/null", 1);
    struct wall *wall =
        wall_start(&(struct wall_settings){.port = broker_port(broker), .board = board});
    assert_true(wall_await(wall, "debug", 1, SOON));
    wall_reload(wall, "{\"display\":{\"rotate\":90},\"businesses\":{\"main\":{\"channels\":{"
                      "\"phone\":{\"kpis\":{\"occupancy\":{},\"contacts-waiting\":{}}}}}}}");
    assert_true(wall_await(wall, "qualities.waiting", 2, SOON));
    assert_int_equal(wall_number(wall, "debug"), 1);
    assert_true(wall_number(wall, "frames") > 1);
    setenv("WALLBOARD_DEBUG", "/there/is/no/such/file", 1);
    wall_restart(wall);
    assert_true(wall_await(wall, "frames", 1, SOON));
    assert_int_not_equal(wall_number(wall, "debug"), 1);
    unsetenv("WALLBOARD_DEBUG");
    assert_int_equal(wall_stop(wall), 0);
    broker_stop(broker);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_card_wakes_and_yields),
        cmocka_unit_test(a_bad_board_brings_the_set_up_card),
        cmocka_unit_test(a_debug_image_is_told_for_as_long_as_it_runs)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
