#include "bad_boards.h"
#include "config_test.h"
#include "schema_check.h"

#include <glob.h>
#include <stdlib.h>

#include "config/keys.h"
#include "config/schema.h"

static json_t *schema;

static int schema_open(void **state)
{
    char *text = schema_text();
    schema = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    free(text);
    return schema ? world_open(state) : -1;
}

static int schema_close(void **state)
{
    json_decref(schema);
    return world_close(state);
}

static bool accepted(const char *document)
{
    json_t *value = json_loads(document, JSON_DECODE_ANY, NULL);
    assert_non_null(value);
    bool right = schema_accepts(schema, schema, value);
    json_decref(value);
    return right;
}

/* The examples, by schema and by table. */
static void test_shipped_boards(void **state)
{
    glob_t boards;
    assert_int_equal(glob("config/boards/*.json", 0, NULL, &boards), 0);
    assert_int_equal(glob("config/sources/*.json", GLOB_APPEND, NULL, &boards), 0);
    assert_true(boards.gl_pathc >= 12);
    for (size_t i = 0; i < boards.gl_pathc; i++) {
        size_t length;
        char *text = read_file(boards.gl_pathv[i], &length);
        struct faults *faults = faults_create();
        struct board_config *config = read_board(*state, text, faults);
        print_faults(faults);
        assert_non_null(config);
        assert_int_equal(faults_count(faults), 0);
        assert_true(accepted(text));
        board_config_destroy(config);
        faults_destroy(faults);
        test_free(text);
    }
    globfree(&boards);
}

/* What a schema can know: not the catalogue, the tz database, the calendar or a contradiction. */
static bool schema_can_know(const struct bad *bad)
{
    static const char *const codes[] = {"unknown-key", "type", "word",     "id",
                                        "time",        "day",  "too-many", "range"};
    static const char *const by_catalogue[] = {"/target", "/limit"};
    for (size_t i = 0; i < sizeof by_catalogue / sizeof *by_catalogue; i++) {
        size_t tail = strlen(bad->pointer), length = strlen(by_catalogue[i]);
        if (strcmp(bad->code, "range") == 0 && tail > length &&
            strcmp(bad->pointer + tail - length, by_catalogue[i]) == 0) {
            return false;
        }
    }
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        if (strcmp(bad->code, codes[i]) == 0) {
            return true;
        }
    }
    return false;
}

static void test_bad_boards(void **state)
{
    (void)state;
    size_t known = 0;
    for (size_t i = 0; i < sizeof bad_boards / sizeof *bad_boards; i++) {
        if (schema_can_know(&bad_boards[i])) {
            known++;
            if (accepted(bad_boards[i].document)) {
                fail_msg("the schema accepts %s", bad_boards[i].document);
            }
        }
    }
    assert_true(known > 60);
}

static const json_t *key_in_schema(const struct section *section, const struct key *key)
{
    const json_t *of = json_object_get(json_object_get(schema, "$defs"), section->name);
    return json_object_get(json_object_get(of, "properties"), key->name);
}

/* Every key of every section of a board, and of the connection that is pushed beside one, stands
 * there, with its help and its default. */
static void test_every_key_is_there(void **state)
{
    (void)state;
    static const struct section *const board[] = {
        &section_board,   &section_display,  &section_rotation,  &section_privacy,
        &section_level,   &section_business, &section_channel,   &section_kpi,
        &section_caption, &section_theme,    &section_page,      &section_metric,
        &section_source,  &section_dated,    &section_connection};
    const json_t *definitions = json_object_get(schema, "$defs");
    assert_int_equal(json_object_size(definitions), sizeof board / sizeof *board);
    for (size_t i = 0; i < sizeof board / sizeof *board; i++) {
        const json_t *of = json_object_get(definitions, board[i]->name);
        /* All of them and the comment. */
        assert_int_equal(json_object_size(json_object_get(of, "properties")), board[i]->count + 1);
        for (size_t j = 0; j < board[i]->count; j++) {
            const struct key *key = &board[i]->keys[j];
            const json_t *found = key_in_schema(board[i], key);
            const char *help = json_string_value(json_object_get(found, "description"));
            assert_string_equal(help, key->help);
            assert_int_equal(json_object_get(found, "default") != NULL, key->fallback != NULL);
        }
    }
}

static void test_what_it_is(void **state)
{
    (void)state;
    assert_string_equal(json_string_value(json_object_get(schema, "$schema")),
                        "https://json-schema.org/draft/2020-12/schema");
    assert_false(accepted("{}"));
    assert_false(accepted("{\"businesses\":{}}"));
    assert_true(accepted("{\"//\":{\"any\":1},\"businesses\":{\"a\":{\"channels\":{\"b\":{}}}}}"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shipped_boards),
        cmocka_unit_test(test_bad_boards),
        cmocka_unit_test(test_every_key_is_there),
        cmocka_unit_test(test_what_it_is),
    };
    return cmocka_run_group_tests(tests, schema_open, schema_close);
}
