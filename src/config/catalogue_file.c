#include "config/catalogue_file.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>
#include <string.h>

#include "config/document.h"
#include "config/entries.h"
#include "config/reader.h"

#define DIGITS "0123456789"
#define ITEM_ALLOWED "a number such as 1.2"

/* The pack, packed by gzip, as the assembler took it in, see catalogue_pack.S. */
extern const char catalogue_pack_begin[], catalogue_pack_end[];

/* The length of what was packed stands in the last four bytes (RFC 1952), low byte first. */
static size_t unpacked_length(size_t packed)
{
    const unsigned char *last = (const unsigned char *)catalogue_pack_begin + packed - 4;
    return (size_t)last[0] | (size_t)last[1] << 8 | (size_t)last[2] << 16 | (size_t)last[3] << 24;
}

/* 16 above the window's bits: what follows is gzip. */
#define GZIP_WINDOW (16 + MAX_WBITS)

char *catalogue_built_in_text(size_t *length)
{
    size_t packed = (size_t)(catalogue_pack_end - catalogue_pack_begin);
    *length = unpacked_length(packed);
    char *text = calloc(*length + 1, 1);
    z_stream stream = {
        .next_in = (z_const Bytef *)catalogue_pack_begin,
        .avail_in = (uInt)packed,
        .next_out = (Bytef *)text,
        .avail_out = (uInt)*length,
    };
    int opened = inflateInit2(&stream, GZIP_WINDOW);
    int ended = opened == Z_OK && text != NULL ? inflate(&stream, Z_FINISH) : Z_MEM_ERROR;
    assert(ended == Z_STREAM_END && "the pack is part of the program");
    inflateEnd(&stream);
    return text;
}

/* "1.2", "12.16": one or two digits on either side of the dot. */
static bool is_number(const char *text)
{
    size_t before = strspn(text, DIGITS);
    size_t behind = text[before] == '.' ? strspn(text + before + 1, DIGITS) : 0;
    return before >= 1 && before <= 2 && behind >= 1 && behind <= 2 &&
           text[before + 1 + behind] == '\0';
}

static void judge_item(struct faults *faults, const struct metric *metric,
                       const struct category *categories, size_t count)
{
    char pointer[128];
    bool held = false;
    snprintf(pointer, sizeof pointer, "/metrics/%s/item", metric->id);
    if (!is_number(metric->item)) {
        faults_add(faults, SEVERITY_FAULT, pointer, "item", metric->item, ITEM_ALLOWED,
                   "This is no number of an item.");
        return;
    }
    for (size_t i = 0; i < count; i++) {
        held = held || category_holds(&categories[i], metric);
    }
    if (!held) {
        faults_add(faults, SEVERITY_FAULT, pointer, "unknown-category", metric->item,
                   "a number of a category of the pack, up to the dot",
                   "The pack has no category for this item.");
    }
}

/* What no range of a single key can tell. */
static void judge_metric(struct faults *faults, const struct metric *metric,
                         const struct category *categories, size_t count)
{
    char pointer[128];
    if (metric->minimum > metric->maximum) {
        snprintf(pointer, sizeof pointer, "/metrics/%s/minimum", metric->id);
        faults_add(faults, SEVERITY_FAULT, pointer, "range", "", "at most the maximum",
                   "The minimum lies above the maximum.");
    }
    if (metric->item && metric->assessment) {
        snprintf(pointer, sizeof pointer, "/metrics/%s/assessment", metric->id);
        faults_add(faults, SEVERITY_FAULT, pointer, "item", "true", "false beside an item",
                   "A metric is the points of an item or the score of an assessment.");
    }
    if (metric->item) {
        judge_item(faults, metric, categories, count);
    }
    if (metric_of_standing(metric) && metric->unit != UNIT_POINTS) {
        snprintf(pointer, sizeof pointer, "/metrics/%s/unit", metric->id);
        faults_add(faults, SEVERITY_FAULT, pointer, "unit", unit_word(metric->unit),
                   unit_word(UNIT_POINTS), "Items and assessments are told in points.");
    }
}

/* Two of one number would share their items. */
static void judge_categories(struct faults *faults, const struct category *categories, size_t count)
{
    char pointer[128];
    for (size_t i = 0; i < count; i++) {
        size_t group = strcspn(categories[i].number, ".");
        snprintf(pointer, sizeof pointer, "/categories/%s/number", categories[i].id);
        if (!is_number(categories[i].number)) {
            faults_add(faults, SEVERITY_FAULT, pointer, "item", categories[i].number, ITEM_ALLOWED,
                       "This is no number of a category.");
        }
        for (size_t j = 0; j < i; j++) {
            if (strcspn(categories[j].number, ".") == group &&
                strncmp(categories[j].number, categories[i].number, group) == 0) {
                faults_add(faults, SEVERITY_FAULT, pointer, "duplicate", categories[i].number,
                           "each number once, up to the dot",
                           "Another category has the same number.");
            }
        }
    }
}

static const struct catalogue *finish(const struct catalogue_entry *entry, struct arena *arena)
{
    struct catalogue *catalogue = arena_take(arena, sizeof *catalogue);
    *catalogue = (struct catalogue){
        .version = entry->version,
        .metrics = entry->metrics.items,
        .count = entry->metrics.count,
        .channels = entry->channels.items,
        .channel_count = entry->channels.count,
        .terms = entry->words.items,
        .term_count = entry->words.count,
        .categories = entry->categories.items,
        .category_count = entry->categories.count,
    };
    return catalogue;
}

const struct catalogue *catalogue_read(const char *bytes, size_t length, struct arena *arena,
                                       struct faults *faults)
{
    size_t fatal = faults_fatal(faults);
    json_t *document = document_read(bytes, length, faults);
    if (!document) {
        return NULL;
    }
    struct catalogue_entry entry = {0};
    struct reader reader = {.arena = arena, .faults = faults};
    read_section(&reader, &section_catalogue, document, &entry);
    json_decref(document);
    const struct metric *metrics = entry.metrics.items;
    /* What is not whole already has its fault. */
    if (faults_fatal(faults) == fatal) {
        judge_categories(faults, entry.categories.items, entry.categories.count);
        for (size_t i = 0; i < entry.metrics.count; i++) {
            judge_metric(faults, &metrics[i], entry.categories.items, entry.categories.count);
        }
    }
    return faults_fatal(faults) > fatal ? NULL : finish(&entry, arena);
}

const struct catalogue *catalogue_amended(const struct catalogue *catalogue,
                                          const struct metric *metrics, size_t count,
                                          struct arena *arena, struct faults *faults)
{
    struct catalogue *amended = arena_take(arena, sizeof *amended);
    struct metric *all = arena_take_array(arena, catalogue->count + count, sizeof *all);
    *amended = *catalogue;
    amended->metrics = all;
    memcpy(all, catalogue->metrics, catalogue->count * sizeof *all);
    for (size_t i = 0; i < count; i++) {
        const struct metric *known = catalogue_find(catalogue, metrics[i].id);
        size_t place = known ? (size_t)(known - catalogue->metrics) : amended->count++;
        all[place] = metrics[i];
        judge_metric(faults, &metrics[i], catalogue->categories, catalogue->category_count);
    }
    return amended;
}

const struct catalogue *catalogue_built_in(struct arena *arena, struct faults *faults)
{
    size_t length;
    char *text = catalogue_built_in_text(&length);
    const struct catalogue *catalogue = catalogue_read(text, length, arena, faults);
    free(text);
    return catalogue;
}
