#include "view/grid.h"

#include <stdio.h>
#include <string.h>

#include "view/figure.h"
#include "view/words.h"

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

static const char *block_title(enum block block, enum language language)
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

const char *grid_title(const struct board_spec *spec, size_t channel, enum language language)
{
    const struct channel_spec *c = &spec->channels[channel];
    if (spec->business_count > 1) {
        return spec->businesses[c->business_index].name.in[language];
    }
    return block_title(block_of(c), language);
}

size_t grid_kpi(const struct grid *grid, size_t line, size_t tile)
{
    return grid->kpis[grid->lines[line].first_kpi + tile];
}

/* ---- Labels and heads ----------------------------------------------------------------------- */

bool grid_labelled(const struct grid *grid, const struct page *page, size_t line)
{
    return line == page->first_line || grid->lines[line].channel != grid->lines[line - 1].channel;
}

static size_t business_of(const struct grid *grid, size_t line)
{
    return grid->spec->channels[grid->lines[line].channel].business_index;
}

bool grid_begins_business(const struct grid *grid, const struct page *page, size_t line)
{
    return line > page->first_line && business_of(grid, line) != business_of(grid, line - 1);
}

bool grid_begins_block(const struct grid *grid, const struct page *page, size_t line)
{
    return line == page->first_line || grid->lines[line].block != grid->lines[line - 1].block ||
           grid_begins_business(grid, page, line);
}

/* Only durations are told in more than one unit. */
static bool same_unit(const struct kpi_spec *a, const struct kpi_spec *b, enum language language)
{
    if (a->metric->unit == b->metric->unit && a->metric->unit != UNIT_SECONDS) {
        return true;
    }
    struct figure one = figure_widest(a, language);
    struct figure other = figure_widest(b, language);
    return strcmp(one.unit, other.unit) == 0;
}

/* What a head says of a column: both forms of the name, and the unit that follows from the target.
 * Asked for every line of every shape that is tried. */
static bool same_head(const struct kpi_spec *a, const struct kpi_spec *b, enum language language)
{
    return strcmp(a->name.in[language], b->name.in[language]) == 0 &&
           strcmp(a->short_name.in[language], b->short_name.in[language]) == 0 &&
           same_unit(a, b, language);
}

static bool same_columns(const struct grid *grid, size_t a, size_t b)
{
    const struct kpi_spec *kpis = grid->spec->kpis;
    size_t count = grid->lines[a].kpi_count;
    bool same = count == grid->lines[b].kpi_count;
    for (size_t i = 0; i < count && same; i++) {
        same = same_head(&kpis[grid_kpi(grid, a, i)], &kpis[grid_kpi(grid, b, i)], grid->language);
    }
    return same;
}

bool grid_headed(const struct grid *grid, const struct page *page, size_t line)
{
    return grid->tiles == TILES_BRIEF &&
           (grid_begins_block(grid, page, line) || !same_columns(grid, line, line - 1));
}

/* ---- Heights -------------------------------------------------------------------------------- */

int grid_bands(const struct grid *grid, const struct page *page)
{
    int bands = 0;
    for (size_t i = 0; i < page->line_count; i++) {
        bands += grid->lines[page->first_line + i].strip == 0;
    }
    return bands;
}

/* Lines side by side have all in common. */
static int line_overhead(const struct grid *grid, const struct page *page, size_t line)
{
    if (grid->lines[line].strip > 0) {
        return 0;
    }
    int height = grid_labelled(grid, page, line) ? grid->label_height : 0;
    height += grid_headed(grid, page, line) ? grid->head_height : 0;
    if (line > page->first_line) {
        height += grid->gap;
        height += grid_begins_block(grid, page, line) ? grid->block_gap : 0;
        height += grid_begins_business(grid, page, line) ? grid->block_gap : 0;
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

int grid_least_height(const struct grid *grid, const struct page *page)
{
    return grid_overhead(grid, page) + grid_bands(grid, page) * grid->least.height;
}

/* ---- Pages ---------------------------------------------------------------------------------- */

/* Fills pages in order up to `height`; a page takes at least one line. Returns how many. */
static size_t fill_pages(const struct grid *grid, int height, struct page *pages)
{
    size_t count = 0;
    for (size_t line = 0; line < grid->line_count; line++) {
        if (count > 0) {
            struct page *page = &pages[count - 1];
            page->line_count++;
            if (grid->lines[line].strip > 0 || grid_least_height(grid, page) <= height) {
                continue;
            }
            page->line_count--;
        }
        pages[count++] = (struct page){line, 1};
    }
    return count;
}

/* The least height that needs no more pages, so that no page is left nearly empty. */
void grid_balance(struct grid *grid, int height)
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
