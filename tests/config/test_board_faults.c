#include "config_test.h"

#include <stdlib.h>

struct bad {
    const char *document, *pointer, *code;
};

#define TWO_CHANNELS(order) BUSINESS("\"order\":" order ",\"channels\":{\"phone\":{},\"chat\":{}}")

/* Each has exactly one fault. */
static const struct bad bad_boards[] = {
    /* The document and its top level */
    {"[]", "", "type"},
    {"3", "", "type"},
    {"{}", "/businesses", "missing"},
    {"{\"businesses\":[]}", "/businesses", "type"},
    {"{\"businesses\":{}}", "/businesses", "empty"},
    {"{\"businesses\":{\"//\":1}}", "/businesses", "empty"},
    {BOARD("\"langauge\":\"ja\""), "/langauge", "unknown-key"},
    {BOARD("\"pages\":[]"), "/pages", "unknown-key"},
    {BOARD("\"schedule\":[]"), "/schedule", "unknown-key"},
    {BOARD("\"a/b~c\":1"), "/a~1b~0c", "unknown-key"},
    {BOARD("\"language\":\"de\""), "/language", "word"},
    {BOARD("\"language\":1"), "/language", "type"},
    {BOARD("\"language\":null"), "/language", "type"},
    {BOARD("\"zone\":\"Asia/Tokio\""), "/zone", "zone"},
    {BOARD("\"zone\":9"), "/zone", "type"},
    {BOARD("\"audience\":\"agent\""), "/audience", "word"},
    {BOARD("\"title\":\"\""), "/title", "text"},
    {BOARD("\"title\":\"  \""), "/title", "text"},
    {BOARD("\"title\":5"), "/title", "type"},
    {BOARD("\"title\":{}"), "/title", "empty"},
    {BOARD("\"title\":{\"//\":\"x\"}"), "/title", "empty"},
    {BOARD("\"title\":{\"fr\":\"Centre\",\"ja\":\"x\"}"), "/title/fr", "unknown-key"},
    {BOARD("\"title\":{\"ja\":1,\"en\":\"x\"}"), "/title/ja", "type"},
    {BOARD("\"title\":\"a\\nb\""), "/title", "text"},
    {BOARD("\"title\":{\"en\":\"a\\u202eb\"}"), "/title/en", "text"},
    /* display and rotation */
    {BOARD("\"display\":55"), "/display", "type"},
    {BOARD("\"display\":{\"diagonal\":55}"), "/display/diagonal", "unknown-key"},
    {BOARD("\"display\":{\"diagonal_inch\":9.9}"), "/display/diagonal_inch", "range"},
    {BOARD("\"display\":{\"diagonal_inch\":\"55\"}"), "/display/diagonal_inch", "type"},
    {BOARD("\"display\":{\"viewing_distance_m\":61}"), "/display/viewing_distance_m", "range"},
    {BOARD("\"display\":{\"viewing_distance_m\":0}"), "/display/viewing_distance_m", "range"},
    {BOARD("\"display\":{\"theme\":\"light\"}"), "/display/theme", "word"},
    {BOARD("\"display\":{\"rotate\":45}"), "/display/rotate", "range"},
    {BOARD("\"display\":{\"rotate\":90.5}"), "/display/rotate", "type"},
    {BOARD("\"display\":{\"rotate\":1e300}"), "/display/rotate", "range"},
    {BOARD("\"display\":{\"rotate\":\"90\"}"), "/display/rotate", "type"},
    {BOARD("\"rotation\":{\"dwell_s\":4}"), "/rotation/dwell_s", "range"},
    {BOARD("\"rotation\":{\"dwell_s\":-1}"), "/rotation/dwell_s", "range"},
    {BOARD("\"rotation\":15"), "/rotation", "type"},
    /* hours and holidays */
    {BOARD("\"zone\":\"UTC\",\"hours\":[]"), "/hours", "type"},
    {BOARD("\"zone\":\"UTC\",\"hours\":{}"), "/hours", "empty"},
    {BOARD("\"zone\":\"UTC\",\"hours\":{\"monday\":[\"09:00\",\"18:00\"]}"), "/hours/monday",
     "day"},
    {BOARD("\"zone\":\"UTC\",\"hours\":{\"mon-\":[\"09:00\",\"18:00\"]}"), "/hours/mon-", "day"},
    {BOARD("\"zone\":\"UTC\",\"hours\":{\"mon-fri-sun\":[\"09:00\",\"18:00\"]}"),
     "/hours/mon-fri-sun", "day"},
    {BOARD("\"zone\":\"UTC\",\"hours\":{\"mon\":\"09:00-18:00\"}"), "/hours/mon", "type"},
    {BOARD("\"zone\":\"UTC\",\"hours\":{\"mon\":[\"09:00\"]}"), "/hours/mon", "type"},
    {BOARD("\"zone\":\"UTC\",\"hours\":{\"mon\":[]}"), "/hours/mon", "empty"},
    {BOARD("\"zone\":\"UTC\",\"hours\":{\"mon\":[\"9:00\",\"18:00\"]}"), "/hours/mon/0", "time"},
    {BOARD("\"zone\":\"UTC\",\"hours\":{\"mon\":[\"09:00\",\"24:01\"]}"), "/hours/mon/1", "time"},
    {BOARD("\"zone\":\"UTC\",\"hours\":{\"mon\":[\"24:00\",\"18:00\"]}"), "/hours/mon/0", "time"},
    {BOARD("\"zone\":\"UTC\",\"hours\":{\"mon\":[\"09:60\",\"18:00\"]}"), "/hours/mon/0", "time"},
    {BOARD("\"zone\":\"UTC\",\"hours\":{\"mon\":[\"09:00\",18]}"), "/hours/mon/1", "type"},
    {BOARD("\"zone\":\"UTC\",\"hours\":{\"sat\":[[\"09:00\",\"12:00\"],[\"11:59\",\"13:00\"]]}"),
     "/hours", "overlap"},
    {BOARD("\"zone\":\"UTC\",\"hours\":{\"fri\":[\"22:00\",\"06:00\"],"
           "\"sat\":[\"05:59\",\"12:00\"]}"),
     "/hours", "overlap"},
    {BOARD("\"zone\":\"UTC\",\"hours\":{\"daily\":[\"09:00\",\"09:01\"],"
           "\"//\":\"see sunday\",\"sun\":[\"10:00\",\"12:00\"]}"),
     "/hours/sun", "duplicate"},
    {BOARD("\"zone\":\"UTC\",\"hours\":{\"sun\":[[\"00:00\",\"01:00\"],[\"02:00\",\"03:00\"],"
           "[\"04:00\",\"05:00\"],[\"06:00\",\"07:00\"],[\"08:00\",\"09:00\"]]}"),
     "/hours/sun", "too-many"},
    {BOARD("\"holidays\":\"2027-01-01\""), "/holidays", "type"},
    {BOARD("\"holidays\":[\"2027-02-28\",\"2027-02-29\"]"), "/holidays/1", "date"},
    {BOARD("\"holidays\":[\"2100-02-29\"]"), "/holidays/0", "date"},
    {BOARD("\"holidays\":[\"2027-1-1\"]"), "/holidays/0", "date"},
    {BOARD("\"holidays\":[\"2027-13-01\"]"), "/holidays/0", "date"},
    {BOARD("\"holidays\":[\"2027-01-00\"]"), "/holidays/0", "date"},
    {BOARD("\"holidays\":[20270101]"), "/holidays/0", "type"},
    {BOARD("\"holidays\":[\"2027-01-01\",\"2027-01-01\"]"), "/holidays/1", "duplicate"},
    /* businesses and channels */
    {BOARD("\"order\":[\"man\"]"), "/order/0", "unknown-id"},
    {BOARD("\"order\":[\"main\",\"main\"]"), "/order/1", "duplicate"},
    {BOARD("\"order\":\"main\""), "/order", "type"},
    {BOARD("\"order\":[\"Main\"]"), "/order/0", "id"},
    {BOARD("\"order\":[1]"), "/order/0", "type"},
    {"{\"businesses\":{\"Main\":{\"channels\":{\"phone\":{}}}}}", "/businesses/Main", "id"},
    {"{\"businesses\":{\"\":{\"channels\":{\"phone\":{}}}}}", "/businesses/", "id"},
    {"{\"businesses\":{\"main\":[]}}", "/businesses/main", "type"},
    {"{\"businesses\":{\"main\":{}}}", "/businesses/main/channels", "missing"},
    {BUSINESS("\"channels\":{}"), "/businesses/main/channels", "empty"},
    {BUSINESS("\"channels\":{\"fax machine\":{}}"), "/businesses/main/channels/fax machine", "id"},
    {BUSINESS("\"channels\":{\"phone\":1}"), "/businesses/main/channels/phone", "type"},
    {BUSINESS("\"partner\":true,\"channels\":{\"phone\":{}}"), "/businesses/main/partner", "type"},
    {BUSINESS("\"source\":\"ACD 1\",\"channels\":{\"phone\":{}}"), "/businesses/main/source", "id"},
    {TWO_CHANNELS("[\"phone\",\"chart\"]"), "/businesses/main/order/1", "unknown-id"},
    {BUSINESS("\"channels\":{\"fax\":{}}"), "/businesses/main/channels/fax/timing", "missing"},
    {BUSINESS("\"channels\":{\"fax\":{\"timing\":\"realtime\"}}"),
     "/businesses/main/channels/fax/timing", "word"},
    {CHANNEL("\"assistance\":\"robot\""), "/businesses/main/channels/phone/assistance", "word"},
    {CHANNEL("\"stuck_s\":59"), "/businesses/main/channels/phone/stuck_s", "range"},
    {CHANNEL("\"stuck_s\":86401"), "/businesses/main/channels/phone/stuck_s", "range"},
    {CHANNEL("\"hours\":{\"mon\":[\"9\",\"18:00\"]}"),
     "/businesses/main/channels/phone/hours/mon/0", "time"},
    {CHANNEL("\"kpi\":{}"), "/businesses/main/channels/phone/kpi", "unknown-key"},
    {CHANNEL("\"kpis\":[]"), "/businesses/main/channels/phone/kpis", "type"},
    {CHANNEL("\"order\":[\"backlog\"]"), "/businesses/main/channels/phone/order/0", "unknown-id"},
    /* KPIs */
    {KPIS("\"service-levle\":{}"), "/businesses/main/channels/phone/kpis/service-levle",
     "unknown-metric"},
    {KPIS("\"service-level\":80"), KPI_AT, "type"},
    {KPIS("\"Service-level\":{}"), "/businesses/main/channels/phone/kpis/Service-level", "id"},
    {KPI("\"taget\":80"), KPI_AT "/taget", "unknown-key"},
    {KPI("\"target\":\"80\""), KPI_AT "/target", "type"},
    {KPI("\"target\":[75]"), KPI_AT "/target", "type"},
    {KPI("\"target\":[75,\"88\"]"), KPI_AT "/target", "type"},
    {KPI("\"target\":[75,80,85]"), KPI_AT "/target", "type"},
    {KPI("\"target\":[75,88]"), KPI_AT "/target", "not-a-band"},
    {KPI("\"target\":101"), KPI_AT "/target", "range"},
    {KPI("\"target\":-1"), KPI_AT "/target", "range"},
    {KPI("\"limit\":70"), KPI_AT "/limit", "limit-without-target"},
    {KPI("\"warn\":84"), KPI_AT "/warn", "limit-without-target"},
    {KPI("\"target\":80,\"limit\":81"), KPI_AT "/limit", "limit-side"},
    {KPI("\"target\":80,\"limit\":-5"), KPI_AT "/limit", "range"},
    {KPI("\"target\":80,\"limit\":[60,70]"), KPI_AT "/limit", "not-a-band"},
    {KPI("\"target\":80,\"warn\":79.9"), KPI_AT "/warn", "warn-side"},
    {KPIS("\"contacts-waiting\":{\"target\":5,\"limit\":4}"),
     "/businesses/main/channels/phone/kpis/contacts-waiting/limit", "limit-side"},
    {KPIS("\"contacts-waiting\":{\"target\":5,\"warn\":6}"),
     "/businesses/main/channels/phone/kpis/contacts-waiting/warn", "warn-side"},
    {KPIS("\"occupancy\":{\"target\":80}"), "/businesses/main/channels/phone/kpis/occupancy/target",
     "band-needed"},
    {KPIS("\"occupancy\":{\"target\":[88,75]}"),
     "/businesses/main/channels/phone/kpis/occupancy/target", "band-order"},
    {KPIS("\"occupancy\":{\"target\":[75,88],\"limit\":[76,92]}"),
     "/businesses/main/channels/phone/kpis/occupancy/limit", "limit-side"},
    {KPIS("\"occupancy\":{\"target\":[75,88],\"limit\":[70,87]}"),
     "/businesses/main/channels/phone/kpis/occupancy/limit", "limit-side"},
    {KPIS("\"occupancy\":{\"target\":[75,88],\"warn\":[78,89]}"),
     "/businesses/main/channels/phone/kpis/occupancy/warn", "warn-side"},
    {KPIS("\"occupancy\":{\"target\":[75,101]}"),
     "/businesses/main/channels/phone/kpis/occupancy/target", "range"},
    {KPI("\"period\":\"hour\""), KPI_AT "/period", "word"},
    {KPI("\"cadence_s\":0"), KPI_AT "/cadence_s", "range"},
    {KPI("\"cadence_s\":1.5"), KPI_AT "/cadence_s", "type"},
    {KPI("\"fresh_s\":0"), KPI_AT "/fresh_s", "range"},
    {KPI("\"fresh_s\":100,\"drop_s\":99"), KPI_AT "/drop_s", "drop-before-fresh"},
    {KPI("\"drop_s\":80"), KPI_AT "/drop_s", "drop-before-fresh"},
    {KPI("\"min_sample\":-1"), KPI_AT "/min_sample", "range"},
    {KPI("\"min_sample\":true"), KPI_AT "/min_sample", "type"},
    {KPI("\"deadband\":-0.1"), KPI_AT "/deadband", "range"},
    {KPI("\"on_delay_s\":86401"), KPI_AT "/on_delay_s", "range"},
    {KPI("\"off_delay_s\":\"90\""), KPI_AT "/off_delay_s", "type"},
    {KPI("\"threshold_s\":0"), KPI_AT "/threshold_s", "range"},
    {KPI("\"decimals\":4"), KPI_AT "/decimals", "range"},
    {KPI("\"source\":\"\""), KPI_AT "/source", "id"},
    {KPI("\"name\":[]"), KPI_AT "/name", "type"},
    {KPI("\"short_name\":{\"en\":\"\"}"), KPI_AT "/short_name/en", "text"},
    {KPI("\"audience\":\"agents\""), KPI_AT "/audience", "type"},
    {KPI("\"audience\":[]"), KPI_AT "/audience", "empty"},
    {KPI("\"audience\":[\"agents\",\"guests\"]"), KPI_AT "/audience/1", "word"},
    {KPI("\"audience\":[\"agents\",\"agents\"]"), KPI_AT "/audience/1", "duplicate"},
};

