#include "view/view_parts.h"

#include "kpi/arrival.h"
#include "view/brief.h"
#include "view/card.h"
#include "view/emergency.h"
#include "view/level_caption.h"
#include "view/level_tile.h"
#include "view/message.h"
#include "view/partners.h"
#include "view/pen.h"
#include "view/standing_card.h"
#include "view/standing_line.h"
#include "view/tile.h"
#include "view/why_page.h"

/* What a brief tile has to say that the head of its column does not: of when its figure is, if not
 * of now, and what it should be, if it is not. */
static struct brief_part brief_part_of(const struct view *view, const struct slot *slot,
                                       const struct kpi *kpi)
{
    bool slow = kpi->shows_value && reading_slow(&kpi->reading, kpi->spec);
    bool off = verdict_off_target(kpi->verdict);
    struct brief_part part = {.called = slot->called};
    if (slow || off) {
        size_t at;
        const struct sheet *sheet = sheets_at(&view->sheets, view->place.page, &at);
        struct head_told told =
            head_tells(&view->style.head, &view->style.tile, &sheet->grid, &sheet->grid.pages[at],
                       slot->head, slot->column, &view->look);
        part.period = slow && !told.period;
        part.target = off && !told.target;
    }
    return part;
}

/* A tile, full or brief. */
static void record_kpi(struct view *view, struct slot *slot, struct cell *cell)
{
    const struct kpi *kpi = board_kpi(view->look.board, slot->index);
    const struct tile_style *style = &view->style.tile;
    slot->revision = kpi->revision;
    slot->called = attention_lit(&view->attention, slot->index);
    if (kpi->shows_value) {
        slot->fit = figure_fit_of(style, &view->look.type, kpi, slot->step, slot->fit);
    }
    if (slot->kind == SLOT_BRIEF) {
        struct brief_part part = brief_part_of(view, slot, kpi);
        brief_record(cell, slot->bounds, style, slot->fit, kpi, &part, &view->look);
    } else {
        tile_record(cell, slot->bounds, style, slot->fit, kpi, slot->called, &view->look);
    }
}

static const struct partners *partners_of(const struct view *view)
{
    size_t at;
    return sheets_at(&view->sheets, view->place.page, &at)->partners;
}

static bool partner_called(const struct view *view, const struct slot *slot)
{
    size_t kpi = partners_of(view)->shown[slot->index];
    return kpi != PARTNERS_TOTAL && attention_lit(&view->attention, kpi);
}

static void record_partner(struct view *view, struct slot *slot, struct cell *cell)
{
    const struct tile_style *style = &view->style.tile;
    struct look look = view->look;
    struct kpi kpi = partners_kpi(partners_of(view), slot->index, &look);
    slot->revision = partners_revision(partners_of(view), view->look.board, slot->index);
    slot->called = partner_called(view, slot);
    if (kpi.shows_value) {
        slot->fit = figure_fit_of(style, &view->look.type, &kpi, slot->step, slot->fit);
    }
    tile_record(cell, slot->bounds, style, slot->fit, &kpi, slot->called, &look);
}

static void record_label(struct view *view, const struct slot *slot, struct cell *cell)
{
    struct look look = view->look;
    const struct partners *partners = partners_of(view);
    look.spec = partners ? &partners->spec : NULL;
    label_record(cell, slot->bounds, &view->style.label, slot->index, slot->with_title, &look);
}

/* What belongs to the page as a whole. */
static void record_of_sheet(struct view *view, struct slot *slot, struct cell *cell)
{
    size_t at;
    const struct sheet *sheet = sheets_at(&view->sheets, view->place.page, &at);
    if (slot->kind == SLOT_HEAD) {
        head_record(cell, slot->bounds, &view->style.head, &sheet->grid, &sheet->grid.pages[at],
                    slot->index, &view->style.tile, &view->look);
    } else if (slot->kind == SLOT_CAPTION) {
        level_caption_record(cell, slot->bounds, &view->look, sheet->page);
    } else {
        message_record(cell, slot->bounds, &view->look, sheet->page);
    }
}

static void record_score(struct view *view, struct slot *slot, struct cell *cell)
{
    size_t at;
    const struct page_spec *page = sheets_at(&view->sheets, view->place.page, &at)->page;
    const struct board *board = view->look.board;
    if (slot->kind == SLOT_SCORE) {
        slot->revision = scorecard_revision(page, board);
        scorecard_record_card(cell, slot->bounds, &view->style.tile, (int)slot->index, page,
                              &view->look);
    } else {
        slot->revision = board_kpi(board, slot->index)->revision;
        scorecard_record_line(cell, slot->bounds, board_kpi(board, slot->index), &view->look);
    }
}

/* Of the KPI, or of all that are added up. */
static uint32_t standing_revision(const struct view *view, const struct slot *slot)
{
    size_t at;
    const struct sheet *sheet = sheets_at(&view->sheets, view->place.page, &at);
    bool sum = slot->kind == SLOT_CATEGORY || slot->kind == SLOT_SUM;
    return sum ? scorecard_revision(sheet->page, view->look.board)
               : board_kpi(view->look.board, slot->index)->revision;
}

