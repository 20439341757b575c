#include "config/values.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "config/entries.h"

#define TEXT_BYTES (4 * TEXT_CHARACTERS)

static size_t characters(const char *text)
{
    size_t count = 0;
    while (text_next(&text)) {
        count++;
    }
    return count;
}

/* A fault for each character that would be a box on the wall, once. False after one. */
static bool check_glyphs(struct reader *reader, const struct key *key, const char *text)
{
    bool all = true;
    const char *next = text;
    for (uint32_t c; reader->drawable && (c = glyph_missing(text, &next, reader->drawable));) {
        char read[GLYPH_NAME_BYTES];
        glyph_name(read, c);
        bool left = glyph_runs_left(c);
        faults_add(reader->faults, SEVERITY_FAULT, reader->pointer.text, "glyph", read,
                   left ? "characters written from left to right" : "characters of the font chain",
                   left ? "The wall cannot set what '%s' has from right to left."
                        : "No font can draw a character of '%s'.",
                   key->name);
        all = false;
    }
    return all;
}

/* NULL after a fault. Controls would break the line or turn the writing direction on the wall. */
static const char *take_text(struct reader *reader, const struct key *key, const json_t *value)
{
    char clean[TEXT_BYTES + 1];
    const char *text = json_string_value(value);
    const json_t *read = key->type == KEY_SECRET ? NULL : value;
    if (!text) {
        read_fault(reader, "type", read, "a text", "'%s' is a text in quotes.", key->name);
        return NULL;
    }
    if (characters(text) > TEXT_CHARACTERS) {
        char allowed[32];
        snprintf(allowed, sizeof allowed, "at most %d characters", TEXT_CHARACTERS);
        read_fault(reader, "text", read, allowed, "'%s' is too long.", key->name);
        return NULL;
    }
    text_copy_clean(clean, sizeof clean, text);
    if (strcmp(clean, text) != 0) {
        read_fault(reader, "text", read, "no control characters", "'%s' holds a control character.",
                   key->name);
        return NULL;
    }
    if (strspn(text, " ") == strlen(text)) {
        read_fault(reader, "text", read, "at least one character", "'%s' is empty.", key->name);
        return NULL;
    }
    if (!check_glyphs(reader, key, text)) {
        return NULL;
    }
    return arena_text(reader->arena, text);
}

void read_plain_text(struct reader *reader, const struct key *key, const json_t *value, void *slot)
{
    const char *text = take_text(reader, key, value);
    if (text) {
        *(const char **)slot = text;
    }
}

/* Told by its length alone: it may be a key, and faults go into logs. */
void read_pem(struct reader *reader, const struct key *key, const json_t *value, void *slot)
{
    const char *text = json_string_value(value);
    size_t length = json_string_length(value);
    char read[48];
    snprintf(read, sizeof read, "text of %zu characters", length);
    if (!text || !strstr(text, "-----BEGIN ")) {
        faults_add(reader->faults, SEVERITY_FAULT, reader->pointer.text, text ? "pem" : "type",
                   text ? read : "", "the text of a PEM file", "'%s' is the text of a PEM file.",
                   key->name);
    } else if ((double)length > key->maximum) {
        char allowed[48];
        snprintf(allowed, sizeof allowed, "at most %.0f bytes", key->maximum);
        faults_add(reader->faults, SEVERITY_FAULT, reader->pointer.text, "too-large", read, allowed,
                   "'%s' is too large.", key->name);
    } else {
        *(const char **)slot = arena_text(reader->arena, text);
    }
}

/* A language without a text has that of another. */
static void fall_back(struct words *words)
{
    for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
        for (size_t j = 0; j < LANGUAGE_COUNT && !words->in[i]; j++) {
            words->in[i] = words->in[j];
        }
    }
}

/* What is never shown may hold what cannot be drawn: a wall in English needs no Japanese font. */
static void check_shown(struct reader *reader, const struct words *words)
{
    for (size_t i = 0; i < section_caption.count; i++) {
        const struct key *key = &section_caption.keys[i];
        const char *shown = reader->language == ABSENT ? NULL : words->in[reader->language];
        const char *text = *(const char *const *)(const void *)((const char *)words + key->offset);
        if (text && (!shown || shown == text)) {
            size_t before = pointer_push(&reader->pointer, key->name);
            check_glyphs(reader, key, text);
            pointer_pop(&reader->pointer, before);
        }
    }
}

