#include "bad_boards.h"
#include "config_test.h"

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