static void check_bad(const struct world *world, const struct bad *bad)
{
    struct faults *faults = faults_create();
    struct board_config *config = read_board(world, bad->document, faults);
    if (config || faults_fatal(faults) != 1 ||
        !has_fault(faults, SEVERITY_FAULT, bad->pointer, bad->code)) {
        print_faults(faults);
        fail_msg("%s: expected the one fault '%s' %s", bad->document, bad->pointer, bad->code);
    }
    for (size_t i = 0; i < faults_count(faults); i++) {
        assert_true(strlen(faults_at(faults, i)->allowed) > 0);
        assert_true(strlen(faults_at(faults, i)->message) > 0);
    }
    board_config_destroy(config);
    faults_destroy(faults);
}

static void test_bad_boards(void **state)
{
    for (size_t i = 0; i < sizeof bad_boards / sizeof *bad_boards; i++) {
        check_bad(*state, &bad_boards[i]);
    }
}

/* One document, many faults: all of them are told at once, in the order of the table of keys. */
static void test_all_faults_at_once(void **state)
{
    static const struct {
        const char *pointer, *code;
    } expected[] = {
        {"/colour", "unknown-key"},
        {"/language", "word"},
        {"/display/rotate", "range"},
        {"/businesses/main/channels/phone/stuck_s", "range"},
        {KPI_AT "/taget", "unknown-key"},
        {"/businesses/main/channels/fax machine", "id"},
        {"/zone", "zone"},
        {KPI_AT "/limit", "limit-without-target"},
        {"/businesses/main/channels/phone/kpis/occupancy/target", "band-needed"},
    };
    struct faults *faults = faults_create();
    struct board_config *config =
        read_board(*state,
                   "{\"colour\":1,\"language\":\"fr\",\"zone\":\"Mars\",\"display\":{\"rotate\":1},"
                   "\"businesses\":{\"main\":{\"channels\":{\"phone\":{\"stuck_s\":1,\"kpis\":{"
                   "\"service-level\":{\"taget\":80,\"limit\":70},\"occupancy\":{\"target\":80}}},"
                   "\"fax machine\":{}}}}}",
                   faults);
    assert_null(config);
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        assert_string_equal(faults_at(faults, i)->pointer, expected[i].pointer);
        assert_string_equal(faults_at(faults, i)->code, expected[i].code);
    }
    assert_int_equal(faults_fatal(faults), sizeof expected / sizeof *expected);
    faults_destroy(faults);
}

