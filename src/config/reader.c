#include "config/reader.h"

#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "config/document.h"
#include "config/entries.h"
#include "config/nearest.h"
#include "config/values.h"

#define LIST_BYTES 512

void read_fault(struct reader *reader, const char *code, const json_t *value, const char *allowed,
                const char *format, ...)
{
    char message[LIST_BYTES];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    char *read =
        value ? json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT | JSON_REAL_PRECISION(12)) : NULL;
    faults_add(reader->faults, SEVERITY_FAULT, reader->pointer.text, code, read ? read : "",
               allowed, "%s", message);
    free(read);
}

/* "A board", "An acknowledge request". */
static const char *article(const char *name)
{
    return strchr("aeiou", name[0]) ? "An" : "A";
}

/* ---- Sections ------------------------------------------------------------------------------- */

static void unknown_key(struct reader *reader, const struct section *section, const char *name)
{
    struct nearest nearest = nearest_to(name);
    char allowed[LIST_BYTES] = "";
    size_t used = 0;
    for (size_t i = 0; i < section->count; i++) {
        nearest_offer(&nearest, section->keys[i].name);
        int more = snprintf(allowed + used, sizeof allowed - used, "%s%s", i ? ", " : "",
                            section->keys[i].name);
        used = used + (size_t)more < sizeof allowed ? used + (size_t)more : sizeof allowed - 1;
    }
    char hint[128];
    size_t before = pointer_push(&reader->pointer, name);
    faults_add(reader->faults, SEVERITY_FAULT, reader->pointer.text, "unknown-key", name, allowed,
               "%s %s has no such key.%s", article(section->name), section->name,
               nearest_hint(&nearest, hint, sizeof hint));
    pointer_pop(&reader->pointer, before);
}

const struct key *key_find(const struct section *section, const char *name)
{
    for (size_t i = 0; i < section->count; i++) {
        if (strcmp(section->keys[i].name, name) == 0) {
            return &section->keys[i];
        }
    }
    return NULL;
}

static void mark_absent(const struct key *key, void *slot)
{
    switch (key->type) {
    case KEY_INTEGER:
    case KEY_WORD:
        *(int *)slot = ABSENT;
        break;
    case KEY_NUMBER:
        *(double *)slot = NAN;
        break;
    case KEY_COLOUR:
        *(colour *)slot = COLOUR_ABSENT;
        break;
    default: /* zero, as the struct was taken */
        break;
    }
}

/* Defaults pass through the same parser, so they cannot say what a file could not. */
static void apply_default(struct reader *reader, const struct key *key, void *slot)
{
    mark_absent(key, slot);
    if (key->fallback) {
        json_t *value = json_loads(key->fallback, JSON_DECODE_ANY, NULL);
        read_value(reader, key, value, slot);
        json_decref(value);
    }
}

static void missing(struct reader *reader, const struct section *section, const struct key *key)
{
    read_fault(reader, "missing", NULL, key->help, "%s %s needs the key '%s'.",
               article(section->name), section->name, key->name);
}

/* `object` is NULL when there is none to read from: defaults only, and nothing counts as missing.
 */
static void read_key(struct reader *reader, const struct section *section, const struct key *key,
                     const json_t *object, void *slot)
{
    const json_t *value = json_object_get(object, key->name);
    size_t before = pointer_push(&reader->pointer, key->name);
    apply_default(reader, key, slot);
    if (value) {
        read_value(reader, key, value, slot);
    } else if (object && key->required) {
        missing(reader, section, key);
    }
    pointer_pop(&reader->pointer, before);
}

/* Whether one of its keys, however deep, has what no fault repeats. */
static bool holds_secret(const struct section *section)
{
    for (size_t i = 0; i < section->count; i++) {
        const struct key *key = &section->keys[i];
        if (key->type == KEY_SECRET || key->type == KEY_PEM ||
            (key->type == KEY_SECTION && holds_secret(key->section))) {
            return true;
        }
    }
    return false;
}

/* The object that `value` has to be, after a look at its keys; NULL after a fault. */
static const json_t *object_of(struct reader *reader, const struct section *section,
                               const json_t *value)
{
    const json_t *object = json_is_object(value) ? value : NULL;
    if (!object) {
        read_fault(reader, "type", holds_secret(section) ? NULL : value, "an object",
                   "%s %s is an object.", article(section->name), section->name);
    }
    for (void *at = json_object_iter((json_t *)object); at;
         at = json_object_iter_next((json_t *)object, at)) {
        const char *name = json_object_iter_key(at);
        if (strcmp(name, COMMENT_KEY) != 0 && !key_find(section, name)) {
            unknown_key(reader, section, name);
        }
    }
    return object;
}

void read_section(struct reader *reader, const struct section *section, const json_t *value,
                  void *into)
{
    const json_t *object = object_of(reader, section, value);
    for (size_t i = 0; i < section->count; i++) {
        read_key(reader, section, &section->keys[i], object,
                 (char *)into + section->keys[i].offset);
    }
}

/* ---- Amending ------------------------------------------------------------------------------- */

