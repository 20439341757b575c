#include "config/names.h"

#include "config_test.h"

#define TWO(first, second) KPIS("\"service-level\":{" first "},\"abandonment-rate\":{" second "}")
#define SECOND_AT "/businesses/main/channels/phone/kpis/abandonment-rate"
#define FIRST_AT "/businesses/main/channels/phone/kpis/service-level"

static const struct {
    const char *document, *pointer, *read, *other; /* no pointer: none is wrong */
} boards[] = {
    {TWO("\"name\":\"Calls\"", "\"name\":\"Calls\""), SECOND_AT "/name", "Calls", FIRST_AT "/name"},
    {TWO("\"name\":\"Calls\"", "\"name\":\"Abandoned\",\"short_name\":\"Calls\""),
     SECOND_AT "/short_name", "Calls", FIRST_AT "/name"},
    {TWO("\"short_name\":\"Calls\"", "\"name\":\"Calls\""), SECOND_AT "/name", "Calls",
     FIRST_AT "/short_name"},
    {TWO("\"short_name\":\"A\"", "\"short_name\":\"A\""), SECOND_AT "/short_name", "A",
     FIRST_AT "/short_name"},
    /* The catalogue's own name is taken, too. */
    {TWO("", "\"name\":\"サービスレベル\""), SECOND_AT "/name", "サービスレベル", FIRST_AT "/name"},
    {TWO("", "\"name\":\"SL\""), SECOND_AT "/name", "SL", FIRST_AT "/short_name"},
    /* Full and half width, composed and not, spaces of all kinds, what is never drawn */
    {TWO("\"name\":\"SL 1\"", "\"name\":\"ＳＬ　１\""), SECOND_AT "/name", "ＳＬ　１",
     FIRST_AT "/name"},
    {TWO("\"name\":\"ﾒｰﾙ\"", "\"name\":\"メール\""), SECOND_AT "/name", "メール", FIRST_AT "/name"},
    {TWO("\"name\":\"がく\"", "\"name\":\"か\\u3099く\""), SECOND_AT "/name", NULL,
     FIRST_AT "/name"},
    {TWO("\"name\":\"a b\"", "\"name\":\" a \\u00a0 b \""), SECOND_AT "/name", NULL,
     FIRST_AT "/name"},
    {TWO("\"name\":\"ab\"", "\"name\":\"a\\u200bb\\ufe0f\""), SECOND_AT "/name", NULL,
     FIRST_AT "/name"},
    /* Letters of other scripts that look alike: Cyrillic and Greek in Latin, kana for kanji */
    {TWO("\"name\":\"SLA\"", "\"name\":\"SL\u0410\""), SECOND_AT "/name", "SL\u0410",
     FIRST_AT "/name"},
    {TWO("\"name\":\"\u0421\u0415\u041e\"", "\"name\":\"CE\u039f\""), SECOND_AT "/name", NULL,
     FIRST_AT "/name"},
    {TWO("\"name\":\"入力\"", "\"name\":\"入カ\""), SECOND_AT "/name", "入カ", FIRST_AT "/name"},
    {TWO("\"name\":\"Звонки\"", "\"name\":\"Письма\""), NULL, NULL, NULL},
    {TWO("\"name\":\"O1\"", "\"name\":\"0l\""), NULL, NULL, NULL},
    /* Only what the language of the board shows */
    {TWO("\"name\":{\"ja\":\"甲\",\"en\":\"Calls\"}", "\"name\":{\"ja\":\"乙\",\"en\":\"Calls\"}"),
     NULL, NULL, NULL},
    {TWO("\"name\":{\"en\":\"Calls\"}", "\"name\":{\"ja\":\"Calls\",\"en\":\"Lost\"}"),
     SECOND_AT "/name", "Calls", FIRST_AT "/name"},
    {TWO("\"name\":\"Calls\"", "\"name\":\"calls\""), NULL, NULL, NULL},
    {TWO("\"name\":\"Calls\",\"short_name\":\"Calls\"", ""), NULL, NULL, NULL},
    /* Channels and businesses */
    {BUSINESS("\"channels\":{\"phone\":{},\"chat\":{\"name\":\"電話\"}}"),
     "/businesses/main/channels/chat/name", "電話", "/businesses/main/channels/phone/name"},
    {BUSINESS("\"channels\":{\"phone\":{\"kpis\":{\"service-level\":{}}},"
              "\"chat\":{\"kpis\":{\"service-level\":{}}}}"),
     NULL, NULL, NULL},
    {"{\"businesses\":{\"a\":{\"channels\":{\"phone\":{}}},\"b\":{\"name\":\"a\",\"channels\":{"
     "\"phone\":{}}}}}",
     "/businesses/b/name", "a", "/businesses/a/name"},
    {"{\"businesses\":{\"a\":{\"channels\":{\"phone\":{}}},\"b\":{\"channels\":{\"phone\":{}}}}}",
     NULL, NULL, NULL},
};

