#include "view/view_parts.h"

#include "base/log.h"

static int greater(int a, int b)
{
    return a > b ? a : b;
}

/* What is left free at the left and the right. */
static int side_of(const struct view *view)
{
    return greater(chrome_margin(&view->chrome, view->frame), view->look.config->display.shift_px);
}

/* At every edge there is room for the picture to move. */
static void place_chrome(struct view *view)
{
    struct rect frame = view->frame;
    int reach = view->look.config->display.shift_px;
    int margin = chrome_margin(&view->chrome, frame), side = side_of(view);
    int lines = strip_lines(frame.w, frame.h);
    int strip = lines * view->chrome.line_height + (lines - 1) * (view->chrome.space / 2);
    int left = frame.x + side, inner = frame.w - 2 * side;
    int top = frame.y + greater(margin / 2, reach), foot = frame.y + frame.h - side - strip;
    struct slot *slots = view->slots;
    slots[CELL_HEADER] =
        (struct slot){.kind = SLOT_HEADER, .bounds = {left, top, inner, view->header.height}};
    slots[CELL_STRIP] = (struct slot){.kind = SLOT_STRIP, .bounds = {left, foot, inner, strip}};
    top += view->header.height + margin / 2;
    view->area = (struct rect){left, top, inner, foot - margin - top};
    if (view->banner_lines > 0) {
        view->area.h -= banner_height(&view->chrome, view->banner_lines) + margin / 2;
    }
}

