#include "ctl/layer_judge.h"

#include <string.h>

#include "base/arena.h"
#include "config/board_config.h"
#include "config/catalogue_file.h"
#include "config/merge.h"
#include "device/clock.h"

static bool stands_by_itself(const char *code)
{
    static const char *const codes[] = {"unknown-key", "type", "id", "text"};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        if (strcmp(code, codes[i]) == 0) {
            return true;
        }
    }
    return false;
}

void layer_judge(const json_t *layer, struct faults *faults)
{
    struct arena *arena = arena_create();
    struct faults *found = faults_create();
    const struct config_world world = {.catalogue = catalogue_built_in(arena, found),
                                       .zone_known = clock_zone_known};
    /* A null takes a member away and is no value of it. */
    json_t *board = merge_patch(NULL, layer);
    board_config_destroy(board_config_from(board, &world, found));
    for (size_t i = 0; i < faults_count(found); i++) {
        const struct fault *fault = faults_at(found, i);
        if (fault->severity == SEVERITY_FAULT && stands_by_itself(fault->code)) {
            faults_add(faults, fault->severity, fault->pointer, fault->code, fault->read,
                       fault->allowed, "%s", fault->message);
        }
    }
    json_decref(board);
    faults_destroy(found);
    arena_destroy(arena);
}
