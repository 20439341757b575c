#include "setup.h"

#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fault_lines.h"
#include "base/text.h"
#include "config/document.h"
#include "device/clock.h"
#include "device/files.h"
#include "load.h"
#include "view/words.h"

#define NOTICE_MAX_BYTES 65536

/* In both languages: of the wall's own nothing is known. */
#define SAFE_NOTICE                                                                                                                    \
    "再起動を繰り返したため、盤面を読み込んでいません。新しい設定を送ってください。 / Started " \
    "again and again: the board is left out. Push another; see the log."

/*
 * What an installer forgot on the card of an image, by the name that he knows it by. In both
 * languages, too: where these are said there may be no board that has one.
 */
#define NO_CARD_FILE "カードに wallboard.json がありません / wallboard.json is missing"
#define NO_BOARD "board.json がありません / board.json is missing"

/* Of each file one sentence; whoever stands before the wall can mend both at once. */
static void note(char notice[NOTICE_BYTES], const char *text)
{
    char whole[2 * NOTICE_BYTES];
    snprintf(whole, sizeof whole, "%s%s%s", notice, notice[0] != '\0' ? " · " : "", text);
    text_copy_clean(notice, NOTICE_BYTES, whole);
}

/* The first fault, for the wall; all of them are in the log. */
static void note_fault(struct setup *setup, const char *name, const struct faults *faults)
{
    for (size_t i = 0; i < faults_count(faults); i++) {
        const struct fault *fault = faults_at(faults, i);
        if (fault->severity == SEVERITY_FAULT) {
            char text[4 * NOTICE_BYTES];
            snprintf(text, sizeof text, "%s%s %s", name, fault->pointer, fault->message);
            note(setup->notice, text);
            return;
        }
    }
}

/* Where the faults of the installer's file are told. NULL: not on an image, and there is none. */
static const char *told_path(void)
{
    return getenv("WALLBOARD_NOTICE");
}

static void note_missing(struct setup *setup, const char *path, int reason, const char *on_card)
{
    char text[PATH_MAX + 128];
    snprintf(text, sizeof text, "%s: %s", path, strerror(reason));
    note(setup->notice, reason == ENOENT && told_path() != NULL ? on_card : text);
}

/* The path that was given, or the place where the file belongs. */
static const char *place_of(const char *given, const char *name, char *place, size_t size)
{
    if (given != NULL) {
        return given;
    }
    file_find_config(place, size, name);
    return place;
}

static void read_board(struct setup *setup, const struct options *options)
{
    char place[PATH_MAX];
    const char *path = place_of(options->config_path, "board.json", place, sizeof place);
    struct document document;
    if (!load_document(&document, path)) {
        setup->file_missing = errno == ENOENT;
        note_missing(setup, path, errno, NO_BOARD);
        return;
    }
    struct faults *faults = faults_create();
    setup->file = document_read(document.bytes, document.length, faults);
    setup->board = setup->file != NULL ? load_merged_board(setup->file, faults) : NULL;
    fault_lines(path, faults);
    note_fault(setup, "board.json", faults);
    if (setup->board != NULL) {
        status_sha256(setup->file_sha256, document.bytes, document.length);
        memcpy(setup->board_sha256, setup->file_sha256, sizeof setup->board_sha256);
    }
    faults_destroy(faults);
    free(document.bytes);
}

static void read_device(struct setup *setup, const struct options *options)
{
    char place[PATH_MAX];
    const char *path = place_of(options->device_path, "device.json", place, sizeof place);
    struct document document;
    if (!load_document(&document, path)) {
        /* Not taken in is not missing: its faults are told instead. */
        if (setup->told.count == 0) {
            note_missing(setup, path, errno, NO_CARD_FILE);
        }
        return;
    }
    struct faults *faults = faults_create();
    setup->device = load_device(&document, path, faults);
    fault_lines(path, faults);
    note_fault(setup, "device.json", faults);
    if (setup->device != NULL) {
        load_zone(setup->device->zone);
    }
    status_sha256(setup->device_sha256, document.bytes, document.length);
    faults_destroy(faults);
    free(document.bytes);
}

/*
 * A board without KPIs: the frame in which a notice can be read. In English where the fonts can
 * draw nothing else: what is missing is told on the wall, before which somebody stands and wonders.
 */
static struct board_config *empty_board(const struct setup *setup)
{
    const char *language = load_font_package(LANGUAGE_JA) == NULL ? "ja" : "en";
    const char *zone = setup->device != NULL ? setup->device->zone : NULL;
    char bytes[128];
    int length = snprintf(bytes, sizeof bytes,
                          "{\"language\":\"%s\",\"businesses\":{\"main\":{\"channels\":{"
                          "\"phone\":{}}}}}",
                          language);
    /* Nobody is asked what its texts may hold: it must come to be, whatever fonts there are. */
    const struct config_world world = {
        .catalogue = load_catalogue(), .zone = zone, .zone_known = clock_zone_known};
    struct faults *faults = faults_create();
    struct board_config *board = board_config_read(bytes, (size_t)length, &world, faults);
    assert(board != NULL);
    faults_destroy(faults);
    load_close_fonts();
    return board;
}