static void check_text(const struct world *world, const char *document, const char *read,
                       const char *allowed, const char *message)
{
    struct faults *faults = faults_create();
    assert_null(read_board(world, document, faults));
    const struct fault *fault = faults_at(faults, 0);
    assert_string_equal(fault->read, read);
    if (!strstr(fault->allowed, allowed) || !strstr(fault->message, message)) {
        print_faults(faults);
        fail_msg("expected '%s' and '%s'", allowed, message);
    }
    faults_destroy(faults);
}

static void test_what_a_fault_says(void **state)
{
    check_text(*state, KPI("\"taget\":80"), "taget", "target, limit, warn",
               "Did you mean 'target'?");
    check_text(*state, KPIS("\"service-levle\":{}"), "service-levle", "contact-centre-1",
               "Did you mean 'service-level'?");
    check_text(*state, BOARD("\"audience\":\"agent\""), "\"agent\"",
               "agents, supervisors, management, client", "Did you mean 'agents'?");
    check_text(*state, BOARD("\"display\":{\"rotate\":45}"), "45", "0, 90, 180, 270", "rotate");
    check_text(*state, BOARD("\"rotation\":{\"dwell_s\":4}"), "4", "0, or 5 to 3600", "dwell_s");
    check_text(*state, BOARD("\"display\":{\"diagonal_inch\":9.9}"), "9.9", "10 to 200",
               "diagonal_inch");
    check_text(*state, TWO_CHANNELS("[\"chta\"]"), "chta", "beside", "Did you mean 'chat'?");
    check_text(*state, KPI("\"target\":80,\"limit\":81"), "81", "the target or worse",
               "wrong side");
    check_text(*state, KPI("\"xyzzyplugh\":80"), "xyzzyplugh", "target", "no such key.");
}

