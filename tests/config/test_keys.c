#include "config_test.h"
#include "schema_check.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>

#include "config/entries.h"
#include "config/keys.h"
#include "config/reader.h"
#include "config/schema.h"

/* Everything here is generated from the table itself: a new key is tested by being there. */

static json_t *schema;

static int schema_open(void **state)
{
    (void)state;
    char *text = schema_text();
    schema = json_loads(text, 0, NULL);
    free(text);
    return schema ? 0 : -1;
}

static int schema_close(void **state)
{
    (void)state;
    json_decref(schema);
    return 0;
}

typedef void key_check(const struct section *section, const struct key *key);

static void for_each_key(key_check *check)
{
    for (size_t i = 0; sections[i]; i++) {
        for (size_t j = 0; j < sections[i]->count; j++) {
            check(sections[i], &sections[i]->keys[j]);
        }
    }
}

static bool is_number(const struct key *key)
{
    return (key->type == KEY_INTEGER || key->type == KEY_NUMBER) && !key->word;
}

/* Whether the reader takes `value` behind the key, and that the schema agrees. */
static bool taken(const struct section *section, const struct key *key, json_t *value, void *slot)
{
    struct faults *faults = faults_create();
    struct arena *arena = arena_create();
    struct reader reader = {.arena = arena, .faults = faults};
    read_value(&reader, key, value, slot);
    bool right = faults_count(faults) == 0;
    const json_t *of = json_object_get(json_object_get(schema, "$defs"), section->name);
    const json_t *promised = json_object_get(json_object_get(of, "properties"), key->name);
    if (promised && schema_accepts(schema, promised, value) != right) {
        print_faults(faults);
        fail_msg("reader and schema differ over %s of a %s", key->name, section->name);
    }
    json_decref(value);
    arena_destroy(arena);
    faults_destroy(faults);
    return right;
}

static void expect(const struct section *section, const struct key *key, json_t *value, bool right)
{
    double slot[64] = {0};
    char *text = json_dumps(value, JSON_ENCODE_ANY);
    if (taken(section, key, value, slot) != right) {
        fail_msg("%s of a %s: %s is %s", key->name, section->name, text,
                 right ? "refused" : "taken");
    }
    free(text);
}

/* ---- Documented ----------------------------------------------------------------------------- */

static void check_documented(const struct section *section, const struct key *key)
{
    size_t length = key->help ? strlen(key->help) : 0;
    if (length < 8 || key->help[length - 1] != '.' || !isupper((unsigned char)key->help[0])) {
        fail_msg("%s of a %s has no sentence of help", key->name, section->name);
    }
    assert_int_equal(strspn(key->name, "abcdefghijklmnopqrstuvwxyz_"), strlen(key->name));
    assert_true(key->offset < section->size);
    assert_false(key->required && key->fallback);
    if (is_number(key)) {
        assert_true(key->minimum < key->maximum);
        assert_true(!key->zero_too || key->minimum > 0);
        /* ABSENT must not be a value that somebody may write. */
        assert_true(key->type != KEY_INTEGER || key->required || key->minimum > ABSENT);
    }
    if (key->type == KEY_SECTION || key->type == KEY_MAP) {
        assert_non_null(key->section);
    }
    if (key->type == KEY_WORD || key->type == KEY_WORDS) {
        assert_non_null(key->word);
    }
    for (const struct key *other = section->keys; other < key; other++) {
        assert_string_not_equal(other->name, key->name);
    }
}

static void test_documented(void **state)
{
    (void)state;
    for_each_key(check_documented);
}

/* ---- Defaults ------------------------------------------------------------------------------- */

/* The struct of a section after an empty object was read. */
static char *read_empty(const struct section *section, struct arena *arena)
{
    struct faults *faults = faults_create();
    struct reader reader = {.arena = arena, .faults = faults};
    char *into = arena_take(arena, section->size);
    json_t *empty = json_object();
    read_section(&reader, section, empty, into);
    for (size_t i = 0; i < faults_count(faults); i++) {
        assert_string_equal(faults_at(faults, i)->code, "missing");
    }
    json_decref(empty);
    faults_destroy(faults);
    return into;
}

static void check_value(const struct key *key, const char *slot, const json_t *value)
{
    switch (key->type) {
    case KEY_INTEGER:
        assert_int_equal(*(const int *)(const void *)slot, json_integer_value(value));
        break;
    case KEY_NUMBER:
        assert_true(*(const double *)(const void *)slot == json_number_value(value));
        break;
    case KEY_WORD:
        assert_string_equal(key->word(*(const int *)(const void *)slot), json_string_value(value));
        break;
    case KEY_FLAG:
        assert_int_equal(*(const bool *)(const void *)slot, json_is_true(value));
        break;
    case KEY_TEXT:
        assert_string_equal(*(const char *const *)(const void *)slot, json_string_value(value));
        break;
    case KEY_CAPTION:
        assert_string_equal(((const struct words *)(const void *)slot)->in[LANGUAGE_EN],
                            json_string_value(json_object_get(value, "en")));
        break;
    case KEY_DATES:
        assert_int_equal(((const struct holidays *)(const void *)slot)->count,
                         json_array_size(value));
        break;
    case KEY_MAP:
        assert_int_equal(((const struct entry_list *)(const void *)slot)->count,
                         json_object_size(value));
        break;
    case KEY_SECTION: /* its keys are checked as those of their own section */
        break;
    default:
        fail_msg("no test for a default of '%s'", key->name);
    }
}

