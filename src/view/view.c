#include "view/view_parts.h"

#include <assert.h>

static struct rect frame_of(const struct display_config *display, struct rect wall)
{
    int x = (int)(wall.w * display->overscan_percent / 100 + 0.5);
    int y = (int)(wall.h * display->overscan_percent / 100 + 0.5);
    return (struct rect){wall.x + x, wall.y + y, wall.w - 2 * x, wall.h - 2 * y};
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
    view->frame = frame_of(&config->display, view->wall);
    view->look = (struct look){
        .config = config,
        .board = board,
        .theme = &config->theme,
        .now = {.language = config->language, .zone = zone},
    };
    banner_init(&view->banner);
    view_lay_out(view, measure);
    view->attention = attention_of(arena, config->spec.kpi_count);
    view->attention.silent = !config->display.attention;
    view->turning = turning_of(arena, config->spec.kpi_count);
    view->scene.width = view->wall.w;
    view->scene.height = view->wall.h;
    view->scene.background = view->look.theme->ground;
    view->minute = INT64_MIN;
    view->strip.turn_ms = NEVER;
    view->hold_ms = INT64_MIN;
    view_set_page(view, 0);
    view_wait_for_turn(view, now);
    return view;
}

void view_destroy(struct view *view)
{
    if (view) {
        arena_destroy(view->layout);
        arena_destroy(view->arena);
    }
}

const struct scene *view_scene(const struct view *view)
{
    return &view->scene;
}

struct view_setting view_setting(const struct view *view)
{
    size_t at;
    const struct sheet *sheet = sheets_at(&view->sheets, view->place.page, &at);
    return (struct view_setting){
        .spec = sheet ? sheet->page : NULL,
        .partners = sheet ? sheet->partners : NULL,
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

size_t view_find_page(const struct view *view, const char *id)
{
    return view->sheets.count > 0 ? sheets_find(&view->sheets, id) : view->place.count;
}

const char *view_next_id(const struct view *view, const char *id)
{
    size_t next = 0;
    while (id && next < view->sheets.count && view->sheets.list[next].page->id != id) {
        next++;
    }
    next += id != NULL;
    return next < view->sheets.count ? view->sheets.list[next].page->id : NULL;
}

const char *view_page_id(const struct view *view)
{
    size_t at;
    const struct sheet *sheet = sheets_at(&view->sheets, view->place.page, &at);
    return sheet ? sheet->page->id : "";
}

void view_show_page(struct view *view, size_t page, const struct moment *now)
{
    assert(page < view->place.count);
    view_set_page(view, page);
    view_wait_for_turn(view, now);
}

void view_hold_page(struct view *view, size_t page, int64_t for_ms, const struct moment *now)
{
    view->why.stands = false;
    view->hold_ms = for_ms > 0 ? now->mono_ms + for_ms : INT64_MIN;
    view_show_page(view, page, now);
    turning_hold(&view->turning);
}
