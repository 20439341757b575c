#include "config/values.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "config/entries.h"
#include "config/nearest.h"

#define ALLOWED_BYTES 256

static void append(char *to, size_t size, const char *separator, const char *text)
{
    size_t used = strlen(to);
    snprintf(to + used, size - used, "%s%s", used > 0 ? separator : "", text);
}

/* Whole numbers without an exponent, as they are written in a file. */
static void number_text(double number, char *to, size_t size)
{
    if (floor(number) == number) {
        snprintf(to, size, "%.0f", number);
    } else {
        snprintf(to, size, "%g", number);
    }
}

const char *key_allowed(const struct key *key, char *to, size_t size)
{
    to[0] = '\0';
    if (key->word) {
        for (int i = 0; key->word(i); i++) {
            append(to, size, ", ", key->word(i));
        }
        return to;
    }
    char least[32], most[32];
    number_text(key->minimum, least, sizeof least);
    number_text(key->maximum, most, sizeof most);
    snprintf(to, size, "%s%s to %s", key->zero_too ? "0, or " : "", least, most);
    return to;
}

static bool in_range(const struct key *key, double number)
{
    return (number >= key->minimum && number <= key->maximum) || (key->zero_too && number == 0);
}

/* A number that may stand behind `key`; false after a fault. */
static bool number_allowed(struct reader *reader, const struct key *key, const json_t *value)
{
    char allowed[ALLOWED_BYTES];
    key_allowed(key, allowed, sizeof allowed);
    if (!json_is_number(value)) {
        read_fault(reader, "type", value, allowed, "'%s' is a number.", key->name);
        return false;
    }
    if (!key->word && !in_range(key, json_number_value(value))) {
        read_fault(reader, "range", value, allowed, "'%s' is out of its range.", key->name);
        return false;
    }
    return true;
}

static bool is_choice(const struct key *key, int number)
{
    char text[32];
    snprintf(text, sizeof text, "%d", number);
    for (int i = 0; key->word(i); i++) {
        if (strcmp(key->word(i), text) == 0) {
            return true;
        }
    }
    return false;
}

void read_integer(struct reader *reader, const struct key *key, const json_t *value, void *slot)
{
    if (!number_allowed(reader, key, value)) {
        return;
    }
    double number = json_number_value(value);
    char allowed[ALLOWED_BYTES];
    key_allowed(key, allowed, sizeof allowed);
    if (floor(number) != number) {
        read_fault(reader, "type", value, allowed, "'%s' is a whole number.", key->name);
    } else if (key->word && (fabs(number) > 1e9 || !is_choice(key, (int)number))) {
        read_fault(reader, "range", value, allowed, "'%s' is one of a few numbers.", key->name);
    } else {
        *(int *)slot = (int)number;
    }
}

void read_number(struct reader *reader, const struct key *key, const json_t *value, void *slot)
{
    if (number_allowed(reader, key, value)) {
        *(double *)slot = json_number_value(value);
    }
}

void read_flag(struct reader *reader, const struct key *key, const json_t *value, void *slot)
{
    if (json_is_boolean(value)) {
        *(bool *)slot = json_is_true(value);
    } else {
        read_fault(reader, "type", value, "true, false", "'%s' is true or false.", key->name);
    }
}

/* The index of the word, or ABSENT after a fault. */
static int word_index(struct reader *reader, const struct key *key, const json_t *value)
{
    char allowed[ALLOWED_BYTES], hint[96];
    key_allowed(key, allowed, sizeof allowed);
    const char *word = json_string_value(value);
    if (!word) {
        read_fault(reader, "type", value, allowed, "'%s' is a word in quotes.", key->name);
        return ABSENT;
    }
    struct nearest nearest = nearest_to(word);
    for (int i = 0; key->word(i); i++) {
        if (strcmp(key->word(i), word) == 0) {
            return i;
        }
        nearest_offer(&nearest, key->word(i));
    }
    read_fault(reader, "word", value, allowed, "'%s' is none of the words that '%s' may be.%s",
               word, key->name, nearest_hint(&nearest, hint, sizeof hint));
    return ABSENT;
}

void read_word(struct reader *reader, const struct key *key, const json_t *value, void *slot)
{
    int index = word_index(reader, key, value);
    /* After a fault any word will do: absence would be taken for a fault of its own. */
    *(int *)slot = index == ABSENT ? 0 : index;
}

void read_words(struct reader *reader, const struct key *key, const json_t *value, void *slot)
{
    char allowed[ALLOWED_BYTES];
    key_allowed(key, allowed, sizeof allowed);
    if (!json_is_array(value)) {
        read_fault(reader, "type", value, allowed, "'%s' is a list of words.", key->name);
        return;
    }
    unsigned bits = 0;
    for (size_t i = 0; i < json_array_size(value); i++) {
        size_t before = pointer_push_index(&reader->pointer, i);
        int index = word_index(reader, key, json_array_get(value, i));
        if (index != ABSENT && bits & 1u << index) {
            read_fault(reader, "duplicate", json_array_get(value, i), "each word once",
                       "'%s' names a word twice.", key->name);
        }
        bits |= index == ABSENT ? 0 : 1u << index;
        pointer_pop(&reader->pointer, before);
    }
    if (json_array_size(value) == 0) {
        read_fault(reader, "empty", value, allowed, "'%s' needs at least one word.", key->name);
    }
    *(unsigned *)slot = bits;
}

static bool bound(struct reader *reader, const struct key *key, const json_t *value, double *to)
{
    if (!json_is_number(value)) {
        read_fault(reader, "type", value, "a number, or [low, high]",
                   "'%s' is a number, or two of them for a band.", key->name);
        return false;
    }
    *to = json_number_value(value);
    return true;
}

void read_bounds(struct reader *reader, const struct key *key, const json_t *value, void *slot)
{
    /* What was wrong stands as NAN: it is given, and contradicts nothing. */
    struct given_bounds *bounds = slot;
    *bounds = (struct given_bounds){.set = true, .low = NAN, .high = NAN};
    double low, high;
    if (!json_is_array(value)) {
        if (bound(reader, key, value, &low)) {
            bounds->low = bounds->high = low;
        }
        return;
    }
    if (json_array_size(value) != 2) {
        read_fault(reader, "type", value, "[low, high]", "A band has two ends.");
    } else if (bound(reader, key, json_array_get(value, 0), &low) &&
               bound(reader, key, json_array_get(value, 1), &high)) {
        if (low > high) {
            read_fault(reader, "band-order", value, "[low, high]",
                       "The low end of a band stands first.");
            return;
        }
        *bounds = (struct given_bounds){.set = true, .pair = true, .low = low, .high = high};
    }
}
