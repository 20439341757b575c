#include "view/place.h"

/* A tile is not higher than this share of its width: beyond, its rows would fall apart. */
#define TALLEST_PERCENT 78

/* A tile is not wider than this share of the area's height: a few tiles keep to the middle. */
#define WIDEST_PERCENT 118

/* A label beside its tiles is larger than their text, as far as its column has room. */
#define LABEL_PERCENT 120

/* Left-over height goes between the lines up to so many gaps; what remains is halved around them.
 */
#define WIDEST_GAPS 3

static int tile_width(const struct grid *grid, struct rect area)
{
    int widest = area.h * WIDEST_PERCENT / 100;
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
        count += grid->lines[page->first_line + i].kpi_count;
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
    return line.above + line.below + cap / (cap > type->least_cap ? 3 : 6);
}

/* The page's height but for its tiles, with labels above of `label` px. */
static int overhead(const struct grid *grid, const struct page *page, int label)
{
    int more = grid->labels_left ? 0 : (label - grid->label_height) * (int)labels_on(grid, page);
    return grid_overhead(grid, page) + more;
}

static struct tile_size tile_size(const struct grid *grid, const struct page *page,
                                  struct rect area, int label)
{
    int width = tile_width(grid, area);
    int height = (area.h - overhead(grid, page, label)) / (int)page->line_count;
    int tallest = width * TALLEST_PERCENT / 100;
    tallest = tallest > grid->least.height ? tallest : grid->least.height;
    return (struct tile_size){width, height < tallest ? height : tallest};
}

/* Labels grow with the text of the tiles as far as their column or the page has room. */
static int label_cap(const struct grid *grid, const struct page *page, const struct type *type,
                     struct rect area, int tile_cap)
{
    int cap = tile_cap;
    if (grid->labels_left) {
        cap = tile_cap * LABEL_PERCENT / 100;
        int by_width = type->least_cap * grid->label_width / grid->label_least;
        cap = cap < by_width ? cap : by_width;
        return cap > type->least_cap ? cap : type->least_cap;
    }
    while (cap > type->least_cap &&
           tile_size(grid, page, area, label_height(type, cap)).height < grid->least.height) {
        cap--;
    }
    return cap;
}

static size_t kpis_on(const struct grid *grid, const struct page *page, size_t *kpis)
{
    size_t count = 0;
    for (size_t i = 0; i < page->line_count; i++) {
        const struct line *line = &grid->lines[page->first_line + i];
        for (size_t k = 0; k < line->kpi_count; k++) {
            kpis[count++] = line->first_kpi + k;
        }
    }
    return count;
}

struct page_style place_style(const struct grid *grid, const struct page *page,
                              const struct type *type, const struct board_spec *spec,
                              struct rect area, size_t *kpis)
{
    struct page_style style = {0};
    struct tile_size size = tile_size(grid, page, area, grid->label_height);
    int cap = label_cap(grid, page, type, area, tile_cap(type, size, grid->least));
    size = tile_size(grid, page, area, label_height(type, cap));
    size_t count = kpis_on(grid, page, kpis);
    style.tile = tile_style_of(type, size, grid->least, spec, kpis, count);
    style.label = (struct label_style){
        .left = grid->labels_left,
        .cap = cap,
        .gap = (label_height(type, cap) - type_line(type, cap).above - type_line(type, cap).below) *
               3 / 4,
        .line = type_line(type, cap),
        .name = type_font(type, FACE_BOLD, cap),
        .title = type_font(type, FACE_TEXT, cap),
    };
    return style;
}

/* ---- Slots ---------------------------------------------------------------------------------- */

/* The upper left corner of the composition and the gap between its lines. */
struct frame {
    int x, y, gap;
};

static struct frame frame_of(const struct grid *grid, const struct page *page,
                             const struct page_style *style, const struct type *type,
                             struct rect area)
{
    int label = grid->labels_left ? 0 : label_height(type, style->label.cap);
    int lines = (int)page->line_count;
    int spare = area.h - overhead(grid, page, label) - lines * style->tile.height;
    int more = lines > 1 ? spare / (lines + 1) : 0;
    int most = (WIDEST_GAPS - 1) * grid->gap;
    more = more < most ? more : most;
    int width =
        grid->label_width + (int)grid->columns * (style->tile.width + grid->gap) - grid->gap;
    return (struct frame){
        .x = area.x + (area.w - width) / 2,
        .y = area.y + (spare - more * (lines - 1)) / 2,
        .gap = grid->gap + more,
    };
}

static bool begins_block(const struct grid *grid, const struct page *page, size_t line)
{
    return line == page->first_line || grid->lines[line].block != grid->lines[line - 1].block;
}

static struct slot *place_label(struct slot *slot, const struct grid *grid, const struct page *page,
                                const struct page_style *style, const struct type *type,
                                size_t line, struct frame *frame)
{
    int width = grid->label_width;
    int height = style->tile.height;
    if (!grid->labels_left) {
        width = (int)grid->columns * (style->tile.width + grid->gap) - grid->gap;
        height = label_height(type, style->label.cap);
    }
    *slot = (struct slot){
        .kind = SLOT_LABEL,
        .bounds = {frame->x, frame->y, width, height},
        .index = grid->lines[line].channel,
        .with_title = begins_block(grid, page, line),
    };
    frame->y += grid->labels_left ? 0 : height;
    return slot + 1;
}

static struct slot *place_tiles(struct slot *slot, const struct grid *grid,
                                const struct tile_style *style, const struct type *type,
                                const struct board_spec *spec, size_t line,
                                const struct frame *frame)
{
    const struct line *l = &grid->lines[line];
    struct rect bounds = {frame->x + grid->label_width, frame->y, style->width, style->height};
    for (size_t i = 0; i < l->kpi_count; i++) {
        *slot++ = (struct slot){
            .kind = SLOT_TILE,
            .bounds = bounds,
            .index = l->first_kpi + i,
            .step = tile_style_step(style, type, &spec->kpis[l->first_kpi + i]),
        };
        bounds.x += style->width + grid->gap;
    }
    return slot;
}

void place_slots(const struct grid *grid, const struct page *page, const struct type *type,
                 const struct board_spec *spec, const struct page_style *style, struct rect area,
                 struct slot *slots)
{
    struct frame frame = frame_of(grid, page, style, type, area);
    for (size_t i = 0; i < page->line_count; i++) {
        size_t line = page->first_line + i;
        if (i > 0) {
            frame.y += frame.gap + (begins_block(grid, page, line) ? grid->block_gap : 0);
        }
        if (grid_labelled(grid, page, line)) {
            slots = place_label(slots, grid, page, style, type, line, &frame);
        }
        slots = place_tiles(slots, grid, &style->tile, type, spec, line, &frame);
        frame.y += style->tile.height;
    }
}
