#pragma once

/* The channels of the simulated centre: how much comes when, who is there, how long it takes. */

#include <stddef.h>

#include "kpi/words.h"
#include "sim/daytime.h"

enum kind {
    KIND_CONTACTS = 1, /* customers wait for people */
    KIND_ITEMS = 2,    /* work with a due time */
    KIND_BOT = 4,      /* a machine answers at once and settles a part by itself */
};

struct spread {
    double mean_s, deviation_s; /* lognormal; patience: exponential, the deviation does not count */
};

struct preset {
    const char *channel; /* id */
    enum kind kind;
    const double *shape; /* of arrivals, HALF_HOURS values */
    double per_day;
    int agents, slots;
    int open_minute, close_minute;
    struct spread talk, wrap; /* of items: talk is the work */
    double patience_s;
    double resolved; /* the share that is settled at the first contact */
    int threshold_s; /* answered within, unless the board says otherwise */
    int cycle_s;     /* items: the target cycle time */
    int carried;     /* items open at the first midnight, ages up to carried_age_s */
    int carried_age_s;
};

extern const struct preset presets[];
extern const size_t preset_count;

/* By id; otherwise the one that is closest in kind. Never NULL. */
const struct preset *preset_for(const char *channel, enum timing timing,
                                enum assistance assistance);
