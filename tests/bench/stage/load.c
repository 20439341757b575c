#include "bench/stage/load.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <time.h>

struct load {
    const struct stage *stage;
    int rate;
    size_t step;
    pthread_t thread;
    atomic_bool stopped;
};

static void *run(void *context)
{
    struct load *load = context;
    const struct feed *feed = load->stage->feed;
    struct wire *wire = wire_open(load->stage->port);
    prctl(PR_SET_TIMERSLACK, 1);
    int64_t at_ns = now_ns();
    char value[FEED_TEXT_BYTES];
    for (size_t i = 0; !atomic_load(&load->stopped); i++) {
        size_t place = i * load->step;
        size_t kpi = place % feed_count(feed), round = place / feed_count(feed);
        at_ns += 1000000000 / load->rate;
        const struct timespec at = {at_ns / 1000000000, at_ns % 1000000000};
        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &at, NULL);
        feed_vary(feed, kpi, round, value);
        wire_publish(wire, feed_topic(feed, kpi), value);
    }
    wire_flush(wire);
    wire_close(wire);
    return NULL;
}

struct load *load_start(const struct stage *stage, int rate, size_t step)
{
    struct load *load = calloc(1, sizeof *load);
    if (load == NULL) {
        give_up("no memory for a thread");
    }
    load->stage = stage;
    load->rate = rate;
    load->step = step;
    if (pthread_create(&load->thread, NULL, run, load) != 0) {
        give_up("no thread");
    }
    return load;
}

void load_stop(struct load *load)
{
    atomic_store(&load->stopped, true);
    pthread_join(load->thread, NULL);
    free(load);
}
