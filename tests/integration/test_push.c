/* Configurations pushed to the whole program through a real broker, and what it answers. */

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "support/asker.h"
#include "support/broker.h"
#include "support/ear.h"
#include "support/wall.h"

#define SOON 20
#define ROOT "wallboard/1/test/"
#define REPORTED ROOT "screen/wall/config/reported"

#define BOARD                                                                                      \
    "{\"zone\":\"UTC\",\"language\":\"en\",\"businesses\":{\"main\":{\"channels\":{\"phone\":{"    \
    "\"timing\":\"real-time\",\"assistance\":\"human\",\"kpis\":{\"service-level\":{\"target\":"   \
    "80}}}}}}}"
#define TITLE(revision, title, more)                                                               \
    "{\"revision\":" revision ",\"config\":{\"title\":\"" title "\"}" more "}"

struct stage {
    struct broker *broker;
    struct wall *wall;
    struct ear *ear;
};

static int open_stage(void **state)
{
    static struct stage stage;
    stage.broker = broker_start(&(struct broker_settings){0});
    stage.wall =
        wall_start(&(struct wall_settings){.port = broker_port(stage.broker), .board = BOARD});
    stage.ear = ear_open_plain(broker_port(stage.broker), "it", ROOT "screen/+/config/reported");
    *state = &stage;
    return wall_await(stage.wall, "panel.on", 1, SOON) ? 0 : -1;
}

static int close_stage(void **state)
{
    struct stage *stage = *state;
    ear_close(stage->ear);
    int code = wall_stop(stage->wall);
    broker_stop(stage->broker);
    return code;
}

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* The last answer; a new reference, NULL when there was none. */
static json_t *reported(const struct stage *stage)
{
    const struct heard *heard = ear_heard(stage->ear, REPORTED);
    return heard != NULL ? json_loadb(heard->payload, heard->length, 0, NULL) : NULL;
}

static bool tells(const struct stage *stage, const char *layer, const char *result, int revision)
{
    json_t *report = reported(stage);
    const json_t *told = json_object_get(json_object_get(report, "layers"), layer);
    const char *text = json_string_value(json_object_get(told, "result"));
    bool same =
        text != NULL && strcmp(text, result) == 0 &&
        (revision == 0 || json_integer_value(json_object_get(told, "revision")) == revision);
    json_decref(report);
    return same;
}

/* Waits for the answer and gives the milliseconds that it took. */
static int64_t await_result(struct stage *stage, const char *layer, const char *result,
                            int revision)
{
    int64_t began_ms = now_ms();
    while (!tells(stage, layer, result, revision)) {
        size_t count = ear_messages(stage->ear);
        if (now_ms() - began_ms > SOON * 1000) {
            const struct heard *heard = ear_heard(stage->ear, REPORTED);
            fail_msg("no %s of %s, but %s", result, layer, heard != NULL ? heard->payload : "");
        }
        ear_await_count(stage->ear, count + 1, 1);
    }
    return now_ms() - began_ms;
}

static void push(struct stage *stage, const char *layer, const char *payload)
{
    char topic[128];
    snprintf(topic, sizeof topic, ROOT "%s/config", layer);
    ear_say(stage->ear, topic, payload, true);
}

/* What shows, and in which minute: the clock on the wall is part of it. */
struct sight {
    char scene[65], config[65];
    time_t minute;
};

static struct sight look(struct stage *stage)
{
    struct sight sight;
    do {
        sight.minute = time(NULL) / 60;
        snprintf(sight.scene, sizeof sight.scene, "%s", wall_scene(stage->wall));
        wall_listen(stage->wall, 1500);
    } while (strcmp(sight.scene, wall_scene(stage->wall)) != 0 || sight.minute != time(NULL) / 60);
    json_t *report = reported(stage);
    const char *config = json_string_value(json_object_get(report, "sha256"));
    snprintf(sight.config, sizeof sight.config, "%s", config != NULL ? config : "");
    json_decref(report);
    return sight;
}

static void assert_same(const struct sight *before, const struct sight *after)
{
    assert_string_equal(before->config, after->config);
    if (before->minute == after->minute) {
        assert_string_equal(before->scene, after->scene);
    }
}

/* Of a layer that is taken away the last answer still tells that it was applied. */
static void await_another_config(struct stage *stage, const char *config)
{
    for (int64_t until_ms = now_ms() + SOON * 1000;;) {
        size_t count = ear_messages(stage->ear);
        json_t *report = reported(stage);
        const char *now = json_string_value(json_object_get(report, "sha256"));
        bool other = now != NULL && strcmp(now, config) != 0;
        json_decref(report);
        if (other) {
            return;
        }
        assert_true(now_ms() < until_ms);
        ear_await_count(stage->ear, count + 1, 1);
    }
}

