#include "config_test.h"

#include <stdlib.h>

#include "config/document.h"

struct refused {
    const char *bytes;
    size_t length; /* 0: that of the text */
    const char *pointer, *code, *message;
};

static const struct refused refused[] = {
    {"", 0, "", "not-json", "Line 1, column 0"},
    {"   ", 0, "", "not-json", "Line 1, column 3"},
    {"{\"a\": 1,}", 0, "", "not-json", "Line 1, column 9"},
    {"{\n \"a\": 1\n \"b\": 2}", 0, "", "not-json", "Line 3, column 4"},
    {"{\r\n \"a\": 1\r\n \"b\": 2}", 0, "", "not-json", "Line 3, column 4"},
    {"{} {}", 0, "", "not-json", "end of file expected"},
    {"{'a': 1}", 0, "", "not-json", "Line 1"},
    {"{\u201ca\u201d: 1}", 0, "", "not-json", "column 2: \u201c stands where JSON has \""},
    {"{\"a\u201d: 1,\n \"b\": 2}", 0, "", "not-json", "\u201d stands where"},
    {"{\"a\"\uff1a 1}", 0, "", "not-json", "\uff1a stands where JSON has :"},
    {"{\"a\": 1\uff0c \"b\": 2}", 0, "", "not-json", "\uff0c stands where JSON has ,"},
    {"{\u3000\"a\": 1}", 0, "", "not-json", "a space"},
    {"[1e999]", 0, "", "not-json", "overflow"},
    {"[99999999999999999999]", 0, "", "not-json", "too big"},
    {"[\"\\u0000\"]", 0, "", "not-json", "\\u0000"},
    {"[\"\\ud800\"]", 0, "", "not-json", "\\uD800"},
    {"[NaN]", 0, "", "not-json", "NaN"},
    {"[01]", 0, "", "not-json", "Line 1"},
    {"[\"a\nb\"]", 0, "", "not-json", "Line 1"},
    {"{\"a\":1}\0", 8, "", "encoding", "Line 1"},
    {"{\"a\":\n\"\xFF\"}", 0, "", "encoding", "Line 2"},
    {"{\"a\":\n\n\"\xC0\xAF\"}", 0, "", "encoding", "Line 3"},
    {"{\"a\":\"\xED\xA0\x80\"}", 0, "", "encoding", "Line 1"},
    {"\xFF\xFE{\0}\0", 6, "", "encoding", "Line 1"},
    {"{\"a\":1,\"a\":2}", 0, "/a", "duplicate-key", "'a' stands twice"},
    {"{\"a\":1,\"\\u0061\":2}", 0, "/a", "duplicate-key", "'a' stands twice"},
    {"{\"x\":[{},{\"b/c\":1,\"b/c\":2}]}", 0, "/x/1/b~1c", "duplicate-key", "'b/c'"},
    {"{\"x\":{\"~\":\"\\\"},{\",\"~\":[]}}", 0, "/x/~0", "duplicate-key", "'~'"},
};

static void test_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        const struct refused *bad = &refused[i];
        size_t length = bad->length ? bad->length : strlen(bad->bytes);
        char *bytes = test_malloc(length + 1);
        memcpy(bytes, bad->bytes, length);
        struct faults *faults = faults_create();
        assert_null(document_read(bytes, length, faults));
        if (faults_count(faults) != 1) {
            print_error("document %zu\n", i);
            print_faults(faults);
        }
        assert_int_equal(faults_count(faults), 1);
        assert_string_equal(faults_at(faults, 0)->pointer, bad->pointer);
        assert_string_equal(faults_at(faults, 0)->code, bad->code);
        if (!strstr(faults_at(faults, 0)->message, bad->message)) {
            fail_msg("document %zu: '%s' lacks '%s'", i, faults_at(faults, 0)->message,
                     bad->message);
        }
        faults_destroy(faults);
        test_free(bytes);
    }
}

static void test_all_duplicates_are_told(void **state)
{
    (void)state;
    static const char text[] = "{\"a\":1,\"a\":2,\"a\":3,\"b\":{\"c\":1,\"c\":{\"d\":0,\"d\":0}}}";
    struct faults *faults = faults_create();
    assert_null(document_read(text, strlen(text), faults));
    assert_int_equal(faults_count(faults), 4);
    assert_string_equal(faults_at(faults, 2)->pointer, "/b/c");
    assert_string_equal(faults_at(faults, 3)->pointer, "/b/c/d");
    faults_destroy(faults);
}

static const char *const accepted[] = {
    "{}",
    "\xEF\xBB\xBF{\"a\":1}",
    "\xEF\xBB\xBF\r\n{\r\n\"a\": 1\r\n}\r\n",
    "{\"//\":1,\"//\":2,\"a\":1}",
    "{\"//\":{\"a\":1,\"a\":[{\"b\":1,\"b\":2}]},\"a\":1}",
    "{\"a\":{\"x\":1},\"b\":{\"x\":1}}",
    "[\"{[{[\",\"\\\\\",\"\\\"\"]",
    "3",
    "\"\xE9\x9B\xBB\xE8\xA9\xB1\"",
};

static void test_accepted(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof accepted / sizeof *accepted; i++) {
        struct faults *faults = faults_create();
        json_t *value = document_read(accepted[i], strlen(accepted[i]), faults);
        print_faults(faults);
        assert_non_null(value);
        assert_int_equal(faults_count(faults), 0);
        json_decref(value);
        faults_destroy(faults);
    }
}

/* A list in a list in a list..., `depth` deep. */
static bool nesting_is_read(size_t depth, const char *code)
{
    char *text = test_malloc(2 * depth + 1);
    memset(text, '[', depth);
    memset(text + depth, ']', depth);
    struct faults *faults = faults_create();
    json_t *value = document_read(text, 2 * depth, faults);
    bool right = value || has_fault(faults, SEVERITY_FAULT, "", code);
    bool read = value != NULL;
    assert_true(right);
    json_decref(value);
    faults_destroy(faults);
    test_free(text);
    return read;
}

static void test_depth(void **state)
{
    (void)state;
    assert_true(nesting_is_read(32, "too-deep"));
    assert_false(nesting_is_read(33, "too-deep"));
    assert_false(nesting_is_read(100000, "too-deep"));
    assert_false(nesting_is_read(200000, "too-large"));
}

static bool size_is_read(size_t size)
{
    char *text = test_malloc(size);
    memset(text, ' ', size);
    memcpy(text, "{}", 2);
    struct faults *faults = faults_create();
    json_t *value = document_read(text, size, faults);
    bool read = value != NULL;
    assert_true(read || has_fault(faults, SEVERITY_FAULT, "", "too-large"));
    json_decref(value);
    faults_destroy(faults);
    test_free(text);
    return read;
}

static void test_size(void **state)
{
    (void)state;
    assert_true(size_is_read((size_t)256 * 1024));
    assert_false(size_is_read((size_t)256 * 1024 + 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_refused),  cmocka_unit_test(test_all_duplicates_are_told),
        cmocka_unit_test(test_accepted), cmocka_unit_test(test_depth),
        cmocka_unit_test(test_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
