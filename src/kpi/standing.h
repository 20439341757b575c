#pragma once

/* The quality of one KPI at an instant, as a pure function of what is known of it. */

#include <stdbool.h>
#include <stdint.h>

#include "kpi/lifetime.h"
#include "kpi/reading.h"
#include "kpi/spec.h"

/* Why a KPI is last-known. */
enum held { HELD_NOT, HELD_AGED, HELD_RETAINED, HELD_SOURCE_OFFLINE, HELD_STUCK };

/* The people of a channel. */
struct group {
    int64_t size;     /* -1: nobody tells */
    int64_t until_ms; /* monotonic: the last instant at which that is known */
};

/* Of its channel, at the instant asked for. */
struct situation {
    enum timing timing;
    bool closed;
    bool draining;         /* closed, but work is still waiting */
    int64_t stuck_ms;      /* monotonic instant from which the channel is stuck; NEVER */
    int64_t moved_ms;      /* monotonic instant of the last move of a figure */
    int64_t moved_wall_ms; /* the same on the wall clock; NO_TIME */
    int min_group;         /* of how many people a figure may be shown; 0: of any number */
    struct group group;
};

/* Of the KPI. */
struct evidence {
    bool received;    /* false: waiting, and nothing else counts */
    bool source_held; /* its source went offline after the reading */
    struct arrival arrival;
    struct lifetime life;
};

struct standing {
    enum quality quality;
    enum held held;
    int64_t since_ms;
    bool shows_value;
    bool
        suppressed; /* it would tell of too few people: no value, no verdict, nothing of its past */
};

struct standing standing_at(const struct evidence *evidence, const struct reading *reading,
                            const struct kpi_spec *spec, const struct situation *situation,
                            int64_t mono_ms);

/* The first instant after `mono_ms` at which the standing is another if nothing arrives; NEVER. */
int64_t standing_until(const struct evidence *evidence, const struct reading *reading,
                       const struct kpi_spec *spec, const struct situation *situation,
                       int64_t mono_ms);

/* Whether the reading is young enough, and from a living source, to be called live. */
bool standing_fresh(const struct evidence *evidence, int64_t mono_ms);

/* Too few contacts behind the value to judge it. */
bool standing_thin(const struct reading *reading, const struct kpi_spec *spec);