static void read_languages(struct reader *reader, const json_t *value, struct words *words)
{
    glyph_test *drawable = reader->drawable;
    reader->drawable = NULL;
    read_section(reader, &section_caption, value, words);
    reader->drawable = drawable;
    check_shown(reader, words);
}

void read_caption(struct reader *reader, const struct key *key, const json_t *value, void *slot)
{
    struct words words = {0};
    size_t fatal = faults_fatal(reader->faults);
    if (json_is_string(value)) {
        words.in[0] = take_text(reader, key, value);
    } else if (json_is_object(value)) {
        read_languages(reader, value, &words);
    } else {
        read_fault(reader, "type", value, "a text, or {\"ja\": text, \"en\": text}",
                   "'%s' is a text, or one for each language.", key->name);
    }
    fall_back(&words);
    if (words.in[0]) {
        *(struct words *)slot = words;
    } else if (faults_fatal(reader->faults) == fatal) {
        read_fault(reader, "empty", value, "a text, or {\"ja\": text, \"en\": text}",
                   "'%s' holds no text.", key->name);
    }
}

void read_colour(struct reader *reader, const struct key *key, const json_t *value, void *slot)
{
    const char *text = json_string_value(value);
    bool good = text && strlen(text) == 7 && text[0] == '#' &&
                strspn(text + 1, "0123456789abcdefABCDEF") == 6;
    if (!good) {
        read_fault(reader, text ? "colour" : "type", value, "\"#rrggbb\", such as \"#4dc4ff\"",
                   "'%s' is a colour.", key->name);
        return;
    }
    *(colour *)slot = (colour)strtoul(text + 1, NULL, 16);
}

/* NULL after a fault. */
static const char *take_id(struct reader *reader, const struct key *key, const json_t *value)
{
    const char *id = json_string_value(value);
    if (!id) {
        read_fault(reader, "type", value, ID_ALLOWED, "'%s' is an id in quotes.", key->name);
        return NULL;
    }
    if (!text_is_id(id)) {
        read_fault(reader, "id", value, ID_ALLOWED, "'%s' is no id.", id);
        return NULL;
    }
    return arena_text(reader->arena, id);
}

void read_id(struct reader *reader, const struct key *key, const json_t *value, void *slot)
{
    const char *id = take_id(reader, key, value);
    if (id) {
        *(const char **)slot = id;
    }
}

bool list_allowed(struct reader *reader, const struct key *key, const json_t *value, const char *of)
{
    char allowed[64];
    snprintf(allowed, sizeof allowed, "a list of at most %d %s", LIST_ITEMS, of);
    if (!json_is_array(value)) {
        read_fault(reader, "type", value, allowed, "'%s' is a list of %s.", key->name, of);
        return false;
    }
    if (json_array_size(value) > LIST_ITEMS) {
        read_fault(reader, "too-many", value, allowed, "'%s' is too long.", key->name);
        return false;
    }
    return true;
}

static bool contains(const char *const *ids, size_t count, const char *id)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(ids[i], id) == 0) {
            return true;
        }
    }
    return false;
}

void read_ids(struct reader *reader, const struct key *key, const json_t *value, void *slot)
{
    if (!list_allowed(reader, key, value, "ids")) {
        return;
    }
    size_t count = 0, length = json_array_size(value);
    const char **ids = arena_take_array(reader->arena, length, sizeof *ids);
    for (size_t i = 0; i < length; i++) {
        size_t before = pointer_push_index(&reader->pointer, i);
        const char *id = take_id(reader, key, json_array_get(value, i));
        if (id && contains(ids, count, id)) {
            read_fault(reader, "duplicate", json_array_get(value, i), "each id once",
                       "'%s' stands twice in '%s'.", id, key->name);
        } else if (id) {
            ids[count++] = id;
        }
        pointer_pop(&reader->pointer, before);
    }
    *(struct id_list *)slot = (struct id_list){.ids = ids, .count = count};
}
