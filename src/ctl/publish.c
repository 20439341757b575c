/* publish: figures that people keep in a spreadsheet, all of them or none. */

#include <stdio.h>
#include <stdlib.h>

#include "base/fault_lines.h"
#include "config/board_config.h"
#include "config/catalogue_file.h"
#include "config/document.h"
#include "config/file_answer.h"
#include "ctl/commands.h"
#include "ctl/connection.h"
#include "ctl/figures.h"
#include "device/clock.h"

static void tell_faults(const struct call *call, const char *path, const struct faults *faults)
{
    if (faults_fatal(faults) > 0) {
        file_answer_tell(path, faults, call_option(call, "json") != NULL);
    } else {
        fault_lines(path, faults);
    }
}

/* NULL with *code set after the reason was said. */
static const struct catalogue *choose_catalogue(const struct call *call, struct arena *arena,
                                                int *code)
{
    const char *path = call_option(call, "catalogue");
    struct faults *faults = faults_create();
    const struct catalogue *catalogue = NULL;
    size_t length;
    char *bytes = path != NULL ? call_read_file(call, path, CONFIG_MAX_BYTES, &length) : NULL;
    if (path == NULL) {
        catalogue = catalogue_built_in(arena, faults);
    } else if (bytes != NULL) {
        catalogue = catalogue_read(bytes, length, arena, faults);
    }
    *code = catalogue != NULL               ? EXIT_DONE
            : path != NULL && bytes == NULL ? EXIT_UNREADABLE
                                            : EXIT_INVALID;
    if (*code == EXIT_INVALID) {
        tell_faults(call, path != NULL ? path : "catalogue", faults);
    }
    free(bytes);
    faults_destroy(faults);
    return catalogue;
}

/* The board that --board names, for its own metrics. NULL without it, or with *code set after the
 * reason was said. */
static struct board_config *choose_board(const struct call *call, const struct catalogue *catalogue,
                                         int *code)
{
    const char *path = call_option(call, "board");
    size_t length;
    char *bytes = path != NULL ? call_read_file(call, path, CONFIG_MAX_BYTES, &length) : NULL;
    if (bytes == NULL) {
        *code = path != NULL ? EXIT_UNREADABLE : EXIT_DONE;
        return NULL;
    }
    const struct config_world world = {.catalogue = catalogue, .zone_known = clock_zone_known};
    struct faults *faults = faults_create();
    struct board_config *board = board_config_read(bytes, length, &world, faults);
    if (board == NULL) {
        tell_faults(call, path, faults);
        *code = EXIT_INVALID;
    }
    faults_destroy(faults);
    free(bytes);
    return board;
}

/* ---- Sending -------------------------------------------------------------------------------- */

static int send_all(struct connection *connection, const struct figures *figures)
{
    int code = EXIT_DONE;
    for (size_t i = 0; i < figures->count && code == EXIT_DONE;) {
        const struct figure *figure = &figures->list[i];
        if (connection_publish(connection, figure->topic, figure->payload, true)) {
            i++;
        } else { /* the queue is full: what is in it goes first */
            code = connection_settle(connection, NULL, NULL);
        }
    }
    return code == EXIT_DONE ? connection_settle(connection, NULL, NULL) : code;
}

static int visit(const struct call *call, const struct figures *figures)
{
    int code = EXIT_DONE;
    struct connection *connection = connection_open(call, NULL, 0, &code);
    if (connection != NULL) {
        code = send_all(connection, figures);
    }
    connection_close(connection);
    return code;
}

static void print(const struct call *call, const struct figures *figures, bool dry)
{
    bool json = call_option(call, "json") != NULL;
    for (size_t i = 0; i < figures->count; i++) {
        const struct figure *figure = &figures->list[i];
        printf(json ? "{\"topic\":\"%s\",\"payload\":%s}\n" : "%s  %s\n", figure->topic,
               figure->payload);
    }
    if (!json) {
        printf(dry ? "%zu would be published\n" : "%zu published and acknowledged\n",
               figures->count);
    }
}

/* ---- The command ---------------------------------------------------------------------------- */

static int publish(const struct call *call, const char *bytes, size_t length, struct arena *arena,
                   const struct figure_world *world)
{
    struct sheet sheet;
    struct figures figures;
    bool dry = call_option(call, "dry-run") != NULL;
    struct faults *faults = faults_create();
    bool fine = sheet_read(bytes, length, arena, &sheet, faults) &&
                figures_read(&sheet, world, arena, &figures, faults);
    tell_faults(call, call->operands[0], faults);
    faults_destroy(faults);
    int code = !fine ? EXIT_INVALID : dry ? EXIT_DONE : visit(call, &figures);
    if (code == EXIT_DONE) {
        print(call, &figures, dry);
    }
    return code;
}

int run_publish(const struct call *call)
{
    int code;
    size_t length;
    const char *zone = call_option(call, "zone");
    if (zone != NULL && !clock_set_zone(zone)) {
        return call_wrong("--zone: '%s' read, a zone such as Asia/Tokyo allowed", zone);
    }
    struct arena *arena = arena_create();
    struct board_config *board = NULL;
    struct figure_world world = {
        .catalogue = choose_catalogue(call, arena, &code),
        .zone = zone != NULL ? &clock_zone : NULL,
        .wall_ms = clock_now(CLOCK_TRUSTED).wall_ms,
    };
    if (world.catalogue != NULL) {
        board = choose_board(call, world.catalogue, &code);
        world.catalogue = board != NULL ? board->catalogue : world.catalogue;
    }
    if (world.catalogue != NULL && code == EXIT_DONE) {
        char *bytes = call_read_file(call, call->operands[0], SHEET_MAX_BYTES, &length);
        code = bytes != NULL ? publish(call, bytes, length, arena, &world) : EXIT_UNREADABLE;
        free(bytes);
    }
    board_config_destroy(board);
    arena_destroy(arena);
    return code;
}
