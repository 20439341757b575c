#include "config_test.h"

/* Metrics of a site's own: another pack, and a board that adds to it or changes it. */

#define NEW_METRIC                                                                                 \
    "\"table\":3,\"order\":900,\"applies\":[\"human\"],\"origin\":\"practice\",\"name\":\"Kind "   \
    "words\",\"short_name\":\"Thanks\",\"definition\":\"How often customers said thanks.\","       \
    "\"formula\":\"messages of thanks\",\"unit\":\"count\",\"direction\":\"higher\","              \
    "\"decimals\":0,\"period\":\"today\",\"minimum\":0,\"maximum\":1000,\"cadence_s\":60,"         \
    "\"min_sample\":0,\"deadband\":0,\"on_delay_s\":0,\"off_delay_s\":0,"                          \
    "\"audiences\":[\"agents\"]"
#define WITH(metrics, kpis)                                                                        \
    "{\"metrics\":{" metrics                                                                       \
    "},\"businesses\":{\"main\":{\"channels\":{\"phone\":{\"kpis\":{" kpis "}}}}}}"
#define SL "\"service-level\":{\"target\":80}"

static struct board_config *good(const struct world *world, const char *document)
{
    struct faults *faults = faults_create();
    struct board_config *config = read_board(world, document, faults);
    if (!config || faults_count(faults) != 0) {
        print_faults(faults);
        fail_msg("%s", document);
    }
    faults_destroy(faults);
    return config;
}

/* What is not said stays as in the catalogue, in the other language, too. */
static void test_changed(void **state)
{
    struct board_config *config =
        good(*state, WITH("\"service-level\":{\"name\":{\"ja\":\"応答の速さ\"},\"decimals\":2,"
                          "\"audiences\":[\"client\"]}",
                          SL));
    const struct metric *metric = config->spec.kpis[0].metric;
    assert_string_equal(metric->name.in[LANGUAGE_JA], "応答の速さ");
    assert_string_equal(metric->name.in[LANGUAGE_EN], "Service level");
    assert_string_equal(metric->short_name.in[LANGUAGE_JA], "SL");
    assert_int_equal(metric->decimals, 2);
    assert_int_equal(metric->audiences, 1u << AUDIENCE_CLIENT);
    assert_int_equal(metric->min_sample, 20);
    assert_int_equal(config->spec.kpis[0].decimals, 2);
    assert_string_equal(config->spec.kpis[0].name.in[LANGUAGE_EN], "Service level");
    board_config_destroy(config);
    /* The next board knows nothing of it. */
    config = good(*state, KPI("\"target\":80"));
    assert_int_equal(config->spec.kpis[0].decimals, 0);
    board_config_destroy(config);
}

/* How many points an item bears is the centre's to say, and what more there are is refused. */
static void test_points_to_be_had(void **state)
{
    struct board_config *config =
        good(*state, WITH("\"item-1-1\":{\"maximum\":80,\"name\":{\"ja\":\"方針\"}}",
                          "\"service-level\":{"
                          "\"target\":80}},\"name\":\"p\"},\"standing\":{\"kpis\":{\"item-1-1\":{"
                          "\"target\":70}"));
    const struct metric *metric = config->spec.kpis[1].metric;
    assert_true(metric->maximum == 80);
    assert_string_equal(metric->item, "1.1");
    assert_string_equal(metric->name.in[LANGUAGE_JA], "方針");
    assert_int_equal(config->spec.category_count, 4);
    board_config_destroy(config);

    struct faults *faults = faults_create();
    assert_null(
        read_board(*state,
                   WITH("\"item-1-1\":{\"maximum\":80}", SL
                        "},\"name\":\"p\"},\"standing\":{\"kpis\":{\"item-1-1\":{\"target\":90}"),
                   faults));
    assert_true(has_fault(faults, SEVERITY_FAULT,
                          "/businesses/main/channels/standing/kpis/item-1-1/target", "range"));
    faults_destroy(faults);
}

