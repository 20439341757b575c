/*
 * What the machine itself takes at this moment: from publish() to a subscriber that does nothing
 * but wait. The bounds were set where this took 0.10 ms in the median and 0.19 ms at the 99th.
 */

#include <stdlib.h>

#include "bench/stage/stage.h"

#define PUBLICATIONS 300

int main(int count, char **arguments)
{
    struct stage *stage = stage_open(count, arguments, false);
    struct wire *from = wire_open(stage->port), *to = wire_open(stage->port);
    double times[PUBLICATIONS];
    wire_listen(to, feed_topic(stage->feed, 0));
    for (int i = 0; i < PUBLICATIONS; i++) {
        sleep_ns(5000000 + random() % 20000000);
        int64_t began = now_ns();
        wire_publish(from, feed_topic(stage->feed, 0), feed_value(stage->feed, 0, 0));
        wire_await(to);
        times[i] = (double)(now_ns() - began) / 1e6;
    }
    figure_tell("machine-median", figure_quantile(times, PUBLICATIONS, 0.5));
    figure_tell("machine-p99", figure_quantile(times, PUBLICATIONS, 0.99));
    wire_close(from);
    wire_close(to);
    return EXIT_SUCCESS;
}
