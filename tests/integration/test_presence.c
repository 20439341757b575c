/* Whether a wall is there, as the broker tells it: birth, will, leave, and what contradicts them.
 */

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/broker.h"
#include "support/control.h"
#include "support/ear.h"
#include "support/wall.h"

#define SOON 20
#define OWN "wallboard/1/test/screen/wall/"
#define BOARD                                                                                      \
    "{\"zone\":\"UTC\",\"language\":\"en\",\"businesses\":{\"main\":{\"channels\":{\"phone\":{"    \
    "\"timing\":\"real-time\",\"kpis\":{\"contacts-waiting\":{}}}}}}}"

struct stage {
    struct broker *broker;
    struct wall *wall;
    struct ear *ear;
};

static int open_stage(void **state)
{
    static struct stage stage;
    stage.broker = broker_start(&(struct broker_settings){0});
    stage.ear = ear_open_plain(broker_port(stage.broker), "it", OWN "#");
    stage.wall =
        wall_start(&(struct wall_settings){.port = broker_port(stage.broker), .board = BOARD});
    *state = &stage;
    return wall_await(stage.wall, "panel.on", 1, SOON) ? 0 : -1;
}

static int close_stage(void **state)
{
    struct stage *stage = *state;
    int code = stage->wall != NULL ? wall_stop(stage->wall) : 0;
    ear_close(stage->ear);
    broker_stop(stage->broker);
    return code;
}

static bool says(struct stage *stage, const char *word)
{
    return ear_await(stage->ear, OWN "availability", word, SOON);
}

/* To whoever comes later. */
static bool is_retained(const struct stage *stage, const char *word)
{
    struct ear *late = ear_open_plain(broker_port(stage->broker), "late", OWN "availability");
    bool same = ear_await(late, OWN "availability", word, SOON) &&
                ear_heard(late, OWN "availability")->retained;
    ear_close(late);
    return same;
}

static void it_is_born_at_every_connect(void **state)
{
    struct stage *stage = *state;
    assert_true(says(stage, "online"));
    assert_true(is_retained(stage, "online"));
    size_t births = ear_heard(stage->ear, OWN "availability")->count;
    broker_restart(stage->broker, NULL); /* which forgets */
    for (int i = 0; ear_heard(stage->ear, OWN "availability")->count == births; i++) {
        assert_true(i < SOON);
        ear_await_count(stage->ear, ear_messages(stage->ear) + 1, 1);
    }
    assert_true(is_retained(stage, "online"));
}

static void its_will_is_heard_when_it_dies(void **state)
{
    struct stage *stage = *state;
    kill(wall_pid(stage->wall), SIGKILL);
    assert_true(says(stage, "offline"));
    assert_true(is_retained(stage, "offline"));
    wall_restart(stage->wall);
    assert_true(says(stage, "online"));
}

/* As the will of an earlier board that went by the same name does, when the broker misses it. */
static void what_is_said_of_it_in_vain_is_contradicted(void **state)
{
    struct stage *stage = *state;
    assert_true(wall_await(stage->wall, "panel.on", 1, SOON));
    ear_say(stage->ear, OWN "availability", "offline", true);
    assert_true(says(stage, "online"));
    assert_true(is_retained(stage, "online"));
}

static void a_twin_is_recognised_and_told(void **state)
{
    struct stage *stage = *state;
    char before[65];
    assert_true(wall_await(stage->wall, "twin", 0, SOON));
    snprintf(before, sizeof before, "%s", wall_scene(stage->wall));
    ear_say(stage->ear, OWN "status", "{\"session\":\"another\",\"twin\":false}", true);
    assert_true(wall_await(stage->wall, "twin", 1, SOON));
    for (int i = 0; strcmp(wall_scene(stage->wall), before) == 0; i++) {
        assert_true(i < SOON);
        wall_listen(stage->wall, 1000);
    }
    int port = broker_port(stage->broker);
    control_expect(port, "list", 0, "wall    twice");
    control_expect(port, "ping wall --wait 2", 0, "two screens are called wall");
    control_expect(port, "ping all --wait 2 --json", 0, "\"twice\": [");
    control_expect(port, "push wall --remove --wait 2", 0, "two screens are called wall");
    control_expect(port, "show wall", 0, "two screens are called wall");
}

/*
 * Of a card that was copied after its first boot: one client id, so that each puts the other off,
 * and none ever hears the other speak.
 */
static void two_of_one_identity_are_told(void **state)
{
    struct stage *stage = *state;
    int port = broker_port(stage->broker);
    assert_true(wall_await(stage->wall, "twin", 0, SOON));
    struct wall *copy = wall_start(&(struct wall_settings){.port = port, .board = BOARD});
    assert_true(wall_await(stage->wall, "twin", 1, SOON));
    control_expect(port, "list", 0, "wall    twice");
    assert_int_equal(wall_stop(copy), 0);
}

/* One that comes again is no twin of its earlier run, whose status is still there. */
static void the_next_run_is_no_twin(void **state)
{
    struct stage *stage = *state;
    assert_int_equal(wall_stop(stage->wall), 0);
    stage->wall =
        wall_start(&(struct wall_settings){.port = broker_port(stage->broker), .board = BOARD});
    assert_true(wall_await(stage->wall, "panel.on", 1, SOON));
    assert_true(wall_await(stage->wall, "twin", 0, SOON));
}

/* The last: it takes the wall away. */
static void it_leaves_with_a_word(void **state)
{
    struct stage *stage = *state;
    assert_int_equal(wall_stop(stage->wall), 0);
    stage->wall = NULL;
    assert_true(says(stage, "offline"));
    assert_true(is_retained(stage, "offline"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_born_at_every_connect),
        cmocka_unit_test(its_will_is_heard_when_it_dies),
        cmocka_unit_test(what_is_said_of_it_in_vain_is_contradicted),
        cmocka_unit_test(two_of_one_identity_are_told),
        cmocka_unit_test(the_next_run_is_no_twin),
        cmocka_unit_test(a_twin_is_recognised_and_told),
        cmocka_unit_test(it_leaves_with_a_word),
    };
    return cmocka_run_group_tests(tests, open_stage, close_stage);
}
