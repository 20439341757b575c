#pragma once

/*
 * The wall's rest: outside its schedule it shows black, its backlight is off where the board has
 * one, and nothing runs for the picture's sake until it wakes.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/moment.h"
#include "config/board_config.h"
#include "screen/screen.h"

enum light { LIGHT_UNKNOWN, LIGHT_ON, LIGHT_OFF };

struct rest {
    bool resting;
    enum light light;   /* of the panel, as last switched */
    struct scene black; /* what a resting wall shows */
    int64_t judged_ms;  /* Unix ms for which it was judged; NO_TIME: it must be judged anew */
    int64_t change_ms;  /* Unix ms at which it changes; NEVER */
    int64_t mono_ms;    /* the same on the monotonic clock */
};

/* At the start, and after the config changed: to be judged, and the light to be switched. */
struct rest rest_anew(bool resting);

/*
 * Lets time pass; true when the wall fell asleep or woke. While the clock is doubted it is awake:
 * nobody knows what time it is. An emergency wakes it and keeps it awake.
 */
bool rest_pass(struct rest *rest, const struct board_config *config, const struct zone *zone,
               bool emergency, const struct moment *now);

/* A black wall as large as the one that is given; lives as long as `rest`. */
const struct scene *rest_scene(struct rest *rest, const struct scene *wall);

/* After a frame: switches the backlight of the board's own panel when it must change. `screen` may
 * be NULL. */
void rest_light(struct rest *rest, const struct screen *screen, bool on);
