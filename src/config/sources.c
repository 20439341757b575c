#include "config/sources.h"

#include <stdio.h>
#include <string.h>

#include "config/keys.h"
#include "config/nearest.h"
#include "config/pointer.h"
#include "kpi/foreign.h"

#define TOPIC_MOST 255 /* bytes */
#define OWN_ROOT "wallboard"
#define PATH_BYTES ((size_t)3 * ID_BYTES) /* of business/channel/metric */

static void fault_at(struct faults *faults, struct pointer *pointer, enum severity severity,
                     const char *key, const char *code, const char *read, const char *allowed,
                     const char *message)
{
    size_t before = pointer_push(pointer, key);
    faults_add(faults, severity, pointer->text, code, read, allowed, "%s", message);
    pointer_pop(pointer, before);
}

/* ---- Topics --------------------------------------------------------------------------------- */

/* + is alone in its level, and # as well and the last. */
bool topic_filter_allowed(const char *filter)
{
    if (strlen(filter) > TOPIC_MOST) {
        return false;
    }
    for (const char *level = filter;; level++) {
        size_t length = strcspn(level, "/");
        const char *wild = memchr(level, '#', length);
        bool last = level[length] == '\0';
        if ((wild != NULL && (length != 1 || !last)) ||
            (memchr(level, '+', length) != NULL && length != 1)) {
            return false;
        }
        level += length;
        if (last) {
            return true;
        }
    }
}

/*
 * Under our own root a wildcard would bring in what is meant for other screens; so its first level
 * must be written out and be none of ours.
 */
bool topic_filter_foreign(const char *filter)
{
    size_t first = strcspn(filter, "/");
    bool own = first == strlen(OWN_ROOT) && strncmp(filter, OWN_ROOT, first) == 0;
    return !own && strcspn(filter, "+#") >= first && filter[0] != '$';
}

static void check_topic(const struct source_entry *entry, struct pointer *pointer,
                        struct faults *faults)
{
    if (!topic_filter_allowed(entry->topic)) {
        fault_at(faults, pointer, SEVERITY_FAULT, "topic", "topic", entry->topic, FILTER_ALLOWED,
                 "This is no topic filter.");
    } else if (!topic_filter_foreign(entry->topic)) {
        fault_at(faults, pointer, SEVERITY_FAULT, "topic", "own-topic", entry->topic,
                 FOREIGN_ALLOWED,
                 "Messages of the wallboards themselves cannot be read as those of others.");
    } else if (strpbrk(entry->topic, "+#") != NULL &&
               (entry->value == NULL || strchr(entry->value, '=') == NULL)) {
        fault_at(faults, pointer, SEVERITY_WARNING, "topic", "wildcard", entry->topic,
                 "one topic, or a condition such as /Queue=support in value",
                 "Where several topics match, each overwrites the figure of the others.");
    }
}

/* ---- Places --------------------------------------------------------------------------------- */

/* RFC 6901, with parts that fit. */
static bool is_pointer(const char *text)
{
    if (text[0] != '/') {
        return false;
    }
    for (const char *part = text; *part != '\0';) {
        size_t length = strcspn(part + 1, "/");
        if (length >= FOREIGN_PART_BYTES) {
            return false;
        }
        part += 1 + length;
    }
    for (const char *tilde = text; (tilde = strchr(tilde, '~')) != NULL; tilde++) {
        if (tilde[1] != '0' && tilde[1] != '1') {
            return false;
        }
    }
    return true;
}

static void check_place(const char *key, const char *place, struct pointer *pointer,
                        struct faults *faults)
{
    if (place != NULL && !is_pointer(place)) {
        fault_at(faults, pointer, SEVERITY_FAULT, key, "pointer", place,
                 "a JSON Pointer such as /data/0/value; ~0 for ~, ~1 for /",
                 "This is no JSON Pointer.");
    }
}

/* ---- KPIs ----------------------------------------------------------------------------------- */

static const void *member(const struct entry_list *list, size_t size, const char *id, size_t length)
{
    for (size_t i = 0; i < list->count; i++) {
        const char *item = (const char *)list->items + i * size;
        const char *name = *(const char *const *)(const void *)item;
        if (strlen(name) == length && strncmp(name, id, length) == 0) {
            return item;
        }
    }
    return NULL;
}

