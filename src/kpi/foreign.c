#include "kpi/foreign.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kpi/json_input.h"
#include "kpi/number.h"
#include "kpi/payload.h"
#include "kpi/take.h"

/* A Unix time beyond this is in milliseconds; in seconds it would be in the year 5138. */
#define SECONDS_MOST 1e11

bool foreign_topic_matches(const char *filter, const char *topic)
{
    for (;;) {
        if (strcmp(filter, "#") == 0) {
            return true;
        }
        size_t level = strcspn(topic, "/"), wanted = strcspn(filter, "/");
        bool any = wanted == 1 && filter[0] == '+';
        if (!any && (level != wanted || strncmp(topic, filter, level) != 0)) {
            return false;
        }
        topic += level;
        filter += wanted;
        if (*topic == '\0') {
            return *filter == '\0' || strcmp(filter, "/#") == 0;
        }
        if (*filter == '\0') {
            return false;
        }
        topic++;
        filter++;
    }
}

/* ---- Places --------------------------------------------------------------------------------- */

enum found { FOUND, ABOUT_ANOTHER, NOT_THERE };

/* Copies the next part of a pointer without its escapes; what follows it. */
static const char *take_part(const char *pointer, char part[FOREIGN_PART_BYTES])
{
    size_t used = 0;
    for (pointer++; *pointer != '\0' && *pointer != '/'; pointer++) {
        char c = *pointer;
        if (c == '~') {
            c = *++pointer == '1' ? '/' : '~';
        }
        if (used + 1 < FOREIGN_PART_BYTES) {
            part[used++] = c;
        }
    }
    part[used] = '\0';
    return pointer;
}

static bool says(const json_t *value, const char *text)
{
    char number[32];
    if (json_is_integer(value)) {
        snprintf(number, sizeof number, "%lld", json_integer_value(value));
        return strcmp(number, text) == 0;
    }
    if (json_is_boolean(value)) {
        return strcmp(json_is_true(value) ? "true" : "false", text) == 0;
    }
    return json_is_string(value) && strcmp(json_string_value(value), text) == 0;
}

/* Whether "a.b=text" is true of the object; `part` has a '='. */
static bool holds(const json_t *object, const char *part)
{
    const char *text = strchr(part, '=');
    while (part < text) {
        char name[FOREIGN_PART_BYTES];
        size_t length = strcspn(part, ".=");
        memcpy(name, part, length);
        name[length] = '\0';
        object = json_object_get(object, name);
        part += length + 1;
    }
    return says(object, text + 1);
}

static enum found step_into_list(const json_t **at, const char *part)
{
    size_t index, count = json_array_size(*at);
    if (strchr(part, '=') != NULL) {
        for (index = 0; index < count && !holds(json_array_get(*at, index), part); index++) {
        }
        *at = json_array_get(*at, index);
        return *at != NULL ? FOUND : ABOUT_ANOTHER;
    }
    bool digits = part[0] != '\0' && part[strspn(part, "0123456789")] == '\0';
    *at = digits ? json_array_get(*at, strtoul(part, NULL, 10)) : NULL;
    return *at != NULL ? FOUND : NOT_THERE;
}

static enum found step(const json_t **at, const char *part)
{
    if (json_is_array(*at)) {
        return step_into_list(at, part);
    }
    const json_t *member = json_object_get(*at, part);
    if (member == NULL && json_is_object(*at) && strchr(part, '=') != NULL) {
        return holds(*at, part) ? FOUND : ABOUT_ANOTHER;
    }
    *at = member;
    return member != NULL ? FOUND : NOT_THERE;
}

/* *at is the root before and what stands there after, with FOUND. */
static enum found find_place(const json_t **at, const char *pointer)
{
    enum found found = FOUND;
    while (found == FOUND && pointer != NULL && *pointer != '\0') {
        char part[FOREIGN_PART_BYTES];
        pointer = take_part(pointer, part);
        found = step(at, part);
    }
    return found;
}

