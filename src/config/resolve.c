#include "config/resolve.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "config/dated_rules.h"
#include "config/keys.h"
#include "config/names.h"
#include "config/nearest.h"
#include "config/order.h"
#include "config/rules.h"

struct resolver {
    const struct catalogue *catalogue;
    const struct board_entry *board;
    struct arena *arena;
    struct faults *faults;
    struct pointer pointer;
    struct business_spec *businesses;
    struct channel_spec *channels;
    struct kpi_spec *kpis;
    size_t business_count, channel_count, kpi_count;
    unsigned traits;           /* of the channel at hand */
    size_t left_out;           /* KPIs that are not for this wall */
    const enum audience *told; /* whose wall it is, by whoever started it; NULL: nobody said */
    int today;                 /* 0: not known */
    bool any_target;
    bool compares; /* one who operates a business stands beside another */
};

static struct words both(const char *text)
{
    struct words words;
    for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
        words.in[i] = text;
    }
    return words;
}

/* The first that is given. */
static struct words words_or(struct words words, struct words other)
{
    return words.in[0] ? words : other;
}

static int int_or(int value, int other)
{
    return value == ABSENT ? other : value;
}

/* ---- KPIs ----------------------------------------------------------------------------------- */

static struct bounds plain(const struct given_bounds *given)
{
    return (struct bounds){.low = given->low, .high = given->high};
}

static struct target target_from(const struct given_bounds *target,
                                 const struct given_bounds *limit, const struct given_bounds *warn,
                                 const struct metric *metric)
{
    struct target made = {.direction = metric->direction};
    if (target->set) {
        made.set = true;
        made.target = plain(target);
        made.limit = plain(limit->set ? limit : target);
        made.has_warn = warn->set;
        made.warn = plain(warn);
    }
    return made;
}

static void resolve_targets(struct resolver *resolver, const struct kpi_entry *entry,
                            struct kpi_spec *spec)
{
    const struct dated_entry *entries = entry->targets.items;
    struct dated_target *items =
        arena_take_array(resolver->arena, entry->targets.count, sizeof *items);
    for (size_t i = 0; i < entry->targets.count; i++) {
        const struct dated_entry *from = &entries[i];
        items[i] = (struct dated_target){
            .id = from->id,
            .from = from->from,
            .until = from->until,
            .hours = from->hours,
            .target = target_from(&from->target, &from->limit, &from->warn, spec->metric),
        };
    }
    spec->targets = (struct dated_targets){items, entry->targets.count};
    dated_rules_check(resolver->faults, &resolver->pointer, entry, spec->metric, resolver->today);
}

static void resolve_ages(struct kpi_spec *spec, const struct kpi_entry *entry)
{
    int three = 3 * spec->cadence_s;
    spec->fresh_s = int_or(entry->fresh_s, three < 10 ? 10 : three);
    spec->drop_s = int_or(entry->drop_s, 10 * spec->fresh_s);
}

/* The words of a level's periods begin with interval, day; the running today is none of them. */
static int level_period(int word)
{
    return word == ABSENT ? PERIOD_COUNT : word == 0 ? PERIOD_INTERVAL : PERIOD_TODAY + word;
}

/* Of the KPI's own rule and the board's. */
static struct level_rule resolve_level(const struct level_rule *own, const struct level_rule *board)
{
    return (struct level_rule){
        .periods = int_or(own->periods, int_or(board->periods, 0)),
        .share = isnan(own->share) ? board->share : own->share,
        .period = level_period(int_or(own->period, board->period)),
    };
}

static bool told_of_variation(const struct resolver *resolver)
{
    int audience = resolver->told ? (int)*resolver->told : resolver->board->audience;
    return audience == AUDIENCE_SUPERVISORS || audience == AUDIENCE_MANAGEMENT;
}

