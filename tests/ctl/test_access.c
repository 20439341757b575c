/* The list of screens: what follows from it, and every way in which it can be wrong. */

#include "ctl/access.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define FAULTS 3
#define SCREEN "\"screens\":{\"a\":{\"businesses\":[\"main\"]}}"
#define ACD "\"publishers\":{\"acd\":{\"businesses\":{\"main\":{\"channels\":[\"phone\"]}}}}"

static void bad_lists(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        struct {
            const char *pointer, *code;
        } faults[FAULTS];
    } cases[] = {
        {"", {{"", "not-json"}}},
        {"[]", {{"", "type"}}},
        {"{}", {{"/site", "missing"}, {"/screens", "missing"}}},
        {"{\"site\":\"Osaka\"," SCREEN "," ACD "}", {{"/site", "id"}}},
        {"{\"site\":\"osaka\",\"screens\":{}}", {{"/screens", "empty"}}},
        {"{\"site\":\"osaka\",\"screens\":{\"a b\":{\"businesses\":[]}}}",
         {{"/screens/a b", "id"}}},
        {"{\"site\":\"osaka\",\"screens\":{\"a\":{\"busineses\":[\"main\"]}}}",
         {{"/screens/a/busineses", "unknown-key"}, {"/screens/a/businesses", "missing"}}},
        {"{\"site\":\"osaka\",\"screens\":{\"a\":{\"businesses\":[\"#\",\"+\",\"x/y\"]}}}",
         {{"/screens/a/businesses/0", "id"},
          {"/screens/a/businesses/1", "id"},
          {"/screens/a/businesses/2", "id"}}},
        {"{\"site\":\"osaka\",\"site\":\"tokyo\"," SCREEN "," ACD "}",
         {{"/site", "duplicate-key"}}},
        {"{\"site\":\"osaka\"," SCREEN "," ACD ",\"it\":[\"a\",\"acd\"]}",
         {{"/screens/a", "same-name"}, {"/publishers/acd", "same-name"}}},
        {"{\"site\":\"osaka\"," SCREEN ",\"publishers\":{\"a\":{\"businesses\":{\"main\":{"
         "\"channels\":[\"phone\"]}}}}}",
         {{"/publishers/a", "same-name"}}},
        {"{\"site\":\"osaka\"," SCREEN ",\"publishers\":{\"p\":{\"businesses\":{\"main\":{}}}}}",
         {{"/publishers/p/businesses/main/channels", "missing"}}},
        {"{\"site\":\"osaka\"," ACD ",\"screens\":{\"a\":{\"businesses\":[\"main\"],\"sources\":{"
         "\"x\":{\"topic\":\"#\"},\"y\":{\"topic\":\"a/#/b\"},\"z\":{\"topic\":\"p\\nuser "
         "it\"}}}}}",
         {{"/screens/a/sources/z/topic", "text"},
          {"/screens/a/sources/x/topic", "own-topic"},
          {"/screens/a/sources/y/topic", "topic"}}},
        {"{\"site\":\"osaka\"," SCREEN ",\"publishers\":{\"p\":{\"sources\":{\"x\":{\"topic\":"
         "\"wallboard/1/osaka/all/config\"}}}}}",
         {{"/publishers/p/sources/x/topic", "own-topic"}}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *arena = arena_create();
        struct faults *faults = faults_create();
        print_message("    %s\n", cases[i].text);
        assert_null(access_read(cases[i].text, strlen(cases[i].text), arena, faults));
        size_t found = 0;
        for (size_t j = 0; j < faults_count(faults); j++) {
            const struct fault *fault = faults_at(faults, j);
            if (fault->severity == SEVERITY_FAULT) {
                assert_in_range(found, 0, FAULTS - 1);
                assert_non_null(cases[i].faults[found].pointer);
                assert_string_equal(fault->pointer, cases[i].faults[found].pointer);
                assert_string_equal(fault->code, cases[i].faults[found].code);
                found++;
            }
        }
        assert_true(found == FAULTS || cases[i].faults[found].pointer == NULL);
        faults_destroy(faults);
        arena_destroy(arena);
    }
}

