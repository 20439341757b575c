#pragma once

/* What is wrong with the file of an installer, as it is told on the card: a sentence a fault. */

#include "kpi/words.h"

#include <stddef.h>

/* More of them than anybody reads before he mends the first. */
#define TOLD_FAULTS_MAX 24

struct told_faults {
    size_t count; /* of all; there are texts of at most TOLD_FAULTS_MAX */
    const char *texts[TOLD_FAULTS_MAX][LANGUAGE_COUNT];
};
