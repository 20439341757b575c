/*
 * An update of two walls by wallboardctl over a real broker. Whoever installs is played here, by
 * the files that he and the wall have between them; the real one is tried on the card
 * (image/boot_test).
 */

#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "device/files.h"
#include "support/broker.h"
#include "support/control.h"
#include "support/folder.h"
#include "support/wall.h"

#define SOON 20
#define BOARD                                                                                      \
    "{\"zone\":\"UTC\",\"language\":\"en\",\"businesses\":{\"main\":{\"channels\":{\"phone\":{"    \
    "\"timing\":\"real-time\",\"kpis\":{\"contacts-waiting\":{}}}}}}}"
#define BUNDLE "https://updates.example/x.raucb"
#define ASLEEP                                                                                     \
    "{\"schedule\":{\"mon\":[\"00:00\",\"00:01\"]},\"zone\":\"UTC\",\"language\":\"en\","          \
    "\"businesses\":{\"main\":{\"channels\":{\"phone\":{\"timing\":\"real-time\",\"kpis\":{"       \
    "\"contacts-waiting\":{}}}}}}}"

/* "a" is the first in order, and so the first wave. */
struct stage {
    struct broker *broker;
    int port;
    struct machine {
        char folder[64];
        struct wall *wall;
    } a, b;
};

static void say(const struct machine *machine, const char *text)
{
    char path[96];
    snprintf(path, sizeof path, "%s/state", machine->folder);
    assert_true(file_write(path, text, strlen(text)));
}

static void start(struct machine *machine, int port, const char *screen, const char *board,
                  const char *state)
{
    char path[96];
    folder_create(machine->folder, sizeof machine->folder);
    snprintf(path, sizeof path, "%s/state", machine->folder);
    setenv("RUNTIME_DIRECTORY", machine->folder, 1);
    setenv("WALLBOARD_UPDATES", path, 1);
    say(machine, state);
    machine->wall =
        wall_start(&(struct wall_settings){.port = port, .screen = screen, .board = board});
    unsetenv("RUNTIME_DIRECTORY");
    unsetenv("WALLBOARD_UPDATES");
}

static int open_stage(void **state)
{
    static struct stage stage;
    stage.broker = broker_start(&(struct broker_settings){0});
    stage.port = broker_port(stage.broker);
    start(&stage.a, stage.port, "a", BOARD, "{\"state\":\"none\",\"slot\":\"a\"}");
    start(&stage.b, stage.port, "b", BOARD, "{\"state\":\"none\",\"slot\":\"a\"}");
    *state = &stage;
    return wall_await(stage.a.wall, "panel.on", 1, SOON) &&
                   wall_await(stage.b.wall, "panel.on", 1, SOON)
               ? 0
               : -1;
}

static int end(struct machine *machine)
{
    int code = wall_stop(machine->wall);
    folder_remove(machine->folder);
    return code;
}

static int close_stage(void **state)
{
    struct stage *stage = *state;
    int code = end(&stage->a) | end(&stage->b);
    broker_stop(stage->broker);
    return code;
}

/* Takes the file away, as whoever installs does; NULL: it did not come. To be freed. */
static char *take(const struct machine *machine, const char *name, int seconds)
{
    char path[96];
    size_t length;
    snprintf(path, sizeof path, "%s/%s", machine->folder, name);
    for (int i = 0; i < seconds * 20; i++) {
        char *text = file_read(path, 4096, &length);
        if (text != NULL) {
            unlink(path);
            return text;
        }
        poll(NULL, 0, 50);
    }
    return NULL;
}

/* Takes a request and tells how it goes on, in the states given. */
static void install(const struct machine *machine, const char *const *states)
{
    char *request = take(machine, "update", SOON);
    assert_non_null(request);
    char *transaction = strchr(request, '\n');
    assert_non_null(transaction);
    *transaction++ = '\0';
    transaction[strcspn(transaction, "\n")] = '\0';
    assert_string_equal(request, BUNDLE);
    for (; *states != NULL; states++) {
        char text[512];
        snprintf(text, sizeof text,
                 "{\"state\":\"%s\",\"slot\":\"a\",\"bundle\":\"%s\",\"transaction\":%s,"
                 "\"percent\":50,\"reason\":\"because of %s\"}",
                 *states, request, transaction, *states);
        say(machine, text);
        poll(NULL, 0, 1200); /* a status a second at most */
    }
    free(request);
}

