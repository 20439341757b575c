#include "config_test.h"

#include <stdlib.h>

#include "base/moment.h"
#include "config/document.h"
#include "config/envelope.h"

static struct envelope *read_text(const char *text, size_t length, struct faults *faults)
{
    char *bytes = test_malloc(length > 0 ? length : 1);
    memcpy(bytes, text, length);
    struct envelope *envelope = envelope_read(bytes, length, faults);
    test_free(bytes);
    assert_int_equal(envelope == NULL, faults_fatal(faults) > 0);
    return envelope;
}

static void what_is_said_is_read(void **state)
{
    (void)state;
    static const char text[] =
        "{\"revision\":12,\"config\":{\"language\":\"ja\"},\"author\":\"佐藤\",\"note\":\"夏\","
        "\"confirm\":true,\"not_before\":\"2026-11-18T05:00:00Z\","
        "\"not_after\":\"2026-11-19T05:00:00Z\",\"//\":\"why not\"}";
    struct faults *faults = faults_create();
    struct envelope *envelope = read_text(text, strlen(text), faults);
    assert_non_null(envelope);
    assert_int_equal(envelope->revision, 12);
    assert_string_equal(envelope->author, "佐藤");
    assert_string_equal(envelope->note, "夏");
    assert_true(envelope->confirm);
    assert_int_equal(envelope->not_after_ms - envelope->not_before_ms, 86400000);
    assert_string_equal(json_string_value(json_object_get(envelope->config, "language")), "ja");
    envelope_destroy(envelope);
    faults_destroy(faults);
}

static void most_may_be_left_out(void **state)
{
    (void)state;
    static const char text[] = "{\"revision\":1,\"config\":{}}";
    struct faults *faults = faults_create();
    struct envelope *envelope = read_text(text, strlen(text), faults);
    assert_null(envelope->author);
    assert_null(envelope->note);
    assert_false(envelope->confirm);
    assert_true(envelope->not_before_ms == NO_TIME && envelope->not_after_ms == NO_TIME);
    envelope_destroy(envelope);
    faults_destroy(faults);
}

static void null_takes_the_layer_away(void **state)
{
    (void)state;
    static const char text[] = "{\"purpose\":\"wallboard-config\",\"target\":\"osaka/all\","
                               "\"revision\":1,\"config\":null}";
    struct faults *faults = faults_create();
    struct envelope *envelope = read_text(text, strlen(text), faults);
    assert_non_null(envelope);
    assert_null(envelope->config);
    assert_int_equal(envelope->purpose, 0);
    assert_string_equal(envelope->target, "osaka/all");
    envelope_destroy(envelope);
    faults_destroy(faults);
}

static void a_connection_is_given_or_taken_back(void **state)
{
    (void)state;
    static const char given[] = "{\"revision\":1,\"config\":{},\"connection\":{\"host\":\"h\"}}";
    static const char back[] = "{\"revision\":1,\"config\":null,\"connection\":null}";
    static const char none[] = "{\"revision\":1,\"config\":{}}";
    const char *const said[] = {given, back, none};
    for (int i = 0; i < 3; i++) {
        struct faults *faults = faults_create();
        struct envelope *envelope = read_text(said[i], strlen(said[i]), faults);
        assert_non_null(envelope);
        assert_int_equal(envelope->connection != NULL, i == 0);
        assert_int_equal(envelope->moves_back, i == 1);
        envelope_destroy(envelope);
        faults_destroy(faults);
    }
}