static const struct fault *first_fatal(const struct faults *faults)
{
    for (size_t i = 0; i < faults_count(faults); i++) {
        if (faults_at(faults, i)->severity == SEVERITY_FAULT) {
            return faults_at(faults, i);
        }
    }
    return NULL;
}

static void check_board(const struct world *world, size_t i)
{
    struct faults *faults = faults_create();
    board_config_destroy(read_board(world, boards[i].document, faults));
    const struct fault *fault = first_fatal(faults);
    bool good = faults_fatal(faults) == (boards[i].pointer ? 1 : 0);
    if (good && fault) {
        good = strcmp(fault->pointer, boards[i].pointer) == 0 &&
               strcmp(fault->code, "same-name") == 0 && strstr(fault->allowed, boards[i].other) &&
               (!boards[i].read || strcmp(fault->read, boards[i].read) == 0);
    }
    if (!good) {
        print_faults(faults);
        fail_msg("%zu: %s", i, boards[i].document);
    }
    faults_destroy(faults);
}

static void test_boards(void **state)
{
    for (size_t i = 0; i < sizeof boards / sizeof *boards; i++) {
        check_board(*state, i);
    }
}

/* Three of one name: two faults, however many of their forms are the same. */
static void test_one_fault_each(void **state)
{
    struct faults *faults = faults_create();
    assert_null(read_board(*state,
                           KPIS("\"service-level\":{\"name\":\"a\",\"short_name\":\"b\"},"
                                "\"abandonment-rate\":{\"name\":\"a\",\"short_name\":\"b\"},"
                                "\"answer-rate\":{\"name\":\"b\",\"short_name\":\"a\"}"),
                           faults));
    assert_int_equal(faults_fatal(faults), 2);
    faults_destroy(faults);
}

/* Whatever of the catalogue a board lists, no two names are one. */
static void test_the_catalogue(void **state)
{
    static const char *const languages[] = {"ja", "en"};
    const struct catalogue *catalogue = ((struct world *)*state)->config.catalogue;
    for (size_t l = 0; l < 2; l++) {
        char document[16384];
        size_t used = (size_t)snprintf(document, sizeof document,
                                       "{\"language\":\"%s\",\"businesses\":{\"main\":{"
                                       "\"channels\":{",
                                       languages[l]);
        for (size_t i = 0; i < catalogue->channel_count; i++) {
            used += (size_t)snprintf(document + used, sizeof document - used, "\"%s\":{},",
                                     catalogue->channels[i].id);
        }
        used += (size_t)snprintf(document + used, sizeof document - used,
                                 "\"another\":{\"timing\":\"real-time\",\"kpis\":{");
        for (size_t i = 0; i < catalogue->count; i++) {
            used += (size_t)snprintf(document + used, sizeof document - used, "%s\"%s\":{}",
                                     i > 0 ? "," : "", catalogue->metrics[i].id);
        }
        snprintf(document + used, sizeof document - used, "}}}}}}");
        struct faults *faults = faults_create();
        struct board_config *config = read_board(*state, document, faults);
        if (!config) {
            print_faults(faults);
        }
        assert_non_null(config);
        assert_int_equal(config->spec.kpi_count, catalogue->count);
        board_config_destroy(config);
        faults_destroy(faults);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_boards),
        cmocka_unit_test(test_one_fault_each),
        cmocka_unit_test(test_the_catalogue),
    };
    return cmocka_run_group_tests(tests, world_open, world_close);
}
