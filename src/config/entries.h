#pragma once

/*
 * The files as they were written: the structs that the table of keys fills. What is absent has the
 * default of the table or counts as ABSENT; nothing here is resolved against the catalogue yet.
 */

#include "config/board_config.h"
#include "config/device_config.h"
#include "kpi/catalogue.h"
#include "kpi/hours.h"
#include "kpi/level.h"

struct id_list {
    const char *const *ids;
    size_t count;
};

/* Structs of one section, in the order of the document. */
struct entry_list {
    void *items;
    size_t count;
};

/* A single number gives twice the same. */
struct given_bounds {
    bool set, pair;
    double low, high;
};

struct dated_entry {
    const char *id;
    int from, until; /* 0 where nothing is said */
    const struct hours *hours;
    struct given_bounds target, limit, warn;
};

struct kpi_entry {
    const char *id;
    struct words name, short_name;
    struct given_bounds target, limit, warn;
    struct entry_list targets;
    int period;
    int cadence_s, fresh_s, drop_s;
    int min_sample;
    double deadband;
    int on_delay_s, off_delay_s;
    int threshold_s;
    int decimals;
    const char *source;
    unsigned audience;
    struct level_rule level; /* ABSENT and NAN where nothing is said */
    int corrective_after;
};

struct channel_entry {
    const char *id;
    struct words name;
    int timing, assistance, kind;
    const struct hours *hours;
    int stuck_s;
    const char *source;
    struct id_list order;
    struct entry_list kpis;
};

struct business_entry {
    const char *id;
    struct words name;
    const char *partner, *source;
    struct id_list order;
    struct entry_list channels;
};

struct source_entry {
    const char *id;
    const char *topic, *kpi;
    const char *value, *per, *time, *sample;
    double scale, offset;
};

struct privacy_entry {
    int min_group;
};

struct page_entry {
    const char *id;
    int show;
    const char *business, *channel, *metric;
    int table;
    struct id_list metrics;
    struct words title, text;
    int dwell_s, sort;
    unsigned audience; /* bits; 0: of all */
};

struct rotation_entry {
    int dwell_s, sort;
    struct id_list order;
};

struct board_entry {
    int language;
    const char *zone;
    int audience;
    struct words title;
    const char *business; /* of which alone the wall is; NULL: of all */
    struct display_config display;
    struct theme theme; /* COLOUR_ABSENT where the site gave none */
    const struct hours *hours, *schedule;
    struct holidays holidays;
    struct entry_list businesses;
    struct id_list order;
    struct entry_list pages;
    struct rotation_entry rotation;
    struct entry_list metrics; /* whole, over those of the catalogue */
    int acknowledge_s;
    struct privacy_entry privacy;
    struct level_rule level; /* likewise */
    int corrective_after;
    struct entry_list sources;
};

struct device_entry {
    struct broker_config broker;
    const char *site, *screen, *zone;
    struct id_list groups;
    int clock;
    struct entry_list keys;
};

struct catalogue_entry {
    const char *version;
    struct entry_list metrics, channels, words, categories;
};
