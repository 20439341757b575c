#include "view/standing_page.h"

#include "view/standing_card.h"
#include "view/standing_line.h"

/* Cards take this share of the area where they may, in percent. */
#define CARDS_SHARE 48

/* ---- The order of the lines ----------------------------------------------------------------- */

/* The last of `count` KPIs goes to the place `at`; those from there on move up by one. */
static void move_to(size_t *kpis, size_t at, size_t last)
{
    size_t moved = kpis[last];
    for (size_t i = last; i > at; i--) {
        kpis[i] = kpis[i - 1];
    }
    kpis[at] = moved;
}

/* By category, in each as they are listed; the assessment comes behind them. */
static void order_items(struct standing_page *standing, size_t *kpis, size_t count)
{
    const struct board_spec *spec = standing->spec;
    for (size_t c = 0; c < spec->category_count; c++) {
        for (size_t i = standing->item_count; i < count; i++) {
            if (category_holds(&spec->categories[c], spec->kpis[kpis[i]].metric)) {
                move_to(kpis, standing->item_count++, i);
            }
        }
    }
    standing->items = kpis;
    standing->assessment = standing->item_count < count ? kpis[count - 1] : STANDING_NO_KPI;
}

/* ---- Sizes ---------------------------------------------------------------------------------- */

static size_t category_count(const struct standing_page *standing)
{
    return standing->item_count > 0 ? standing->spec->category_count : 0;
}

static bool has_assessment(const struct standing_page *standing)
{
    return standing->assessment != STANDING_NO_KPI;
}

static size_t card_rows(const struct standing_page *standing)
{
    size_t abreast = standing->cards_abreast;
    return (category_count(standing) + abreast - 1) / abreast;
}

/* Of the cards with the gap below them. */
static int cards_height(const struct standing_page *standing)
{
    int height =
        standing->apart ? 0 : (int)card_rows(standing) * (standing->card.height + standing->gap);
    bool above = has_assessment(standing) && !standing->beside;
    return height + (above ? standing->large.height + standing->gap : 0);
}

/* The line of all items, with the gap below it. */
static int total_height(const struct standing_page *standing)
{
    return standing->item_count > 0 ? standing->line_height + standing->gap : 0;
}

static int part(const struct standing_page *standing, int width, size_t count)
{
    return (width + standing->gap) / (int)count - standing->gap;
}

/* Whether so many cards have room side by side, in `width` px. */
static bool cards_fit(struct standing_page *standing, const struct type *type, int width,
                      size_t abreast)
{
    standing->cards_abreast = abreast;
    standing->card.width = part(standing, width, abreast);
    return standing->card.width >= standing_card_least(type, standing).width;
}

/* That of a width: a narrow one is higher. */
static struct tile_size least_large(const struct type *type, int width)
{
    struct tile_size least = standing_assessment_least(type, false);
    return width >= least.width ? least : standing_assessment_least(type, true);
}

/* Height to spare goes to the cards, up to their share. */
static void set_heights(struct standing_page *standing, const struct type *type, int height)
{
    int least = standing_card_least(type, standing).height;
    int large = least_large(type, standing->large.width).height;
    bool above = has_assessment(standing) && !standing->beside;
    int rows = (int)card_rows(standing) + (above ? 1 : 0);
    int wanted = height * CARDS_SHARE / 100 / (rows > 0 ? rows : 1);
    standing->card.height = wanted > least ? wanted : least;
    if (standing->beside) {
        standing->large.height = rows * (standing->card.height + standing->gap) - standing->gap;
    } else {
        standing->large.height = standing->card.height > large ? standing->card.height : large;
    }
}

/* The assessment beside two columns of cards, or above as many as have room. */
static bool place_together(struct standing_page *standing, const struct type *type, int width,
                           int height)
{
    int half = part(standing, width, 2), large = standing_assessment_least(type, false).width;
    standing->beside =
        has_assessment(standing) && half >= large && cards_fit(standing, type, half, 2);
    standing->large.width = standing->beside ? half : width;
    bool fits = standing->beside;
    for (size_t abreast = 4; abreast > 0 && !fits; abreast /= 2) {
        fits = cards_fit(standing, type, width, abreast);
    }
    set_heights(standing, type, height);
    bool has_room = !has_assessment(standing) ||
                    standing->large.width >= least_large(type, standing->large.width).width;
    return fits && has_room &&
           cards_height(standing) + total_height(standing) - standing->gap <= height;
}

/* The assessment and the total, and the categories on lines. */
static bool place_apart(struct standing_page *standing, const struct type *type, int width,
                        int height)
{
    struct tile_size least = least_large(type, width);
    int room = height - total_height(standing), wanted = room * CARDS_SHARE / 100;
    standing->apart = true;
    standing->beside = false;
    standing->large = (struct tile_size){width, wanted > least.height ? wanted : least.height};
    if (standing->item_count == 0) {
        standing->large.height = height;
    }
    bool fits = !has_assessment(standing) ||
                (standing->large.width >= least.width && standing->large.height <= room);
    return fits && standing->line_height <= height;
}

static size_t rows_in(const struct standing_page *standing, int height)
{
    int room = height + standing->gap;
    return room > 0 ? (size_t)(room / (standing->line_height + standing->gap)) : 0;
}

