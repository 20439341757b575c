/* A text that the wall cannot draw, or that would turn its direction, is refused by name. */

#include "config_test.h"

static bool no_picture_of_faces(uint32_t code_point)
{
    return code_point < 0x1f600 || code_point > 0x1f64f;
}

static struct board_config *read_drawn(const struct world *world, const char *text,
                                       struct faults *faults)
{
    struct world drawn = *world;
    drawn.config.drawable = no_picture_of_faces;
    return read_board(&drawn, text, faults);
}

static void names_each_missing_character_once(void **state)
{
    static const struct {
        const char *document, *pointer, *read[2];
    } cases[] = {
        {BOARD("\"title\":\"\\ud83d\\ude00\""), "/title", {"U+1F600 GRINNING FACE"}},
        {BOARD("\"title\":{\"ja\":\"a\\ud83d\\ude00\\ud83d\\ude01\\ud83d\\ude00\",\"en\":\"x\"}"),
         "/title/ja",
         {"U+1F600 GRINNING FACE", "U+1F601 GRINNING FACE WITH SMILING EYES"}},
        {BUSINESS("\"name\":\"\\ud83d\\ude00\",\"channels\":{\"phone\":{}}"),
         "/businesses/main/name",
         {"U+1F600 GRINNING FACE"}},
        {CHANNEL("\"name\":{\"en\":\"\\ud83d\\ude00\"}"),
         "/businesses/main/channels/phone/name/en",
         {"U+1F600 GRINNING FACE"}},
        {KPI("\"short_name\":{\"ja\":\"\\ud83d\\ude00\"}"),
         KPI_AT "/short_name/ja",
         {"U+1F600 GRINNING FACE"}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct faults *faults = faults_create();
        assert_null(read_drawn(*state, cases[i].document, faults));
        size_t wanted = cases[i].read[1] ? 2 : 1;
        for (size_t j = 0; j < wanted; j++) {
            const struct fault *fault = faults_at(faults, j);
            assert_non_null(fault);
            assert_string_equal(fault->pointer, cases[i].pointer);
            assert_string_equal(fault->code, "glyph");
            assert_string_equal(fault->read, cases[i].read[j]);
            assert_string_equal(fault->allowed, "characters of the font chain");
        }
        faults_destroy(faults);
    }
}

static void what_can_be_drawn_is_taken(void **state)
{
    struct faults *faults = faults_create();
    struct board_config *config = read_drawn(*state, BOARD("\"title\":\"放棄率 É\""), faults);
    assert_non_null(config);
    assert_string_equal(config->title.in[LANGUAGE_JA], "放棄率 É");
    board_config_destroy(config);
    faults_destroy(faults);
}

static bool latin(uint32_t code_point)
{
    return code_point < 0x2000;
}

static const char *only_latin(enum language language)
{
    return language == LANGUAGE_JA ? "fonts-of-japan" : NULL;
}

/* A machine without Japanese fonts: one fault says so, and none of every character. */
static void a_language_without_a_font_is_refused_once(void **state)
{
    struct world poor = *(struct world *)*state;
    poor.config.drawable = latin;
    poor.config.font_package = only_latin;
    static const char *const documents[] = {BOARD("\"title\":\"大阪\""),
                                            BOARD("\"language\":\"ja\",\"title\":\"Osaka\""),
                                            CHANNEL("\"name\":\"電話\"")};
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
        struct faults *faults = faults_create();
        assert_null(read_board(&poor, documents[i], faults));
        assert_int_equal(faults_fatal(faults), 1);
        assert_true(has_fault(faults, SEVERITY_FAULT, "/language", "font"));
        assert_non_null(strstr(faults_at(faults, 0)->message, "package fonts-of-japan"));
        faults_destroy(faults);
    }
}

/* What is not shown need not be drawn: a wall in English takes a file for both languages. */
static void only_what_is_shown_must_be_drawn(void **state)
{
    struct world poor = *(struct world *)*state;
    poor.config.drawable = latin;
    poor.config.font_package = only_latin;
    static const struct {
        const char *title, *pointer; /* of the fault; NULL: none */
    } cases[] = {
        {"{\"ja\":\"大阪\",\"en\":\"Osaka\"}", NULL},
        {"\"Osaka\"", NULL},
        {"{\"ja\":\"Osaka\",\"en\":\"大阪\"}", "/title/en"},
        {"{\"ja\":\"大阪\"}", "/title/ja"}, /* shown where there is no English */
        {"\"大阪\"", "/title"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char document[256];
        snprintf(document, sizeof document, BOARD("\"language\":\"en\",\"title\":%s"),
                 cases[i].title);
        struct faults *faults = faults_create();
        struct board_config *config = read_board(&poor, document, faults);
        assert_int_equal(config != NULL, cases[i].pointer == NULL);
        assert_true(config || has_fault(faults, SEVERITY_FAULT, cases[i].pointer, "glyph"));
        board_config_destroy(config);
        faults_destroy(faults);
    }
}

static void controls_never_get_in(void **state)
{
    static const unsigned controls[] = {0x01,   0x0a,   0x1f,   0x7f,   0x80,   0x9f,
                                        0x061c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c,
                                        0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069};
    for (size_t i = 0; i < sizeof controls / sizeof *controls; i++) {
        char document[128];
        snprintf(document, sizeof document, BOARD("\"title\":\"a\\u%04xb\""), controls[i]);
        struct faults *faults = faults_create();
        assert_null(read_board(*state, document, faults));
        assert_true(has_fault(faults, SEVERITY_FAULT, "/title", "text"));
        faults_destroy(faults);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_each_missing_character_once),
        cmocka_unit_test(what_can_be_drawn_is_taken),
        cmocka_unit_test(a_language_without_a_font_is_refused_once),
        cmocka_unit_test(only_what_is_shown_must_be_drawn),
        cmocka_unit_test(controls_never_get_in),
    };
    return cmocka_run_group_tests(tests, world_open, world_close);
}