/* Whatever a document is cut to, it is refused and nothing else happens. */
static void test_every_prefix_is_refused(void **state)
{
    static const char document[] =
        "{\"language\":\"ja\",\"hours\":{\"mon-fri\":[\"09:00\",\"18:00\"]},\"holidays\":["
        "\"2027-01-01\"],\"businesses\":{\"main\":{\"order\":[\"phone\"],\"channels\":{\"phone\":{"
        "\"kpis\":{\"occupancy\":{\"target\":[75,88],\"limit\":[70,92]}}}}}}}";
    for (size_t length = 0; length < sizeof document - 1; length++) {
        char cut[sizeof document];
        memcpy(cut, document, length);
        cut[length] = '\0';
        struct faults *faults = faults_create();
        assert_null(read_board(*state, cut, faults));
        assert_true(faults_fatal(faults) > 0);
        faults_destroy(faults);
    }
}

/* Every byte of a document replaced by others: no crash, and NULL exactly when there is a fault. */
static void test_every_byte_replaced(void **state)
{
    static const char document[] =
        "{\"title\":{\"ja\":\"x\"},\"hours\":{\"sat\":[[\"09:00\",\"12:00\"]]},\"businesses\":{"
        "\"main\":{\"channels\":{\"phone\":{\"kpis\":{\"occupancy\":{\"target\":[75,88]}}}}}}}";
    static const char others[] = "{}[]\",:0-9a/\\\xFF\n";
    for (size_t at = 0; at < sizeof document - 1; at++) {
        for (size_t i = 0; i < sizeof others - 1; i++) {
            char changed[sizeof document];
            memcpy(changed, document, sizeof document);
            changed[at] = others[i];
            struct faults *faults = faults_create();
            struct board_config *config = read_board(*state, changed, faults);
            assert_int_equal(config != NULL, faults_fatal(faults) == 0);
            board_config_destroy(config);
            faults_destroy(faults);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bad_boards),          cmocka_unit_test(test_all_faults_at_once),
        cmocka_unit_test(test_what_a_fault_says),   cmocka_unit_test(test_every_prefix_is_refused),
        cmocka_unit_test(test_every_byte_replaced),
    };
    return cmocka_run_group_tests(tests, world_open, world_close);
}
