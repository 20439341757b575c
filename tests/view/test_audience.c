/*
 * For whom a wall is: every metric of the catalogue before every audience. What is not meant for it
 * stands nowhere: no tile, no name on the strip, no count in the header, no final periods; and no
 * announcement for others. Here the board is a real one.
 */

#include "real_wall.h"

#define AUDIENCES 4

static const char *const audiences[AUDIENCES] = {"agents", "supervisors", "management", "client"};

/* ---- Metrics --------------------------------------------------------------------------------- */

/* 37 misses each of them. */
static const char *target_of(const struct metric *metric)
{
    switch (metric->direction) {
    case DIRECTION_HIGHER:
        return "50";
    case DIRECTION_LOWER:
        return "20";
    default:
        return "[50,60]";
    }
}

/* A calm service level, which is for all, beside the metric, which is missed. */
static void open_beside(const struct metric *metric, const char *language, const char *audience,
                        bool says_so)
{
    char text[1024], topic[128];
    snprintf(text, sizeof text,
             "{\"language\":\"%s\",\"audience\":\"%s\",\"businesses\":{\"main\":{\"channels\":{"
             "\"phone\":{\"kpis\":{\"service-level\":{\"target\":80},\"%s\":{\"target\":%s%s%s%s}}"
             "}}}}}",
             language, audience, metric->id, target_of(metric), says_so ? ",\"audience\":[\"" : "",
             says_so ? audience : "", says_so ? "\"]" : "");
    open_wall(text);
    tell("kpi/main/phone/service-level", "{\"value\":88,\"sample\":1000}");
    snprintf(topic, sizeof topic, "kpi/main/phone/%s", metric->id);
    tell(topic, "{\"value\":37,\"sample\":1000}");
    snprintf(topic, sizeof topic, "history/main/phone/%s", metric->id);
    tell(topic, "{\"period\":\"interval\",\"period_s\":1800,\"values\":["
                "{\"start\":\"2026-11-18T13:30:00Z\",\"value\":37}]}");
    show();
}

static void assert_shown(const struct metric *metric, enum language language, bool shown)
{
    const struct summary *summary = board_summary(board);
    bool named = says(metric->name.in[language]) || says(metric->short_name.in[language]);
    bool right = named == shown && says("37") == shown && config->spec.kpi_count == 1U + shown &&
                 summary->verdicts[VERDICT_MISSED] == shown &&
                 summary->verdicts[VERDICT_MET] == 1 && board_off_target(board, NULL, 0) == shown;
    if (!right) {
        fail_msg("%s before %s", metric->id, audiences[config->audience]);
    }
    assert_int_equal(says(language == LANGUAGE_JA ? "すべて目標内" : "All on target"), !shown);
}

static void every_metric_before_every_audience(void **state)
{
    (void)state;
    static const char *const languages[LANGUAGE_COUNT] = {"ja", "en"};
    for (size_t i = 0; i < world.catalogue->count; i++) {
        const struct metric *metric = &world.catalogue->metrics[i];
        for (unsigned a = 0; a < AUDIENCES && strcmp(metric->id, "service-level") != 0; a++) {
            for (int language = 0; language < LANGUAGE_COUNT; language++) {
                open_beside(metric, languages[language], audiences[a], false);
                assert_shown(metric, (enum language)language, metric->audiences & 1u << a);
                close_wall();
                open_beside(metric, languages[language], audiences[a], true);
                assert_shown(metric, (enum language)language, true);
                close_wall();
            }
        }
    }
}

