#include "replay.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "acknowledge.h"
#include "base/fault_lines.h"
#include "device/clock.h"
#include "device/files.h"
#include "load.h"
#include "readings.h"
#include "status.h"

#define READINGS_MAX_BYTES ((size_t)16 * 1024 * 1024)

/* Any origin will do, if ages fit before it. */
#define REPLAY_MONO_MS ((int64_t)1 << 42)

static struct moment before(int64_t at_ms, int64_t age_ms)
{
    return (struct moment){
        .mono_ms = REPLAY_MONO_MS - age_ms,
        .wall_ms = at_ms - age_ms,
        .clock_good = true,
    };
}

/* The oldest line: the board must not be younger than its messages. */
static int64_t oldest_ms(const struct reading_lines *lines)
{
    int64_t oldest = 0;
    for (size_t i = 0; i < lines->count; i++) {
        if (lines->items[i].age_ms > oldest) {
            oldest = lines->items[i].age_ms;
        }
    }
    return oldest;
}

/* The one request that changes the board. */
static void play_acknowledge(struct board *board, const struct board_config *config,
                             const struct reading_line *line, const struct moment *now)
{
    struct request request;
    struct arena *arena = arena_create();
    struct faults *faults = faults_create();
    json_t *facts = json_object();
    if (!request_read(&request, "acknowledge", line->payload, line->length, load_drawable, arena,
                      faults) ||
        !acknowledge(board, config, &request, now, facts, faults)) {
        fault_lines(line->topic, faults);
    }
    json_decref(facts);
    faults_destroy(faults);
    arena_destroy(arena);
}

/* In the order of the file; time passes between the lines as it does between messages. */
static struct board *play(const struct board_config *config, const struct reading_lines *lines,
                          int64_t at_ms)
{
    struct moment now = before(at_ms, oldest_ms(lines));
    struct board *board = board_create(&config->spec, &clock_zone, &now);
    board_mind_glyphs(board, load_drawable);
    for (size_t i = 0; i < lines->count; i++) {
        const struct reading_line *line = &lines->items[i];
        now = before(at_ms, line->age_ms);
        board_advance(board, &now);
        if (strcmp(line->topic, "all/request/acknowledge") == 0) {
            play_acknowledge(board, config, line, &now);
        } else {
            board_message(board, line->topic, line->payload, line->length, line->retained, &now);
        }
    }
    load_close_fonts();
    now = before(at_ms, 0);
    board_advance(board, &now);
    return board;
}

static bool read_readings(struct reading_lines *lines, const char *path, int *code)
{
    *lines = (struct reading_lines){0};
    if (path == NULL) {
        return true;
    }
    size_t length;
    char *bytes = file_read(path, READINGS_MAX_BYTES, &length);
    if (bytes == NULL) {
        perror(path);
        *code = EXIT_UNREADABLE;
        return false;
    }
    bool good = readings_read(lines, path, bytes);
    free(bytes);
    *code = EXIT_INVALID;
    return good;
}

bool replay_open(struct replay *replay, const struct options *options, int *code)
{
    *replay = (struct replay){.now = before(options->at_ms, 0)};
    struct document document;
    if (!load_document(&document, options->config_path)) {
        *code = EXIT_UNREADABLE;
        return false;
    }
    *code = EXIT_INVALID;
    struct reading_lines lines = {0};
    struct faults *faults = faults_create();
    replay->config = load_board(&document, faults);
    fault_lines(options->config_path, faults);
    status_sha256(replay->sha256, document.bytes, document.length);
    if (replay->config != NULL && read_readings(&lines, options->readings_path, code) &&
        load_device_file(options->device_path, &replay->device, code)) {
        clock_set_zone(replay->config->zone);
        replay->board = play(replay->config, &lines, options->at_ms);
    }
    readings_finish(&lines);
    faults_destroy(faults);
    free(document.bytes);
    return replay->board != NULL;
}

void replay_finish(struct replay *replay)
{
    device_config_destroy(replay->device);
    board_destroy(replay->board);
    board_config_destroy(replay->config);
}
