#include "view/view.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/text.h"
#include "view/attention.h"
#include "view/banner.h"
#include "view/card.h"
#include "view/chrome.h"
#include "view/emergency.h"
#include "view/header.h"
#include "view/look.h"
#include "view/place.h"
#include "view/strip.h"
#include "view/tile.h"
#include "view/turning.h"

#define MINUTE_MS 60000

/* Two cells stand on every page; the page's own follow them, and the banner is the last. */
enum { CELL_HEADER, CELL_STRIP, CELL_FIRST };

struct view {
    struct arena *arena;  /* the view itself */
    struct arena *layout; /* everything below that is a pointer of our own */
    struct look look;
    struct grid grid;
    struct chrome chrome;
    struct header_style header;
    struct rect wall, area; /* all, and what lies between header and strip */
    struct page_style style;
    struct scene scene;
    struct slot *slots;
    struct cell *scratch;
    size_t *kpis; /* scratch of place_style() */

    struct page_place place;
    int64_t turn_ms; /* monotonic ms at which the page turns; NEVER */
    int64_t tick_ms; /* monotonic ms at which the clock ticks */
    int64_t minute;  /* of the wall clock, as shown */
    struct clock_face face;
    struct attention attention;
    struct turning turning;

    size_t *off_target;
    struct strip strip;
    struct banner banner;
    bool with_banner;          /* there is a place for it */
    size_t named;              /* off-target KPIs on the strip now */
    uint32_t summary_revision; /* as last shown */
    struct view_state state;   /* as last shown */
    char notice[VIEW_NOTICE_BYTES];
    bool fresh; /* everything must be recorded anew */
};

/* ---- Creation ------------------------------------------------------------------------------- */

static void place_chrome(struct view *view)
{
    struct rect wall = view->wall;
    int margin = chrome_margin(&view->chrome, wall);
    int lines = strip_lines(wall.w, wall.h);
    int strip = lines * view->chrome.line_height + (lines - 1) * (view->chrome.space / 2);
    int inner = wall.w - 2 * margin;
    struct slot *slots = view->slots;
    slots[CELL_HEADER] = (struct slot){.kind = SLOT_HEADER,
                                       .bounds = {margin, margin / 2, inner, view->header.height}};
    slots[CELL_STRIP] = (struct slot){.kind = SLOT_STRIP,
                                      .bounds = {margin, wall.h - margin - strip, inner, strip}};
    int top = margin / 2 + view->header.height + margin / 2;
    view->area = (struct rect){margin, top, inner, wall.h - strip - 2 * margin - top};
    if (view->with_banner) {
        view->area.h -= banner_height(&view->chrome, wall.w, wall.h) + margin / 2;
    }
}

/*
 * Everything that depends on how large text must be. Where a panel cannot hold one tile at the
 * proper sizes, they shrink together until it can.
 */
static void set_type(struct view *view, const struct measure *measure)
{
    const struct board_config *config = view->look.config;
    struct sizes sizes = sizes_of(&config->display, view->wall.w, view->wall.h);
    for (bool placed = false; !placed; sizes.scale *= 0.95) {
        view->look.type = type_of(measure, sizes, config->language);
        view->chrome = chrome_of(&view->look.type, view->wall.w, view->wall.h);
        view->header = header_style_of(&view->chrome, &view->look.type, config, view->wall.w);
        place_chrome(view);
        placed = config->spec.kpi_count == 0 || view->look.type.least_cap <= 2 ||
                 grid_init(&view->grid, view->layout, &view->look.type, &config->spec, view->area.w,
                           view->area.h);
    }
}

static void warn_if_small(const struct view *view)
{
    const struct type *type = &view->look.type;
    const struct display_config *display = &view->look.config->display;
    double minutes = sizes_minutes(&type->sizes, type->least_cap);
    if (type->sizes.scale < 1 && minutes < LEAST_MINUTES) {
        log_line(
            LOG_WARNING, "view",
            "text has %.1f arc minutes at %.1f m, allowed: at least %.0f; not one tile of that "
            "size fits a panel of %.0f inch",
            minutes, display->viewing_distance_m, LEAST_MINUTES, display->diagonal_inch);
    }
}

