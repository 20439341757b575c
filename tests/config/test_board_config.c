#include "config_test.h"

#include <math.h>

/* A board that is valid; its warnings are counted. */
static struct board_config *good(const struct world *world, const char *document, size_t warnings)
{
    struct faults *faults = faults_create();
    struct board_config *config = read_board(world, document, faults);
    if (!config || faults_count(faults) != warnings) {
        print_faults(faults);
        fail_msg("%s", document);
    }
    faults_destroy(faults);
    return config;
}

static struct board_config *good_file(const struct world *world, const char *name)
{
    size_t length;
    char *text = read_file(name, &length);
    struct board_config *config = good(world, text, 0);
    test_free(text);
    return config;
}

/* The example of the contract, value by value. */
static void test_example(void **state)
{
    struct board_config *config = good_file(*state, "config/boards/example.json");
    assert_int_equal(config->language, LANGUAGE_JA);
    assert_string_equal(config->zone, "Asia/Tokyo");
    assert_int_equal(config->audience, AUDIENCE_SUPERVISORS);
    assert_string_equal(config->title.in[LANGUAGE_JA], "大阪センター");
    assert_string_equal(config->title.in[LANGUAGE_EN], "Osaka centre");
    assert_true(config->display.diagonal_inch == 55 && config->display.viewing_distance_m == 8);
    assert_int_equal(config->page_count, 2);
    assert_int_equal(config->pages[1].dwell_s, 15);
    const struct board_spec *spec = &config->spec;
    assert_int_equal(spec->holidays.count, 1);
    assert_int_equal(spec->holidays.dates[0], 20270101);
    assert_int_equal(spec->business_count, 1);
    assert_int_equal(spec->channel_count, 2);
    assert_int_equal(spec->kpi_count, 4);
    const struct channel_spec *phone = &spec->channels[0], *email = &spec->channels[1];
    assert_string_equal(phone->id, "phone");
    assert_int_equal(phone->timing, TIMING_REAL_TIME);
    assert_int_equal(phone->hours->count[4], 1);
    assert_int_equal(phone->hours->shifts[4][0].from, 540);
    assert_int_equal(phone->hours->shifts[4][0].to, 1080);
    assert_int_equal(phone->hours->count[5], 0);
    assert_int_equal(phone->stuck_s, 900);
    assert_int_equal(phone->kpi_count, 3);
    assert_int_equal(email->timing, TIMING_NON_REAL_TIME);
    assert_int_equal(email->first_kpi, 3);
    const struct kpi_spec *level = &spec->kpis[0];
    assert_string_equal(level->business, "main");
    assert_string_equal(level->channel, "phone");
    assert_string_equal(level->metric_id, "service-level");
    assert_int_equal(level->period, PERIOD_TODAY);
    assert_int_equal(level->cadence_s, 10);
    assert_int_equal(level->fresh_s, 30);
    assert_int_equal(level->drop_s, 300);
    assert_int_equal(level->min_sample, 20);
    /* 82 is met with a warning, 75 near, 65 missed. */
    assert_int_equal(target_verdict(&level->target, 82), VERDICT_MET);
    assert_true(target_warns(&level->target, 82));
    assert_int_equal(target_verdict(&level->target, 75), VERDICT_NEAR);
    assert_int_equal(target_verdict(&level->target, 65), VERDICT_MISSED);
    const struct kpi_spec *occupancy = &spec->kpis[2];
    assert_string_equal(occupancy->metric_id, "occupancy");
    assert_int_equal(occupancy->target.direction, DIRECTION_BAND);
    assert_int_equal(target_verdict(&occupancy->target, 88), VERDICT_MET);
    assert_int_equal(target_verdict(&occupancy->target, 91), VERDICT_NEAR);
    assert_int_equal(target_verdict(&occupancy->target, 69), VERDICT_MISSED);
    board_config_destroy(config);
}

