/*
 * Processor time of the wall at steady traffic to all its KPIs. What else runs on the machine can
 * only add to it (colder caches, slower clocks), so the quietest of several stretches is told.
 */

#include <stdlib.h>

#include "bench/stage/load.h"
#include "bench/stage/stage.h"

#define STRETCHES 6
#define STRETCH_NS INT64_C(3000000000)

static double share_of_processor(const struct wall *wall)
{
    int64_t cpu_ns = process_cpu_ns(wall->pid), at_ns = now_ns();
    sleep_ns(STRETCH_NS);
    cpu_ns = process_cpu_ns(wall->pid) - cpu_ns;
    return 100.0 * (double)cpu_ns / (double)(now_ns() - at_ns);
}

static void measure(const struct stage *stage, const struct wall *wall, int rate, const char *name)
{
    struct load *load = load_start(stage, rate, 1);
    sleep_ns(1000000000);
    double least = 100;
    for (int i = 0; i < STRETCHES; i++) {
        double share = share_of_processor(wall);
        least = share < least ? share : least;
    }
    load_stop(load);
    figure_tell(name, least);
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
