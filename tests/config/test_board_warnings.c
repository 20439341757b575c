#include "config_test.h"

/* What is allowed and probably not meant. */

struct warned {
    const char *document, *pointer, *code;
};

#define BASE "\"target\":80,"
#define NIGHT "\"hours\":{\"mon-fri\":[\"18:00\",\"02:00\"]}"
#define DATED(base, targets)                                                                       \
    "{\"zone\":\"UTC\",\"businesses\":{\"main\":{\"channels\":{\"phone\":{\"kpis\":{"              \
    "\"service-level\":{" base "\"targets\":{" targets "}}}}}}}}"

/* Each is valid and has exactly one warning. */
static void test_warnings(void **state)
{
    static const struct warned warned[] = {
        {KPI("\"target\":100"), KPI_AT "/target", "target-100"},
        {KPIS("\"abandonment-rate\":{\"target\":0}"),
         "/businesses/main/channels/phone/kpis/abandonment-rate/target", "target-0"},
        {KPIS("\"occupancy\":{\"target\":[80,80]}"),
         "/businesses/main/channels/phone/kpis/occupancy/target", "band-empty"},
        {KPIS("\"occupancy\":{\"target\":[75,100]}"),
         "/businesses/main/channels/phone/kpis/occupancy/target", "band-open"},
        {KPIS("\"occupancy\":{\"target\":[75,88],\"min_sample\":20}"),
         "/businesses/main/channels/phone/kpis/occupancy/min_sample", "never-a-sample"},
        {KPIS("\"service-level\":{\"target\":96},\"abandonment-rate\":{\"target\":5}"),
         "/businesses/main/channels/phone/kpis/abandonment-rate/target", "targets-apart"},
        {KPIS("\"service-level\":{\"target\":50},\"abandonment-rate\":{\"target\":2}"),
         "/businesses/main/channels/phone/kpis/abandonment-rate/target", "targets-apart"},
        {KPIS("\"service-level\":{\"target\":90},\"answer-rate\":{\"target\":85}"),
         "/businesses/main/channels/phone/kpis/answer-rate/target", "targets-apart"},
        {KPI("\"limit\":1,\"target\":1,\"fresh_s\":5"), KPI_AT "/fresh_s", "fresh-under-cadence"},
        {KPIS("\"contacts-waiting\":{\"target\":5,\"min_sample\":20}"),
         "/businesses/main/channels/phone/kpis/contacts-waiting/min_sample", "never-a-sample"},
        {"{\"audience\":\"agents\",\"businesses\":{\"main\":{\"channels\":{\"phone\":{\"kpis\":{"
         "\"service-level\":{\"target\":80},\"utilisation\":{}}}}}}}",
         "/businesses/main/channels/phone/kpis/utilisation", "audience"},
        {"{\"privacy\":{\"min_group\":5},\"businesses\":{\"main\":{\"channels\":{\"phone\":{"
         "\"kpis\":{"
         "\"service-level\":{\"target\":80},\"utilisation\":{}}}}}}}",
         "/businesses/main/channels/phone/kpis", "group-unknown"},
        {"{\"businesses\":{\"main\":{\"channels\":{\"email\":{\"kpis\":{\"service-level\":{"
         "\"target\":80}}}}}}}",
         "/businesses/main/channels/email/kpis/service-level", "not-applicable"},
        {"{\"businesses\":{\"main\":{\"channels\":{\"all\":{\"kpis\":{\"occupancy\":{"
         "\"target\":[75,88]},\"average-handle-time\":{}}}}}}}",
         "/businesses/main/channels/all/kpis/average-handle-time", "not-applicable"},
        {KPIS("\"contact-rate\":{\"target\":30}"),
         "/businesses/main/channels/phone/kpis/contact-rate", "not-applicable"},
        {KPI(""), "/businesses", "untargeted"},
        {DATED("", "\"a\":{\"from\":\"2027-04-01\",\"target\":85}"), KPI_AT "/targets",
         "targets-gap"},
        {DATED("", "\"a\":{" NIGHT ",\"target\":70}"), KPI_AT "/targets", "targets-gap"},
        {DATED(BASE, "\"a\":{\"until\":\"2026-11-17\",\"target\":85}"), KPI_AT "/targets/a/until",
         "target-over"},
        {DATED(BASE, "\"a\":{\"from\":\"2025-04-01\",\"target\":85},"
                     "\"b\":{\"from\":\"2026-04-01\",\"target\":86}"),
         KPI_AT "/targets/a/from", "target-over"},
        {DATED(BASE, "\"a\":{\"target\":85},\"b\":{\"target\":86}"), KPI_AT "/targets/b",
         "targets-overlap"},
        {DATED(BASE, "\"a\":{" NIGHT ",\"target\":70},"
                     "\"b\":{\"hours\":{\"sat\":[\"01:00\",\"05:00\"]},\"target\":71}"),
         KPI_AT "/targets/b", "targets-overlap"},
        {DATED(BASE, "\"a\":{\"target\":100}"), KPI_AT "/targets/a/target", "target-100"},
        {CHANNEL(""), "/businesses/main/channels/phone/kpis", "no-kpis"},
        {"{\"hours\":{\"mon\":[\"09:00\",\"18:00\"]},\"businesses\":{\"main\":{\"channels\":{"
         "\"phone\":{\"kpis\":{\"service-level\":{\"target\":80}}}}}}}",
         "/zone", "hours-without-zone"},
    };
    for (size_t i = 0; i < sizeof warned / sizeof *warned; i++) {
        struct faults *faults = faults_create();
        struct board_config *config = read_board(*state, warned[i].document, faults);
        if (!config || faults_count(faults) != 1 ||
            !has_fault(faults, SEVERITY_WARNING, warned[i].pointer, warned[i].code)) {
            print_faults(faults);
            fail_msg("%s", warned[i].document);
        }
        board_config_destroy(config);
        faults_destroy(faults);
    }
}

