#include "config/pages.h"

#include <stdio.h>
#include <string.h>

#include "config/key_words.h"
#include "config/keys.h"
#include "config/nearest.h"
#include "config/order.h"
#include "config/pointer.h"
#include "kpi/block.h"
#include "kpi/reading.h"

/* The pages of a board that names none, besides one of standing for each business. */
#define OWN_PAGES 2

struct paging {
    const struct catalogue *catalogue;
    struct board_config *config;
    const struct board_entry *board;
    struct faults *faults;
    struct pointer pointer;
    bool narrowed; /* to an audience that the board did not choose, or to one business: a page may
                      well be empty */
    int audience;  /* whose wall it is; ABSENT: nobody says */
    struct page_spec *pages;
    size_t count;
};

static void add_fault(struct paging *paging, enum severity severity, const char *key,
                      const char *code, const char *read, const char *allowed, const char *message)
{
    size_t before = paging->pointer.length;
    if (key) {
        pointer_push(&paging->pointer, key);
    }
    faults_add(paging->faults, severity, paging->pointer.text, code, read, allowed, "%s", message);
    pointer_pop(&paging->pointer, before);
}

/* ---- What a page picks ---------------------------------------------------------------------- */

/* Whether a business of another partner, or another one of his, has the same KPI. */
static bool has_rival(const struct board_spec *spec, const struct kpi_spec *kpi)
{
    for (size_t i = 0; i < spec->kpi_count; i++) {
        const struct kpi_spec *other = &spec->kpis[i];
        size_t business = spec->channels[other->channel_index].business_index;
        if (other->metric == kpi->metric && strcmp(other->channel, kpi->channel) == 0 &&
            strcmp(other->business, kpi->business) != 0 && spec->businesses[business].partner) {
            return true;
        }
    }
    return false;
}

static bool shown_in(enum page_show show, const struct board_spec *spec,
                     const struct channel_spec *channel, const struct kpi_spec *kpi)
{
    switch (show) {
    case PAGE_REAL_TIME:
        return block_of(channel) == BLOCK_REAL_TIME;
    case PAGE_NON_REAL_TIME:
        return block_of(channel) == BLOCK_NON_REAL_TIME;
    case PAGE_DIGITAL:
        return block_of(channel) == BLOCK_DIGITAL;
    case PAGE_GAUGES:
        return kpi->metric->table == 0;
    case PAGE_LEVEL:
        return kpi->level.periods > 0;
    case PAGE_SCORECARD:
        return kpi->metric->table != 0;
    case PAGE_STANDING:
        return metric_of_standing(kpi->metric);
    case PAGE_PARTNERS:
        return spec->businesses[channel->business_index].partner && has_rival(spec, kpi);
    case PAGE_MESSAGE:
        return false;
    default:
        return true;
    }
}

static bool named(const char *wanted, const char *id)
{
    return !wanted || strcmp(wanted, id) == 0;
}

static bool listed(const struct page_entry *entry, const struct metric *metric)
{
    for (size_t i = 0; i < entry->metrics.count; i++) {
        if (strcmp(entry->metrics.ids[i], metric->id) == 0) {
            return true;
        }
    }
    return entry->metrics.count == 0 && (entry->show != PAGE_JOURNEY || metric->journey);
}

/* What tells how the centre stands has a page of its own; it is on others that ask for it. */
static bool elsewhere(const struct page_entry *entry, const struct metric *metric)
{
    bool asked = entry->channel || entry->metric || entry->metrics.count > 0;
    return metric_of_standing(metric) && entry->show != PAGE_STANDING && !asked;
}

static bool picks(const struct page_entry *entry, const struct board_spec *spec,
                  const struct channel_spec *channel, const struct kpi_spec *kpi)
{
    return !elsewhere(entry, kpi->metric) && named(entry->business, kpi->business) &&
           named(entry->channel, kpi->channel) && named(entry->metric, kpi->metric_id) &&
           listed(entry, kpi->metric) &&
           (entry->table == ABSENT || entry->table == kpi->metric->table) &&
           shown_in((enum page_show)entry->show, spec, channel, kpi);
}