static void test_minimal(void **state)
{
    struct board_config *config = good_file(*state, "config/boards/minimal.json");
    assert_int_equal(config->language, LANGUAGE_JA);
    assert_string_equal(config->zone, "UTC");
    assert_int_equal(config->audience, AUDIENCE_AGENTS);
    assert_int_equal(config->display.rotate, 0);
    assert_int_equal(config->spec.kpi_count, 1);
    const struct channel_spec *phone = &config->spec.channels[0];
    assert_string_equal(phone->name.in[LANGUAGE_JA], "電話");
    assert_string_equal(phone->name.in[LANGUAGE_EN], "Phone");
    assert_null(phone->hours);
    assert_string_equal(config->spec.businesses[0].name.in[LANGUAGE_EN], "main");
    assert_null(config->spec.businesses[0].partner);
    const struct kpi_spec *kpi = &config->spec.kpis[0];
    assert_string_equal(kpi->name.in[LANGUAGE_JA], "サービスレベル");
    assert_string_equal(kpi->short_name.in[LANGUAGE_EN], "SL");
    assert_int_equal(kpi->fresh_s, 900);
    assert_int_equal(kpi->drop_s, 9000);
    assert_null(kpi->source);
    board_config_destroy(config);
}

static void test_shipped_boards(void **state)
{
    struct board_config *demo = good_file(*state, "config/boards/demo.json");
    assert_int_equal(demo->spec.channel_count, 6);
    assert_int_equal(demo->spec.kpi_count, 26);
    assert_null(demo->spec.channels[0].hours);
    assert_int_equal(demo->spec.channels[5].assistance, ASSISTANCE_DIGITAL);
    board_config_destroy(demo);
    struct board_config *bench = good_file(*state, "config/boards/bench.json");
    assert_int_equal(bench->spec.channel_count, 8);
    assert_int_equal(bench->spec.kpi_count, 40);
    board_config_destroy(bench);
}

/* Everything that a KPI may override or inherit. */
static void test_kpi_overrides(void **state)
{
    struct board_config *config =
        good(*state,
             "{\"businesses\":{\"main\":{\"source\":\"acd\",\"channels\":{"
             "\"phone\":{\"source\":\"pbx\",\"kpis\":{\"service-level\":{\"target\":80,"
             "\"warn\":90,\"period\":\"interval\",\"cadence_s\":7,\"drop_s\":500,"
             "\"min_sample\":3,\"deadband\":0.5,\"on_delay_s\":1,\"off_delay_s\":2,"
             "\"threshold_s\":20,\"decimals\":2,\"source\":\"own\",\"name\":\"L\","
             "\"audience\":[\"client\",\"agents\"]},\"answer-rate\":{\"cadence_s\":2}}},"
             "\"chat\":{\"kpis\":{\"service-level\":{\"short_name\":{\"en\":\"Level\"}}}}}}}}",
             0);
    const struct kpi_spec *level = &config->spec.kpis[0];
    assert_int_equal(level->period, PERIOD_INTERVAL);
    assert_int_equal(level->cadence_s, 7);
    assert_int_equal(level->fresh_s, 21);
    assert_int_equal(level->drop_s, 500);
    assert_int_equal(level->min_sample, 3);
    assert_true(level->deadband == 0.5);
    assert_int_equal(level->on_delay_s, 1);
    assert_int_equal(level->off_delay_s, 2);
    assert_int_equal(level->threshold_s, 20);
    assert_int_equal(level->decimals, 2);
    assert_string_equal(level->source, "own");
    assert_string_equal(level->name.in[LANGUAGE_JA], "L");
    assert_string_equal(level->short_name.in[LANGUAGE_EN], "L");
    assert_int_equal(level->audiences, 1u << AUDIENCE_CLIENT | 1u << AUDIENCE_AGENTS);
    assert_true(level->target.has_warn && level->target.limit.low == 80);
    const struct kpi_spec *answer = &config->spec.kpis[1];
    assert_int_equal(answer->fresh_s, 10);
    assert_string_equal(answer->source, "pbx");
    assert_false(answer->target.set);
    assert_true(answer->deadband == answer->metric->deadband);
    assert_int_equal(answer->threshold_s, 0);
    const struct kpi_spec *chat = &config->spec.kpis[2];
    assert_string_equal(chat->source, "acd");
    assert_string_equal(chat->name.in[LANGUAGE_EN], "Service level");
    assert_string_equal(chat->short_name.in[LANGUAGE_JA], "Level");
    board_config_destroy(config);
}

