/* What is asked of the whole program through a real broker, and what it answers. */

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "config/request.h"
#include "mqtt/gate.h"
#include "support/asker.h"
#include "support/broker.h"
#include "support/wall.h"

#define SOON 20

/* Eight channels of four: more than one page on a small panel. */
#define KPI(metric) "\"" metric "\":{\"on_delay_s\":0,\"off_delay_s\":0,\"target\":5,\"limit\":10}"
#define CHANNEL(id)                                                                                \
    "\"" id "\":{\"timing\":\"real-time\",\"assistance\":\"human\",\"kpis\":{" KPI(                \
        "contacts-waiting") "," KPI("longest-wait") "}}"
#define BOARD                                                                                                      \
    "{\"zone\":\"UTC\",\"language\":\"en\",\"rotation\":{\"dwell_s\":0},"                                          \
    "\"businesses\":{\"main\":{\"channels\":{" CHANNEL("phone") "," CHANNEL("chat") "," CHANNEL("c3") "," CHANNEL( \
        "c4") "," CHANNEL("c5") "," CHANNEL("c6") "," CHANNEL("c7") "," CHANNEL("c8") "," CHANNEL("c9") "}}}}"

struct stage {
    struct broker *broker;
    struct wall *wall;
    struct asker *asker;
};

static int open_stage(void **state)
{
    static struct stage stage;
    stage.broker = broker_start(&(struct broker_settings){0});
    stage.asker = asker_open(broker_port(stage.broker), "test");
    stage.wall =
        wall_start(&(struct wall_settings){.port = broker_port(stage.broker), .board = BOARD});
    *state = &stage;
    return wall_await(stage.wall, "panel.on", 1, SOON) ? 0 : -1;
}

static int close_stage(void **state)
{
    struct stage *stage = *state;
    asker_close(stage->asker);
    int code = wall_stop(stage->wall);
    broker_stop(stage->broker);
    return code;
}

static void send(struct stage *stage, const char *below, const char *payload)
{
    char topic[256];
    snprintf(topic, sizeof topic, "wallboard/1/test/%s", below);
    asker_ask(stage->asker,
              &(struct question){.topic = topic, .payload = payload, .length = strlen(payload)});
}

/* Asks and returns the answer, which stands until the next one is asked for. */
static const json_t *ask(struct stage *stage, const char *below, const char *payload)
{
    asker_forget(stage->asker);
    send(stage, below, payload);
    assert_true(asker_await(stage->asker, 1, SOON));
    return asker_json(stage->asker, 0);
}

static const char *text_of(const json_t *json, const char *key)
{
    const char *text = json_string_value(json_object_get(json, key));
    return text != NULL ? text : "";
}

static const char *first_code(const json_t *answer)
{
    return text_of(json_array_get(json_object_get(answer, "errors"), 0), "code");
}

static void a_ping_is_answered(void **state)
{
    struct stage *stage = *state;
    static const char *const ways[] = {"screen/wall/request/ping", "all/request/ping",
                                       "group/floor-2/request/ping"};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        const json_t *answer = ask(stage, ways[i], "{\"transaction\":\"t1\"}");
        assert_string_equal(text_of(answer, "status"), "ok");
        assert_string_equal(text_of(answer, "transaction"), "t1");
        assert_string_equal(text_of(answer, "screen"), "wall");
        assert_string_equal(text_of(answer, "version"), WALLBOARD_VERSION);
        assert_int_equal(strlen(text_of(answer, "session")), 16);
        assert_true(json_is_integer(json_object_get(answer, "uptime_s")));
        assert_string_equal(asker_topic(stage->asker, 0),
                            "wallboard/1/test/screen/wall/response/ping");
    }
    /* The payload is optional. */
    const json_t *answer = ask(stage, "screen/wall/request/ping", "");
    assert_string_equal(text_of(answer, "status"), "ok");
    assert_true(json_is_null(json_object_get(answer, "transaction")));
}