/* Header, strip and banner, which has as many lines as it wants and leave room for a tile. */
static bool place_sheets(struct view *view)
{
    const struct board_config *config = view->look.config;
    int inner = view->frame.w - 2 * side_of(view);
    view->banner_wanted =
        banner_lines(&view->banner, &view->chrome, &view->look, view->frame, inner);
    view->banner_lines = view->banner_wanted;
    for (;; view->banner_lines--) {
        place_chrome(view);
        if (view->look.type.least_cap <= 2 ||
            sheets_init(&view->sheets, view->layout, &view->look.type, config, view->area.w,
                        view->area.h)) {
            return true;
        }
        if (view->banner_lines <= 1) {
            return false;
        }
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
        view->chrome = chrome_of(&view->look.type, view->frame.w, view->frame.h);
        int inner = view->frame.w - 2 * side_of(view);
        view->header = header_style_of(&view->chrome, &view->look.type, config, inner);
        placed = place_sheets(view);
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
    size_t most = sheets_most_slots(&view->sheets);
    view->scene.room = CELL_FIRST + 1 + (most > WHY_SLOTS ? most : WHY_SLOTS);
    view->scene.cells = arena_take_array(view->layout, view->scene.room, sizeof *view->scene.cells);
    view->scratch = arena_take(view->layout, sizeof *view->scratch);
    view->off_target = arena_take_array(view->layout, kpis + 1, sizeof *view->off_target);
    view->strip.off_target = view->off_target;
    view->kpis = arena_take_array(view->layout, 2 * kpis + 1, sizeof *view->kpis);
}

static void place_whole(struct view *view, enum slot_kind kind)
{
    view->slots[CELL_FIRST] = (struct slot){.kind = kind, .bounds = view->area};
    view->scene.count++;
}

/* Returns what it leaves of the area. */
static struct rect place_caption(struct view *view, const struct sheet *sheet)
{
    struct rect caption = view->area, rest = view->area;
    caption.h = sheet->caption;
    rest.y += sheet->caption;
    rest.h -= sheet->caption;
    view->slots[view->scene.count++] = (struct slot){.kind = SLOT_CAPTION, .bounds = caption};
    return rest;
}

/* Header and strip are placed, and the scene has the cells of the page. */
static void place_page(struct view *view, size_t screenful)
{
    size_t at;
    const struct sheet *sheet = sheets_at(&view->sheets, screenful, &at);
    view->scene.count = CELL_FIRST;
    view->place.title = sheet ? sheet->page->title.in[view->look.config->language] : NULL;
    if (!sheet) {
        place_whole(view, SLOT_CARD);
        return;
    }
    if (sheet->page->show == PAGE_MESSAGE) {
        place_whole(view, SLOT_MESSAGE);
        return;
    }
    if (sheet->page->show == PAGE_SCORECARD) {
        view->style =
            (struct page_style){.tile = scorecard_style(&sheet->scorecard, &view->look.type)};
        view->scene.count += scorecard_place(&sheet->scorecard, sheet->kpis, at, view->area,
                                             view->slots + CELL_FIRST);
        return;
    }
    if (sheet->page->show == PAGE_STANDING) {
        view->style =
            (struct page_style){.tile = standing_page_style(&sheet->standing, &view->look.type)};
        view->scene.count +=
            standing_page_place(&sheet->standing, at, view->area, view->slots + CELL_FIRST);
        return;
    }
    const struct page *page = &sheet->grid.pages[at];
    const struct type *type = &view->look.type;
    struct rect area = view->area;
    if (sheet->caption > 0) {
        area = place_caption(view, sheet);
    }
    view->style = place_style(&sheet->grid, page, type, area, view->kpis);
    place_slots(&sheet->grid, page, type, &view->style, area, view->slots + view->scene.count);
    view->scene.count += place_count(&sheet->grid, page);
}

static void place_banner(struct view *view)
{
    struct rect strip = view->slots[CELL_STRIP].bounds;
    int height = banner_height(&view->chrome, view->banner_lines);
    int gap = chrome_margin(&view->chrome, view->frame) / 2;
    struct rect bounds = {strip.x, strip.y - gap - height, strip.w, height};
    view->slots[view->scene.count++] = (struct slot){.kind = SLOT_BANNER, .bounds = bounds};
}

static void count_pages(struct view *view)
{
    view->place.count = view->sheets.screenfuls > 0 ? view->sheets.screenfuls : 1;
}

/* Pages keep their order while they show: it is made anew when the first screenful comes. */
static void sort_page(struct view *view, size_t screenful)
{
    size_t at;
    const struct sheet *sheet = sheets_at(&view->sheets, screenful, &at);
    if (sheet && at == 0) {
        sheets_sort(&view->sheets, screenful, view->look.board);
        count_pages(view);
    }
}

void view_set_page(struct view *view, size_t page)
{
    view->place.page = page;
    view->fresh = true;
    sort_page(view, page);
    if (banner_is_emergency(&view->banner)) {
        /* However the picture moves, the emergency fills it. */
        struct rect bounds = rect_inset(view->wall, -view->look.config->display.shift_px);
        view->slots[CELL_HEADER] = (struct slot){.kind = SLOT_EMERGENCY, .bounds = bounds};
        view->scene.count = 1;
        return;
    }
    place_chrome(view);
    if (view->why.stands) {
        view_place_why(view);
    } else {
        place_page(view, page);
    }
    if (view->banner_lines > 0) {
        place_banner(view);
    }
}

void view_lay_out(struct view *view, const struct measure *measure)
{
    size_t kpis = view->look.config->spec.kpi_count;
    arena_destroy(view->layout);
    view->layout = arena_create();
    size_t categories = view->look.config->spec.category_count;
    /* A header, a strip, a banner, a card, a caption, a scorecard or the categories and their
     * total; and with each tile at most a label, a head and a rule; partners have a total for every
     * two tiles.
     */
    view->slots =
        arena_take_array(view->layout, CELL_FIRST + 4 + SCORE_CARDS + 2 * categories + 4 * kpis,
                         sizeof *view->slots);
    set_type(view, measure);
    warn_if_small(view);
    take_room(view);
    for (size_t i = 0; i < view->sheets.count; i++) {
        sheets_sort(&view->sheets, view->sheets.list[i].first, view->look.board);
    }
    count_pages(view);
}

static int dwell_of(const struct view *view, size_t screenful)
{
    size_t at;
    const struct sheet *sheet = sheets_at(&view->sheets, screenful, &at);
    return sheet ? sheet->page->dwell_s : 0;
}

bool view_turns(const struct view *view)
{
    bool turns = false;
    for (size_t i = 0; i < view->sheets.count && view->place.count > 1; i++) {
        turns = turns || view->sheets.list[i].page->dwell_s > 0;
    }
    return turns;
}

void view_wait_for_turn(struct view *view, const struct moment *now)
{
    int dwell_s = dwell_of(view, view->place.page);
    bool turns = view->place.count > 1 && dwell_s > 0;
    view->turn_ms = turns ? now->mono_ms + (int64_t)dwell_s * 1000 : NEVER;
    if (now->mono_ms < view->hold_ms) {
        view->turn_ms = view->place.count > 1 ? view->hold_ms : NEVER;
    }
}

void view_wait_for_order(struct view *view, const struct moment *now)
{
    size_t at;
    const struct sheet *sheet = sheets_at(&view->sheets, view->place.page, &at);
    if (view->place.count == 1 && view->turn_ms == NEVER && sheet && sheet->page->worst_first &&
        sheet->page->dwell_s > 0) {
        view->turn_ms = now->mono_ms + (int64_t)sheet->page->dwell_s * 1000;
    }
}