static void amend_caption(struct reader *reader, const struct key *key, const json_t *value,
                          struct words *words)
{
    const struct words before = *words;
    read_value(reader, key, value, words);
    for (size_t i = 0; json_is_object(value) && i < section_caption.count; i++) {
        const struct key *language = &section_caption.keys[i];
        if (!json_object_get(value, language->name)) {
            *(const char **)(void *)((char *)words + language->offset) =
                *(const char *const *)(const void *)((const char *)&before + language->offset);
        }
    }
}

static void amend_key(struct reader *reader, const struct key *key, const json_t *value, void *slot)
{
    if (key->type == KEY_CAPTION) {
        amend_caption(reader, key, value, slot);
    } else {
        read_value(reader, key, value, slot);
    }
}

void amend_section(struct reader *reader, const struct section *section, const json_t *value,
                   void *into, bool whole)
{
    const json_t *object = object_of(reader, section, value);
    for (size_t i = 0; object && i < section->count; i++) {
        const struct key *key = &section->keys[i];
        const json_t *given = json_object_get(object, key->name);
        size_t before = pointer_push(&reader->pointer, key->name);
        if (given) {
            amend_key(reader, key, given, (char *)into + key->offset);
        } else if (whole && key->required) {
            missing(reader, section, key);
        }
        pointer_pop(&reader->pointer, before);
    }
}

/* A metric that the catalogue has, or one that is new and must say all. */
static void read_amended(struct reader *reader, const struct key *key, const char *id,
                         const json_t *value, struct metric *metric)
{
    assert(key->section == &section_metric);
    const struct metric *known = reader->catalogue ? catalogue_find(reader->catalogue, id) : NULL;
    *metric = known ? *known : metric_blank(arena_text(reader->arena, id));
    amend_section(reader, key->section, value, metric, !known);
}

/* ---- Maps ----------------------------------------------------------------------------------- */

static void read_member(struct reader *reader, const struct key *key, const char *id,
                        const json_t *value, struct entry_list *list)
{
    size_t before = pointer_push(&reader->pointer, id);
    if (text_is_id(id)) {
        char *item = (char *)list->items + list->count * key->section->size;
        list->count++;
        if (key->amends) {
            read_amended(reader, key, id, value, (struct metric *)(void *)item);
        } else {
            *(const char **)(void *)item = arena_text(reader->arena, id);
            read_section(reader, key->section, value, item);
        }
    } else {
        faults_add(reader->faults, SEVERITY_FAULT, reader->pointer.text, "id", id, ID_ALLOWED,
                   "'%s' is no id.", id);
    }
    pointer_pop(&reader->pointer, before);
}

static void read_map(struct reader *reader, const struct key *key, const json_t *value, void *slot)
{
    struct entry_list *list = slot;
    *list = (struct entry_list){0};
    if (!json_is_object(value)) {
        read_fault(reader, "type", value, "an object", "'%s' is an object of objects by their id.",
                   key->name);
        return;
    }
    size_t members = 0;
    list->items = arena_take_array(reader->arena, json_object_size(value), key->section->size);
    for (void *at = json_object_iter((json_t *)value); at;
         at = json_object_iter_next((json_t *)value, at)) {
        if (strcmp(json_object_iter_key(at), COMMENT_KEY) != 0) {
            read_member(reader, key, json_object_iter_key(at), json_object_iter_value(at), list);
            members++;
        }
    }
    if (key->required && members == 0) {
        read_fault(reader, "empty", value, key->help, "'%s' needs at least one member.", key->name);
    }
}

static void read_nested(struct reader *reader, const struct key *key, const json_t *value,
                        void *slot)
{
    read_section(reader, key->section, value, slot);
}

static void read_object(struct reader *reader, const struct key *key, const json_t *value,
                        void *slot)
{
    if (json_is_object(value)) {
        *(const json_t **)slot = value;
    } else {
        /* A text or a list in its place may hold what is not to be repeated. */
        bool plain = json_is_number(value) || json_is_boolean(value) || json_is_null(value);
        read_fault(reader, "type", plain ? value : NULL, "an object", "'%s' is an object.",
                   key->name);
    }
}

/* ---- Values --------------------------------------------------------------------------------- */

void read_value(struct reader *reader, const struct key *key, const json_t *value, void *slot)
{
    static value_reader *const readers[] = {
        [KEY_INTEGER] = read_integer,   [KEY_NUMBER] = read_number,  [KEY_FLAG] = read_flag,
        [KEY_WORD] = read_word,         [KEY_WORDS] = read_words,    [KEY_ID] = read_id,
        [KEY_IDS] = read_ids,           [KEY_COLOUR] = read_colour,  [KEY_TEXT] = read_plain_text,
        [KEY_CAPTION] = read_caption,   [KEY_BOUNDS] = read_bounds,  [KEY_HOURS] = read_hours,
        [KEY_DATE] = read_date,         [KEY_DATES] = read_dates,    [KEY_OCTETS] = read_octets,
        [KEY_OBJECT] = read_object,     [KEY_SECTION] = read_nested, [KEY_MAP] = read_map,
        [KEY_SECRET] = read_plain_text, [KEY_PEM] = read_pem,
    };
    readers[key->type](reader, key, value, slot);
}
