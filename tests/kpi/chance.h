#pragma once

/* Random worlds and messages, the same for the same seed, in scales short enough to see it all. */

#include <stdio.h>

#include "kpi/world.h"
#include "support/chance.h"

/* Delays of seconds, and shifts of minutes around the hour at which the world begins. */
static inline void random_world(struct chance *chance, struct world *world)
{
    world_init(world);
    world->now.wall_ms += (int64_t)pick(chance, 240000) - 120000;
    if (one_in(chance, 3)) {
        world->now.wall_ms += INT64_C(14) * 3600000; /* about midnight */
    }
    world->now.clock_good = !one_in(chance, 4);
    for (size_t i = 0; i < WORLD_KPIS; i++) {
        struct kpi_spec *kpi = &world->kpis[i];
        kpi->fresh_s = 2 + (int)pick(chance, 20);
        kpi->drop_s = kpi->fresh_s * (1 + (int)pick(chance, 5));
        kpi->on_delay_s = (int)pick(chance, 15);
        kpi->off_delay_s = (int)pick(chance, 15);
        kpi->source = one_in(chance, 2) ? "acd" : NULL;
    }
    for (int day = 0; day < 7; day++) {
        int from = 599;
        world->hours.count[day] = SHIFTS_PER_DAY;
        for (int i = 0; i < SHIFTS_PER_DAY; i++) {
            int to = from + 1 + (int)pick(chance, 2);
            world->hours.shifts[day][i] = (struct shift){from, to};
            from = to + (int)pick(chance, 2);
        }
    }
    for (size_t i = 0; i < WORLD_CHANNELS; i++) {
        world->channels[i].hours = one_in(chance, 2) ? &world->hours : NULL;
        world->channels[i].stuck_s = one_in(chance, 2) ? 5 + (int)pick(chance, 20) : 0;
    }
    world->min_group = one_in(chance, 2) ? 5 : 0;
    world_open(world);
}

/* What a random message was, for whoever wants to know what must follow from it. */
struct sent {
    size_t kpi;
    char payload[256];
    bool retained, withdraws, has_value, final;
    int64_t time_ms; /* NO_TIME */
    int sample;      /* -1 */
    const char *source;
    enum effect effect;
};

static const char *const chance_values[WORLD_KPIS][4] = {
    {"82", "80.5", "75", "60"}, {"0", "4", "7", "11"}, {"30", "60", "100", "130"},
    {"80", "73", "60", "90"},   {"3", "0", "5", "6"},  {"96", "95", "94", "50"},
    {"45", "40", "35", "-10"},
};

/* A time of now, a little ago, long ago, ahead a little or too far, or of the last reading. */
static inline int64_t random_time(struct chance *chance, const struct world *world, size_t kpi)
{
    static const int ago_ms[] = {0, 0, 700, 3000, 9000, 40000, 86400000, -30000, -120000, -120001};
    int64_t known = kpi_of(world, kpi)->reading.time_ms;
    if (one_in(chance, 5) && known != NO_TIME) {
        return known;
    }
    return world->now.wall_ms - ago_ms[pick(chance, sizeof ago_ms / sizeof ago_ms[0])];
}

static inline void add_time(struct sent *sent, const char *key, int64_t time_ms)
{
    char stamp[21];
    time_format(time_ms, stamp, sizeof stamp);
    size_t used = strlen(sent->payload);
    snprintf(sent->payload + used, sizeof sent->payload - used, ",\"%s\":\"%.19s.%03dZ\"", key,
             stamp, (int)(((time_ms % 1000) + 1000) % 1000));
}

