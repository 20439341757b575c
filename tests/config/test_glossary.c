#include "config_test.h"

#include <stdlib.h>

#include <jansson.h>

#include "base/text.h"
#include "config/glossary.h"

static const struct catalogue *catalogue_of(void **state)
{
    return ((const struct world *)*state)->config.catalogue;
}

static size_t characters(const char *text)
{
    size_t count = 0;
    while (text_next(&text)) {
        count++;
    }
    return count;
}

static void test_there_are_enough(void **state)
{
    assert_true(glossary_count(catalogue_of(state)) >= 150);
    assert_true(catalogue_of(state)->term_count >= 70);
}

/* Ids in order, and no word twice: a metric is explained by its own entry alone. */
static void test_each_stands_once(void **state)
{
    const struct catalogue *catalogue = catalogue_of(state);
    for (size_t i = 1; i < catalogue->term_count; i++) {
        if (strcmp(catalogue->terms[i - 1].id, catalogue->terms[i].id) >= 0) {
            fail_msg("'%s' is out of order", catalogue->terms[i].id);
        }
    }
    for (size_t i = 0; i < glossary_count(catalogue); i++) {
        struct glossary_entry a = glossary_at(catalogue, i);
        for (size_t j = 0; j < i; j++) {
            struct glossary_entry b = glossary_at(catalogue, j);
            assert_string_not_equal(a.id, b.id);
            assert_string_not_equal(a.name.in[LANGUAGE_JA], b.name.in[LANGUAGE_JA]);
            assert_string_not_equal(a.name.in[LANGUAGE_EN], b.name.in[LANGUAGE_EN]);
            assert_string_not_equal(a.definition.in[LANGUAGE_JA], b.definition.in[LANGUAGE_JA]);
            assert_string_not_equal(a.definition.in[LANGUAGE_EN], b.definition.in[LANGUAGE_EN]);
        }
    }
}

static bool is_kana(const char *text)
{
    bool all = *text != '\0';
    for (uint32_t c; (c = text_next(&text)) != 0;) {
        all = all && ((c >= 0x3041 && c <= 0x3096) || c == 0x30fc);
    }
    return all;
}

/* One sentence each, short enough to be read at a glance. */
static void test_sentences(void **state)
{
    const struct catalogue *catalogue = catalogue_of(state);
    for (size_t i = 0; i < glossary_count(catalogue); i++) {
        struct glossary_entry entry = glossary_at(catalogue, i);
        const char *ja = entry.definition.in[LANGUAGE_JA], *en = entry.definition.in[LANGUAGE_EN];
        size_t length = strlen(en);
        bool good = characters(ja) >= 5 && characters(ja) <= 90 && length >= 15 && length <= 180 &&
                    en[length - 1] == '.' && strcmp(ja + strlen(ja) - strlen("。"), "。") == 0 &&
                    (entry.reading == NULL || is_kana(entry.reading));
        if (!good) {
            fail_msg("'%s': '%s', '%s', '%s'", entry.id, ja, en,
                     entry.reading ? entry.reading : "");
        }
    }
}

/* The reader lets one language stand for the other; the pack may not make use of it. */
static void test_both_languages(void **state)
{
    (void)state;
    static const char *const keys[] = {"name", "definition"};
    static const char *const languages[] = {"ja", "en"};
    size_t length;
    char *bytes = catalogue_built_in_text(&length);
    json_t *pack = json_loadb(bytes, length, JSON_REJECT_DUPLICATES, NULL), *value;
    const char *id;
    free(bytes);
    assert_true(json_object_size(json_object_get(pack, "words")) > 0);
    json_object_foreach(json_object_get(pack, "words"), id, value)
    {
        for (size_t i = 0; i < 4; i++) {
            const json_t *caption = json_object_get(value, keys[i / 2]);
            if (!json_is_string(json_object_get(caption, languages[i % 2]))) {
                fail_msg("%s of '%s' lacks a language", keys[i / 2], id);
            }
        }
    }
    json_decref(pack);
}

