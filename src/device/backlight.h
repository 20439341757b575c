#pragma once

/* The backlight of the board's own panel, where the kernel knows of one. */

#include <stdbool.h>

#define BACKLIGHT_FOLDER "/sys/class/backlight"

/*
 * Switches every backlight of the folder. True when all took it, also when there is none: a panel
 * on a cable has none.
 */
bool backlight_switch(const char *folder, bool on);
