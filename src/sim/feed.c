#include "sim/feed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/moment.h"
#include "sim/message.h"

/* A wall clock that was set by more than this moves the start with it. */
#define CLOCK_SET_MS (2 * SECOND_MS)

#define GAUGE_EVERY_S 2

void feed_init(struct feed *feed, struct centre *centre, const struct scene *scene, int factor,
               int cadence_s, int64_t wall_ms)
{
    *feed = (struct feed){.centre = centre,
                          .scene = scene,
                          .factor = factor,
                          .cadence_s = cadence_s,
                          .start_ms = centre->now_ms,
                          .start_wall_ms = wall_ms,
                          .zone = &zone_utc,
                          .history_ms = NEVER};
}

/* The real instant of a simulated one: before the start a second lasts a second. */
static int64_t wall_of(const struct feed *feed, int64_t simulated_ms)
{
    int64_t since = simulated_ms - feed->start_ms;
    return feed->start_wall_ms + (since > 0 ? since / feed->factor : since);
}

static bool send_text(struct feed *feed, const char *topic, char *payload)
{
    bool sent = feed->sink(feed->context, topic, payload);
    free(payload);
    feed->sent += sent;
    return sent;
}

static void send_channels(struct feed *feed, const struct stamp *stamp)
{
    char topic[256];
    for (size_t i = 0; i < feed->centre->channel_count; i++) {
        const struct centre_channel *channel = &feed->centre->channels[i];
        snprintf(topic, sizeof(topic), "kpi/%s/%s", channel->business, channel->id);
        send_text(feed, topic, message_channel(channel, stamp));
    }
}

/* The two gauges in which a supervisor wants to see life. */
static bool is_lively(const struct centre_kpi *kpi)
{
    return strcmp(kpi->metric, "contacts-waiting") == 0 || strcmp(kpi->metric, "longest-wait") == 0;
}

static void send_gauges(struct feed *feed, const struct stamp *stamp)
{
    char topic[256];
    for (size_t i = 0; i < feed->centre->channel_count; i++) {
        const struct centre_channel *channel = &feed->centre->channels[i];
        for (size_t k = 0; k < channel->kpi_count; k++) {
            const struct centre_kpi *kpi = &channel->kpis[k];
            if (is_lively(kpi)) {
                snprintf(topic, sizeof(topic), "kpi/%s/%s/%s", channel->business, channel->id,
                         kpi->metric);
                send_text(feed, topic, message_kpi(channel, kpi, stamp));
            }
        }
    }
}

/* Whether an interval that ended since history was last sent has a value. */
static bool history_grew(const struct feed *feed, const struct centre_channel *channel,
                         const struct centre_kpi *kpi)
{
    if (feed->history_ms == NEVER) {
        return true;
    }
    for (int i = 0; i < channel->model.finished_count; i++) {
        const struct interval *interval = &channel->model.finished[i];
        if (interval->start_ms >= feed->history_ms &&
            kpi->figure->compute(&channel->model, &interval->tally).has_value) {
            return true;
        }
    }
    return false;
}

/* Whether the last finished period is another than when history was last sent. */
static bool past_grew(const struct feed *feed, const struct centre_kpi *kpi,
                      const struct stamp *stamp)
{
    return feed->history_ms == NEVER ||
           typical_start_ms(kpi->spec, stamp->zone, stamp->time_ms, 0) !=
               typical_start_ms(kpi->spec, stamp->zone, feed->history_wall_ms, 0);
}

/* NULL when it has none, or none that is new. */
static char *history_of(const struct feed *feed, const struct centre_channel *channel,
                        const struct centre_kpi *kpi, const struct stamp *stamp,
                        const int64_t *starts_ms)
{
    if (kpi->typical != NULL) {
        bool past = typical_final(kpi->period) && past_grew(feed, kpi, stamp);
        return past ? message_past(kpi, stamp) : NULL;
    }
    return kpi->figure->sums_up && history_grew(feed, channel, kpi)
               ? message_history(channel, kpi, starts_ms)
               : NULL;
}

static bool send_channel_history(struct feed *feed, const struct centre_channel *channel,
                                 const struct stamp *stamp)
{
    char topic[256];
    int64_t starts_ms[INTERVALS_KEPT];
    for (int i = 0; i < channel->model.finished_count; i++) {
        starts_ms[i] = wall_of(feed, channel->model.finished[i].start_ms);
    }
    bool all = true;
    for (size_t k = 0; k < channel->kpi_count; k++) {
        const struct centre_kpi *kpi = &channel->kpis[k];
        char *payload = history_of(feed, channel, kpi, stamp, starts_ms);
        if (payload != NULL) {
            snprintf(topic, sizeof(topic), "history/%s/%s/%s", channel->business, channel->id,
                     kpi->metric);
            all = send_text(feed, topic, payload) && all;
        }
    }
    return all;
}

static int64_t interval_start(const struct feed *feed)
{
    return feed->centre->now_ms - feed->centre->now_ms % HALF_HOUR_MS;
}

static void send_history(struct feed *feed, const struct stamp *stamp)
{
    bool all = true;
    for (size_t i = 0; i < feed->centre->channel_count; i++) {
        all = send_channel_history(feed, &feed->centre->channels[i], stamp) && all;
    }
    feed->history_ms = all ? interval_start(feed) : NEVER;
    feed->history_wall_ms = stamp->time_ms;
}

static void publish(struct feed *feed, int64_t elapsed_s, int64_t wall_ms)
{
    const struct stamp stamp = {.source = FEED_SOURCE,
                                .time_ms = wall_ms,
                                .zone = feed->zone,
                                .interval_start_ms = wall_of(feed, interval_start(feed))};
    bool greets = feed->history_ms == NEVER;
    if (feed->history_ms != interval_start(feed)) {
        send_history(feed, &stamp);
    }
    if (greets || elapsed_s % feed->cadence_s == 0) {
        send_channels(feed, &stamp);
    } else if (elapsed_s % GAUGE_EVERY_S == 0) {
        send_gauges(feed, &stamp);
    }
}

void feed_second(struct feed *feed, int64_t elapsed_s, int64_t wall_ms, bool connected)
{
    enum feed_state state = scene_feed(feed->scene, elapsed_s * SECOND_MS);
    int64_t drift_ms = wall_ms - (feed->start_wall_ms + elapsed_s * SECOND_MS);
    if (drift_ms > CLOCK_SET_MS || drift_ms < -CLOCK_SET_MS) {
        feed->start_wall_ms += drift_ms;
    }
    if (state != FEED_FROZEN) {
        centre_advance(feed->centre, feed->start_ms + elapsed_s * SECOND_MS * feed->factor);
    }
    if (!connected) {
        feed->history_ms = NEVER;
    } else if (state != FEED_SILENT) {
        publish(feed, elapsed_s, wall_ms);
    }
}
