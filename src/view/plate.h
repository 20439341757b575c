#pragma once

/*
 * The screen's name and version at the far end of the strip, for whoever is asked on the telephone
 * which screen it is. Nobody else needs it: it stands there only where nothing that matters wants
 * the place, and without its version before it goes.
 */

#include "view/chrome.h"
#include "view/look.h"
#include "view/pen.h"

/*
 * To be recorded behind all else that stands on the line whose baseline is given. `screen` is NULL
 * where there is none.
 */
void plate_record(struct pen *pen, const struct chrome *chrome, int baseline, colour ink,
                  const char *screen);
