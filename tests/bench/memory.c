/* Memory of a wall in Japanese, at rest and after a minute of traffic, without and with TLS. */

#include <stdlib.h>

#include "bench/stage/load.h"
#include "bench/stage/stage.h"

#define LOAD_S 60

int main(int count, char **arguments)
{
    struct wall plain = {.screen = "plain", .form = "--window", .size = "1920x1080"};
    struct wall secured = {.screen = "tls", .form = "--window", .size = "1920x1080", .tls = true};
    struct stage *stage = stage_open(count, arguments, true);
    stage_add_display(stage);

    stage_add_wall(stage, &plain, stage->port);
    stage_fill_wall(stage, &plain, 0);
    display_settle(&stage->display, 500);
    double idle = process_pss_mib(plain.pid);
    figure_tell("pss-idle", idle);
    struct load *load = load_start(stage, 1000, 1);
    sleep_ns((int64_t)LOAD_S * 1000000000);
    load_stop(load);
    display_settle(&stage->display, 500);
    double loaded = process_pss_mib(plain.pid);
    figure_tell("pss-loaded", loaded);
    figure_tell("pss-growth", loaded - idle);
    stage_remove_wall(stage, &plain);

    stage_add_wall(stage, &secured, stage->tls_port);
    stage_fill_wall(stage, &secured, 0);
    display_settle(&stage->display, 500);
    figure_tell("pss-tls", process_pss_mib(secured.pid));
    return EXIT_SUCCESS;
}
