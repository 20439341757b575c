/* How the verdict of a KPI came about, in place of the page. */

#include "base/text.h"
#include "view/view_parts.h"
#include "view/why_page.h"

void view_place_why(struct view *view)
{
    struct why_place place = why_place(&view->look, view->why.kpi, view->area);
    view->style = (struct page_style){.tile = place.style};
    view->slots[CELL_FIRST] = (struct slot){
        .kind = SLOT_TILE,
        .bounds = place.tile,
        .index = view->why.kpi,
        .step = tile_style_step(&place.style, &view->look.type,
                                &view->look.config->spec.kpis[view->why.kpi]),
    };
    view->slots[CELL_FIRST + 1] =
        (struct slot){.kind = SLOT_WHY, .bounds = place.text, .index = view->why.kpi};
    view->scene.count = CELL_FIRST + WHY_SLOTS;
    view->place.title = NULL;
}

void view_show_why(struct view *view, size_t kpi, const char *config, int64_t for_ms,
                   const struct moment *now)
{
    view->why = (struct why_show){
        .stands = true,
        .kpi = kpi,
        .until_ms = now->mono_ms + for_ms,
        .turn_ms = now->mono_ms + WHY_SCREENFUL_MS,
    };
    text_copy_clean(view->why.config, sizeof view->why.config, config);
    view_set_page(view, view->place.page);
}

void view_turn_why(struct view *view, size_t screenful)
{
    view->why.at = screenful;
    view->fresh = true;
}

void view_pass_why(struct view *view, const struct moment *now)
{
    struct why_show *why = &view->why;
    if (why->stands && now->mono_ms >= why->until_ms) {
        why->stands = false;
        view_show_page(view, view->place.page, now);
    } else if (now->mono_ms >= view_next_why(view)) {
        why->turn_ms = now->mono_ms + WHY_SCREENFUL_MS;
        view_turn_why(view, why->at + 1);
    }
}

int64_t view_next_why(const struct view *view)
{
    const struct why_show *why = &view->why;
    if (!why->stands) {
        return NEVER;
    }
    return why->count > 1 ? earlier(why->until_ms, why->turn_ms) : why->until_ms;
}
