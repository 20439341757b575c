/* The television of a wall: who speaks to it, and when. */

#include "wall.h"

#include "device/cable.h"

#define SECOND INT64_C(1000)

static struct board_config board;
static struct wallboard wall;

/* A wall whose graphics card is its own, and whose television seems unplugged while it sleeps. */
static int begin(void **state)
{
    (void)state;
    cable_lay(OBEYS);
    cable.adapters[0].connector = 0; /* the socket is not known without a card */
    board = (struct board_config){.display.cec = true};
    wall = (struct wallboard){
        .setup.board = &board,
        .loop = loop_create(),
        .television = television_new(&cable_calls),
        .monitor = {.bare = true, .none = true},
        .now.mono_ms = 100 * SECOND,
    };
    return wall.loop == NULL;
}

static int end(void **state)
{
    (void)state;
    loop_destroy(wall.loop);
    return 0;
}

/* Turns of a second each, in which the adapter is heard, as the loop would. */
static void pass(int seconds)
{
    for (int i = 0; i < seconds; i++) {
        wall_pass_television(&wall);
        while (cable.event_count > 0 || cable.heard_count > 0) {
            wall_take_television(&wall);
        }
        wall.now.mono_ms += SECOND;
    }
}

static void it_wakes_and_sleeps_with_the_wall(void **state)
{
    (void)state;
    pass(10);
    assert_string_equal(television_word(&wall.television), "on");
    assert_true(wall.news);
    wall.rest.resting = true;
    wall.news = false;
    pass(10);
    assert_string_equal(television_word(&wall.television), "standby");
    assert_true(wall.news);
    wall.rest.resting = false;
    pass(10);
    assert_string_equal(television_word(&wall.television), "on");
}

/* Before the first frame there is nothing to be seen, and nobody knows whether the wall rests. */
static void it_is_not_woken_before_there_is_a_picture(void **state)
{
    (void)state;
    wall.monitor.none = false;
    pass(10);
    assert_int_equal(cable_count(CEC_MSG_IMAGE_VIEW_ON), 0);
    assert_string_equal(television_word(&wall.television), "standby"); /* it was only asked */
    wall.frames = 1;
    pass(10);
    assert_string_equal(television_word(&wall.television), "on");
}

static void who_does_not_want_it_has_none(void **state)
{
    (void)state;
    board.display.cec = false;
    pass(10);
    assert_int_equal(cable.opened, 0);
    board.display.cec = true;
    pass(10);
    assert_string_equal(television_word(&wall.television), "on");
    /* Pushed later: nothing is sent any more, and the adapter is let go. */
    board.display.cec = false;
    int sent = cable.sent_count;
    wall.rest.resting = true;
    pass(10);
    assert_int_equal(cable.sent_count, sent);
    assert_int_equal(cable.opened, cable.closed);
    assert_string_equal(television_word(&wall.television), "none");
}

static void a_window_on_a_desk_has_none(void **state)
{
    (void)state;
    wall.monitor.bare = false;
    wall.frames = 1;
    pass(10);
    assert_int_equal(cable.opened, 0);
}

static void an_adapter_that_is_not_there_is_not_looked_for_in_every_turn(void **state)
{
    (void)state;
    cable.adapters[0].there = false;
    pass(10);
    cable.adapters[0].there = true;
    pass(10);
    assert_int_equal(cable.opened, 0);
    wall.cable = false; /* other monitors */
    pass(10);
    assert_string_equal(television_word(&wall.television), "on");
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(it_wakes_and_sleeps_with_the_wall),
        CASE(it_is_not_woken_before_there_is_a_picture),
        CASE(who_does_not_want_it_has_none),
        CASE(a_window_on_a_desk_has_none),
        CASE(an_adapter_that_is_not_there_is_not_looked_for_in_every_turn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
