#pragma once

/*
 * The KPIs whose figure is old or gone, with since when: at the end of the strip, as many as have
 * room. A tile of an overview is often too small to say it.
 */

#include "view/chrome.h"
#include "view/look.h"
#include "view/pen.h"

/* Writes one line into `room`, whose height is a line of the chrome; only whole names and times. */
void aged_record(struct pen *pen, const struct chrome *chrome, const struct look *look,
                 struct rect room);