/* ---- Values --------------------------------------------------------------------------------- */

/* Many write their numbers in quotes. */
static enum refusal take_number(const json_t *json, double *number)
{
    const char *text = json_string_value(json);
    if (text == NULL) {
        return json_take_number(json, number);
    }
    if (number_parse(text, strlen(text), number)) {
        return REFUSED_NOTHING;
    }
    json_t *inside = json_loads(text, JSON_DECODE_ANY, NULL); /* with more digits */
    enum refusal refusal = json_take_number(inside, number);
    json_decref(inside);
    return refusal;
}

static enum refusal number_at(const json_t *root, const char *pointer, double *number)
{
    return find_place(&root, pointer) == FOUND ? take_number(root, number) : REFUSED_TYPE;
}

/* RFC 3339, or a Unix time in seconds or milliseconds. */
static enum refusal take_time(const json_t *root, const char *pointer, int64_t *wall_ms)
{
    double unix_time;
    if (find_place(&root, pointer) != FOUND) {
        return REFUSED_TYPE;
    }
    if (json_take_time(root, wall_ms) == REFUSED_NOTHING) {
        return REFUSED_NOTHING;
    }
    if (take_number(root, &unix_time) != REFUSED_NOTHING || unix_time < 0 ||
        unix_time > SECONDS_MOST * 1000) {
        return REFUSED_TYPE;
    }
    *wall_ms = (int64_t)(unix_time > SECONDS_MOST ? unix_time : unix_time * 1000);
    return REFUSED_NOTHING;
}

static enum refusal take_count(const json_t *root, const char *pointer, int64_t *count)
{
    double number;
    enum refusal refusal = number_at(root, pointer, &number);
    if (refusal == REFUSED_NOTHING && (number < 0 || number > 1e15)) {
        return REFUSED_RANGE;
    }
    if (refusal == REFUSED_NOTHING) {
        *count = (int64_t)number;
    }
    return refusal;
}

/* What a source finds in a message, and where it went wrong. */
struct find {
    const struct source_spec *source;
    const json_t *root, *value;
    struct reading *reading;
    struct refused *refused;
};

static enum refusal wrong(const struct find *find, const char *key, const json_t *read,
                          enum refusal refusal)
{
    if (refusal != REFUSED_NOTHING) {
        refused_read_json(find->refused, key, read);
        find->refused->reason = refusal;
    }
    return refusal;
}

static enum refusal wrong_at(const struct find *find, const char *key, const char *pointer,
                             enum refusal refusal)
{
    const json_t *at = find->root;
    return wrong(find, key, find_place(&at, pointer) == FOUND ? at : NULL, refusal);
}

/* A sum over nothing is no value, and nothing was counted. */
static enum refusal take_value(const struct find *find)
{
    const struct source_spec *source = find->source;
    struct reading *reading = find->reading;
    double number, parts = 1;
    if (json_is_null(find->value)) {
        return REFUSED_NOTHING;
    }
    enum refusal refusal = take_number(find->value, &number);
    if (refusal != REFUSED_NOTHING) {
        return wrong(find, "value", find->value, refusal);
    }
    if (source->per != NULL) {
        refusal = number_at(find->root, source->per, &parts);
        reading->sample = parts >= 0 && parts <= 1e15 ? (int64_t)parts : -1;
        refusal = refusal == REFUSED_NOTHING && parts < 0 ? REFUSED_RANGE : refusal;
    }
    if (refusal != REFUSED_NOTHING) {
        return wrong_at(find, "per", source->per, refusal);
    }
    reading->nothing_counted = parts == 0;
    reading->has_value = parts > 0;
    reading->value = parts > 0 ? number / parts * source->scale + source->offset : 0;
    return REFUSED_NOTHING;
}

/* As computed: that is what the metric allows or not. */
static enum refusal check_value(const struct find *find, const struct metric *metric)
{
    enum refusal refusal = payload_check_value(find->reading, metric);
    if (refusal != REFUSED_NOTHING) {
        json_t *computed = json_real(find->reading->value);
        wrong(find, "value", computed, refusal);
        json_decref(computed);
    }
    return refusal;
}