static void take_room(struct view *view)
{
    size_t kpis = view->look.config->spec.kpi_count;
    view->scene.room = CELL_FIRST + 1 + (kpis > 0 ? place_most(&view->grid) : 1);
    view->scene.cells = arena_take_array(view->layout, view->scene.room, sizeof *view->scene.cells);
    view->scratch = arena_take(view->layout, sizeof *view->scratch);
    view->off_target = arena_take_array(view->layout, kpis + 1, sizeof *view->off_target);
    view->strip.off_target = view->off_target;
    view->kpis = arena_take_array(view->layout, kpis + 1, sizeof *view->kpis);
}

/* Header and strip are placed, and the scene has the cells of the page. */
static void place_page(struct view *view, size_t page)
{
    view->scene.count = CELL_FIRST;
    if (view->grid.page_count == 0) {
        view->slots[CELL_FIRST] = (struct slot){.kind = SLOT_CARD, .bounds = view->area};
        view->scene.count++;
        return;
    }
    const struct page *p = &view->grid.pages[page];
    const struct board_spec *spec = &view->look.config->spec;
    view->style = place_style(&view->grid, p, &view->look.type, spec, view->area, view->kpis);
    place_slots(&view->grid, p, &view->look.type, spec, &view->style, view->area,
                view->slots + CELL_FIRST);
    view->scene.count += place_count(&view->grid, p);
}

static void place_banner(struct view *view)
{
    struct rect strip = view->slots[CELL_STRIP].bounds;
    int height = banner_height(&view->chrome, view->wall.w, view->wall.h);
    int gap = chrome_margin(&view->chrome, view->wall) / 2;
    struct rect bounds = {strip.x, strip.y - gap - height, strip.w, height};
    view->slots[view->scene.count++] = (struct slot){.kind = SLOT_BANNER, .bounds = bounds};
}

static void set_page(struct view *view, size_t page)
{
    view->place.page = page;
    view->fresh = true;
    if (banner_is_emergency(&view->banner)) {
        view->slots[CELL_HEADER] = (struct slot){.kind = SLOT_EMERGENCY, .bounds = view->wall};
        view->scene.count = 1;
        return;
    }
    place_chrome(view);
    place_page(view, page);
    if (view->with_banner) {
        place_banner(view);
    }
}

/* Everything anew, with or without a place for the banner: a rare event. */
static void lay_out(struct view *view, const struct measure *measure)
{
    size_t kpis = view->look.config->spec.kpi_count;
    arena_destroy(view->layout);
    view->layout = arena_create();
    view->slots = arena_take_array(view->layout, CELL_FIRST + 2 + 2 * kpis, sizeof *view->slots);
    set_type(view, measure);
    warn_if_small(view);
    take_room(view);
    view->place.count = view->grid.page_count > 0 ? view->grid.page_count : 1;
}

static void wait_for_turn(struct view *view, const struct moment *now)
{
    int dwell_s = view->look.config->dwell_s;
    bool turns = view->place.count > 1 && dwell_s > 0;
    view->turn_ms = turns ? now->mono_ms + (int64_t)dwell_s * 1000 : NEVER;
}

struct view *view_create(const struct board_config *config, const struct board *board,
                         const struct zone *zone, const struct measure *measure, int width,
                         int height, const struct moment *now)
{
    struct arena *arena = arena_create();
    struct view *view = arena_take(arena, sizeof *view);
    bool turned = config->display.rotate == 90 || config->display.rotate == 270;
    view->arena = arena;
    view->wall = (struct rect){0, 0, turned ? height : width, turned ? width : height};
    view->look = (struct look){
        .config = config,
        .board = board,
        .theme = &config->theme,
        .now = {.language = config->language, .zone = zone},
    };
    banner_init(&view->banner);
    lay_out(view, measure);
    view->attention = attention_of(arena, config->spec.kpi_count);
    view->attention.silent = !config->display.attention;
    view->turning = turning_of(arena, config->spec.kpi_count);
    view->scene.width = view->wall.w;
    view->scene.height = view->wall.h;
    view->scene.background = view->look.theme->ground;
    view->minute = INT64_MIN;
    view->strip.turn_ms = NEVER;
    set_page(view, 0);
    wait_for_turn(view, now);
    return view;
}

void view_destroy(struct view *view)
{
    if (view) {
        arena_destroy(view->layout);
        arena_destroy(view->arena);
    }
}

/* ---- Recording ------------------------------------------------------------------------------ */

