/* Waves of a push over real walls: a few have it first, and what stops it. */

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "device/files.h"
#include "support/broker.h"
#include "support/control.h"
#include "support/ear.h"
#include "support/wall.h"

#define SOON 20
#define ROOT "wallboard/1/test/"
#define BOARD                                                                                      \
    "{\"zone\":\"UTC\",\"language\":\"en\",\"businesses\":{\"main\":{\"channels\":{\"phone\":{"    \
    "\"timing\":\"real-time\",\"kpis\":{\"contacts-waiting\":{}}}}}}}"

/* "a-wall" is the first in order, and so the first wave. */
struct stage {
    struct broker *broker;
    struct wall *first, *second;
    struct ear *ear;
    int port, pushes;
};

static int open_stage(void **state)
{
    static struct stage stage;
    stage.broker = broker_start(&(struct broker_settings){0});
    stage.port = broker_port(stage.broker);
    stage.first =
        wall_start(&(struct wall_settings){.port = stage.port, .screen = "a-wall", .board = BOARD});
    stage.second =
        wall_start(&(struct wall_settings){.port = stage.port, .screen = "b-wall", .board = BOARD});
    stage.ear = ear_open_plain(stage.port, "it", ROOT "#");
    *state = &stage;
    return wall_await(stage.first, "panel.on", 1, SOON) &&
                   wall_await(stage.second, "panel.on", 1, SOON)
               ? 0
               : -1;
}

static int close_stage(void **state)
{
    struct stage *stage = *state;
    ear_close(stage->ear);
    int code = wall_stop(stage->first) | wall_stop(stage->second);
    broker_stop(stage->broker);
    return code;
}

/* The arguments of a push of another title each time. */
static const char *push_of(struct stage *stage, const char *key, const char *options)
{
    static char arguments[512];
    char path[160], text[256];
    snprintf(path, sizeof path, "%s/layer.json", broker_folder(stage->broker));
    snprintf(text, sizeof text, "{\"%s\":\"Push %d\"}", key, ++stage->pushes);
    assert_true(file_write(path, text, strlen(text)));
    snprintf(arguments, sizeof arguments, "push all %s %s", path, options);
    return arguments;
}

/* Its own topic holds an envelope, or nothing. */
static bool stands_on(const struct stage *stage, const char *topic, const char *part)
{
    char whole[128];
    snprintf(whole, sizeof whole, ROOT "%s", topic);
    const struct heard *heard = ear_heard(stage->ear, whole);
    return part[0] == '\0' ? heard == NULL || heard->length == 0
                           : heard != NULL && strstr(heard->payload, part) != NULL;
}

static void await_on(struct stage *stage, const char *topic, const char *part)
{
    for (int i = 0; !stands_on(stage, topic, part); i++) {
        if (i == SOON) {
            fail_msg("no '%s' on %s", part, topic);
        }
        ear_await_count(stage->ear, ear_messages(stage->ear) + 1, 1);
    }
}

/* What is on the first wall's own topic was kept by it. */
static bool is_kept(const struct stage *stage)
{
    char begins[64];
    const struct heard *pushed = ear_heard(stage->ear, ROOT "screen/a-wall/config");
    const struct heard *told = ear_heard(stage->ear, ROOT "screen/a-wall/config/reported");
    const char *revision = strstr(pushed->payload, "\"revision\":");
    assert_non_null(revision);
    snprintf(begins, sizeof begins, "\"screen\":{\"revision\":%d,",
             atoi(revision + strlen("\"revision\":")));
    const char *layer = told != NULL ? strstr(told->payload, begins) : NULL;
    return layer != NULL && strstr(layer, "\"result\":\"applied\"") != NULL;
}

/* Until the first wall has it and is being watched. */
static struct control *begin(struct stage *stage, const char *options)
{
    char title[64];
    struct control *control = control_start(stage->port, push_of(stage, "title", options));
    snprintf(title, sizeof title, "Push %d", stage->pushes);
    await_on(stage, "screen/a-wall/config", title);
    for (int i = 0; !is_kept(stage); i++) {
        assert_true(i < SOON);
        ear_await_count(stage->ear, ear_messages(stage->ear) + 1, 1);
    }
    return control;
}

