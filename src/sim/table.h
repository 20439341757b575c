#pragma once

/* The centre at a glance, for a terminal. */

#include <stdio.h>

#include "sim/feed.h"

/* A heading, a line a channel and an empty line. `link` says in words how the broker is reached. */
void table_write(FILE *to, const struct feed *feed, const char *link);
