/* Who is waited for, who counts as silent, and what a script hears of it. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "ctl/answers.h"
#include "typed.h"

#define OK "{\"status\":\"ok\",\"transaction\":\"t\"}"
#define REFUSED                                                                                    \
    "{\"status\":\"error\",\"transaction\":\"t\",\"errors\":[{\"pointer\":\"\",\"code\":\"off\","  \
    "\"read\":\"\",\"allowed\":\"after wake\",\"message\":\"The wall is off.\"}]}"

static void tell(struct fleet *fleet, const char *topic, const char *payload)
{
    fleet_take(fleet, topic, payload, strlen(payload));
}

/* a and b are online in floor-2, c is online elsewhere, d is offline in floor-2. */
static struct fleet *four_screens(void)
{
    static const char *const screens[][3] = {{"a", "online", "floor-2"},
                                             {"b", "online", "floor-2"},
                                             {"c", "online", "floor-3"},
                                             {"d", "offline", "floor-2"}};
    struct fleet *fleet = fleet_create();
    for (size_t i = 0; i < 4; i++) {
        char topic[64], status[64];
        snprintf(topic, sizeof topic, "screen/%s/availability", screens[i][0]);
        tell(fleet, topic, screens[i][1]);
        snprintf(topic, sizeof topic, "screen/%s/status", screens[i][0]);
        snprintf(status, sizeof status, "{\"groups\":[\"%s\"]}", screens[i][2]);
        tell(fleet, topic, status);
    }
    return fleet;
}

static void all_that_are_meant_are_waited_for(void **state)
{
    (void)state;
    static const struct {
        const char *words[4];
        const char *ok, *refused; /* who answers */
        bool complete;
        int code;
    } cases[] = {
        {{"ping", "a"}, "a", "", true, EXIT_DONE},
        {{"ping", "a"}, "", "", false, EXIT_SILENT},
        {{"ping", "a"}, "b", "", false, EXIT_SILENT},
        {{"ping", "a"}, "", "a", true, EXIT_REFUSED},
        {{"ping", "screen", "a"}, "a", "", true, EXIT_DONE},
        {{"ping", "d"}, "", "", true, EXIT_SILENT}, /* offline: not waited for */
        {{"ping", "e"}, "", "", false, EXIT_SILENT},
        {{"ping", "e"}, "e", "", true, EXIT_DONE},       /* nobody knew it */
        {{"ping", "all"}, "abc", "", true, EXIT_SILENT}, /* d is offline */
        {{"ping", "all"}, "ab", "", false, EXIT_SILENT},
        {{"ping", "group", "floor-2"}, "ab", "", true, EXIT_SILENT},
        {{"ping", "group", "floor-2"}, "a", "", false, EXIT_SILENT},
        {{"ping", "group", "floor-3"}, "c", "", true, EXIT_DONE},
        {{"ping", "group", "floor-3"}, "", "c", true, EXIT_REFUSED},
        {{"ping", "group", "nobody"}, "", "", true, EXIT_SILENT},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t rest;
        struct recipient recipient;
        struct answers answers;
        struct fleet *fleet = four_screens();
        struct call call = typed(cases[i].words);
        assert_true(recipient_read(&recipient, &call, &rest));
        answers_init(&answers, &recipient, "ping", "t");
        for (const char *c = cases[i].ok; *c != '\0'; c++) {
            char topic[64];
            snprintf(topic, sizeof topic, "screen/%c/response/ping", *c);
            assert_true(answers_take(&answers, topic, OK, strlen(OK)));
        }
        for (const char *c = cases[i].refused; *c != '\0'; c++) {
            char topic[64];
            snprintf(topic, sizeof topic, "screen/%c/response/ping", *c);
            assert_true(answers_take(&answers, topic, REFUSED, strlen(REFUSED)));
        }
        assert_int_equal(answers_complete(&answers, fleet), cases[i].complete);
        assert_int_equal(answers_print(&answers, fleet, i % 2 == 0), cases[i].code);
        answers_finish(&answers);
        fleet_destroy(fleet);
    }
}

