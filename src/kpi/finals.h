#pragma once

/* The last final periods of a KPI, oldest first, each judged by the target in force then. */

#include <stdbool.h>
#include <stdint.h>

#include "kpi/words.h"

#define FINALS_KEPT 48

struct final {
    int64_t start_ms; /* Unix ms */
    double value;
    enum verdict verdict; /* VERDICT_UNTARGETED when no target was in force */
};

struct finals {
    struct final items[FINALS_KEPT];
    int count;
    int period_s;   /* length of one; 0 unknown */
    bool published; /* came from a history topic: own ones are no longer added */
};

/* Puts `item` in its place by start; one of the same start is replaced, the oldest makes room. */
void finals_add(struct finals *finals, struct final item);
