#include "view/grid.h"

#include <stdio.h>

#include "view/words.h"

/* A column of labels never takes more than this share of the wall, in percent. */
#define LABEL_COLUMN_MOST 26

/* Labels grow up to this share. */
#define LABEL_COLUMN_WANTED 15
#define LABEL_COLUMN_WANTED_TALL 21

/* A tile counts as comfortable at this many times the least; more no longer makes a wall better. */
#define COMFORT_WIDTH 1.45
#define COMFORT_HEIGHT 1.35
#define COMFORT_MOST 1.6

void grid_label(char *to, size_t size, const struct board_spec *spec, size_t channel,
                enum language language)
{
    const struct channel_spec *c = &spec->channels[channel];
    if (spec->business_count > 1) {
        snprintf(to, size, "%s %s", spec->businesses[c->business_index].name.in[language],
                 c->name.in[language]);
    } else {
        snprintf(to, size, "%s", c->name.in[language]);
    }
}

const char *grid_block_title(enum block block, enum language language)
{
    switch (block) {
    case BLOCK_REAL_TIME:
        return word_in(WORD_REAL_TIME, language);
    case BLOCK_NON_REAL_TIME:
        return word_in(WORD_NON_REAL_TIME, language);
    case BLOCK_DIGITAL:
        return word_in(WORD_DIGITAL, language);
    default:
        return "";
    }
}

bool grid_labelled(const struct grid *grid, const struct page *page, size_t line)
{
    return line == page->first_line || grid->lines[line].channel != grid->lines[line - 1].channel;
}

static int line_overhead(const struct grid *grid, const struct page *page, size_t line)
{
    int height = grid_labelled(grid, page, line) ? grid->label_height : 0;
    if (line > page->first_line) {
        height += grid->gap;
        if (grid->lines[line].block != grid->lines[line - 1].block) {
            height += grid->block_gap;
        }
    }
    return height;
}

int grid_overhead(const struct grid *grid, const struct page *page)
{
    int height = 0;
    for (size_t i = 0; i < page->line_count; i++) {
        height += line_overhead(grid, page, page->first_line + i);
    }
    return height;
}

/* ---- Pages ---------------------------------------------------------------------------------- */

static int least_height(const struct grid *grid, const struct page *page)
{
    return grid_overhead(grid, page) + (int)page->line_count * grid->least.height;
}

/* Fills pages in order up to `height`; a page takes at least one line. Returns how many. */
static size_t fill_pages(const struct grid *grid, int height, struct page *pages)
{
    size_t count = 0;
    for (size_t line = 0; line < grid->line_count; line++) {
        if (count > 0) {
            struct page *page = &pages[count - 1];
            page->line_count++;
            if (least_height(grid, page) <= height) {
                continue;
            }
            page->line_count--;
        }
        pages[count++] = (struct page){line, 1};
    }
    return count;
}

/* The least height that needs no more pages, so that no page is left nearly empty. */
static void balance_pages(struct grid *grid, int height)
{
    size_t wanted = fill_pages(grid, height, grid->pages);
    int low = 0, high = height;
    while (high - low > 1) {
        int middle = low + (high - low) / 2;
        if (fill_pages(grid, middle, grid->pages) <= wanted) {
            high = middle;
        } else {
            low = middle;
        }
    }
    grid->page_count = fill_pages(grid, high, grid->pages);
}

/* ---- Choosing ------------------------------------------------------------------------------- */

static int widest_label(const struct type *type, const struct board_spec *spec, bool titles)
{
    int widest = 0;
    for (size_t i = 0; i < spec->channel_count; i++) {
        char label[128];
        grid_label(label, sizeof label, spec, i, type->language);
        const char *title = grid_block_title(block_of(&spec->channels[i]), type->language);
        int name = type_width(type, FACE_BOLD, type->least_cap, label);
        int under = titles ? type_width(type, FACE_TEXT, type->least_cap, title) : 0;
        widest = name > widest ? name : widest;
        widest = under > widest ? under : widest;
    }
    return widest + type->least_cap;
}

/* With room for the titles of the blocks, without them, or at last with names cut short. */
static int label_column(const struct type *type, const struct board_spec *spec, int width)
{
    int most = width * LABEL_COLUMN_MOST / 100;
    int titled = widest_label(type, spec, true);
    int bare = widest_label(type, spec, false);
    return titled <= most ? titled : bare < most ? bare : most;
}

