#pragma once

/*
 * Scenes: what goes wrong on a simulated day. A scene changes what happens in the centre, or how
 * the feed behaves, or both; it is always under way within the first minute.
 */

#include <stddef.h>
#include <stdint.h>

#include "sim/channel.h"

enum feed_state {
    FEED_RUNS,
    FEED_SILENT, /* connected, but nothing is published */
    FEED_FROZEN, /* the figures stand still, their `time` does not */
};

struct scene {
    const char *name;
    const char *text;     /* one line for --help */
    double volume_times;  /* of all arrivals, all day */
    int start_minute;     /* of the day, where the program begins unless told otherwise */
    enum feed_state feed; /* within each round, see scene_feed() */
};

/* The normal day comes first. */
extern const struct scene scenes[];
extern const size_t scene_count;

/* NULL when there is none of that name. */
const struct scene *scene_find(const char *name);

/* What happens to a channel of this kind when the program begins at `start_ms` of simulated time.
 */
struct disturbance scene_disturbance(const struct scene *scene, enum kind kind, int64_t start_ms);

/* How the feed behaves so many real milliseconds after the start. */
enum feed_state scene_feed(const struct scene *scene, int64_t elapsed_ms);
