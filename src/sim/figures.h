#pragma once

/*
 * The figures that the model can compute from its own events, each with the numbers behind it.
 * What it has not seen happen it does not claim: there is no figure for the metrics of months.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kpi/words.h"
#include "sim/channel.h"

struct figure {
    bool has_value;
    double value;
    int64_t sample;                /* contacts or items behind it; -1: it is not made of such */
    double numerator, denominator; /* denominator 0: not a fraction */
    const char *reason;            /* why there is no value */
};

struct figure_kind {
    const char *metric; /* id */
    unsigned kinds;     /* of channel that have it: bits of enum kind */
    enum unit unit;
    bool sums_up; /* over today or an interval; otherwise a gauge of now */
    bool within;  /* counts what was answered within the threshold */
    struct figure (*compute)(const struct channel *channel, const struct tally *tally);
};

/* How the service level is counted: answered within the threshold, of all whose wait has ended. */
#define SERVICE_LEVEL_METHOD "ans_of_offered"

extern const struct figure_kind figure_kinds[];
extern const size_t figure_kind_count;

/* NULL when a channel of that kind has no such figure. */
const struct figure_kind *figure_find(const char *metric, enum kind kind);

/* `period` TODAY or INTERVAL (the running half hour); of a gauge it does not count. */
struct figure figure_now(const struct channel *channel, const struct figure_kind *kind,
                         enum period period);
