#include "screenshot.h"

#include <limits.h>
#include <stdio.h>

#include "base/log.h"
#include "device/files.h"

void screenshot_save(struct screen *screen)
{
    char folder[PATH_MAX - 32], path[PATH_MAX];
    if (screen == NULL || !file_state_folder(folder, sizeof folder)) {
        log_line(LOG_WARNING, "wallboard", "no screenshot: no screen or no state folder");
        return;
    }
    snprintf(path, sizeof path, "%s/screenshot.png", folder);
    if (screen_save_png(screen, path)) {
        log_line(LOG_DEBUG, "wallboard", "screenshot: %s", path);
    }
}