/* Businesses and channels: `order`, then as written. KPIs: `order`, then as in the catalogue. */
static void test_order(void **state)
{
    static const char *const expected[] = {"b/chat/answer-rate",    "b/phone/longest-wait",
                                           "b/phone/service-level", "b/phone/contacts-waiting",
                                           "a/zeta/backlog",        "c/email/backlog"};
    struct board_config *config = good(
        *state,
        "{\"order\":[\"b\"],\"businesses\":{"
        "\"a\":{\"channels\":{\"zeta\":{\"timing\":\"non-real-time\",\"kpis\":{\"backlog\":{}}}}},"
        "\"b\":{\"order\":[\"chat\",\"phone\"],\"channels\":{"
        "\"phone\":{\"order\":[\"longest-wait\"],\"kpis\":{\"contacts-waiting\":{\"target\":5},"
        "\"longest-wait\":{},\"service-level\":{}}},\"chat\":{\"kpis\":{\"answer-rate\":{}}}}},"
        "\"c\":{\"channels\":{\"email\":{\"kpis\":{\"backlog\":{}}}}}}}",
        0);
    assert_int_equal(config->spec.kpi_count, 6);
    for (size_t i = 0; i < config->spec.kpi_count; i++) {
        const struct kpi_spec *kpi = &config->spec.kpis[i];
        const struct channel_spec *channel = &config->spec.channels[kpi->channel_index];
        char path[128];
        snprintf(path, sizeof path, "%s/%s/%s", kpi->business, kpi->channel, kpi->metric_id);
        assert_string_equal(path, expected[i]);
        assert_string_equal(channel->id, kpi->channel);
        assert_true(i >= channel->first_kpi && i < channel->first_kpi + channel->kpi_count);
        assert_string_equal(config->spec.businesses[channel->business_index].id, kpi->business);
    }
    assert_string_equal(config->spec.businesses[0].id, "b");
    assert_int_equal(config->spec.businesses[1].first_channel, 2);
    assert_int_equal(config->spec.businesses[0].channel_count, 2);
    board_config_destroy(config);
}

struct usual {
    const char *channel;
    enum timing timing;
    enum assistance assistance;
};

static void test_channel_defaults(void **state)
{
    static const struct usual usual[] = {
        {"\"phone\":{", TIMING_REAL_TIME, ASSISTANCE_HUMAN},
        {"\"chat\":{", TIMING_REAL_TIME, ASSISTANCE_HUMAN},
        {"\"video\":{", TIMING_REAL_TIME, ASSISTANCE_HUMAN},
        {"\"email\":{", TIMING_NON_REAL_TIME, ASSISTANCE_HUMAN},
        {"\"social\":{", TIMING_NON_REAL_TIME, ASSISTANCE_HUMAN},
        {"\"back-office\":{", TIMING_NON_REAL_TIME, ASSISTANCE_HUMAN},
        {"\"web-form\":{", TIMING_NON_REAL_TIME, ASSISTANCE_HUMAN},
        {"\"bot\":{", TIMING_NONE, ASSISTANCE_DIGITAL},
        {"\"voicebot\":{", TIMING_NONE, ASSISTANCE_DIGITAL},
        {"\"self-service\":{", TIMING_NONE, ASSISTANCE_DIGITAL},
        {"\"all\":{", TIMING_NONE, ASSISTANCE_HUMAN},
        {"\"fax\":{\"timing\":\"non-real-time\",", TIMING_NON_REAL_TIME, ASSISTANCE_HUMAN},
        {"\"kiosk\":{\"assistance\":\"digital\",", TIMING_NONE, ASSISTANCE_DIGITAL},
        {"\"phone\":{\"timing\":\"none\",", TIMING_NONE, ASSISTANCE_HUMAN},
    };
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) {
        char document[256];
        snprintf(document, sizeof document,
                 "{\"businesses\":{\"main\":{\"channels\":{%s"
                 "\"kpis\":{\"customer-satisfaction\":{\"target\":80}}}}}}}",
                 usual[i].channel);
        struct board_config *config = good(*state, document, 0);
        assert_int_equal(config->spec.channels[0].timing, usual[i].timing);
        assert_int_equal(config->spec.channels[0].assistance, usual[i].assistance);
        board_config_destroy(config);
    }
}

