/*
 * From the source's publish() to the pixel: how long until the X server's picture changes within
 * the figure of the KPI, on a quiet broker and with 1,000 messages a second to other KPIs.
 */

#include <stdlib.h>
#include <sys/prctl.h>

#include "bench/stage/load.h"
#include "bench/stage/stage.h"
#include "bench/stage/tiles.h"

#define PUBLICATIONS 500
#define POLL_NS 20000
#define LOST_NS INT64_C(1000000000)

static double publish_to_shown_ms(const struct stage *stage, struct wire *wire, size_t kpi,
                                  size_t value, struct rect figure, uint32_t *before)
{
    picture_take(&stage->display, before, figure);
    int64_t began = now_ns();
    wire_publish(wire, feed_topic(stage->feed, kpi), feed_value(stage->feed, kpi, value));
    int64_t shown = now_ns();
    while (picture_shows(&stage->display, before, figure) && shown - began < LOST_NS) {
        sleep_ns(POLL_NS);
        shown = now_ns();
    }
    return (double)(shown - began) / 1e6;
}

/* To every second KPI only: the load has the others. */
static void measure(const struct stage *stage, const struct rect *figures, const char *median,
                    const char *last_percent)
{
    size_t *values = calloc(feed_count(stage->feed), sizeof *values);
    uint32_t *before = picture_create();
    double times[PUBLICATIONS];
    struct wire *wire = wire_open(stage->port);
    for (int i = 0; values != NULL && i < PUBLICATIONS; i++) {
        sleep_ns(5000000 + random() % 20000000);
        size_t kpi = (size_t)random() % (feed_count(stage->feed) / 2) * 2 + 1;
        values[kpi] = (values[kpi] + 1) % FEED_VALUES;
        times[i] = publish_to_shown_ms(stage, wire, kpi, values[kpi], figures[kpi], before);
    }
    /* Back to the first value: the next run starts from there. */
    for (size_t i = 0; i < feed_count(stage->feed); i++) {
        wire_publish(wire, feed_topic(stage->feed, i), feed_value(stage->feed, i, 0));
    }
    wire_close(wire);
    free(before);
    free(values);
    figure_tell(median, figure_quantile(times, PUBLICATIONS, 0.5));
    figure_tell(last_percent, figure_quantile(times, PUBLICATIONS, 0.99));
}

int main(int count, char **arguments)
{
    struct wall wall = {.screen = "window", .form = "--window", .size = "1920x1080"};
    struct stage *stage = stage_open(count, arguments, false);
    stage_add_display(stage);
    stage_add_wall(stage, &wall, stage->port);
    stage_fill_wall(stage, &wall, 0);
    struct rect *figures = tiles_learn(stage);
    /* Short pauses stay short. */
    prctl(PR_SET_TIMERSLACK, 1);
    measure(stage, figures, "latency-median", "latency-p99");
    struct load *load = load_start(stage, 1000, 2);
    sleep_ns(1000000000);
    measure(stage, figures, "loaded-latency-median", "loaded-latency-p99");
    load_stop(load);
    free(figures);
    return EXIT_SUCCESS;
}
