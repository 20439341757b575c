/*
 * 200 headless screens on one broker of this machine: what each costs, how long until all have
 * answered a push, how their reconnects spread; and how long a list of 10,000 screens takes.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "bench/stage/load.h"
#include "bench/stage/stage.h"
#include "mqtt/client.h"
#include "support/broker.h"

#define SCREENS 200
#define RECORDS 10000
#define NAME_BYTES 16
#define ROOT "wallboard/1/" FEED_SITE "/"
#define PATIENCE_NS INT64_C(120000000000)
#define REST_NS INT64_C(2000000000)
#define REST_SHARE 0.1 /* of one processor, all screens together: they have come to rest */
#define COST_S 30      /* for so long the processor's time is counted */
#define KPI_EVERY_S 10 /* meanwhile each KPI is published this often */
#define CROWD_MS 100   /* the fullest such time of a reconnect is looked for */

struct fleet {
    struct stage *stage;
    struct client *client; /* hears what the screens say */
    struct wall walls[SCREENS];
    char names[SCREENS][NAME_BYTES];
    int64_t heard_ms[SCREENS]; /* when a screen said what is waited for; 0: not yet */
};

static struct client *listen_at(int port)
{
    static const struct client_subscription topics[] = {
        {.topic = ROOT "screen/+/availability"},
        {.topic = ROOT "screen/+/config/reported"},
    };
    return client_create(&(struct client_settings){
        .broker = {.host = "127.0.0.1", .port = port, .version = 5, .keepalive_s = 60},
        .client_id = "bench-fleet",
        .subscriptions = topics,
        .subscription_count = sizeof topics / sizeof *topics,
        .backoff_least_ms = 20,
        .backoff_most_ms = 50,
    });
}

/* Notes who says something with `word` on such a topic; gives how many have. */
static size_t hear(struct fleet *fleet, const char *leaf, const char *word)
{
    struct client_message message;
    size_t heard = 0;
    while (client_take(fleet->client, &message)) {
        size_t screen = 0;
        char end[32] = "";
        if (sscanf(message.topic, ROOT "screen/s-%zu/%31s", &screen, end) == 2 &&
            screen < SCREENS && strcmp(end, leaf) == 0 && strstr(message.payload, word) != NULL &&
            fleet->heard_ms[screen] == 0) {
            fleet->heard_ms[screen] = message.mono_ms;
        }
    }
    for (size_t i = 0; i < SCREENS; i++) {
        heard += fleet->heard_ms[i] != 0;
    }
    return heard;
}

static size_t await_all(struct fleet *fleet, const char *leaf, const char *word)
{
    size_t heard = 0;
    memset(fleet->heard_ms, 0, sizeof fleet->heard_ms);
    for (int64_t until = now_ns() + PATIENCE_NS; heard < SCREENS && now_ns() < until;) {
        heard = hear(fleet, leaf, word);
        sleep_ns(2000000);
    }
    return heard;
}

static int64_t last_heard_ms(const struct fleet *fleet)
{
    int64_t last = 0;
    for (size_t i = 0; i < SCREENS; i++) {
        last = fleet->heard_ms[i] > last ? fleet->heard_ms[i] : last;
    }
    return last;
}

/* ---- Cost ----------------------------------------------------------------------------------- */

static int64_t cpu_of_all(const struct fleet *fleet)
{
    int64_t sum = 0;
    for (size_t i = 0; i < SCREENS; i++) {
        sum += process_cpu_ns(fleet->walls[i].pid);
    }
    return sum;
}

static void await_rest(const struct fleet *fleet)
{
    int64_t until = now_ns() + PATIENCE_NS;
    for (int64_t used = REST_NS; used > (int64_t)((double)REST_NS * REST_SHARE);) {
        int64_t before = cpu_of_all(fleet);
        sleep_ns(REST_NS);
        used = cpu_of_all(fleet) - before;
        if (now_ns() > until) {
            give_up("the screens do not come to rest");
        }
    }
}

static void publish_every_kpi(const struct stage *stage)
{
    struct wire *wire = wire_open(stage->port);
    for (size_t i = 0; i < feed_count(stage->feed); i++) {
        wire_publish(wire, feed_topic(stage->feed, i), feed_value(stage->feed, i, 0));
    }
    wire_flush(wire);
    wire_close(wire);
}

static void measure_cost(const struct fleet *fleet)
{
    double pss[SCREENS], sum = 0;
    int rate = (int)feed_count(fleet->stage->feed) / KPI_EVERY_S;
    struct load *load = load_start(fleet->stage, rate > 0 ? rate : 1, 1);
    int64_t before = cpu_of_all(fleet), began = now_ns();
    sleep_ns((int64_t)COST_S * 1000000000);
    double used = (double)(cpu_of_all(fleet) - before) / (double)(now_ns() - began);
    load_stop(load);
    for (size_t i = 0; i < SCREENS; i++) {
        pss[i] = process_pss_mib(fleet->walls[i].pid);
        sum += pss[i];
    }
    figure_tell("fleet-cpu", used * 100 / SCREENS);
    figure_tell("fleet-pss", sum / SCREENS);
    figure_tell("fleet-pss-most", figure_quantile(pss, SCREENS, 1));
}

/* ---- A push --------------------------------------------------------------------------------- */

static void say(struct fleet *fleet, const char *topic, const char *payload)
{
    while (!client_publish(fleet->client, topic, payload, strlen(payload), 0, true)) {
        sleep_ns(1000000);
    }
}

