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
        return NULL;
    }
    snprintf(path, PATH_MAX, "%s/%s", folder, name);
    return path;
}

/* Told once: without that folder the wall runs on, and forgets. */
static void doubt_folder(void)
{
    char folder[PATH_MAX - 32];
    if (!file_state_folder(folder, sizeof folder)) {
        log_line(LOG_WARNING, "state",
                 "%s cannot be made: %s. Nothing that is pushed or seen outlives the next start",
                 folder, strerror(errno));
    }
}

void wall_find_memory(struct wallboard *wall)
{
    char path[PATH_MAX];
    doubt_folder();
    /* A safe start neither trusts what is remembered nor forgets it. */
    wall->memory = memory_new(wall->safe ? NULL : wall_state_path(path, "history.json"));
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