/* Neither is for agents or clients; an interval follows the shape of its day. */
static void resolve_variation(const struct resolver *resolver, const struct kpi_entry *entry,
                              struct kpi_spec *spec)
{
    if (told_of_variation(resolver)) {
        int period = spec->level.period == PERIOD_COUNT ? (int)final_period(spec->period)
                                                        : spec->level.period;
        spec->variation = period >= PERIOD_DAY;
        spec->corrective_after =
            int_or(entry->corrective_after, int_or(resolver->board->corrective_after, 0));
    }
}

static struct kpi_spec kpi_from(const struct kpi_entry *entry, const struct metric *metric)
{
    struct kpi_spec spec = {
        .metric_id = metric->id,
        .metric = metric,
        .name = words_or(entry->name, metric->name),
        .short_name = words_or(entry->short_name, words_or(entry->name, metric->short_name)),
        .target = target_from(&entry->target, &entry->limit, &entry->warn, metric),
        .period = (enum period)int_or(entry->period, (int)metric->period),
        .decimals = int_or(entry->decimals, metric->decimals),
        .cadence_s = int_or(entry->cadence_s, metric->cadence_s),
        .min_sample = int_or(entry->min_sample, metric->min_sample),
        .needs_sample = entry->min_sample > 0,
        .deadband = isnan(entry->deadband) ? metric->deadband : entry->deadband,
        .on_delay_s = int_or(entry->on_delay_s, metric->on_delay_s),
        .off_delay_s = int_or(entry->off_delay_s, metric->off_delay_s),
        .threshold_s = int_or(entry->threshold_s, 0),
    };
    resolve_ages(&spec, entry);
    return spec;
}

/* NULL after a fault. */
static const struct metric *find_metric(struct resolver *resolver, const char *id)
{
    const struct metric *metric = catalogue_find(resolver->catalogue, id);
    if (!metric) {
        char hint[128], allowed[128];
        struct nearest nearest = nearest_to(id);
        for (size_t i = 0; i < resolver->catalogue->count; i++) {
            nearest_offer(&nearest, resolver->catalogue->metrics[i].id);
        }
        snprintf(allowed, sizeof allowed, "a metric of the catalogue %s",
                 resolver->catalogue->version);
        faults_add(resolver->faults, SEVERITY_FAULT, resolver->pointer.text, "unknown-metric", id,
                   allowed, "The catalogue has no metric '%s'.%s", id,
                   nearest_hint(&nearest, hint, sizeof hint));
    }
    return metric;
}

static const char *operator_of(const struct business_entry *business)
{
    return business->partner ? business->partner : "";
}

/* Of a wall of one business the others are as if they did not stand there. */
static bool shows_business(const struct board_entry *board, const char *id)
{
    return !board->business || strcmp(board->business, id) == 0;
}

static bool compares_partners(const struct board_entry *board)
{
    const struct business_entry *businesses = board->businesses.items;
    if (board->business) {
        return false;
    }
    for (size_t i = 1; i < board->businesses.count; i++) {
        if (strcmp(operator_of(&businesses[i]), operator_of(&businesses[0])) != 0) {
            return true;
        }
    }
    return false;
}

/*
 * For whom a KPI is meant where nobody says so: as in the catalogue, but before agents no partner
 * is compared with others.
 */
static unsigned audiences_of(const struct resolver *resolver, const struct business_entry *business,
                             const struct kpi_entry *entry, const struct metric *metric)
{
    if (entry->audience) {
        return entry->audience;
    }
    bool compared = resolver->compares && business->partner;
    return compared ? metric->audiences & ~(1u << AUDIENCE_AGENTS) : metric->audiences;
}

/*
 * A board that does not say for whom it is shows what it lists: whoever writes a first board has
 * not heard of audiences, and a KPI of his that is silently missing would be a lie by omission.
 */