struct week {
    const char *hours;
    const char *shifts; /* "day:from-to " of all seven days, 0 is Monday */
};

static void describe(const struct hours *hours, char *to, size_t size)
{
    to[0] = '\0';
    for (int day = 0; day < 7; day++) {
        for (int i = 0; i < hours->count[day]; i++) {
            size_t used = strlen(to);
            snprintf(to + used, size - used, "%d:%d-%d ", day, hours->shifts[day][i].from,
                     hours->shifts[day][i].to);
        }
    }
}

static void test_hours(void **state)
{
    static const struct week weeks[] = {
        {"{\"mon-wed\":[\"09:00\",\"18:00\"]}", "0:540-1080 1:540-1080 2:540-1080 "},
        {"{\"sat-mon\":[\"09:00\",\"10:00\"]}", "0:540-600 5:540-600 6:540-600 "},
        {"{\"sun-sun\":[\"00:00\",\"24:00\"]}", "6:0-1440 "},
        {"{\"thu\":[\"00:00\",\"00:00\"]}", "3:0-1440 "},
        {"{\"fri\":[\"22:00\",\"06:00\"],\"sat\":[\"06:00\",\"07:00\"]}", "4:1320-1800 5:360-420 "},
        {"{\"tue\":[[\"13:00\",\"17:00\"],[\"09:00\",\"12:00\"]]}", "1:540-720 1:780-1020 "},
        {"{\"sun\":[\"20:00\",\"20:00\"],\"mon\":[\"20:00\",\"21:00\"]}",
         "0:1200-1260 6:1200-2640 "},
        {"{\"//\":\"always\",\"daily\":[\"00:00\",\"24:00\"]}",
         "0:0-1440 1:0-1440 2:0-1440 3:0-1440 4:0-1440 5:0-1440 6:0-1440 "},
    };
    for (size_t i = 0; i < sizeof weeks / sizeof *weeks; i++) {
        char document[512], shifts[256];
        snprintf(document, sizeof document,
                 "{\"zone\":\"UTC\",\"hours\":%s,\"businesses\":{\"main\":{\"channels\":{"
                 "\"phone\":{\"kpis\":{\"service-level\":{\"target\":80}}},"
                 "\"chat\":{\"hours\":{\"wed\":[\"01:00\",\"02:00\"]},"
                 "\"kpis\":{\"service-level\":{}}}}}}}",
                 weeks[i].hours);
        struct board_config *config = good(*state, document, 0);
        describe(config->spec.channels[0].hours, shifts, sizeof shifts);
        assert_string_equal(shifts, weeks[i].shifts);
        describe(config->spec.channels[1].hours, shifts, sizeof shifts);
        assert_string_equal(shifts, "2:60-120 ");
        board_config_destroy(config);
    }
}

/* A KPI that is not meant for the wall's audience is left out of every list. */
static void test_audience(void **state)
{
    static const char document[] =
        "{\"audience\":\"%s\",\"businesses\":{\"main\":{\"channels\":{\"phone\":{\"kpis\":{"
        "\"utilisation\":{\"target\":85},\"service-level\":{\"target\":80},"
        "\"answer-rate\":{\"audience\":[\"client\"]}}}}}}}";
    static const struct {
        const char *audience;
        size_t kpis;
    } walls[] = {{"agents", 1}, {"supervisors", 2}, {"management", 2}, {"client", 2}};
    for (size_t i = 0; i < sizeof walls / sizeof *walls; i++) {
        char text[512];
        snprintf(text, sizeof text, document, walls[i].audience);
        struct board_config *config = good(*state, text, 3 - walls[i].kpis);
        assert_int_equal(config->spec.kpi_count, walls[i].kpis);
        assert_int_equal(config->spec.channels[0].kpi_count, walls[i].kpis);
        board_config_destroy(config);
    }
}

