#pragma once

/*
 * The board as the site describes it: businesses, channels and KPIs with everything resolved, so
 * that nobody below the config has to know a default. Flat lists in display order; all memory
 * belongs to whoever built it (an arena) and outlives the board made from it.
 */

#include <stdbool.h>
#include <stddef.h>

#include "kpi/catalogue.h"
#include "kpi/dated.h"
#include "kpi/hours.h"
#include "kpi/level.h"
#include "kpi/target.h"

struct kpi_spec {
    const char *business, *channel,
        *metric_id; /* ids: the topic is kpi/<business>/<channel>/<metric> */
    size_t channel_index;
    const struct metric *metric;
    struct words name, short_name; /* resolved */
    struct target target;
    struct dated_targets targets; /* that go before it at times */
    enum period period;
    int decimals;
    int cadence_s;
    int fresh_s; /* ends live; age in seconds */
    int drop_s;  /* ends last-known; same age */
    int min_sample;
    bool needs_sample; /* the site demands min_sample: a reading that tells no sample is thin */
    double deadband;
    int on_delay_s, off_delay_s;
    int threshold_s;    /* service level "within"; 0: not stated */
    const char *source; /* NULL: none named */
    unsigned audiences;
    struct level_rule level;
    int corrective_after; /* final periods off target in a row; 0: nobody counts them */
    bool variation;       /* whether it is in control is told */
};

struct channel_spec {
    const char *id;
    struct words name;       /* resolved */
    struct words short_name; /* of what is named like a KPI; NULL in it: there is none */
    size_t business_index;
    enum timing timing;
    enum assistance assistance;
    enum channel_kind kind;
    const struct hours *hours; /* NULL: always open */
    int stuck_s;               /* 0: never held to be stuck */
    size_t first_kpi, kpi_count;
};

struct business_spec {
    const char *id;
    struct words name;   /* resolved */
    const char *partner; /* NULL: own */
    size_t first_channel, channel_count;
};

/* Where a KPI's value stands in the messages of others; see kpi/foreign.h. */
struct source_spec {
    const char *topic; /* an MQTT topic filter outside our root */
    size_t kpi;        /* index into the board's */
    const char *value; /* the place of the value; NULL: the whole payload */
    const char *per;   /* of the number that it is divided by; NULL: by none */
    const char *time;  /* of the instant at which it was taken; NULL: not told */
    const char *sample;
    double scale, offset; /* value x scale + offset is in the metric's unit */
};

struct board_spec {
    const struct business_spec *businesses;
    size_t business_count;
    const struct channel_spec *channels;
    size_t channel_count;
    const struct kpi_spec *kpis;
    size_t kpi_count;
    const struct source_spec *sources;
    size_t source_count;
    const struct category *categories; /* of items, in their order */
    size_t category_count;
    struct holidays holidays;
    int min_group; /* a figure of fewer people is not shown; 0: always shown */
};