/* What hurries or ranks those who look at it is not for them, unless the site says so. */
static void what_is_not_for_agents(void **state)
{
    (void)state;
    static const char *const ids[] = {
        "occupancy",         "utilisation", "average-handle-time",    "chat-concurrency",
        "absenteeism",       "attrition",   "contacts-waiting",       "longest-wait",
        "agents-on-contact", "agents-away", "agents-after-call-work",
    };
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        const struct metric *metric = catalogue_find(world.catalogue, ids[i]);
        assert_non_null(metric);
        assert_false(metric->audiences & 1u << AUDIENCE_AGENTS);
    }
    for (size_t i = 0; i < world.catalogue->count; i++) {
        const struct metric *metric = &world.catalogue->metrics[i];
        assert_false(metric->drains && metric->audiences & 1u << AUDIENCE_AGENTS);
        if (metric->of_people) { /* but how many colleagues are there */
            bool counts = metric->unit == UNIT_PEOPLE;
            assert_true(counts || !(metric->audiences & 1u << AUDIENCE_AGENTS));
        }
        assert_true(metric->audiences & 1u << AUDIENCE_MANAGEMENT ||
                    metric->audiences & 1u << AUDIENCE_SUPERVISORS);
    }
}

/* ---- Partners -------------------------------------------------------------------------------- */

static void open_partners(const char *audience, const char *first, const char *second,
                          const char *key)
{
    char text[1024];
    snprintf(text, sizeof text,
             "{\"language\":\"en\",%s\"businesses\":{"
             "\"one\":{%s\"name\":\"One\",\"channels\":{\"phone\":{\"kpis\":{"
             "\"service-level\":{\"target\":80}}}}},"
             "\"two\":{%s\"name\":\"Two\",\"channels\":{\"chat\":{\"kpis\":{"
             "\"answer-rate\":{\"target\":50%s}}}}}}}",
             audience, first, second, key);
    open_wall(text);
    tell("kpi/one/phone/service-level", "{\"value\":88,\"sample\":1000}");
    tell("kpi/two/chat/answer-rate", "{\"value\":37,\"sample\":1000}");
    show();
}

static void no_partner_is_compared_before_agents(void **state)
{
    (void)state;
    static const char partner_a[] = "\"partner\":\"A K.K.\",", partner_b[] = "\"partner\":\"B\",";
    static const struct {
        const char *audience, *first, *second, *key;
        bool first_shown, second_shown;
    } cases[] = {
        {"\"audience\":\"agents\",", "", partner_a, "", true, false},
        {"\"audience\":\"agents\",", "", partner_a, ",\"audience\":[\"agents\"]", true, true},
        {"\"audience\":\"agents\",", partner_b, partner_a, "", false, false},
        {"\"audience\":\"agents\",", "", "", "", true, true},
        {"\"audience\":\"agents\",", partner_a, partner_a, "", true, true},
        {"\"audience\":\"supervisors\",", "", partner_a, "", true, true},
        {"\"audience\":\"client\",\"business\":\"one\",", partner_b, partner_a, "", true, false},
        {"\"audience\":\"client\",\"business\":\"two\",", partner_b, partner_a, "", false, true},
        {"\"audience\":\"agents\",\"business\":\"two\",", partner_b, partner_a, "", false, true},
        {"", partner_b, partner_a, "", true, true}, /* does not say for whom it is */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        open_partners(cases[i].audience, cases[i].first, cases[i].second, cases[i].key);
        assert_int_equal(says("88"), cases[i].first_shown);
        assert_int_equal(says("37"), cases[i].second_shown);
        assert_int_equal(says("Chat"), cases[i].second_shown);
        assert_int_equal(board_off_target(board, NULL, 0), cases[i].second_shown);
        assert_false(says("K.K."));
        tell("closure/a", "{\"until\":null,\"business\":\"two\",\"reason\":\"Drill\"}");
        show();
        assert_int_equal(says("Drill"), cases[i].second_shown);
        assert_int_equal(says("Chat"), cases[i].second_shown);
        close_wall();
    }
}

/* ---- Clients --------------------------------------------------------------------------------- */