static void a_screen_without_groups_may_be_one_of_them(void **state)
{
    (void)state;
    const struct recipient recipient = {RECIPIENT_GROUP, "floor-3"};
    struct answers answers;
    struct fleet *fleet = four_screens();
    tell(fleet, "screen/old/availability", "online");
    answers_init(&answers, &recipient, "ping", "t");
    answers_take(&answers, "screen/c/response/ping", OK, strlen(OK));
    assert_false(answers_complete(&answers, fleet));
    assert_int_equal(answers_print(&answers, fleet, false), EXIT_DONE);
    answers_finish(&answers);
    fleet_destroy(fleet);
}

/* Both are waited for, and one of them is not silent. */
static void two_of_one_name_answer_twice(void **state)
{
    (void)state;
    const struct recipient recipient = {RECIPIENT_ALL, NULL};
    const struct recipient other = {RECIPIENT_SCREEN, "b"};
    struct answers answers;
    struct fleet *fleet = fleet_create();
    tell(fleet, "screen/a/availability", "online");
    tell(fleet, "screen/a/status", "{\"twin\":true}");
    tell(fleet, "screen/b/availability", "online");
    json_t *twice = recipient_twice(&recipient, fleet), *none = recipient_twice(&other, fleet);
    assert_int_equal(json_array_size(twice), 1);
    assert_string_equal(json_string_value(json_array_get(twice, 0)), "a");
    assert_int_equal(json_array_size(none), 0);
    json_decref(twice);
    json_decref(none);
    answers_init(&answers, &recipient, "ping", "t");
    answers_take(&answers, "screen/b/response/ping", OK, strlen(OK));
    answers_take(&answers, "screen/a/response/ping", OK, strlen(OK));
    assert_false(answers_complete(&answers, fleet));
    assert_int_equal(answers_print(&answers, fleet, false), EXIT_DONE);
    answers_take(&answers, "screen/a/response/ping", OK, strlen(OK));
    assert_true(answers_complete(&answers, fleet));
    answers_finish(&answers);
    fleet_destroy(fleet);
}

static void what_is_no_answer_of_ours_is_not_taken(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"screen/a/response/ping", "{\"status\":\"ok\",\"transaction\":\"u\"}"},
        {"screen/a/response/ping", "{\"status\":\"ok\"}"},
        {"screen/a/response/ping", "{\"status\":\"ok\",\"transaction\":7}"},
        {"screen/a/response/ping", "[]"},
        {"screen/a/response/ping", "{"},
        {"screen/a/response/ping", ""},
        {"screen/a/response/page", OK},
        {"screen/A/response/ping", OK},
        {"screen/a/status", OK},
    };
    const struct recipient recipient = {RECIPIENT_ALL, NULL};
    struct answers answers;
    answers_init(&answers, &recipient, "ping", "t");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_false(answers_take(&answers, cases[i][0], cases[i][1], strlen(cases[i][1])));
    }
    assert_int_equal(json_array_size(answers.list), 0);
    answers_finish(&answers);
}

static void who_is_meant_must_have_a_name(void **state)
{
    (void)state;
    size_t rest;
    struct recipient recipient;
    static const char *const wrong[][4] = {
        {"ping", "A"}, {"ping", "a/b"}, {"ping", "+"}, {"ping", "group", "#"}, {"ping", "group"}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct call call = typed(wrong[i]);
        assert_false(recipient_read(&recipient, &call, &rest));
    }
    struct call call = TYPED("page", "screen", "all", "2");
    char topic[128];
    assert_true(recipient_read(&recipient, &call, &rest));
    recipient_topic(&recipient, "request/page", topic, sizeof topic);
    assert_string_equal(topic, "screen/all/request/page");
    assert_int_equal(rest, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_that_are_meant_are_waited_for),
        cmocka_unit_test(a_screen_without_groups_may_be_one_of_them),
        cmocka_unit_test(two_of_one_name_answer_twice),
        cmocka_unit_test(what_is_no_answer_of_ours_is_not_taken),
        cmocka_unit_test(who_is_meant_must_have_a_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
