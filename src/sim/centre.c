#include "sim/centre.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"

/* The periods that the model can sum up over; what is longer or finished it has not lived. */
static bool period_known(const struct figure_kind *figure, enum period period)
{
    return !figure->sums_up || period == PERIOD_TODAY || period == PERIOD_INTERVAL;
}

static struct centre_kpi centre_kpi(const struct figure_kind *figure, enum period period,
                                    const struct target *target)
{
    return (struct centre_kpi){.metric = figure->metric,
                               .unit = figure->unit,
                               .figure = figure,
                               .period = figure->sums_up ? period : PERIOD_NOW,
                               .target = target};
}

static struct centre_kpi typical_kpi(const struct typical *typical, const struct kpi_spec *kpi,
                                     uint64_t seed)
{
    return (struct centre_kpi){.metric = kpi->metric_id,
                               .unit = kpi->metric->unit,
                               .typical = typical,
                               .spec = kpi,
                               .seed = seed,
                               .period = kpi->period,
                               .target = kpi->target.set ? &kpi->target : NULL};
}

struct figure centre_figure(const struct centre_channel *channel, const struct centre_kpi *kpi)
{
    return kpi->figure != NULL
               ? figure_now(&channel->model, kpi->figure, kpi->period)
               : typical_figure(kpi->typical, kpi->spec, kpi->seed, channel->model.now_ms);
}

static void not_known(struct centre *centre, const struct kpi_spec *kpi)
{
    char name[256];
    snprintf(name, sizeof(name), "%s/%s/%s", kpi->business, kpi->channel, kpi->metric_id);
    centre->unknown[centre->unknown_count++] = arena_text(centre->arena, name);
}

/* Returns the threshold that the board wants of its service level; 0 when it does not say. */
static int take_kpis(struct centre *centre, struct centre_channel *channel, enum kind kind,
                     const struct kpi_spec *kpis, size_t count, uint64_t seed)
{
    int threshold_s = 0;
    channel->kpis = arena_take_array(centre->arena, count, sizeof(*channel->kpis));
    for (size_t i = 0; i < count; i++) {
        const struct figure_kind *figure = figure_find(kpis[i].metric_id, kind);
        if (figure == NULL || !period_known(figure, kpis[i].period)) {
            const struct typical *typical = typical_find(kpis[i].metric_id);
            if (typical != NULL) {
                channel->kpis[channel->kpi_count++] = typical_kpi(typical, &kpis[i], seed);
            } else {
                not_known(centre, &kpis[i]);
            }
            continue;
        }
        const struct target *target = kpis[i].target.set ? &kpis[i].target : NULL;
        channel->kpis[channel->kpi_count++] = centre_kpi(figure, kpis[i].period, target);
        threshold_s = figure->within ? kpis[i].threshold_s : threshold_s;
    }
    return threshold_s;
}

static void open_channel(struct centre_channel *channel, const struct preset *preset,
                         int threshold_s, uint64_t seed, const struct scene *scene,
                         int64_t start_ms)
{
    char name[160];
    snprintf(name, sizeof(name), "%s/%s", channel->business, channel->id);
    const struct disturbance disturbance = scene_disturbance(scene, preset->kind, start_ms);
    channel_init(&channel->model, preset, name, seed, threshold_s, &disturbance);
}

static void build_from_board(struct centre *centre, const struct board_spec *spec, uint64_t seed,
                             const struct scene *scene, int64_t start_ms)
{
    centre->channels =
        arena_take_array(centre->arena, spec->channel_count, sizeof(*centre->channels));
    centre->unknown = arena_take_array(centre->arena, spec->kpi_count, sizeof(*centre->unknown));
    for (size_t i = 0; i < spec->channel_count; i++) {
        const struct channel_spec *wanted = &spec->channels[i];
        struct centre_channel *channel = &centre->channels[centre->channel_count];
        const struct preset *preset = preset_for(wanted->id, wanted->timing, wanted->assistance);
        channel->business = spec->businesses[wanted->business_index].id;
        channel->id = wanted->id;
        int threshold_s = take_kpis(centre, channel, preset->kind, &spec->kpis[wanted->first_kpi],
                                    wanted->kpi_count, seed);
        if (channel->kpi_count > 0) {
            open_channel(channel, preset, threshold_s, seed, scene, start_ms);
            centre->channel_count++;
        }
    }
}

static void build_from_presets(struct centre *centre, uint64_t seed, const struct scene *scene,
                               int64_t start_ms)
{
    centre->channels = arena_take_array(centre->arena, preset_count, sizeof(*centre->channels));
    for (size_t i = 0; i < preset_count; i++) {
        struct centre_channel *channel = &centre->channels[centre->channel_count++];
        channel->business = "main";
        channel->id = presets[i].channel;
        channel->kpis = arena_take_array(centre->arena, figure_kind_count, sizeof(*channel->kpis));
        for (size_t k = 0; k < figure_kind_count; k++) {
            if ((figure_kinds[k].kinds & presets[i].kind) != 0) {
                channel->kpis[channel->kpi_count++] =
                    centre_kpi(&figure_kinds[k], PERIOD_TODAY, NULL);
            }
        }
        open_channel(channel, &presets[i], 0, seed, scene, start_ms);
    }
}

struct centre *centre_create(const struct board_spec *spec, uint64_t seed,
                             const struct scene *scene, int64_t start_ms)
{
    struct arena *arena = arena_create();
    struct centre *centre = arena_take(arena, sizeof(*centre));
    centre->arena = arena;
    if (spec != NULL) {
        build_from_board(centre, spec, seed, scene, start_ms);
    } else {
        build_from_presets(centre, seed, scene, start_ms);
    }
    centre_advance(centre, start_ms);
    return centre;
}

void centre_destroy(struct centre *centre)
{
    if (centre != NULL) {
        arena_destroy(centre->arena);
    }
}

void centre_advance(struct centre *centre, int64_t to_ms)
{
    for (size_t i = 0; i < centre->channel_count; i++) {
        channel_advance(&centre->channels[i].model, to_ms);
    }
    centre->now_ms = to_ms;
}