static void a_wave_goes_on_to_all_and_gives_back(void **state)
{
    struct stage *stage = *state;
    control_expect(stage->port, push_of(stage, "title", "--wave 1,all --pause 0"), 0,
                   "revision 1 of all: 2 taken, 0 refused, 0 silent, 0 offline");
    await_on(stage, "screen/a-wall/config", "");
    await_on(stage, "all/config", "Push 1");
}

static void one_that_refuses_stops_it(void **state)
{
    struct stage *stage = *state;
    control_expect(stage->port, push_of(stage, "language", "--wave 1,all"), 1,
                   "stopped at a-wall, 1 of 2 screens");
    await_on(stage, "screen/a-wall/config", "");
    await_on(stage, "all/config", "Push 1");
}

static void one_that_reverts_stops_it(void **state)
{
    struct stage *stage = *state;
    struct control *control = begin(stage, "--wave 1,all --pause 600");
    control_expect(stage->port, "rollback a-wall", 0, "ok");
    control_expect_end(control, 2, "reverted");
    await_on(stage, "screen/a-wall/config", "");
    await_on(stage, "all/config", "Push 1");
}

/* Its own layer waits for it, so that it does not keep what was tried. */
static void one_that_dies_stops_it_and_goes_back_when_it_returns(void **state)
{
    struct stage *stage = *state;
    struct control *control = begin(stage, "--wave 1,all --pause 600");
    kill(wall_pid(stage->first), SIGKILL);
    control_expect_end(control, 2, "offline");
    await_on(stage, "screen/a-wall/config", "{\"config\":{}");
    await_on(stage, "all/config", "Push 1");
    control_expect(stage->port, push_of(stage, "title", "--wave 1,all --pause 0"), 2,
                   "1 taken, 0 refused, 0 silent, 1 offline");
    char title[64];
    snprintf(title, sizeof title, "Push %d", stage->pushes);
    await_on(stage, "all/config", title);
    wall_restart(stage->first);
    await_on(stage, "screen/a-wall/availability", "online");
    await_on(stage, "screen/a-wall/config/reported", "\"all\":{\"revision\":2");
    control_expect(stage->port, "show a-wall", 0, "in force 2, last 2 applied");
    control_expect(stage->port, "push a-wall --remove", 0, "1 taken");
    await_on(stage, "screen/a-wall/config", "");
}

/* A panel that goes dark: told by one that only claims to be a screen. */
static void one_that_goes_dark_stops_it(void **state)
{
    struct stage *stage = *state;
    static const char claimed[] = ROOT "screen/a-claimed/status";
    ear_say(stage->ear, ROOT "screen/a-claimed/availability", "online", true);
    ear_say(stage->ear, claimed, "{\"panel\":{\"on\":true}}", true);
    struct control *control =
        control_start(stage->port, push_of(stage, "title", "--wave 1,all --pause 600"));
    await_on(stage, "screen/a-claimed/config", "Push");
    ear_say(stage->ear, ROOT "screen/a-claimed/config/reported",
            "{\"layers\":{\"screen\":{\"revision\":1,\"in_force\":1,\"result\":\"applied\"}}}",
            false);
    ear_say(stage->ear, claimed, "{\"panel\":{\"on\":false,\"off_on_purpose\":false}}", true);
    /* It never says that its layer is gone. */
    await_on(stage, "screen/a-claimed/config", "");
    await_on(stage, "screen/a-claimed/config", "{\"config\":{}");
    control_expect_end(control, 2, "dark");
    control_expect(stage->port, "list", 0, "a-claimed  online  0x0 dark");
    ear_say(stage->ear, ROOT "screen/a-claimed/availability", "offline", true);
    control_expect(stage->port, "forget a-claimed --yes", 0, "status  cleared");
}

static void somebody_who_ends_it_leaves_nothing_behind(void **state)
{
    struct stage *stage = *state;
    struct control *control = begin(stage, "--wave 1,all --pause 600");
    kill(control_pid(control), SIGINT);
    control_expect_end(control, 128 + SIGINT, "");
    await_on(stage, "screen/a-wall/config", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_wave_goes_on_to_all_and_gives_back),
        cmocka_unit_test(one_that_refuses_stops_it),
        cmocka_unit_test(one_that_reverts_stops_it),
        cmocka_unit_test(one_that_dies_stops_it_and_goes_back_when_it_returns),
        cmocka_unit_test(one_that_goes_dark_stops_it),
        cmocka_unit_test(somebody_who_ends_it_leaves_nothing_behind),
    };
    return cmocka_run_group_tests(tests, open_stage, close_stage);
}