/* A board that does not say for whom it is shows all that it lists. */
static void test_no_audience(void **state)
{
    struct board_config *config = good(
        *state, KPIS("\"utilisation\":{\"target\":85},\"contacts-waiting\":{\"target\":5}"), 0);
    assert_int_equal(config->spec.kpi_count, 2);
    assert_int_equal(config->audience, AUDIENCE_AGENTS);
    board_config_destroy(config);
}

/* Somebody tells how large the groups are, or nothing is about people. */
static void test_least_group(void **state)
{
    static const char *const documents[] = {
        "{\"privacy\":{\"min_group\":5},\"businesses\":{\"main\":{\"channels\":{\"phone\":{"
        "\"kpis\":{"
        "\"service-level\":{\"target\":80},\"utilisation\":{},\"agents-staffed\":{}}}}}}}",
        "{\"privacy\":{\"min_group\":5},\"businesses\":{\"main\":{\"channels\":{\"phone\":{"
        "\"kpis\":{"
        "\"service-level\":{\"target\":80}}}}}}}",
    };
    for (size_t i = 0; i < 2; i++) {
        struct board_config *config = good(*state, documents[i], 0);
        assert_int_equal(config->spec.min_group, 5);
        board_config_destroy(config);
    }
    struct board_config *config = good(*state, KPI("\"target\":80"), 0);
    assert_int_equal(config->spec.min_group, 0);
    board_config_destroy(config);
}

