#include "view/grid.h"

#include "view/level_tile.h"

/* A column of labels never takes more than this share of the wall, in percent. */
#define LABEL_COLUMN_MOST 26

/* But for names that would have to be cut. */
#define LABEL_COLUMN_WHOLE 40

/* Labels grow up to this share. */
#define LABEL_COLUMN_WANTED 15
#define LABEL_COLUMN_WANTED_TALL 21

/* A tile counts as comfortable at this many times the least; more no longer makes a wall better. */
#define COMFORT_WIDTH 1.45
#define COMFORT_HEIGHT 1.35
#define COMFORT_MOST 1.6

/* A row a channel, its name at the left, is worth so much to an overview. */
#define ROW_COMFORT 1.5

/* And rows that break so little: their columns would not stand below one another. */
#define BROKEN_COMFORT 0.5

/* A tile this many times as wide as high is as stretched as may be. */
#define MOST_STRETCHED 2.6

/* One row below the other is calmer than strips of them. */
#define STRIPS_COMFORT 0.75

/* More strips than this were more a table than a wall. */
#define STRIPS_MOST 4

static int widest_label(const struct grid *grid, const struct type *type, bool titles)
{
    int widest = 0;
    for (size_t i = 0; i < grid->kpi_count; i++) {
        size_t channel = grid->spec->kpis[grid->kpis[i]].channel_index;
        const char *name = grid->spec->channels[channel].name.in[type->language];
        const char *title = grid_title(grid->spec, channel, type->language);
        int wide = type_width(type, FACE_BOLD, type->name_cap, name);
        int under = titles ? type_width(type, FACE_TEXT, type->name_cap, title) : 0;
        widest = wide > widest ? wide : widest;
        widest = under > widest ? under : widest;
    }
    return widest + type->name_cap;
}

/* With room for what stands below names, else without it; at last with names cut short. */
static int label_column(const struct grid *grid, const struct type *type, int width)
{
    int titled = widest_label(grid, type, true), bare = widest_label(grid, type, false);
    int most = width * LABEL_COLUMN_MOST / 100, rather = width * LABEL_COLUMN_WHOLE / 100;
    return titled <= most ? titled : bare < rather ? bare : most;
}

/* Where the wall is wide the labels may grow with the tiles. */
static int roomy_column(int label_least, int width, int height)
{
    int percent = width > height ? LABEL_COLUMN_WANTED : LABEL_COLUMN_WANTED_TALL;
    int roomy = label_least * 3 / 2, share = width * percent / 100;
    roomy = roomy < share ? roomy : share;
    return roomy > label_least ? roomy : label_least;
}

struct arrangement {
    bool labels_left;
    size_t columns, abreast;
};

static void shape_grid(struct grid *grid, const struct type *type, struct arrangement shape,
                       int width, int height)
{
    struct line_box line = type_line(type, type->name_cap);
    int strips = (int)shape.abreast, strip = (width - (strips - 1) * grid->strip_gap) / strips;
    bool left = shape.labels_left;
    grid->abreast = shape.abreast;
    grid->labels_left = left;
    grid->label_least = left ? label_column(grid, type, strip) : 0;
    grid->label_width = left ? roomy_column(grid->label_least, strip, height) : 0;
    grid->label_height = left ? 0 : line.above + line.below + type->name_cap / 6;
    grid->line_count =
        rows_break(grid->spec, grid->kpis, grid->kpi_count, shape.columns, grid->lines);
    rows_abreast(grid->spec, grid->lines, grid->line_count, grid->abreast);
    grid->columns = rows_widest(grid->lines, grid->line_count);
    int gaps = ((int)grid->columns - 1) * grid->gap;
    grid->tile_width = (strip - grid->label_width - gaps) / (int)grid->columns;
}

static size_t longest_row(const struct grid *grid)
{
    size_t longest = 0;
    for (size_t first = 0; first < grid->kpi_count;) {
        size_t length = rows_length(grid->spec, grid->kpis, grid->kpi_count, first);
        longest = length > longest ? length : longest;
        first += length;
    }
    return longest;
}

/* Less than 1 for tiles that are far wider than high: their words fall apart. */
static double proportion(const struct grid *grid, int height)
{
    const struct page *first = &grid->pages[0];
    double high = (double)(height - grid_overhead(grid, first)) / grid_bands(grid, first);
    double stretched = grid->tile_width / (high * MOST_STRETCHED);
    return stretched > 1 ? 1 / stretched : 1;
}

