#include "ctl/figures.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/text.h"
#include "config/nearest.h"
#include "config/pointer.h"
#include "ctl/columns.h"
#include "ctl/several_periods.h"
#include "kpi/arrival.h"
#include "kpi/payload.h"

struct reader {
    const struct figure_world *world;
    struct arena *arena;
    struct faults *faults;
    const struct sheet_row *header, *row;
    size_t place[SHEET_CELLS]; /* the column of each cell; column_count: none */
    json_t *topics;            /* the line that each was read from */
    json_t *readings;          /* all of each, where there are several */
    struct figure *list;       /* one of each KPI, and a history of those with several rows */
    size_t count;
    bool warned; /* see warn_undated() */
};

/* A fault in a cell of the row; `cell` behind the last one of the header means the whole row. */
__attribute__((format(printf, 6, 7))) static void fault_in(struct reader *reader,
                                                           const struct sheet_row *row, size_t cell,
                                                           const char *code, const char *allowed,
                                                           const char *format, ...)
{
    struct pointer pointer = {0};
    char message[512];
    bool whole = cell >= reader->header->count, stands = row != reader->header && cell < row->count;
    va_list list;
    va_start(list, format);
    vsnprintf(message, sizeof message, format, list);
    va_end(list);
    pointer_push_index(&pointer, row->line);
    if (!whole) {
        pointer_push(&pointer, reader->header->cells[cell]);
    }
    faults_add(reader->faults, SEVERITY_FAULT, pointer.text, code,
               !whole && stands ? row->cells[cell] : "", allowed, "%s", message);
}

/* ---- The header ----------------------------------------------------------------------------- */

/* The cell of a column; the header's count when it has none. */
static size_t cell_of(const struct reader *reader, size_t column)
{
    size_t cell = 0;
    while (cell < reader->header->count && reader->place[cell] != column) {
        cell++;
    }
    return cell;
}

static void unknown_column(struct reader *reader, size_t cell)
{
    const char *name = reader->header->cells[cell];
    struct nearest nearest = nearest_to(name);
    char allowed[512] = "", hint[128];
    for (size_t i = 0; i < column_count; i++) {
        nearest_offer(&nearest, columns[i].name);
        size_t used = strlen(allowed);
        snprintf(allowed + used, sizeof allowed - used, "%s%s", i > 0 ? ", " : "", columns[i].name);
    }
    fault_in(reader, reader->header, cell, "unknown-column", allowed, "There is no such column.%s",
             nearest_hint(&nearest, hint, sizeof hint));
}

static void need(struct reader *reader, size_t column)
{
    if (cell_of(reader, column) == reader->header->count) {
        fault_in(reader, reader->header, reader->header->count, "missing", columns[column].name,
                 "The table needs a column '%s'.", columns[column].name);
    }
}

static void read_header(struct reader *reader)
{
    for (size_t i = 0; i < reader->header->count; i++) {
        reader->place[i] = column_count;
    }
    for (size_t i = 0; i < reader->header->count; i++) {
        size_t column = column_find(reader->header->cells[i]);
        if (column == column_count) {
            unknown_column(reader, i);
        } else if (cell_of(reader, column) < reader->header->count) {
            fault_in(reader, reader->header, i, "duplicate-column", "each column once",
                     "The column '%s' stands there twice.", columns[column].name);
        } else {
            reader->place[i] = column;
        }
    }
    need(reader, COLUMN_CHANNEL);
    need(reader, COLUMN_METRIC);
}

/* ---- A row ---------------------------------------------------------------------------------- */

static const char *text_in(const struct reader *reader, size_t column)
{
    size_t cell = cell_of(reader, column);
    return cell < reader->row->count && cell < reader->header->count ? reader->row->cells[cell]
                                                                     : "";
}

/* NULL after a fault. */
static const char *id_in(struct reader *reader, size_t column)
{
    const char *text = text_in(reader, column);
    size_t cell = cell_of(reader, column);
    if (cell == reader->header->count) {
        return column == COLUMN_BUSINESS ? "main" : NULL; /* the header has its fault */
    }
    if (!text_is_id(text)) {
        fault_in(reader, reader->row, cell, text[0] != '\0' ? "id" : "missing",
                 cell_allowed(CELL_ID), "Every row needs its %s.", columns[column].name);
        return NULL;
    }
    return text;
}

