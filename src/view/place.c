#include "view/place.h"

#include "view/level_tile.h"

/* A tile is not higher than this share of its width: beyond, its rows would fall apart. */
#define TALLEST_PERCENT 78

/* A tile is not wider than this share of the area's height: a few tiles keep to the middle. */
#define WIDEST_PERCENT 118

/* The one tile of a page is a poster. */
#define WIDEST_ALONE 215

/* A label beside its tiles is larger than their text, as far as its column has room. */
#define LABEL_PERCENT 120

/* Left-over height goes between the lines up to so many gaps; what remains is halved around them.
 */
#define WIDEST_GAPS 3

static int tile_width(const struct grid *grid, struct rect area)
{
    int widest = area.h * (grid->kpi_count == 1 ? WIDEST_ALONE : WIDEST_PERCENT) / 100;
    if (widest < grid->least.width) {
        widest = grid->least.width;
    }
    return grid->tile_width < widest ? grid->tile_width : widest;
}

static size_t labels_on(const struct grid *grid, const struct page *page)
{
    size_t count = 0;
    for (size_t i = 0; i < page->line_count; i++) {
        count += grid_labelled(grid, page, page->first_line + i);
    }
    return count;
}

size_t place_count(const struct grid *grid, const struct page *page)
{
    size_t count = labels_on(grid, page);
    for (size_t i = 0; i < page->line_count; i++) {
        size_t line = page->first_line + i;
        count += grid->lines[line].kpi_count;
        count += grid_headed(grid, page, line);
        count += grid_begins_business(grid, page, line);
    }
    return count;
}

size_t place_most(const struct grid *grid)
{
    size_t most = 0;
    for (size_t i = 0; i < grid->page_count; i++) {
        size_t count = place_count(grid, &grid->pages[i]);
        most = count > most ? count : most;
    }
    return most;
}

/* A label above takes air below it in proportion, but at least what the grid counted with. */
static int label_height(const struct type *type, int cap)
{
    struct line_box line = type_line(type, cap);
    return line.above + line.below + cap / (cap > type->name_cap ? 3 : 6);
}

/* Labels above that stand side by side take their height once. */
static int label_rows(const struct grid *grid, const struct page *page)
{
    int count = 0;
    for (size_t i = 0; i < page->line_count && !grid->labels_left; i++) {
        size_t line = page->first_line + i;
        count += grid->lines[line].strip == 0 && grid_labelled(grid, page, line);
    }
    return count;
}

/* The page's height but for its tiles, with labels above of `label` px. */
static int overhead(const struct grid *grid, const struct page *page, int label)
{
    int more = (label - grid->label_height) * label_rows(grid, page);
    return grid_overhead(grid, page) + more;
}

static struct tile_size tile_size(const struct grid *grid, const struct page *page,
                                  struct rect area, int label)
{
    int width = tile_width(grid, area);
    int height = (area.h - overhead(grid, page, label)) / grid_bands(grid, page);
    int tallest = width * TALLEST_PERCENT / 100;
    tallest = tallest > grid->least.height ? tallest : grid->least.height;
    return (struct tile_size){width, height < tallest ? height : tallest};
}

/* Labels grow with the text of the tiles as far as their column or the page has room. */
static int label_cap(const struct grid *grid, const struct page *page, const struct type *type,
                     struct rect area, int tile_cap)
{
    int cap = tile_cap > type->name_cap ? tile_cap : type->name_cap;
    if (grid->labels_left) {
        cap = tile_cap * LABEL_PERCENT / 100;
        int by_width = type->name_cap * grid->label_width / grid->label_least;
        cap = cap < by_width ? cap : by_width;
        return cap > type->name_cap ? cap : type->name_cap;
    }
    while (cap > type->name_cap &&
           tile_size(grid, page, area, label_height(type, cap)).height < grid->least.height) {
        cap--;
    }
    return cap;
}

static size_t kpis_on(const struct grid *grid, const struct page *page, size_t *kpis)
{
    size_t count = 0;
    for (size_t i = 0; i < page->line_count; i++) {
        size_t line = page->first_line + i;
        for (size_t tile = 0; tile < grid->lines[line].kpi_count; tile++) {
            kpis[count++] = grid_kpi(grid, line, tile);
        }
    }
    return count;
}