/* A channel says what it is for; and what targets just allow one another. */
static void test_nothing_to_warn_of(void **state)
{
    static const char *const boards[] = {
        KPIS("\"service-level\":{\"target\":80},\"abandonment-rate\":{\"target\":1},"
             "\"answer-rate\":{\"target\":80}"),
        KPIS("\"service-level\":{\"target\":80},\"abandonment-rate\":{\"target\":20},"
             "\"answer-rate\":{}"),
        CHANNEL("\"kind\":\"outbound\",\"kpis\":{\"contact-rate\":{\"target\":30},"
                "\"average-handle-time\":{}}"),
        CHANNEL("\"kind\":\"collections\",\"kpis\":{\"promise-rate\":{\"target\":30}}"),
        CHANNEL("\"kind\":\"store\",\"kpis\":{\"service-level\":{\"target\":80},"
                "\"walk-away-rate\":{}}"),
        "{\"businesses\":{\"main\":{\"channels\":{\"repair\":{\"kpis\":{\"on-time-rate\":{"
        "\"target\":95},\"first-time-fix-rate\":{}}},\"all\":{\"kpis\":{\"attrition\":{}}}}}}}",
        DATED("", "\"a\":{\"target\":80},\"b\":{\"from\":\"2027-04-01\",\"target\":85}"),
        DATED(BASE, "\"a\":{" NIGHT ",\"target\":70},"
                    "\"b\":{\"hours\":{\"sat\":[\"02:00\",\"05:00\"]},\"target\":71},"
                    "\"c\":{\"from\":\"2026-04-01\",\"until\":\"2027-03-31\",\"target\":82},"
                    "\"d\":{\"from\":\"2027-04-01\"," NIGHT ",\"target\":75}"),
    };
    for (size_t i = 0; i < sizeof boards / sizeof *boards; i++) {
        struct faults *faults = faults_create();
        struct board_config *config = read_board(*state, boards[i], faults);
        print_faults(faults);
        assert_non_null(config);
        assert_int_equal(faults_count(faults), 0);
        board_config_destroy(config);
        faults_destroy(faults);
    }
}

/* All that is listed is for others: the wall has nothing to show, and says why. */
static void test_nothing_for_this_audience(void **state)
{
    static const struct {
        const char *document;
        bool for_others;
    } boards[] = {
        {"{\"audience\":\"agents\",\"businesses\":{\"main\":{\"channels\":{\"phone\":{\"kpis\":{"
         "\"occupancy\":{\"target\":[75,88]}}}}}}}",
         true},
        {"{\"audience\":\"agents\",\"businesses\":{\"main\":{\"channels\":{\"phone\":{\"kpis\":{"
         "\"service-level\":{\"target\":80},\"occupancy\":{}}}}}}}",
         false},
        {CHANNEL(""), false},
    };
    for (size_t i = 0; i < sizeof boards / sizeof *boards; i++) {
        struct faults *faults = faults_create();
        struct board_config *config = read_board(*state, boards[i].document, faults);
        assert_non_null(config);
        assert_true(config->for_others == boards[i].for_others);
        assert_true(has_fault(faults, SEVERITY_WARNING, "/audience", "audience") ==
                    boards[i].for_others);
        board_config_destroy(config);
        faults_destroy(faults);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_warnings),
        cmocka_unit_test(test_nothing_to_warn_of),
        cmocka_unit_test(test_nothing_for_this_audience),
    };
    return cmocka_run_group_tests(tests, world_open, world_close);
}
