#pragma once

#include "screen/screen.h"

/* Writes screenshot.png into the state folder; `screen` may be NULL. What fails is logged. */
void screenshot_save(struct screen *screen);
