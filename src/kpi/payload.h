#pragma once

/* The bytes of a message on a KPI's or a channel's topic: a reading, or the reason why not. */

#include <stdbool.h>
#include <stddef.h>

#include "kpi/reading.h"
#include "kpi/refused.h"
#include "kpi/spec.h"

/* Every field as not said: no value, no time, nothing known. */
extern const struct reading reading_blank;

/*
 * A bare number or an object. *reading is whole with REFUSED_NOTHING and undefined otherwise; then
 * *refused has the reason and what was read. What needs a clock or an earlier reading (future,
 * older) is not judged here.
 */
enum refusal payload_reading(const void *payload, size_t length, const struct kpi_spec *spec,
                             struct reading *reading, struct refused *refused);

/* A message that cannot be opened for this reason: *refused has its beginning, or its size. */
void payload_refused(struct refused *refused, enum refusal reason, const void *payload,
                     size_t length);

/* REFUSED_RANGE for a value that the metric does not have. */
enum refusal payload_check_value(const struct reading *reading, const struct metric *metric);

/* A whole channel: open, walk through its metrics, close. */
struct channel_payload {
    int64_t time_ms;       /* of all metrics that bring none of their own; NO_TIME */
    int64_t agents;        /* likewise; -1 */
    char source[ID_BYTES]; /* likewise; "" */
    struct json_t *root;
    void *iterator;
};

/* Close it only after REFUSED_NOTHING; else see *refused. */
enum refusal channel_payload_open(struct channel_payload *channel, const void *payload,
                                  size_t length, struct refused *refused);
void channel_payload_close(struct channel_payload *channel);

/* The id of the metric at hand; NULL behind the last. */
const char *channel_payload_metric(const struct channel_payload *channel);
void channel_payload_next(struct channel_payload *channel);

/* The reading of the metric at hand; as payload_reading(). */
enum refusal channel_payload_reading(const struct channel_payload *channel,
                                     const struct kpi_spec *spec, struct reading *reading,
                                     struct refused *refused);