static void test_bad_items(void **state)
{
    static const struct {
        const char *metrics, *pointer, *code;
    } cases[] = {
        {"\"item-1-1\":{\"item\":\"9.1\"}", "/metrics/item-1-1/item", "unknown-category"},
        {"\"item-1-1\":{\"item\":\"first\"}", "/metrics/item-1-1/item", "item"},
        {"\"service-level\":{\"item\":\"1.1\"}", "/metrics/service-level/unit", "unit"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char document[1024];
        struct faults *faults = faults_create();
        snprintf(document, sizeof document, WITH("%s", SL), cases[i].metrics);
        assert_null(read_board(*state, document, faults));
        assert_true(has_fault(faults, SEVERITY_FAULT, cases[i].pointer, cases[i].code));
        faults_destroy(faults);
    }
}

static void test_added(void **state)
{
    struct board_config *config =
        good(*state, WITH("\"thanks\":{" NEW_METRIC "}", "\"thanks\":{\"target\":5}," SL));
    assert_int_equal(config->spec.kpi_count, 2);
    const struct metric *metric = config->spec.kpis[1].metric;
    assert_string_equal(metric->id, "thanks");
    assert_string_equal(metric->name.in[LANGUAGE_JA], "Kind words");
    assert_int_equal(metric->unit, UNIT_COUNT);
    assert_false(metric->drains);
    board_config_destroy(config);
}

struct fault_at {
    const char *pointer, *code;
};

/* Each document has exactly these faults: all of them at once. */
static void test_faults(void **state)
{
    static const struct {
        const char *document;
        struct fault_at faults[4];
    } cases[] = {
        {WITH("\"service-level\":{\"unit\":\"percent\"}", SL),
         {{"/metrics/service-level/unit", "word"}}},
        {WITH("\"service-level\":{\"nam\":\"x\"}", SL),
         {{"/metrics/service-level/nam", "unknown-key"}}},
        {WITH("\"service-level\":{\"maximum\":-1}", SL),
         {{"/metrics/service-level/minimum", "range"},
          {"/businesses/main/channels/phone/kpis/service-level/target", "range"}}},
        {WITH("\"service-level\":3", SL), {{"/metrics/service-level", "type"}}},
        {WITH("\"Service\":{}", SL), {{"/metrics/Service", "id"}}},
        {WITH("\"thanks\":{" NEW_METRIC ",\"benchmark\":\"x\"},\"service-level\":{\"period\":1}",
              SL),
         {{"/metrics/thanks/benchmark", "type"}, {"/metrics/service-level/period", "type"}}},
        {"{\"metrics\":[],\"businesses\":{\"main\":{\"channels\":{\"phone\":{\"kpis\":{" SL
         "}}}}}}",
         {{"/metrics", "type"}}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct faults *faults = faults_create();
        size_t expected = 0;
        struct board_config *config = read_board(*state, cases[i].document, faults);
        for (; expected < 4 && cases[i].faults[expected].pointer; expected++) {
            const struct fault_at *at = &cases[i].faults[expected];
            if (!has_fault(faults, SEVERITY_FAULT, at->pointer, at->code)) {
                print_faults(faults);
                fail_msg("no %s at %s", at->code, at->pointer);
            }
        }
        assert_null(config);
        assert_int_equal(faults_count(faults), expected);
        faults_destroy(faults);
    }
}

/* A new metric must say all; everything that it leaves out is told, and nothing follows from it. */
static void test_new_and_not_whole(void **state)
{
    struct faults *faults = faults_create();
    assert_null(read_board(
        *state, WITH("\"thanks\":{\"unit\":\"count\"}", "\"thanks\":{\"target\":5}"), faults));
    assert_true(has_fault(faults, SEVERITY_FAULT, "/metrics/thanks/name", "missing"));
    assert_true(has_fault(faults, SEVERITY_FAULT, "/metrics/thanks/direction", "missing"));
    for (size_t i = 0; i < faults_count(faults); i++) {
        const struct fault *fault = faults_at(faults, i);
        if (fault->severity == SEVERITY_FAULT) {
            assert_string_equal(fault->code, "missing");
        }
    }
    faults_destroy(faults);
}

/* ---- Another pack --------------------------------------------------------------------------- */

/* Another release needs no line of code: tables, order, words and channels come from its file. */
static void test_another_release(void **state)
{
    (void)state;
    size_t length = 0;
    struct arena *arena = arena_create();
    struct faults *faults = faults_create();
    char *pack = read_file("tests/config/packs/regrouped.json", &length);
    struct world world = {.config = {.zone_known = test_zone_known}};
    world.config.catalogue = catalogue_read(pack, length, arena, faults);
    test_free(pack);
    print_faults(faults);
    faults_destroy(faults);
    assert_non_null(world.config.catalogue);
    struct board_config *config =
        good(&world, "{\"businesses\":{\"main\":{\"channels\":{\"counter\":{\"kpis\":{"
                     "\"forecast-accuracy\":{\"target\":[90,110]},\"kind-words\":{},"
                     "\"customer-satisfaction\":{\"target\":80},\"design\":{}}}}}}}");
    static const char *const order[] = {"customer-satisfaction", "kind-words", "forecast-accuracy",
                                        "design"};
    static const int tables[] = {1, 3, 1, 0};
    for (size_t i = 0; i < 4; i++) {
        assert_string_equal(config->spec.kpis[i].metric_id, order[i]);
        assert_int_equal(config->spec.kpis[i].metric->table, tables[i]);
    }
    assert_string_equal(config->spec.kpis[0].name.in[LANGUAGE_JA], "お客様の声");
    assert_int_equal(config->spec.kpis[0].period, PERIOD_QUARTER);
    assert_string_equal(config->spec.channels[0].name.in[LANGUAGE_EN], "Counter");
    assert_int_equal(config->spec.channels[0].kind, CHANNEL_STORE);
    assert_int_equal(config->spec.category_count, 2);
    assert_false(category_holds(&config->spec.categories[0], config->spec.kpis[3].metric));
    assert_true(category_holds(&config->spec.categories[1], config->spec.kpis[3].metric));
    assert_int_equal(config->pages[2].show, PAGE_STANDING);
    board_config_destroy(config);
    /* What it leaves out is not there. */
    faults = faults_create();
    assert_null(read_board(&world, KPI("\"target\":80"), faults));
    assert_true(has_fault(faults, SEVERITY_FAULT, KPI_AT, "unknown-metric"));
    faults_destroy(faults);
    arena_destroy(arena);
}

/* ---- Whose wall it is ----------------------------------------------------------------------- */

/* One file serves agents and supervisors; what it leaves out is then as it was asked for. */
static void test_audience_told(void **state)
{
    static const char document[] =
        "{\"audience\":\"supervisors\",\"pages\":{\"all\":{\"show\":\"overview\"},"
        "\"queue\":{\"show\":\"kpi\",\"channel\":\"phone\",\"metric\":\"longest-wait\"}},"
        "\"businesses\":{\"main\":{\"channels\":{\"phone\":{\"kpis\":{" SL
        ",\"longest-wait\":{\"target\":60}}}}}}}";
    static const struct {
        enum audience audience;
        size_t kpis, pages;
    } cases[] = {{AUDIENCE_SUPERVISORS, 2, 2}, {AUDIENCE_AGENTS, 1, 1}, {AUDIENCE_CLIENT, 1, 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct world world = *(const struct world *)*state;
        world.config.audience = &cases[i].audience;
        struct board_config *config = good(&world, document);
        assert_int_equal(config->audience, cases[i].audience);
        assert_int_equal(config->spec.kpi_count, cases[i].kpis);
        assert_int_equal(config->page_count, cases[i].pages);
        board_config_destroy(config);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_changed),         cmocka_unit_test(test_points_to_be_had),
        cmocka_unit_test(test_bad_items),       cmocka_unit_test(test_added),
        cmocka_unit_test(test_faults),          cmocka_unit_test(test_new_and_not_whole),
        cmocka_unit_test(test_another_release), cmocka_unit_test(test_audience_told),
    };
    return cmocka_run_group_tests(tests, world_open, world_close);
}
