#include "config/glossary.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <uninorm.h>
#include <unistr.h>

#define FORM_BYTES 256

#define BETWEEN ", "

size_t glossary_count(const struct catalogue *catalogue)
{
    return catalogue->term_count + catalogue->count;
}

struct glossary_entry glossary_at(const struct catalogue *catalogue, size_t index)
{
    if (index < catalogue->term_count) {
        const struct term *term = &catalogue->terms[index];
        return (struct glossary_entry){
            .id = term->id,
            .name = term->name,
            .definition = term->definition,
            .reading = term->reading,
            .also = term->also,
        };
    }
    const struct metric *metric = &catalogue->metrics[index - catalogue->term_count];
    return (struct glossary_entry){
        .id = metric->id,
        .name = metric->name,
        .short_name = metric->short_name,
        .definition = metric->definition,
        .reading = metric->reading,
        .also = metric->also,
        .formula = &metric->formula,
    };
}

/* Katakana as hiragana; 0: it makes no difference. */
static ucs4_t plain(ucs4_t c)
{
    static const ucs4_t idle[] = {' ', '-', '_', '(', ')', 0x30fb, 0};
    for (const ucs4_t *other = idle; *other; other++) {
        c = c == *other ? 0 : c;
    }
    return c >= 0x30a1 && c <= 0x30f6 ? c - (0x30a1 - 0x3041) : c;
}

/* Into code points, ending with 0: without case and width, as Unicode has it. */
static void fold(uint32_t to[FORM_BYTES], const char *text, size_t length)
{
    size_t count = 0, size = 0;
    uint8_t *folded = u8_casefold((const uint8_t *)text, length, NULL, UNINORM_NFKC, NULL, &size);
    for (size_t at = 0; folded && at < size && count + 1 < FORM_BYTES;) {
        ucs4_t c;
        at += (size_t)u8_mbtouc(&c, folded + at, size - at);
        to[count] = plain(c);
        count += to[count] != 0;
    }
    to[count] = 0;
    free(folded);
}

static bool begins(const uint32_t *text, const uint32_t *with)
{
    while (*with && *text == *with) {
        text++;
        with++;
    }
    return *with == 0;
}

static size_t size_of(const uint32_t *text)
{
    size_t size = 0;
    while (text[size]) {
        size++;
    }
    return size;
}

static enum glossary_match match(const char *form, size_t length, const uint32_t *wanted)
{
    uint32_t folded[FORM_BYTES];
    fold(folded, form, length);
    if (begins(folded, wanted) && size_of(folded) == size_of(wanted)) {
        return MATCH_WHOLE;
    }
    for (const uint32_t *at = folded; *at; at++) {
        if (begins(at, wanted)) {
            return MATCH_PART;
        }
    }
    return MATCH_NONE;
}

/* The best of the parts of a list. */
static enum glossary_match match_list(const char *list, const uint32_t *wanted)
{
    enum glossary_match best = MATCH_NONE;
    while (list) {
        const char *end = strstr(list, BETWEEN);
        enum glossary_match one = match(list, end ? (size_t)(end - list) : strlen(list), wanted);
        best = one > best ? one : best;
        list = end ? end + strlen(BETWEEN) : NULL;
    }
    return best;
}

enum glossary_match glossary_match(const struct glossary_entry *entry, const char *wanted)
{
    uint32_t folded[FORM_BYTES];
    const char *const forms[] = {entry->id,
                                 entry->name.in[LANGUAGE_JA],
                                 entry->name.in[LANGUAGE_EN],
                                 entry->short_name.in[LANGUAGE_JA],
                                 entry->short_name.in[LANGUAGE_EN],
                                 entry->reading};
    fold(folded, wanted, strlen(wanted));
    if (folded[0] == 0) {
        return MATCH_NONE;
    }
    enum glossary_match best = match_list(entry->also, folded);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        enum glossary_match one = forms[i] ? match(forms[i], strlen(forms[i]), folded) : MATCH_NONE;
        best = one > best ? one : best;
    }
    return best;
}

void glossary_offer(const struct glossary_entry *entry, struct nearest *nearest)
{
    nearest_offer(nearest, entry->id);
    for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
        nearest_offer(nearest, entry->name.in[i]);
    }
    if (entry->reading) {
        nearest_offer(nearest, entry->reading);
    }
}