/* In the order of the wall: by business, in it by block, in that as the board lists them. */
static void pick(struct paging *paging, const struct page_entry *entry, struct page_spec *page)
{
    const struct board_spec *spec = &paging->config->spec;
    size_t *kpis = arena_take_array(paging->config->arena, spec->kpi_count, sizeof *kpis);
    for (size_t b = 0; b < spec->business_count; b++) {
        const struct business_spec *business = &spec->businesses[b];
        for (size_t at = 0; at < BLOCK_COUNT * business->channel_count; at++) {
            const struct channel_spec *channel =
                &spec->channels[business->first_channel + at % business->channel_count];
            if (block_of(channel) != (enum block)(at / business->channel_count)) {
                continue;
            }
            for (size_t i = 0; i < channel->kpi_count; i++) {
                size_t kpi = channel->first_kpi + i;
                if (picks(entry, spec, channel, &spec->kpis[kpi])) {
                    kpis[page->kpi_count++] = kpi;
                }
            }
        }
    }
    page->kpis = kpis;
}

/* ---- What a page may say -------------------------------------------------------------------- */

struct naming {
    const char *key, *id;
};

static void check_name(struct paging *paging, struct naming naming, struct nearest *nearest,
                       bool known)
{
    if (naming.id && !known) {
        char hint[128], message[256];
        snprintf(message, sizeof message, "The board has no %s '%s'.%s", naming.key, naming.id,
                 nearest_hint(nearest, hint, sizeof hint));
        add_fault(paging, SEVERITY_FAULT, naming.key, "unknown-id", naming.id,
                  "an id that stands in businesses", message);
    }
}

/* As written, not as resolved: a KPI that is not for this audience is no mistake of the page. */
static void check_names(struct paging *paging, const struct page_entry *entry)
{
    const struct board_entry *board = paging->board;
    const struct business_entry *businesses = board->businesses.items;
    bool business = false, channel = false, metric = false;
    struct nearest near_business = nearest_to(entry->business ? entry->business : "");
    struct nearest near_channel = nearest_to(entry->channel ? entry->channel : "");
    struct nearest near_metric = nearest_to(entry->metric ? entry->metric : "");
    for (size_t b = 0; b < board->businesses.count; b++) {
        nearest_offer(&near_business, businesses[b].id);
        if (!named(entry->business, businesses[b].id)) {
            continue;
        }
        business = true;
        const struct channel_entry *channels = businesses[b].channels.items;
        for (size_t c = 0; c < businesses[b].channels.count; c++) {
            nearest_offer(&near_channel, channels[c].id);
            if (!named(entry->channel, channels[c].id)) {
                continue;
            }
            channel = true;
            const struct kpi_entry *kpis = channels[c].kpis.items;
            for (size_t k = 0; k < channels[c].kpis.count; k++) {
                nearest_offer(&near_metric, kpis[k].id);
                metric = metric || named(entry->metric, kpis[k].id);
            }
        }
    }
    check_name(paging, (struct naming){"business", entry->business}, &near_business, business);
    if (business) {
        check_name(paging, (struct naming){"channel", entry->channel}, &near_channel, channel);
    }
    if (channel) {
        check_name(paging, (struct naming){"metric", entry->metric}, &near_metric, metric);
    }
}

/* They need not be on this board, which may have its pages from the head office. */
static void check_metrics(struct paging *paging, const struct page_entry *entry)
{
    size_t before = pointer_push(&paging->pointer, "metrics");
    for (size_t i = 0; i < entry->metrics.count; i++) {
        const char *id = entry->metrics.ids[i];
        if (catalogue_find(paging->catalogue, id)) {
            continue;
        }
        char hint[128], message[256];
        struct nearest nearest = nearest_to(id);
        for (size_t m = 0; m < paging->catalogue->count; m++) {
            nearest_offer(&nearest, paging->catalogue->metrics[m].id);
        }
        snprintf(message, sizeof message, "The catalogue has no metric '%s'.%s", id,
                 nearest_hint(&nearest, hint, sizeof hint));
        size_t list = pointer_push_index(&paging->pointer, i);
        add_fault(paging, SEVERITY_FAULT, NULL, "unknown-metric", id, "a metric of the catalogue",
                  message);
        pointer_pop(&paging->pointer, list);
    }
    pointer_pop(&paging->pointer, before);
}