#define OWN_AND_ANOTHER(keys)                                                                      \
    "{\"language\":\"en\"," keys                                                                   \
    "\"level\":{\"periods\":2,\"share\":50},\"businesses\":{\"bank\":{\"name\":\"Bank\","          \
    "\"channels\":{\"phone\":{\"kpis\":{\"service-level\":{\"target\":80}}},\"email\":{\"kpis\":{" \
    "\"on-time-rate\":{\"target\":95}}}}},\"rival\":{\"name\":\"Rival\",\"partner\":\"Rival "      \
    "K.K.\","                                                                                      \
    "\"channels\":{\"chat\":{\"name\":\"Secret line\",\"kpis\":{\"service-level\":{\"target\":80," \
    "\"name\":\"Rival level\"},\"customer-satisfaction\":{\"target\":80}}}}}},"                    \
    "\"sources\":{\"theirs\":{\"topic\":\"rival/sl\",\"kpi\":\"rival/chat/service-level\"}},"      \
    "\"order\":[\"rival\",\"bank\"],\"pages\":{\"all\":{\"show\":\"overview\"},"                   \
    "\"tiles\":{\"show\":\"tiles\"},\"level\":{\"show\":\"level\"},\"score\":{\"show\":"           \
    "\"scorecard\"},\"partners\":{\"show\":\"partners\"},\"theirs\":{\"show\":\"channel\","        \
    "\"business\":\"rival\",\"channel\":\"chat\",\"title\":\"Rival page\"}}}"

/* What a publisher says, of both. */
static void tell_of_both(void)
{
    static const char history[] =
        "{\"period\":\"day\",\"values\":[{\"start\":\"2026-11-16T00:00:00Z\",\"value\":41},"
        "{\"start\":\"2026-11-17T00:00:00Z\",\"value\":41}]}";
    tell("kpi/bank/phone/service-level", "{\"value\":88,\"sample\":1000}");
    tell("kpi/bank/email/on-time-rate", "{\"value\":97,\"sample\":1000}");
    tell("kpi/rival/chat/service-level", "{\"value\":37,\"sample\":1000}");
    tell("kpi/rival/chat",
         "{\"metrics\":{\"customer-satisfaction\":{\"value\":31,\"sample\":900}}}");
    tell("history/rival/chat/service-level", history);
    tell("closure/a", "{\"until\":null,\"business\":\"rival\",\"reason\":\"Rival drill\"}");
    tell("announce/a", "{\"text\":\"Rival is down\",\"priority\":\"urgent\"}");
    tell("announce/b",
         "{\"text\":\"Rival again\",\"business\":\"rival\",\"priority\":\"emergency\"}");
    tell("announce/c", "{\"text\":\"Rival staff\",\"audience\":[\"supervisors\"]}");
}

static void assert_nothing_of_rival(const char *where)
{
    static const char *const traces[] = {"Rival", "rival", "Secret", "Chat", "37", "31", "41"};
    for (size_t i = 0; i < sizeof traces / sizeof *traces; i++) {
        if (says(traces[i])) {
            fail_msg("%s says %s", where, traces[i]);
        }
    }
}

/* Neither a name nor a figure of the other business, on no page, and no count that it is in. */
static void a_client_sees_its_business_alone(void **state)
{
    (void)state;
    open_wall(OWN_AND_ANOTHER("\"audience\":\"client\",\"business\":\"bank\","));
    tell_of_both();
    show();
    size_t pages = view_page_count(view);
    bool own = false;
    assert_int_equal(config->page_count, 4); /* nothing is compared, and theirs is not there */
    for (size_t page = 0; page < pages; page++) {
        view_show_page(view, page, &now);
        show();
        assert_nothing_of_rival(view_page_id(view));
        own = own || (says("Phone") && says("88"));
    }
    assert_true(own);
    const struct summary *summary = board_summary(board);
    assert_int_equal(summary->verdicts[VERDICT_MET], 2);
    assert_int_equal(summary->verdicts[VERDICT_MISSED], 0);
    assert_int_equal(config->spec.kpi_count, 2);
    /* Of these alone the topics are subscribed to. */
    assert_int_equal(config->spec.business_count, 1);
    assert_string_equal(config->spec.businesses[0].id, "bank");
    assert_int_equal(config->spec.source_count, 0);
    close_wall();
}

