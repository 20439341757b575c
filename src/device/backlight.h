#pragma once

/* The backlight of the board's own panel, where the kernel knows of one. */

#include <stdbool.h>

#define BACKLIGHT_FOLDER "/sys/class/backlight"

enum backlight_effect {
    BACKLIGHT_ABSENT,  /* a panel on a cable has none */
    BACKLIGHT_TAKEN,   /* by all there are */
    BACKLIGHT_REFUSED, /* by one at least */
};

/* Switches every backlight of the folder. */
enum backlight_effect backlight_switch(const char *folder, bool on);
