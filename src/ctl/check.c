/*
 * check: a file judged as `wallboard --check` judges it, but for what only the machine of a screen
 * knows: its fonts, and how large they are on its panel.
 */

#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault_lines.h"
#include "config/board_config.h"
#include "config/card_config.h"
#include "config/catalogue_file.h"
#include "config/described.h"
#include "config/device_config.h"
#include "config/document.h"
#include "config/file_answer.h"
#include "ctl/commands.h"
#include "device/clock.h"

static void judge_board(const char *bytes, size_t length, struct faults *faults)
{
    struct arena *arena = arena_create();
    const struct config_world world = {.catalogue = catalogue_built_in(arena, faults),
                                       .zone_known = clock_zone_known};
    board_config_destroy(board_config_read(bytes, length, &world, faults));
    arena_destroy(arena);
}

static void judge_device(const char *path, const char *bytes, size_t length, struct faults *faults)
{
    char absolute[PATH_MAX];
    if (realpath(path, absolute) == NULL) {
        snprintf(absolute, sizeof absolute, "%s", path);
    }
    struct device_config *device = device_config_read(bytes, length, dirname(absolute), faults);
    if (device != NULL) {
        (void)device_zone_judge(device, clock_zone_known, faults);
    }
    device_config_destroy(device);
}

/* What lies beside it here need not be what will lie on the card. */
static void judge_card(const char *bytes, size_t length, struct faults *faults)
{
    const struct card_surroundings around = {.zone_known = clock_zone_known};
    card_config_destroy(card_config_read(bytes, length, &around, faults));
}

static void judge(const char *path, const char *bytes, size_t length, struct faults *faults)
{
    enum described described = described_by(bytes, length);
    if (described == DESCRIBED_DEVICE) {
        judge_device(path, bytes, length, faults);
    } else if (described == DESCRIBED_CARD) {
        judge_card(bytes, length, faults);
    } else if (described == DESCRIBED_CATALOGUE) {
        struct arena *arena = arena_create();
        (void)catalogue_read(bytes, length, arena, faults);
        arena_destroy(arena);
    } else {
        judge_board(bytes, length, faults);
    }
}

int run_check(const struct call *call)
{
    size_t length;
    const char *path = call->operands[0];
    bool json = call_option(call, "json") != NULL;
    char *bytes = call_read_file(call, path, CONFIG_MAX_BYTES, &length);
    if (bytes == NULL) {
        return EXIT_UNREADABLE;
    }
    struct faults *faults = faults_create();
    judge(path, bytes, length, faults);
    bool valid = faults_fatal(faults) == 0;
    file_answer_tell(path, faults, json);
    faults_destroy(faults);
    free(bytes);
    return valid ? EXIT_DONE : EXIT_INVALID;
}
