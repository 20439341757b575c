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
    check_text(*state, KPIS("\"service-levle\":{}"), "service-levle", "contact-centre-2",
               "Did you mean 'service-level'?");
    check_text(*state, BOARD("\"audience\":\"agent\""), "\"agent\"",
               "agents, supervisors, management, client", "Did you mean 'agents'?");
    check_text(*state, BOARD("\"display\":{\"rotate\":45}"), "45", "0, 90, 180, 270", "rotate");
    check_text(*state, BOARD("\"schedule\":{\"mon-fry\":[\"07:30\",\"20:00\"]}"), "mon-fry",
               "mon to sun", "names no days");
    check_text(*state, BOARD("\"schedule\":[\"07:30\",\"20:00\"]"), "[\"07:30\",\"20:00\"]",
               "mon-fri", "'schedule' is an object");
    check_text(*state, BOARD("\"display\":{\"seconds\":1}"), "1", "true, false", "seconds");
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

/* A list of `count` ids; each is another. */
static char *long_order(size_t count)
{
    size_t size = 64 + count * 12;
    char *text = test_malloc(size);
    size_t used = (size_t)snprintf(text, size, "{\"order\":[\"main\"");
    for (size_t i = 1; i < count; i++) {
        used += (size_t)snprintf(text + used, size - used, ",\"i%zu\"", i);
    }
    snprintf(text + used, size - used, "],");
    return text;
}

static void test_long_lists(void **state)
{
    static const char rest[] = "\"businesses\":{\"main\":{\"channels\":{\"phone\":{}}}}}";
    for (size_t count = 1000; count <= 1001; count++) {
        char *order = long_order(count), document[16384];
        snprintf(document, sizeof document, "%s%s", order, rest);
        struct faults *faults = faults_create();
        assert_null(read_board(*state, document, faults));
        assert_int_equal(has_fault(faults, SEVERITY_FAULT, "/order", "too-many"), count > 1000);
        assert_int_equal(faults_fatal(faults), count > 1000 ? 1 : 999);
        faults_destroy(faults);
        test_free(order);
    }
}

static bool title_is_read(const struct world *world, const char *character, size_t count)
{
    char title[1024] = "", document[2048];
    for (size_t i = 0; i < count; i++) {
        memcpy(title + i * strlen(character), character, strlen(character) + 1);
    }
    snprintf(document, sizeof document, BOARD("\"title\":\"%s\""), title);
    struct faults *faults = faults_create();
    struct board_config *config = read_board(world, document, faults);
    assert_true(config || has_fault(faults, SEVERITY_FAULT, "/title", "text"));
    assert_true(!config || strcmp(config->title.in[LANGUAGE_EN], title) == 0);
    bool read = config != NULL;
    board_config_destroy(config);
    faults_destroy(faults);
    return read;
}

static void test_long_texts(void **state)
{
    static const char *const characters[] = {"a", "\xE9\x9B\xBB", "\xF0\x9F\x93\x9E"};
    for (size_t i = 0; i < sizeof characters / sizeof *characters; i++) {
        assert_true(title_is_read(*state, characters[i], 200));
        assert_false(title_is_read(*state, characters[i], 201));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bad_boards),          cmocka_unit_test(test_all_faults_at_once),
        cmocka_unit_test(test_what_a_fault_says),   cmocka_unit_test(test_long_lists),
        cmocka_unit_test(test_long_texts),          cmocka_unit_test(test_every_prefix_is_refused),
        cmocka_unit_test(test_every_byte_replaced),
    };
    return cmocka_run_group_tests(tests, world_open, world_close);
}