static void check_needed(struct paging *paging, const char *key, bool needed, bool given,
                         const char *read)
{
    if (needed && !given) {
        add_fault(paging, SEVERITY_FAULT, key, "missing", "", "the key beside show",
                  "A page that shows this needs the key.");
    } else if (!needed && given) {
        add_fault(paging, SEVERITY_FAULT, key, "not-for-page", read, "a page without this key",
                  "A page that shows this has no use for the key.");
    }
}

static void check_keys(struct paging *paging, const struct page_entry *entry)
{
    enum page_show show = (enum page_show)entry->show;
    bool message = show == PAGE_MESSAGE;
    const struct naming filters[] = {
        {"business", entry->business}, {"channel", entry->channel}, {"metric", entry->metric}};
    for (size_t i = 0; message && i < sizeof filters / sizeof *filters; i++) {
        check_needed(paging, filters[i].key, false, filters[i].id != NULL, filters[i].id);
    }
    if (show == PAGE_CHANNEL || show == PAGE_KPI) {
        check_needed(paging, "channel", true, entry->channel != NULL, "");
    }
    if (show == PAGE_KPI) {
        check_needed(paging, "metric", true, entry->metric != NULL, "");
    }
    if (show == PAGE_PARTNERS) {
        check_needed(paging, "business", false, entry->business != NULL, entry->business);
    }
    if (message) {
        check_needed(paging, "metrics", false, entry->metrics.count > 0, "ids");
        check_needed(paging, "table", false, entry->table != ABSENT, "a table");
    }
    if (show == PAGE_TABLE) {
        check_needed(paging, "table", true, entry->table != ABSENT, "");
    }
    check_needed(paging, "text", message, entry->text.in[0] != NULL, "a text");
}

/* Points of one item that stand there twice would be added up twice. */
static void check_standing(struct paging *paging, const struct page_spec *page)
{
    const struct kpi_spec *kpis = paging->config->spec.kpis;
    for (size_t i = 0; i < page->kpi_count; i++) {
        const struct metric *one = kpis[page->kpis[i]].metric;
        for (size_t j = 0; j < i; j++) {
            const struct metric *other = kpis[page->kpis[j]].metric;
            bool same =
                one->item ? other->item && strcmp(one->item, other->item) == 0 : other->assessment;
            if (same) {
                add_fault(paging, SEVERITY_FAULT, NULL, "ambiguous",
                          one->item ? one->item : one->id, "a page with business and channel",
                          "Two KPIs of the page tell of the same item, or of an assessment.");
                return;
            }
        }
    }
}

static void warn_of_empty(struct paging *paging, enum page_show show)
{
    bool standing = show == PAGE_STANDING;
    add_fault(paging, SEVERITY_WARNING, NULL, "empty-page", "",
              standing ? "baseline-assessment, or a metric of an item such as item-1-1"
                       : "at least one KPI",
              standing ? "No KPI of the board tells how the centre stands: the page is left out."
                       : "The page shows no KPI and is left out.");
}

/* ---- Resolving ------------------------------------------------------------------------------ */

/* Whose wall it is, by whoever started it or else by the board. */
static bool for_this_wall(const struct paging *paging, const struct page_entry *entry)
{
    return entry->audience == 0 || paging->audience == ABSENT ||
           entry->audience & 1u << paging->audience;
}

static void resolve_page(struct paging *paging, const struct page_entry *entry)
{
    const struct rotation_entry *rotation = &paging->board->rotation;
    struct page_spec page = {
        .id = entry->id,
        .show = (enum page_show)entry->show,
        .title = entry->title,
        .text = entry->text,
        .dwell_s = entry->dwell_s == ABSENT ? rotation->dwell_s : entry->dwell_s,
        .worst_first = entry->show != PAGE_PARTNERS &&
                       (entry->sort == ABSENT ? rotation->sort : entry->sort) == SORT_WORST_FIRST,
    };
    size_t fatal = faults_fatal(paging->faults);
    check_keys(paging, entry);
    check_names(paging, entry);
    check_metrics(paging, entry);
    if (!for_this_wall(paging, entry)) {
        return;
    }
    pick(paging, entry, &page);
    if (page.show == PAGE_KPI && entry->channel && entry->metric && page.kpi_count > 1) {
        add_fault(paging, SEVERITY_FAULT, "business", "ambiguous", "", "the id of one business",
                  "Several businesses have this KPI.");
    }
    if (page.show == PAGE_STANDING) {
        check_standing(paging, &page);
    }
    if (page.kpi_count == 0 && page.show != PAGE_MESSAGE) {
        if (faults_fatal(paging->faults) == fatal && !paging->narrowed) {
            warn_of_empty(paging, page.show);
        }
        return;
    }
    paging->pages[paging->count++] = page;
}

