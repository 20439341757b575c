#pragma once

/*
 * What stands at the end of the strip, behind what is off target, as much as has room: the figures
 * that are old or gone, with since when, for a tile of an overview is often too small to say it;
 * then what calls for corrective action, on walls that are told; then what is on target and beyond
 * its warning, or already off target while damping holds.
 */

#include "view/chrome.h"
#include "view/look.h"
#include "view/pen.h"

/* Writes one line into `room`, whose height is a line of the chrome; only whole ones. */
void asides_record(struct pen *pen, const struct chrome *chrome, const struct look *look,
                   struct rect room);
