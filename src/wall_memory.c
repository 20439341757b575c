#include "wall.h"

#include <stdio.h>

#include "device/files.h"
#include "mqtt/topics.h"

const char *wall_state_path(char path[PATH_MAX], const char *name)
{
    char folder[PATH_MAX - 32];
    if (!file_state_folder(folder, sizeof folder)) {
        return NULL;
    }
    snprintf(path, PATH_MAX, "%s/%s", folder, name);
    return path;
}

/* NULL: nobody, as there is no device file. */
static const char *owner_of(const struct wallboard *wall, char to[TOPIC_BYTES])
{
    const struct device_config *device = wall->setup.device;
    if (device == NULL) {
        return NULL;
    }
    snprintf(to, TOPIC_BYTES, "%s/%s", device->site, device->screen);
    return to;
}

void wall_find_memory(struct wallboard *wall)
{
    char path[PATH_MAX];
    /* A safe start neither trusts what is remembered nor forgets it. */
    wall->memory = memory_new(wall->safe ? NULL : wall_state_path(path, "history.json"));
}

void wall_pass_memory(struct wallboard *wall)
{
    char text[TOPIC_BYTES];
    const char *owner = owner_of(wall, text);
    if (owner != NULL && memory_pass(&wall->memory, wall->board, owner, &wall->now)) {
        wall_mark_dirty(wall);
    }
}

void wall_finish_memory(struct wallboard *wall)
{
    char text[TOPIC_BYTES];
    const char *owner = owner_of(wall, text);
    if (owner != NULL && wall->board != NULL) {
        memory_finish(&wall->memory, wall->board, owner, &wall->now);
    }
}