static bool for_this_wall(struct resolver *resolver, const struct kpi_spec *spec)
{
    int audience = resolver->told ? (int)*resolver->told : resolver->board->audience;
    if (audience == ABSENT || spec->audiences & 1u << audience) {
        return true;
    }
    resolver->left_out++;
    if (resolver->told) {
        return false; /* as it was asked for */
    }
    faults_add(resolver->faults, SEVERITY_WARNING, resolver->pointer.text, "audience", "",
               "an audience that includes this wall's",
               "The KPI is not meant for those who see this wall and is left out.");
    return false;
}

static void resolve_kpi(struct resolver *resolver, const struct business_entry *business,
                        const struct channel_entry *channel, const struct kpi_entry *entry)
{
    size_t before = pointer_push(&resolver->pointer, entry->id);
    const struct metric *metric = find_metric(resolver, entry->id);
    if (metric) {
        struct kpi_spec spec = kpi_from(entry, metric);
        const char *inherited = channel->source ? channel->source : business->source;
        spec.business = business->id;
        spec.channel = channel->id;
        spec.channel_index = resolver->channel_count;
        spec.source = entry->source ? entry->source : inherited;
        spec.audiences = audiences_of(resolver, business, entry, metric);
        spec.level = resolve_level(&entry->level, &resolver->board->level);
        resolve_variation(resolver, entry, &spec);
        resolve_targets(resolver, entry, &spec);
        rules_check_kpi(resolver->faults, &resolver->pointer, entry, &spec);
        rules_check_traits(resolver->faults, &resolver->pointer, metric, resolver->traits);
        if (for_this_wall(resolver, &spec)) {
            resolver->kpis[resolver->kpi_count++] = spec;
            resolver->any_target =
                resolver->any_target || spec.target.set || spec.targets.count > 0;
        }
    }
    pointer_pop(&resolver->pointer, before);
}

static const int *metric_ranks(const struct resolver *resolver, const struct entry_list *list)
{
    const struct kpi_entry *entries = list->items;
    int *ranks = arena_take_array(resolver->arena, list->count, sizeof *ranks);
    for (size_t i = 0; i < list->count; i++) {
        const struct metric *metric = catalogue_find(resolver->catalogue, entries[i].id);
        ranks[i] = metric ? metric->order : INT_MAX;
    }
    return ranks;
}

static void resolve_kpis(struct resolver *resolver, const struct business_entry *business,
                         const struct channel_entry *channel)
{
    const struct kpi_entry *entries = channel->kpis.items;
    const size_t *indices =
        display_order(resolver->arena, resolver->faults, &resolver->pointer, &channel->order,
                      &channel->kpis, sizeof *entries, metric_ranks(resolver, &channel->kpis));
    size_t before = pointer_push(&resolver->pointer, "kpis"), first = resolver->kpi_count;
    for (size_t i = 0; i < channel->kpis.count; i++) {
        resolve_kpi(resolver, business, channel, &entries[indices[i]]);
    }
    rules_check_channel(resolver->faults, &resolver->pointer, &resolver->kpis[first],
                        resolver->kpi_count - first);
    if (channel->kpis.count == 0) {
        faults_add(resolver->faults, SEVERITY_WARNING, resolver->pointer.text, "no-kpis", "",
                   "at least one KPI", "The channel '%s' shows nothing.", channel->id);
    }
    pointer_pop(&resolver->pointer, before);
}

/* ---- Channels ------------------------------------------------------------------------------- */

static const struct usual_channel *find_usual(const struct catalogue *catalogue, const char *id)
{
    for (size_t i = 0; i < catalogue->channel_count; i++) {
        if (strcmp(catalogue->channels[i].id, id) == 0) {
            return &catalogue->channels[i];
        }
    }
    return NULL;
}

