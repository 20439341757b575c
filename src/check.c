#include "check.h"

#include <stdlib.h>

#include "base/arena.h"
#include "config/card_config.h"
#include "config/catalogue_file.h"
#include "config/described.h"
#include "config/file_answer.h"
#include "legibility.h"
#include "device/clock.h"
#include "load.h"
#include "options.h"

/* A board says how large its panel is, not how many pixels it has. */
#define PANEL_WIDTH 1920
#define PANEL_HEIGHT 1080

static void judge_catalogue(const struct document *document, struct faults *faults)
{
    struct arena *arena = arena_create();
    (void)catalogue_read(document->bytes, document->length, arena, faults);
    arena_destroy(arena);
}

/* What lies beside it here need not be what will lie on the card. */
static void judge_card(const struct document *document, struct faults *faults)
{
    const struct card_surroundings around = {.zone_known = clock_zone_known};
    card_config_destroy(card_config_read(document->bytes, document->length, &around, faults));
}

static void judge(const struct document *document, const char *path, struct faults *faults)
{
    enum described described = described_by(document->bytes, document->length);
    if (described == DESCRIBED_DEVICE) {
        device_config_destroy(load_device(document, path, faults));
    } else if (described == DESCRIBED_CARD) {
        judge_card(document, faults);
    } else if (described == DESCRIBED_CATALOGUE) {
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
    file_answer_tell(path, faults, json);
    bool valid = faults_fatal(faults) == 0;
    faults_destroy(faults);
    free(document.bytes);
    return valid ? EXIT_OK : EXIT_INVALID;
}