static const char *const goes_well[] = {"installing", "restarting", "trial", "applied", NULL};
static const char *const is_refused[] = {"installing", "rejected", NULL};
static const char *const goes_back[] = {"installing", "restarting", "reverted", NULL};

static void a_picture_and_the_broker_are_proof(void **state)
{
    struct stage *stage = *state;
    char *proven = take(&stage->a, "proven", SOON);
    assert_non_null(proven);
    free(proven);
}

static void it_waits_until_it_has_gone_well(void **state)
{
    struct stage *stage = *state;
    struct control *control = control_start(stage->port, "update a " BUNDLE);
    install(&stage->a, goes_well);
    control_expect_end(control, 0, "1 of 1 updated");
}

static void a_refusal_says_why(void **state)
{
    struct stage *stage = *state;
    struct control *control = control_start(stage->port, "update a " BUNDLE);
    install(&stage->a, is_refused);
    control_expect_end(control, 1, "rejected  because of rejected");
    /* The former outcome is no answer to the next request. */
    control = control_start(stage->port, "update a " BUNDLE);
    install(&stage->a, goes_well);
    control_expect_end(control, 0, "1 of 1 updated");
}

static void a_wave_goes_on_to_all(void **state)
{
    struct stage *stage = *state;
    struct control *control =
        control_start(stage->port, "update all " BUNDLE " --wave 1,all --pause 0");
    install(&stage->a, goes_well);
    install(&stage->b, goes_well);
    control_expect_end(control, 0, "2 of 2 updated");
}

static void one_that_goes_back_stops_it(void **state)
{
    struct stage *stage = *state;
    struct control *control =
        control_start(stage->port, "update all " BUNDLE " --wave 1,all --pause 0");
    install(&stage->a, goes_back);
    control_expect_end(control, 1, "stopped at a, 1 of 2 screens");
    assert_null(take(&stage->b, "update", 1));
}

static void another_one_meanwhile_is_refused(void **state)
{
    struct stage *stage = *state;
    static const char *const begins[] = {"installing", NULL};
    struct control *control = control_start(stage->port, "update a " BUNDLE " --limit 4");
    install(&stage->a, begins);
    control_expect(stage->port, "update a " BUNDLE, 1, "Another update is under way.");
    control_expect_end(control, 2, "installing");
    say(&stage->a, "{\"state\":\"none\",\"slot\":\"a\"}");
}

static void what_is_no_bundle_is_not_sent(void **state)
{
    struct stage *stage = *state;
    control_expect(stage->port, "update a /etc/shadow", 65, "usb:NAME.raucb");
    control_expect(stage->port, "update a " BUNDLE " --wave 1,all", 64, "to a group or all");
    control_expect(stage->port, "update nobody " BUNDLE " --wait 1", 2, "silent");
}

static void where_nobody_installs_it_says_so(void **state)
{
    struct stage *stage = *state;
    struct wall *wall =
        wall_start(&(struct wall_settings){.port = stage->port, .screen = "plain", .board = BOARD});
    assert_true(wall_await(wall, "panel.on", 1, SOON));
    control_expect(stage->port, "update plain " BUNDLE, 1, "Nobody installs updates");
    assert_int_equal(wall_stop(wall), 0);
    control_expect(stage->port, "forget plain --yes", 0, "");
}

/* At night too a picture must be seen: the wall wakes for it, and then rests. */
static void a_wall_that_rests_wakes_to_prove_itself(void **state)
{
    struct stage *stage = *state;
    struct machine c;
    start(&c, stage->port, "c", ASLEEP,
          "{\"state\":\"trial\",\"slot\":\"b\",\"transaction\":\"t\"}");
    char *proven = take(&c, "proven", SOON);
    assert_non_null(proven);
    free(proven);
    assert_true(wall_await(c.wall, "panel.off_on_purpose", 1, SOON));
    assert_int_equal(end(&c), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_picture_and_the_broker_are_proof),
        cmocka_unit_test(it_waits_until_it_has_gone_well),
        cmocka_unit_test(a_refusal_says_why),
        cmocka_unit_test(a_wave_goes_on_to_all),
        cmocka_unit_test(one_that_goes_back_stops_it),
        cmocka_unit_test(another_one_meanwhile_is_refused),
        cmocka_unit_test(what_is_no_bundle_is_not_sent),
        cmocka_unit_test(where_nobody_installs_it_says_so),
        cmocka_unit_test(a_wall_that_rests_wakes_to_prove_itself),
    };
    return cmocka_run_group_tests(tests, open_stage, close_stage);
}
