/*
 * A connection that is pushed, with the whole program and real brokers: one that the screens have,
 * without TLS, and one to go to, with TLS and a password. Many screens at once, for a broker that
 * does not answer is given time; then each is looked at.
 */

#include <jansson.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include <cmocka.h>

#include "device/files.h"
#include "support/asker.h"
#include "support/broker.h"
#include "support/certificates.h"
#include "support/control.h"
#include "support/ear.h"
#include "support/folder.h"
#include "support/wall.h"

#define SOON 20
#define LATE 75 /* a broker was given up, and the one before asked */
#define ROOT "wallboard/1/test/"
#define PASSWORD "canary-of-the-new-broker"
#define WRONG "canary-that-is-wrong"

#define BOARD                                                                                      \
    "{\"zone\":\"UTC\",\"language\":\"en\",\"businesses\":{\"main\":{\"channels\":{\"phone\":{"    \
    "\"timing\":\"real-time\",\"assistance\":\"human\",\"kpis\":{\"service-level\":{\"target\":"   \
    "80}}}}}}}"

static char folder[64];
static struct broker *old, *new;
static struct broker *never, *late; /* nobody is there; only later */
static struct broker *twofold;      /* with and without TLS, of one screen alone */
static struct broker *dying;        /* in the place of the old one, for the last screen alone */
static struct ear *at_old, *at_new, *at_dying, *at_twofold;

enum { KEPT, ROLLED, PORT, AUTHORITY, PASS, KILLED, COVERED, RETURNED, WALLS };
static const char *const names[WALLS] = {"kept", "rolled", "port",    "authority",
                                         "pass", "killed", "covered", "returned"};
static struct wall *walls[WALLS];

/* ---- Pushing and hearing -----------------------------------------------------------------------
 */

static json_t *pem(const char *name)
{
    char path[128];
    size_t length;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    char *text = file_read(path, 1 << 16, &length);
    assert_non_null(text);
    json_t *string = json_string(text);
    free(text);
    return string;
}

/* To the new broker, by TLS and password. */
static json_t *connection(const char *authority, const char *password)
{
    return json_pack("{s:s, s:i, s:o, s:o, s:o, s:s, s:s, s:i}", "host", "127.0.0.1", "port",
                     broker_port(new), "ca", pem(authority), "certificate", pem("client.pem"),
                     "key", pem("client.key"), "username", "east", "password", password,
                     "keepalive_s", 5);
}

static json_t *plain(int port)
{
    return json_pack("{s:s, s:i, s:i}", "host", "127.0.0.1", "port", port, "keepalive_s", 5);
}

/* Takes the connection; NULL: none is said. */
static void push(struct ear *ear, const char *screen, int revision, json_t *connection)
{
    char topic[128];
    json_t *root = json_pack("{s:i, s:{s:s}, s:o*}", "revision", revision, "config", "title",
                             revision == 1 ? "First" : "Other", "connection", connection);
    char *text = json_dumps(root, JSON_COMPACT);
    snprintf(topic, sizeof topic, ROOT "screen/%s/config", screen);
    ear_say(ear, topic, text, true);
    free(text);
    json_decref(root);
}

static const char *heard(struct ear *ear, const char *screen, const char *leaf)
{
    char topic[128];
    snprintf(topic, sizeof topic, ROOT "screen/%s/%s", screen, leaf);
    const struct heard *heard = ear_heard(ear, topic);
    return heard != NULL ? heard->payload : "";
}

static json_t *told(struct ear *ear, const char *screen)
{
    json_t *report = json_loads(heard(ear, screen, "config/reported"), 0, NULL);
    json_t *layer = json_incref(json_object_get(json_object_get(report, "layers"), "screen"));
    json_decref(report);
    return layer;
}

static bool tells(struct ear *ear, const char *screen, int revision, const char *result)
{
    json_t *layer = told(ear, screen);
    const char *text = json_string_value(json_object_get(layer, "result"));
    bool same = text != NULL && strcmp(text, result) == 0 &&
                json_integer_value(json_object_get(layer, "revision")) == revision;
    json_decref(layer);
    return same;
}

static void await_result(struct ear *ear, const char *screen, int revision, const char *result,
                         int seconds)
{
    for (time_t until = time(NULL) + seconds; !tells(ear, screen, revision, result);) {
        if (time(NULL) > until) {
            fail_msg("%s: no %s of revision %d, but %s", screen, result, revision,
                     heard(ear, screen, "config/reported"));
        }
        ear_await_count(ear, ear_messages(ear) + 1, 1);
    }
}

