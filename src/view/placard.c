#include "view/placard_parts.h"

#include <assert.h>
#include <stdio.h>

#include "view/clock_face.h"
#include "view/lines.h"

#define MINUTE_MS 60000

/* What no panel hides, in percent of width and height at each edge; and air, in percent of a
 * capital letter. */
#define HIDDEN_SHARE 5
#define AIR 50

/* A page has room for so many lines and, in one of them, so many capital letters. */
#define LEAST_LINES 8
#define LEAST_LETTERS 14

/* ---- Making one ----------------------------------------------------------------------------- */

static void set_type(struct placard *placard, const struct measure *measure)
{
    struct rect wall = placard->wall;
    const struct board_config *config = placard->look.config;
    struct sizes sizes = sizes_of(&config->display, wall.w, wall.h);
    int across = wall.w * HIDDEN_SHARE / 100, down = wall.h * HIDDEN_SHARE / 100;
    for (bool placed = false; !placed; sizes.scale *= 0.95) {
        placard->look.type = type_of(measure, sizes, config->language);
        placard->chrome = chrome_of(&placard->look.type, wall.w, wall.h);
        int cap = placard->chrome.cap, air = cap * AIR / 100;
        placard->inner = (struct rect){across + air, down + air, wall.w - 2 * (across + air),
                                       wall.h - 2 * (down + air)};
        placed = placard->look.type.least_cap <= 2 ||
                 (placard->inner.h >= LEAST_LINES * placard->chrome.line_height &&
                  placard->inner.w >= LEAST_LETTERS * cap);
    }
}

struct placard *placard_create(enum card card, int64_t leave_ms, const struct board_config *config,
                               const struct zone *zone, const struct measure *measure, int width,
                               int height)
{
    assert(card != CARD_NONE);
    struct arena *arena = arena_create();
    struct placard *placard = arena_take(arena, sizeof *placard);
    bool turned = config->display.rotate == 90 || config->display.rotate == 270;
    placard->arena = arena;
    placard->card = card;
    placard->leave_ms = leave_ms;
    placard->wall = (struct rect){0, 0, turned ? height : width, turned ? width : height};
    placard->look = (struct look){
        .config = config,
        .theme = &config->theme,
        .now = {.language = config->language, .zone = zone},
    };
    set_type(placard, measure);
    placard->scene = (struct scene){
        .width = placard->wall.w,
        .height = placard->wall.h,
        .background = config->theme.ground,
        .cells = arena_take_array(arena, PLACARD_CELLS, sizeof(struct cell)),
        .room = PLACARD_CELLS,
    };
    placard->scratch = arena_take(arena, sizeof *placard->scratch);
    placard->checks = (struct checks){.facts = &placard->facts, .config = config, .zone = zone};
    placard->minute = INT64_MIN;
    placard->turn_ms = NEVER;
    placard->fresh = true;
    return placard;
}

void placard_destroy(struct placard *placard)
{
    if (placard) {
        arena_destroy(placard->arena);
    }
}

/* ---- Pages ---------------------------------------------------------------------------------- */

static void add_page(struct placard *placard, enum placard_kind kind)
{
    placard->pages[placard->page_count++] = (struct placard_page){.kind = kind};
}

static void add_lists(struct placard *placard, enum language own)
{
    bool test = placard->card == CARD_TEST;
    if (test) {
        add_page(placard, PAGE_PICTURE);
    }
    placard_paginate_faults(placard, own);
    placard_paginate_checks(placard, own);
    if (test) {
        add_page(placard, PAGE_CHART);
    }
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        if ((enum language)language != own) {
            placard_paginate_faults(placard, (enum language)language);
            placard_paginate_checks(placard, (enum language)language);
        }
    }
}

static void paginate(struct placard *placard)
{
    enum language own = placard->look.type.language;
    placard->page_count = 0;
    if (placard->card == CARD_IDENTIFY) {
        add_page(placard, PAGE_IDENTIFY);
    } else {
        add_lists(placard, own);
    }
    placard->page = placard->page < placard->page_count ? placard->page : 0;
}

static size_t place_cells(const struct placard *placard, struct rect bounds[PLACARD_CELLS])
{
    if (placard->pages[placard->page].kind == PAGE_CHECKS) {
        return placard_place_checks(placard, bounds);
    }
    if (placard->pages[placard->page].kind == PAGE_FAULTS) {
        return placard_place_faults(placard, bounds);
    }
    bounds[0] = placard->wall;
    return 1;
}

static void record(const struct placard *placard, size_t index, struct rect bounds,
                   struct cell *cell)
{
    cell->bounds = bounds;
    switch (placard->pages[placard->page].kind) {
    case PAGE_IDENTIFY:
        placard_record_identify(placard, cell);
        break;
    case PAGE_PICTURE:
        placard_record_picture(placard, cell);
        break;
    case PAGE_CHECKS:
        placard_record_check(placard, index, cell);
        break;
    case PAGE_FAULTS:
        placard_record_fault(placard, index, cell);
        break;
    case PAGE_CHART:
        placard_record_chart(placard, cell);
        break;
    }
}

/* ---- Bringing it up to date ----------------------------------------------------------------- */

static bool take_facts(struct placard *placard, const struct facts *facts)
{
    if (facts_equal(&placard->facts, facts)) {
        return false;
    }
    placard->facts = *facts;
    return true;
}

static bool pass_time(struct placard *placard, const struct moment *now)
{
    int64_t into = (now->wall_ms % MINUTE_MS + MINUTE_MS) % MINUTE_MS;
    int64_t minute = (now->wall_ms - into) / MINUTE_MS;
    bool other = minute != placard->minute || now->clock_good != placard->checks.clock_good;
    placard->minute = minute;
    placard->tick_ms = clock_face_next(now, false);
    placard->look.now.wall_ms = placard->checks.wall_ms = minute * MINUTE_MS;
    placard->checks.clock_good = now->clock_good;
    return other;
}