static const struct metric *metric_in(struct reader *reader)
{
    const char *id = id_in(reader, COLUMN_METRIC);
    const struct catalogue *catalogue = reader->world->catalogue;
    const struct metric *metric = id != NULL ? catalogue_find(catalogue, id) : NULL;
    if (id != NULL && metric == NULL) {
        char allowed[128], hint[128];
        struct nearest nearest = nearest_to(id);
        for (size_t i = 0; i < catalogue->count; i++) {
            nearest_offer(&nearest, catalogue->metrics[i].id);
        }
        snprintf(allowed, sizeof allowed, "a metric of the catalogue %s", catalogue->version);
        fault_in(reader, reader->row, cell_of(reader, COLUMN_METRIC), "unknown-metric", allowed,
                 "The catalogue has no such metric.%s", nearest_hint(&nearest, hint, sizeof hint));
    }
    return metric;
}

/* The reading in the cells of the row. */
static json_t *reading_in(struct reader *reader, const struct metric *metric)
{
    json_t *reading = json_object();
    for (size_t cell = 0; cell < reader->row->count; cell++) {
        const char *text = reader->row->cells[cell];
        size_t column = cell < reader->header->count ? reader->place[cell] : column_count;
        if (cell >= reader->header->count && text[0] != '\0') {
            fault_in(reader, reader->row, reader->header->count, "too-many",
                     "as many cells as the header", "There is no column above '%s'.", text);
        }
        if (text[0] == '\0' || column < COLUMN_KEYS || column == column_count) {
            continue;
        }
        enum cell_kind kind = columns[column].kind;
        json_t *value = cell_value(kind, text, metric, reader->world->zone);
        if (value == NULL) {
            fault_in(reader, reader->row, cell, "type", cell_allowed(kind),
                     "A cell under '%s' cannot hold this.", columns[column].name);
        } else {
            json_object_set_new(reading, columns[column].name, value);
        }
    }
    if (json_object_get(reading, "value") == NULL && json_object_get(reading, "reason") != NULL) {
        json_object_set_new(reading, "value", json_null());
    }
    return reading;
}

static enum refusal judge(const json_t *json, const struct metric *metric, int64_t wall_ms)
{
    struct reading reading;
    struct refused refused;
    const struct kpi_spec spec = {.metric = metric};
    char *text = json_dumps(json, JSON_COMPACT);
    enum refusal refusal = payload_reading(text, strlen(text), &spec, &reading, &refused);
    free(text);
    bool future =
        refusal == REFUSED_NOTHING && (reading.time_ms > wall_ms + SKEW_ALLOWED_MS ||
                                       reading.period_start_ms > wall_ms + SKEW_ALLOWED_MS);
    return future ? REFUSED_FUTURE : refusal;
}

/* The cell that is refused although it stands beside nothing but the value. */
static size_t blamed(const struct reader *reader, const json_t *reading,
                     const struct metric *metric)
{
    json_t *value = json_object_get(reading, "value");
    for (size_t cell = 0; value != NULL && cell < reader->header->count; cell++) {
        size_t column = reader->place[cell];
        const char *key = column < column_count ? columns[column].name : "";
        json_t *part = json_object_get(reading, key);
        json_t *pair = json_pack("{s:O}", "value", value);
        if (part != NULL) {
            json_object_set(pair, key, part);
        }
        enum refusal refusal = judge(pair, metric, reader->world->wall_ms);
        json_decref(pair);
        bool alone = column == COLUMN_VALUE || part != value;
        if (part != NULL && alone && refusal != REFUSED_NOTHING) {
            return cell;
        }
    }
    return reader->header->count;
}

static void tell_refusal(struct reader *reader, const json_t *reading, const struct metric *metric,
                         enum refusal refusal)
{
    char allowed[96];
    if (refusal == REFUSED_RANGE) {
        snprintf(allowed, sizeof allowed, "%.10g to %.10g, and no share above the whole",
                 metric->minimum, metric->maximum);
    } else if (refusal == REFUSED_UNIT) {
        snprintf(allowed, sizeof allowed, "%s", unit_word(metric->unit));
    } else if (refusal == REFUSED_FUTURE) {
        snprintf(allowed, sizeof allowed, "what has already begun");
    } else {
        snprintf(allowed, sizeof allowed, "a value, numerator with denominator, or a reason");
    }
    fault_in(reader, reader->row, blamed(reader, reading, metric), refusal_word(refusal), allowed,
             "A screen would refuse this reading: %s.", refusal_word(refusal));
}

