#pragma once

/* Messages on standard output instead of a broker, in the form that `wallboard --readings` takes.
 */

#include <stdio.h>

#include "sim/feed.h"

/*
 * Writes what would be published within `for_s` seconds after `feed` began, without waiting: a
 * line a message, {"topic","payload","retained","age_s"}, the age counted back from the end.
 * False when writing failed.
 */
bool print_messages(FILE *to, struct feed *feed, int64_t wall_ms, int for_s);
