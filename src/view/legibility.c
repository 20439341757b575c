#include "view/legibility.h"

#include <assert.h>

#include "view/chrome.h"
#include "view/level_caption.h"
#include "view/message.h"
#include "view/place.h"
#include "view/scorecard.h"
#include "view/standing_card.h"
#include "view/standing_line.h"

struct list {
    const struct type *type;
    struct text_role *roles;
    size_t count;
};

static void add(struct list *list, const char *name, struct font font, double rule)
{
    assert(list->count < TEXT_ROLES);
    struct font_height height = list->type->measure->height(list->type->measure, font);
    bool kanji = list->type->language == LANGUAGE_JA && font.face != FACE_FIGURE;
    int px = kanji ? height.kanji : height.cap;
    list->roles[list->count++] = (struct text_role){
        .name = name,
        .font = font,
        .px = px,
        .mm = px / list->type->sizes.px_per_mm,
        .minutes = sizes_minutes(&list->type->sizes, px),
        .rule = rule,
    };
}

static void add_chrome(struct list *list, const struct chrome *chrome)
{
    add(list, "title", chrome->bold, LEAST_MINUTES);
    add(list, "counts", chrome->text, LEAST_MINUTES);
    add(list, "clock", chrome->figure, LEAST_MINUTES);
    add(list, "strip", chrome->bold, LEAST_MINUTES);
}

static void add_labels(struct list *list, const struct label_style *style)
{
    add(list, "channel", style->name, LABEL_MINUTES);
    add(list, "block", style->title, LEAST_MINUTES);
}

static bool has(const struct view_setting *setting, enum slot_kind kind)
{
    bool any = false;
    for (size_t i = 0; i < setting->slot_count; i++) {
        any = any || setting->slots[i].kind == kind;
    }
    return any;
}

/* The sizes that a tile of the page really has, and those it falls back to for a rare value. */
static void add_figures(struct list *list, const struct view_setting *setting)
{
    static const char *const names[FIGURE_STEPS] = {"figure", "figure, wide", "figure, widest"};
    bool larger = false;
    for (int step = 0; step < FIGURE_STEPS; step++) {
        bool used = false;
        for (size_t i = 0; i < setting->slot_count; i++) {
            const struct slot *slot = &setting->slots[i];
            bool tile = slot->kind == SLOT_TILE || slot->kind == SLOT_BRIEF ||
                        slot->kind == SLOT_PARTNER || slot->kind == SLOT_LEVEL ||
                        slot->kind == SLOT_SCORE || slot->kind == SLOT_CATEGORY;
            used = used || (tile && slot->step == step);
        }
        larger = larger || used;
        if (larger) {
            struct font font = tile_style_figure(&setting->page->tile, setting->type, step);
            add(list, used ? names[step] : "figure, rare", font,
                used ? FIGURE_MINUTES : LEAST_MINUTES);
        }
    }
}

static void add_tiles(struct list *list, const struct view_setting *setting)
{
    const struct tile_style *style = &setting->page->tile;
    add_figures(list, setting);
    add(list, "name", style->name, LABEL_MINUTES);
    add(list, "word", style->bold, LEAST_MINUTES);
    add(list, "unit, target", style->text, LEAST_MINUTES);
}

static void add_assessment(struct list *list, const struct view_setting *setting)
{
    for (size_t i = 0; i < setting->slot_count; i++) {
        const struct slot *slot = &setting->slots[i];
        if (slot->kind == SLOT_ASSESSMENT) {
            struct tile_style style = standing_assessment_style(setting->type, slot->bounds);
            add(list, "assessment", tile_style_figure(&style, setting->type, 0), FIGURE_MINUTES);
            add(list, "its name", style.name, LABEL_MINUTES);
            add(list, "its word, day", style.text, LEAST_MINUTES);
        }
    }
}

static void add_brief_tiles(struct list *list, const struct view_setting *setting)
{
    add_figures(list, setting);
    add(list, "head", setting->page->head.name, LABEL_MINUTES);
    add(list, "head's target", setting->page->head.target, LEAST_MINUTES);
    add(list, "head's block", setting->page->head.title, LEAST_MINUTES);
    add(list, "word, time", setting->page->tile.text, LEAST_MINUTES);
}

static void add_message(struct list *list, const struct view_setting *setting)
{
    for (size_t i = 0; i < setting->slot_count; i++) {
        const struct slot *slot = &setting->slots[i];
        if (slot->kind == SLOT_MESSAGE) {
            add(list, "message", message_font(setting->type, slot->bounds, setting->spec),
                LABEL_MINUTES);
        }
    }
}

size_t legibility_of(const struct view *view, struct text_role roles[TEXT_ROLES])
{
    struct view_setting setting = view_setting(view);
    struct list list = {.type = setting.type, .roles = roles};
    add_chrome(&list, setting.chrome);
    if (has(&setting, SLOT_LABEL)) {
        add_labels(&list, &setting.page->label);
    }
    if (has(&setting, SLOT_TILE) || has(&setting, SLOT_LEVEL) || has(&setting, SLOT_SCORE) ||
        has(&setting, SLOT_PARTNER) || has(&setting, SLOT_CATEGORY)) {
        add_tiles(&list, &setting);
    }
    if (has(&setting, SLOT_BRIEF)) {
        add_brief_tiles(&list, &setting);
    }
    if (has(&setting, SLOT_SCORE_LINE)) {
        add(&list, "line", scorecard_line_font(setting.type), LABEL_MINUTES);
    }
    if (has(&setting, SLOT_SUM) || has(&setting, SLOT_ITEM)) {
        add(&list, "line", standing_line_font(setting.type), LABEL_MINUTES);
    }
    add_assessment(&list, &setting);
    if (has(&setting, SLOT_CAPTION)) {
        add(&list, "caption", level_caption_font(setting.type), LABEL_MINUTES);
    }
    add_message(&list, &setting);
    return list.count;
}

/* A tenth of a minute is nothing: sizes are whole pixels. */
bool legibility_holds(const struct text_role *role)
{
    return role->minutes >= role->rule - 0.1;
}
