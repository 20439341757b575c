#pragma once

/* Central European time: +1 hour, +2 from the last Sunday of March to that of October, 01:00 UTC.
 */

#include "base/moment.h"

extern const struct zone zone_berlin;
