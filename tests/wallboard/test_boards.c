/*
 * Every board of config/boards on a panel of 1920x1080, in Japanese and English and in the agents'
 * form: it is valid without a warning, and its picture with the figures of a simulated centre is
 * not the empty wall.
 */

#include "render.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/fault_lines.h"
#include "legibility.h"
#include "load.h"

#define BOARDS "config/boards"

static char folder[] = "/tmp/wallboard-boards-XXXXXX";

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) != NULL && setenv("XDG_CONFIG_HOME", folder, 1) == 0 ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    static const char *const names[] = {"board.json", "readings.jsonl", "wall.png"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char path[96];
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        unlink(path);
    }
    return rmdir(folder);
}

/* The board at `from` in another language, into the folder. */
static void write_board(const char *from, const char *language)
{
    char path[96];
    struct document document;
    assert_true(load_document(&document, from));
    char *said = strstr(document.bytes, "\"language\": \"");
    if (said != NULL) {
        memcpy(said + strlen("\"language\": \""), language, 2);
    }
    snprintf(path, sizeof path, "%s/board.json", folder);
    FILE *to = fopen(path, "w");
    assert_non_null(to);
    assert_int_equal(fwrite(document.bytes, 1, document.length, to), document.length);
    assert_int_equal(fclose(to), 0);
    free(document.bytes);
}

static void write_readings(void)
{
    char command[512];
    snprintf(command, sizeof command,
             "'%s/wallboard-sim' --config %s/board.json --print --for 5 --seed 3 "
             "--at 2026-11-18T05:31:55Z >%s/readings.jsonl",
             getenv("WALLBOARD_BUILD"), folder, folder);
    assert_int_equal(system(command), 0);
}

static void check_valid(const char *name, const struct options *options)
{
    struct document document;
    assert_true(load_document(&document, options->config_path));
    struct faults *faults = faults_create();
    struct board_config *config = load_board(&document, faults);
    assert_non_null(config);
    legibility_warn(config, options->width, options->height, faults);
    if (faults_count(faults) > 0) {
        fault_lines(name, faults);
        fail_msg("%s has warnings", name);
    }
    board_config_destroy(config);
    faults_destroy(faults);
    free(document.bytes);
}

/* A wall of figures has more in it than one without. */
#define EMPTY_BYTES 9000

static void check_picture(const struct options *options)
{
    struct stat picture;
    assert_int_equal(render_picture(options), EXIT_OK);
    assert_int_equal(stat(options->picture_path, &picture), 0);
    assert_true(picture.st_size > EMPTY_BYTES);
    unlink(options->picture_path);
}

static void check_board(const char *name, const char *language, int audience)
{
    char from[320], config[96], readings[96], picture[96];
    snprintf(from, sizeof from, BOARDS "/%s", name);
    snprintf(config, sizeof config, "%s/board.json", folder);
    snprintf(readings, sizeof readings, "%s/readings.jsonl", folder);
    snprintf(picture, sizeof picture, "%s/wall.png", folder);
    const struct options options = {.mode = MODE_RENDER,
                                    .config_path = config,
                                    .readings_path = readings,
                                    .picture_path = picture,
                                    .audience = audience,
                                    .width = 1920,
                                    .height = 1080,
                                    .at_ms = INT64_C(1794979920000)};
    int code;
    write_board(from, language);
    assert_true(load_choose(&options, &code));
    check_valid(name, &options);
    write_readings();
    check_picture(&options);
    load_finish();
}

static void every_board_is_drawn(void **state)
{
    (void)state;
    DIR *boards = opendir(BOARDS);
    assert_non_null(boards);
    for (struct dirent *entry; (entry = readdir(boards)) != NULL;) {
        if (strstr(entry->d_name, ".json") != NULL) {
            check_board(entry->d_name, "ja", -1);
            check_board(entry->d_name, "en", -1);
            check_board(entry->d_name, "ja", AUDIENCE_AGENTS);
        }
    }
    closedir(boards);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_board_is_drawn),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
