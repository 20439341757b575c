/*
 * 20,000 messages in one go: how long until the last value of every KPI shows, against what
 * mosquitto_sub takes for the same burst at the same time; and whether every last value is right.
 */

#include <stdio.h>
#include <stdlib.h>

#include "bench/stage/stage.h"
#include "bench/stage/tiles.h"

#define MESSAGES 20000
#define RUNS 5
#define POLL_NS 200000
#define LOST_NS INT64_C(10000000000)

/* The one value that no message but the last of a KPI has. */
#define LAST_VALUE (FEED_VALUES - 1)

static const char all_kpis[] = "wallboard/1/" FEED_SITE "/kpi/#";

struct burst {
    struct stage *stage;
    struct wire *wire;
    const struct rect *figures;
    uint32_t *expected; /* the wall when all show LAST_VALUE, reached slowly */
};

static void publish_all(const struct burst *burst, size_t value)
{
    const struct feed *feed = burst->stage->feed;
    for (size_t i = 0; i < feed_count(feed); i++) {
        wire_publish(burst->wire, feed_topic(feed, i), feed_value(feed, i, value));
        wire_flush(burst->wire);
        sleep_ns(10000000);
    }
    display_settle(&burst->stage->display, 100);
}

static void publish_burst(const struct burst *burst)
{
    const struct feed *feed = burst->stage->feed;
    size_t kpis = feed_count(feed), rounds = MESSAGES / kpis;
    for (size_t i = 0; i < rounds * kpis; i++) {
        size_t round = i / kpis, kpi = i % kpis;
        size_t value = round == rounds - 1 ? LAST_VALUE : round % LAST_VALUE;
        wire_publish(burst->wire, feed_topic(feed, kpi), feed_value(feed, kpi, value));
    }
    wire_flush(burst->wire);
}

static pid_t start_subscriber(const struct stage *stage, int run)
{
    char id[32], port[16], count[16];
    size_t kpis = feed_count(stage->feed);
    snprintf(id, sizeof id, "subscriber-%d", run);
    snprintf(port, sizeof port, "%d", stage->port);
    snprintf(count, sizeof count, "%zu", MESSAGES / kpis * kpis);
    const char *const arguments[] = {
        "mosquitto_sub", "-h", "127.0.0.1", "-p", port, "-i", id, "-V", "5", "-C",
        count,           "-t", all_kpis,    NULL};
    pid_t pid = process_start(stage->folder, "subscriber", arguments);
    char path[160];
    snprintf(path, sizeof path, "%s/broker.log", stage->folder);
    file_await_text(path, id);
    return pid;
}

static size_t wrong_figures(const struct burst *burst)
{
    size_t wrong = 0;
    for (size_t i = 0; i < feed_count(burst->stage->feed); i++) {
        wrong += !picture_shows(&burst->stage->display, burst->expected, burst->figures[i]);
    }
    return wrong;
}

struct outcome {
    double shown_ms, subscriber_ms;
    size_t wrong;
};

/* The figures are looked at in turn: those that show their last value are done with. */
static struct outcome run(const struct burst *burst, int number)
{
    publish_all(burst, 0);
    pid_t subscriber = start_subscriber(burst->stage, number);
    size_t done = 0, kpis = feed_count(burst->stage->feed);
    int64_t shown = 0, read = 0, began = now_ns(), now = began;
    publish_burst(burst);
    while ((shown == 0 || read == 0) && now - began < LOST_NS) {
        while (done < kpis &&
               picture_shows(&burst->stage->display, burst->expected, burst->figures[done])) {
            done++;
        }
        now = now_ns();
        if (shown == 0 && done == kpis) {
            shown = now;
        }
        if (read == 0 && process_ended(subscriber)) {
            read = now;
        }
        sleep_ns(POLL_NS);
    }
    if (read == 0) {
        process_stop(subscriber);
    }
    display_settle(&burst->stage->display, 100);
    return (struct outcome){(double)((shown != 0 ? shown : now) - began) / 1e6,
                            (double)((read != 0 ? read : now) - began) / 1e6, wrong_figures(burst)};
}

int main(int count, char **arguments)
{
    struct wall wall = {.screen = "window", .form = "--window", .size = "1920x1080"};
    struct stage *stage = stage_open(count, arguments, false);
    stage_add_display(stage);
    stage_add_wall(stage, &wall, stage->port);
    stage_fill_wall(stage, &wall, 0);
    struct rect *figures = tiles_learn(stage);
    struct burst burst = {stage, wire_open(stage->port), figures, picture_create()};
    publish_all(&burst, LAST_VALUE);
    picture_take(&stage->display, burst.expected, display_whole);

    double ratios[RUNS];
    size_t wrong = 0;
    for (int i = 0; i < RUNS; i++) {
        struct outcome outcome = run(&burst, i);
        ratios[i] = outcome.shown_ms / outcome.subscriber_ms;
        wrong += outcome.wrong;
        fprintf(stderr, "burst: shown after %.1f ms, read by mosquitto_sub after %.1f ms\n",
                outcome.shown_ms, outcome.subscriber_ms);
    }
    figure_tell("burst", figure_quantile(ratios, RUNS, 0.5));
    figure_tell("burst-wrong", (double)wrong);
    wire_close(burst.wire);
    free(burst.expected);
    free(figures);
    return EXIT_SUCCESS;
}