static void record(struct view *view, struct slot *slot, struct cell *cell)
{
    switch (slot->kind) {
    case SLOT_HEADER:
        header_record(cell, slot->bounds, &view->header, &view->chrome, &view->look, &view->state,
                      &view->face, view->place);
        break;
    case SLOT_STRIP:
        view->named = strip_record(cell, slot->bounds, &view->chrome, &view->look, &view->state,
                                   &view->strip);
        break;
    case SLOT_CARD:
        card_record(cell, slot->bounds, &view->chrome, &view->look, &view->state);
        break;
    case SLOT_BANNER:
        banner_record(cell, slot->bounds, &view->chrome, &view->look, &view->banner);
        break;
    case SLOT_EMERGENCY:
        emergency_record(cell, slot->bounds, &view->chrome, &view->look, &view->face,
                         &view->banner);
        break;
    case SLOT_LABEL:
        label_record(cell, slot->bounds, &view->style.label, slot->index, slot->with_title,
                     &view->look);
        break;
    case SLOT_TILE: {
        const struct kpi *kpi = board_kpi(view->look.board, slot->index);
        slot->revision = kpi->revision;
        slot->called = attention_lit(&view->attention, slot->index);
        tile_record(cell, slot->bounds, &view->style.tile, slot->step, kpi, slot->called,
                    &view->look);
        break;
    }
    }
}

static void refresh(struct view *view, size_t index, struct damage *damage)
{
    struct cell *shown = &view->scene.cells[index];
    record(view, &view->slots[index], view->scratch);
    struct rect changed = cell_difference(shown, view->scratch);
    if (!rect_empty(changed)) {
        damage_add(damage, changed);
        cell_copy(shown, view->scratch);
    }
}

static void record_all(struct view *view, struct damage *damage)
{
    for (size_t i = 0; i < view->scene.count; i++) {
        record(view, &view->slots[i], &view->scene.cells[i]);
    }
    damage_add(damage, view->wall);
    view->fresh = false;
}

/* ---- What changed --------------------------------------------------------------------------- */

/* What the clock has changed: all that tells time by minutes, or itself alone. */
enum passed { PASSED_NOTHING, PASSED_SECOND, PASSED_MINUTE };

static enum passed pass_time(struct view *view, const struct moment *now)
{
    bool seconds = view->look.config->display.seconds;
    int64_t into = now->wall_ms % MINUTE_MS;
    into = into < 0 ? into + MINUTE_MS : into;
    int64_t minute = (now->wall_ms - into) / MINUTE_MS;
    struct clock_face before = view->face;
    view->face = clock_face_at(now, seconds);
    view->tick_ms = clock_face_next(now, seconds);
    view->look.now.wall_ms = minute * MINUTE_MS;
    view->look.now.minute_ms = now->mono_ms - into;
    if (minute != view->minute || view->face.good != before.good) {
        view->minute = minute;
        return PASSED_MINUTE;
    }
    return view->face.wall_ms != before.wall_ms ? PASSED_SECOND : PASSED_NOTHING;
}

static bool take_state(struct view *view, const struct view_state *state)
{
    char notice[VIEW_NOTICE_BYTES] = "";
    if (state->notice) {
        text_copy_clean(notice, sizeof notice, state->notice);
    }
    if (state->link == view->state.link && state->link_since_ms == view->state.link_since_ms &&
        strcmp(notice, view->notice) == 0) {
        return false;
    }
    view->state = *state;
    memcpy(view->notice, notice, sizeof notice);
    view->state.notice = notice[0] ? view->notice : NULL;
    return true;
}

static bool take_summary(struct view *view)
{
    const struct summary *summary = board_summary(view->look.board);
    if (summary->revision == view->summary_revision && !view->fresh) {
        return false;
    }
    view->summary_revision = summary->revision;
    attention_watch(&view->attention, view->look.board);
    view->strip.count =
        board_off_target(view->look.board, view->off_target, view->look.config->spec.kpi_count);
    if (view->strip.first >= view->strip.count) {
        view->strip.first = 0;
    }
    return true;
}

/* The strip shows values too: it changes with the KPIs that it names. */
static uint32_t named_revision(const struct view *view)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < view->named && i < view->strip.count; i++) {
        size_t at = (view->strip.first + i) % view->strip.count;
        sum = sum * 31 + board_kpi(view->look.board, view->strip.off_target[at])->revision;
    }
    return sum;
}

static void turn_if_due(struct view *view, const struct moment *now)
{
    if (now->mono_ms >= view->turn_ms && !banner_is_emergency(&view->banner)) {
        size_t page = view->place.page;
        page = turning_next(&view->turning, &view->grid, view->look.board, page);
        view_show_page(view, page, now);
    }
}