static double comfort(const struct grid *grid, int height)
{
    double tallest = 0;
    size_t slots = 0, used = 0;
    for (size_t i = 0; i < grid->page_count; i++) {
        double page = grid_least_height(grid, &grid->pages[i]);
        tallest = page > tallest ? page : tallest;
        slots += (size_t)grid_bands(grid, &grid->pages[i]) * grid->abreast * grid->columns;
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
    bool brief = grid->tiles == TILES_BRIEF;
    double label = brief && grid->labels_left ? ROW_COMFORT : 1;
    label *= brief && grid->columns < longest_row(grid) ? BROKEN_COMFORT : 1;
    label *= grid->abreast > 1 ? STRIPS_COMFORT : 1;
    label *= brief ? 1 : proportion(grid, height);
    return label * (less + more / 8) * (0.4 + 0.6 * (double)used / (double)slots);
}

static bool better(const struct grid *a, double comfort_a, const struct grid *b, double comfort_b)
{
    return a->page_count != b->page_count ? a->page_count < b->page_count : comfort_a > comfort_b;
}

static bool fits(const struct grid *grid, int height)
{
    struct page one = {0, 1};
    return grid->tile_width >= grid->least.width && grid_least_height(grid, &one) <= height;
}

/* Takes the shape if it is better than the best so far. */
static void try_shape(struct grid *grid, const struct type *type, struct arrangement shape,
                      int width, int height, struct grid *best, double *best_comfort)
{
    shape_grid(grid, type, shape, width, height);
    if (!fits(grid, height)) {
        return;
    }
    grid_balance(grid, height);
    double now = comfort(grid, height);
    if (best->columns == 0 || better(grid, now, best, *best_comfort)) {
        *best = *grid;
        *best_comfort = now;
    }
}

/*
 * Tries every number of columns with labels on either side, and where no row need break also strips
 * of rows; remembers the best in `grid`.
 */
static bool choose(struct grid *grid, const struct type *type, int width, int height)
{
    struct grid best = {0};
    double best_comfort = 0;
    size_t longest = longest_row(grid);
    for (size_t columns = longest; columns > 0; columns--) {
        size_t most = columns == longest && grid->tiles != TILES_BRIEF ? STRIPS_MOST : 1;
        for (size_t abreast = 1; abreast <= most; abreast++) {
            struct arrangement above = {false, columns, abreast}, left = {true, columns, abreast};
            try_shape(grid, type, above, width, height, &best, &best_comfort);
            try_shape(grid, type, left, width, height, &best, &best_comfort);
        }
    }
    if (best.columns == 0) {
        return false;
    }
    struct arrangement shape = {best.labels_left, best.columns, best.abreast};
    shape_grid(grid, type, shape, width, height);
    grid_balance(grid, height);
    return true;
}

void grid_break(struct grid *grid, int height)
{
    grid->line_count =
        rows_break(grid->spec, grid->kpis, grid->kpi_count, grid->columns, grid->lines);
    rows_abreast(grid->spec, grid->lines, grid->line_count, grid->abreast);
    grid_balance(grid, height);
}

/* Air between tiles; a wall read from near has more than its small text would ask for. */
static int gap_of(const struct type *type, int width, int height)
{
    int share = (width < height ? width : height) / 90;
    int own = type->least_cap / 5;
    return own > share ? own : share;
}

static struct tile_size least_of(enum tiles tiles, const struct type *type,
                                 const struct board_spec *spec, const size_t *kpis, size_t count)
{
    switch (tiles) {
    case TILES_BRIEF:
        return tile_least_brief(type, spec, kpis, count);
    case TILES_LEVEL:
        return level_tile_least(type, spec, kpis, count);
    case TILES_FULL:
    case TILES_PARTNERS:
        break;
    }
    return tile_least(type, spec, kpis, count);
}

bool grid_init(struct grid *grid, struct arena *arena, const struct type *type,
               const struct board_spec *spec, const size_t *kpis, size_t count, enum tiles tiles,
               int width, int height)
{
    struct line_box line = type_line(type, type->name_cap);
    *grid = (struct grid){
        .spec = spec,
        .kpis = kpis,
        .kpi_count = count,
        .tiles = tiles,
        .language = type->language,
        .gap = gap_of(type, width, height),
        .strip_gap = 2 * gap_of(type, width, height) + type->least_cap / 3,
        .block_gap = type->least_cap / 3,
        .head_height = tiles == TILES_BRIEF ? line.above + line.below + type->name_cap / 6 : 0,
        .least = least_of(tiles, type, spec, kpis, count),
        .lines = arena_take_array(arena, count, sizeof *grid->lines),
        .pages = arena_take_array(arena, count, sizeof *grid->pages),
    };
    return choose(grid, type, width, height);
}
