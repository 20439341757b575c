#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/log.h"
#include "config/board_config.h"
#include "config/catalogue_file.h"
#include "device/clock.h"
#include "device/files.h"
#include "sim/live.h"
#include "sim/print.h"

#define BOARD_BYTES ((size_t)1024 * 1024)
#define PRINT_SECONDS 60

static void tell_faults(const char *path, const struct faults *faults)
{
    for (size_t i = 0; i < faults_count(faults); i++) {
        const struct fault *fault = faults_at(faults, i);
        if (fault->severity == SEVERITY_FAULT) {
            log_line(LOG_ERROR, "sim", "%s#%s: %s Read: '%s', allowed: %s", path, fault->pointer,
                     fault->message, fault->read, fault->allowed);
        }
    }
}

/* NULL with *status set when there is no such file. */
static char *read_whole(const char *path, size_t *length, int *status)
{
    char *bytes = file_read(path, BOARD_BYTES, length);
    if (bytes == NULL) {
        log_line(LOG_ERROR, "sim", "%s: %s", path, strerror(errno));
        *status = EX_NOINPUT;
    }
    return bytes;
}

/* That of --catalogue, else the built-in one; NULL with *status set when it cannot be used. */
static const struct catalogue *read_catalogue(const char *path, struct arena *arena, int *status)
{
    size_t length;
    if (path == NULL) {
        struct faults *faults = faults_create();
        const struct catalogue *built_in = catalogue_built_in(arena, faults);
        faults_destroy(faults);
        return built_in;
    }
    char *bytes = read_whole(path, &length, status);
    if (bytes == NULL) {
        return NULL;
    }
    struct faults *faults = faults_create();
    const struct catalogue *catalogue = catalogue_read(bytes, length, arena, faults);
    if (catalogue == NULL) {
        tell_faults(path, faults);
        *status = EX_DATAERR;
    }
    faults_destroy(faults);
    free(bytes);
    return catalogue;
}

/* The board file of --config; NULL with *status set when it cannot be used. */
static struct board_config *read_board(const struct options *options, struct arena *arena,
                                       int *status)
{
    size_t length;
    const struct config_world world = {.catalogue =
                                           read_catalogue(options->catalogue, arena, status),
                                       .zone_known = clock_zone_known};
    char *bytes = world.catalogue != NULL ? read_whole(options->config, &length, status) : NULL;
    if (bytes == NULL) {
        return NULL;
    }
    struct faults *faults = faults_create();
    struct board_config *board = board_config_read(bytes, length, &world, faults);
    if (board == NULL) {
        tell_faults(options->config, faults);
        *status = EX_DATAERR;
    }
    faults_destroy(faults);
    free(bytes);
    return board;
}

/*
 * Unless told otherwise the simulated half hours change when the real ones do, so that a period's
 * start on the wall is a round time.
 */
static int64_t start_of_day_ms(const struct options *options, int64_t wall_ms)
{
    if (options->start_minute >= 0) {
        return options->start_minute * MINUTE_MS;
    }
    return options->scene->start_minute * MINUTE_MS + wall_ms % HALF_HOUR_MS;
}

static int run(const struct options *options, const struct board_spec *spec,
               const struct zone *zone)
{
    int64_t wall_ms = options->at_ms != NO_TIME ? options->at_ms : clock_now(CLOCK_TRUSTED).wall_ms;
    struct centre *centre =
        centre_create(spec, options->seed, options->scene, start_of_day_ms(options, wall_ms));
    for (size_t i = 0; i < centre->unknown_count; i++) {
        log_line(LOG_INFO, "sim", "%s: not published, the model does not know it",
                 centre->unknown[i]);
    }
    struct feed feed;
    feed_init(&feed, centre, options->scene, options->factor, options->cadence_s, wall_ms);
    feed.zone = zone;
    int status;
    if (options->print) {
        int for_s = options->for_s > 0 ? options->for_s : PRINT_SECONDS;
        status = print_messages(stdout, &feed, wall_ms, for_s) ? EX_OK : EX_IOERR;
    } else {
        status = live_run(options, &feed);
    }
    centre_destroy(centre);
    return status;
}

int main(int argc, char **argv)
{
    struct options options;
    switch (options_read(&options, argc, argv)) {
    case OPTIONS_HELP:
        options_help();
        return EX_OK;
    case OPTIONS_VERSION:
        puts("wallboard-sim " WALLBOARD_VERSION);
        return EX_OK;
    case OPTIONS_WRONG:
        return EX_USAGE;
    case OPTIONS_RUN:
        break;
    }
    if (options.config == NULL) {
        return run(&options, NULL, &zone_utc);
    }
    int status = EX_OK;
    struct arena *arena = arena_create();
    struct board_config *board = read_board(&options, arena, &status);
    if (board != NULL) {
        (void)clock_set_zone(board->zone);
        status = run(&options, &board->spec, &clock_zone);
    }
    board_config_destroy(board);
    arena_destroy(arena);
    return status;
}