static void the_answer_goes_where_mqtt_5_says(void **state)
{
    struct stage *stage = *state;
    static const struct {
        const char *response_topic, *correlation, *topic;
    } cases[] = {
        {"answers/7", "c-1", "answers/7"},
        {"answers/7", NULL, "answers/7"},
        {NULL, "c-2", "wallboard/1/test/screen/wall/response/ping"},
        /* It would be answered for ever. */
        {"wallboard/1/test/all/request/ping", "c-3", "wallboard/1/test/screen/wall/response/ping"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        asker_forget(stage->asker);
        asker_ask(stage->asker,
                  &(struct question){.topic = "wallboard/1/test/screen/wall/request/ping",
                                     .response_topic = cases[i].response_topic,
                                     .correlation = cases[i].correlation});
        assert_true(asker_await(stage->asker, 1, SOON));
        assert_string_equal(asker_topic(stage->asker, 0), cases[i].topic);
        assert_string_equal(asker_correlation(stage->asker, 0),
                            cases[i].correlation != NULL ? cases[i].correlation : "");
        assert_string_equal(text_of(asker_json(stage->asker, 0), "status"), "ok");
    }
    /* Also of a request that is refused before the wall sees it. */
    static char large[REQUEST_MAX_BYTES + 1];
    memset(large, ' ', sizeof large);
    asker_forget(stage->asker);
    asker_ask(stage->asker, &(struct question){.topic = "wallboard/1/test/all/request/ping",
                                               .payload = large,
                                               .length = sizeof large,
                                               .response_topic = "answers/8",
                                               .correlation = "c-4"});
    assert_true(asker_await(stage->asker, 1, SOON));
    assert_string_equal(asker_topic(stage->asker, 0), "answers/8");
    assert_string_equal(asker_correlation(stage->asker, 0), "c-4");
    assert_string_equal(first_code(asker_json(stage->asker, 0)), "too-large");
}

static void what_is_wrong_is_answered(void **state)
{
    struct stage *stage = *state;
    static const struct {
        const char *verb, *payload;
        size_t length; /* 0: of the text */
        const char *code;
    } cases[] = {
        {"reboot", "", 0, "unknown-verb"},
        {"ping", "{", 0, "not-json"},
        {"ping", "{\"transaction\":\"a\0b\"}", 21, "encoding"},
        {"ping", "{\"x\":1}", 0, "unknown-key"},
        {"blank", "{\"for_s\":\"long\"}", 0, "type"},
        {"blank", "{\"for_s\":1,\"until\":\"2030-01-01T00:00:00Z\"}", 0, "conflict"},
        {"blank", "{\"until\":\"tomorrow\"}", 0, "type"},
        {"blank", "{\"until\":\"2001-01-01T00:00:00Z\"}", 0, "range"},
        {"page", "{\"page\":99}", 0, "range"},
        {"page", "{\"page\":1,\"page\":2}", 0, "duplicate-key"},
        {"page", "{}", 0, "missing"},
        {"page", "{\"page\":1,\"id\":\"tiles\"}", 0, "not-both"},
        {"page", "{\"id\":\"tile\"}", 0, "unknown-id"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char topic[128];
        snprintf(topic, sizeof topic, "wallboard/1/test/screen/wall/request/%s", cases[i].verb);
        size_t length = cases[i].length > 0 ? cases[i].length : strlen(cases[i].payload);
        asker_forget(stage->asker);
        asker_ask(stage->asker, &(struct question){
                                    .topic = topic, .payload = cases[i].payload, .length = length});
        assert_true(asker_await(stage->asker, 1, SOON));
        const json_t *answer = asker_json(stage->asker, 0);
        assert_string_equal(text_of(answer, "status"), "error");
        assert_string_equal(first_code(answer), cases[i].code);
        snprintf(topic, sizeof topic, "wallboard/1/test/screen/wall/response/%s", cases[i].verb);
        assert_string_equal(asker_topic(stage->asker, 0), topic);
        wall_listen(stage->wall, GATE_EVERY_MS);
    }
    assert_int_equal(wall_number(stage->wall, "panel.on"), 1);
    assert_int_equal(wall_number(stage->wall, "page"), 1);
}

static void a_retained_request_is_ignored_and_counted(void **state)
{
    struct stage *stage = *state;
    asker_forget(stage->asker);
    int64_t ignored = wall_number(stage->wall, "ignored");
    asker_ask(stage->asker, &(struct question){.topic = "wallboard/1/test/all/request/blank",
                                               .payload = "{}",
                                               .length = 2,
                                               .retain = true});
    send(stage, "all/request/page", "{\"page\":2}");
    assert_true(asker_await(stage->asker, 1, SOON));
    assert_int_equal(asker_count(stage->asker), 1);
    assert_string_equal(asker_topic(stage->asker, 0), "wallboard/1/test/screen/wall/response/page");
    assert_true(wall_await(stage->wall, "ignored", ignored + 1, SOON));
    assert_int_equal(wall_number(stage->wall, "panel.on"), 1);
    /* And again for one who connects later. */
    wall_reload(stage->wall, BOARD);
    assert_true(wall_await(stage->wall, "page", 1, SOON));
    assert_true(wall_await(stage->wall, "panel.on", 1, SOON));
    asker_ask(stage->asker,
              &(struct question){.topic = "wallboard/1/test/all/request/blank", .retain = true});
}

static void it_goes_dark_and_wakes(void **state)
{
    struct stage *stage = *state;
    const json_t *answer = ask(stage, "screen/wall/request/blank", "");
    assert_string_equal(text_of(answer, "status"), "ok");
    assert_true(json_is_false(json_object_get(answer, "on")));
    assert_true(json_is_null(json_object_get(answer, "until")));
    assert_true(wall_await(stage->wall, "panel.off_on_purpose", 1, SOON));
    assert_int_equal(wall_number(stage->wall, "panel.on"), 0);
    assert_string_equal(first_code(ask(stage, "screen/wall/request/page", "{\"page\":1}")), "off");

    /* An emergency wakes it, and it cannot be sent to sleep meanwhile. */
    wall_publish(stage->wall, "announce/fire", "{\"text\":\"Out!\",\"priority\":\"emergency\"}",
                 true);
    assert_true(wall_await(stage->wall, "panel.on", 1, SOON));
    assert_string_equal(first_code(ask(stage, "screen/wall/request/blank", "")), "emergency");
    assert_string_equal(first_code(ask(stage, "screen/wall/request/page", "{\"page\":1}")),
                        "emergency");
    wall_publish(stage->wall, "announce/fire", "", true);
    assert_true(wall_await(stage->wall, "panel.off_on_purpose", 1, SOON));

    answer = ask(stage, "screen/wall/request/wake", "");
    assert_true(json_is_true(json_object_get(answer, "on")));
    assert_true(wall_await(stage->wall, "panel.on", 1, SOON));

    answer = ask(stage, "screen/wall/request/blank", "{\"for_s\":2}");
    assert_int_equal(strlen(text_of(answer, "until")), strlen("2026-11-18T09:00:00Z"));
    assert_true(wall_await(stage->wall, "panel.on", 0, SOON));
    assert_true(wall_await(stage->wall, "panel.on", 1, SOON));
}

static void it_turns_to_a_page(void **state)
{
    struct stage *stage = *state;
    const json_t *answer = ask(stage, "screen/wall/request/page", "{\"page\":2}");
    assert_int_equal(json_integer_value(json_object_get(answer, "page")), 2);
    assert_true(json_integer_value(json_object_get(answer, "pages")) > 2);
    assert_true(wall_await(stage->wall, "page", 2, SOON));
    /* For a time, and then back where no page turns. */
    answer = ask(stage, "screen/wall/request/page", "{\"id\":\"tiles\"}");
    assert_string_equal(json_string_value(json_object_get(answer, "status")), "ok");
    assert_string_equal(json_string_value(json_object_get(answer, "id")), "tiles");
    ask(stage, "screen/wall/request/page", "{\"page\":3,\"for_s\":3}");
    assert_true(wall_await(stage->wall, "page", 3, SOON));
    assert_true(wall_await(stage->wall, "page", 1, SOON));
}

static bool scene_becomes_other(struct stage *stage, const char *scene)
{
    for (int i = 0; i < SOON * 10 && strcmp(wall_scene(stage->wall), scene) == 0; i++) {
        wall_listen(stage->wall, 100);
    }
    return strcmp(wall_scene(stage->wall), scene) != 0;
}

static void a_card_is_shown_for_a_time(void **state)
{
    struct stage *stage = *state;
    static const char *const verbs_of_cards[] = {"identify", "test-card"};
    for (size_t i = 0; i < sizeof verbs_of_cards / sizeof *verbs_of_cards; i++) {
        char topic[64], before[65];
        snprintf(topic, sizeof topic, "screen/wall/request/%s", verbs_of_cards[i]);
        snprintf(before, sizeof before, "%s", wall_scene(stage->wall));
        const json_t *answer = ask(stage, topic, "{\"for_s\":3}");
        assert_string_equal(text_of(answer, "status"), "ok");
        assert_true(json_is_true(json_object_get(answer, "shown")));
        assert_int_equal(strlen(text_of(answer, "until")), strlen("2026-11-18T09:00:00Z"));
        assert_true(scene_becomes_other(stage, before));
        snprintf(before, sizeof before, "%s", wall_scene(stage->wall));
        assert_true(scene_becomes_other(stage, before));
        answer = ask(stage, topic, "{\"for_s\":0}");
        assert_true(json_is_false(json_object_get(answer, "shown")));
    }
    /* It wakes a wall that is off, blank ends it, and an emergency goes before it. */
    ask(stage, "screen/wall/request/blank", "");
    assert_true(wall_await(stage->wall, "panel.on", 0, SOON));
    ask(stage, "screen/wall/request/identify", "");
    assert_true(wall_await(stage->wall, "panel.on", 1, SOON));
    ask(stage, "screen/wall/request/blank", "");
    assert_true(wall_await(stage->wall, "panel.on", 0, SOON));
    wall_publish(stage->wall, "announce/fire", "{\"text\":\"Out!\",\"priority\":\"emergency\"}",
                 true);
    assert_true(wall_await(stage->wall, "panel.on", 1, SOON));
    assert_string_equal(first_code(ask(stage, "screen/wall/request/identify", "")), "emergency");
    wall_publish(stage->wall, "announce/fire", "", true);
    ask(stage, "screen/wall/request/wake", "");
}

static void a_screenshot_shows_what_was_asked_before(void **state)
{
    struct stage *stage = *state;
    static const unsigned char png[] = {0x89, 'P', 'N', 'G'};
    asker_forget(stage->asker);
    send(stage, "screen/wall/request/blank", "");
    send(stage, "screen/wall/request/screenshot", "{\"transaction\":\"black\"}");
    assert_true(asker_await(stage->asker, 3, SOON));
    size_t length, black;
    const char *bytes = asker_payload(stage->asker, 1, &black);
    assert_string_equal(asker_topic(stage->asker, 1), "wallboard/1/test/screen/wall/screenshot");
    assert_memory_equal(bytes, png, sizeof png);
    const json_t *answer = asker_json(stage->asker, 2);
    assert_string_equal(text_of(answer, "transaction"), "black");
    assert_int_equal(json_integer_value(json_object_get(answer, "bytes")), black);
    assert_string_equal(first_code(ask(stage, "screen/wall/request/screenshot", "")), "rate");

    ask(stage, "screen/wall/request/wake", "");
    wall_listen(stage->wall, 2100);
    asker_forget(stage->asker);
    send(stage, "screen/wall/request/screenshot", "");
    assert_true(asker_await(stage->asker, 2, SOON));
    asker_payload(stage->asker, 0, &length);
    assert_true(length > black);
}

static void the_log_is_told(void **state)
{
    struct stage *stage = *state;
    const json_t *lines =
        json_object_get(ask(stage, "screen/wall/request/log", "{\"lines\":2}"), "lines");
    assert_int_equal(json_array_size(lines), 2);
    const char *last = json_string_value(json_array_get(lines, 1));
    assert_non_null(strstr(last, "Z info: "));
}

/* What shows must be another scene than `before`, soon. */
static void await_other_scene(struct stage *stage, const char *before)
{
    for (int i = 0; i < 100 && strcmp(wall_scene(stage->wall), before) == 0; i++) {
        wall_listen(stage->wall, 100);
    }
    assert_string_not_equal(wall_scene(stage->wall), before);
}

static void it_says_who_it_is(void **state)
{
    struct stage *stage = *state;
    static const char *const cards[] = {"identify", "test-card"};
    static const struct {
        const char *verb, *payload;
    } leaves[] = {{"page", "{\"page\":1}"}, {"wake", ""}, {NULL, "its time"}};
    for (size_t i = 0; i < 2; i++) {
        for (size_t j = 0; j < sizeof leaves / sizeof *leaves; j++) {
            char topic[64], pages[65], card[65];
            snprintf(pages, sizeof pages, "%s", wall_scene(stage->wall));
            snprintf(topic, sizeof topic, "screen/wall/request/%s", cards[i]);
            const json_t *answer = ask(stage, topic, leaves[j].verb != NULL ? "" : "{\"for_s\":3}");
            assert_string_equal(text_of(answer, "status"), "ok");
            await_other_scene(stage, pages);
            snprintf(card, sizeof card, "%s", wall_scene(stage->wall));
            if (leaves[j].verb != NULL) {
                snprintf(topic, sizeof topic, "screen/wall/request/%s", leaves[j].verb);
                answer = ask(stage, topic, leaves[j].payload);
                assert_string_equal(text_of(answer, "status"), "ok");
            }
            await_other_scene(stage, card);
            wall_listen(stage->wall, 1100);
        }
    }
    /* On a wall that is off it shows, and leaves it off. */
    ask(stage, "screen/wall/request/blank", "");
    assert_true(wall_await(stage->wall, "panel.on", 0, SOON));
    ask(stage, "screen/wall/request/identify", "{\"for_s\":2}");
    assert_true(wall_await(stage->wall, "panel.on", 1, SOON));
    assert_true(wall_await(stage->wall, "panel.on", 0, SOON));
    ask(stage, "screen/wall/request/wake", "");
    assert_true(wall_await(stage->wall, "panel.on", 1, SOON));
}

static void a_supervisor_has_it_in_hand(void **state)
{
    struct stage *stage = *state;
    static const char path[] = "screen/wall/request/acknowledge";
    const json_t *answer = ask(stage, path, "{\"kpi\":\"main/phone/longest-wait\"}");
    assert_string_equal(first_code(answer), "not-off-target");
    answer = ask(stage, path, "{\"kpi\":\"main/phone/longest-weight\"}");
    assert_string_equal(first_code(answer), "unknown-kpi");
    assert_non_null(strstr(text_of(json_array_get(json_object_get(answer, "errors"), 0), "message"),
                           "'main/phone/longest-wait'"));
    wall_publish(stage->wall, "kpi/main/phone/longest-wait", "900", true);
    assert_true(wall_await(stage->wall, "verdicts.missed", 1, SOON));
    answer = ask(stage, path,
                 "{\"kpi\":\"main/phone/longest-wait\",\"by\":\"the whole of the night shift\"}");
    assert_string_equal(first_code(answer), "text");

    wall_listen(stage->wall, 4000); /* until it has drawn the eye */
    char loud[65];
    snprintf(loud, sizeof loud, "%s", wall_scene(stage->wall));
    answer = ask(stage, path, "{\"kpi\":\"main/phone/longest-wait\",\"by\":\"SV\",\"for_s\":3}");
    assert_string_equal(text_of(answer, "status"), "ok");
    assert_string_equal(text_of(answer, "verdict"), "missed");
    assert_true(json_is_true(json_object_get(answer, "in_hand")));
    wall_listen(stage->wall, 1500);
    assert_string_not_equal(wall_scene(stage->wall), loud);
    assert_int_equal(wall_number(stage->wall, "verdicts.missed"), 1);
    wall_publish(stage->wall, "kpi/main/phone/longest-wait", "", true);
    assert_true(wall_await(stage->wall, "verdicts.missed", 0, SOON));
}

/* Whatever the table has is served, with a payload or without. */
static void every_verb_is_answered(void **state)
{
    struct stage *stage = *state;
    for (int i = 0; i < REQUEST_VERBS; i++) {
        char topic[64];
        snprintf(topic, sizeof topic, "screen/wall/request/%s", verbs[i].name);
        asker_forget(stage->asker);
        send(stage, topic, "");
        /* A picture comes before its answer. */
        assert_true(asker_await(stage->asker, i == REQUEST_SCREENSHOT ? 2 : 1, SOON));
        assert_int_equal(asker_count_of(stage->asker, "ok", NULL) +
                             asker_count_of(stage->asker, "error", "missing") +
                             asker_count_of(stage->asker, "error", "no-trial") +
                             asker_count_of(stage->asker, "error", "nothing-before") +
                             asker_count_of(stage->asker, "error", "unmanaged"),
                         1);
        assert_true(wall_runs(stage->wall));
    }
    ask(stage, "screen/wall/request/wake", "");
    assert_true(wall_await(stage->wall, "panel.on", 1, SOON));
}

static void two_at_once_are_both_answered(void **state)
{
    struct stage *stage = *state;
    asker_forget(stage->asker);
    for (int i = 0; i < 2; i++) {
        asker_ask(stage->asker,
                  &(struct question){.topic = "wallboard/1/test/screen/wall/request/ping",
                                     .response_topic = i == 0 ? "answers/a" : "answers/b",
                                     .correlation = i == 0 ? "a" : "b"});
    }
    assert_true(asker_await(stage->asker, 2, SOON));
    for (size_t i = 0; i < 2; i++) {
        const char *correlation = asker_correlation(stage->asker, i);
        assert_string_equal(asker_topic(stage->asker, i) + strlen("answers/"), correlation);
    }
    assert_string_not_equal(asker_topic(stage->asker, 0), asker_topic(stage->asker, 1));
}

static void a_flood_does_not_disturb_the_wall(void **state)
{
    enum { FLOOD = 1000 };
    struct stage *stage = *state;
    wall_listen(stage->wall, GATE_BURST * GATE_EVERY_MS);
    asker_forget(stage->asker);
    int64_t frames = wall_number(stage->wall, "frames");
    for (int i = 0; i < FLOOD; i++) {
        char payload[64];
        snprintf(payload, sizeof payload, "{\"transaction\":\"%d\"}", i);
        send(stage, "screen/wall/request/ping", payload);
    }
    /* A number gets through meanwhile. */
    wall_publish(stage->wall, "kpi/main/phone/contacts-waiting", "20", true);
    assert_true(asker_await(stage->asker, FLOOD / 2, SOON));
    assert_true(wall_await(stage->wall, "verdicts.missed", 1, SOON));
    size_t taken = asker_count_of(stage->asker, "ok", NULL);
    assert_true(taken >= GATE_BURST && taken < FLOOD / 4);
    assert_int_equal(asker_count(stage->asker) - taken,
                     asker_count_of(stage->asker, "error", "rate"));
    /* Refusals tell whose they are, too. */
    assert_true(strlen(text_of(asker_json(stage->asker, asker_count(stage->asker) - 1),
                               "transaction")) > 0);
    assert_true(wall_number(stage->wall, "frames") < frames + 20);
    asker_listen(stage->asker, 3000);
    print_message("    %zu answers, %zu of them ok\n", asker_count(stage->asker), taken);
    assert_string_equal(text_of(ask(stage, "screen/wall/request/ping", ""), "status"), "ok");
}

/* Neither response topic nor correlation, and no way to tell a retained one that was just sent. */
static void also_by_mqtt_3_1_1(void **state)
{
    struct stage *stage = *state;
    struct wall *old = wall_start(&(struct wall_settings){.screen = "old",
                                                          .broker = "\"version\":3",
                                                          .port = broker_port(stage->broker),
                                                          .board = BOARD});
    assert_true(wall_await(old, "panel.on", 1, SOON));
    asker_listen(stage->asker, 1000);
    const json_t *answer = ask(stage, "screen/old/request/ping", "{\"transaction\":\"t3\"}");
    assert_string_equal(text_of(answer, "status"), "ok");
    assert_string_equal(text_of(answer, "screen"), "old");
    assert_string_equal(text_of(answer, "transaction"), "t3");
    /* All of them answer what is asked of all. */
    asker_forget(stage->asker);
    send(stage, "all/request/ping", "");
    assert_true(asker_await(stage->asker, 2, SOON));
    assert_string_not_equal(asker_topic(stage->asker, 0), asker_topic(stage->asker, 1));
    assert_int_equal(wall_stop(old), 0);
}

static const json_t *why_of(const json_t *answer)
{
    assert_string_equal(text_of(answer, "status"), "ok");
    return json_object_get(answer, "why");
}

static void it_says_why(void **state)
{
    struct stage *stage = *state;
    wall_publish(stage->wall, "kpi/main/c7/contacts-waiting", "12", true);
    assert_true(wall_await(stage->wall, "verdicts.missed", 1, SOON));
    const json_t *answer = ask(stage, "screen/wall/request/why",
                               "{\"kpi\":\"main/c7/contacts-waiting\",\"transaction\":\"w1\"}");
    const json_t *why = why_of(answer);
    assert_string_equal(text_of(answer, "transaction"), "w1");
    assert_string_equal(text_of(why, "kpi"), "main/c7/contacts-waiting");
    assert_string_equal(text_of(why, "quality"), "live");
    assert_string_equal(text_of(why, "verdict"), "missed");
    assert_string_equal(text_of(why, "topic"), "kpi/main/c7/contacts-waiting");
    assert_true(json_number_value(json_object_get(why, "value")) == 12);
    const json_t *target = json_object_get(why, "target");
    assert_string_equal(text_of(target, "from"), "config");
    assert_true(json_number_value(json_object_get(target, "target")) == 5);
    assert_true(json_number_value(json_object_get(target, "limit")) == 10);
    assert_int_equal(json_array_size(json_object_get(why, "changes")), 1);
    assert_int_equal(strlen(text_of(json_object_get(why, "config"), "sha256")), 64);
    const char *first = json_string_value(json_array_get(json_object_get(why, "text"), 0));
    assert_non_null(strstr(first, "Verdict: Over"));
    assert_null(json_object_get(answer, "shown"));

    assert_true(json_is_null(json_object_get(why, "refused")));

    wall_publish(stage->wall, "kpi/main/c7/contacts-waiting", "{\"value\":-3}", false);
    assert_true(wall_await(stage->wall, "refused.range", 1, SOON));
    answer = ask(stage, "screen/wall/request/why", "{\"kpi\":\"main/c7/contacts-waiting\"}");
    const json_t *refused = json_object_get(why_of(answer), "refused");
    assert_string_equal(text_of(refused, "code"), "range");
    assert_string_equal(text_of(refused, "pointer"), "/value");
    assert_string_equal(text_of(refused, "read"), "-3");
    assert_non_null(strstr(text_of(refused, "allowed"), "0 to "));
    assert_string_equal(text_of(refused, "topic"), "kpi/main/c7/contacts-waiting");
    assert_true(json_is_false(json_object_get(refused, "taken_since")));

    answer = ask(stage, "all/request/why", "{\"kpi\":\"main/c7/contacts-waitin\"}");
    const json_t *error = json_array_get(json_object_get(answer, "errors"), 0);
    assert_string_equal(text_of(error, "code"), "unknown-kpi");
    assert_string_equal(text_of(error, "pointer"), "/kpi");
    assert_string_equal(text_of(error, "read"), "main/c7/contacts-waitin");
    assert_non_null(strstr(text_of(error, "allowed"), "main/phone/contacts-waiting"));
    assert_non_null(strstr(text_of(error, "message"), "'main/c7/contacts-waiting'"));
    assert_string_equal(first_code(ask(stage, "all/request/why", "")), "missing");
    wall_publish(stage->wall, "kpi/main/c7/contacts-waiting", "", true);
    assert_true(wall_await(stage->wall, "verdicts.missed", 0, SOON));
}

/* On the wall for its time, or until a page is asked for. */
static void it_shows_why(void **state)
{
    struct stage *stage = *state;
    char before[128];
    (void)ask(stage, "screen/wall/request/page", "{\"page\":1}");
    wall_listen(stage->wall, 1200);
    snprintf(before, sizeof before, "%s", wall_scene(stage->wall));
    const json_t *answer = ask(stage, "screen/wall/request/why",
                               "{\"kpi\":\"main/c7/contacts-waiting\",\"show_s\":600}");
    assert_non_null(why_of(answer));
    assert_true(json_is_true(json_object_get(answer, "shown")));
    for (int i = 0; i < 40 && strcmp(wall_scene(stage->wall), before) == 0; i++) {
        wall_listen(stage->wall, 250);
    }
    assert_string_not_equal(wall_scene(stage->wall), before);
    assert_string_equal(first_code(ask(stage, "screen/wall/request/why",
                                       "{\"kpi\":\"main/c7/contacts-waiting\",\"show_s\":1}")),
                        "range");
    (void)ask(stage, "screen/wall/request/page", "{\"page\":1}");
}

/* Where a service manager waits it says goodbye and ends; elsewhere it stays. */
static void it_ends_to_be_started_anew(void **state)
{
    struct stage *stage = *state;
    assert_string_equal(first_code(ask(stage, "screen/wall/request/restart", "")), "unmanaged");
    assert_true(wall_runs(stage->wall));

    setenv("NOTIFY_SOCKET", "/nowhere/notify", 1);
    struct wall *other = wall_start(&(struct wall_settings){
        .port = broker_port(stage->broker), .screen = "other", .board = BOARD});
    unsetenv("NOTIFY_SOCKET");
    assert_true(wall_await(other, "panel.on", 1, SOON));
    const json_t *answer = ask(stage, "screen/other/request/restart", "{\"transaction\":\"r1\"}");
    assert_string_equal(text_of(answer, "status"), "ok");
    assert_string_equal(text_of(answer, "transaction"), "r1");
    assert_int_equal(strlen(text_of(answer, "session")), 16);
    siginfo_t ended = {0};
    for (int i = 0; i < 80 && ended.si_pid == 0; i++) {
        wall_listen(other, 250);
        assert_int_equal(waitid(P_PID, (id_t)wall_pid(other), &ended, WEXITED | WNOHANG | WNOWAIT),
                         0);
    }
    assert_int_equal(ended.si_code, CLD_EXITED);
    assert_int_equal(ended.si_status, 0);
    assert_string_equal(wall_availability(other), "offline");
    assert_int_equal(wall_stop(other), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_says_why),
        cmocka_unit_test(it_ends_to_be_started_anew),
        cmocka_unit_test(it_shows_why),
        cmocka_unit_test(a_ping_is_answered),
        cmocka_unit_test(the_answer_goes_where_mqtt_5_says),
        cmocka_unit_test(what_is_wrong_is_answered),
        cmocka_unit_test(a_retained_request_is_ignored_and_counted),
        cmocka_unit_test(it_goes_dark_and_wakes),
        cmocka_unit_test(it_turns_to_a_page),
        cmocka_unit_test(a_card_is_shown_for_a_time),
        cmocka_unit_test(a_screenshot_shows_what_was_asked_before),
        cmocka_unit_test(the_log_is_told),
        cmocka_unit_test(it_says_who_it_is),
        cmocka_unit_test(a_supervisor_has_it_in_hand),
        cmocka_unit_test(every_verb_is_answered),
        cmocka_unit_test(two_at_once_are_both_answered),
        cmocka_unit_test(also_by_mqtt_3_1_1),
        cmocka_unit_test(a_flood_does_not_disturb_the_wall),
    };
    return cmocka_run_group_tests(tests, open_stage, close_stage);
}
