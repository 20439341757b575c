#include "config_test.h"

#include <jansson.h>

#include "config/merge.h"

/* The examples of RFC 7396, appendix A, in their order. */
static const struct {
    const char *target, *patch, *result;
} examples[] = {
    {"{\"a\":\"b\"}", "{\"a\":\"c\"}", "{\"a\":\"c\"}"},
    {"{\"a\":\"b\"}", "{\"b\":\"c\"}", "{\"a\":\"b\",\"b\":\"c\"}"},
    {"{\"a\":\"b\"}", "{\"a\":null}", "{}"},
    {"{\"a\":\"b\",\"b\":\"c\"}", "{\"a\":null}", "{\"b\":\"c\"}"},
    {"{\"a\":[\"b\"]}", "{\"a\":\"c\"}", "{\"a\":\"c\"}"},
    {"{\"a\":\"c\"}", "{\"a\":[\"b\"]}", "{\"a\":[\"b\"]}"},
    {"{\"a\":{\"b\":\"c\"}}", "{\"a\":{\"b\":\"d\",\"c\":null}}", "{\"a\":{\"b\":\"d\"}}"},
    {"{\"a\":[{\"b\":\"c\"}]}", "{\"a\":[1]}", "{\"a\":[1]}"},
    {"[\"a\",\"b\"]", "[\"c\",\"d\"]", "[\"c\",\"d\"]"},
    {"{\"a\":\"b\"}", "[\"c\"]", "[\"c\"]"},
    {"{\"a\":\"foo\"}", "null", "null"},
    {"{\"a\":\"foo\"}", "\"bar\"", "\"bar\""},
    {"{\"e\":null}", "{\"a\":1}", "{\"e\":null,\"a\":1}"},
    {"[1,2]", "{\"a\":\"b\",\"c\":null}", "{\"a\":\"b\"}"},
    {"{}", "{\"a\":{\"bb\":{\"ccc\":null}}}", "{\"a\":{\"bb\":{}}}"},
};

static json_t *json(const char *text)
{
    json_t *value = json_loads(text, JSON_DECODE_ANY, NULL);
    assert_non_null(value);
    return value;
}

static void the_examples_of_the_rfc(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        json_t *target = json(examples[i].target), *patch = json(examples[i].patch);
        json_t *before = json_deep_copy(target), *asked = json_deep_copy(patch);
        json_t *merged = merge_patch(target, patch), *result = json(examples[i].result);
        if (!json_equal(merged, result)) {
            fail_msg("example %zu", i + 1);
        }
        assert_true(json_equal(target, before) && json_equal(patch, asked));
        json_decref(merged);
        json_decref(result);
        json_decref(target);
        json_decref(patch);
        json_decref(before);
        json_decref(asked);
    }
}

static void nothing_is_a_target_too(void **state)
{
    (void)state;
    json_t *patch = json("{\"a\":{\"b\":null,\"c\":1}}"), *result = json("{\"a\":{\"c\":1}}");
    json_t *merged = merge_patch(NULL, patch);
    assert_true(json_equal(merged, result));
    json_decref(merged);
    json_decref(result);
    json_decref(patch);
}

/* Two patches one after the other, or as one. */
static void one_patch_for_two(void **state)
{
    (void)state;
    static const struct {
        const char *target, *first, *second;
    } cases[] = {
        {"{\"a\":1,\"b\":{\"c\":2}}", "{\"a\":2}", "{\"b\":{\"c\":3}}"},
        {"{\"a\":1}", "{\"a\":2}", "{\"a\":null}"},
        {"{\"a\":1}", "{\"a\":null}", "{\"a\":5}"},
        {"{\"b\":{\"c\":2,\"d\":1}}", "{\"b\":{\"c\":null}}", "{\"b\":{\"d\":null,\"e\":1}}"},
        {"{\"b\":[1]}", "{\"b\":{\"c\":1}}", "{\"b\":[2]}"},
        {"{}", "{\"a\":{\"b\":1}}", "{\"a\":{\"c\":null,\"d\":2}}"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        json_t *target = json(cases[i].target);
        json_t *first = json(cases[i].first), *second = json(cases[i].second);
        json_t *once = merge_patch(target, first), *twice = merge_patch(once, second);
        json_t *both = merge_in_turn(first, second), *at_once = merge_patch(target, both);
        if (!json_equal(twice, at_once)) {
            fail_msg("case %zu", i);
        }
        json_t *all[] = {target, first, second, once, twice, both, at_once};
        for (size_t j = 0; j < 7; j++) {
            json_decref(all[j]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_examples_of_the_rfc),
        cmocka_unit_test(nothing_is_a_target_too),
        cmocka_unit_test(one_patch_for_two),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
