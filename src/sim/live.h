#pragma once

/* The centre on a real broker, in real time, until a signal or the end of its time. */

#include "sim/feed.h"
#include "sim/options.h"

/* The exit status: 0, or 1 when it could not begin, with the reason on standard error. */
int live_run(const struct options *options, struct feed *feed);