/* Where the wall is wide the labels may grow with the tiles. */
static int roomy_column(int label_least, int width, int height)
{
    int percent = width > height ? LABEL_COLUMN_WANTED : LABEL_COLUMN_WANTED_TALL;
    int roomy = label_least * 3 / 2, share = width * percent / 100;
    roomy = roomy < share ? roomy : share;
    return roomy > label_least ? roomy : label_least;
}

static void shape_grid(struct grid *grid, const struct type *type, const struct board_spec *spec,
                       bool labels_left, size_t columns, int width, int height)
{
    struct line_box line = type_line(type, type->least_cap);
    grid->labels_left = labels_left;
    grid->label_least = labels_left ? label_column(type, spec, width) : 0;
    grid->label_width = labels_left ? roomy_column(grid->label_least, width, height) : 0;
    grid->label_height = labels_left ? 0 : line.above + line.below + type->least_cap / 6;
    grid->line_count = rows_break(spec, columns, grid->lines);
    grid->columns = rows_widest(grid->lines, grid->line_count);
    int gaps = ((int)grid->columns - 1) * grid->gap;
    grid->tile_width = (width - grid->label_width - gaps) / (int)grid->columns;
}

static double comfort(const struct grid *grid, int height)
{
    double tallest = 0;
    size_t slots = grid->line_count * grid->columns, used = 0;
    for (size_t i = 0; i < grid->page_count; i++) {
        double page = least_height(grid, &grid->pages[i]);
        tallest = page > tallest ? page : tallest;
    }
    for (size_t i = 0; i < grid->line_count; i++) {
        used += grid->lines[i].kpi_count;
    }
    double wide = grid->tile_width / (COMFORT_WIDTH * grid->least.width);
    double high = height / (COMFORT_HEIGHT * tallest);
    double less = wide < high ? wide : high;
    double more = wide < high ? high : wide;
    less = less < COMFORT_MOST ? less : COMFORT_MOST;
    more = more < COMFORT_MOST ? more : COMFORT_MOST;
    return (less + more / 8) * (0.4 + 0.6 * (double)used / (double)slots);
}

static bool better(const struct grid *a, double comfort_a, const struct grid *b, double comfort_b)
{
    return a->page_count != b->page_count ? a->page_count < b->page_count : comfort_a > comfort_b;
}

static size_t most_kpis(const struct board_spec *spec)
{
    size_t most = 0;
    for (size_t i = 0; i < spec->channel_count; i++) {
        size_t count = spec->channels[i].kpi_count;
        most = count > most ? count : most;
    }
    return most;
}

static bool fits(const struct grid *grid, int height)
{
    struct page one = {0, 1};
    return grid->tile_width >= grid->least.width && least_height(grid, &one) <= height;
}

/* Tries every number of columns with labels on either side; remembers the best in `grid`. */
static bool choose(struct grid *grid, const struct type *type, const struct board_spec *spec,
                   int width, int height)
{
    struct grid best = {0};
    double best_comfort = 0;
    for (size_t columns = most_kpis(spec); columns > 0; columns--) {
        for (int left = 0; left < 2; left++) {
            shape_grid(grid, type, spec, left, columns, width, height);
            if (!fits(grid, height)) {
                continue;
            }
            balance_pages(grid, height);
            double now = comfort(grid, height);
            if (best.columns == 0 || better(grid, now, &best, best_comfort)) {
                best = *grid;
                best_comfort = now;
            }
        }
    }
    if (best.columns == 0) {
        return false;
    }
    shape_grid(grid, type, spec, best.labels_left, best.columns, width, height);
    balance_pages(grid, height);
    return true;
}

/* Air between tiles; a wall read from near has more than its small text would ask for. */
static int gap_of(const struct type *type, int width, int height)
{
    int share = (width < height ? width : height) / 90;
    int own = type->least_cap / 5;
    return own > share ? own : share;
}

bool grid_init(struct grid *grid, struct arena *arena, const struct type *type,
               const struct board_spec *spec, int width, int height)
{
    *grid = (struct grid){
        .gap = gap_of(type, width, height),
        .block_gap = type->least_cap / 3,
        .least = tile_least(type, spec),
        .lines = arena_take_array(arena, spec->kpi_count, sizeof *grid->lines),
        .pages = arena_take_array(arena, spec->kpi_count, sizeof *grid->pages),
    };
    return choose(grid, type, spec, width, height);
}
