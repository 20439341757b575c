/* Whatever the two files are like, there is a board and a sentence for each that is not good. */

#include "setup.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "load.h"
#include "support/folder.h"

#define BOARD "{\"businesses\":{\"main\":{\"channels\":{\"phone\":{\"kpis\":{\"occupancy\":{}}}}}}}"
#define DEVICE "{\"broker\":{\"host\":\"h\"},\"site\":\"s\",\"screen\":\"w\"}"

#define ZONED(name)                                                                                \
    "{\"broker\":{\"host\":\"h\"},\"site\":\"s\",\"screen\":\"w\",\"zone\":\"" name "\"}"
#define NO_ZONE                                                                                    \
    "\"businesses\":{\"main\":{\"channels\":{\"phone\":{\"kpis\":{\"occupancy\":{}}}}}}}"

static char folder[64];

/* NULL: no such file. Returns its path. */
static const char *file(const char *name, const char *text, char path[128])
{
    snprintf(path, 128, "%s/%s", folder, name);
    unlink(path);
    if (text != NULL) {
        int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
        assert_int_equal(write(fd, text, strlen(text)), strlen(text));
        close(fd);
    }
    return path;
}

static void each_file_has_its_sentence(void **state)
{
    (void)state;
    static const struct {
        const char *device, *board;
        const char *said[3]; /* in the notice, in this order */
        size_t kpis;
    } cases[] = {
        {DEVICE, BOARD, {NULL}, 1},
        {NULL, BOARD, {"/device.json: No such file"}, 1},
        {DEVICE, NULL, {"/board.json: No such file"}, 0},
        {NULL, NULL, {"/device.json: No such file", " · ", "/board.json: No such file"}, 0},
        {"{}", "{", {"device.json", " · ", "board.json"}, 0},
        /* Of several faults the first. */
        {DEVICE, "{\"language\":\"fr\",\"zone\":7}", {"board.json/language "}, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char device[128], board[128];
        struct setup setup;
        struct options options = {.device_path = file("device.json", cases[i].device, device),
                                  .config_path = file("board.json", cases[i].board, board)};
        setup_read(&setup, &options);
        assert_non_null(setup.board);
        assert_int_equal(setup.board->spec.kpi_count, cases[i].kpis);
        const char *at = setup.notice;
        for (size_t j = 0; j < 3 && cases[i].said[j]; j++) {
            at = strstr(at, cases[i].said[j]);
            if (at == NULL) {
                fail_msg("'%s' without '%s'", setup.notice, cases[i].said[j]);
            }
            at += strlen(cases[i].said[j]);
        }
        assert_int_equal(setup.notice[0] == '\0', cases[i].said[0] == NULL);
        assert_null(strstr(setup.notice, "/zone"));
        setup_finish(&setup);
    }
}

/* In the wall's language in the notice, in every one for the card. */
static void the_faults_of_the_installer_are_told(void **state)
{
    (void)state;
    char device[128], board[128], notice[128];
    struct options options = {.device_path = file("device.json", DEVICE, device),
                              .config_path = file("board.json", BOARD, board)};
    setenv("WALLBOARD_NOTICE",
           file("notice", "site · 直す\tsite · mend\nscreen · 要る\tscreen · needed\n", notice), 1);
    struct setup setup;
    setup_read(&setup, &options);
    assert_int_equal(setup.told.count, 2);
    assert_string_equal(setup.told.texts[1][LANGUAGE_JA], "screen · 要る");
    assert_string_equal(setup.told.texts[1][LANGUAGE_EN], "screen · needed");
    assert_string_equal(setup_notice(&setup), "wallboard.json の誤り: 2 か所 · site · 直す");
    setup_finish(&setup);
    /* Half a line, or none: nothing that is not there is read. */
    file("notice", "only\n", notice);
    setup_read(&setup, &options);
    assert_int_equal(setup.told.count, 1);
    assert_string_equal(setup.told.texts[0][LANGUAGE_EN], "only");
    setup_finish(&setup);
    file("notice", NULL, notice);
    setup_read(&setup, &options);
    assert_int_equal(setup.told.count, 0);
    assert_string_equal(setup_notice(&setup), "");
    setup_finish(&setup);
    unsetenv("WALLBOARD_NOTICE");
}

static void what_an_installer_forgot_is_called_as_he_knows_it(void **state)
{
    (void)state;
    static const char no_file[] =
        "カードに wallboard.json がありません / wallboard.json is missing";
    static const char no_board[] = "board.json がありません / board.json is missing";
    static const struct {
        const char *device, *told;
        bool file_missing;
    } cases[] = {
        {NULL, NULL, true},
        {DEVICE, NULL, false},
        /* It was there, and could not be taken in. */
        {NULL, "site · 直す\tsite · mend\n", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char device[128], board[128], notice[128];
        struct options options = {.device_path = file("device.json", cases[i].device, device),
                                  .config_path = file("board.json", NULL, board)};
        setenv("WALLBOARD_NOTICE", file("notice", cases[i].told, notice), 1);
        struct setup setup;
        setup_read(&setup, &options);
        const char *said = setup_notice(&setup);
        assert_int_equal(strstr(said, no_file) == said, cases[i].file_missing);
        assert_non_null(strstr(said, no_board));
        assert_null(strstr(said, "No such file"));
        setup_finish(&setup);
    }
    unsetenv("WALLBOARD_NOTICE");
}

static void a_board_without_a_zone_has_that_of_the_device(void **state)
{
    (void)state;
    static const struct {
        const char *device, *board, *zone;
    } cases[] = {
        {DEVICE, BOARD, "UTC"},
        {ZONED("Asia/Tokyo"), BOARD, "Asia/Tokyo"},
        {ZONED("Asia/Tokyo"), "{\"zone\":\"Europe/Berlin\"," NO_ZONE, "Europe/Berlin"},
        {ZONED("Asia/Tokyo"), NULL, "Asia/Tokyo"},
        {DEVICE, NULL, "UTC"},
        {ZONED("Asia/Tokio"), BOARD, "UTC"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char device[128], board[128];
        struct options options = {.device_path = file("device.json", cases[i].device, device),
                                  .config_path = file("board.json", cases[i].board, board)};
        struct setup setup;
        load_zone(NULL);
        setup_read(&setup, &options);
        assert_string_equal(setup.board->zone, cases[i].zone);
        bool refused = strstr(setup.notice, "device.json/zone This zone is not known") != NULL;
        assert_int_equal(refused, strstr(cases[i].device, "Tokio") != NULL);
        assert_int_equal(setup.device == NULL, refused);
        setup_finish(&setup);
    }
}

static void a_safe_start_reads_no_board(void **state)
{
    (void)state;
    char device[128], board[128];
    struct setup setup, other;
    struct options options = {.device_path = file("device.json", DEVICE, device),
                              .config_path = file("board.json", BOARD, board)};
    setup_read_safely(&setup, &options);
    assert_non_null(setup.device);
    assert_int_equal(setup.board->spec.kpi_count, 0);
    assert_string_equal(setup.board_sha256, "");
    assert_non_null(strstr(setup_notice(&setup), "the board is left out"));
    assert_true(setup.notice[strlen(setup.notice) - 1] == '.'); /* nothing was cut off */
    /* What is pushed from then on is shown without it. */
    setup_read(&other, &options);
    board_config_destroy(setup_show(&setup, other.board, "of a push"));
    other.board = NULL;
    assert_string_equal(setup_notice(&setup), "");
    setup_finish(&other);
    setup_finish(&setup);
}

static int begin(void **state)
{
    (void)state;
    folder_create(folder, sizeof folder);
    return 0;
}

static int end(void **state)
{
    (void)state;
    folder_remove(folder);
    load_finish();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_file_has_its_sentence),
        cmocka_unit_test(the_faults_of_the_installer_are_told),
        cmocka_unit_test(what_an_installer_forgot_is_called_as_he_knows_it),
        cmocka_unit_test(a_board_without_a_zone_has_that_of_the_device),
        cmocka_unit_test(a_safe_start_reads_no_board)};
    return cmocka_run_group_tests(tests, begin, end);
}