/* What the KPI does not say of its level is as in the board's. */
static void test_level(void **state)
{
    static const struct {
        const char *board, *kpi;
        struct level_rule rule;
    } cases[] = {
        {"", "", {0, NAN, PERIOD_COUNT}},
        {"\"level\":{\"periods\":12,\"share\":75,\"of\":\"month\"},", "", {12, 75, PERIOD_MONTH}},
        {"\"level\":{\"periods\":12,\"share\":75,\"of\":\"interval\"},",
         ",\"level\":{\"periods\":6}",
         {6, 75, PERIOD_INTERVAL}},
        {"\"level\":{\"periods\":12},",
         ",\"level\":{\"share\":0,\"of\":\"day\"}",
         {12, 0, PERIOD_DAY}},
        {"\"level\":{\"periods\":12},", ",\"level\":{\"periods\":0}", {0, NAN, PERIOD_COUNT}},
        {"", ",\"level\":{\"periods\":48,\"of\":\"year\"}", {48, NAN, PERIOD_YEAR}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char document[512];
        snprintf(document, sizeof document,
                 "{%s\"businesses\":{\"main\":{\"channels\":{\"phone\":{\"kpis\":{"
                 "\"service-level\":{\"target\":80%s}}}}}}}",
                 cases[i].board, cases[i].kpi);
        struct board_config *config = good(*state, document, 0);
        const struct level_rule *rule = &config->spec.kpis[0].level;
        assert_int_equal(rule->periods, cases[i].rule.periods);
        assert_int_equal(rule->period, cases[i].rule.period);
        assert_true(isnan(cases[i].rule.share) ? isnan(rule->share)
                                               : rule->share == cases[i].rule.share);
        board_config_destroy(config);
    }
}

/* For supervisors and management alone, and of nothing shorter than a day. */
static void test_variation(void **state)
{
    static const struct {
        const char *board, *kpi;
        bool variation;
        int corrective_after;
    } cases[] = {
        {"", "", false, 0},
        {"\"audience\":\"supervisors\",", "", true, 0}, /* today becomes days */
        {"\"audience\":\"supervisors\",", ",\"period\":\"interval\"", false, 0},
        {"\"audience\":\"management\",", ",\"period\":\"interval\",\"level\":{\"of\":\"day\"}",
         true, 0},
        {"\"audience\":\"management\",\"level\":{\"of\":\"interval\"},", "", false, 0},
        {"\"audience\":\"management\",\"corrective_after\":3,", "", true, 3},
        {"\"audience\":\"management\",\"corrective_after\":3,", ",\"corrective_after\":6", true, 6},
        {"\"audience\":\"supervisors\",\"corrective_after\":3,", ",\"corrective_after\":0", true,
         0},
        {"\"audience\":\"agents\",\"corrective_after\":3,", ",\"corrective_after\":6", false, 0},
        {"\"audience\":\"client\",\"corrective_after\":3,", "", false, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char document[512];
        snprintf(document, sizeof document,
                 "{%s\"businesses\":{\"main\":{\"channels\":{\"phone\":{\"kpis\":{"
                 "\"service-level\":{\"target\":80%s}}}}}}}",
                 cases[i].board, cases[i].kpi);
        struct board_config *config = good(*state, document, 0);
        assert_int_equal(config->spec.kpis[0].variation, cases[i].variation);
        assert_int_equal(config->spec.kpis[0].corrective_after, cases[i].corrective_after);
        board_config_destroy(config);
    }
}

static void test_bounds_meet(void **state)
{
    struct board_config *config = good(
        *state,
        KPIS("\"service-level\":{\"target\":80,\"limit\":80,\"warn\":80},"
             "\"contacts-waiting\":{\"target\":0,\"limit\":0,\"warn\":0,\"audience\":[\"agents\"]},"
             "\"occupancy\":{\"target\":[80,80],\"limit\":[80,80],\"warn\":[80,80],"
             "\"audience\":[\"agents\"],\"fresh_s\":60,\"drop_s\":60}"),
        1); /* a band of a single value is allowed, and warned of */
    assert_int_equal(config->spec.kpi_count, 3);
    board_config_destroy(config);
}

static void test_comments_mark_and_line_ends(void **state)
{
    struct board_config *config =
        good(*state,
             "\xEF\xBB\xBF{\r\n\"//\":\"a\",\"//\":[1],\"display\":{\"//\":0},"
             "\"title\":{\"en\":\"Only English\",\"//\":{}},\"rotation\":{\"//\":1,\"dwell_s\":0},"
             "\r\n\"businesses\":{\"//\":1,\"main\":{\"//\":1,\"channels\":{\"//\":1,\"phone\":{"
             "\"//\":1,\"kpis\":{\"//\":1,\"service-level\":{\"//\":1,\"target\":80}}}}}}}\r\n",
             0);
    assert_string_equal(config->title.in[LANGUAGE_JA], "Only English");
    assert_int_equal(config->pages[0].dwell_s, 0);
    assert_int_equal(config->spec.kpi_count, 1);
    board_config_destroy(config);
}

static void test_partner(void **state)
{
    struct board_config *config =
        good(*state,
             BUSINESS("\"partner\":\"Partner K.K.\",\"name\":{\"ja\":\"受託\"},\"channels\":{"
                      "\"phone\":{\"stuck_s\":0,\"kpis\":{\"service-level\":{\"target\":80}}}}"),
             0);
    assert_string_equal(config->spec.businesses[0].partner, "Partner K.K.");
    assert_string_equal(config->spec.businesses[0].name.in[LANGUAGE_EN], "受託");
    assert_int_equal(config->spec.channels[0].stuck_s, 0);
    board_config_destroy(config);
    board_config_destroy(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_example),        cmocka_unit_test(test_minimal),
        cmocka_unit_test(test_shipped_boards), cmocka_unit_test(test_kpi_overrides),
        cmocka_unit_test(test_order),          cmocka_unit_test(test_channel_defaults),
        cmocka_unit_test(test_hours),          cmocka_unit_test(test_audience),
        cmocka_unit_test(test_no_audience),    cmocka_unit_test(test_level),
        cmocka_unit_test(test_bounds_meet),    cmocka_unit_test(test_comments_mark_and_line_ends),
        cmocka_unit_test(test_partner),        cmocka_unit_test(test_least_group),
        cmocka_unit_test(test_variation),
    };
    return cmocka_run_group_tests(tests, world_open, world_close);
}