static void record_standing(struct view *view, struct slot *slot, struct cell *cell)
{
    size_t at;
    const struct sheet *sheet = sheets_at(&view->sheets, view->place.page, &at);
    const struct board *board = view->look.board;
    const struct standing_page *page = &sheet->standing;
    slot->revision = standing_revision(view, slot);
    switch (slot->kind) {
    case SLOT_ASSESSMENT:
        standing_assessment_record(cell, slot->bounds, board_kpi(board, slot->index), &view->look);
        break;
    case SLOT_CATEGORY:
        standing_category_record(cell, slot->bounds, &view->style.tile, page, slot->index,
                                 &view->look);
        break;
    case SLOT_SUM:
        standing_sum_record(cell, slot->bounds, page, slot->index, &view->look);
        break;
    default:
        standing_item_record(cell, slot->bounds, board_kpi(board, slot->index), &view->look);
        break;
    }
}

static bool is_of_standing(enum slot_kind kind)
{
    return kind == SLOT_ASSESSMENT || kind == SLOT_CATEGORY || kind == SLOT_SUM ||
           kind == SLOT_ITEM;
}

/* Whether what a slot tells of the level may have changed. */
static bool level_changed(const struct view *view, const struct slot *slot)
{
    if (slot->kind != SLOT_SCORE) {
        return board_kpi(view->look.board, slot->index)->revision != slot->revision;
    }
    size_t at;
    const struct sheet *sheet = sheets_at(&view->sheets, view->place.page, &at);
    return scorecard_revision(sheet->page, view->look.board) != slot->revision;
}

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
        emergency_record(cell, slot->bounds, view->frame, &view->chrome, &view->look, &view->face,
                         &view->banner);
        break;
    case SLOT_LABEL:
        record_label(view, slot, cell);
        break;
    case SLOT_RULE:
        pen_start(cell, slot->bounds, view->look.theme->rule, view->look.type.measure);
        break;
    case SLOT_HEAD:
    case SLOT_CAPTION:
    case SLOT_MESSAGE:
        record_of_sheet(view, slot, cell);
        break;
    case SLOT_WHY: {
        struct why why = board_why(view->look.board, slot->index);
        slot->revision = why.kpi->revision;
        view->why.count =
            why_page_record(cell, slot->bounds, &view->look, &why, view->why.config, &view->why.at);
        break;
    }
    case SLOT_SCORE:
    case SLOT_SCORE_LINE:
        record_score(view, slot, cell);
        break;
    case SLOT_ASSESSMENT:
    case SLOT_CATEGORY:
    case SLOT_SUM:
    case SLOT_ITEM:
        record_standing(view, slot, cell);
        break;
    case SLOT_LEVEL:
        slot->revision = board_kpi(view->look.board, slot->index)->revision;
        level_tile_record(cell, slot->bounds, &view->style.tile,
                          board_kpi(view->look.board, slot->index), &view->look);
        break;
    case SLOT_PARTNER:
        record_partner(view, slot, cell);
        break;
    case SLOT_BRIEF:
    case SLOT_TILE:
        record_kpi(view, slot, cell);
        break;
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

void view_record_all(struct view *view, struct damage *damage)
{
    for (size_t i = 0; i < view->scene.count; i++) {
        record(view, &view->slots[i], &view->scene.cells[i]);
    }
    damage_add(damage, view->wall);
    view->fresh = false;
}

/* The strip shows values too: it changes with the KPIs that it names. */
uint32_t view_named_revision(const struct view *view)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < view->named && i < view->strip.count; i++) {
        size_t at = (view->strip.first + i) % view->strip.count;
        sum = sum * 31 + board_kpi(view->look.board, view->strip.off_target[at])->revision;
    }
    return sum;
}

static bool is_slow(const struct view *view, size_t index)
{
    const struct kpi *kpi = board_kpi(view->look.board, index);
    return reading_slow(&kpi->reading, kpi->spec);
}

void view_record_changed(struct view *view, struct view_stale stale, struct damage *damage)
{
    bool emergency = banner_is_emergency(&view->banner);
    if (stale.header || (emergency && stale.banner)) {
        refresh(view, CELL_HEADER, damage);
    }
    if (emergency) {
        return;
    }
    uint32_t named = view_named_revision(view);
    if (stale.strip || named != view->slots[CELL_STRIP].revision) {
        refresh(view, CELL_STRIP, damage);
        view->slots[CELL_STRIP].revision = view_named_revision(view);
    }
    bool heads = stale.tiles; /* they tell the period of slow figures */
    for (size_t i = CELL_FIRST; i < view->scene.count; i++) {
        const struct slot *slot = &view->slots[i];
        bool changed = (slot->kind == SLOT_CARD && stale.header) ||
                       (slot->kind == SLOT_BANNER && stale.banner);
        if (slot->kind == SLOT_LEVEL || slot->kind == SLOT_SCORE || slot->kind == SLOT_SCORE_LINE) {
            changed = level_changed(view, slot);
        } else if (is_of_standing(slot->kind)) {
            changed = stale.tiles || standing_revision(view, slot) != slot->revision;
        } else if (slot->kind == SLOT_PARTNER) {
            uint32_t revision = partners_revision(partners_of(view), view->look.board, slot->index);
            changed = stale.tiles || revision != slot->revision ||
                      partner_called(view, slot) != slot->called;
        } else if (slot->kind == SLOT_TILE || slot->kind == SLOT_BRIEF || slot->kind == SLOT_WHY) {
            changed = stale.tiles ||
                      board_kpi(view->look.board, slot->index)->revision != slot->revision ||
                      attention_lit(&view->attention, slot->index) != slot->called;
        }
        if (changed) {
            heads = heads || (slot->kind == SLOT_BRIEF && is_slow(view, slot->index));
            refresh(view, i, damage);
        }
    }
    for (size_t i = CELL_FIRST; heads && i < view->scene.count; i++) {
        if (view->slots[i].kind == SLOT_HEAD) {
            refresh(view, i, damage);
        }
    }
}
