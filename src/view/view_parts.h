#pragma once

/* The view from inside, for the files that make it up: layout, recording, what changes it. */

#include "base/arena.h"
#include "view/attention.h"
#include "view/banner.h"
#include "view/chrome.h"
#include "view/header.h"
#include "view/look.h"
#include "view/place.h"
#include "view/sheet.h"
#include "view/strip.h"
#include "view/turning.h"
#include "view/view.h"

/* What is said of the configuration in force. */
#define VIEW_CONFIG_BYTES 160

/* Two cells stand on every page; the page's own follow them, and the banner is the last. */
enum { CELL_HEADER, CELL_STRIP, CELL_FIRST };

struct view {
    struct arena *arena;  /* the view itself */
    struct arena *layout; /* everything below that is a pointer of our own */
    struct look look;
    struct sheets sheets;
    struct chrome chrome;
    struct header_style header;
    struct rect wall, frame; /* all, and what of it the panel does not hide */
    struct rect area;        /* what lies between header and strip */
    struct page_style style;
    struct scene scene;
    struct slot *slots;
    struct cell *scratch;
    size_t *kpis; /* scratch of place_style() */

    struct page_place place;
    int64_t turn_ms; /* monotonic ms at which the page turns; NEVER */
    int64_t hold_ms; /* monotonic ms until which somebody wants the page to stay */
    int64_t tick_ms; /* monotonic ms at which the clock ticks */
    int64_t minute;  /* of the wall clock, as shown */
    struct clock_face face;
    struct attention attention;
    struct turning turning;

    size_t *off_target;
    struct strip strip;
    struct banner banner;
    int banner_wanted;         /* lines that it wants */
    int banner_lines;          /* lines that it has; 0: no place */
    size_t named;              /* off-target KPIs on the strip now */
    uint32_t summary_revision; /* as last shown */
    struct view_state state;   /* as last shown */
    char notice[VIEW_NOTICE_BYTES];
    char screen[VIEW_SCREEN_BYTES];
    struct why_show {
        bool stands; /* in place of the page */
        size_t kpi;
        int64_t until_ms, turn_ms; /* monotonic; NEVER: one screenful is all */
        size_t at, count;          /* the screenful, and how many there are */
        char config[VIEW_CONFIG_BYTES];
    } why;
    bool fresh; /* everything must be recorded anew */
};

/* Everything anew, with or without a place for the banner: a rare event. */
void view_lay_out(struct view *view, const struct measure *measure);

/* The slots of a page, or of the emergency that covers it; all is to be recorded anew. */
void view_set_page(struct view *view, size_t page);

/* The page's dwell begins anew. */
void view_wait_for_turn(struct view *view, const struct moment *now);

/* On a wall of one screenful, after something changed: the order of its KPIs is looked at again. */
void view_wait_for_order(struct view *view, const struct moment *now);

/* A tile and the sentences. */
#define WHY_SLOTS 2

/* Of why: its cells; its screenfuls take turns and its time ends; when that is next. */
void view_place_why(struct view *view);
void view_pass_why(struct view *view, const struct moment *now);
int64_t view_next_why(const struct view *view);

/* Whether pages turn at all. */
bool view_turns(const struct view *view);

/* Records everything. */
void view_record_all(struct view *view, struct damage *damage);

/* What is to be recorded again, besides the tiles whose KPI changed. */
struct view_stale {
    bool header, strip, tiles, banner;
};
void view_record_changed(struct view *view, struct view_stale stale, struct damage *damage);

/* Changes with every value that the strip shows. */
uint32_t view_named_revision(const struct view *view);