static enum timing resolve_timing(struct resolver *resolver, const struct channel_entry *entry,
                                  const struct usual_channel *usual, enum assistance assistance)
{
    if (entry->timing != ABSENT) {
        return (enum timing)entry->timing;
    }
    if (usual) {
        return usual->timing;
    }
    if (assistance == ASSISTANCE_HUMAN) {
        size_t before = pointer_push(&resolver->pointer, "timing");
        faults_add(resolver->faults, SEVERITY_FAULT, resolver->pointer.text, "missing", "",
                   "real-time, non-real-time, none",
                   "The catalogue does not know the channel '%s', so it needs the key 'timing'.",
                   entry->id);
        pointer_pop(&resolver->pointer, before);
    }
    return TIMING_NONE;
}

static struct channel_spec channel_from(struct resolver *resolver,
                                        const struct channel_entry *entry)
{
    const struct usual_channel *usual = find_usual(resolver->catalogue, entry->id);
    int assistance = int_or(entry->assistance, usual ? (int)usual->assistance : ASSISTANCE_HUMAN);
    return (struct channel_spec){
        .id = entry->id,
        .name = words_or(entry->name, usual ? usual->name : both(entry->id)),
        .business_index = resolver->business_count,
        .timing = resolve_timing(resolver, entry, usual, (enum assistance)assistance),
        .assistance = (enum assistance)assistance,
        .kind = (enum channel_kind)int_or(entry->kind, usual ? (int)usual->kind : CHANNEL_INBOUND),
        .hours = entry->hours ? entry->hours : resolver->board->hours,
        .stuck_s = entry->stuck_s,
        .first_kpi = resolver->kpi_count,
    };
}

/* With a least size of groups somebody has to tell how large the channel's is. */
static void check_group(struct resolver *resolver, const struct channel_spec *spec)
{
    bool counted = false, needed = false;
    for (size_t i = 0; i < spec->kpi_count; i++) {
        const struct metric *metric = resolver->kpis[spec->first_kpi + i].metric;
        counted = counted || metric->counts_group;
        needed = needed || metric->of_people;
    }
    if (needed && !counted && resolver->board->privacy.min_group > 0) {
        size_t before = pointer_push(&resolver->pointer, "kpis");
        faults_add(resolver->faults, SEVERITY_WARNING, resolver->pointer.text, "group-unknown", "",
                   "a KPI agents-staffed",
                   "Figures about people are shown only where their readings tell 'agents'.");
        pointer_pop(&resolver->pointer, before);
    }
}

static void resolve_channel(struct resolver *resolver, const struct business_entry *business,
                            const struct channel_entry *entry)
{
    size_t before = pointer_push(&resolver->pointer, entry->id);
    struct channel_spec spec = channel_from(resolver, entry);
    resolver->traits = catalogue_traits(spec.timing, spec.assistance, spec.kind);
    resolve_kpis(resolver, business, entry);
    spec.kpi_count = resolver->kpi_count - spec.first_kpi;
    check_group(resolver, &spec);
    resolver->channels[resolver->channel_count++] = spec;
    pointer_pop(&resolver->pointer, before);
}

/* ---- Businesses ----------------------------------------------------------------------------- */

static void resolve_business(struct resolver *resolver, const struct business_entry *entry)
{
    size_t before = pointer_push(&resolver->pointer, entry->id);
    const struct channel_entry *channels = entry->channels.items;
    struct business_spec spec = {
        .id = entry->id,
        .name = words_or(entry->name, both(entry->id)),
        .partner = entry->partner,
        .first_channel = resolver->channel_count,
        .channel_count = entry->channels.count,
    };
    const size_t *indices = display_order(resolver->arena, resolver->faults, &resolver->pointer,
                                          &entry->order, &entry->channels, sizeof *channels, NULL);
    pointer_push(&resolver->pointer, "channels");
    for (size_t i = 0; i < entry->channels.count; i++) {
        resolve_channel(resolver, entry, &channels[indices[i]]);
    }
    resolver->businesses[resolver->business_count++] = spec;
    pointer_pop(&resolver->pointer, before);
}