static void await_text(struct ear *ear, const char *screen, const char *leaf, const char *part,
                       int seconds)
{
    for (time_t until = time(NULL) + seconds; strstr(heard(ear, screen, leaf), part) == NULL;) {
        if (time(NULL) > until) {
            fail_msg("%s: no %s, but %s", screen, part, heard(ear, screen, leaf));
        }
        ear_await_count(ear, ear_messages(ear) + 1, 1);
    }
}

/* Why it was reverted: the first error, in words. */
static void assert_reason(struct ear *ear, const char *screen, const char *read, const char *part)
{
    json_t *layer = told(ear, screen);
    const json_t *error = json_array_get(json_object_get(layer, "errors"), 0);
    char *text = json_dumps(error, 0);
    assert_non_null(text);
    if (strstr(text, "\"/connection\"") == NULL || strstr(text, "\"unreachable\"") == NULL ||
        strstr(text, read) == NULL || strstr(text, part) == NULL) {
        fail_msg("%s: %s", screen, text);
    }
    free(text);
    json_decref(layer);
}

static struct ear *open_ear(int port, const char *username)
{
    const struct client_subscription all[] = {{.topic = ROOT "screen/+/config/reported", .qos = 1},
                                              {.topic = ROOT "screen/+/availability", .qos = 1},
                                              {.topic = ROOT "screen/+/response/+", .qos = 1},
                                              {.topic = ROOT "screen/+/status", .qos = 1}};
    return ear_open(&(struct client_settings){
        .broker = {.host = "127.0.0.1", .port = port, .version = 5, .username = username},
        .client_id = "it",
        .password = username != NULL ? PASSWORD : NULL,
        .subscriptions = all,
        .subscription_count = sizeof all / sizeof *all});
}

static int first_port(int wall)
{
    return wall == COVERED    ? broker_plain_port(twofold)
           : wall == RETURNED ? broker_port(dying)
                              : broker_port(old);
}

static int open_stage(void **state)
{
    (void)state;
    static char authority[128], certificate[128], key[128];
    folder_create(folder, sizeof folder);
    certificates_make(folder);
    snprintf(authority, sizeof authority, "%s/ca.pem", folder);
    snprintf(certificate, sizeof certificate, "%s/server.pem", folder);
    snprintf(key, sizeof key, "%s/server.key", folder);
    const struct broker_settings guarded = {.ca = authority,
                                            .certificate = certificate,
                                            .key = key,
                                            .username = "east",
                                            .password = PASSWORD,
                                            .plain_too = true};
    old = broker_start(&(struct broker_settings){0});
    new = broker_start(&guarded);
    never = broker_start(&(struct broker_settings){.absent = true});
    late = broker_start(&(struct broker_settings){.absent = true});
    dying = broker_start(&(struct broker_settings){0});
    struct broker_settings both = guarded;
    both.username = both.password = NULL;
    twofold = broker_start(&both);
    at_old = open_ear(broker_port(old), NULL);
    at_new = open_ear(broker_plain_port(new), "east");
    at_dying = open_ear(broker_port(dying), NULL);
    at_twofold = open_ear(broker_plain_port(twofold), NULL);
    for (int i = 0; i < WALLS; i++) {
        walls[i] = wall_start(
            &(struct wall_settings){.screen = names[i], .port = first_port(i), .board = BOARD});
    }
    bool all = ear_await_link(at_old, CLIENT_UP, SOON) && ear_await_link(at_new, CLIENT_UP, SOON) &&
               ear_await_link(at_dying, CLIENT_UP, SOON) &&
               ear_await_link(at_twofold, CLIENT_UP, SOON);
    for (int i = 0; i < WALLS; i++) {
        all = all && wall_await(walls[i], "panel.on", 1, SOON);
    }
    return all ? 0 : -1;
}

static int close_stage(void **state)
{
    (void)state;
    int code = 0;
    for (int i = 0; i < WALLS; i++) {
        code += walls[i] != NULL ? wall_stop(walls[i]) : 0;
    }
    ear_close(at_old);
    ear_close(at_new);
    ear_close(at_dying);
    ear_close(at_twofold);
    broker_stop(twofold);
    broker_stop(dying);
    broker_stop(late);
    broker_stop(never);
    broker_stop(new);
    broker_stop(old);
    folder_remove(folder);
    return code;
}

