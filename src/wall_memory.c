#include "wall.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "device/files.h"

const char *wall_state_path(char path[PATH_MAX], const char *name)
{
    char folder[PATH_MAX - 32];
    if (!file_state_folder(folder, sizeof folder)) {
        snprintf(path, PATH_MAX, "%s", folder);
        return NULL;
    }
    snprintf(path, PATH_MAX, "%s/%s", folder, name);
    return path;
}

void wall_find_memory(struct wallboard *wall)
{
    char path[PATH_MAX];
    const char *kept = wall_state_path(path, "history.json");
    if (kept == NULL) {
        log_line(LOG_WARNING, "state",
                 "%s cannot be made: %s. Nothing that is pushed or seen outlives the next start",
                 path, strerror(errno));
    }
    /* A safe start neither trusts what is remembered nor forgets it. */
    wall->memory = memory_new(wall->safe ? NULL : kept);
}

void wall_pass_memory(struct wallboard *wall)
{
    const struct device_config *device = wall->setup.device;
    if (device != NULL && memory_pass(&wall->memory, wall->board, device, &wall->now)) {
        wall_mark_dirty(wall);
    }
}

void wall_finish_memory(struct wallboard *wall)
{
    const struct device_config *device = wall->setup.device;
    if (device != NULL && wall->board != NULL) {
        memory_finish(&wall->memory, wall->board, device, &wall->now);
    }
}
