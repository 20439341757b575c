#include "device/backlight.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <unistd.h>

/* What the kernel calls FB_BLANK_UNBLANK and FB_BLANK_POWERDOWN. */
#define POWER_ON "0"
#define POWER_OFF "4"

static bool write_power(const char *folder, const char *name, const char *power)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s/bl_power", folder, name);
    int file = open(path, O_WRONLY | O_CLOEXEC);
    if (file < 0) {
        return false;
    }
    bool written = write(file, power, 1) == 1;
    return close(file) == 0 && written;
}

enum backlight_effect backlight_switch(const char *folder, bool on)
{
    enum backlight_effect effect = BACKLIGHT_ABSENT;
    DIR *lights = opendir(folder);
    if (lights == NULL) {
        return effect;
    }
    for (const struct dirent *light; (light = readdir(lights)) != NULL;) {
        if (light->d_name[0] == '.') {
            continue;
        }
        if (!write_power(folder, light->d_name, on ? POWER_ON : POWER_OFF)) {
            effect = BACKLIGHT_REFUSED;
        } else if (effect == BACKLIGHT_ABSENT) {
            effect = BACKLIGHT_TAKEN;
        }
    }
    closedir(lights);
    return effect;
}
