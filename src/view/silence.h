#pragma once

/* How much of the wall is not live though it should be: most of it is a matter of its own. */

#include "kpi/board.h"

struct silence {
    unsigned open;      /* KPIs that are not closed */
    unsigned silent;    /* of these: last-known, without data or waiting */
    enum quality chief; /* the quality most of the silent have */
};

struct silence silence_of(const struct board *board);

/* More than half of what is open; false when nothing is. */
bool silence_prevails(const struct silence *silence);