/* ---- The screens -------------------------------------------------------------------------------
 */

static time_t sent_at;

static void those_that_cannot_go_say_that_they_try(void **state)
{
    (void)state;
    const struct {
        struct ear *ear;
        int wall;
        json_t *connection;
    } sent[] = {{at_old, PORT, plain(broker_port(never))},
                {at_old, AUTHORITY, connection("other.pem", PASSWORD)},
                {at_old, PASS, connection("ca.pem", WRONG)},
                {at_old, KILLED, plain(broker_port(late))},
                {at_dying, RETURNED, plain(broker_port(never))}};
    for (size_t i = 0; i < sizeof sent / sizeof *sent; i++) {
        push(sent[i].ear, names[sent[i].wall], 1, sent[i].connection);
    }
    for (size_t i = 0; i < sizeof sent / sizeof *sent; i++) {
        await_result(sent[i].ear, names[sent[i].wall], 1, "trial", SOON);
        await_text(sent[i].ear, names[sent[i].wall], "availability", "offline", SOON);
        await_text(sent[i].ear, names[sent[i].wall], "status", "\"moved\":\"127.0.0.1:", SOON);
    }
    sent_at = time(NULL);
    ear_close(at_dying);
    at_dying = NULL;
    broker_kill(dying);
}

/* As IT has it: a device file with the new broker, and files beside it. */
static void write_device(const char *name, const char *key)
{
    char path[128];
    json_t *root =
        json_pack("{s:{s:s, s:i, s:s, s:s, s:s, s:s, s:s, s:i}, s:s, s:s}", "broker", "host",
                  "127.0.0.1", "port", broker_port(new), "ca", "ca.pem", "certificate",
                  "client.pem", "key", key, "username", "east", "password_file", "password",
                  "keepalive_s", 5, "site", "test", "screen", "kept");
    char *text = json_dumps(root, 0);
    snprintf(path, sizeof path, "%s/password", folder);
    assert_true(file_write(path, PASSWORD "\n", strlen(PASSWORD "\n")));
    snprintf(path, sizeof path, "%s/%s", folder, name);
    assert_true(file_write(path, text, strlen(text)));
    free(text);
    json_decref(root);
}

static void control(const char *format, int code, const char *says)
{
    char arguments[256];
    snprintf(arguments, sizeof arguments, "%s --connection %s/%s", format, folder,
             code == 2 ? "new.json" : "wrong.json");
    control_expect(broker_port(old), arguments, code, says);
}

/* At the broker that it has left. */
static void says_where(const char *command, int code)
{
    char where[48];
    snprintf(where, sizeof where, "to 127.0.0.1:%d", broker_port(new));
    control_expect(broker_port(old), command, code, where);
}

static void one_that_can_goes_and_says_so_there(void **state)
{
    (void)state;
    write_device("wrong.json", "server.key");
    control("push kept", 65, "The key is not that of the certificate.");
    control("push all", 64, "--connection is of one screen");
    control("push group floor-2", 64, "--connection is of one screen");
    write_device("new.json", "client.key");
    control("push kept --wait 6", 2, "0 taken, 1 moved, 0 refused");
    says_where("list", 0);
    says_where("show kept", 0);
    says_where("ping kept", 2);
    char path[128], push[192];
    snprintf(path, sizeof path, "%s/layer.json", folder);
    assert_true(file_write(path, "{}", 2));
    snprintf(push, sizeof push, "push kept --revision 2 %s", path);
    says_where(push, 2);
    await_result(at_new, "kept", 1, "applied", SOON);
    await_text(at_new, "kept", "availability", "online", SOON);
    await_text(at_new, "kept", "status", "\"from\":\"push\"", SOON);
    await_text(at_new, "kept", "status", "\"certificates\":{\"ca\":", SOON);
    await_text(at_old, "kept", "availability", "offline", SOON);
    assert_true(tells(at_old, "kept", 1, "trial"));
}

static void one_interruption_tries_again(void **state)
{
    (void)state;
    wall_restart(walls[KILLED]);
    broker_restart(late, NULL);
    struct ear *at_late = open_ear(broker_port(late), NULL);
    assert_true(ear_await_link(at_late, CLIENT_UP, SOON));
    await_result(at_late, "killed", 1, "applied", LATE);
    ear_close(at_late);
}

