#include "render.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault_lines.h"
#include "acknowledge.h"
#include "device/clock.h"
#include "device/files.h"
#include "load.h"
#include "readings.h"
#include "view/view.h"

#define READINGS_MAX_BYTES ((size_t)16 * 1024 * 1024)

/* The monotonic clock of a picture; any origin will do, if ages fit before it. */
#define PICTURE_MONO_MS ((int64_t)1 << 42)

static struct moment before(int64_t at_ms, int64_t age_ms)
{
    return (struct moment){
        .mono_ms = PICTURE_MONO_MS - age_ms,
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

static int paint(const struct board_config *config, const struct board *board, const char *name,
                 const struct options *options)
{
    int code = EXIT_NO_SCREEN;
    struct moment now = before(options->at_ms, 0);
    struct view *view = NULL;
    struct screen *screen =
        screen_create(SCREEN_HEADLESS, options->width, options->height, config->display.rotate);
    if (screen == NULL) {
        goto out;
    }
    view = view_create(config, board, &clock_zone, screen_measure(screen), options->width,
                       options->height, &now);
    if (options->page > view_page_count(view)) {
        fprintf(stderr, "wallboard: --page: read '%zu', allowed: 1 to %zu\n", options->page,
                view_page_count(view));
        code = EXIT_WRONG_OPTION;
        goto out;
    }
    view_show_page(view, options->page > 0 ? options->page - 1 : 0, &now);
    const struct scene *scene = view_scene(view);
    struct damage damage;
    damage_clear(&damage, (struct rect){0, 0, scene->width, scene->height});
    damage_add(&damage, damage.wall);
    const struct view_state state = {.link = LINK_NONE, .link_since_ms = NO_TIME, .screen = name};
    view_update(view, &state, &now, &damage);
    bool shown;
    screen_show(screen, scene, &damage, &shown);
    code = screen_save_png(screen, options->picture_path) ? EXIT_OK : EXIT_CANNOT_WRITE;
out:
    view_destroy(view);
    screen_destroy(screen);
    return code;
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

int render_picture(const struct options *options)
{
    struct document document;
    if (!load_document(&document, options->config_path)) {
        return EXIT_UNREADABLE;
    }
    int code = EXIT_INVALID;
    struct board *board = NULL;
    struct device_config *device = NULL;
    struct reading_lines lines = {0};
    struct faults *faults = faults_create();
    struct board_config *config = load_board(&document, faults);
    fault_lines(options->config_path, faults);
    if (config == NULL || !read_readings(&lines, options->readings_path, &code) ||
        !load_device_file(options->device_path, &device, &code)) {
        goto out;
    }
    clock_set_zone(config->zone);
    board = play(config, &lines, options->at_ms);
    code = paint(config, board, device != NULL ? device->screen : NULL, options);
out:
    device_config_destroy(device);
    board_destroy(board);
    readings_finish(&lines);
    board_config_destroy(config);
    faults_destroy(faults);
    free(document.bytes);
    return code;
}