static void test_found_by_any_form(void **state)
{
    static const struct {
        const char *wanted, *id;
        enum glossary_match match;
    } cases[] = {
        {"on-time-rate", "on-time-rate", MATCH_WHOLE},
        {"納期率", "on-time-rate", MATCH_WHOLE},
        {"のうきりつ", "on-time-rate", MATCH_WHOLE},
        {"ノウキリツ", "on-time-rate", MATCH_WHOLE},
        {"ﾉｳｷﾘﾂ", "on-time-rate", MATCH_WHOLE},
        {"On-Time Rate", "on-time-rate", MATCH_WHOLE},
        {"ontimerate", "on-time-rate", MATCH_WHOLE},
        {"納期", "on-time-rate", MATCH_PART},
        {"納期遵守率", "on-time-rate", MATCH_WHOLE},
        {"acw", "after-call-work", MATCH_WHOLE},
        {"ＡＣＷ", "after-call-work", MATCH_WHOLE},
        {"後処理時間", "after-call-work", MATCH_WHOLE},
        {"AHT", "average-handle-time", MATCH_WHOLE},
        {"シフト遵守率", "schedule-adherence", MATCH_WHOLE},
        {"adherence", "schedule-adherence", MATCH_WHOLE},
        {"未処理", "backlog", MATCH_WHOLE},
        {"応答率", "answer-rate", MATCH_WHOLE},
        {"放棄率", "abandonment-rate", MATCH_WHOLE},
        {"稼働率", "utilisation", MATCH_WHOLE},
        {"占有率", "occupancy", MATCH_WHOLE},
        {"さーびすれべる", "service-level", MATCH_WHOLE},
        {"erlang c", "erlang-c", MATCH_WHOLE},
        {"アーランC", "erlang-c", MATCH_WHOLE},
        {"更新停止", "last-known", MATCH_WHOLE},
        {"超過", "missed", MATCH_WHOLE},
        {"納期率だ", "on-time-rate", MATCH_NONE},
        {"", "on-time-rate", MATCH_NONE},
        {" -", "on-time-rate", MATCH_NONE},
        {"応答率", "on-time-rate", MATCH_NONE},
    };
    const struct catalogue *catalogue = catalogue_of(state);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t at = 0;
        while (strcmp(glossary_at(catalogue, at).id, cases[i].id) != 0) {
            at++;
            assert_true(at < glossary_count(catalogue));
        }
        struct glossary_entry entry = glossary_at(catalogue, at);
        if (glossary_match(&entry, cases[i].wanted) != cases[i].match) {
            fail_msg("'%s' in '%s'", cases[i].wanted, cases[i].id);
        }
    }
}

static void test_the_nearest(void **state)
{
    static const char *const cases[][2] = {
        {"shrinkag", "shrinkage"}, {"納期立", "納期率"}, {"xxxxxxxxxxxxxxxxxxxx", NULL}};
    const struct catalogue *catalogue = catalogue_of(state);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct nearest nearest = nearest_to(cases[i][0]);
        for (size_t at = 0; at < glossary_count(catalogue); at++) {
            struct glossary_entry entry = glossary_at(catalogue, at);
            glossary_offer(&entry, &nearest);
        }
        if (cases[i][1] == NULL) {
            assert_null(nearest.found);
        } else {
            assert_string_equal(nearest.found, cases[i][1]);
        }
    }
}

/* A pack of a site's own may have none; what it has is judged as strictly as its metrics. */
static void test_bad_words(void **state)
{
    (void)state;
    static const struct {
        const char *words, *pointer, *code;
    } cases[] = {
        {"{}", NULL, NULL},
        {"{\"w\":{\"name\":\"n\",\"definition\":\"d\"}}", NULL, NULL},
        {"{\"w\":{\"name\":\"n\"}}", "/words/w/definition", "missing"},
        {"{\"w\":{\"name\":\"n\",\"definition\":\"d\",\"read\":\"r\"}}", "/words/w/read",
         "unknown-key"},
        {"{\"w\":{\"name\":\"n\",\"definition\":\"d\",\"reading\":1}}", "/words/w/reading", "type"},
        {"{\"W\":{\"name\":\"n\",\"definition\":\"d\"}}", "/words/W", "id"},
        {"[]", "/words", "type"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t length;
        char *bytes = catalogue_built_in_text(&length);
        json_t *pack = json_loadb(bytes, length, 0, NULL);
        json_object_set_new(pack, "words", json_loads(cases[i].words, 0, NULL));
        char *text = json_dumps(pack, 0);
        struct faults *faults = faults_create();
        struct arena *arena = arena_create();
        const struct catalogue *read = catalogue_read(text, strlen(text), arena, faults);
        bool fine = cases[i].code == NULL;
        if ((read != NULL) != fine || faults_count(faults) != (fine ? 0 : 1) ||
            (!fine && !has_fault(faults, SEVERITY_FAULT, cases[i].pointer, cases[i].code))) {
            print_faults(faults);
            fail_msg("%s", cases[i].words);
        }
        arena_destroy(arena);
        faults_destroy(faults);
        free(text);
        json_decref(pack);
        free(bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_there_are_enough),  cmocka_unit_test(test_each_stands_once),
        cmocka_unit_test(test_sentences),         cmocka_unit_test(test_both_languages),
        cmocka_unit_test(test_found_by_any_form), cmocka_unit_test(test_the_nearest),
        cmocka_unit_test(test_bad_words),
    };
    return cmocka_run_group_tests(tests, world_open, world_close);
}