static void take_room(struct resolver *resolver)
{
    size_t channels = 0, kpis = 0;
    const struct business_entry *businesses = resolver->board->businesses.items;
    for (size_t i = 0; i < resolver->board->businesses.count; i++) {
        const struct entry_list *list = &businesses[i].channels;
        const struct channel_entry *entries = list->items;
        channels += list->count;
        for (size_t j = 0; j < list->count; j++) {
            kpis += entries[j].kpis.count;
        }
    }
    resolver->businesses = arena_take_array(resolver->arena, resolver->board->businesses.count,
                                            sizeof *resolver->businesses);
    resolver->channels = arena_take_array(resolver->arena, channels, sizeof *resolver->channels);
    resolver->kpis = arena_take_array(resolver->arena, kpis, sizeof *resolver->kpis);
}

/* A client sees its own business and not even the names of others. */
static void check_business(struct resolver *resolver)
{
    const struct board_entry *board = resolver->board;
    const struct business_entry *entries = board->businesses.items;
    int audience = resolver->told ? (int)*resolver->told : board->audience;
    const char *read = board->business ? board->business : "";
    char hint[128] = "";
    struct nearest nearest = nearest_to(read);
    for (size_t i = 0; i < board->businesses.count; i++) {
        nearest_offer(&nearest, entries[i].id);
    }
    if (board->business && resolver->business_count == 0) {
        faults_add(resolver->faults, SEVERITY_FAULT, "/business", "unknown-id", read,
                   "an id that stands in businesses", "The board has no business '%s'.%s", read,
                   nearest_hint(&nearest, hint, sizeof hint));
    } else if (audience == AUDIENCE_CLIENT && resolver->business_count > 1) {
        faults_add(resolver->faults, SEVERITY_FAULT, "/business", "missing", "",
                   "the id of one business", "A client's wall shows its own business alone.");
    }
}

static void resolve_businesses(struct resolver *resolver)
{
    const struct board_entry *board = resolver->board;
    const struct business_entry *entries = board->businesses.items;
    const size_t *indices = display_order(resolver->arena, resolver->faults, &resolver->pointer,
                                          &board->order, &board->businesses, sizeof *entries, NULL);
    size_t before = pointer_push(&resolver->pointer, "businesses");
    for (size_t i = 0; i < board->businesses.count; i++) {
        if (shows_business(board, entries[indices[i]].id)) {
            resolve_business(resolver, &entries[indices[i]]);
        }
    }
    check_business(resolver);
    if (resolver->kpi_count > 0 && !resolver->any_target) {
        faults_add(resolver->faults, SEVERITY_WARNING, resolver->pointer.text, "untargeted", "",
                   "at least one target", "No KPI has a target, so nothing is ever judged.");
    }
    pointer_pop(&resolver->pointer, before);
}

void resolve_board(struct board_config *config, const struct board_entry *entry,
                   const struct config_world *world, struct faults *faults)
{
    struct resolver resolver = {
        .catalogue = world->catalogue,
        .told = world->audience,
        .today = world->today,
        .board = entry,
        .arena = config->arena,
        .faults = faults,
        .compares = compares_partners(entry),
    };
    take_room(&resolver);
    resolve_businesses(&resolver);
    config->spec = (struct board_spec){
        .businesses = resolver.businesses,
        .business_count = resolver.business_count,
        .channels = resolver.channels,
        .channel_count = resolver.channel_count,
        .kpis = resolver.kpis,
        .kpi_count = resolver.kpi_count,
        .categories = resolver.catalogue->categories,
        .category_count = resolver.catalogue->category_count,
        .holidays = entry->holidays,
        .min_group = entry->privacy.min_group,
    };
    config->for_others = resolver.kpi_count == 0 && resolver.left_out > 0;
    if (config->for_others) {
        faults_add(faults, SEVERITY_WARNING, "/audience", "audience", "",
                   "an audience that some KPI is meant for",
                   "No KPI is meant for those who see this wall: it has nothing to show.");
    }
    names_check(faults, &config->spec, config->language);
}
