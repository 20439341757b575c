#include "check.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "config/catalogue_file.h"
#include "file_answer.h"
#include "legibility.h"
#include "load.h"
#include "options.h"

/* A board says how large its panel is, not how many pixels it has. */
#define PANEL_WIDTH 1920
#define PANEL_HEIGHT 1080

enum described { BOARD, DEVICE, CATALOGUE };

/*
 * A file with a broker, or with a name for the screen, is the device file; one with metrics and no
 * businesses a catalogue.
 */
static enum described what_it_describes(const struct document *document)
{
    static const char byte_order_mark[] = "\xEF\xBB\xBF";
    size_t skip = strncmp(document->bytes, byte_order_mark, 3) == 0 ? 3 : 0;
    json_t *root = json_loadb(document->bytes + skip, document->length - skip, 0, NULL);
    bool device =
        json_object_get(root, "broker") != NULL || json_object_get(root, "screen") != NULL;
    bool pack =
        json_object_get(root, "metrics") != NULL && json_object_get(root, "businesses") == NULL;
    json_decref(root);
    return device ? DEVICE : pack ? CATALOGUE : BOARD;
}

static void judge_catalogue(const struct document *document, struct faults *faults)
{
    struct arena *arena = arena_create();
    (void)catalogue_read(document->bytes, document->length, arena, faults);
    arena_destroy(arena);
}

static void judge(const struct document *document, const char *path, struct faults *faults)
{
    enum described described = what_it_describes(document);
    if (described == DEVICE) {
        device_config_destroy(load_device(document, path, faults));
    } else if (described == CATALOGUE) {
        judge_catalogue(document, faults);
    } else {
        struct board_config *config = load_board(document, faults);
        if (config != NULL) {
            legibility_warn(config, PANEL_WIDTH, PANEL_HEIGHT, faults);
        }
        board_config_destroy(config);
    }
}

int check_file(const char *path, bool json)
{
    struct document document;
    if (!load_document(&document, path)) {
        return file_answer_unreadable(path, json);
    }
    struct faults *faults = faults_create();
    judge(&document, path, faults);
    if (json) {
        file_answer_print(file_answer(path, faults));
    } else {
        load_report(path, faults);
    }
    bool valid = faults_fatal(faults) == 0;
    if (!json && valid) {
        printf("%s: valid\n", path);
    } else if (!json) {
        size_t count = faults_fatal(faults);
        printf("%s: invalid, %zu fault%s\n", path, count, count == 1 ? "" : "s");
    }
    faults_destroy(faults);
    free(document.bytes);
    return valid ? EXIT_OK : EXIT_INVALID;
}