/* Whether the board has it, be it shown here or not. */
static bool is_listed(const struct board_entry *board, const char *path)
{
    size_t length = strcspn(path, "/");
    const struct business_entry *business =
        member(&board->businesses, sizeof *business, path, length);
    path += length + (path[length] == '/');
    length = strcspn(path, "/");
    const struct channel_entry *channel =
        business ? member(&business->channels, sizeof *channel, path, length) : NULL;
    path += length + (path[length] == '/');
    return channel && member(&channel->kpis, sizeof(struct kpi_entry), path, strlen(path));
}

static size_t find_kpi(const struct board_spec *spec, const char *path, struct nearest *nearest,
                       char (*paths)[PATH_BYTES])
{
    for (size_t i = 0; i < spec->kpi_count; i++) {
        const struct kpi_spec *kpi = &spec->kpis[i];
        snprintf(paths[i], sizeof *paths, "%s/%s/%s", kpi->business, kpi->channel, kpi->metric_id);
        if (strcmp(paths[i], path) == 0) {
            return i;
        }
        nearest_offer(nearest, paths[i]);
    }
    return spec->kpi_count;
}

static void unknown_kpi(const struct source_entry *entry, const struct nearest *nearest,
                        struct pointer *pointer, struct faults *faults)
{
    char hint[128];
    size_t before = pointer_push(pointer, "kpi");
    faults_add(faults, SEVERITY_FAULT, pointer->text, "unknown-kpi", entry->kpi,
               "business/channel/metric of a KPI of this board", "The board has no such KPI.%s",
               nearest_hint(nearest, hint, sizeof hint));
    pointer_pop(pointer, before);
}

static void resolve(struct board_config *config, const struct board_entry *board,
                    const struct source_entry *entry, struct pointer *pointer,
                    struct source_spec *to, struct faults *faults)
{
    struct arena *scratch = arena_create();
    struct nearest nearest = nearest_to(entry->kpi);
    struct board_spec *spec = &config->spec;
    size_t kpi = find_kpi(spec, entry->kpi, &nearest,
                          arena_take_array(scratch, spec->kpi_count, PATH_BYTES));
    if (kpi < spec->kpi_count) {
        *to = (struct source_spec){.topic = entry->topic,
                                   .kpi = kpi,
                                   .value = entry->value,
                                   .per = entry->per,
                                   .time = entry->time,
                                   .sample = entry->sample,
                                   .scale = entry->scale,
                                   .offset = entry->offset};
        spec->source_count++;
    } else if (!is_listed(board, entry->kpi)) {
        unknown_kpi(entry, &nearest, pointer, faults);
    }
    arena_destroy(scratch);
}

static void check(const struct source_entry *entry, struct pointer *pointer, struct faults *faults)
{
    check_topic(entry, pointer, faults);
    check_place("value", entry->value, pointer, faults);
    check_place("per", entry->per, pointer, faults);
    check_place("time", entry->time, pointer, faults);
    check_place("sample", entry->sample, pointer, faults);
    if (entry->scale == 0) {
        fault_at(faults, pointer, SEVERITY_FAULT, "scale", "scale-zero", "0", "any number but 0",
                 "Every value would be the same.");
    }
}

void sources_resolve(struct board_config *config, const struct board_entry *entry,
                     struct faults *faults)
{
    struct pointer pointer = {0};
    const struct source_entry *entries = entry->sources.items;
    struct source_spec *sources =
        arena_take_array(config->arena, entry->sources.count, sizeof *sources);
    config->spec.sources = sources;
    pointer_push(&pointer, "sources");
    for (size_t i = 0; i < entry->sources.count; i++) {
        size_t before = pointer_push(&pointer, entries[i].id);
        /* What is missing or wrong has its fault already. */
        if (entries[i].topic && entries[i].kpi) {
            check(&entries[i], &pointer, faults);
            resolve(config, entry, &entries[i], &pointer, &sources[config->spec.source_count],
                    faults);
        }
        pointer_pop(&pointer, before);
    }
}
