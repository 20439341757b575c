#include "bench/stage/tiles.h"

#include <stdlib.h>

#define PATIENCE_NS INT64_C(10000000000)

/* Two figures are further apart; a larger difference is something else, such as the clock. */
#define LARGEST_PX (DISPLAY_WIDTH * DISPLAY_HEIGHT / 16)

static void publish_and_settle(const struct stage *stage, struct wire *wire, size_t kpi,
                               size_t value, uint32_t *before)
{
    picture_take(&stage->display, before, display_whole);
    wire_publish(wire, feed_topic(stage->feed, kpi), feed_value(stage->feed, kpi, value));
    int64_t until = now_ns() + PATIENCE_NS;
    while (picture_shows(&stage->display, before, display_whole)) {
        if (now_ns() > until) {
            give_up("%s: %s changes nothing on the wall", feed_topic(stage->feed, kpi),
                    feed_value(stage->feed, kpi, value));
        }
        sleep_ns(2000000);
    }
    display_settle(&stage->display, 20);
}

static struct rect learn(const struct stage *stage, struct wire *wire, size_t kpi, uint32_t *before)
{
    struct rect figure = {0, 0, 0, 0};
    for (size_t i = 1; i <= FEED_VALUES; i++) {
        publish_and_settle(stage, wire, kpi, i % FEED_VALUES, before);
        figure = rect_union(figure, picture_difference(&stage->display, before));
    }
    return figure;
}

struct rect *tiles_learn(const struct stage *stage)
{
    size_t count = feed_count(stage->feed);
    struct rect *figures = calloc(count, sizeof *figures);
    uint32_t *before = picture_create();
    if (figures == NULL) {
        give_up("no memory for %zu tiles", count);
    }
    struct wire *wire = wire_open(stage->port);
    for (size_t i = 0; i < count; i++) {
        figures[i] = learn(stage, wire, i, before);
        if (rect_area(figures[i]) > LARGEST_PX) {
            figures[i] = learn(stage, wire, i, before);
        }
        if (rect_area(figures[i]) > LARGEST_PX) {
            give_up("%s changes %dx%d pixels", feed_topic(stage->feed, i), figures[i].w,
                    figures[i].h);
        }
    }
    wire_close(wire);
    free(before);
    return figures;
}
