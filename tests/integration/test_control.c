/* wallboardctl against a real broker and real walls: what it writes and what it exits with. */

#include <jansson.h>
#include <setjmp.h>
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
#define KPI "{\"on_delay_s\":0,\"off_delay_s\":0,\"target\":5,\"limit\":10}"
#define BOARD                                                                                      \
    "{\"zone\":\"UTC\",\"language\":\"en\",\"businesses\":{\"main\":{\"channels\":{\"phone\":{"    \
    "\"timing\":\"real-time\",\"assistance\":\"human\",\"kpis\":{\"contacts-waiting\":" KPI        \
    "}}}}}}"

static struct broker *broker;
static struct wall *wall;
static char *output;

static int open_stage(void **state)
{
    (void)state;
    broker = broker_start(&(struct broker_settings){0});
    wall = wall_start(&(struct wall_settings){.port = broker_port(broker), .board = BOARD});
    return wall_await(wall, "panel.on", 1, SOON) ? 0 : -1;
}

static int close_stage(void **state)
{
    (void)state;
    free(output);
    if (wall != NULL) {
        wall_stop(wall);
    }
    broker_stop(broker);
    return 0;
}

/* Runs it at that port; what it says, on either stream, is in `output`. Returns the exit code. */
static int control_at(int port, const char *arguments)
{
    free(output);
    return control_end(control_start(port, arguments), &output);
}

static int control(const char *arguments)
{
    return control_at(broker_port(broker), arguments);
}

static void says(const char *text)
{
    if (strstr(output, text) == NULL) {
        fail_msg("'%s' is not in:\n%s", text, output);
    }
}

