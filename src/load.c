#include "load.h"

#include <assert.h>
#include <errno.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault_lines.h"
#include "base/text.h"
#include "config/catalogue_file.h"
#include "config/document.h"
#include "device/clock.h"
#include "device/files.h"
#include "options.h"
#include "screen/repertoire.h"

bool load_document(struct document *document, const char *path)
{
    document->bytes = file_read(path, CONFIG_MAX_BYTES, &document->length);
    if (document->bytes == NULL) {
        int reason = errno;
        fprintf(stderr, "%s: cannot be read: %s\n", path, strerror(reason));
        errno = reason;
    }
    return document->bytes != NULL;
}

static struct arena *catalogue_arena;
static const struct catalogue *catalogue;
static char notice[256];
static enum audience chosen_audience;
static char zone[72];
static const enum audience *audience;

static void read_pack(const char *name, const struct document *document)
{
    struct faults *faults = faults_create();
    arena_destroy(catalogue_arena);
    catalogue_arena = arena_create();
    catalogue = catalogue_read(document->bytes, document->length, catalogue_arena, faults);
    fault_lines(name, faults);
    faults_destroy(faults);
}

static bool choose_catalogue(const char *path, int *code)
{
    struct document document;
    if (!load_document(&document, path)) {
        snprintf(notice, sizeof notice, "%s: %s", path, strerror(errno));
        *code = EXIT_UNREADABLE;
        return false;
    }
    read_pack(path, &document);
    free(document.bytes);
    if (catalogue == NULL) {
        snprintf(notice, sizeof notice, "%s: has faults, the built-in one is in use", path);
        *code = EXIT_INVALID;
    }
    return catalogue != NULL;
}

bool load_choose(const struct options *options, int *code)
{
    char place[PATH_MAX];
    const char *path = options->catalogue_path;
    bool reads = options->mode == MODE_RUN || options->mode == MODE_CHECK ||
                 options->mode == MODE_RENDER || options->mode == MODE_LEGIBILITY ||
                 options->mode == MODE_WHY || options->mode == MODE_WORDS;
    if (options->audience >= 0) {
        chosen_audience = (enum audience)options->audience;
        audience = &chosen_audience;
    }
    if (reads && path == NULL && file_find_config(place, sizeof place, "catalogue.json")) {
        path = place;
    }
    return path == NULL || choose_catalogue(path, code) || options->mode == MODE_RUN;
}

const char *load_notice(void)
{
    return notice;
}

const struct catalogue *load_catalogue(void)
{
    if (catalogue == NULL) {
        struct document pack;
        pack.bytes = catalogue_built_in_text(&pack.length);
        read_pack("catalogue", &pack);
        free(pack.bytes);
        assert(catalogue != NULL && "the pack was checked when the program was built");
    }
    return catalogue;
}

void load_finish(void)
{
    arena_destroy(catalogue_arena);
    catalogue_arena = NULL;
    catalogue = NULL;
    audience = NULL;
    zone[0] = '\0';
    notice[0] = '\0';
}

void load_zone(const char *name)
{
    text_copy(zone, sizeof zone, name != NULL ? name : "");
}

static struct repertoire *repertoire;

static struct repertoire *opened(void)
{
    if (repertoire == NULL) {
        repertoire = repertoire_open();
    }
    return repertoire;
}

bool load_drawable(uint32_t code_point)
{
    return opened() == NULL || repertoire_has(repertoire, code_point);
}

const char *load_font_package(enum language language)
{
    return opened() == NULL ? NULL : repertoire_lacks(repertoire, language);
}

void load_close_fonts(void)
{
    repertoire_close(repertoire);
    repertoire = NULL;
}

static int today(void)
{
    struct civil date = civil_from(&clock_zone, clock_now(CLOCK_TRUSTED).wall_ms);
    return date.year * 10000 + date.month * 100 + date.day;
}

struct board_config *load_merged_board(const json_t *merged, struct faults *faults)
{
    const struct config_world world = {
        .catalogue = load_catalogue(),
        .audience = audience,
        .today = today(),
        .zone = zone[0] != '\0' ? zone : NULL,
        .zone_known = clock_zone_known,
        .font_package = load_font_package,
        .drawable = load_drawable,
    };
    struct board_config *board = board_config_from(merged, &world, faults);
    load_close_fonts();
    return board;
}

struct board_config *load_board(const struct document *document, struct faults *faults)
{
    json_t *json = document_read(document->bytes, document->length, faults);
    struct board_config *board = json != NULL ? load_merged_board(json, faults) : NULL;
    json_decref(json);
    return board;
}

struct device_config *load_device(const struct document *document, const char *path,
                                  struct faults *faults)
{
    char absolute[PATH_MAX];
    if (realpath(path, absolute) == NULL) {
        snprintf(absolute, sizeof absolute, "%s", path);
    }
    struct device_config *device =
        device_config_read(document->bytes, document->length, dirname(absolute), faults);
    if (device != NULL && !device_zone_judge(device, clock_zone_known, faults)) {
        device_config_destroy(device);
        return NULL;
    }
    return device;
}

bool load_device_file(const char *path, struct device_config **device, int *code)
{
    struct document document;
    if (path == NULL) {
        return true;
    }
    if (!load_document(&document, path)) {
        *code = EXIT_UNREADABLE;
        return false;
    }
    struct faults *faults = faults_create();
    *device = load_device(&document, path, faults);
    fault_lines(path, faults);
    faults_destroy(faults);
    free(document.bytes);
    *code = EXIT_INVALID;
    return *device != NULL;
}
