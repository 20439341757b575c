#pragma once

/*
 * What is published when: whole channels every cadence, two gauges in between, the history of
 * finished intervals at the start and whenever one ends. It reads no clock and sends nothing
 * itself.
 *
 * Times on the wire are real, so that a wall can judge how old a figure is: `time` is now, and
 * `period_start` is the real instant at which the simulated period began. Intervals from before
 * the start are half an hour apart; later ones come closer together by the factor.
 */

#include <stdbool.h>
#include <stdint.h>

#include "sim/centre.h"

#define FEED_SOURCE "wallboard-sim"

/* Retained, QoS 1. `topic` is below wallboard/1/<site>/. False: could not be sent now. */
typedef bool feed_sink(void *context, const char *topic, const char *payload);

struct feed {
    struct centre *centre;
    const struct scene *scene;
    int factor; /* simulated seconds in a second */
    int cadence_s;
    const struct zone *zone; /* of the calendar of finished periods; UTC until it is set */
    feed_sink *sink;
    void *context;
    int64_t start_ms;        /* simulated time at the start */
    int64_t start_wall_ms;   /* real time at the start, Unix ms */
    int64_t history_ms;      /* simulated start of the interval that ran when history was sent */
    int64_t history_wall_ms; /* Unix ms at which it was sent; while history_ms is not NEVER */
    uint64_t sent;
};

/*
 * The simulated time at which the feed begins is that of the centre. Sink and context are set by
 * whoever sends, before the first second.
 */
void feed_init(struct feed *feed, struct centre *centre, const struct scene *scene, int factor,
               int cadence_s, int64_t wall_ms);

/*
 * Call every second: `elapsed_s` counts them from the start, `wall_ms` is Unix time. Nothing is
 * sent while `connected` is false; the first second connected sends everything.
 */
void feed_second(struct feed *feed, int64_t elapsed_s, int64_t wall_ms, bool connected);
