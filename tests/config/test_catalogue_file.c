#include "config_test.h"

#include <stdlib.h>

#include <jansson.h>
#include <math.h>

#include "base/text.h"

#define METRIC_WITHOUT_RANGE                                                                       \
    "\"table\":1,\"order\":1,\"applies\":[\"human\"],\"origin\":\"practice\","                     \
    "\"name\":\"n\",\"short_name\":\"s\",\"definition\":\"d\","                                    \
    "\"formula\":\"f\",\"unit\":\"%\",\"direction\":\"higher\",\"decimals\":0,"                    \
    "\"period\":\"today\",\"cadence_s\":10,\"min_sample\":0,\"deadband\":0,\"on_delay_s\":0,"      \
    "\"off_delay_s\":0,\"audiences\":[\"agents\"]"
#define RANGE ",\"minimum\":0,\"maximum\":100"
#define POINTS                                                                                     \
    "\"table\":0,\"order\":1,\"applies\":[\"all\"],\"origin\":\"practice\","                       \
    "\"name\":\"n\",\"short_name\":\"s\",\"definition\":\"d\",\"formula\":\"f\","                  \
    "\"unit\":\"points\",\"direction\":\"higher\",\"decimals\":0,"                                 \
    "\"period\":\"year\",\"cadence_s\":10,\"min_sample\":0,\"deadband\":0,\"on_delay_s\":0,"       \
    "\"off_delay_s\":0,\"audiences\":[\"management\"],\"minimum\":0,\"maximum\":80"
#define CATEGORIES(list, metric)                                                                   \
    "{\"version\":\"v\",\"categories\":{" list "},\"metrics\":{\"m\":{" metric                     \
    "}},\"channels\":{\"c\":{\"name\":\"n\",\"timing\":\"none\",\"assistance\":\"human\"}}}"
#define FIRST "\"a\":{\"number\":\"1.0\",\"name\":\"n\"}"
#define PACK(metric)                                                                               \
    "{\"version\":\"v\",\"metrics\":{\"m\":{" metric "}},\"channels\":{\"c\":{\"name\":\"n\","     \
    "\"timing\":\"none\",\"assistance\":\"human\"}}}"

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

/* The contract's first pack: nothing of it may get lost. */
static void test_first_metrics_are_there(void **state)
{
    static const char *const ids[] = {"service-level",
                                      "abandonment-rate",
                                      "answer-rate",
                                      "average-speed-of-answer",
                                      "average-handle-time",
                                      "occupancy",
                                      "utilisation",
                                      "contacts-waiting",
                                      "longest-wait",
                                      "agents-available",
                                      "agents-on-contact",
                                      "agents-after-call-work",
                                      "agents-away",
                                      "agents-staffed",
                                      "contacts-offered",
                                      "contacts-handled",
                                      "chat-concurrency",
                                      "on-time-rate",
                                      "backlog",
                                      "average-time-late",
                                      "oldest-item",
                                      "first-response-time",
                                      "contacts-received",
                                      "resolution-rate",
                                      "first-call-resolution",
                                      "first-contact-resolution",
                                      "customer-satisfaction",
                                      "critical-error-accuracy-customer",
                                      "critical-error-accuracy-business",
                                      "critical-error-accuracy-compliance",
                                      "forecast-accuracy",
                                      "absenteeism",
                                      "attrition",
                                      "autonomous-handle-rate"};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        if (!catalogue_find(catalogue_of(state), ids[i])) {
            fail_msg("no metric '%s'", ids[i]);
        }
    }
    assert_null(catalogue_find(catalogue_of(state), "service"));
    assert_true(catalogue_of(state)->count > sizeof ids / sizeof *ids);
    assert_string_equal(catalogue_of(state)->version, "contact-centre-2");
}