/* Said once, of the first. */
static void warn_undated(struct reader *reader, const json_t *reading)
{
    if (json_object_get(reading, "time") == NULL &&
        json_object_get(reading, "period_start") == NULL && !reader->warned) {
        char pointer[24];
        snprintf(pointer, sizeof pointer, "/%zu", reader->row->line);
        faults_add(reader->faults, SEVERITY_WARNING, pointer, "undated", "", "time or period_start",
                   "A screen that connects later cannot tell how old such a figure is, and shows "
                   "it as last known.");
        reader->warned = true;
    }
}

static struct figure figure_of(struct reader *reader, const char *topic, const json_t *payload)
{
    char *text = json_dumps(payload, JSON_COMPACT | JSON_REAL_PRECISION(15));
    struct figure figure = {arena_text(reader->arena, topic), arena_text(reader->arena, text)};
    free(text);
    return figure;
}

static void keep(struct reader *reader, const char *topic, json_t *reading)
{
    json_t *line = json_object_get(reader->topics, topic);
    json_t *before = json_object_get(reader->readings, topic);
    if (line == NULL) {
        json_object_set_new(reader->topics, topic, json_integer((json_int_t)reader->row->line));
        before = json_array();
        json_object_set_new(reader->readings, topic, before);
    }
    if (!periods_insert(before, reading)) {
        fault_in(reader, reader->row, reader->header->count, "twice",
                 "each KPI once, or for each finished period: value, period_start and final",
                 "Line %lld is of the same KPI.", json_integer_value(line));
    }
}

/* The latest of a KPI is its figure, and of several all are its history. */
static void write_kpi(struct reader *reader, const char *topic, const json_t *readings)
{
    size_t count = json_array_size(readings);
    const json_t *latest = json_array_get(readings, count - 1);
    reader->list[reader->count++] = figure_of(reader, topic, latest);
    if (count > 1) {
        char history[4 * ID_BYTES + 8];
        const char *below = topic + strlen("kpi/");
        const struct metric *metric =
            catalogue_find(reader->world->catalogue, strrchr(below, '/') + 1);
        json_t *payload = periods_history(readings, period_word(metric->period));
        snprintf(history, sizeof history, "history/%s", below);
        reader->list[reader->count++] = figure_of(reader, history, payload);
        json_decref(payload);
    }
}

static void read_row(struct reader *reader)
{
    size_t fatal = faults_fatal(reader->faults);
    char topic[4 * ID_BYTES];
    const char *business = id_in(reader, COLUMN_BUSINESS), *channel = id_in(reader, COLUMN_CHANNEL);
    const struct metric *metric = metric_in(reader);
    json_t *reading = reading_in(reader, metric);
    if (business != NULL && channel != NULL && metric != NULL &&
        faults_fatal(reader->faults) == fatal) {
        enum refusal refusal = judge(reading, metric, reader->world->wall_ms);
        snprintf(topic, sizeof topic, "kpi/%s/%s/%s", business, channel, metric->id);
        if (refusal != REFUSED_NOTHING) {
            tell_refusal(reader, reading, metric, refusal);
        } else {
            warn_undated(reader, reading);
            keep(reader, topic, reading);
        }
    }
    json_decref(reading);
}

bool figures_read(const struct sheet *sheet, const struct figure_world *world, struct arena *arena,
                  struct figures *figures, struct faults *faults)
{
    size_t fatal = faults_fatal(faults);
    const char *topic;
    json_t *readings;
    if (sheet->count < 2) {
        faults_add(faults, SEVERITY_FAULT, "", "empty", "", "a row of column names, then figures",
                   "There is nothing to publish.");
        return false;
    }
    struct reader reader = {.world = world,
                            .arena = arena,
                            .faults = faults,
                            .header = &sheet->rows[0],
                            .topics = json_object(),
                            .readings = json_object()};
    reader.list = arena_take_array(arena, sheet->count, sizeof *reader.list);
    read_header(&reader);
    for (size_t i = 1; i < sheet->count; i++) {
        reader.row = &sheet->rows[i];
        read_row(&reader);
    }
    json_object_foreach(reader.readings, topic, readings)
    {
        write_kpi(&reader, topic, readings);
    }
    json_decref(reader.readings);
    json_decref(reader.topics);
    *figures = (struct figures){reader.list, reader.count};
    return faults_fatal(faults) == fatal;
}
