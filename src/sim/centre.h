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

struct centre_kpi {
    const struct figure_kind *figure;
    enum period period;          /* NOW of a gauge, else TODAY or INTERVAL */
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
    const char **unknown; /* KPIs of the board that the model cannot compute: "main/phone/x" */
    size_t unknown_count;
};

/*
 * The morning up to `start_ms` has happened already. `spec` NULL: every channel and figure of the
 * model in the business `main`; otherwise `spec` must outlive the centre.
 */
struct centre *centre_create(const struct board_spec *spec, uint64_t seed,
                             const struct scene *scene, int64_t start_ms);
void centre_destroy(struct centre *centre);

/* Lets time pass to `to_ms`, not before now. */
void centre_advance(struct centre *centre, int64_t to_ms);
