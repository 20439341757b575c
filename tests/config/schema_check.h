#pragma once

/*
 * As much of JSON Schema (draft 2020-12) as our schema uses. An unknown keyword fails the test:
 * what is not checked here must not be promised there.
 */

#include <regex.h>

#include <jansson.h>

#include "config_test.h"

static inline bool schema_accepts(const json_t *root, const json_t *schema, const json_t *value);

static inline bool matches(const char *pattern, const char *text)
{
    regex_t expression;
    assert_int_equal(regcomp(&expression, pattern, REG_EXTENDED | REG_NOSUB), 0);
    bool match = regexec(&expression, text, 0, NULL, 0) == 0;
    regfree(&expression);
    return match;
}

static inline bool is_type(const json_t *value, const char *type)
{
    double number = json_number_value(value);
    return (strcmp(type, "object") == 0 && json_is_object(value)) ||
           (strcmp(type, "array") == 0 && json_is_array(value)) ||
           (strcmp(type, "string") == 0 && json_is_string(value)) ||
           (strcmp(type, "boolean") == 0 && json_is_boolean(value)) ||
           (strcmp(type, "number") == 0 && json_is_number(value)) ||
           (strcmp(type, "integer") == 0 && json_is_number(value) &&
            number == (double)(long long)number);
}

static inline bool contains_value(const json_t *list, size_t count, const json_t *value)
{
    for (size_t i = 0; i < count; i++) {
        if (json_equal(json_array_get(list, i), value)) {
            return true;
        }
    }
    return false;
}

static inline bool is_unique(const json_t *list)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        if (contains_value(list, i, json_array_get(list, i))) {
            return false;
        }
    }
    return true;
}

static inline bool any_of(const json_t *root, const json_t *schemas, const json_t *value)
{
    for (size_t i = 0; i < json_array_size(schemas); i++) {
        if (schema_accepts(root, json_array_get(schemas, i), value)) {
            return true;
        }
    }
    return false;
}

static inline bool items_accepted(const json_t *root, const json_t *schema, const json_t *list)
{
    const json_t *prefix = json_object_get(schema, "prefixItems");
    const json_t *items = json_object_get(schema, "items");
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *of = i < json_array_size(prefix) ? json_array_get(prefix, i) : items;
        if (of && !schema_accepts(root, of, json_array_get(list, i))) {
            return false;
        }
    }
    return true;
}

/* The schema of one member: by its name, by a pattern, or NULL when none may be there. */
static inline const json_t *member_schema(const json_t *schema, const char *name)
{
    const json_t *by_name = json_object_get(json_object_get(schema, "properties"), name);
    json_t *patterns = json_object_get(schema, "patternProperties"), *of;
    const char *pattern;
    if (by_name) {
        return by_name;
    }
    json_object_foreach(patterns, pattern, of)
    {
        if (matches(pattern, name)) {
            return of;
        }
    }
    return NULL;
}

static inline bool members_accepted(const json_t *root, const json_t *schema, const json_t *value)
{
    const char *name;
    json_t *member;
    const json_t *required = json_object_get(schema, "required");
    assert_true(json_is_false(json_object_get(schema, "additionalProperties")));
    json_object_foreach((json_t *)value, name, member)
    {
        const json_t *of = member_schema(schema, name);
        if (!of || !schema_accepts(root, of, member)) {
            return false;
        }
    }
    for (size_t i = 0; i < json_array_size(required); i++) {
        if (!json_object_get(value, json_string_value(json_array_get(required, i)))) {
            return false;
        }
    }
    return true;
}

static inline size_t size_of_value(const json_t *value)
{
    return json_is_string(value)  ? json_string_length(value)
           : json_is_array(value) ? json_array_size(value)
                                  : json_object_size(value);
}

/* What a keyword that stands alone says of the value; unknown ones fail. */
static inline bool keyword_accepts(const json_t *root, const char *keyword, const json_t *of,
                                   const json_t *value)
{
    static const char *const elsewhere[] = {
        "description", "default",    "title",    "$schema",           "$comment",
        "$defs",       "properties", "required", "patternProperties", "additionalProperties",
        "items",       "prefixItems"};
    for (size_t i = 0; i < sizeof elsewhere / sizeof *elsewhere; i++) {
        if (strcmp(keyword, elsewhere[i]) == 0) {
            return true;
        }
    }
    double bound = json_number_value(of), number = json_number_value(value);
    if (strcmp(keyword, "type") == 0) {
        return is_type(value, json_string_value(of));
    }
    if (strcmp(keyword, "enum") == 0) {
        return contains_value(of, json_array_size(of), value);
    }
    if (strcmp(keyword, "const") == 0) {
        return json_equal(of, value);
    }
    if (strcmp(keyword, "anyOf") == 0) {
        return any_of(root, of, value);
    }
    if (strcmp(keyword, "pattern") == 0) {
        return !json_is_string(value) || matches(json_string_value(of), json_string_value(value));
    }
    if (strcmp(keyword, "uniqueItems") == 0) {
        return !json_is_array(value) || is_unique(value);
    }
    if (strcmp(keyword, "minimum") == 0 || strcmp(keyword, "maximum") == 0) {
        return !json_is_number(value) || (keyword[1] == 'i' ? number >= bound : number <= bound);
    }
    double size = (double)size_of_value(value);
    if (strcmp(keyword, "minLength") == 0 || strcmp(keyword, "minItems") == 0 ||
        strcmp(keyword, "minProperties") == 0) {
        return size >= bound;
    }
    if (strcmp(keyword, "maxLength") == 0 || strcmp(keyword, "maxItems") == 0) {
        return size <= bound;
    }
    if (strcmp(keyword, "$ref") == 0) {
        const char *name = strrchr(json_string_value(of), '/') + 1;
        return schema_accepts(root, json_object_get(json_object_get(root, "$defs"), name), value);
    }
    fail_msg("the schema uses '%s', which this test does not know", keyword);
    return false;
}

static inline bool schema_accepts(const json_t *root, const json_t *schema, const json_t *value)
{
    const char *keyword;
    json_t *of;
    if (json_is_true(schema)) {
        return true;
    }
    assert_true(json_is_object(schema));
    json_object_foreach((json_t *)schema, keyword, of)
    {
        if (!keyword_accepts(root, keyword, of, value)) {
            return false;
        }
    }
    if (json_is_array(value) && !items_accepted(root, schema, value)) {
        return false;
    }
    return !json_is_object(value) || !json_object_get(schema, "properties") ||
           members_accepted(root, schema, value);
}