static void a_push_is_applied_and_answered_within_two_seconds(void **state)
{
    struct stage *stage = *state;
    struct sight before = look(stage);
    int64_t began_ms = now_ms();
    push(stage, "all", TITLE("1", "Osaka", ",\"author\":\"sato\",\"note\":\"name\""));
    await_result(stage, "all", "applied", 1);
    assert_true(now_ms() - began_ms < 2000);
    struct sight after = look(stage);
    assert_string_not_equal(before.config, after.config);
    assert_string_not_equal(before.scene, after.scene);
    json_t *report = reported(stage);
    const json_t *told = json_object_get(json_object_get(report, "layers"), "all");
    assert_string_equal(json_string_value(json_object_get(told, "author")), "sato");
    assert_string_equal(json_string_value(json_object_get(told, "note")), "name");
    assert_int_equal(strlen(json_string_value(json_object_get(told, "sha256"))), 64);
    assert_int_equal(strlen(json_string_value(json_object_get(report, "sha256"))), 64);
    assert_true(json_is_true(json_object_get(report, "stored")));
    json_decref(report);
}

static void every_scope_reaches_the_wall(void **state)
{
    struct stage *stage = *state;
    push(stage, "group/floor-2", TITLE("1", "Floor 2", ""));
    await_result(stage, "group/floor-2", "applied", 1);
    push(stage, "screen/wall", TITLE("1", "East", ""));
    await_result(stage, "screen", "applied", 1);
    struct sight before = look(stage);
    push(stage, "screen/wall", "");
    await_another_config(stage, before.config);
}

static void a_bad_push_is_refused_with_all_its_faults_and_the_picture_stays(void **state)
{
    struct stage *stage = *state;
    struct sight before = look(stage);
    push(
        stage, "all",
        "{\"revision\":2,\"config\":{\"language\":\"xx\",\"titel\":\"x\",\"businesses\":{\"main\":{"
        "\"channels\":{\"phone\":{\"kpis\":{\"service-level\":{\"target\":\"high\"}}}}}}}}");
    await_result(stage, "all", "rejected", 2);
    json_t *report = reported(stage);
    const json_t *told = json_object_get(json_object_get(report, "layers"), "all");
    assert_int_equal(json_array_size(json_object_get(told, "errors")), 3);
    json_decref(report);
    struct sight after = look(stage);
    assert_same(&before, &after);
}

