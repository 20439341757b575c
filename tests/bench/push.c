/* From the publication of a configuration to its picture, in a window. */

#include <stdio.h>
#include <stdlib.h>

#include "bench/stage/stage.h"

#define PUSHES 20
#define POLL_NS 200000
#define PAUSE_NS INT64_C(500000000) /* the one before has been kept by then */
#define LOST_NS INT64_C(10000000000)

static const char topic[] = "wallboard/1/" FEED_SITE "/all/config";

/* Another ground each time: the first changed pixel is of the new board. */
static double push_to_picture_ms(const struct stage *stage, struct wire *wire, int revision,
                                 uint32_t *picture)
{
    char payload[128];
    snprintf(payload, sizeof payload,
             "{\"revision\":%d,\"config\":{\"display\":{\"theme\":\"%s\"}}}", revision,
             revision % 2 == 0 ? "dark" : "light");
    picture_take(&stage->display, picture, display_whole);
    int64_t began = now_ns(), now = began;
    wire_publish(wire, topic, payload);
    const struct rect corner = {0, 0, 4, 4};
    while (picture_shows(&stage->display, picture, corner)) {
        sleep_ns(POLL_NS);
        now = now_ns();
        if (now - began > LOST_NS) {
            give_up("push %d never showed", revision);
        }
    }
    return (double)(now_ns() - began) / 1e6;
}

int main(int count, char **arguments)
{
    double times[PUSHES];
    struct wall window = {.screen = "window", .form = "--window", .size = "1920x1080"};
    struct stage *stage = stage_open(count, arguments, false);
    uint32_t *picture = picture_create();
    stage_add_display(stage);
    stage_add_wall(stage, &window, stage->port);
    stage_fill_wall(stage, &window, 0);
    display_settle(&stage->display, 500);
    struct wire *wire = wire_open(stage->port);
    for (int i = 0; i < PUSHES; i++) {
        times[i] = push_to_picture_ms(stage, wire, i + 1, picture);
        sleep_ns(PAUSE_NS);
    }
    wire_close(wire);
    free(picture);
    figure_tell("push-median", figure_quantile(times, PUSHES, 0.5));
    figure_tell("push-most", figure_quantile(times, PUSHES, 1));
    return EXIT_SUCCESS;
}