static void it_stays_there_over_power_and_pushes_and_a_broker_that_dies(void **state)
{
    (void)state;
    wall_restart(walls[KEPT]);
    await_text(at_new, "kept", "availability", "offline", SOON);
    await_text(at_new, "kept", "availability", "online", SOON);
    push(at_new, "kept", 2, NULL);
    await_result(at_new, "kept", 2, "applied", SOON);
    broker_restart(new, NULL);
    assert_true(ear_await_link(at_new, CLIENT_UP, SOON));
    push(at_new, "kept", 3, NULL); /* the test's broker forgets */
    await_result(at_new, "kept", 3, "applied", 60);
}

/* Whom it leaves is whom it comes to: it is there, and nobody's twin. */
static void the_same_broker_may_be_reached_by_tls(void **state)
{
    (void)state;
    push(at_twofold, "covered", 1,
         json_pack("{s:s, s:i, s:o}", "host", "127.0.0.1", "port", broker_port(twofold), "ca",
                   pem("ca.pem")));
    await_result(at_twofold, "covered", 1, "applied", SOON);
    await_text(at_twofold, "covered", "status", "\"tls\":true", SOON);
    await_text(at_twofold, "covered", "status", "\"twin\":false", SOON);
    while (ear_await_count(at_twofold, ear_messages(at_twofold) + 1, 3)) {
    }
    assert_string_equal(heard(at_twofold, "covered", "availability"), "online");
    /* And never back to where everybody reads along. */
    push(at_twofold, "covered", 2, plain(broker_plain_port(twofold)));
    await_result(at_twofold, "covered", 2, "rejected", SOON);
    assert_non_null(strstr(heard(at_twofold, "covered", "config/reported"), "\"plain\""));
}

static void rolled_back_it_returns(void **state)
{
    (void)state;
    static const char topic[] = ROOT "screen/rolled/request/rollback";
    push(at_old, "rolled", 1, connection("ca.pem", PASSWORD));
    await_result(at_new, "rolled", 1, "applied", SOON);
    ear_say(at_new, topic, "", false);
    await_result(at_old, "rolled", 1, "reverted", SOON);
    await_text(at_old, "rolled", "availability", "online", SOON);
    await_text(at_old, "rolled", "status", "\"from\":\"device\"", SOON);
    await_text(at_new, "rolled", "response/rollback", "\"ok\"", SOON);
    await_text(at_new, "rolled", "availability", "offline", SOON);
    char where[64];
    snprintf(where, sizeof where, "\"moved\":\"127.0.0.1:%d\"", broker_port(old));
    await_text(at_new, "rolled", "status", where, SOON);
}

static void those_that_could_not_go_are_back_with_the_reason(void **state)
{
    (void)state;
    char port[16], other[16];
    snprintf(port, sizeof port, ":%d", broker_port(never));
    snprintf(other, sizeof other, ":%d", broker_port(new));
    await_result(at_old, "port", 1, "reverted", LATE);
    assert_reason(at_old, "port", port, "refused");
    await_result(at_old, "authority", 1, "reverted", LATE);
    assert_reason(at_old, "authority", other, "TLS");
    await_result(at_old, "pass", 1, "reverted", LATE);
    assert_reason(at_old, "pass", other, "uthorized");
    /* And they are really there. */
    for (int i = PORT; i <= PASS; i++) {
        await_text(at_old, names[i], "availability", "online", SOON);
        assert_null(strstr(heard(at_old, names[i], "status"), "\"moved\""));
        push(at_old, names[i], 2, NULL);
        await_result(at_old, names[i], 2, "applied", SOON);
    }
}

/* The new one is given up, and the one before is asked for: only now it comes back. */
static void where_both_were_away_the_old_one_hears_of_it(void **state)
{
    (void)state;
    while (time(NULL) < sent_at + 48) {
        ear_await_count(at_old, ear_messages(at_old) + 1, 1);
    }
    broker_restart(dying, NULL);
    at_dying = open_ear(broker_port(dying), NULL);
    await_result(at_dying, "returned", 1, "reverted", 3 * LATE);
    assert_reason(at_dying, "returned", "127.0.0.1", "refused");
}

/* ---- Secrets -----------------------------------------------------------------------------------
 */

