#pragma once

/*
 * The simulated centre: the channels of a board, or all that the model knows, and for each the
 * KPIs that it can compute.
 */

#include <stddef.h>
#include <stdint.h>

#include "kpi/spec.h"
#include "sim/channel.h"
#include "sim/figures.h"
#include "sim/scenes.h"
#include "sim/typical.h"

/* One that the model computes, or one of which it has typical values. */
struct centre_kpi {
    const char *metric; /* id */
    enum unit unit;
    const struct figure_kind *figure; /* NULL: typical */
    const struct typical *typical;    /* NULL: computed */
    const struct kpi_spec *spec;      /* of a typical one */
    uint64_t seed;
    enum period period;          /* of a computed one: NOW of a gauge, else TODAY or INTERVAL */
    const struct target *target; /* in force, when a board says so; NULL */
};

struct centre_channel {
    const char *business, *id;
    struct channel model;
    struct centre_kpi *kpis;
    size_t kpi_count;
};

struct centre {
    struct arena *arena; /* owns all below */
    int64_t now_ms;      /* simulated */
    struct centre_channel *channels;
    size_t channel_count;
    const char **unknown; /* KPIs of the board of which the model knows nothing: "main/phone/x" */
    size_t unknown_count;
};

/*
 * The morning up to `start_ms` has happened already. `spec` NULL: every channel and figure of the
 * model in the business `main`; otherwise `spec` must outlive the centre.
 */
struct centre *centre_create(const struct board_spec *spec, uint64_t seed,
                             const struct scene *scene, int64_t start_ms);
void centre_destroy(struct centre *centre);

/* What is to be published of a KPI now. */
struct figure centre_figure(const struct centre_channel *channel, const struct centre_kpi *kpi);

/* Lets time pass to `to_ms`, not before now. */
void centre_advance(struct centre *centre, int64_t to_ms);
