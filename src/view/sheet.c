#include "view/sheet.h"

#include <string.h>

#include "view/level_caption.h"
#include "view/level_text.h"
#include "view/place.h"

static size_t screenfuls_of(const struct sheet *sheet)
{
    switch (sheet->page->show) {
    case PAGE_MESSAGE:
        return 1;
    case PAGE_SCORECARD:
        return scorecard_screenfuls(&sheet->scorecard);
    case PAGE_STANDING:
        return standing_page_screenfuls(&sheet->standing);
    default:
        return sheet->grid.page_count;
    }
}

bool sheet_has_grid(const struct sheet *sheet)
{
    enum page_show show = sheet->page->show;
    return show != PAGE_MESSAGE && show != PAGE_SCORECARD && show != PAGE_STANDING;
}

static void count_screenfuls(struct sheets *sheets)
{
    sheets->screenfuls = 0;
    for (size_t i = 0; i < sheets->count; i++) {
        struct sheet *sheet = &sheets->list[i];
        sheet->first = sheets->screenfuls;
        sheet->count = screenfuls_of(sheet);
        sheets->screenfuls += sheet->count;
    }
}

static enum tiles tiles_of(enum page_show show)
{
    switch (show) {
    case PAGE_OVERVIEW:
    case PAGE_JOURNEY:
        return TILES_BRIEF;
    case PAGE_LEVEL:
        return TILES_LEVEL;
    case PAGE_PARTNERS:
        return TILES_PARTNERS;
    default:
        return TILES_FULL;
    }
}

static bool sheet_init(struct sheet *sheet, struct arena *arena, const struct type *type,
                       const struct board_config *config, const struct page_spec *page, int width,
                       int height)
{
    const struct board_spec *spec = &config->spec;
    *sheet = (struct sheet){.page = page};
    if (page->show == PAGE_MESSAGE) {
        return true;
    }
    sheet->caption = page->show == PAGE_LEVEL ? level_caption_height(type) : 0;
    sheet->kpis = arena_take_array(arena, page->kpi_count, sizeof *sheet->kpis);
    memcpy(sheet->kpis, page->kpis, page->kpi_count * sizeof *sheet->kpis);
    if (page->show == PAGE_SCORECARD) {
        return scorecard_init(&sheet->scorecard, type, page->kpi_count, width, height);
    }
    if (page->show == PAGE_STANDING) {
        return standing_page_init(&sheet->standing, type, spec, sheet->kpis, page, width, height);
    }
    if (page->show == PAGE_PARTNERS) {
        struct partners *partners = arena_take(arena, sizeof *partners);
        partners_init(partners, arena, spec, page, config->language);
        sheet->partners = partners;
        return grid_init(&sheet->grid, arena, type, &partners->spec, partners->kpis,
                         partners->spec.kpi_count, TILES_PARTNERS, width, height);
    }
    return grid_init(&sheet->grid, arena, type, spec, sheet->kpis, page->kpi_count,
                     tiles_of(page->show), width, height - sheet->caption);
}

/* An overview that is no shorter than the tiles says nothing of its own. */
static void drop_needless(struct sheets *sheets)
{
    if (sheets->count >= 2 && sheets->list[0].page->if_needed &&
        sheets->list[1].grid.page_count <= sheets->list[0].grid.page_count) {
        sheets->count--;
        memmove(sheets->list, sheets->list + 1, sheets->count * sizeof *sheets->list);
    }
}

bool sheets_init(struct sheets *sheets, struct arena *arena, const struct type *type,
                 const struct board_config *config, int width, int height)
{
    *sheets = (struct sheets){
        .list = arena_take_array(arena, config->page_count, sizeof *sheets->list),
        .count = config->page_count,
        .height = height,
    };
    for (size_t i = 0; i < config->page_count; i++) {
        if (!sheet_init(&sheets->list[i], arena, type, config, &config->pages[i], width, height)) {
            return false;
        }
    }
    drop_needless(sheets);
    count_screenfuls(sheets);
    return true;
}