bool standing_page_init(struct standing_page *standing, const struct type *type,
                        const struct board_spec *spec, size_t *kpis, const struct page_spec *page,
                        int width, int height)
{
    int gap = type->least_cap / 5 > 4 ? type->least_cap / 5 : 4;
    *standing = (struct standing_page){
        .spec = spec, .page = page, .gap = gap, .line_height = standing_line_height(type)};
    order_items(standing, kpis, page->kpi_count);
    bool together = standing->item_count > 0 && place_together(standing, type, width, height);
    if (!together && !place_apart(standing, type, width, height)) {
        return false;
    }
    bool two = part(standing, width, 2) >= standing_line_least(type, standing);
    standing->lines_abreast = two ? 2 : 1;
    int used = cards_height(standing) + total_height(standing);
    standing->first_rows = rows_in(standing, height - used);
    standing->rows = rows_in(standing, height - total_height(standing));
    standing->headed = standing->rows > 0;
    if (!standing->headed) {
        standing->rows = rows_in(standing, height);
    }
    return true;
}

struct tile_style standing_page_style(const struct standing_page *standing, const struct type *type)
{
    return standing_card_style(type, standing);
}

/* ---- Screenfuls ----------------------------------------------------------------------------- */

/* Items, and in front of them their categories where those are on lines. */
static size_t line_count(const struct standing_page *standing)
{
    return standing->item_count + (standing->apart ? category_count(standing) : 0);
}

size_t standing_page_screenfuls(const struct standing_page *standing)
{
    size_t count = line_count(standing), first = standing->first_rows * standing->lines_abreast;
    size_t most = standing->rows * standing->lines_abreast;
    return count <= first ? 1 : 1 + (count - first + most - 1) / most;
}

size_t standing_page_most_slots(const struct standing_page *standing)
{
    return 2 + category_count(standing) + line_count(standing);
}

/* ---- Places --------------------------------------------------------------------------------- */

/* Returns how many; `area` loses what it takes. */
static size_t place_total(const struct standing_page *standing, struct rect *area,
                          struct slot *slot)
{
    if (standing->item_count == 0) {
        return 0;
    }
    *slot = (struct slot){
        .kind = SLOT_SUM,
        .bounds = {area->x, area->y, area->w, standing->line_height},
        .index = standing->spec->category_count,
    };
    area->y += total_height(standing);
    area->h -= total_height(standing);
    return 1;
}

/* Returns how many; `area` loses what they take. */
static size_t place_cards(const struct standing_page *standing, struct rect *area,
                          struct slot *slots)
{
    size_t count = 0;
    struct rect cards = *area;
    if (has_assessment(standing)) {
        slots[count++] = (struct slot){
            .kind = SLOT_ASSESSMENT,
            .bounds = {area->x, area->y, standing->large.width, standing->large.height},
            .index = standing->assessment,
        };
        cards.x += standing->beside ? standing->large.width + standing->gap : 0;
        cards.y += standing->beside ? 0 : standing->large.height + standing->gap;
    }
    for (size_t i = 0; !standing->apart && i < category_count(standing); i++) {
        int column = (int)(i % standing->cards_abreast), row = (int)(i / standing->cards_abreast);
        slots[count++] = (struct slot){
            .kind = SLOT_CATEGORY,
            .bounds = {cards.x + column * (standing->card.width + standing->gap),
                       cards.y + row * (standing->card.height + standing->gap),
                       standing->card.width, standing->card.height},
            .index = i,
        };
    }
    int used = cards_height(standing);
    area->y += used;
    area->h -= used;
    return count + place_total(standing, area, slots + count);
}

/* What stands on the line `at` of all. */
static struct slot line_at(const struct standing_page *standing, size_t at)
{
    const struct board_spec *spec = standing->spec;
    size_t items = 0;
    for (size_t c = 0; standing->apart && c < spec->category_count; c++) {
        if (at == items + c) {
            return (struct slot){.kind = SLOT_SUM, .index = c};
        }
        while (items < standing->item_count &&
               category_holds(&spec->categories[c], spec->kpis[standing->items[items]].metric)) {
            items++;
        }
        if (at <= items + c) {
            return (struct slot){.kind = SLOT_ITEM, .index = standing->items[at - c - 1]};
        }
    }
    return (struct slot){.kind = SLOT_ITEM, .index = standing->items[at]};
}

/* Column by column, as lists are read. */
static size_t place_lines(const struct standing_page *standing, size_t first, size_t rows,
                          struct rect area, struct slot *slots)
{
    size_t most = rows * standing->lines_abreast, left = line_count(standing) - first;
    size_t count = left < most ? left : most;
    size_t deep = (count + standing->lines_abreast - 1) / standing->lines_abreast;
    int width = part(standing, area.w, standing->lines_abreast);
    for (size_t i = 0; i < count; i++) {
        int column = (int)(i / deep), row = (int)(i % deep);
        slots[i] = line_at(standing, first + i);
        slots[i].bounds = (struct rect){area.x + column * (width + standing->gap),
                                        area.y + row * (standing->line_height + standing->gap),
                                        width, standing->line_height};
    }
    return count;
}

size_t standing_page_place(const struct standing_page *standing, size_t screenful, struct rect area,
                           struct slot *slots)
{
    size_t before = standing->first_rows * standing->lines_abreast;
    if (screenful == 0) {
        size_t count = place_cards(standing, &area, slots);
        return count + place_lines(standing, 0, standing->first_rows, area, slots + count);
    }
    size_t first = before + (screenful - 1) * standing->rows * standing->lines_abreast;
    size_t count = standing->headed ? place_total(standing, &area, slots) : 0;
    return count + place_lines(standing, first, standing->rows, area, slots + count);
}
