#pragma once

/*
 * What stands between header and strip of a board without KPIs: that there is nothing to show, and
 * the notice that says why, in as many lines as it needs.
 */

#include "view/chrome.h"
#include "view/look.h"
#include "view/view.h"

void card_record(struct cell *cell, struct rect bounds, const struct chrome *chrome,
                 const struct look *look, const struct view_state *state);
