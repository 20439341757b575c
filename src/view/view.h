#pragma once

/*
 * The view lays the board out in pages and keeps the scene of the page that shows.
 * Sizes follow from the panel and the farthest seat: nothing under 16 arc minutes, figures 30 and
 * labels 20 where there is room; what does not fit goes to a further page.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/moment.h"
#include "config/board_config.h"
#include "kpi/board.h"
#include "view/damage.h"
#include "view/measure.h"
#include "view/scene.h"

/* The link to the broker, as the header tells it. */
enum link_state {
    LINK_NONE,       /* not meant to be: a picture from a file. Says nothing */
    LINK_CONNECTING, /* never connected yet */
    LINK_UP,         /* says nothing */
    LINK_LOST,       /* was up */
    LINK_REFUSED,    /* the broker does not want us: user, password, rights */
    LINK_TLS,        /* certificate or TLS fault */
    LINK_NAME,       /* host name not found */
    LINK_DUPLICATE,  /* another screen uses our name */
};

#define VIEW_NOTICE_BYTES 256
#define VIEW_SCREEN_BYTES 65

struct view_state {
    enum link_state link;
    int64_t link_since_ms; /* Unix ms since which the link is so; NO_TIME */
    const char *notice;    /* one more sentence: what is wrong with a file; NULL */
    const char *screen;    /* the screen's name; NULL */
};

struct view;
struct type;
struct chrome;
struct page_style;
struct slot;

/*
 * `width` and `height` are the panel's pixels; rotation by 90 or 270 swaps them inside. Config,
 * board, zone and measure are borrowed. Where the panel cannot hold even one tile at the sizes that
 * the farthest seat needs, everything is smaller together and a warning is logged.
 */
struct view *view_create(const struct board_config *config, const struct board *board,
                         const struct zone *zone, const struct measure *measure, int width,
                         int height, const struct moment *now);
void view_destroy(struct view *view);

/*
 * Brings the scene up to date and adds to `damage` what changed. Costs next to nothing for cells
 * whose KPI's revision stands. May turn the page.
 */
void view_update(struct view *view, const struct view_state *state, const struct moment *now,
                 struct damage *damage);

/* Monotonic ms of the next change by time alone: the clock's tick, the page's turn. */
int64_t view_next_change(const struct view *view);

const struct scene *view_scene(const struct view *view);

/* How the page that shows is set; valid until it changes. For the report on legibility. */
struct view_setting {
    const struct type *type;
    const struct chrome *chrome;
    const struct page_style *page;
    const struct page_spec *spec;    /* of the page; NULL on a board without KPIs */
    const struct partners *partners; /* whose KPIs and rows the slots count; NULL: the board's */
    const struct slot *slots;
    size_t slot_count;
};
struct view_setting view_setting(const struct view *view);

/* The page that shows, from 0, and how many there are. */
size_t view_page(const struct view *view);
size_t view_page_count(const struct view *view);

/* The first of the screenfuls of the page `id` of the board; view_page_count() when it has none. */
size_t view_find_page(const struct view *view, const char *id);

/* The id of the page behind `id`, of the first for NULL; NULL behind the last. */
const char *view_next_id(const struct view *view, const char *id);

/* The id of the page that shows; "" on a board without KPIs. */
const char *view_page_id(const struct view *view);

/* Shows a page now; its dwell begins anew. Used by tests and pictures. */
void view_show_page(struct view *view, size_t page, const struct moment *now);

/*
 * The same for `for_ms`, 0: for its dwell, and nothing calls the wall to another page meanwhile.
 * Where pages do not turn it stays, or goes back to the first when the time is over.
 */
void view_hold_page(struct view *view, size_t page, int64_t for_ms, const struct moment *now);

/*
 * In place of the page, for `for_ms`: how the verdict of a KPI came about, in screenfuls that take
 * turns. `config` says which configuration is in force. A page that is asked for takes it back.
 */
void view_show_why(struct view *view, size_t kpi, const char *config, int64_t for_ms,
                   const struct moment *now);

/* Shows a screenful of it now, from 0. Used by tests and pictures. */
void view_turn_why(struct view *view, size_t screenful);
