/* Processor time of the wall at steady traffic to all its KPIs. */

#include <stdlib.h>

#include "bench/stage/load.h"
#include "bench/stage/stage.h"

#define SECONDS 15

static void measure(const struct stage *stage, const struct wall *wall, int rate, const char *name)
{
    struct load *load = load_start(stage, rate, 1);
    sleep_ns(1000000000);
    int64_t cpu_ns = process_cpu_ns(wall->pid), at_ns = now_ns();
    sleep_ns((int64_t)SECONDS * 1000000000);
    cpu_ns = process_cpu_ns(wall->pid) - cpu_ns;
    at_ns = now_ns() - at_ns;
    load_stop(load);
    figure_tell(name, 100.0 * (double)cpu_ns / (double)at_ns);
}

int main(int count, char **arguments)
{
    struct wall wall = {.screen = "window", .form = "--window", .size = "1920x1080"};
    struct stage *stage = stage_open(count, arguments, false);
    stage_add_display(stage);
    stage_add_wall(stage, &wall, stage->port);
    stage_fill_wall(stage, &wall, 0);
    measure(stage, &wall, 100, "cpu-100");
    measure(stage, &wall, 1000, "cpu-1000");
    return EXIT_SUCCESS;
}