static const struct {
    const char *text, *pointer, *code;
} refused[] = {
    {"", "", "not-json"},
    {"[]", "", "type"},
    {"{\"revision\":1}", "/config", "missing"},
    {"{\"config\":{}}", "/revision", "missing"},
    {"{\"revision\":0,\"config\":{}}", "/revision", "range"},
    {"{\"revision\":-1,\"config\":{}}", "/revision", "range"},
    {"{\"revision\":2147483648,\"config\":{}}", "/revision", "range"},
    {"{\"revision\":1.5,\"config\":{}}", "/revision", "type"},
    {"{\"revision\":\"1\",\"config\":{}}", "/revision", "type"},
    {"{\"revision\":1,\"config\":[]}", "/config", "type"},
    {"{\"revision\":1,\"config\":{},\"connection\":\"mqtts://u:p@h\"}", "/connection", "type"},
    {"{\"revision\":1,\"config\":{},\"purpose\":\"firmware\"}", "/purpose", "word"},
    {"{\"revision\":1,\"config\":{},\"target\":7}", "/target", "type"},
    {"{\"revision\":1,\"config\":{},\"confirm\":1}", "/confirm", "type"},
    {"{\"revision\":1,\"config\":{},\"author\":\"\"}", "/author", "text"},
    {"{\"revision\":1,\"config\":{},\"note\":7}", "/note", "type"},
    {"{\"revision\":1,\"config\":{},\"notes\":\"x\"}", "/notes", "unknown-key"},
    {"{\"revision\":1,\"config\":{},\"not_before\":\"tomorrow\"}", "/not_before", "type"},
    {"{\"revision\":1,\"config\":{},\"not_after\":\"2026-11-18T05:00:00+09:00\"}", "/not_after",
     "type"},
    {"{\"revision\":1,\"config\":{},\"not_before\":\"2026-11-18T05:00:00Z\","
     "\"not_after\":\"2026-11-18T05:00:00Z\"}",
     "/not_after", "conflict"},
    {"{\"revision\":1,\"revision\":2,\"config\":{}}", "/revision", "duplicate-key"},
    {"{\"revision\":1,\"config\":{\"a\":{\"b\":1,\"b\":2}}}", "/config/a/b", "duplicate-key"},
    {"{\"revision\":1,\"config\":{\"zone\":\"\xC0\xAF\"}}", "", "encoding"},
};

static void what_is_wrong_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct faults *faults = faults_create();
        assert_null(read_text(refused[i].text, strlen(refused[i].text), faults));
        if (faults_count(faults) != 1 ||
            !has_fault(faults, SEVERITY_FAULT, refused[i].pointer, refused[i].code)) {
            print_error("envelope %zu: %s\n", i, refused[i].text);
            print_faults(faults);
            fail();
        }
        faults_destroy(faults);
    }
}

static void all_faults_are_told_at_once(void **state)
{
    (void)state;
    static const char text[] =
        "{\"revison\":1,\"config\":7,\"confirm\":\"yes\",\"not_before\":\"x\"}";
    struct faults *faults = faults_create();
    assert_null(read_text(text, strlen(text), faults));
    assert_true(has_fault(faults, SEVERITY_FAULT, "/revison", "unknown-key"));
    assert_true(has_fault(faults, SEVERITY_FAULT, "/revision", "missing"));
    assert_true(has_fault(faults, SEVERITY_FAULT, "/config", "type"));
    assert_true(has_fault(faults, SEVERITY_FAULT, "/confirm", "type"));
    assert_true(has_fault(faults, SEVERITY_FAULT, "/not_before", "type"));
    assert_int_equal(faults_count(faults), 5);
    faults_destroy(faults);
}

static void repeat(char **to, const char *text, size_t times)
{
    for (size_t i = 0; i < times; i++) {
        *to += snprintf(*to, strlen(text) + 1, "%s", text);
    }
}

/* More than the stack would bear, and more than a packet may hold. */
static void hostile_sizes_are_refused(void **state)
{
    (void)state;
    enum { deep = 100000, large = 1024 * 1024 };
    char *bytes = test_malloc(2 * large), *end = bytes;
    repeat(&end, "{\"revision\":1,\"config\":", 1);
    repeat(&end, "{\"a\":", 40);
    repeat(&end, "1", 1);
    repeat(&end, "}", 41);
    struct faults *faults = faults_create();
    assert_null(read_text(bytes, (size_t)(end - bytes), faults));
    assert_true(has_fault(faults, SEVERITY_FAULT, "", "too-deep"));
    faults_destroy(faults);

    end = bytes;
    repeat(&end, "[", deep);
    faults = faults_create();
    assert_null(read_text(bytes, deep, faults));
    assert_true(has_fault(faults, SEVERITY_FAULT, "", "too-deep"));
    faults_destroy(faults);

    memset(bytes, ' ', large);
    faults = faults_create();
    assert_null(read_text(bytes, large, faults));
    assert_true(has_fault(faults, SEVERITY_FAULT, "", "too-large"));
    faults_destroy(faults);
    test_free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(null_takes_the_layer_away),
        cmocka_unit_test(what_is_said_is_read),
        cmocka_unit_test(most_may_be_left_out),
        cmocka_unit_test(what_is_wrong_is_refused),
        cmocka_unit_test(a_connection_is_given_or_taken_back),
        cmocka_unit_test(all_faults_are_told_at_once),
        cmocka_unit_test(hostile_sizes_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