static enum refusal read_foreign(const struct find *find)
{
    const struct source_spec *source = find->source;
    struct reading *reading = find->reading;
    *reading = reading_blank;
    enum refusal refusal = take_value(find);
    if (refusal == REFUSED_NOTHING && source->time != NULL) {
        refusal = wrong_at(find, "time", source->time,
                           take_time(find->root, source->time, &reading->time_ms));
    }
    if (refusal == REFUSED_NOTHING && source->sample != NULL) {
        refusal = wrong_at(find, "sample", source->sample,
                           take_count(find->root, source->sample, &reading->sample));
    }
    return refusal;
}

static enum effect take_from(struct board *board, size_t index, const json_t *root, bool retained,
                             const struct moment *now)
{
    const struct source_spec *source = &board_spec(board)->sources[index];
    struct reading reading;
    struct refused refused = {.on = REFUSED_ON_SOURCE, .source = index};
    struct find find = {source, root, root, &reading, &refused};
    enum found found = find_place(&find.value, source->value);
    if (found == ABOUT_ANOTHER) {
        return EFFECT_IGNORED;
    }
    enum refusal refusal =
        found == FOUND ? read_foreign(&find) : wrong(&find, "value", NULL, REFUSED_TYPE);
    if (refusal == REFUSED_NOTHING) {
        refusal = check_value(&find, board_spec(board)->kpis[source->kpi].metric);
    }
    return refusal != REFUSED_NOTHING
               ? board_refuse_of(board, source->kpi, &refused, now)
               : board_take(board, source->kpi, &reading, retained, &refused, now);
}

/* ---- Messages ------------------------------------------------------------------------------- */

static bool is_wanted(const struct board_spec *spec, const char *topic)
{
    for (size_t i = 0; i < spec->source_count; i++) {
        if (foreign_topic_matches(spec->sources[i].topic, topic)) {
            return true;
        }
    }
    return false;
}

static enum effect take_from_all(struct board *board, const char *topic, const json_t *root,
                                 bool retained, const struct moment *now)
{
    const struct board_spec *spec = board_spec(board);
    bool happened[EFFECT_REFUSED + 1] = {false};
    for (size_t i = 0; i < spec->source_count; i++) {
        if (foreign_topic_matches(spec->sources[i].topic, topic)) {
            happened[take_from(board, i, root, retained, now)] = true;
        }
    }
    enum effect effect = strongest_effect(happened);
    return effect == EFFECT_IGNORED ? board_ignore(board) : effect;
}

/*
 * None of those who wait for the message can read it. What stands in it is not kept: it may be of
 * others.
 */
static enum effect refuse_for_all(struct board *board, const char *topic, enum refusal refusal,
                                  const struct moment *now)
{
    const struct board_spec *spec = board_spec(board);
    for (size_t i = 0; i < spec->source_count; i++) {
        if (foreign_topic_matches(spec->sources[i].topic, topic)) {
            const struct refused refused = {
                .reason = refusal, .on = REFUSED_ON_SOURCE, .source = i};
            refused_note(&board->tracks[spec->sources[i].kpi].refused, &refused, now->mono_ms);
        }
    }
    return board_refuse(board, refusal);
}

enum effect board_foreign_message(struct board *board, const char *topic, const void *payload,
                                  size_t length, bool retained, const struct moment *now)
{
    json_t *root;
    if (length == 0 || !is_wanted(board_spec(board), topic)) {
        return board_ignore(board);
    }
    enum refusal refusal = json_read(payload, length, FOREIGN_MAX_BYTES, &root);
    if (refusal != REFUSED_NOTHING) {
        return refuse_for_all(board, topic, refusal, now);
    }
    enum effect effect = take_from_all(board, topic, root, retained, now);
    json_decref(root);
    board_tidy(board);
    return effect;
}
