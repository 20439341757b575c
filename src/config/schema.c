#include "config/schema.h"

#include <stdlib.h>

#include <jansson.h>

#include "config/document.h"
#include "config/keys.h"
#include "kpi/hours.h"

#define TEXT_OF(value) #value
#define DIGITS(macro) TEXT_OF(macro)

#define ID_PATTERN "^[a-z0-9-]{1,64}$"
#define DAY_PATTERN "^(daily|(mon|tue|wed|thu|fri|sat|sun)(-(mon|tue|wed|thu|fri|sat|sun))?)$"
#define FROM_PATTERN "^([01][0-9]|2[0-3]):[0-5][0-9]$"
#define TO_PATTERN "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"
#define COLOUR_PATTERN "^#[0-9a-fA-F]{6}$"
#define DATE_PATTERN "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
#define OCTETS_PATTERN "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"
#define SHIFT                                                                                      \
    "{\"type\":\"array\",\"prefixItems\":[{\"type\":\"string\",\"pattern\":\"" FROM_PATTERN        \
    "\"},{\"type\":\"string\",\"pattern\":\"" TO_PATTERN "\"}],\"minItems\":2,\"maxItems\":2}"

#define LINE "{\"type\":\"string\",\"minLength\":1,\"maxLength\":" DIGITS(TEXT_CHARACTERS) "}"
#define LIST_OF(pattern)                                                                           \
    "{\"type\":\"array\",\"uniqueItems\":true,\"maxItems\":" DIGITS(                               \
        LIST_ITEMS) ",\"items\":{\"type\":\"string\",\"pattern\":\"" pattern "\"}}"
#define SHIFTS                                                                                     \
    "{\"type\":\"array\",\"items\":" SHIFT                                                         \
    ",\"minItems\":1,\"maxItems\":" DIGITS(SHIFTS_PER_DAY) "}"

/* Schemas of the types that have neither a range nor words of their own. */
static const char *const fixed[] = {
    [KEY_FLAG] = "{\"type\":\"boolean\"}",
    [KEY_ID] = "{\"type\":\"string\",\"pattern\":\"" ID_PATTERN "\"}",
    [KEY_IDS] = LIST_OF(ID_PATTERN),
    [KEY_COLOUR] = "{\"type\":\"string\",\"pattern\":\"" COLOUR_PATTERN "\"}",
    [KEY_TEXT] = LINE,
    [KEY_SECRET] = LINE,
    [KEY_PEM] = "{\"type\":\"string\",\"pattern\":\"-----BEGIN \"}",
    [KEY_CAPTION] = "{\"anyOf\":[" LINE ",{\"$ref\":\"#/$defs/text\"}]}",
    [KEY_BOUNDS] = "{\"anyOf\":[{\"type\":\"number\"},{\"type\":\"array\","
                   "\"items\":{\"type\":\"number\"},\"minItems\":2,\"maxItems\":2}]}",
    [KEY_HOURS] = "{\"type\":\"object\",\"properties\":{\"//\":true},\"patternProperties\":{"
                  "\"" DAY_PATTERN "\":{\"anyOf\":[" SHIFT "," SHIFTS "]}},"
                  "\"additionalProperties\":false}",
    [KEY_DATE] = "{\"type\":\"string\",\"pattern\":\"" DATE_PATTERN "\"}",
    [KEY_DATES] = LIST_OF(DATE_PATTERN),
    [KEY_OCTETS] = "{\"type\":\"string\",\"pattern\":\"" OCTETS_PATTERN "\"}",
    [KEY_OBJECT] = "{\"type\":\"object\"}",
};

static json_t *reference(const struct section *section)
{
    return json_pack("{s:s+}", "$ref", "#/$defs/", section->name);
}

/* 10 and not 10.0: whole bounds read better. */
static json_t *number(double value)
{
    return value == (double)(json_int_t)value ? json_integer((json_int_t)value) : json_real(value);
}

static json_t *words_schema(const struct key *key)
{
    json_t *list = json_array();
    for (int i = 0; key->word(i); i++) {
        json_array_append_new(list, key->type == KEY_INTEGER ? json_integer(atoi(key->word(i)))
                                                             : json_string(key->word(i)));
    }
    return json_pack("{s:o}", "enum", list);
}

static json_t *number_schema(const struct key *key)
{
    json_t *range =
        json_pack("{s:s,s:o,s:o}", "type", key->type == KEY_INTEGER ? "integer" : "number",
                  "minimum", number(key->minimum), "maximum", number(key->maximum));
    return key->zero_too ? json_pack("{s:[{s:i},o]}", "anyOf", "const", 0, range) : range;
}

static json_t *map_schema(const struct key *key)
{
    json_t *map = json_pack("{s:s,s:{s:b},s:{s:o},s:b}", "type", "object", "properties",
                            COMMENT_KEY, 1, "patternProperties", ID_PATTERN,
                            reference(key->section), "additionalProperties", 0);
    if (key->required) {
        json_object_set_new(map, "minProperties", json_integer(1));
    }
    return map;
}

static json_t *type_schema(const struct key *key)
{
    switch (key->type) {
    case KEY_SECTION:
        return reference(key->section);
    case KEY_MAP:
        return map_schema(key);
    case KEY_WORDS:
        return json_pack("{s:s,s:b,s:i,s:o}", "type", "array", "uniqueItems", 1, "minItems", 1,
                         "items", words_schema(key));
    case KEY_INTEGER:
    case KEY_NUMBER:
    case KEY_WORD:
        return key->word ? words_schema(key) : number_schema(key);
    default:
        return json_loads(fixed[key->type], 0, NULL);
    }
}

static json_t *key_schema(const struct key *key)
{
    json_t *schema = type_schema(key);
    json_object_set_new(schema, "description", json_string(key->help));
    if (key->fallback) {
        json_object_set_new(schema, "default", json_loads(key->fallback, JSON_DECODE_ANY, NULL));
    }
    return schema;
}

/* An amended one need not say what the catalogue says. */
static json_t *section_schema(const struct section *section, bool amended)
{
    json_t *properties = json_pack("{s:b}", COMMENT_KEY, 1), *required = json_array();
    for (size_t i = 0; i < section->count; i++) {
        const struct key *key = &section->keys[i];
        json_object_set_new(properties, key->name, key_schema(key));
        if (key->required && !amended) {
            json_array_append_new(required, json_string(key->name));
        }
    }
    return json_pack("{s:s,s:o,s:o,s:b}", "type", "object", "properties", properties, "required",
                     required, "additionalProperties", 0);
}

/* A section and all that it is made of. */
static void define(json_t *definitions, const struct section *section, bool amended)
{
    if (json_object_get(definitions, section->name)) {
        return;
    }
    json_object_set_new(definitions, section->name, section_schema(section, amended));
    for (size_t i = 0; i < section->count; i++) {
        const struct key *key = &section->keys[i];
        if (key->section) {
            define(definitions, key->section, key->amends);
        } else if (key->type == KEY_CAPTION) {
            define(definitions, &section_caption, false);
        }
    }
}

char *schema_text(void)
{
    json_t *definitions = json_object();
    define(definitions, &section_board, false);
    define(definitions, &section_connection, false); /* beside a board, in the same envelope */
    json_t *schema = json_pack("{s:s,s:s,s:s,s:s,s:o}", "$schema",
                               "https://json-schema.org/draft/2020-12/schema", "title",
                               "Wallboard board file", "$ref", "#/$defs/board", "$comment",
                               "Made from the program's table of keys.", "$defs", definitions);
    char *text = json_dumps(schema, JSON_INDENT(1));
    json_decref(schema);
    return text;
}