/* Each table and each trait has metrics, and what the tables are about is there by name. */
static void test_tables_are_filled(void **state)
{
    static const char *const support[] = {
        "time-to-fill",          "training-pass-rate", "qualified-staff-rate",
        "forecast-accuracy",     "schedule-adherence", "volume-against-forecast",
        "monitoring-completion", "it-availability",    "staff-against-requirement",
        "absenteeism",           "attrition",          "employee-experience"};
    const struct catalogue *catalogue = catalogue_of(state);
    size_t by_table[4] = {0}, by_trait[TRAIT_ALL + 1] = {0};
    for (size_t i = 0; i < catalogue->count; i++) {
        by_table[catalogue->metrics[i].table]++;
        for (int trait = 0; trait <= TRAIT_ALL; trait++) {
            by_trait[trait] += (catalogue->metrics[i].applies >> trait) & 1u;
        }
    }
    assert_true(by_table[0] >= 12 && by_table[1] >= 40 && by_table[2] >= 20 && by_table[3] >= 15);
    for (int trait = 0; trait <= TRAIT_ALL; trait++) {
        assert_true(by_trait[trait] >= 5);
    }
    for (size_t i = 0; i < sizeof support / sizeof *support; i++) {
        const struct metric *metric = catalogue_find(catalogue, support[i]);
        if (!metric || metric->table != 2) {
            fail_msg("'%s' is not in table 2", support[i]);
        }
    }
}

/* A benchmark is reported of four metrics, and of no other. */
static void test_benchmarks(void **state)
{
    static const struct {
        const char *id;
        double benchmark;
    } known[] = {{"on-time-rate", 95},
                 {"critical-error-accuracy-customer", 95},
                 {"critical-error-accuracy-business", 90},
                 {"critical-error-accuracy-compliance", 99.5}};
    const struct catalogue *catalogue = catalogue_of(state);
    size_t count = 0;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const struct metric *metric = catalogue_find(catalogue, known[i].id);
        assert_true(metric->benchmark == known[i].benchmark);
    }
    for (size_t i = 0; i < catalogue->count; i++) {
        count += isnan(catalogue->metrics[i].benchmark) ? 0 : 1;
    }
    assert_int_equal(count, sizeof known / sizeof *known);
    assert_true(isnan(catalogue_find(catalogue, "autonomous-handle-rate")->benchmark));
}

/* Every category has items, every item has a category and points; one assessment, out of 100. */
static void test_items(void **state)
{
    const struct catalogue *catalogue = catalogue_of(state);
    static const char *const numbers[] = {"1.0", "2.0", "3.0", "4.0"};
    size_t assessments = 0, held = 0, items = 0;
    assert_int_equal(catalogue->category_count, 4);
    for (size_t i = 0; i < catalogue->count; i++) {
        const struct metric *metric = &catalogue->metrics[i];
        assessments += metric->assessment;
        items += metric->item != NULL;
        if (metric_of_standing(metric)) {
            assert_int_equal(metric->unit, UNIT_POINTS);
            assert_int_equal(metric->table, 0);
            assert_true(metric->minimum == 0 && metric->maximum == 100);
            assert_true(isnan(metric->benchmark));
            assert_int_equal(metric->applies, 1u << TRAIT_ALL);
            assert_int_equal(metric->audiences,
                             1u << AUDIENCE_SUPERVISORS | 1u << AUDIENCE_MANAGEMENT);
        }
    }
    for (size_t c = 0; c < 4; c++) {
        size_t own = 0;
        assert_string_equal(catalogue->categories[c].number, numbers[c]);
        for (size_t i = 0; i < catalogue->count; i++) {
            own += category_holds(&catalogue->categories[c], &catalogue->metrics[i]);
        }
        assert_true(own >= 4);
        held += own;
    }
    assert_int_equal(held, items);
    assert_int_equal(assessments, 1);
    assert_true(catalogue_find(catalogue, "baseline-assessment")->assessment);
}

