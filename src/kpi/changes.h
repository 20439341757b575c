#pragma once

/* The last changes of what a KPI was called, newest first: for whoever asks how it came about. */

#include <stdbool.h>
#include <stdint.h>

#include "kpi/words.h"

#define CHANGES_KEPT 10

struct change {
    int64_t mono_ms;
    double value; /* NAN: none was shown */
    enum quality quality;
    enum verdict verdict; /* of a live one */
};

struct changes {
    int64_t mono_ms[CHANGES_KEPT];
    double values[CHANGES_KEPT];
    uint8_t words[CHANGES_KEPT]; /* quality and verdict in one */
    uint8_t next, count;
};

/* Kept only where quality or verdict are others than the last time; waiting is where all begins. */
void changes_note(struct changes *changes, struct change change);

/* `back` 0 is the last; less than changes->count. */
struct change changes_at(const struct changes *changes, int back);