/* ---- The installer's file ------------------------------------------------------------------- */

/* A line of the notice: the same in every language, with a tabulator between them. */
static void take_told(struct told_faults *told, char *line)
{
    size_t index = told->count++;
    for (int language = 0; index < TOLD_FAULTS_MAX && language < LANGUAGE_COUNT; language++) {
        char *next = strchr(line, '\t');
        if (next != NULL) {
            *next = '\0';
        }
        text_copy_clean(line, strlen(line) + 1, line);
        told->texts[index][language] = line;
        line = next != NULL ? next + 1 : line;
    }
}

/* What was wrong with it, as `wallboard --provision` wrote it down. */
static void read_told(struct setup *setup)
{
    const char *path = told_path();
    size_t length;
    char *text = path != NULL ? file_read(path, NOTICE_MAX_BYTES, &length) : NULL;
    setup->told_text = text;
    if (text == NULL || !text_is_utf8(text, length)) {
        return;
    }
    char *rest;
    for (char *line = strtok_r(text, "\n", &rest); line != NULL;
         line = strtok_r(NULL, "\n", &rest)) {
        take_told(&setup->told, line);
    }
}

/* For those who see the wall and no card: that there are faults, and the first. */
static void note_told(const struct setup *setup, char notice[NOTICE_BYTES])
{
    const struct told_faults *told = &setup->told;
    if (told->count > 0) {
        char number[24], text[4 * NOTICE_BYTES], title[96];
        enum language language = setup->board->language;
        snprintf(number, sizeof number, "%zu", told->count);
        word_fill(title, sizeof title, WORD_CARD_FAULTS, language, number);
        snprintf(text, sizeof text, "%s · %s", title, told->texts[0][language]);
        note(notice, text);
    }
}

bool setup_is_debug(void)
{
    const char *mark = getenv("WALLBOARD_DEBUG");
    return mark != NULL && access(mark, F_OK) == 0;
}

/* ---- All of it ------------------------------------------------------------------------------ */

static void read_all_but_board(struct setup *setup, const struct options *options)
{
    *setup = (struct setup){0};
    read_told(setup);
    if (load_notice()[0] != '\0') {
        note(setup->notice, load_notice());
    }
    read_device(setup, options);
    memcpy(setup->other_notice, setup->notice, sizeof setup->other_notice);
}

void setup_read(struct setup *setup, const struct options *options)
{
    read_all_but_board(setup, options);
    read_board(setup, options);
    if (setup->board == NULL) {
        setup->board = empty_board(setup);
    }
    note_told(setup, setup->notice);
    note_told(setup, setup->other_notice);
}

void setup_read_safely(struct setup *setup, const struct options *options)
{
    read_all_but_board(setup, options);
    note(setup->notice, SAFE_NOTICE);
    setup->file_missing = true; /* what is pushed from now on may be the whole board */
    setup->board = empty_board(setup);
}

void setup_keep(struct setup *setup, struct setup *old)
{
    if (setup->board_sha256[0] == '\0') {
        board_config_destroy(setup->board);
        setup->board = old->board;
        memcpy(setup->board_sha256, old->board_sha256, sizeof setup->board_sha256);
        memcpy(setup->file_sha256, old->file_sha256, sizeof setup->file_sha256);
        json_decref(setup->file);
        setup->file = old->file;
        old->file = NULL;
        old->board = NULL;
    }
    if (setup->device == NULL) {
        setup->device = old->device;
        memcpy(setup->device_sha256, old->device_sha256, sizeof setup->device_sha256);
        old->device = NULL;
    }
}

const char *setup_notice(const struct setup *setup)
{
    bool whole = setup->file == NULL && setup->board_sha256[0] != '\0';
    return setup->file_missing && whole ? setup->other_notice : setup->notice;
}

struct board_config *setup_show(struct setup *setup, struct board_config *board, const char *sha256)
{
    struct board_config *before = setup->board;
    setup->board = board;
    if (board == NULL && setup->file_sha256[0] != '\0') {
        struct faults *faults = faults_create();
        setup->board = load_merged_board(setup->file, faults);
        faults_destroy(faults);
        sha256 = setup->file_sha256;
    }
    if (setup->board == NULL) {
        setup->board = empty_board(setup);
        sha256 = "";
    }
    snprintf(setup->board_sha256, sizeof setup->board_sha256, "%s", sha256);
    return before;
}

void setup_finish(struct setup *setup)
{
    json_decref(setup->file);
    setup->file = NULL;
    board_config_destroy(setup->board);
    device_config_destroy(setup->device);
    free(setup->told_text);
    setup->board = NULL;
    setup->device = NULL;
    setup->told_text = NULL;
    setup->told.count = 0;
}
