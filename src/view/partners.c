#include "view/partners.h"

#include <stdio.h>
#include <string.h>

#include "kpi/total.h"
#include "view/words.h"

struct building {
    struct partners *partners;
    const struct board_spec *from;
    const struct page_spec *page;
    struct business_spec *groups;
    struct channel_spec *rows;
    struct kpi_spec *tiles;
    size_t *shown;
    bool *placed; /* by place on the page */
};

static const struct kpi_spec *at(const struct building *building, size_t place)
{
    return &building->from->kpis[building->page->kpis[place]];
}

/* ---- Rows ----------------------------------------------------------------------------------- */

static void add_tile(struct building *building, struct kpi_spec tile, size_t shown,
                     struct words name)
{
    struct board_spec *spec = &building->partners->spec;
    tile.channel_index = spec->channel_count - 1;
    tile.name = tile.short_name = name;
    building->shown[spec->kpi_count] = shown;
    building->tiles[spec->kpi_count++] = tile;
    building->rows[spec->channel_count - 1].kpi_count++;
}

/* The rows of a channel stand together; its name is told beside theirs. */
static void begin_row(struct building *building, size_t place)
{
    const struct kpi_spec *kpi = at(building, place);
    const struct channel_spec *channel = &building->from->channels[kpi->channel_index];
    struct board_spec *spec = &building->partners->spec;
    size_t groups = spec->business_count;
    if (groups == 0 || strcmp(building->groups[groups - 1].id, kpi->channel) != 0) {
        building->groups[spec->business_count++] = (struct business_spec){
            .id = kpi->channel, .name = channel->name, .first_channel = spec->channel_count};
    }
    struct business_spec *group = &building->groups[spec->business_count - 1];
    group->channel_count++;
    building->rows[spec->channel_count++] = (struct channel_spec){
        .id = kpi->metric_id,
        .name = kpi->name,
        .short_name = kpi->short_name,
        .business_index = spec->business_count - 1,
        .timing = channel->timing,
        .assistance = channel->assistance,
        .kind = channel->kind,
        .first_kpi = spec->kpi_count,
    };
}

static void add_row(struct building *building, size_t first, enum language language)
{
    const struct kpi_spec *kpi = at(building, first);
    size_t row = building->partners->spec.channel_count;
    begin_row(building, first);
    for (size_t i = first; i < building->page->kpi_count; i++) {
        const struct kpi_spec *own = at(building, i);
        if (strcmp(own->channel, kpi->channel) == 0 && own->metric == kpi->metric) {
            size_t business = building->from->channels[own->channel_index].business_index;
            struct words name = building->from->businesses[business].name;
            add_tile(building, *own, building->page->kpis[i], name);
            building->placed[i] = true;
        }
    }
    char *name = building->partners->names[row];
    word_fill(name, sizeof *building->partners->names, WORD_TOTAL_OF, language, "8/8");
    add_tile(building, *kpi, PARTNERS_TOTAL, (struct words){{name, name}});
}

void partners_init(struct partners *partners, struct arena *arena, const struct board_spec *spec,
                   const struct page_spec *page, enum language language)
{
    size_t kpis = page->kpi_count;
    *partners = (struct partners){
        .names = arena_take_array(arena, kpis, sizeof *partners->names),
    };
    struct building building = {
        .partners = partners,
        .from = spec,
        .page = page,
        .groups = arena_take_array(arena, kpis + 1, sizeof *building.groups),
        .rows = arena_take_array(arena, kpis, sizeof *building.rows),
        .tiles = arena_take_array(arena, 2 * kpis, sizeof *building.tiles),
        .shown = arena_take_array(arena, 2 * kpis, sizeof *building.shown),
        .placed = arena_take_array(arena, kpis, sizeof *building.placed),
    };
    for (size_t i = 0; i < kpis; i++) {
        if (!building.placed[i]) {
            add_row(&building, i, language);
        }
    }
    struct board_spec *own = &partners->spec;
    own->business_count++; /* of several the name is told; the last has no rows */
    own->businesses = building.groups;
    own->channels = building.rows;
    own->kpis = building.tiles;
    partners->shown = building.shown;
    size_t *all = arena_take_array(arena, own->kpi_count, sizeof *all);
    for (size_t i = 0; i < own->kpi_count; i++) {
        all[i] = i;
    }
    partners->kpis = all;
}

/* ---- Tiles ---------------------------------------------------------------------------------- */

/* Of the KPIs before it in its row. */
static struct total total_of(const struct partners *partners, const struct board *board, size_t row)
{
    const struct channel_spec *channel = &partners->spec.channels[row];
    struct total total = {.known = false};
    for (size_t i = 0; i + 1 < channel->kpi_count; i++) {
        total_add(&total, board_kpi(board, partners->shown[channel->first_kpi + i]));
    }
    total_settle(&total);
    return total;
}

uint32_t partners_revision(const struct partners *partners, const struct board *board, size_t index)
{
    if (partners->shown[index] != PARTNERS_TOTAL) {
        return board_kpi(board, partners->shown[index])->revision;
    }
    uint32_t sum = 0;
    const struct channel_spec *row =
        &partners->spec.channels[partners->spec.kpis[index].channel_index];
    for (size_t i = 0; i + 1 < row->kpi_count; i++) {
        sum = sum * 31 + board_kpi(board, partners->shown[row->first_kpi + i])->revision;
    }
    return sum;
}

static void name_total(const struct partners *partners, size_t row, const struct total *total,
                       size_t count, enum language language)
{
    char share[48];
    char *name = partners->names[row];
    snprintf(share, sizeof share, "%zu/%zu", total->counted, count);
    word_fill(name, sizeof *partners->names, total->counted < count ? WORD_TOTAL_OF : WORD_TOTAL,
              language, share);
}

/* As the worst of its parts, but for what is one's own affair. */
static struct kpi total_kpi(const struct partners *partners, size_t row, const struct look *look)
{
    struct total total = total_of(partners, look->board, row);
    name_total(partners, row, &total, partners->spec.channels[row].kpi_count - 1,
               look->type.language);
    struct kpi kpi = *total.worst;
    int64_t sample = kpi.reading.sample; /* of what is thin */
    kpi.reading = total.first ? total.first->reading : kpi.reading;
    kpi.reading.sample = sample;
    kpi.since_ms = kpi.quality == total.quality ? kpi.since_ms : NO_TIME;
    kpi.quality = total.quality;
    kpi.verdict = VERDICT_UNTARGETED;
    kpi.target.set = kpi.warns = kpi.recovering = kpi.worsening = kpi.in_hand.stands = false;
    kpi.streak_ms = NEVER;
    kpi.trend = TREND_NONE;
    kpi.shows_value = total.known;
    kpi.suppressed = total.suppressed;
    kpi.reading.value = total.value;
    kpi.finals.count = 0;
    return kpi;
}

struct kpi partners_kpi(const struct partners *partners, size_t index, struct look *look)
{
    size_t shown = partners->shown[index];
    struct kpi kpi = shown == PARTNERS_TOTAL
                         ? total_kpi(partners, partners->spec.kpis[index].channel_index, look)
                         : *board_kpi(look->board, shown);
    look->opening = board_opening(look->board, kpi.spec->channel_index);
    look->spec = &partners->spec;
    kpi.spec = &partners->spec.kpis[index];
    return kpi;
}
