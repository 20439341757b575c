/*
 * What a wall costs at which nothing happens: between one minute of its clock and the next, with
 * its life sign, which comes with the clock, left out.
 */

#include <stdlib.h>
#include <time.h>

#include "bench/stage/stage.h"

#define WINDOW_S 45
#define AFTER_MINUTE_S 5 /* by then the clock is drawn and the status told */

static int second_of_minute(void)
{
    return (int)(time(NULL) % 60);
}

static void sleep_until_second(int second)
{
    int left = (second - second_of_minute() + 60) % 60;
    sleep_ns((int64_t)(left == 0 ? 60 : left) * 1000000000);
}

struct cost {
    int64_t switches, cpu_ns, at_ns;
};

static struct cost cost_of(const struct wall *wall)
{
    return (struct cost){process_switches(wall->pid), process_cpu_ns(wall->pid), now_ns()};
}

static void tell(const struct cost *from, const struct cost *to, const char *wakes, const char *cpu)
{
    double seconds = (double)(to->at_ns - from->at_ns) / 1e9;
    figure_tell(wakes, (double)(to->switches - from->switches) / seconds);
    figure_tell(cpu, (double)(to->cpu_ns - from->cpu_ns) / 1e7 / seconds);
}

int main(int count, char **arguments)
{
    struct wall hidden = {.screen = "headless", .form = "--headless", .size = "1920x1080"};
    struct wall window = {.screen = "window", .form = "--window", .size = "1920x1080"};
    struct stage *stage = stage_open(count, arguments, false);
    stage_add_display(stage);
    stage_add_wall(stage, &hidden, stage->port);
    stage_add_wall(stage, &window, stage->port);
    stage_fill_wall(stage, &hidden, 0);
    stage_fill_wall(stage, &window, 0);
    struct wire *hidden_status = stage_listen(stage, &hidden);
    struct wire *window_status = stage_listen(stage, &window);

    sleep_until_second(AFTER_MINUTE_S);
    long hidden_frames = stage_frames(hidden_status, &hidden);
    long window_frames = stage_frames(window_status, &window);
    struct cost hidden_from = cost_of(&hidden), window_from = cost_of(&window);
    sleep_ns((int64_t)WINDOW_S * 1000000000);
    struct cost hidden_to = cost_of(&hidden), window_to = cost_of(&window);
    sleep_until_second(AFTER_MINUTE_S);

    /* The clock's own frame lies between the two. */
    figure_tell("idle-headless-frames",
                (double)(stage_frames(hidden_status, &hidden) - hidden_frames - 1));
    tell(&hidden_from, &hidden_to, "idle-headless-wakes", "idle-headless-cpu");
    figure_tell("idle-window-frames",
                (double)(stage_frames(window_status, &window) - window_frames - 1));
    tell(&window_from, &window_to, "idle-window-wakes", "idle-window-cpu");
    wire_close(hidden_status);
    wire_close(window_status);
    return EXIT_SUCCESS;
}