static size_t index_at(const struct sheets *sheets, size_t screenful)
{
    size_t i = 0;
    while (i + 1 < sheets->count && screenful >= sheets->list[i + 1].first) {
        i++;
    }
    return i;
}

const struct sheet *sheets_at(const struct sheets *sheets, size_t screenful, size_t *page)
{
    if (sheets->count == 0) {
        return NULL;
    }
    const struct sheet *sheet = &sheets->list[index_at(sheets, screenful)];
    *page = screenful - sheet->first;
    return sheet;
}

size_t sheets_find(const struct sheets *sheets, const char *id)
{
    for (size_t i = 0; i < sheets->count; i++) {
        if (strcmp(sheets->list[i].page->id, id) == 0) {
            return sheets->list[i].first;
        }
    }
    return sheets->screenfuls;
}

void sheets_each(const struct sheets *sheets, size_t screenful,
                 void (*visit)(void *context, size_t kpi), void *context)
{
    size_t at;
    const struct sheet *sheet = sheets_at(sheets, screenful, &at);
    if (!sheet || !sheet_has_grid(sheet) || sheet->page->show == PAGE_LEVEL) {
        return; /* nothing of now stands there */
    }
    const struct page *page = &sheet->grid.pages[at];
    for (size_t i = 0; i < page->line_count; i++) {
        const struct line *line = &sheet->grid.lines[page->first_line + i];
        for (size_t tile = 0; tile < line->kpi_count; tile++) {
            size_t kpi = sheet->grid.kpis[line->first_kpi + tile];
            kpi = sheet->partners ? sheet->partners->shown[kpi] : kpi;
            if (kpi != PARTNERS_TOTAL) {
                visit(context, kpi);
            }
        }
    }
}

/* However its rows are ordered: as many lines as can stand on one page, each with all it can have.
 */
static size_t most_in_any_order(const struct grid *grid, int height)
{
    size_t bands = (size_t)(height + grid->gap) / (size_t)(grid->least.height + grid->gap);
    size_t lines = bands * grid->abreast;
    lines = lines < grid->line_count ? lines : grid->line_count;
    return lines * (grid->columns + 3);
}

size_t sheets_most_slots(const struct sheets *sheets)
{
    size_t most = 1;
    for (size_t i = 0; i < sheets->count; i++) {
        const struct sheet *sheet = &sheets->list[i];
        if (sheet->page->show == PAGE_SCORECARD) {
            size_t lines = 1 + SCORE_CARDS + sheet->page->kpi_count;
            most = lines > most ? lines : most;
        } else if (sheet->page->show == PAGE_STANDING) {
            size_t slots = standing_page_most_slots(&sheet->standing);
            most = slots > most ? slots : most;
        } else if (sheet_has_grid(sheet)) {
            size_t slots = sheet->page->worst_first
                               ? most_in_any_order(&sheet->grid, sheets->height)
                               : place_most(&sheet->grid);
            slots += sheet->caption > 0;
            most = slots > most ? slots : most;
        }
    }
    return most;
}

/* ---- The worst first ------------------------------------------------------------------------ */

/* Small is worse. What is not judged comes behind what is off target and before what is well. */
static int rank_of(enum quality quality, enum verdict verdict)
{
    if (quality != QUALITY_LIVE) {
        return 2;
    }
    switch (verdict) {
    case VERDICT_MISSED:
        return 0;
    case VERDICT_NEAR:
        return 1;
    default:
        return 3;
    }
}

/* What the ranks of a sheet are of: now, or the level. */
struct ranking {
    const struct board *board;
    bool of_level;
};

static int rank(const struct ranking *ranking, size_t index)
{
    const struct kpi *kpi = board_kpi(ranking->board, index);
    if (!ranking->of_level) {
        return rank_of(kpi->quality, kpi->verdict);
    }
    struct level level = level_of_kpi(kpi);
    bool judged = level.judged == level.wanted;
    return rank_of(judged ? QUALITY_LIVE : QUALITY_THIN, level.verdict);
}

