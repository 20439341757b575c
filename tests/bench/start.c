/*
 * From exec to the first full frame, with a broker that takes the connection and never says a word:
 * the picture must not wait for the network.
 */

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

#include "bench/stage/stage.h"

#define RUNS 10
#define POLL_NS 500000
#define LAST_CHANGE_NS INT64_C(800000000) /* after so long a rest the frame is whole */
#define LOST_NS INT64_C(10000000000)

/* Every so many rows are looked at: enough to see any text, cheap enough to look often. */
#define ROW_STEP 6

static int silent_broker(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || bind(fd, (struct sockaddr *)&address, size) != 0 || listen(fd, 1000) != 0 ||
        getsockname(fd, (struct sockaddr *)&address, &size) != 0) {
        give_up("no free port");
    }
    return ntohs(address.sin_port);
}

/* Takes the rows that differ; true when there were any. */
static bool take_change(const struct display *display, uint32_t *picture)
{
    bool changed = false;
    for (int y = 0; y < DISPLAY_HEIGHT; y += ROW_STEP) {
        const struct rect row = {0, y, DISPLAY_WIDTH, 1};
        if (!picture_shows(display, picture, row)) {
            picture_take(display, picture, row);
            changed = true;
        }
    }
    return changed;
}

/* When the picture was changed last; the minute of the clock must not fall into it. */
static double start_ms(struct stage *stage, struct wall *wall, int port)
{
    uint32_t *picture = picture_create();
    while (time(NULL) % 60 > 55) {
        sleep_ns(100000000);
    }
    picture_take(&stage->display, picture, display_whole);
    int64_t began = now_ns(), last = 0;
    stage_add_wall(stage, wall, port);
    for (int64_t now = began; last == 0 || now - last < LAST_CHANGE_NS; now = now_ns()) {
        if (take_change(&stage->display, picture)) {
            last = now_ns();
        }
        if (last == 0 && now - began > LOST_NS) {
            give_up("no frame came");
        }
        sleep_ns(POLL_NS);
    }
    stage_remove_wall(stage, wall);
    display_settle(&stage->display, 50);
    free(picture);
    return (double)(last - began) / 1e6;
}

static void measure(struct stage *stage, struct wall *wall, int port, const char *name)
{
    double times[RUNS];
    start_ms(stage, wall, port); /* from here on its files are in the page cache */
    for (int i = 0; i < RUNS; i++) {
        times[i] = start_ms(stage, wall, port);
    }
    figure_tell(name, figure_quantile(times, RUNS, 0.5));
}

int main(int count, char **arguments)
{
    struct wall window = {.screen = "window", .form = "--window", .size = "1920x1080"};
    struct wall full = {.screen = "full"};
    struct stage *stage = stage_open(count, arguments, false);
    stage_add_display(stage);
    int port = silent_broker();
    measure(stage, &window, port, "start-window");
    measure(stage, &full, port, "start-full");
    return EXIT_SUCCESS;
}