static void measure_push(struct fleet *fleet)
{
    static const char push[] = "{\"revision\":1,\"config\":{\"title\":\"Pushed\"}}";
    int64_t began_ms = now_ns() / 1000000;
    say(fleet, ROOT "all/config", push);
    size_t answered = await_all(fleet, "config/reported", "\"applied\"");
    figure_tell("fleet-unanswered", (double)(SCREENS - answered));
    figure_tell("fleet-answer", (double)(last_heard_ms(fleet) - began_ms) / 1000);
}

/* ---- A broker that comes back --------------------------------------------------------------- */

static int by_time(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* The most that came within CROWD_MS. */
static size_t crowd(int64_t *times, size_t count)
{
    size_t most = 0, first = 0;
    qsort(times, count, sizeof *times, by_time);
    for (size_t i = 0; i < count; i++) {
        while (times[i] - times[first] >= CROWD_MS) {
            first++;
        }
        most = i - first + 1 > most ? i - first + 1 : most;
    }
    return most;
}

static void measure_return(struct fleet *fleet)
{
    hear(fleet, "", "");
    int64_t began_ms = now_ns() / 1000000;
    broker_restart(fleet->stage->broker, NULL);
    size_t back = await_all(fleet, "availability", "online");
    int64_t last_ms = last_heard_ms(fleet) - began_ms;
    figure_tell("fleet-away", (double)(SCREENS - back));
    figure_tell("fleet-crowd", 100.0 * (double)crowd(fleet->heard_ms, SCREENS) / SCREENS);
    fprintf(stderr, "the last of %d screens was back after %.1f s\n", SCREENS,
            (double)last_ms / 1000);
}

/* ---- A list --------------------------------------------------------------------------------- */

static void retain_records(struct fleet *fleet)
{
    static const char status[] =
        "{\"version\":\"0.1.0\",\"session\":\"0123456789abcdef\",\"groups\":[\"floor-2\"],"
        "\"panel\":{\"driver\":\"KMSDRM\",\"width\":1920,\"height\":1080,\"on\":true,"
        "\"off_on_purpose\":false,\"backlight\":\"on\"},\"page\":1,\"verdicts\":{\"met\":18,"
        "\"near\":1,\"missed\":1,\"untargeted\":0},\"qualities\":{\"live\":20,\"thin\":0},"
        "\"config\":{\"sha256\":\"0123456789abcdef0123456789abcdef\"},\"uptime_s\":86400}";
    for (int i = 0; i < RECORDS; i++) {
        char topic[96];
        snprintf(topic, sizeof topic, ROOT "screen/record-%d/availability", i);
        say(fleet, topic, "online");
        snprintf(topic, sizeof topic, ROOT "screen/record-%d/status", i);
        say(fleet, topic, status);
    }
    for (int64_t until = now_ns() + PATIENCE_NS; client_pending(fleet->client) > 0;) {
        sleep_ns(10000000);
        if (now_ns() > until) {
            give_up("the broker does not take what is to be listed");
        }
    }
}

/* Lines of the table that are about them, with what each has said. */
static size_t listed(const struct stage *stage)
{
    char path[96], line[512];
    size_t count = 0;
    snprintf(path, sizeof path, "%s/list.out", stage->folder);
    FILE *file = fopen(path, "re");
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        count += strncmp(line, "record-", strlen("record-")) == 0 && strstr(line, "18 met") != NULL;
    }
    if (file != NULL) {
        fclose(file);
    }
    return count;
}

static void measure_list(struct fleet *fleet)
{
    char program[128], port[16];
    snprintf(program, sizeof program, "%s/wallboardctl", fleet->stage->build);
    snprintf(port, sizeof port, "%d", fleet->stage->port);
    const char *const arguments[] = {program,  "--host",  "127.0.0.1", "--port", port,
                                     "--site", FEED_SITE, "list",      NULL};
    retain_records(fleet);
    int status = 0;
    int64_t began = now_ns();
    pid_t pid = process_start(fleet->stage->folder, "list", arguments);
    if (waitpid(pid, &status, 0) != pid || status != 0) {
        give_up("wallboardctl list failed");
    }
    figure_tell("list", (double)(now_ns() - began) / 1e9);
    figure_tell("list-missing", (double)(RECORDS - listed(fleet->stage)));
}

int main(int count, char **arguments)
{
    static struct fleet fleet;
    fleet.stage = stage_open(count, arguments, false);
    fleet.client = listen_at(fleet.stage->port);
    for (size_t i = 0; i < SCREENS; i++) {
        snprintf(fleet.names[i], NAME_BYTES, "s-%zu", i);
        fleet.walls[i] =
            (struct wall){.screen = fleet.names[i], .form = "--headless", .size = "640x360"};
        stage_add_wall(fleet.stage, &fleet.walls[i], fleet.stage->port);
    }
    if (await_all(&fleet, "availability", "online") < SCREENS) {
        give_up("not all screens came up");
    }
    publish_every_kpi(fleet.stage);
    await_rest(&fleet);
    measure_cost(&fleet);
    await_rest(&fleet);
    measure_push(&fleet);
    await_rest(&fleet);
    measure_return(&fleet);
    stage_remove_walls(fleet.stage);
    measure_list(&fleet);
    client_destroy(fleet.client, 1000);
    return EXIT_SUCCESS;
}
