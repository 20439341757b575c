/* A client's screen on a broker that hides nothing: what the whole program asks for and tells. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "support/broker.h"
#include "support/ear.h"
#include "support/wall.h"

#define SOON 20
#define ROOT "wallboard/1/test/"

static const char board[] =
    "{\"zone\":\"UTC\",\"language\":\"en\",\"audience\":\"client\",\"business\":\"bank\","
    "\"businesses\":{\"bank\":{\"channels\":{\"phone\":{\"kpis\":{\"service-level\":{"
    "\"target\":80}}}}},\"rival\":{\"channels\":{\"chat\":{\"kpis\":{\"service-level\":{"
    "\"target\":80}}}}}},\"sources\":{\"theirs\":{\"topic\":\"rival/level\","
    "\"kpi\":\"rival/chat/service-level\"}}}";

/* The figures of the other business come to nobody who would have to ignore them. */
static void nothing_of_another_business_is_asked_for(void **state)
{
    (void)state;
    struct broker *broker = broker_start(&(struct broker_settings){0});
    struct wall *wall =
        wall_start(&(struct wall_settings){.port = broker_port(broker), .board = board});
    struct ear *ear = ear_open_plain(broker_port(broker), "it", ROOT "screen/#");
    assert_true(wall_await(wall, "qualities.waiting", 1, SOON));
    wall_publish(wall, "kpi/rival/chat/service-level", "37", true);
    wall_publish(wall, "kpi/rival/chat", "{\"metrics\":{\"service-level\":38}}", true);
    wall_publish(wall, "history/rival/chat/service-level", "{}", true);
    ear_say(ear, "rival/level", "39", true);
    wall_publish(wall, "announce/rival", "{\"text\":\"rival is down\",\"business\":\"rival\"}",
                 true);
    wall_publish(wall, "kpi/bank/phone/service-level", "88", true);
    assert_true(wall_await(wall, "verdicts.met", 1, SOON));
    assert_int_equal(wall_number(wall, "ignored"), 1); /* the announcement, and no figure */
    assert_int_equal(wall_number(wall, "verdicts.missed"), 0);
    ear_say(ear, ROOT "screen/wall/request/log", "{}", false);
    ear_say(ear, ROOT "screen/wall/request/ping", "", false);
    static const char *const told[] = {"status", "availability", "response/log", "response/ping"};
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        char topic[128];
        snprintf(topic, sizeof topic, ROOT "screen/wall/%s", told[i]);
        while (ear_heard(ear, topic) == NULL) {
            assert_true(ear_await_count(ear, ear_messages(ear) + 1, SOON));
        }
        assert_null(strstr(ear_heard(ear, topic)->payload, "rival"));
    }
    ear_close(ear);
    assert_int_equal(wall_stop(wall), 0);
    broker_stop(broker);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(nothing_of_another_business_is_asked_for)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
