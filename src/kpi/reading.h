#pragma once

/*
 * A reading: one value of a KPI at one instant, as it was published. Parsing refuses everything
 * that is not certainly a number of the right kind; the reasons are those of the contract.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/moment.h"
#include "kpi/words.h"

#define READING_MAX_BYTES ((size_t)16 * 1024)
#define HISTORY_MAX_BYTES ((size_t)64 * 1024)

/* An id of the contract and its end. */
#define ID_BYTES 65

struct reading {
    bool has_value;       /* false: the source says that there is none, see reason */
    bool nothing_counted; /* no value, as there was nothing to count: 0 of 0 */
    double value;
    char reason[64];
    int64_t time_ms;               /* when the source took the figure; NO_TIME */
    int64_t sample;                /* contacts behind the value; -1 unknown */
    int64_t agents;                /* people behind the value; -1 unknown */
    double numerator, denominator; /* NAN unknown */
    enum period period;            /* PERIOD_COUNT: not said */
    int64_t period_start_ms;       /* NO_TIME */
    bool final;
    int threshold_s; /* -1 not said */
    char method[32];
    char source[ID_BYTES];          /* "" not said */
    int64_t sequence;               /* -1 not said */
    bool has_target;                /* the source knows the target in force */
    double target_low, target_high; /* equal unless a band */
    enum unit unit;                 /* UNIT_KINDS: not said */
};
