#include "kpi/sent_text.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

static const char *const languages[LANGUAGE_COUNT] = {[LANGUAGE_JA] = "ja", [LANGUAGE_EN] = "en"};

static size_t length_of(const char *text)
{
    size_t count = 0;
    while (text_next(&text) != 0) {
        count++;
    }
    return count;
}

/* A line break parts words, so it becomes a space before controls are left out. */
static void copy_on_one_line(char *to, size_t size, const char *from)
{
    char text[SENT_TEXT_BYTES(SENT_TEXT_MOST)];
    text_copy(text, sizeof text, from);
    for (char *c = text; *c; c++) {
        *c = *c == '\n' || *c == '\r' || *c == '\t' ? ' ' : *c;
    }
    text_copy_clean(to, size, text + strspn(text, " "));
}

static bool is_blank(const char *text)
{
    for (uint32_t c; (c = text_next(&text)) != 0;) {
        if (c != ' ' && c != 0xa0 && c != 0x3000) {
            return false;
        }
    }
    return true;
}

static enum refusal take(const json_t *json, size_t characters, char *to)
{
    const char *text = json_string_value(json);
    if (!text) {
        return REFUSED_TYPE;
    }
    if (length_of(text) > characters) {
        return REFUSED_TOO_LARGE;
    }
    copy_on_one_line(to, SENT_TEXT_BYTES(characters), text);
    return is_blank(to) ? REFUSED_RANGE : REFUSED_NOTHING;
}

enum refusal sent_text_read(const json_t *json, size_t characters, char *const to[LANGUAGE_COUNT])
{
    assert(characters <= SENT_TEXT_MOST);
    int known = -1;
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        const json_t *text = json_is_object(json) ? json_object_get(json, languages[i]) : json;
        if (!text) {
            continue;
        }
        enum refusal refusal = take(text, characters, to[i]);
        if (refusal) {
            return refusal;
        }
        known = i;
    }
    if (known < 0) {
        return REFUSED_TYPE;
    }
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        if (!to[i][0]) {
            text_copy(to[i], SENT_TEXT_BYTES(characters), to[known]);
        }
    }
    return REFUSED_NOTHING;
}

static void add_name(char *names, size_t size, uint32_t code_point)
{
    static const char more[] = ", ...";
    char name[GLYPH_NAME_BYTES];
    size_t used = strlen(names);
    glyph_name(name, code_point);
    if (used + strlen(name) + sizeof more + 2 < size) {
        snprintf(names + used, size - used, "%s%s", used > 0 ? ", " : "", name);
    } else if (used > 0 && names[used - 1] != '.') {
        snprintf(names + used, size - used, "%s", more);
    }
}

size_t sent_text_missing(const char *const texts[LANGUAGE_COUNT], glyph_test *drawable, char *names,
                         size_t size)
{
    size_t count = 0;
    names[0] = '\0';
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        const char *text = texts[i], *next = text;
        if (i > 0 && strcmp(text, texts[0]) == 0) {
            continue;
        }
        for (uint32_t c; (c = glyph_missing(text, &next, drawable)) != 0; count++) {
            add_name(names, size, c);
        }
    }
    return count;
}
