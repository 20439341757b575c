#pragma once

/*
 * The rectangles that must be painted again. Two are joined when their union is no larger than
 * their sum; more than 60 % of the wall becomes one rectangle.
 */

#include "base/rect.h"

#define DAMAGE_RECTS 32

struct damage {
    struct rect wall; /* everything is clipped to it */
    struct rect rects[DAMAGE_RECTS];
    int count;
};

void damage_clear(struct damage *damage, struct rect wall);
void damage_add(struct damage *damage, struct rect rect);
