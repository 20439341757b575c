#include "config/duplicates.h"

#include <stdbool.h>
#include <string.h>

#include <jansson.h>

#include "config/document.h"
#include "config/pointer.h"

struct scan {
    const char *at, *end;
    struct faults *faults;
    struct pointer pointer;
    int comments; /* how many comments enclose this place: nothing in one matters */
};

static void scan_value(struct scan *scan);

/* Behind white space and the one separator that may stand here. */
static char next_of(struct scan *scan)
{
    while (scan->at < scan->end && strchr(" \t\r\n,:", *scan->at)) {
        scan->at++;
    }
    return scan->at < scan->end ? *scan->at : '\0';
}

/* The text that begins here, decoded: two spellings of one key are the same key. */
static json_t *take_text(struct scan *scan)
{
    const char *start = scan->at++;
    while (*scan->at != '"') {
        scan->at += *scan->at == '\\' ? 2 : 1;
    }
    scan->at++;
    return json_loadb(start, (size_t)(scan->at - start), JSON_DECODE_ANY, NULL);
}

static void scan_member(struct scan *scan, json_t *seen)
{
    json_t *text = take_text(scan);
    const char *key = json_string_value(text);
    bool comment = strcmp(key, COMMENT_KEY) == 0;
    size_t before = pointer_push(&scan->pointer, key);
    if (!comment && scan->comments == 0 && json_object_get(seen, key)) {
        faults_add(scan->faults, SEVERITY_FAULT, scan->pointer.text, "duplicate-key", key,
                   "each key once", "The key '%s' stands twice in this object.", key);
    }
    json_object_set_new(seen, key, json_true());
    scan->comments += comment;
    scan_value(scan);
    scan->comments -= comment;
    pointer_pop(&scan->pointer, before);
    json_decref(text);
}

static void scan_object(struct scan *scan)
{
    json_t *seen = json_object();
    scan->at++;
    while (next_of(scan) == '"') {
        scan_member(scan, seen);
    }
    scan->at++;
    json_decref(seen);
}

static void scan_list(struct scan *scan)
{
    scan->at++;
    for (size_t i = 0; next_of(scan) != ']'; i++) {
        size_t before = pointer_push_index(&scan->pointer, i);
        scan_value(scan);
        pointer_pop(&scan->pointer, before);
    }
    scan->at++;
}

static void scan_value(struct scan *scan)
{
    switch (next_of(scan)) {
    case '{':
        scan_object(scan);
        break;
    case '[':
        scan_list(scan);
        break;
    case '"':
        json_decref(take_text(scan));
        break;
    default:
        while (scan->at < scan->end && !strchr(" \t\r\n,]}", *scan->at)) {
            scan->at++;
        }
    }
}

void duplicates_find(const char *bytes, size_t length, struct faults *faults)
{
    struct scan scan = {.at = bytes, .end = bytes + length, .faults = faults};
    scan_value(&scan);
}