/* What is not judged has none, and comes last. */
static double share_of(const struct board *board, size_t index)
{
    struct level level = level_of_kpi(board_kpi(board, index));
    return level.judged > 0 ? level_share(&level) : 101.0;
}

/* Of two levels that are judged alike the one with the smaller share is worse. */
static bool worse(const struct ranking *ranking, size_t a, size_t b)
{
    int one = rank(ranking, a), other = rank(ranking, b);
    if (one != other || !ranking->of_level) {
        return one < other;
    }
    return share_of(ranking->board, a) < share_of(ranking->board, b);
}

/* The rank of `length` KPIs is that of the worst of them. */
static int rank_of_row(const struct ranking *ranking, const size_t *kpis, size_t length)
{
    int worst = rank(ranking, kpis[0]);
    for (size_t i = 1; i < length; i++) {
        int own = rank(ranking, kpis[i]);
        worst = own < worst ? own : worst;
    }
    return worst;
}

/* The last `length` of `count` KPIs go to the front; the others follow in their order. */
static void rotate(size_t *kpis, size_t count, size_t length)
{
    for (size_t moved = 0; moved < length; moved++) {
        size_t last = kpis[count - 1];
        memmove(kpis + 1, kpis, (count - 1) * sizeof *kpis);
        kpis[0] = last;
    }
}

/* Stable: equal ranks stay as they are listed. */
static void sort_within(size_t *kpis, size_t count, const struct ranking *ranking)
{
    for (size_t i = 1; i < count; i++) {
        size_t at = i;
        while (at > 0 && worse(ranking, kpis[i], kpis[at - 1])) {
            at--;
        }
        rotate(kpis + at, i + 1 - at, 1);
    }
}

static bool same_block(const struct board_spec *spec, size_t a, size_t b)
{
    const struct channel_spec *one = &spec->channels[spec->kpis[a].channel_index];
    const struct channel_spec *other = &spec->channels[spec->kpis[b].channel_index];
    return one->business_index == other->business_index && block_of(one) == block_of(other);
}

/* Puts the row at `first` among the sorted ones of its block before it. */
static void insert_row(const struct grid *grid, size_t *kpis, size_t first, size_t length,
                       const struct ranking *ranking)
{
    int own = rank_of_row(ranking, kpis + first, length);
    size_t at = first;
    for (size_t i = 0; i < first;) {
        size_t row = rows_length(grid->spec, kpis, grid->kpi_count, i);
        if (same_block(grid->spec, kpis[i], kpis[first]) &&
            rank_of_row(ranking, kpis + i, row) > own) {
            at = i;
            break;
        }
        i += row;
    }
    rotate(kpis + at, first + length - at, first > at ? length : 0);
}

void sheets_sort(struct sheets *sheets, size_t screenful, const struct board *board)
{
    struct sheet *sheet = &sheets->list[index_at(sheets, screenful)];
    const struct page_spec *page = sheet->page;
    bool of_level = page->show == PAGE_LEVEL || page->show == PAGE_SCORECARD;
    if (page->show == PAGE_MESSAGE || page->show == PAGE_STANDING ||
        (!page->worst_first && page->show != PAGE_SCORECARD)) {
        return;
    }
    struct ranking ranking = {board, of_level};
    memcpy(sheet->kpis, page->kpis, page->kpi_count * sizeof *sheet->kpis);
    if (page->show == PAGE_SCORECARD) {
        sort_within(sheet->kpis, page->kpi_count, &ranking);
        return;
    }
    for (size_t first = 0; first < page->kpi_count;) {
        size_t length = rows_length(sheet->grid.spec, sheet->kpis, page->kpi_count, first);
        if (sheet->grid.tiles != TILES_BRIEF) {
            sort_within(sheet->kpis + first, length, &ranking);
        }
        insert_row(&sheet->grid, sheet->kpis, first, length, &ranking);
        first += length;
    }
    grid_break(&sheet->grid, sheets->height - sheet->caption);
    count_screenfuls(sheets);
}
