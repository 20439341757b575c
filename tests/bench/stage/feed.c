#include "bench/stage/feed.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"
#include "bench/stage/process.h"
#include "config/board_config.h"
#include "config/catalogue_file.h"

#define TOPIC_BYTES 320
#define CADENCE_S 600

/* The values of a KPI without a target: a gauge may have no end. */
#define WIDEST 100.0

struct item {
    char topic[TOPIC_BYTES];
    char values[FEED_VALUES][FEED_TEXT_BYTES];
};

struct feed {
    struct arena *catalogue_arena;
    struct board_config *config;
    struct item *items;
};

static void slow_down(json_t *kpis)
{
    const char *id;
    json_t *kpi;
    json_object_foreach(kpis, id, kpi)
    {
        json_object_set_new(kpi, "cadence_s", json_integer(CADENCE_S));
    }
}

static char *adapted(const char *path)
{
    json_error_t error;
    json_t *root = json_load_file(path, 0, &error);
    if (root == NULL) {
        give_up("%s: %s", path, error.text);
    }
    const char *id;
    json_t *business, *channel;
    json_object_foreach(json_object_get(root, "businesses"), id, business)
    {
        json_object_foreach(json_object_get(business, "channels"), id, channel)
        {
            slow_down(json_object_get(channel, "kpis"));
        }
    }
    json_object_set_new(root, "language", json_string("ja"));
    char *text = json_dumps(root, JSON_INDENT(1));
    json_decref(root);
    return text;
}

static bool any_zone(const char *zone)
{
    (void)zone;
    return true;
}

static struct board_config *read_config(struct feed *feed, const char *text)
{
    struct faults *faults = faults_create();
    const struct config_world world = {
        .catalogue = catalogue_built_in(feed->catalogue_arena, faults),
        .zone_known = any_zone,
    };
    struct board_config *config = NULL;
    if (world.catalogue != NULL) {
        config = board_config_read(text, strlen(text), &world, faults);
    }
    if (config == NULL) {
        const struct fault *fault = faults_at(faults, 0);
        give_up("bench board%s: %s", fault->pointer, fault->message);
    }
    faults_destroy(faults);
    return config;
}

static void met_range(const struct kpi_spec *spec, double *low, double *high)
{
    const struct target *target = &spec->target;
    *low = spec->metric->minimum;
    *high = spec->metric->maximum;
    if (target->set && target->direction != DIRECTION_LOWER) {
        *low = target->has_warn ? fmax(target->target.low, target->warn.low) : target->target.low;
    }
    if (target->set && target->direction != DIRECTION_HIGHER) {
        *high =
            target->has_warn ? fmin(target->target.high, target->warn.high) : target->target.high;
    }
    if (!target->set) {
        *high = fmin(*high, *low + WIDEST);
    }
}

/* `share` of the way from the lowest to the highest value that is met. */
static void write_value(const struct kpi_spec *spec, double share, char to[FEED_TEXT_BYTES])
{
    double low, high;
    met_range(spec, &low, &high);
    snprintf(to, FEED_TEXT_BYTES, "%.*f", spec->decimals, low + (high - low) * share);
}

static void fill(struct item *item, const struct kpi_spec *spec)
{
    snprintf(item->topic, sizeof item->topic, "wallboard/1/" FEED_SITE "/kpi/%s/%s/%s",
             spec->business, spec->channel, spec->metric_id);
    for (int i = 0; i < FEED_VALUES; i++) {
        write_value(spec, (double)(i + 1) / (FEED_VALUES + 1), item->values[i]);
        if (i > 0 && strcmp(item->values[i], item->values[i - 1]) == 0) {
            give_up("%s: no %d different values are met", item->topic, FEED_VALUES);
        }
    }
}

struct feed *feed_create(const char *board, const char *copy)
{
    struct feed *feed = calloc(1, sizeof *feed);
    char *text = adapted(board);
    FILE *file = fopen(copy, "we");
    if (feed == NULL || file == NULL || fputs(text, file) < 0 || fclose(file) != 0) {
        give_up("%s cannot be written", copy);
    }
    feed->catalogue_arena = arena_create();
    feed->config = read_config(feed, text);
    free(text);
    feed->items = calloc(feed_count(feed), sizeof *feed->items);
    if (feed->items == NULL) {
        give_up("no memory for %zu KPIs", feed_count(feed));
    }
    for (size_t i = 0; i < feed_count(feed); i++) {
        fill(&feed->items[i], &feed->config->spec.kpis[i]);
    }
    return feed;
}

void feed_destroy(struct feed *feed)
{
    if (feed != NULL) {
        free(feed->items);
        board_config_destroy(feed->config);
        arena_destroy(feed->catalogue_arena);
        free(feed);
    }
}

size_t feed_count(const struct feed *feed)
{
    return feed->config->spec.kpi_count;
}

const struct board_config *feed_board(const struct feed *feed)
{
    return feed->config;
}

const char *feed_topic(const struct feed *feed, size_t kpi)
{
    return feed->items[kpi].topic;
}

const char *feed_value(const struct feed *feed, size_t kpi, size_t value)
{
    return feed->items[kpi].values[value];
}

void feed_vary(const struct feed *feed, size_t kpi, size_t step, char to[FEED_TEXT_BYTES])
{
    size_t place = (step + kpi * 13) * 37 % 401; /* primes: all come before one comes again */
    write_value(&feed->config->spec.kpis[kpi], (double)(place + 1) / 403, to);
}