/* Goes to what is newly missed, or stays on it. */
static void turn_if_called(struct view *view, const struct moment *now)
{
    size_t page = view->place.page;
    if (view->turn_ms == NEVER || banner_is_emergency(&view->banner) ||
        !turning_called(&view->turning, &view->attention, &view->grid, view->look.board, &page)) {
        return;
    }
    if (page != view->place.page) {
        set_page(view, page);
    }
    wait_for_turn(view, now);
}

static bool turn_strip_if_due(struct view *view, const struct moment *now)
{
    return strip_turn_if_due(&view->strip, view->named, view->turn_ms != NEVER, now);
}

/*
 * Makes room for a banner that has come, or takes it back. True when another text or page of one is
 * to be recorded.
 */
static bool take_banner(struct view *view, const struct moment *now)
{
    bool emergency = banner_is_emergency(&view->banner);
    bool changed = banner_take(&view->banner, &view->look, &view->state, now);
    changed = banner_turn_if_due(&view->banner, now) || changed;
    bool still = banner_is_emergency(&view->banner);
    if (!still && banner_has_line(&view->banner) != view->with_banner) {
        view->with_banner = !view->with_banner;
        lay_out(view, view->look.type.measure);
        size_t page = view->place.page < view->place.count ? view->place.page : 0;
        view_show_page(view, page, now);
    } else if (still != emergency) {
        view_show_page(view, view->place.page, now);
    }
    return changed;
}

static void refresh_changed(struct view *view, bool header, bool strip, bool minute, bool banner,
                            struct damage *damage)
{
    bool emergency = banner_is_emergency(&view->banner);
    if (header || (emergency && banner)) {
        refresh(view, CELL_HEADER, damage);
    }
    if (emergency) {
        return;
    }
    uint32_t named = named_revision(view);
    if (strip || named != view->slots[CELL_STRIP].revision) {
        refresh(view, CELL_STRIP, damage);
        view->slots[CELL_STRIP].revision = named_revision(view);
    }
    for (size_t i = CELL_FIRST; i < view->scene.count; i++) {
        const struct slot *slot = &view->slots[i];
        bool stale = (slot->kind == SLOT_CARD && header) || (slot->kind == SLOT_BANNER && banner);
        if (slot->kind == SLOT_TILE) {
            stale = minute ||
                    board_kpi(view->look.board, slot->index)->revision != slot->revision ||
                    attention_lit(&view->attention, slot->index) != slot->called;
        }
        if (stale) {
            refresh(view, i, damage);
        }
    }
}

void view_update(struct view *view, const struct view_state *state, const struct moment *now,
                 struct damage *damage)
{
    turn_if_due(view, now);
    enum passed passed = pass_time(view, now);
    bool minute = passed == PASSED_MINUTE;
    attention_pass(&view->attention, now->mono_ms);
    bool link = take_state(view, state);
    bool banner = take_banner(view, now);
    bool summary = take_summary(view);
    if (summary) {
        turn_if_called(view, now);
    }
    bool strip = turn_strip_if_due(view, now);
    if (view->fresh) {
        record_all(view, damage);
        view->slots[CELL_STRIP].revision = named_revision(view);
    } else {
        bool all = minute || link || summary;
        refresh_changed(view, all || passed != PASSED_NOTHING, all || strip, minute, banner,
                        damage);
    }
    banner_pace(&view->banner, now);
    turn_strip_if_due(view, now); /* what has just been named may have set its deadline */
}

int64_t view_next_change(const struct view *view)
{
    int64_t next = earlier(view->tick_ms, banner_next_change(&view->banner));
    if (banner_is_emergency(&view->banner)) {
        return next;
    }
    int64_t turn_ms = earlier(view->turn_ms, view->strip.turn_ms);
    return earlier(earlier(next, turn_ms), attention_next(&view->attention));
}

const struct scene *view_scene(const struct view *view)
{
    return &view->scene;
}

struct view_setting view_setting(const struct view *view)
{
    return (struct view_setting){
        .type = &view->look.type,
        .chrome = &view->chrome,
        .page = &view->style,
        .slots = view->slots,
        .slot_count = view->scene.count,
    };
}

size_t view_page(const struct view *view)
{
    return view->place.page;
}

size_t view_page_count(const struct view *view)
{
    return view->place.count;
}

void view_show_page(struct view *view, size_t page, const struct moment *now)
{
    assert(page < view->place.count);
    set_page(view, page);
    wait_for_turn(view, now);
}
