#include "config/document.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "config/duplicates.h"

/* Ours are nine deep; the rest is for comments. It also bounds every recursion behind it. */
#define MAX_DEPTH 32

static bool size_allowed(size_t length, struct faults *faults)
{
    if (length <= CONFIG_MAX_BYTES) {
        return true;
    }
    char read[32], allowed[48];
    snprintf(read, sizeof read, "%zu bytes", length);
    snprintf(allowed, sizeof allowed, "at most %zu bytes", CONFIG_MAX_BYTES);
    faults_add(faults, SEVERITY_FAULT, "", "too-large", read, allowed,
               "The document is too large.");
    return false;
}

/* Line by line, so that the fault can name the line. */
static bool encoding_allowed(const char *bytes, size_t length, struct faults *faults)
{
    size_t line = 1;
    for (size_t at = 0; at < length; line++) {
        const char *end = memchr(bytes + at, '\n', length - at);
        size_t next = end ? (size_t)(end - bytes) + 1 : length;
        if (!text_is_utf8(bytes + at, next - at)) {
            faults_add(faults, SEVERITY_FAULT, "", "encoding", "", "UTF-8 without NUL",
                       "Line %zu is not UTF-8.", line);
            return false;
        }
        at = next;
    }
    return true;
}

static size_t depth_of(const char *bytes, size_t length)
{
    size_t depth = 0, deepest = 0;
    bool inside_text = false;
    for (size_t i = 0; i < length; i++) {
        char c = bytes[i];
        if (inside_text && c == '\\') {
            i++;
        } else if (c == '"') {
            inside_text = !inside_text;
        } else if (!inside_text && (c == '{' || c == '[')) {
            depth++;
            deepest = depth > deepest ? depth : deepest;
        } else if (!inside_text && (c == '}' || c == ']') && depth > 0) {
            depth--;
        }
    }
    return deepest;
}

static bool depth_allowed(const char *bytes, size_t length, struct faults *faults)
{
    size_t depth = depth_of(bytes, length);
    if (depth <= MAX_DEPTH) {
        return true;
    }
    char read[32], allowed[32];
    snprintf(read, sizeof read, "%zu levels", depth);
    snprintf(allowed, sizeof allowed, "at most %d levels", MAX_DEPTH);
    faults_add(faults, SEVERITY_FAULT, "", "too-deep", read, allowed,
               "Objects and lists are nested too deeply.");
    return false;
}

/* What a keyboard for Japanese, or a word processor, puts in the place of JSON's own signs. */
static const struct {
    const char *typed, *meant;
} look_alikes[] = {
    {"\u201c", "\""}, {"\u201d", "\""}, {"\uff02", "\""},      {"\u2018", "\""}, {"\u2019", "\""},
    {"\uff1a", ":"},  {"\uff0c", ","},  {"\u3001", ","},       {"\uff5b", "{"},  {"\uff5d", "}"},
    {"\uff3b", "["},  {"\uff3d", "]"},  {"\u3000", "a space"}, {"\u201e", "\""}, {"\uff1b", ","},
    {"\uff10", "0"},  {"\uff11", "1"},  {"\uff12", "2"},       {"\uff13", "3"},  {"\uff14", "4"},
    {"\uff15", "5"},  {"\uff16", "6"},  {"\uff17", "7"},       {"\uff18", "8"},  {"\uff19", "9"},
};

/* What is not repeated where the library quotes what stands near: it may be a part of it. */
static bool holds_secret(const char *bytes, size_t length)
{
    static const char *const signs[] = {"password", "PRIVATE KEY", "connection", "\"broker\""};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (memmem(bytes, length, signs[i], strlen(signs[i]))) {
            return true;
        }
    }
    return false;
}

static void add_syntax(const json_error_t *error, bool secret, struct faults *faults)
{
    for (size_t i = 0; i < sizeof look_alikes / sizeof *look_alikes; i++) {
        if (strstr(error->text, look_alikes[i].typed)) {
            faults_add(faults, SEVERITY_FAULT, "", "not-json", look_alikes[i].typed,
                       look_alikes[i].meant, "Line %d, column %d: %s stands where JSON has %s.",
                       error->line, error->column, look_alikes[i].typed, look_alikes[i].meant);
            return;
        }
    }
    const char *near = secret ? strstr(error->text, " near ") : NULL;
    int told = (int)(near ? (size_t)(near - error->text) : strlen(error->text));
    faults_add(faults, SEVERITY_FAULT, "", "not-json", "", "JSON (RFC 8259)",
               "Line %d, column %d: %.*s.", error->line, error->column, told, error->text);
}

static json_t *parse(const char *bytes, size_t length, struct faults *faults)
{
    json_error_t error;
    json_t *value = json_loadb(bytes, length, JSON_DECODE_ANY, &error);
    if (!value) {
        add_syntax(&error, holds_secret(bytes, length), faults);
    }
    return value;
}

json_t *document_read(const char *bytes, size_t length, struct faults *faults)
{
    static const char mark[] = "\xEF\xBB\xBF";
    size_t fatal = faults_fatal(faults);
    if (!size_allowed(length, faults)) {
        return NULL;
    }
    if (length >= strlen(mark) && memcmp(bytes, mark, strlen(mark)) == 0) {
        bytes += strlen(mark);
        length -= strlen(mark);
    }
    if (!encoding_allowed(bytes, length, faults) || !depth_allowed(bytes, length, faults)) {
        return NULL;
    }
    json_t *value = parse(bytes, length, faults);
    if (value) {
        duplicates_find(bytes, length, faults);
    }
    if (faults_fatal(faults) > fatal) {
        json_decref(value);
        return NULL;
    }
    return value;
}
