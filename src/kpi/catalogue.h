#pragma once

/*
 * The catalogue: what the wallboard knows of each metric before a site says anything. It is data
 * (config/catalogue/), read on the floor above; here are only its shapes.
 */

#include <stdbool.h>
#include <stddef.h>

#include "kpi/words.h"

/*
 * Where a metric is measured, as bits of a set: the nature of a channel has several of them (a
 * phone is real-time and human). What belongs to the channel of kind "all" has that bit alone.
 */
enum trait {
    TRAIT_REAL_TIME,
    TRAIT_NON_REAL_TIME,
    TRAIT_HUMAN,
    TRAIT_DIGITAL,
    TRAIT_OUTBOUND,
    TRAIT_COLLECTIONS,
    TRAIT_FIELD_SERVICE,
    TRAIT_STORE,
    TRAIT_ALL,
};

/* How well a definition is founded. */
enum origin {
    ORIGIN_PUBLISHED, /* by an agent of those who make the standard */
    ORIGIN_REPORTED,  /* others tell of it */
    ORIGIN_PRACTICE,  /* the trade does it so */
};

/* No value of any metric lies further from 0. */
#define METRIC_GREATEST 1e12

struct metric {
    const char *id;
    struct words name, short_name, definition; /* resolved */
    struct words formula; /* how a value is computed, for whoever publishes it; resolved */
    int table;            /* 1 KCRP, 2 KSP, 3 customer experience and cost, 0 plain gauge */
    int order;            /* place in its row, small first */
    unsigned applies;     /* bit set of 1u << enum trait */
    enum origin origin;
    double benchmark; /* a reference, nothing is judged by it; NAN: there is none */
    enum unit unit;
    enum direction direction;
    enum period period;          /* what a value sums up unless the site says otherwise */
    int decimals;                /* digits behind the point on the wall */
    double minimum, maximum;     /* a value outside is refused ("range") */
    int cadence_s;               /* how often a source is expected to publish */
    int min_sample;              /* fewer contacts than this is thin; 0: not gated */
    double deadband;             /* in the metric's unit, against improving only */
    int on_delay_s, off_delay_s; /* damping of worse, of better */
    unsigned audiences;          /* bit set of 1u << enum audience */
    bool drains;                 /* work waiting: shown after closing until there is none */
    bool of_people;              /* of few it would tell what one of them does */
    bool adds;                   /* values of several are added up, and not weighed */
    bool journey;                /* what a customer lives through, across channels */
    bool counts_group;           /* how many people the channel has: the size of its group */
    const char *item;            /* "1.2": its value is the points of that item; NULL: of none */
    bool assessment;             /* its value is the score of the whole centre at an assessment */
    const char *reading, *also;  /* as of a term */
};

/* A word that people of the trade use, or that the wall does, and that is no metric. */
struct term {
    const char *id;
    struct words name, definition; /* resolved */
    const char *reading;           /* of the Japanese name, in kana; NULL: it needs none */
    const char *also; /* what else it is called in either language, parted by ", "; NULL: nothing */
};

/* What items are grouped by: those whose number is alike up to the dot, "1.2" in "1.0". */
struct category {
    const char *id, *number;
    struct words name; /* resolved */
};

/* A channel that most centres have, so that a site need not describe it. */
struct usual_channel {
    const char *id;
    struct words name; /* resolved */
    enum timing timing;
    enum assistance assistance;
    enum channel_kind kind;
};

struct catalogue {
    const char *version;
    const struct metric *metrics;
    size_t count;
    const struct usual_channel *channels;
    size_t channel_count;
    const struct term *terms;
    size_t term_count;
    const struct category *categories;
    size_t category_count;
};

/* The traits of a channel: what a metric must apply to one of to be measured there. */
unsigned catalogue_traits(enum timing timing, enum assistance assistance, enum channel_kind kind);

/* A metric of which nothing is known but its id: it is called by it, and any value is allowed. */
struct metric metric_blank(const char *id);

/* Whether it tells how the centre stands: points of an item, or the score of an assessment. */
bool metric_of_standing(const struct metric *metric);

/* Whether the metric is an item of the category. */
bool category_holds(const struct category *category, const struct metric *metric);

/* NULL when the catalogue has no such metric. */
const struct metric *catalogue_find(const struct catalogue *catalogue, const char *id);
