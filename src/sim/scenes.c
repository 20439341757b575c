#include "sim/scenes.h"

#include <string.h>

enum { NORMAL, LUNCH_RUSH, OUTAGE, FEED_DIES, FEED_STUCK, QUIET, SCENES };

const struct scene scenes[SCENES] = {
    [NORMAL] = {"normal", "a usual day, from late morning", 1.0, 11 * 60, FEED_RUNS},
    [LUNCH_RUSH] = {"lunch-rush", "half the agents are away while twice as many call", 1.0, 12 * 60,
                    FEED_RUNS},
    [OUTAGE] = {"outage", "a client's service fails and everybody calls", 1.0, 11 * 60, FEED_RUNS},
    [FEED_DIES] = {"feed-dies", "connected, but silent from second 30 to 120 of every 4 minutes",
                   1.0, 11 * 60, FEED_SILENT},
    [FEED_STUCK] = {"feed-stuck", "from second 20 on the same figures again and again", 1.0,
                    11 * 60, FEED_FROZEN},
    [QUIET] = {"quiet", "hardly any contacts: samples are thin", 0.02, 11 * 60, FEED_RUNS},
};

const size_t scene_count = SCENES;

const struct scene *scene_find(const char *name)
{
    for (size_t i = 0; i < scene_count; i++) {
        if (strcmp(scenes[i].name, name) == 0) {
            return &scenes[i];
        }
    }
    return NULL;
}

struct disturbance scene_disturbance(const struct scene *scene, enum kind kind, int64_t start_ms)
{
    struct disturbance disturbance = {.volume_times = scene->volume_times, .surge_times = 1.0};
    if (scene == &scenes[LUNCH_RUSH] && kind == KIND_CONTACTS) {
        /* It began before the program did, so that the queue is there at the first glance. */
        disturbance.surge = (struct window){start_ms - 5 * MINUTE_MS, start_ms + HALF_HOUR_MS};
        disturbance.surge_times = 2.0;
        disturbance.dip = disturbance.surge;
        disturbance.dip_share = 0.5;
    }
    if (scene == &scenes[OUTAGE]) {
        disturbance.surge =
            (struct window){start_ms + 10 * SECOND_MS, start_ms + 10 * SECOND_MS + 40 * MINUTE_MS};
        disturbance.surge_times = kind == KIND_ITEMS ? 4.0 : 8.0;
    }
    return disturbance;
}

enum feed_state scene_feed(const struct scene *scene, int64_t elapsed_ms)
{
    if (scene->feed == FEED_FROZEN) {
        return elapsed_ms < 20 * SECOND_MS ? FEED_RUNS : FEED_FROZEN;
    }
    int64_t in_round = elapsed_ms % (4 * MINUTE_MS);
    if (in_round < 30 * SECOND_MS || in_round >= 120 * SECOND_MS) {
        return FEED_RUNS;
    }
    return scene->feed;
}
