#pragma once

/*
 * The board file (or its pushed layers, merged): bytes in; a whole board description out, or the
 * whole list of what is wrong. One table of keys (config/keys.h) drives parser, defaults and
 * schema.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/fault.h"
#include "config/theme.h"
#include "kpi/glyphs.h"
#include "kpi/spec.h"
#include "kpi/words.h"

struct json_t; /* of jansson */

struct display_config {
    double diagonal_inch;      /* of the panel */
    double viewing_distance_m; /* of the farthest seat */
    enum theme_name theme;
    int rotate;              /* 0, 90, 180, 270 degrees clockwise */
    double overscan_percent; /* of width and height: what a panel may hide at each edge */
    int shift_px;            /* how far the picture moves against burn-in; 0: not */
    bool seconds;            /* the clock shows them; the wall is repainted a little every second */
    bool attention;          /* what is newly missed draws the eye */
    bool off_on_holidays;    /* the schedule does not hold on holidays */
    bool cec;                /* a television sleeps and wakes with the wall */
};

/* What a page shows. */
enum page_show {
    PAGE_OVERVIEW,      /* value and shape of each KPI, a row a channel */
    PAGE_TILES,         /* everything about each KPI */
    PAGE_CHANNEL,       /* the tiles of one channel */
    PAGE_REAL_TIME,     /* of the channels in which customers wait */
    PAGE_NON_REAL_TIME, /* of those in which they do not */
    PAGE_DIGITAL,       /* of those that machines serve */
    PAGE_GAUGES,        /* of the plain gauges, in no table of the catalogue */
    PAGE_TABLE,         /* of the metrics of one table of the catalogue */
    PAGE_JOURNEY,       /* what customers live through, side by side across channels */
    PAGE_LEVEL,         /* how many of their last final periods met: nothing of now */
    PAGE_SCORECARD,     /* how many KPIs of each table are at level, and which are not */
    PAGE_STANDING,      /* points of items and categories, and the last assessment */
    PAGE_PARTNERS,      /* partners side by side on the KPIs that several of them have */
    PAGE_KPI,           /* one KPI, as large as can be */
    PAGE_MESSAGE,       /* a text */
    PAGE_SHOWS
};

enum page_sort { SORT_AS_LISTED, SORT_WORST_FIRST };

struct page_spec {
    const char *id;
    enum page_show show;
    struct words title; /* NULLs: none */
    struct words text;  /* of a message */
    const size_t *kpis; /* indices into the board's, by business, block and channel */
    size_t kpi_count;   /* 0 only of a message */
    int dwell_s;        /* how long a screenful stays; 0: it does not turn by itself */
    bool worst_first;   /* channels and KPIs with the worst verdict come first */
    bool if_needed;     /* left out where the tiles need no more screenfuls */
};

struct board_config {
    struct arena *arena; /* owns everything below */
    enum language language;
    const char *zone; /* "Asia/Tokyo" */
    enum audience audience;
    struct words title; /* resolved */
    struct display_config display;
    struct theme theme;           /* of the display, with the site's own colours */
    const struct hours *schedule; /* when the wall is on; NULL: always */
    int acknowledge_s;            /* how long a KPI stays in hand when nobody says how long */
    struct board_spec spec;
    const struct catalogue *catalogue; /* the world's, with the board's own metrics */
    bool for_others;                   /* it lists KPIs, of which none is meant for this wall */
    const struct page_spec *pages;     /* in the order in which they turn; none without KPIs */
    size_t page_count;
};

/* What config cannot know by itself. */
struct config_world {
    const struct catalogue *catalogue;
    const enum audience *audience; /* whose wall it is, whatever the board says; NULL: not told */
    int today;        /* local date as year * 10000 + month * 100 + day; 0: not known */
    const char *zone; /* of a board that names none; NULL: UTC */
    bool (*zone_known)(const char *zone);
    /* The package without which no font can draw that language; NULL: it can. NULL: not asked. */
    const char *(*font_package)(enum language language);
    glyph_test *drawable; /* by the fonts of the wall; NULL: not asked */
};

/*
 * NULL when a fault was added; warnings alone give a config. The result is freed with
 * board_config_destroy() and borrows the catalogue.
 */
struct board_config *board_config_read(const char *bytes, size_t length,
                                       const struct config_world *world, struct faults *faults);

/* The same of a document that was read already, and is not needed afterwards. */
struct board_config *board_config_from(const struct json_t *document,
                                       const struct config_world *world, struct faults *faults);

void board_config_destroy(struct board_config *config);