static void assert_no_secret(const char *what, const char *text, size_t length)
{
    static const char *const secrets[] = {PASSWORD, WRONG, "PRIVATE KEY"};
    for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++) {
        if (memmem(text, length, secrets[i], strlen(secrets[i])) != NULL) {
            fail_msg("%s holds %s", what, secrets[i]);
        }
    }
}

static void assert_none_in(const char *path)
{
    size_t length;
    char *text = file_read(path, 16 << 20, &length);
    assert_non_null(text);
    assert_no_secret(path, text, length);
    free(text);
}

static void secrets_are_told_nowhere(void **state)
{
    (void)state;
    static const char *const leaves[] = {"status", "config/reported", "response/log"};
    struct ear *const ears[] = {at_old, at_new};
    static const char lines[] = "{\"lines\":64}";
    ear_say(at_new, ROOT "screen/kept/request/log", lines, false);
    await_text(at_new, "kept", "response/log", "\"ok\"", SOON);
    ear_say(at_old, ROOT "screen/pass/request/log", lines, false);
    await_text(at_old, "pass", "response/log", "\"ok\"", SOON);
    for (int i = 0; i < WALLS; i++) {
        char path[256];
        snprintf(path, sizeof path, "%s/log", wall_folder(walls[i]));
        assert_none_in(path);
        snprintf(path, sizeof path, "/proc/%ld/cmdline", (long)wall_pid(walls[i]));
        assert_none_in(path);
        for (int j = 0; j < 6; j++) {
            const char *text = heard(ears[j / 3], names[i], leaves[j % 3]);
            assert_no_secret(leaves[j % 3], text, strlen(text));
        }
    }
    /* The one place is for its owner alone, and nothing lies beside it. */
    char path[256], command[512];
    struct stat status;
    snprintf(path, sizeof path, "%s/pushed.json", wall_folder(walls[KEPT]));
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    snprintf(command, sizeof command, "test \"$(grep -rl -e '%s' -e 'PRIVATE KEY' %s)\" = %s",
             PASSWORD, wall_folder(walls[KEPT]), path);
    assert_int_equal(system(command), 0); // NOLINT(bugprone-command-processor)
}

/* ---- At the screen ----------------------------------------------------------------------------
 */

/* Whoever stands before it and edits its file means it; a signal alone changes nothing. */
static void a_device_file_that_was_changed_wins(void **state)
{
    (void)state;
    char path[128], text[256];
    kill(wall_pid(walls[KEPT]), SIGHUP);
    await_text(at_new, "kept", "availability", "offline", SOON);
    await_text(at_new, "kept", "availability", "online", SOON);
    snprintf(path, sizeof path, "%s/device.json", wall_folder(walls[KEPT]));
    snprintf(text, sizeof text,
             "{\"broker\":{\"host\":\"127.0.0.1\",\"port\":%d},\"site\":\"test\",\"screen\":"
             "\"kept\",\"groups\":[\"floor-2\"],\"clock\":\"trusted\",\"//\":\"edited\"}",
             broker_port(old));
    assert_true(file_write(path, text, strlen(text)));
    kill(wall_pid(walls[KEPT]), SIGHUP);
    await_text(at_new, "kept", "availability", "offline", SOON);
    await_text(at_old, "kept", "availability", "online", SOON);
    await_text(at_old, "kept", "status", "\"from\":\"device\"", SOON);
    wall_restart(walls[KEPT]);
    await_text(at_old, "kept", "availability", "offline", SOON);
    await_text(at_old, "kept", "availability", "online", SOON);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(those_that_cannot_go_say_that_they_try),
        cmocka_unit_test(one_that_can_goes_and_says_so_there),
        cmocka_unit_test(one_interruption_tries_again),
        cmocka_unit_test(it_stays_there_over_power_and_pushes_and_a_broker_that_dies),
        cmocka_unit_test(the_same_broker_may_be_reached_by_tls),
        cmocka_unit_test(rolled_back_it_returns),
        cmocka_unit_test(those_that_could_not_go_are_back_with_the_reason),
        cmocka_unit_test(where_both_were_away_the_old_one_hears_of_it),
        cmocka_unit_test(secrets_are_told_nowhere),
        cmocka_unit_test(a_device_file_that_was_changed_wins),
    };
    return cmocka_run_group_tests(tests, open_stage, close_stage);
}