static struct label_style label_style(const struct grid *grid, const struct type *type, int cap)
{
    struct line_box line = type_line(type, cap);
    return (struct label_style){
        .left = grid->labels_left,
        .cap = cap,
        .gap = (label_height(type, cap) - line.above - line.below) * 3 / 4,
        .line = line,
        .name = type_font(type, FACE_BOLD, cap),
        .title = type_font(type, FACE_TEXT, cap),
    };
}

static struct head_style head_style(const struct type *type)
{
    int cap = type->name_cap;
    return (struct head_style){
        .cap = cap,
        .line = type_line(type, cap),
        .name = type_font(type, FACE_TEXT, cap),
        .target = type_font(type, FACE_TEXT, type->least_cap),
        .title = type_font(type, FACE_BOLD, type->least_cap),
    };
}

static struct tile_style tiles_style(const struct grid *grid, const struct type *type,
                                     struct tile_size size, const size_t *kpis, size_t count)
{
    switch (grid->tiles) {
    case TILES_BRIEF:
        return tile_style_brief(type, size, grid->least, grid->spec, kpis, count);
    case TILES_LEVEL:
        return level_tile_style(type, size, grid->least, grid->spec, grid->kpis, grid->kpi_count);
    case TILES_FULL:
    case TILES_PARTNERS:
        break;
    }
    return tile_style_of(type, size, grid->least, grid->spec, kpis, count);
}

struct page_style place_style(const struct grid *grid, const struct page *page,
                              const struct type *type, struct rect area, size_t *kpis)
{
    struct page_style style = {.head = head_style(type)};
    struct tile_size size = tile_size(grid, page, area, grid->label_height);
    int cap = label_cap(grid, page, type, area, tile_cap(type, size, grid->least));
    size = tile_size(grid, page, area, label_height(type, cap));
    size_t count = kpis_on(grid, page, kpis);
    style.tile = tiles_style(grid, type, size, kpis, count);
    style.label = label_style(grid, type, cap);
    return style;
}

/* ---- Slots ---------------------------------------------------------------------------------- */

static int strip_width(const struct grid *grid, const struct page_style *style)
{
    int tiles = (int)grid->columns * (style->tile.width + grid->gap) - grid->gap;
    return grid->label_width + tiles;
}

static int whole_width(const struct grid *grid, const struct page_style *style)
{
    int strip = strip_width(grid, style) + grid->strip_gap;
    return (int)grid->abreast * strip - grid->strip_gap;
}

/* The upper left corner of the composition, later of what comes next, and the gap between lines. */
struct frame {
    int x, y, gap;
    int left, top; /* of the composition, of the present band */
};

static struct frame frame_of(const struct grid *grid, const struct page *page,
                             const struct page_style *style, const struct type *type,
                             struct rect area)
{
    int label = grid->labels_left ? 0 : label_height(type, style->label.cap);
    int lines = grid_bands(grid, page);
    int spare = area.h - overhead(grid, page, label) - lines * style->tile.height;
    int more = lines > 1 ? spare / (lines + 1) : 0;
    int most = (WIDEST_GAPS - 1) * grid->gap;
    more = more < most ? more : most;
    int width = whole_width(grid, style);
    return (struct frame){
        .x = area.x + (area.w - width) / 2,
        .left = area.x + (area.w - width) / 2,
        .y = area.y + (spare - more * (lines - 1)) / 2,
        .gap = grid->gap + more,
    };
}

/* Between the lines of two businesses, in the middle of their gap. */
static struct slot *place_rule(struct slot *slot, const struct grid *grid,
                               const struct page_style *style, const struct frame *frame)
{
    int gap = frame->gap + 2 * grid->block_gap;
    int height = style->label.cap / 16 > 2 ? style->label.cap / 16 : 2;
    *slot = (struct slot){
        .kind = SLOT_RULE,
        .bounds = {frame->x, frame->y - (gap + height) / 2, whole_width(grid, style), height},
    };
    return slot + 1;
}

