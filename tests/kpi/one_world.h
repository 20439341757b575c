#pragma once

/* One world, opened before a test and closed behind it. */

#include "kpi/world.h"

static struct world world;

static inline int begin(void **state)
{
    (void)state;
    world_init(&world);
    world_open(&world);
    return 0;
}

static inline int end(void **state)
{
    (void)state;
    world_close(&world);
    return 0;
}

/* The channels are open from nine to six, and a figure is stuck after `stuck_s`; 0: never. */
static inline void open_at(const char *utc, int stuck_s)
{
    world_init(&world);
    for (size_t i = 0; i < WORLD_CHANNELS; i++) {
        world.channels[i].hours = &world.hours;
        world.channels[i].stuck_s = stuck_s;
    }
    assert_true(time_parse(utc, &world.now.wall_ms));
    world_open(&world);
}