/* All that such a page shows by itself, of one business or, NULL, of all. */
static void add_own(struct paging *paging, enum page_show show, const char *business)
{
    const struct page_entry entry = {.show = (int)show, .business = business, .table = ABSENT};
    const struct rotation_entry *rotation = &paging->board->rotation;
    struct page_spec page = {
        .id = key_word_page_show((int)show),
        .show = show,
        .dwell_s = rotation->dwell_s,
        .worst_first = rotation->sort == SORT_WORST_FIRST,
        .if_needed = show == PAGE_OVERVIEW,
    };
    pick(paging, &entry, &page);
    if (page.kpi_count > 0) {
        paging->pages[paging->count++] = page;
    }
}

/* Of several businesses each stands for itself: their points are not added up. */
static void add_own_standing(struct paging *paging)
{
    const struct board_spec *spec = &paging->config->spec;
    for (size_t i = 0; i < spec->business_count; i++) {
        size_t before = paging->count;
        add_own(paging, PAGE_STANDING, spec->businesses[i].id);
        struct page_spec *page = &paging->pages[before];
        if (paging->count > before && spec->business_count > 1) {
            char id[ID_BYTES + 16];
            snprintf(id, sizeof id, "%s-%s", page->id, spec->businesses[i].id);
            page->id = arena_text(paging->config->arena, id);
            page->title = spec->businesses[i].name;
        }
        if (paging->count > before) {
            check_standing(paging, page);
        }
    }
}

static void resolve_own(struct paging *paging)
{
    add_own(paging, PAGE_OVERVIEW, NULL);
    add_own(paging, PAGE_TILES, NULL);
    add_own_standing(paging);
}

static bool is_on_a_page(const struct paging *paging, size_t kpi)
{
    bool found = false;
    for (size_t p = 0; p < paging->count && !found; p++) {
        for (size_t i = 0; i < paging->pages[p].kpi_count && !found; i++) {
            found = paging->pages[p].kpis[i] == kpi;
        }
    }
    return found;
}

/* No other page takes them by itself, so one who lists them and has no such page sees nothing. */
static void warn_of_unseen(struct paging *paging)
{
    const struct board_spec *spec = &paging->config->spec;
    for (size_t i = 0; i < spec->kpi_count && !paging->narrowed; i++) {
        if (metric_of_standing(spec->kpis[i].metric) && !is_on_a_page(paging, i)) {
            add_fault(paging, SEVERITY_WARNING, NULL, "not-shown", spec->kpis[i].metric_id,
                      "a page that shows standing, or names the channel or the metric",
                      "This KPI stands on no page.");
            return;
        }
    }
}

void pages_resolve(struct board_config *config, const struct board_entry *entry,
                   const struct config_world *world, struct faults *faults)
{
    struct paging paging = {.catalogue = world->catalogue,
                            .config = config,
                            .board = entry,
                            .faults = faults,
                            .audience = world->audience ? (int)*world->audience : entry->audience,
                            .narrowed = world->audience != NULL || entry->business != NULL};
    const struct page_entry *pages = entry->pages.items;
    size_t before = pointer_push(&paging.pointer, "rotation");
    const size_t *indices =
        display_order(config->arena, faults, &paging.pointer, &entry->rotation.order, &entry->pages,
                      sizeof *pages, NULL);
    pointer_pop(&paging.pointer, before);
    paging.pages = arena_take_array(config->arena,
                                    entry->pages.count + OWN_PAGES + config->spec.business_count,
                                    sizeof *paging.pages);
    pointer_push(&paging.pointer, "pages");
    for (size_t i = 0; i < entry->pages.count; i++) {
        size_t page = pointer_push(&paging.pointer, pages[indices[i]].id);
        resolve_page(&paging, &pages[indices[i]]);
        pointer_pop(&paging.pointer, page);
    }
    if (paging.count == 0 && config->spec.kpi_count > 0) {
        resolve_own(&paging);
    }
    warn_of_unseen(&paging);
    config->pages = paging.pages;
    config->page_count = paging.count;
}