static struct slot *place_head(struct slot *slot, const struct grid *grid,
                               const struct page_style *style, size_t line, struct frame *frame)
{
    *slot = (struct slot){
        .kind = SLOT_HEAD,
        .bounds = {frame->x, frame->y, whole_width(grid, style), grid->head_height},
        .index = line,
    };
    frame->y += grid->head_height;
    return slot + 1;
}

static struct slot *place_label(struct slot *slot, const struct grid *grid, const struct page *page,
                                const struct page_style *style, const struct type *type,
                                size_t line, struct frame *frame)
{
    bool several = grid->spec->business_count > 1;
    int width = grid->labels_left ? grid->label_width : strip_width(grid, style);
    int height = grid->labels_left ? style->tile.height : label_height(type, style->label.cap);
    *slot = (struct slot){
        .kind = SLOT_LABEL,
        .bounds = {frame->x, frame->y, width, height},
        .index = grid->lines[line].channel,
        .with_title = (grid_begins_block(grid, page, line) || several) &&
                      !(grid->tiles == TILES_BRIEF && grid->labels_left),
    };
    frame->y += grid->labels_left ? 0 : height;
    return slot + 1;
}

static struct slot *place_tiles(struct slot *slot, const struct grid *grid, const struct page *page,
                                const struct tile_style *style, const struct type *type,
                                size_t line, const struct frame *frame)
{
    static const enum slot_kind kinds[] = {[TILES_FULL] = SLOT_TILE,
                                           [TILES_BRIEF] = SLOT_BRIEF,
                                           [TILES_LEVEL] = SLOT_LEVEL,
                                           [TILES_PARTNERS] = SLOT_PARTNER};
    struct rect bounds = {frame->x + grid->label_width, frame->y, style->width, style->height};
    size_t head = line;
    while (grid->tiles == TILES_BRIEF && head > page->first_line &&
           !grid_headed(grid, page, head)) {
        head--;
    }
    for (size_t i = 0; i < grid->lines[line].kpi_count; i++) {
        size_t kpi = grid_kpi(grid, line, i);
        *slot++ = (struct slot){
            .kind = kinds[grid->tiles],
            .bounds = bounds,
            .index = kpi,
            .head = head,
            .column = i,
            .step = grid->tiles == TILES_LEVEL
                        ? 0
                        : tile_style_step(style, type, &grid->spec->kpis[kpi]),
        };
        bounds.x += style->width + grid->gap;
    }
    return slot;
}

/* To where a line begins: below the band before, or beside the line before. */
static struct slot *go_on(struct slot *slots, const struct grid *grid, const struct page *page,
                          const struct page_style *style, size_t line, struct frame *frame)
{
    size_t strip = grid->lines[line].strip;
    frame->x = frame->left + (int)strip * (strip_width(grid, style) + grid->strip_gap);
    if (strip > 0) {
        frame->y = frame->top;
        return slots;
    }
    if (line > page->first_line) {
        frame->y += frame->gap + (grid_begins_block(grid, page, line) ? grid->block_gap : 0);
    }
    if (grid_begins_business(grid, page, line)) {
        frame->y += grid->block_gap;
        slots = place_rule(slots, grid, style, frame);
    }
    frame->top = frame->y;
    return slots;
}

void place_slots(const struct grid *grid, const struct page *page, const struct type *type,
                 const struct page_style *style, struct rect area, struct slot *slots)
{
    struct frame frame = frame_of(grid, page, style, type, area);
    for (size_t i = 0; i < page->line_count; i++) {
        size_t line = page->first_line + i;
        slots = go_on(slots, grid, page, style, line, &frame);
        if (!grid->labels_left && grid_labelled(grid, page, line)) {
            slots = place_label(slots, grid, page, style, type, line, &frame);
        }
        if (grid_headed(grid, page, line)) {
            slots = place_head(slots, grid, style, line, &frame);
        }
        if (grid->labels_left && grid_labelled(grid, page, line)) {
            slots = place_label(slots, grid, page, style, type, line, &frame);
        }
        slots = place_tiles(slots, grid, page, &style->tile, type, line, &frame);
        frame.y += style->tile.height;
    }
}
