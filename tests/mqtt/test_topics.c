#include "mqtt/topics.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void topics_are_those_of_the_contract(void **state)
{
    (void)state;
    char topic[TOPIC_BYTES];
    topic_root(topic, "osaka");
    assert_string_equal(topic, "wallboard/1/osaka/");
    topic_screen(topic, "osaka", "floor-2-east", "availability");
    assert_string_equal(topic, "wallboard/1/osaka/screen/floor-2-east/availability");
}

static void the_longest_ids_fit(void **state)
{
    (void)state;
    static const char longest[] =
        "0123456789-0123456789-0123456789-0123456789-0123456789-012345678";
    char topic[TOPIC_BYTES];
    topic_screen(topic, longest, longest, "config/reported");
    assert_int_equal(strlen(topic), 12 + 64 + 8 + 64 + 1 + 15);
}

static void what_is_below_the_root(void **state)
{
    (void)state;
    static const struct {
        const char *topic, *below;
    } cases[] = {
        {"wallboard/1/osaka/kpi/main/phone/service-level", "kpi/main/phone/service-level"},
        {"wallboard/1/osaka/", ""},
        {"wallboard/1/osaka", NULL},
        {"wallboard/1/osaka-2/kpi/a/b/c", NULL},
        {"wallboard/1/osak/kpi/a/b/c", NULL},
        {"wallboard/2/osaka/kpi/a/b/c", NULL},
        {"x/wallboard/1/osaka/kpi/a/b/c", NULL},
        {"", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *below = topic_below(cases[i].topic, "osaka");
        if (cases[i].below == NULL) {
            assert_null(below);
        } else {
            assert_string_equal(below, cases[i].below);
        }
    }
}

static void a_client_id_is_the_machines(void **state)
{
    (void)state;
    char id[TOPIC_BYTES], short_id[16];
    topic_client_id(id, sizeof id, "osaka", "east", "0123456789abcdef0123456789abcdef");
    assert_string_equal(id, "wallboard-osaka-east-012345");
    topic_client_id(short_id, sizeof short_id, "osaka", "east", "0123456789abcdef0123456789abcdef");
    assert_string_equal(short_id, "wallboard-osaka");
}

static void only_a_single_kpi_is_a_reading(void **state)
{
    (void)state;
    static const struct {
        const char *topic;
        bool reading;
    } cases[] = {
        {"wallboard/1/osaka/kpi/main/phone/service-level", true},
        {"wallboard/1/osaka/kpi/main/phone", false},
        {"wallboard/1/osaka/kpi/main/phone/service-level/more", false},
        {"wallboard/1/osaka/kpi/main/phone/", false},
        {"wallboard/1/osaka/kpi//phone/service-level", false},
        {"wallboard/1/osaka/kpi/", false},
        {"wallboard/1/osaka/kpi", false},
        {"wallboard/1/osaka/history/main/phone/service-level", false},
        {"wallboard/1/osaka/screen/east/config", false},
        {"", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(topic_is_reading(cases[i].topic), cases[i].reading);
    }
}

static void a_request_is_told_by_its_place(void **state)
{
    (void)state;
    static const struct {
        const char *topic, *verb;
    } cases[] = {
        {"wallboard/1/osaka/all/request/ping", "ping"},
        {"wallboard/1/osaka/group/floor-2/request/blank", "blank"},
        {"wallboard/1/osaka/screen/east/request/test-card", "test-card"},
        {"wallboard/1/_serial/10000000abcdef01/request/ping", "ping"},
        {"wallboard/1/osaka/all/request/", ""},
        {"wallboard/1/osaka/all/request", NULL},
        {"wallboard/1/osaka/all/request/ping/more", NULL},
        {"wallboard/1/osaka/all/response/ping", NULL},
        {"wallboard/1/osaka/screen/request/ping", NULL},
        {"wallboard/1/osaka/screen//request/ping", NULL},
        {"wallboard/1/osaka/kpi/main/request/ping", NULL}, /* a channel of that name */
        {"wallboard/1/osaka/request/ping", NULL},
        {"wallboard/1/all/request/ping", NULL},
        {"wallboard/1//all/request/ping", NULL},
        {"wallboard/1/_serial/request/ping", NULL},
        {"wallboard/2/osaka/all/request/ping", NULL},
        {"x/wallboard/1/osaka/all/request/ping", NULL},
        {"", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *verb = topic_request_verb(cases[i].topic);
        if (cases[i].verb == NULL) {
            assert_null(verb);
        } else {
            assert_non_null(verb);
            assert_string_equal(verb, cases[i].verb);
        }
    }
}

#define LONGER_THAN_A_VERB "0123456789012345678901234567890123456789012345678901234567890123456789"

static void an_answer_goes_where_it_is_wanted(void **state)
{
    (void)state;
    static const struct {
        const char *request, *wanted, *answer;
    } cases[] = {
        {"wallboard/1/osaka/all/request/ping", NULL, "wallboard/1/osaka/screen/east/response/ping"},
        {"wallboard/1/osaka/all/request/ping", "desk/7", "desk/7"},
        {"wallboard/1/osaka/all/request/ping", "", "wallboard/1/osaka/screen/east/response/ping"},
        {"wallboard/1/osaka/all/request/ping", "desk/#",
         "wallboard/1/osaka/screen/east/response/ping"},
        {"wallboard/1/osaka/all/request/ping", "$SYS/x",
         "wallboard/1/osaka/screen/east/response/ping"},
        {"wallboard/1/osaka/all/request/ping", "wallboard/1/osaka/all/request/ping",
         "wallboard/1/osaka/screen/east/response/ping"},
        {"wallboard/1/osaka/all/request/", NULL, "wallboard/1/osaka/screen/east/response/unknown"},
        {"wallboard/1/osaka/all/request/" LONGER_THAN_A_VERB, NULL,
         "wallboard/1/osaka/screen/east/response/unknown"},
        {"wallboard/1/_serial/abc/request/ping", NULL, "wallboard/1/_serial/abc/response/ping"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char to[TOPIC_BYTES];
        assert_string_equal(topic_answer(to, "osaka", "east", cases[i].request, cases[i].wanted),
                            cases[i].answer);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(topics_are_those_of_the_contract),
        cmocka_unit_test(the_longest_ids_fit),
        cmocka_unit_test(what_is_below_the_root),
        cmocka_unit_test(a_client_id_is_the_machines),
        cmocka_unit_test(only_a_single_kpi_is_a_reading),
        cmocka_unit_test(a_request_is_told_by_its_place),
        cmocka_unit_test(an_answer_goes_where_it_is_wanted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