static void each_command_says_and_exits_so(void **state)
{
    (void)state;
    static const struct {
        const char *arguments;
        int code;
        const char *says;
    } cases[] = {
        {"list", 0, "wall    online  1280x720 on"},
        {"list --json", 0, "\"screen\": \"wall\""},
        {"ping wall", 0, "version"},
        {"ping all", 0, "1 ok, 0 refused, 0 silent, 0 offline"},
        {"ping group floor-2", 0, "1 ok, 0 refused"},
        {"ping group floor-3", 2, "no screen is there"},
        {"ping wal", 2, "Did you mean 'wall'?"},
        {"ping all --json", 0, "\"silent\": []"},
        {"page wall 1", 0, "page 1"},
        {"page wall 99", 1, "allowed: 1 to 1"},
        {"page wall 1 --for x", 65, "'for_s' is a number"},
        {"identify wall --for 5", 0, "shown true"},
        {"test-card wall --for 0", 0, "shown false"},
        {"blank wall --for 60", 0, "on false"},
        {"wake wall", 0, "on true"},
        {"acknowledge wall main/phone/contacts-waiting", 1, "off target"},
        {"log wall --lines 2", 0, "info:"},
        {"list --frobnicate", 64, "unknown option '--frobnicate'; see wallboardctl --help\n"},
        {"list --jsn", 64,
         "unknown option '--jsn'. Did you mean 'json'? See wallboardctl --help\n"},
        {"frobnicate", 64, "there is no command 'frobnicate'; see wallboardctl --help\n"},
        {"screenshot all x.png", 64, "of one screen"},
        {"screenshot wall /nowhere/x.png", 73, "cannot be written"},
        {"forget wall --yes", 1, "is online"},
        {"forget wal --yes", 2, "nothing is retained"},
        {"announce a Hello --priority loud", 65, "info, notice, urgent"},
        {"close a --channel Phone", 65, "channel: type"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int code = control(cases[i].arguments);
        if (code != cases[i].code) {
            fail_msg("'%s' gave %d:\n%s", cases[i].arguments, code, output);
        }
        says(cases[i].says);
    }
}

static void a_screenshot_is_a_file(void **state)
{
    (void)state;
    char arguments[256], path[160];
    size_t length;
    snprintf(path, sizeof path, "%s/picture.png", broker_folder(broker));
    snprintf(arguments, sizeof arguments, "screenshot wall %s", path);
    wall_listen(wall, 2500); /* one every two seconds */
    assert_int_equal(control(arguments), 0);
    char *png = file_read(path, 1 << 22, &length);
    assert_non_null(png);
    assert_true(length > 1000);
    assert_memory_equal(png, "\x89PNG\r\n", 6);
    free(png);
}

static const char *layer_file(const char *text)
{
    static char path[160];
    snprintf(path, sizeof path, "%s/layer.json", broker_folder(broker));
    assert_true(file_write(path, text, strlen(text)));
    return path;
}

/* In order: each sees what the ones before it have left. */
static void a_configuration_is_pushed_shown_and_rolled_back(void **state)
{
    (void)state;
    static const struct {
        const char *command, *file, *more;
        int code;
        const char *says;
    } cases[] = {
        {"show wall", NULL, "", 0, "wall  "},
        {"diff all", "{\"title\":\"Osaka\"}", "", 1, "+ /title: \"Osaka\""},
        {"push all", "{\"title\":\"Osaka\"}", "--author sato --note name", 0,
         "revision 1 of all: 1 taken, 0 refused, 0 silent, 0 offline"},
        {"diff all", "{\"title\":\"Osaka\"}", "", 0, ""},
        {"diff all", "{\"title\":\"Kobe\"}", "", 1, "- /title: \"Osaka\""},
        {"show wall", NULL, "", 0, "in force 1, last 1 applied, by sato, note name"},
        {"push all", "{\"titel\":1,\"language\":\"xx\"}", "", 65, "#/titel: A board has no such"},
        {"show wall", NULL, "", 0, "in force 1, last 1 applied"},
        {"push all", "{\"language\":\"xx\"}", "", 1, "/config/language"},
        {"show wall", NULL, "", 0, "in force 1, last 2 rejected"},
        {"push all", "{\"title\":\"Kobe\"}", "--revision 1", 1, "conflict"},
        {"push all", "[]", "", 65, "A board is an object"},
        {"push all", "{\"a\":1,\"a\":2}", "", 65, "stands twice"},
        {"push all", "{}", "--revision 0", 64, "1 to 999999999"},
        {"push wall", "{}", "--wave 1,all", 64, "--wave"},
        {"push all", "{}", "--wave x", 64, "--wave"},
        {"push all", "{}", "--wave 1", 64, "and then all"},
        {"push all", "{}", "--wave 1,", 64, "and then all"},
        {"push group floor-3", "{}", "", 2, "nobody knows of a group 'floor-3'"},
        {"push group floor-3 --remove", NULL, "", 2, "0 taken"},
        {"push all", "{}", "--pause 1", 64, "--pause is between"},
        {"push all", "{}", "--wave 1,all --pause x", 64, "--pause: 'x' read"},
        {"push all", "{}", "--wave 1,all --not-before 2099-01-01T00:00:00Z", 64,
         "--not-before wait"},
        {"push all", "{}", "--not-before tomorrow", 65, "/not_before"},
        {"push all", "{}", "--remove", 64, "push SCREENS --remove"},
        {"push all", NULL, "", 64, "push SCREENS FILE"},
        {"push all --remove --note x", NULL, "", 64, "--note goes with a file"},
        {"push all", "{\"title\":\"Nara\"}", "--confirm", 0, "trial"},
        {"confirm wall", NULL, "", 0, "ok"},
        {"rollback wall", NULL, "", 0, "ok"},
        {"show wall", NULL, "", 0, "in force 1, last 2 reverted"},
        {"push group floor-2", "{\"title\":\"Wave\"}", "--wave 1,all", 0,
         "revision 1 of group/floor-2: 1 taken"},
        {"push all", "{\"language\":\"xx\"}", "--wave 1,all", 1, "stopped at wall, 1 of 1 screens"},
        {"show wall --json", NULL, "", 0, "\"in_force\": null"},
        {"validate wall", "{\"language\":\"xx\"}", "", 1, "/config/language"},
        {"validate wall", "{\"language\":\"ja\"}", "--layer all", 0, "ok"},
        {"confirm wall", NULL, "", 1, "nothing to confirm"},
        {"push all",
         "{\"businesses\":{\"other\":{\"channels\":{\"chat\":{\"kpis\":{\"contacts-waiting\":{}}}}}"
         "}}",
         "", 0, "1 taken"},
        {"push all --json", "{\"title\":\"End\"}", "", 0, "\"result\": \"applied\""},
        {"diff all --json", "{\"title\":\"New\"}", "", 1, "\"before\": \"End\""},
        {"push all", "{}", "--not-after 2020-01-01T00:00:00Z", 1, "expired"},
        {"push all", "{}", "--not-before 2099-01-01T00:00:00Z --note later", 0,
         "1 to come, 0 refused"},
        {"show wall", NULL, "", 0, "busy, note later, from 2099-01-01T00:00:00Z"},
        {"push all", "{}", "--not-before 2099-02-01T00:00:00Z --note later", 0,
         "which waits until 2099-01-01T00:00:00Z"},
        {"push group floor-2 --remove", NULL, "", 0, "group/floor-2 taken away: 1 taken"},
        {"push screen wall --remove", NULL, "", 0, "screen taken away: 1 taken"},
        {"push all --remove", NULL, "", 0, "all taken away: 1 taken"},
        {"push all --remove --json", NULL, "", 0, "\"revision\": null"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char arguments[400];
        const char *path = cases[i].file != NULL ? layer_file(cases[i].file) : "";
        snprintf(arguments, sizeof arguments, "%s %s %s", cases[i].command, path, cases[i].more);
        int code = control(arguments);
        if (code != cases[i].code) {
            fail_msg("%zu: '%s' gave %d:\n%s", i, arguments, code, output);
        }
        says(cases[i].says);
    }
}

static void a_closure_closes_and_is_taken_back(void **state)
{
    (void)state;
    assert_int_equal(control("close drill --channel phone --reason 'Fire drill'"), 0);
    assert_true(wall_await(wall, "qualities.closed", 1, SOON));
    assert_int_equal(control("reopen drill"), 0);
    assert_true(wall_await(wall, "qualities.closed", 0, SOON));
}

static void an_announcement_is_retained_and_cleared(void **state)
{
    (void)state;
    static const char topic[] = "wallboard/1/test/announce/tea";
    struct ear *ear = ear_open_plain(broker_port(broker), "ear", "wallboard/1/test/announce/#");
    assert_true(ear_await_link(ear, CLIENT_UP, SOON));
    assert_int_equal(control("announce tea --ja お茶 --en Tea --priority notice"), 0);
    assert_true(ear_await(
        ear, topic, "{\"text\":{\"ja\":\"お茶\",\"en\":\"Tea\"},\"priority\":\"notice\"}", SOON));
    assert_int_equal(control("announce tea --clear"), 0);
    assert_true(ear_await(ear, topic, "", SOON));
    ear_close(ear);
}

static void the_shell_is_told_the_names(void **state)
{
    (void)state;
    static const struct {
        const char *typed, *offered;
    } cases[] = {
        {"ping w", "all\ngroup\nwall\n"}, {"show w", "wall\n"}, {"ping group f", "floor-2\n"},
        {"ping screen w", "wall\n"},      {"ping wall w", ""},  {"list w", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        /* As the completion calls it: the options that were typed come behind. */
        char arguments[256];
        const char *build = getenv("WALLBOARD_BUILD");
        snprintf(arguments, sizeof arguments,
                 "%s/wallboardctl __complete --host 127.0.0.1 --port %d --site test %s",
                 build != NULL ? build : "build", broker_port(broker), cases[i].typed);
        FILE *from = popen(arguments, "r");
        char offered[256];
        offered[fread(offered, 1, sizeof offered - 1, from)] = '\0';
        assert_int_equal(pclose(from), 0);
        assert_string_equal(offered, cases[i].offered);
    }
}

static void a_broker_that_is_not_there_is_told(void **state)
{
    (void)state;
    struct broker *absent = broker_start(&(struct broker_settings){.absent = true});
    assert_int_equal(control_at(broker_port(absent), "list"), 69);
    says("Connection refused");
    broker_stop(absent);
}

static void a_broker_that_refuses_is_told(void **state)
{
    (void)state;
    struct broker *strict = broker_start(&(struct broker_settings){
        .username = "it", .password = "canary-42", .acl = "user it\ntopic read #\n"});
    char arguments[256], path[160];
    assert_int_equal(control_at(broker_port(strict), "list"), 69);
    snprintf(path, sizeof path, "%s/secret", broker_folder(strict));
    assert_true(file_write(path, "canary-42\n", 10));
    snprintf(arguments, sizeof arguments, "announce a Hello --username it --password-file %s",
             path);
    assert_int_equal(control_at(broker_port(strict), arguments), 1);
    says("refuses the publication");
    assert_null(strstr(output, "canary"));
    broker_stop(strict);
}

/* The last: it takes the wall away. */
static void a_wall_that_is_gone_is_offline_and_then_forgotten(void **state)
{
    (void)state;
    assert_int_equal(wall_stop(wall), 0);
    wall = NULL;
    assert_int_equal(control("ping wall"), 2);
    says("offline");
    assert_int_equal(control("ping all"), 2);
    says("0 ok, 0 refused, 0 silent, 1 offline");
    assert_int_equal(control("list"), 0);
    says("wall    offline");
    assert_int_equal(control("forget wall"), 64);
    says("--yes");
    assert_int_equal(control("forget wall --yes"), 0);
    says("screen/wall/status");
    assert_int_equal(control("list --json"), 0);
    assert_string_equal(output, "[]\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_command_says_and_exits_so),
        cmocka_unit_test(a_screenshot_is_a_file),
        cmocka_unit_test(a_configuration_is_pushed_shown_and_rolled_back),
        cmocka_unit_test(a_closure_closes_and_is_taken_back),
        cmocka_unit_test(an_announcement_is_retained_and_cleared),
        cmocka_unit_test(the_shell_is_told_the_names),
        cmocka_unit_test(a_broker_that_is_not_there_is_told),
        cmocka_unit_test(a_broker_that_refuses_is_told),
        cmocka_unit_test(a_wall_that_is_gone_is_offline_and_then_forgotten),
    };
    return cmocka_run_group_tests(tests, open_stage, close_stage);
}