static void begin_page(struct placard *placard, int64_t mono_ms)
{
    placard->turn_ms = mono_ms + PLACARD_PAGE_MS;
    placard->unseen = true;
}

static void turn_if_due(struct placard *placard, const struct moment *now)
{
    if (placard->turn_ms == NEVER) {
        begin_page(placard, now->mono_ms);
    } else if (now->mono_ms >= placard->turn_ms && placard->page_count > 1) {
        placard->page = (placard->page + 1) % placard->page_count;
        placard->fresh = true;
        begin_page(placard, now->mono_ms);
    }
}

void placard_seen(struct placard *placard, int64_t mono_ms)
{
    if (placard->unseen) {
        placard->turn_ms = mono_ms + PLACARD_PAGE_MS;
        placard->unseen = false;
    }
}

static bool same_places(const struct placard *placard, const struct rect *bounds, size_t count)
{
    bool same = count == placard->scene.count;
    for (size_t i = 0; same && i < count; i++) {
        same = rect_equal(bounds[i], placard->scene.cells[i].bounds);
    }
    return same;
}

static void record_all(struct placard *placard, struct damage *damage)
{
    struct rect bounds[PLACARD_CELLS];
    size_t count = place_cells(placard, bounds);
    bool anew = placard->fresh || !same_places(placard, bounds, count);
    placard->scene.count = count;
    for (size_t i = 0; i < count; i++) {
        struct cell *cell = &placard->scene.cells[i];
        record(placard, i, bounds[i], anew ? cell : placard->scratch);
        if (!anew) {
            damage_add(damage, cell_difference(cell, placard->scratch));
            cell_copy(cell, placard->scratch);
        }
    }
    if (anew) {
        damage_add(damage, placard->wall);
    }
    placard->fresh = false;
}

void placard_update(struct placard *placard, const struct facts *facts, const struct moment *now,
                    struct damage *damage)
{
    bool told = take_facts(placard, facts);
    bool later = pass_time(placard, now);
    if (told || later || placard->page_count == 0) {
        paginate(placard);
    }
    turn_if_due(placard, now);
    if (told || later || placard->fresh) {
        record_all(placard, damage);
    }
}

int64_t placard_next_change(const struct placard *placard)
{
    /* Only a list shows the time, and there are several. */
    return placard->page_count > 1 ? earlier(placard->turn_ms, placard->tick_ms) : NEVER;
}

const struct scene *placard_scene(const struct placard *placard)
{
    return &placard->scene;
}

size_t placard_page(const struct placard *placard)
{
    return placard->page;
}

size_t placard_page_count(const struct placard *placard)
{
    return placard->page_count;
}

void placard_show_page(struct placard *placard, size_t page)
{
    placard->page = page;
    placard->fresh = true;
}

/* ---- What the pages share ------------------------------------------------------------------- */

const char *placard_name(const struct placard *placard)
{
    return placard->facts.screen[0] ? placard->facts.screen
                                    : word_in(WORD_NO_NAME, placard->look.type.language);
}

void placard_identity(const struct placard *placard, char *to, size_t size)
{
    const struct facts *facts = &placard->facts;
    snprintf(to, size, "%s%swallboard %s · %d×%d", facts->site, facts->site[0] ? " · " : "",
             WALLBOARD_VERSION, facts->width, facts->height);
}

/* More than such a text takes on any wall. */
#define TEXT_LINES 6

int placard_text_height(const struct placard *placard, const char *text)
{
    struct line lines[TEXT_LINES];
    size_t count = lines_break(placard->look.type.measure, placard->chrome.text, text,
                               placard->inner.w, lines, TEXT_LINES);
    return (int)count * placard->chrome.line_height;
}

void placard_text(const struct placard *placard, struct pen *pen, int top, const char *text)
{
    struct line lines[TEXT_LINES];
    const struct chrome *chrome = &placard->chrome;
    size_t count =
        lines_break(pen->measure, chrome->text, text, placard->inner.w, lines, TEXT_LINES);
    for (size_t i = 0; i < count; i++) {
        pen_line(pen, placard->inner.x, chrome_baseline(chrome, top), chrome->text,
                 placard->look.theme->quiet, lines[i].start, lines[i].length);
        top += chrome->line_height;
    }
}

int placard_place(const struct placard *placard, struct pen *pen, int left, int baseline)
{
    int right = placard->inner.x + placard->inner.w;
    char place[24];
    snprintf(place, sizeof place, "%zu/%zu", placard->page + 1, placard->page_count);
    if (left + pen_width(pen, placard->chrome.text, place) > right) {
        return right;
    }
    return right - pen_text_right(pen, right, baseline, right - left, placard->chrome.text,
                                  placard->look.theme->quiet, place);
}

int placard_head(const struct placard *placard, struct pen *pen, const char *title)
{
    const struct chrome *chrome = &placard->chrome;
    const struct theme *theme = placard->look.theme;
    struct rect inner = placard->inner;
    int baseline = chrome_baseline(chrome, inner.y);
    int left =
        inner.x + pen_text(pen, inner.x, baseline, inner.w, chrome->bold, theme->text, title);
    left += 2 * chrome->space;
    int right = placard_place(placard, pen, left, baseline) - 2 * chrome->space;
    const char *name = placard_name(placard);
    if (left + pen_width(pen, chrome->text, name) <= right) {
        pen_text_right(pen, right, baseline, right - left, chrome->text, theme->quiet, name);
    }
    return inner.y + chrome->line_height + chrome->space;
}