static void hostile_payloads_are_refused(void **state)
{
    struct stage *stage = *state;
    enum { large = 200 * 1024 };
    struct sight before = look(stage);
    char *bytes = malloc(large + 1);
    assert_non_null(bytes);
    memset(bytes, '[', large);
    bytes[large] = '\0';
    static const struct {
        const char *payload, *code;
    } cases[] = {
        {NULL, "too-deep"},
        {"{\"revision\":9,\"config\":{\"a\":\"\xFF\"}}", "encoding"},
        {"{\"revision\":9,\"revision\":10,\"config\":{}}", "duplicate-key"},
        {"\x01\x02", "not-json"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        push(stage, "group/floor-2", cases[i].payload != NULL ? cases[i].payload : bytes);
        await_result(stage, "group/floor-2", "rejected", 0);
        for (int64_t until_ms = now_ms() + SOON * 1000;; ear_await_count(stage->ear, 1, 0)) {
            json_t *report = reported(stage);
            const json_t *told =
                json_object_get(json_object_get(report, "layers"), "group/floor-2");
            const char *code = json_string_value(
                json_object_get(json_array_get(json_object_get(told, "errors"), 0), "code"));
            bool right = code != NULL && strcmp(code, cases[i].code) == 0;
            json_decref(report);
            if (right) {
                break;
            }
            assert_true(now_ms() < until_ms);
            ear_await_count(stage->ear, ear_messages(stage->ear) + 1, 1);
        }
    }
    /* More than a packet may hold never arrives; the wall goes on. */
    char *huge = malloc(1024 * 1024 + 1);
    assert_non_null(huge);
    memset(huge, ' ', 1024 * 1024);
    huge[1024 * 1024] = '\0';
    push(stage, "group/floor-2", huge);
    free(huge);
    free(bytes);
    push(stage, "group/floor-2", TITLE("2", "Floor two", ""));
    await_result(stage, "group/floor-2", "applied", 2);
    push(stage, "group/floor-2", TITLE("3", "Floor 2", ""));
    await_result(stage, "group/floor-2", "applied", 3);
    struct sight after = look(stage);
    assert_same(&before, &after);
}

static void what_is_retained_is_known_after_a_reconnect(void **state)
{
    struct stage *stage = *state;
    push(stage, "all", TITLE("3", "Kyoto", ""));
    await_result(stage, "all", "applied", 3);
    broker_restart(stage->broker, NULL);
    assert_true(ear_await_link(stage->ear, CLIENT_UP, SOON));
    push(stage, "all", TITLE("3", "Kyoto", "")); /* the test's broker forgets */
    await_result(stage, "all", "already", 3);
    /* And it rests there. */
    size_t count = ear_messages(stage->ear);
    assert_false(ear_await_count(stage->ear, count + 1, 2));
}

static void one_that_waits_is_rolled_back_or_confirmed(void **state)
{
    struct stage *stage = *state;
    struct asker *asker = asker_open(broker_port(stage->broker), "test");
    push(stage, "all", TITLE("4", "Nara", ",\"confirm\":true"));
    await_result(stage, "all", "trial", 4);
    asker_ask(asker, &(struct question){.topic = ROOT "screen/wall/request/rollback"});
    assert_true(asker_await(asker, 1, SOON));
    assert_int_equal(asker_count_of(asker, "ok", NULL), 1);
    await_result(stage, "all", "reverted", 4);
    push(stage, "all", TITLE("5", "Kobe", ",\"confirm\":true"));
    await_result(stage, "all", "trial", 5);
    asker_ask(asker, &(struct question){.topic = ROOT "all/request/confirm"});
    assert_true(asker_await(asker, 2, SOON));
    await_result(stage, "all", "applied", 5);
    asker_ask(asker, &(struct question){.topic = ROOT "all/request/confirm"});
    assert_true(asker_await(asker, 3, SOON));
    assert_int_equal(asker_count_of(asker, "error", "no-trial"), 1);
    asker_close(asker);
}

/* Until the program that was started anew has told something. */
static void fail_power(struct stage *stage)
{
    while (ear_await_count(stage->ear, ear_messages(stage->ear) + 1, 1)) {
    }
    size_t count = ear_messages(stage->ear);
    wall_restart(stage->wall);
    assert_true(ear_await_count(stage->ear, count + 1, SOON));
}

/* The machine fails while it is tried: once more, then never again. */
static void a_trial_survives_one_failure_of_power(void **state)
{
    struct stage *stage = *state;
    static const char trial[] = TITLE("6", "Sakai", ",\"confirm\":true");
    push(stage, "all", trial);
    await_result(stage, "all", "trial", 6);
    fail_power(stage);
    await_result(stage, "all", "trial", 6);
    fail_power(stage);
    await_result(stage, "all", "reverted", 6);
    /* The retained copy does not bring it back. */
    fail_power(stage);
    await_result(stage, "all", "reverted", 6);
    push(stage, "all", TITLE("7", "Kobe", ""));
    await_result(stage, "all", "applied", 7);
    assert_true(wall_await(stage->wall, "config.revision", 3, SOON)); /* of the group's layer */
}

static void a_dry_run_lists_the_faults_and_changes_nothing(void **state)
{
    struct stage *stage = *state;
    struct asker *asker = asker_open(broker_port(stage->broker), "test");
    static const char bad[] = "{\"config\":{\"language\":\"xx\",\"zone\":7}}";
    static const char good[] = "{\"config\":{\"title\":\"Dry\"},\"layer\":\"all\"}";
    size_t count = ear_messages(stage->ear);
    asker_ask(asker, &(struct question){.topic = ROOT "screen/wall/request/validate",
                                        .payload = bad,
                                        .length = strlen(bad)});
    assert_true(asker_await(asker, 1, SOON));
    const json_t *errors = json_object_get(asker_json(asker, 0), "errors");
    assert_int_equal(json_array_size(errors), 2);
    assert_string_equal(json_string_value(json_object_get(json_array_get(errors, 0), "pointer")),
                        "/config/language");
    static const char lost[] = "{\"config\":{},\"layer\":\"group/none\"}";
    asker_ask(asker, &(struct question){.topic = ROOT "screen/wall/request/validate",
                                        .payload = lost,
                                        .length = strlen(lost)});
    assert_true(asker_await(asker, 2, SOON));
    assert_int_equal(asker_count_of(asker, "error", "unknown-layer"), 1);
    asker_ask(asker, &(struct question){.topic = ROOT "screen/wall/request/validate",
                                        .payload = good,
                                        .length = strlen(good)});
    assert_true(asker_await(asker, 3, SOON));
    assert_int_equal(asker_count_of(asker, "ok", NULL), 1);
    assert_true(json_is_array(json_object_get(asker_json(asker, 2), "warnings")));
    static const char moves[] =
        "{\"config\":{\"zone\":7},\"connection\":{\"host\":\"h\",\"key\":\"canary\"}}";
    asker_ask(asker, &(struct question){.topic = ROOT "screen/wall/request/validate",
                                        .payload = moves,
                                        .length = strlen(moves)});
    assert_true(asker_await(asker, 4, SOON));
    errors = json_object_get(asker_json(asker, 3), "errors");
    assert_int_equal(json_array_size(errors), 2);
    size_t length;
    assert_non_null(strstr(asker_payload(asker, 3, &length), "\"/connection/key\""));
    assert_null(strstr(asker_payload(asker, 3, &length), "canary"));
    assert_int_equal(ear_messages(stage->ear), count);
    asker_close(asker);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_push_is_applied_and_answered_within_two_seconds),
        cmocka_unit_test(every_scope_reaches_the_wall),
        cmocka_unit_test(a_bad_push_is_refused_with_all_its_faults_and_the_picture_stays),
        cmocka_unit_test(hostile_payloads_are_refused),
        cmocka_unit_test(what_is_retained_is_known_after_a_reconnect),
        cmocka_unit_test(one_that_waits_is_rolled_back_or_confirmed),
        cmocka_unit_test(a_trial_survives_one_failure_of_power),
        cmocka_unit_test(a_dry_run_lists_the_faults_and_changes_nothing),
    };
    return cmocka_run_group_tests(tests, open_stage, close_stage);
}