static void a_business_that_nobody_feeds_is_warned_of(void **state)
{
    (void)state;
    static const char text[] = "{\"site\":\"osaka\",\"screens\":{\"a\":{\"businesses\":[\"main\","
                               "\"mian\"]}}," ACD "}";
    struct arena *arena = arena_create();
    struct faults *faults = faults_create();
    assert_non_null(access_read(text, strlen(text), arena, faults));
    assert_int_equal(faults_count(faults), 1);
    assert_string_equal(faults_at(faults, 0)->pointer, "/screens/a/businesses/1");
    assert_string_equal(faults_at(faults, 0)->code, "unfed");
    faults_destroy(faults);
    arena_destroy(arena);
}

/* Everything that is granted, beside what every screen may: not a line more. */
static void each_gets_his_own(void **state)
{
    (void)state;
    static const char text[] =
        "{\"site\":\"osaka\",\"screens\":{\"a\":{\"businesses\":[\"main\"],\"groups\":[\"g\"],"
        "\"sources\":"
        "{\"q\":{\"topic\":\"pbx/+/queue\"}}},"
        "\"b\":{\"businesses\":[\"acme\"],\"serial\":\"10a\"}},\"publishers\":{"
        "\"acd\":{\"businesses\":{\"main\":{\"channels\":[\"phone\"]}}},\"pbx\":{\"sources\":{"
        "\"q\":{\"topic\":\"pbx/#\"}}}},\"it\":[\"root\"]}";
    static const char *const expected[] = {
        "user a",
        "topic read wallboard/1/osaka/kpi/main/#",
        "topic read wallboard/1/osaka/history/main/#",
        "topic read wallboard/1/osaka/source/acd",
        "topic read pbx/+/queue",
        "topic read wallboard/1/osaka/group/g/config",
        "topic read wallboard/1/osaka/group/g/request/+",
        "user b",
        "topic read wallboard/1/osaka/kpi/acme/#",
        "topic read wallboard/1/osaka/history/acme/#",
        "topic read wallboard/1/_serial/10a/request/+",
        "topic write wallboard/1/_serial/10a/response/+",
        "user acd",
        "topic write wallboard/1/osaka/kpi/main/phone/#",
        "topic write wallboard/1/osaka/history/main/phone/#",
        "topic write wallboard/1/osaka/source/acd",
        "topic deny wallboard/1/osaka/screen/#",
        "topic deny wallboard/1/osaka/all/#",
        "topic deny wallboard/1/osaka/announce/#",
        "topic deny wallboard/1/osaka/closure/#",
        "user pbx",
        "topic write wallboard/1/osaka/source/pbx",
        "topic write pbx/#",
        "topic deny wallboard/1/osaka/screen/#",
        "topic deny wallboard/1/osaka/all/#",
        "topic deny wallboard/1/osaka/announce/#",
        "topic deny wallboard/1/osaka/closure/#",
        "user root",
        "topic readwrite wallboard/1/osaka/#",
        "topic readwrite wallboard/1/_serial/#",
        "topic read $SYS/#",
    };
    struct arena *arena = arena_create();
    struct faults *faults = faults_create();
    const struct access *access = access_read(text, strlen(text), arena, faults);
    assert_non_null(access);
    char *written = NULL;
    size_t size, found = 0;
    FILE *to = open_memstream(&written, &size);
    access_write(access, to);
    fclose(to);
    for (char *line = strtok(written, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        if (strncmp(line, "user ", 5) == 0 || strncmp(line, "topic ", 6) == 0) {
            assert_in_range(found, 0, sizeof expected / sizeof *expected - 1);
            assert_string_equal(line, expected[found++]);
        }
    }
    assert_int_equal(found, sizeof expected / sizeof *expected);
    free(written);
    faults_destroy(faults);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bad_lists),
        cmocka_unit_test(a_business_that_nobody_feeds_is_warned_of),
        cmocka_unit_test(each_gets_his_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
