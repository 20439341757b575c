/*
 * Signed configurations: the commands of the README, word for word, and wallboardctl, against a
 * real broker and a screen whose device file names the key.
 */

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "device/files.h"
#include "support/broker.h"
#include "support/ear.h"
#include "support/folder.h"
#include "support/wall.h"

#define SOON 20
#define ROOT "wallboard/1/home/"
#define REPORTED ROOT "screen/first/config/reported"
#define BOARD                                                                                      \
    "{\"zone\":\"UTC\",\"language\":\"en\",\"businesses\":{\"main\":{\"channels\":{\"phone\":{"    \
    "\"timing\":\"real-time\",\"assistance\":\"human\",\"kpis\":{\"service-level\":{\"target\":"   \
    "80}}}}}}}"

static char folder[64], output[65536], program[512];
static struct broker *broker;
static struct wall *wall;
static struct ear *ear;

/* In the folder of the keys; what it says, on either stream, is in `output`. The exit code. */
static int shell(const char *command)
{
    char line[8192];
    snprintf(line, sizeof line, "cd %s && { %s\n} 2>&1 </dev/null", folder, command);
    FILE *from = popen(line, "r");
    assert_non_null(from);
    size_t length = fread(output, 1, sizeof output - 1, from);
    output[length] = '\0';
    int status = pclose(from);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* Everything it may not have: a broker is only named where one is needed. */
static int control(const char *arguments)
{
    char command[2048];
    snprintf(command, sizeof command, "%s --host 127.0.0.1 --port %d --site home %s", program,
             broker != NULL ? broker_port(broker) : 1, arguments);
    return shell(command);
}

static void says(const char *text)
{
    if (strstr(output, text) == NULL) {
        fail_msg("'%s' is not in:\n%s", text, output);
    }
}

/* The indented lines of the README from the one that has `begin` on, for our broker. */
static char *readme_commands(const char *begin)
{
    size_t length;
    char *text = file_read("README.md", 1 << 20, &length), *commands = calloc(1, 4096);
    assert_non_null(text);
    assert_non_null(commands);
    char *line = strstr(text, begin);
    assert_non_null(line);
    while (line > text && line[-1] != '\n') {
        line--;
    }
    for (char *end; strncmp(line, "    ", 4) == 0 && (end = strchr(line, '\n')) != NULL;
         line = end + 1) {
        strncat(commands, line + 4, (size_t)(end + 1 - line - 4));
    }
    free(text);
    static const char readers[] = "-p 18830";
    char *place = strstr(commands, readers);
    if (place != NULL) {
        /* A bare machine does not even know "localhost". */
        char ours[40];
        size_t longer =
            (size_t)snprintf(ours, sizeof ours, "-h 127.0.0.1 -p %d", broker_port(broker));
        char *rest = place + sizeof readers - 1;
        memmove(place + longer, rest, strlen(rest) + 1);
        memcpy(place, ours, longer);
    }
    return commands;
}

static void run_readme(const char *begin)
{
    char *commands = readme_commands(begin);
    if (shell(commands) != 0) {
        fail_msg("%s:\n%s", commands, output);
    }
    free(commands);
}

static int open_stage(void **state)
{
    (void)state;
    char here[256], keys[512];
    const char *build = getenv("WALLBOARD_BUILD");
    assert_non_null(getcwd(here, sizeof here));
    build = build != NULL ? build : "build";
    snprintf(program, sizeof program, "%s%s%s/wallboardctl", build[0] != '/' ? here : "",
             build[0] != '/' ? "/" : "", build);
    folder_create(folder, sizeof folder);
    run_readme("openssl genpkey");
    output[strcspn(output, "\n")] = '\0';
    int used = snprintf(keys, sizeof keys, "\"keys\":{\"2026a\":{\"public_key\":\"%s\"}", output);
    if (control("keygen 2026b --json") != 0) {
        return -1;
    }
    json_t *made = json_loads(output, 0, NULL);
    snprintf(keys + used, sizeof keys - (size_t)used, ",\"2026b\":{\"public_key\":\"%s\"}}",
             json_string_value(json_object_get(made, "public_key")));
    json_decref(made);
    broker = broker_start(&(struct broker_settings){0});
    wall = wall_start(&(struct wall_settings){.site = "home",
                                              .screen = "first",
                                              .port = broker_port(broker),
                                              .device = keys,
                                              .board = BOARD});
    ear = ear_open_plain(broker_port(broker), "it", REPORTED);
    return wall_await(wall, "panel.on", 1, SOON) ? 0 : -1;
}

static int close_stage(void **state)
{
    (void)state;
    ear_close(ear);
    int code = wall != NULL ? wall_stop(wall) : 0;
    broker_stop(broker);
    folder_remove(folder);
    return code;
}

static void await_result(const char *layer, const char *result, const char *key)
{
    const char *payload = "";
    for (int i = 0; i < 4 * SOON; i++) {
        const struct heard *heard = ear_heard(ear, REPORTED);
        payload = heard != NULL ? heard->payload : "";
        json_t *report = json_loads(payload, 0, NULL);
        const json_t *told = json_object_get(json_object_get(report, "layers"), layer);
        const char *word = json_string_value(json_object_get(told, "result"));
        const char *by = json_string_value(json_object_get(told, "key"));
        bool right = word != NULL && strcmp(word, result) == 0 &&
                     (key == NULL || (by != NULL && strcmp(by, key) == 0));
        json_decref(report);
        if (right) {
            return;
        }
        ear_await_count(ear, ear_messages(ear) + 1, 1);
    }
    fail_msg("no %s of %s, but %s", result, layer, payload);
}

static void stock_openssl_is_enough(void **state)
{
    (void)state;
    ear_say(ear, ROOT "all/config", "{\"revision\":1,\"config\":{\"title\":\"Plain\"}}", true);
    await_result("all", "unsigned", NULL);
    run_readme("echo '{\"purpose\"");
    await_result("all", "applied", "2026a");
    ear_say(ear, ROOT "all/config", "", true);
    await_result("all", "unsigned", NULL);
}

/* As the README has it in words, too. */
static void each_command_says_and_exits_so(void **state)
{
    (void)state;
    assert_int_equal(shell("echo '{\"title\":\"Osaka\"}' >board.json; echo x >no.pem"), 0);
    static const struct {
        const char *arguments;
        int code;
        const char *says;
    } cases[] = {
        {"keygen 2026b", 73, "File exists"},
        {"keygen 2026/b", 64, "the id of a key"},
        {"keygen 2026c", 0, "\"keys\": {\"2026c\": {\"public_key\": \"MCowBQYDK2VwAyEA"},
        {"push all board.json", 1, "This screen takes only what is signed"},
        {"push all board.json --signing-key 2026c.pem", 1,
         "no such key. (read: 2026c; allowed: 2026a, 2026b)"},
        {"push all board.json --signing-key 2026a.pem --note hot", 0, "1 taken"},
        {"push all board.json --signing-key 2026b.pem", 0, "1 taken"},
        {"show first", 0, "applied, signed by 2026b"},
        {"diff all board.json", 0, ""},
        {"push first board.json --signing-key 2026b.pem", 0, "revision 1 of screen: 1 taken"},
        {"push first --remove --signing-key 2026b.pem", 0, "screen taken away: 1 taken"},
        {"push all --remove", 1, "unsigned"},
        {"push first --remove board.json", 64, "usage"},
        {"push all --wave 1,all --remove", 64, "--remove"},
        {"push all board.json --wave 1,all --signing-key 2026b.pem", 0, "1 taken"},
        {"rollback first", 1, "signed"},
        {"push all board.json --signing-key none.pem", 66, "none.pem"},
        {"push all board.json --signing-key no.pem", 65, "no private key"},
        {"sign board.json --target all --revision 9", 64, "--signing-key is needed"},
        {"sign board.json --target every --revision 9 --signing-key 2026b.pem", 64, "--target"},
        {"sign board.json --target all --signing-key 2026b.pem", 64, "--revision"},
        {"sign board.json --target group/ --revision 1 --signing-key 2026b.pem", 64, "--target"},
        {"sign board.json --target all --revision 99 --signing-key 2026b.pem", 0,
         "{\"key\":\"2026b\",\"signature\":\""},
        {"sign --remove --target all --revision 99 --signing-key 2026b.pem", 0, "\"signed\":"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int code = control(cases[i].arguments);
        if (code != cases[i].code) {
            fail_msg("'%s' gave %d:\n%s", cases[i].arguments, code, output);
        }
        says(cases[i].says);
    }
}

static void what_sign_writes_is_taken(void **state)
{
    (void)state;
    assert_int_equal(control("sign board.json --target screen/first --revision 50 --author sato "
                             "--not-after 2100-01-01T00:00:00Z --signing-key 2026b.pem"),
                     0);
    ear_say(ear, ROOT "screen/first/config", output, true);
    await_result("screen", "applied", "2026b");
    ear_say(ear, ROOT "group/floor-2/config", output, true);
    await_result("group/floor-2", "not-for-me", NULL);
}

static void a_private_key_is_for_its_owner(void **state)
{
    (void)state;
    static const char *const names[] = {"2026a.pem", "2026b.pem"};
    for (size_t i = 0; i < 2; i++) {
        char path[128];
        struct stat file;
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        assert_int_equal(stat(path, &file), 0);
        assert_int_equal(file.st_mode & 0777, 0600);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stock_openssl_is_enough),
        cmocka_unit_test(each_command_says_and_exits_so),
        cmocka_unit_test(what_sign_writes_is_taken),
        cmocka_unit_test(a_private_key_is_for_its_owner),
    };
    return cmocka_run_group_tests(tests, open_stage, close_stage);
}