static inline void write_object(struct chance *chance, const struct world *world, struct sent *sent,
                                const char *value)
{
    sent->has_value = !one_in(chance, 12);
    snprintf(sent->payload, sizeof sent->payload, "{\"value\":%s",
             sent->has_value ? value : "null");
    if (!one_in(chance, 3)) {
        sent->time_ms = random_time(chance, world, sent->kpi);
        add_time(sent, "time", sent->time_ms);
    }
    if (one_in(chance, 3)) {
        static const int samples[] = {0, 5, 20, 50};
        sent->sample = samples[pick(chance, 4)];
        size_t used = strlen(sent->payload);
        snprintf(sent->payload + used, sizeof sent->payload - used, ",\"sample\":%d", sent->sample);
    }
    if (one_in(chance, 4)) {
        sent->source = one_in(chance, 2) ? "acd" : "wfm";
        size_t used = strlen(sent->payload);
        snprintf(sent->payload + used, sizeof sent->payload - used, ",\"source\":\"%s\"",
                 sent->source);
    }
    if (one_in(chance, 6)) {
        strcat(sent->payload, one_in(chance, 2) ? ",\"agents\":4" : ",\"agents\":5");
    }
    strcat(sent->payload, "}");
}

static inline struct sent send_random(struct chance *chance, struct world *world)
{
    struct sent sent = {.kpi = pick(chance, WORLD_KPIS), .time_ms = NO_TIME, .sample = -1};
    const char *value = chance_values[sent.kpi][pick(chance, 4)];
    sent.source = world->kpis[sent.kpi].source;
    sent.retained = one_in(chance, 5);
    sent.has_value = true;
    if (one_in(chance, 25)) {
        sent.withdraws = true;
    } else if (one_in(chance, 3)) {
        strcpy(sent.payload, value);
    } else {
        write_object(chance, world, &sent, value);
    }
    sent.effect = send_kpi(world, sent.kpi, sent.payload, sent.retained);
    return sent;
}

/* What a random closure was. */
struct sent_closure {
    unsigned id;
    bool withdraws;
    bool closes[WORLD_CHANNELS];
    int64_t from_ms, until_ms; /* NO_TIME, NEVER */
};

#define CHANCE_CLOSURES 4

static inline void name_random_channels(struct chance *chance, struct sent_closure *sent,
                                        char *payload)
{
    static const struct {
        const char *keys;
        bool closes[WORLD_CHANNELS];
    } kinds[] = {
        {"", {true, true}},
        {",\"channel\":\"phone\"", {true, false}},
        {",\"business\":\"main\",\"channel\":\"email\"", {false, true}},
        {",\"business\":\"other\"", {false, false}},
    };
    unsigned kind = pick(chance, 4);
    strcat(payload, kinds[kind].keys);
    memcpy(sent->closes, kinds[kind].closes, sizeof sent->closes);
}

/* From a minute ago to a minute ahead, a few seconds to a minute long; some for ever. */
static inline struct sent_closure send_random_closure(struct chance *chance, struct world *world)
{
    struct sent_closure sent = {
        .id = pick(chance, CHANCE_CLOSURES), .from_ms = NO_TIME, .until_ms = NEVER};
    char topic[32], payload[256] = "{\"until\":null", stamp[21];
    int64_t second = world->now.wall_ms - world->now.wall_ms % 1000;
    int64_t from_ms = second + ((int64_t)pick(chance, 120) - 60) * 1000;
    snprintf(topic, sizeof topic, "closure/c-%u", sent.id);
    if (one_in(chance, 2)) {
        sent.withdraws = true;
        send_to(world, topic, "", true);
        return sent;
    }
    if (!one_in(chance, 6)) {
        sent.until_ms = from_ms + (int64_t)(1 + pick(chance, 60)) * 1000;
        time_format(sent.until_ms, stamp, sizeof stamp);
        snprintf(payload, sizeof payload, "{\"until\":\"%s\"", stamp);
    }
    if (!one_in(chance, 3)) {
        sent.from_ms = from_ms;
        time_format(sent.from_ms, stamp, sizeof stamp);
        strcat(strcat(strcat(payload, ",\"from\":\""), stamp), "\"");
    }
    name_random_channels(chance, &sent, payload);
    strcat(payload, one_in(chance, 2) ? ",\"reason\":\"drill\"}" : "}");
    assert_int_not_equal(send_to(world, topic, payload, true), EFFECT_REFUSED);
    return sent;
}