/* Up to the dot, and not as a text that begins alike. */
static void test_what_a_category_holds(void **state)
{
    (void)state;
    static const struct {
        const char *number, *item;
        bool holds;
    } cases[] = {
        {"1.0", "1.1", true},   {"1.0", "1.12", true}, {"1.0", "11.1", false},
        {"11.0", "1.1", false}, {"2.0", "1.2", false}, {"11.0", "11.2", true},
        {"1.0", NULL, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct category category = {.number = cases[i].number};
        const struct metric metric = {.item = cases[i].item};
        assert_int_equal(category_holds(&category, &metric), cases[i].holds);
    }
}

static void test_traits(void **state)
{
    (void)state;
    static const struct {
        enum timing timing;
        enum assistance assistance;
        enum channel_kind kind;
        unsigned traits;
    } cases[] = {
        {TIMING_REAL_TIME, ASSISTANCE_HUMAN, CHANNEL_INBOUND,
         1u << TRAIT_REAL_TIME | 1u << TRAIT_HUMAN},
        {TIMING_NONE, ASSISTANCE_DIGITAL, CHANNEL_INBOUND, 1u << TRAIT_DIGITAL},
        {TIMING_NONE, ASSISTANCE_HUMAN, CHANNEL_OUTBOUND, 1u << TRAIT_OUTBOUND | 1u << TRAIT_HUMAN},
        {TIMING_NON_REAL_TIME, ASSISTANCE_HUMAN, CHANNEL_FIELD_SERVICE,
         1u << TRAIT_NON_REAL_TIME | 1u << TRAIT_HUMAN | 1u << TRAIT_FIELD_SERVICE},
        {TIMING_NONE, ASSISTANCE_HUMAN, CHANNEL_ALL, 1u << TRAIT_ALL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(catalogue_traits(cases[i].timing, cases[i].assistance, cases[i].kind),
                         cases[i].traits);
    }
}

static void check_metric(const struct metric *metric)
{
    bool rate = metric->unit == UNIT_PERCENT;
    assert_true(text_is_id(metric->id));
    assert_true(metric->minimum < metric->maximum);
    assert_true(!rate || metric->minimum == 0);
    assert_true(!rate || metric->maximum >= 100);
    assert_true(metric->applies != 0);
    assert_true(strlen(metric->formula.in[LANGUAGE_EN]) > 10);
    assert_true(characters(metric->short_name.in[LANGUAGE_JA]) <= 5);
    assert_true(characters(metric->short_name.in[LANGUAGE_EN]) <= 9);
    assert_true(metric->audiences != 0);
    assert_true(metric->deadband * 10 < metric->maximum - metric->minimum);
    /* What is now is a gauge, damped for some 30 s and without a sample. */
    if (metric->period == PERIOD_NOW) {
        assert_int_equal(metric->min_sample, 0);
        assert_in_range(metric->on_delay_s, 20, 40);
    }
    /* Final periods stand as they are. */
    if (metric->period > PERIOD_TODAY) {
        assert_int_equal(metric->on_delay_s, 0);
        assert_int_equal(metric->off_delay_s, 0);
    }
}

static void test_metrics_are_sane(void **state)
{
    const struct catalogue *catalogue = catalogue_of(state);
    for (size_t i = 0; i < catalogue->count; i++) {
        check_metric(&catalogue->metrics[i]);
        for (size_t j = 0; j < i; j++) {
            const struct metric *a = &catalogue->metrics[i], *b = &catalogue->metrics[j];
            assert_int_not_equal(a->order, b->order);
            assert_string_not_equal(a->id, b->id);
            assert_string_not_equal(a->name.in[LANGUAGE_JA], b->name.in[LANGUAGE_JA]);
            assert_string_not_equal(a->name.in[LANGUAGE_EN], b->name.in[LANGUAGE_EN]);
            assert_string_not_equal(a->short_name.in[LANGUAGE_JA], b->short_name.in[LANGUAGE_JA]);
            assert_string_not_equal(a->short_name.in[LANGUAGE_EN], b->short_name.in[LANGUAGE_EN]);
        }
    }
}

/* The reader lets one language stand for the other; the pack may not make use of it. */
static void check_both_languages(const json_t *of, const char *id, const char *key)
{
    const json_t *caption = json_object_get(of, key);
    if (!json_is_string(json_object_get(caption, "ja")) ||
        !json_is_string(json_object_get(caption, "en"))) {
        fail_msg("%s of '%s' lacks a language", key, id);
    }
}

static void test_both_languages(void **state)
{
    (void)state;
    size_t length;
    char *bytes = catalogue_built_in_text(&length);
    json_t *pack = json_loadb(bytes, length, JSON_REJECT_DUPLICATES, NULL), *value;
    const char *id;
    free(bytes);
    assert_non_null(pack);
    json_object_foreach(json_object_get(pack, "metrics"), id, value)
    {
        check_both_languages(value, id, "name");
        check_both_languages(value, id, "short_name");
        check_both_languages(value, id, "definition");
        check_both_languages(value, id, "formula");
    }
    json_object_foreach(json_object_get(pack, "channels"), id, value)
    {
        check_both_languages(value, id, "name");
    }
    json_object_foreach(json_object_get(pack, "categories"), id, value)
    {
        check_both_languages(value, id, "name");
    }
    json_decref(pack);
}

static void check_direction(void **state, const char *id, enum direction direction)
{
    assert_int_equal(catalogue_find(catalogue_of(state), id)->direction, direction);
}

static void test_what_is_better(void **state)
{
    check_direction(state, "service-level", DIRECTION_HIGHER);
    check_direction(state, "abandonment-rate", DIRECTION_LOWER);
    check_direction(state, "occupancy", DIRECTION_BAND);
    check_direction(state, "forecast-accuracy", DIRECTION_BAND);
    check_direction(state, "backlog", DIRECTION_LOWER);
    check_direction(state, "agents-available", DIRECTION_HIGHER);
    const struct catalogue *catalogue = catalogue_of(state);
    for (size_t i = 0; i < catalogue->count; i++) {
        const char *id = catalogue->metrics[i].id;
        bool waits = strcmp(id, "contacts-waiting") == 0 || strcmp(id, "longest-wait") == 0;
        assert_int_equal(catalogue->metrics[i].drains, waits);
    }
}

static void test_the_file_is_built_in(void **state)
{
    (void)state;
    size_t length, file_length;
    char *bytes = catalogue_built_in_text(&length);
    char *file = read_file("config/catalogue/contact-centre-2.json", &file_length);
    assert_int_equal(length, file_length);
    assert_memory_equal(bytes, file, length);
    free(bytes);
    test_free(file);
}

struct bad {
    const char *document, *pointer, *code;
};

static void test_bad_packs(void **state)
{
    (void)state;
    static const struct bad packs[] = {
        {"{", "", "not-json"},
        {"[]", "", "type"},
        {PACK(METRIC_WITHOUT_RANGE ",\"maximum\":1"), "/metrics/m/minimum", "missing"},
        {PACK(METRIC_WITHOUT_RANGE ",\"minimum\":2,\"maximum\":1"), "/metrics/m/minimum", "range"},
        {PACK(METRIC_WITHOUT_RANGE RANGE ",\"level\":1"), "/metrics/m/level", "unknown-key"},
        {PACK(METRIC_WITHOUT_RANGE RANGE ",\"benchmark\":\"1\""), "/metrics/m/benchmark", "type"},
        {PACK(METRIC_WITHOUT_RANGE RANGE ",\"drains\":1"), "/metrics/m/drains", "type"},
        {CATEGORIES(FIRST, POINTS ",\"item\":\"1\""), "/metrics/m/item", "item"},
        {CATEGORIES(FIRST, POINTS ",\"item\":\"1.234\""), "/metrics/m/item", "item"},
        {CATEGORIES(FIRST, POINTS ",\"item\":\"1.x\""), "/metrics/m/item", "item"},
        {CATEGORIES(FIRST, POINTS ",\"item\":\".1\""), "/metrics/m/item", "item"},
        {CATEGORIES(FIRST, POINTS ",\"item\":1.1"), "/metrics/m/item", "type"},
        {CATEGORIES(FIRST, POINTS ",\"item\":\"2.1\""), "/metrics/m/item", "unknown-category"},
        {CATEGORIES("", POINTS ",\"item\":\"1.1\""), "/metrics/m/item", "unknown-category"},
        {CATEGORIES(FIRST, POINTS ",\"item\":\"1.1\",\"assessment\":true"), "/metrics/m/assessment",
         "item"},
        {CATEGORIES(FIRST, METRIC_WITHOUT_RANGE RANGE ",\"item\":\"1.1\""), "/metrics/m/unit",
         "unit"},
        {CATEGORIES(FIRST, METRIC_WITHOUT_RANGE RANGE ",\"assessment\":true"), "/metrics/m/unit",
         "unit"},
        {CATEGORIES("\"a\":{\"number\":\"one\",\"name\":\"n\"}", POINTS), "/categories/a/number",
         "item"},
        {CATEGORIES(FIRST ",\"b\":{\"number\":\"1.5\",\"name\":\"n\"}", POINTS),
         "/categories/b/number", "duplicate"},
        {CATEGORIES("\"a\":{\"number\":\"1.0\"}", POINTS), "/categories/a/name", "missing"},
        {"{\"version\":\"v\",\"metrics\":{},\"channels\":{\"c\":{\"name\":\"n\","
         "\"timing\":\"none\",\"assistance\":\"human\"}}}",
         "/metrics", "empty"},
        {"{\"version\":\"v\",\"metrics\":{\"m\":{" METRIC_WITHOUT_RANGE RANGE
         "}},\"channels\":{\"c\":{\"name\":\"n\",\"timing\":\"none\"}}}",
         "/channels/c/assistance", "missing"},
    };
    for (size_t i = 0; i < sizeof packs / sizeof *packs; i++) {
        struct faults *faults = faults_create();
        struct arena *arena = arena_create();
        if (catalogue_read(packs[i].document, strlen(packs[i].document), arena, faults) ||
            faults_fatal(faults) != 1 ||
            !has_fault(faults, SEVERITY_FAULT, packs[i].pointer, packs[i].code)) {
            print_faults(faults);
            fail_msg("%s", packs[i].document);
        }
        arena_destroy(arena);
        faults_destroy(faults);
    }
}

static void test_good_pack(void **state)
{
    (void)state;
    static const char text[] = PACK(METRIC_WITHOUT_RANGE RANGE);
    struct faults *faults = faults_create();
    struct arena *arena = arena_create();
    const struct catalogue *catalogue = catalogue_read(text, strlen(text), arena, faults);
    assert_non_null(catalogue);
    assert_int_equal(catalogue->count, 1);
    assert_string_equal(catalogue->metrics[0].name.in[LANGUAGE_EN], "n");
    assert_false(catalogue->metrics[0].drains);
    assert_int_equal(catalogue->channels[0].timing, TIMING_NONE);
    arena_destroy(arena);
    faults_destroy(faults);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_first_metrics_are_there),
        cmocka_unit_test(test_tables_are_filled),
        cmocka_unit_test(test_benchmarks),
        cmocka_unit_test(test_items),
        cmocka_unit_test(test_what_a_category_holds),
        cmocka_unit_test(test_traits),
        cmocka_unit_test(test_metrics_are_sane),
        cmocka_unit_test(test_both_languages),
        cmocka_unit_test(test_what_is_better),
        cmocka_unit_test(test_the_file_is_built_in),
        cmocka_unit_test(test_bad_packs),
        cmocka_unit_test(test_good_pack),
    };
    return cmocka_run_group_tests(tests, world_open, world_close);
}