/* The same words do reach a wall of both: the test above would see them. */
static void supervisors_see_both(void **state)
{
    (void)state;
    open_wall(OWN_AND_ANOTHER("\"audience\":\"supervisors\","));
    tell_of_both();
    tell("announce/b", "");
    show();
    assert_true(says("Rival") && says("Secret") && says("Rival is down"));
    assert_int_equal(config->spec.source_count, 1);
    assert_int_equal(config->page_count, 5);
    close_wall();
}

static void a_client_hears_what_is_for_it(void **state)
{
    (void)state;
    static const struct {
        const char *payload;
        bool heard;
    } cases[] = {
        {"{\"text\":\"Tea\"}", false}, /* it may be about anybody */
        {"{\"text\":\"Tea\",\"priority\":\"urgent\"}", false},
        {"{\"text\":\"Tea\",\"priority\":\"emergency\"}", true},
        {"{\"text\":\"Tea\",\"audience\":[\"client\"]}", true},
        {"{\"text\":\"Tea\",\"business\":\"bank\"}", true},
        {"{\"text\":\"Tea\",\"business\":\"bank\",\"audience\":[\"agents\"]}", false},
        {"{\"text\":\"Tea\",\"business\":\"rival\",\"audience\":[\"client\"]}", false},
        {"{\"text\":\"Tea\",\"business\":\"rival\",\"priority\":\"emergency\"}", false},
        {"{\"text\":\"Tea\",\"business\":\"A!\"}", false}, /* refused */
    };
    open_wall(OWN_AND_ANOTHER("\"audience\":\"client\",\"business\":\"bank\","));
    tell("kpi/bank/phone/service-level", "88");
    tell("kpi/bank/email/on-time-rate", "97");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        tell("announce/a", cases[i].payload);
        show();
        if (says("Tea") != cases[i].heard) {
            fail_msg("%s", cases[i].payload);
        }
        tell("announce/a", "{\"text\":\"Tea\",\"audience\":[\"client\"]}");
        tell("announce/a", cases[i].payload); /* the newer takes the place of what was heard */
        show();
        assert_int_equal(says("Tea"), cases[i].heard || i + 1 == sizeof cases / sizeof *cases);
    }
    close_wall();
}

/* ---- Announcements --------------------------------------------------------------------------- */

static void each_audience_hears_its_own(void **state)
{
    (void)state;
    static const char *const priorities[] = {"info", "notice", "urgent", "emergency"};
    for (unsigned a = 0; a < AUDIENCES; a++) {
        char text[256], payload[256];
        snprintf(text, sizeof text,
                 "{\"audience\":\"%s\",\"businesses\":{\"main\":{\"channels\":{\"phone\":{"
                 "\"kpis\":{\"service-level\":{\"target\":80}}}}}}}",
                 audiences[a]);
        open_wall(text);
        tell("kpi/main/phone/service-level", "82");
        for (unsigned b = 0; b < AUDIENCES; b++) {
            for (size_t p = 0; p < 4; p++) {
                snprintf(payload, sizeof payload,
                         "{\"text\":\"Lunch\",\"priority\":\"%s\",\"audience\":[\"%s\"]}",
                         priorities[p], audiences[b]);
                tell("announce/a", payload);
                show();
                assert_int_equal(says("Lunch"), a == b);
                tell("announce/a", "");
                show();
                assert_false(says("Lunch"));
            }
        }
        close_wall();
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_metric_before_every_audience),
        cmocka_unit_test(what_is_not_for_agents),
        cmocka_unit_test(no_partner_is_compared_before_agents),
        cmocka_unit_test(a_client_sees_its_business_alone),
        cmocka_unit_test(supervisors_see_both),
        cmocka_unit_test(a_client_hears_what_is_for_it),
        cmocka_unit_test(each_audience_hears_its_own),
    };
    return cmocka_run_group_tests(tests, read_catalogue, forget_catalogue);
}