static void check_absent(const struct key *key, const char *slot)
{
    if (key->type == KEY_INTEGER || key->type == KEY_WORD) {
        assert_int_equal(*(const int *)(const void *)slot, ABSENT);
    } else if (key->type == KEY_NUMBER) {
        assert_true(isnan(*(const double *)(const void *)slot));
    } else if (key->type == KEY_TEXT || key->type == KEY_ID || key->type == KEY_HOURS ||
               key->type == KEY_SECRET || key->type == KEY_PEM) {
        assert_null(*(void *const *)(const void *)slot);
    } else if (key->type == KEY_DATE) {
        assert_int_equal(*(const int *)(const void *)slot, 0);
    } else if (key->type == KEY_OCTETS) {
        assert_null(((const struct octets *)(const void *)slot)->bytes);
    } else if (key->type == KEY_BOUNDS) {
        assert_false(((const struct given_bounds *)(const void *)slot)->set);
    }
}

static void check_default(const struct section *section, const struct key *key)
{
    struct arena *arena = arena_create();
    const char *slot = read_empty(section, arena) + key->offset;
    if (key->fallback) {
        json_t *value = json_loads(key->fallback, JSON_DECODE_ANY, NULL);
        assert_non_null(value);
        check_value(key, slot, value);
        expect(section, key, value, true);
    } else {
        check_absent(key, slot);
    }
    arena_destroy(arena);
}

static void test_defaults(void **state)
{
    (void)state;
    for_each_key(check_default);
}

/* ---- Bounds --------------------------------------------------------------------------------- */

static json_t *number(const struct key *key, double value)
{
    return key->type == KEY_INTEGER ? json_integer((json_int_t)value) : json_real(value);
}

static void check_bounds(const struct section *section, const struct key *key)
{
    if (!is_number(key)) {
        return;
    }
    expect(section, key, number(key, key->minimum), true);
    expect(section, key, number(key, key->maximum), true);
    expect(section, key, number(key, key->minimum - 1), key->zero_too && key->minimum == 1);
    expect(section, key, number(key, key->maximum + 1), false);
    expect(section, key, json_integer(0), key->zero_too || key->minimum <= 0);
    if (key->type == KEY_INTEGER) {
        expect(section, key, json_real(key->minimum + 0.5), false);
        expect(section, key, json_real(key->minimum), true);
    } else {
        expect(section, key, json_real(key->minimum - 0.001), false);
        expect(section, key, json_real(key->minimum + 0.001), true);
    }
}

static void test_bounds(void **state)
{
    (void)state;
    for_each_key(check_bounds);
}

static void check_words(const struct section *section, const struct key *key)
{
    union {
        double room[8]; /* for any value */
        int number;
        unsigned bits;
    } slot;
    for (int i = 0; key->word && key->word(i); i++) {
        const char *word = key->word(i);
        if (key->type == KEY_INTEGER) {
            assert_true(taken(section, key, json_integer(atoi(word)), &slot));
            assert_int_equal(slot.number, atoi(word));
        } else if (key->type == KEY_WORD) {
            assert_true(taken(section, key, json_string(word), &slot));
            assert_int_equal(slot.number, i);
        } else {
            assert_true(taken(section, key, json_pack("[s]", word), &slot));
            assert_int_equal(slot.bits, 1u << i);
        }
    }
    if (key->word) {
        expect(section, key, json_string("nonsense"), false);
        expect(section, key, json_pack("[s]", "nonsense"), false);
        expect(section, key, json_integer(77), false);
    }
}

static void test_words(void **state)
{
    (void)state;
    for_each_key(check_words);
}

/* No key takes a value of another kind, and reader and schema agree over all of them. */
static void check_kinds(const struct section *section, const struct key *key)
{
    unsigned allowed = 0;
    const char *const kinds[] = {"null", "true", "12345678901", "\"a b\"", "[[]]", "{\"x\":0}"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        double slot[64] = {0};
        json_t *value = json_loads(kinds[i], JSON_DECODE_ANY, NULL);
        allowed |= taken(section, key, value, slot) ? 1u << i : 0;
    }
    bool text = key->type == KEY_TEXT || key->type == KEY_SECRET || key->type == KEY_CAPTION;
    bool figure = key->type == KEY_BOUNDS || (is_number(key) && key->maximum > 12345678901);
    unsigned expected = key->type == KEY_FLAG ? 1u << 1 : figure ? 1u << 2 : text ? 1u << 3 : 0;
    if (allowed != expected) {
        fail_msg("%s of a %s takes 0x%x and not 0x%x", key->name, section->name, allowed, expected);
    }
}

static void test_kinds(void **state)
{
    (void)state;
    for_each_key(check_kinds);
}

/* A misspelt key is found again, whatever it is. */
static void check_misspelt(const struct section *section, const struct key *key)
{
    char name[80], hint[96];
    snprintf(name, sizeof name, "%sx", key->name);
    snprintf(hint, sizeof hint, "Did you mean '%s'?", key->name);
    struct faults *faults = faults_create();
    struct arena *arena = arena_create();
    struct reader reader = {.arena = arena, .faults = faults};
    json_t *object = json_pack("{s:i}", name, 1);
    read_section(&reader, section, object, arena_take(arena, section->size));
    assert_string_equal(faults_at(faults, 0)->code, "unknown-key");
    if (!strstr(faults_at(faults, 0)->message, hint)) {
        fail_msg("'%s': %s", name, faults_at(faults, 0)->message);
    }
    json_decref(object);
    arena_destroy(arena);
    faults_destroy(faults);
}

static void test_misspelt(void **state)
{
    (void)state;
    for_each_key(check_misspelt);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_documented), cmocka_unit_test(test_defaults),
        cmocka_unit_test(test_bounds),     cmocka_unit_test(test_words),
        cmocka_unit_test(test_kinds),      cmocka_unit_test(test_misspelt),
    };
    return cmocka_run_group_tests(tests, schema_open, schema_close);
}
