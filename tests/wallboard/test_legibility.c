/* --legibility says the same to people and, with --json, to scripts. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "legibility.h"
#include "load.h"

/* What is printed, to be closed by the caller; the exit code in `code`. */
static FILE *print(const char *config, int width, bool json, int *code)
{
    struct options options = {.mode = MODE_LEGIBILITY,
                              .config_path = config,
                              .json = json,
                              .width = width,
                              .height = width * 9 / 16};
    FILE *file = tmpfile();
    assert_non_null(file);
    fflush(stdout);
    int out = dup(STDOUT_FILENO);
    dup2(fileno(file), STDOUT_FILENO);
    *code = legibility_print(&options);
    fflush(stdout);
    dup2(out, STDOUT_FILENO);
    close(out);
    rewind(file);
    return file;
}

static json_t *print_json(const char *config, int width, int *code)
{
    FILE *file = print(config, width, true, code);
    json_t *answer = json_loadf(file, JSON_REJECT_DUPLICATES, NULL);
    fclose(file);
    assert_non_null(answer);
    return answer;
}

static void assert_same_row(const char *line, const json_t *row)
{
    const char *text;
    int page, px, ok;
    double mm, minutes, least;
    assert_int_equal(json_unpack((json_t *)row, "{s:i, s:s, s:i, s:F, s:F, s:F, s:b !}", "page",
                                 &page, "text", &text, "px", &px, "mm", &mm, "arc_minutes",
                                 &minutes, "at_least", &least, "ok", &ok),
                     0);
    char expected[160];
    snprintf(expected, sizeof expected, "%4d  %-15s %5d px %7.1f mm %6.1f' %8.0f'  %s\n", page,
             text, px, mm, minutes, least, ok ? "ok" : "TOO SMALL");
    assert_string_equal(line, expected);
}

static void row_by_row(void **state)
{
    (void)state;
    static const struct {
        const char *config;
        int width, code;
    } boards[] = {{"tests/pictures/floor-ja.json", 1920, EXIT_OK},
                  {"tests/pictures/far-ja.json", 1920, EXIT_OK},
                  {"tests/wallboard/too-small.json", 1920, EXIT_INVALID}};
    for (size_t i = 0; i < sizeof boards / sizeof *boards; i++) {
        int code, text_code;
        json_t *answer = print_json(boards[i].config, boards[i].width, &code);
        FILE *text = print(boards[i].config, boards[i].width, false, &text_code);
        assert_int_equal(code, boards[i].code);
        assert_int_equal(text_code, code);
        json_t *texts = json_object_get(answer, "texts");
        char line[256];
        size_t rows = 0;
        while (fgets(line, sizeof line, text)) {
            if (strstr(line, " px ")) {
                assert_same_row(line, json_array_get(texts, rows++));
            }
        }
        assert_true(rows > 0 && rows == json_array_size(texts));
        int too_small;
        assert_int_equal(sscanf(line, "%d too small", &too_small), 1);
        assert_int_equal(json_integer_value(json_object_get(answer, "too_small")), too_small);
        json_decref(answer);
        fclose(text);
    }
}

/* A script gets JSON whatever is wrong. */
static void what_is_wrong(void **state)
{
    (void)state;
    static const struct {
        const char *config;
        int code;
    } files[] = {{"tests/pictures/none.json", EXIT_UNREADABLE},
                 {"tests/pictures/pictures.list", EXIT_INVALID}};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        int code;
        json_t *answer = print_json(files[i].config, 1920, &code);
        assert_int_equal(code, files[i].code);
        assert_true(json_is_false(json_object_get(answer, "valid")));
        assert_int_equal(json_array_size(json_object_get(answer, "errors")), 1);
        assert_null(json_object_get(answer, "texts"));
        json_decref(answer);
    }
}

/* A title that the header has no room for. */
static void titles_that_are_cut(void **state)
{
    (void)state;
    static const char board[] =
        "{\"language\":\"en\",\"title\":\"%s\",\"display\":{\"viewing_distance_m\":8},"
        "\"pages\":{\"all\":{\"show\":\"tiles\",\"title\":\"%s\"}},"
        "\"businesses\":{\"main\":{\"channels\":{\"phone\":{\"kpis\":{\"service-level\":{"
        "\"target\":80}}}}}}}";
    static const char long_title[] = "A title that is far too long for any wall to show it whole, "
                                     "from any seat whatever in the hall";
    static const struct {
        const char *title, *page, *pointer;
    } rows[] = {{"Osaka", "Queues", NULL},
                {long_title, "Queues", "/title"},
                {"Osaka", long_title, "/pages/all/title"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[1024];
        int length = snprintf(text, sizeof text, board, rows[i].title, rows[i].page);
        struct document document = {text, (size_t)length};
        struct faults *faults = faults_create();
        struct board_config *config = load_board(&document, faults);
        assert_non_null(config);
        size_t before = faults_count(faults);
        legibility_warn(config, 1920, 1080, faults);
        assert_int_equal(faults_count(faults) > before, rows[i].pointer != NULL);
        if (rows[i].pointer) {
            const struct fault *fault = faults_at(faults, before);
            assert_string_equal(fault->code, "title-cut");
            assert_string_equal(fault->pointer, rows[i].pointer);
        }
        board_config_destroy(config);
        faults_destroy(faults);
    }
}

/*
 * On the page of the partners tiles are called by businesses and rows by metrics, of which there
 * may be more than the board has channels.
 */
static void partners_that_are_cut(void **state)
{
    (void)state;
    static const char operated[] =
        "\"%s\":{\"name\":\"%s\",\"partner\":\"%s\",\"channels\":{\"phone\":{\"kpis\":{"
        "\"service-level\":{\"target\":80},\"contacts-waiting\":{},\"answer-rate\":{},"
        "\"abandonment-rate\":{},\"longest-wait\":{}}}}}";
    static const struct {
        const char *name, *pointer;
    } rows[] = {{"Alpha", NULL},
                {"A company with a name that is far too long for any tile of any page at all",
                 "/businesses/a/name"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char a[512], b[512], text[1280];
        snprintf(a, sizeof a, operated, "a", rows[i].name, "A");
        snprintf(b, sizeof b, operated, "b", "Beta", "B");
        int length = snprintf(text, sizeof text,
                              "{\"language\":\"en\",\"display\":{\"viewing_distance_m\":6},"
                              "\"pages\":{\"p\":{\"show\":\"partners\"}},\"businesses\":{%s,%s}}",
                              a, b);
        struct document document = {text, (size_t)length};
        struct faults *faults = faults_create();
        struct board_config *config = load_board(&document, faults);
        assert_non_null(config);
        size_t before = faults_count(faults);
        legibility_warn(config, 1920, 1080, faults);
        assert_int_equal(faults_count(faults) - before, rows[i].pointer != NULL);
        if (rows[i].pointer) {
            const struct fault *fault = faults_at(faults, before);
            assert_string_equal(fault->code, "name-cut");
            assert_string_equal(fault->pointer, rows[i].pointer);
        }
        board_config_destroy(config);
        faults_destroy(faults);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(row_by_row),
        cmocka_unit_test(what_is_wrong),
        cmocka_unit_test(titles_that_are_cut),
        cmocka_unit_test(partners_that_are_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
