#include "view/lines.h"

#include <assert.h>
#include <string.h>
#include <unigbrk.h>
#include <unilbrk.h>

#include "base/text.h"

/* A line longer than this is parted wherever it then may be. */
#define LINE_BYTES 512

/* How a line may end before a byte. */
enum part {
    PART_NOT,     /* within a character as people see it */
    PART_IN_WORD, /* where a word is wider than a whole line */
    PART_COMPOUND, /* between ideographs or katakana, which may be one word: 避難, エレベーター */
    PART_WORD, /* where it reads well */
};

struct parting {
    const char *text;
    size_t length;
    char parts[LINES_TEXT_BYTES]; /* an enum part for each byte */
};

/* ---- Numbers and names ---------------------------------------------------------------------- */

/* Units that stand behind a space; a letter may not follow. */
static const char *const units[] = {
    "%",    "s",       "sec",     "seconds", "min",  "minutes", "h",  "hours", "d",  "days",
    "ms",   "weeks",   "months",  "years",   "mm",   "cm",      "m",  "km",    "px", "pts",
    "inch", "percent", "callers", "calls",   "a.m.", "p.m.",    "am", "pm",    "°C",
};

/* Japanese units of more than one sign that are not katakana throughout. */
static const char *const counters[] = {
    "時間", "分間", "秒間", "日間", "週間", "年間", "年度", "番目", "回目", "人目", "件目",
    "分前", "時台", "か月", "カ月", "ヶ月", "ヵ月", "か所", "カ所", "ヶ所", "ヵ所", "四半期",
};

static bool is_digit(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 0xff10 && c <= 0xff19);
}

static bool is_letter(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_katakana(uint32_t c)
{
    return c >= 0x30a1 && c <= 0x30fe && c != 0x30fb;
}

/* Signs that stand between digits of one number: . , : and their wide forms. */
static bool is_separator(uint32_t c)
{
    return c == '.' || c == ',' || c == ':' || c == 0xff0e || c == 0xff0c || c == 0xff1a;
}

static uint32_t character_at(const char *text)
{
    return text_next(&text);
}

static const char *behind(const char *text)
{
    text_next(&text);
    return text;
}

static const char *end_of_number(const char *at)
{
    for (;;) {
        const char *next = behind(at);
        if (is_separator(character_at(at)) && is_digit(character_at(next))) {
            at = next;
        } else if (!is_digit(character_at(at))) {
            return at;
        }
        at = behind(at);
    }
}

/* What of a list stands at `at`; the longest. 0 bytes when nothing does. */
static size_t longest_of(const char *const *list, size_t count, const char *at)
{
    size_t longest = 0;
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(list[i]);
        if (length > longest && strncmp(at, list[i], length) == 0) {
            longest = length;
        }
    }
    return longest;
}

/* The end of the unit of a number that ends at `at`; `at` where it has none. */
static const char *end_of_unit(const char *at)
{
    if (*at == ' ') {
        const char *unit = at + 1;
        size_t length = longest_of(units, sizeof units / sizeof *units, unit);
        bool whole = length > 0 && !is_letter(character_at(unit + length));
        return whole ? unit + length : at;
    }
    size_t length = longest_of(counters, sizeof counters / sizeof *counters, at);
    if (length > 0) {
        return at + length;
    }
    if (!is_katakana(character_at(at))) {
        return character_at(at) >= 0x2e80 ? behind(at) : at;
    }
    while (is_katakana(character_at(at))) {
        at = behind(at);
    }
    return at;
}

/* Of a number with its unit, "24時間"; of a time with all its parts, "15時30分". */
static const char *end_of_time(const char *at)
{
    const char *unit = end_of_number(at), *end = end_of_unit(unit);
    bool hours = character_at(unit) == 0x6642 /* 時 */ && is_digit(character_at(end));
    return hours ? end_of_unit(end_of_number(end)) : end;
}

/* No line ends behind `from` and before `to`. */
static void bind(struct parting *parting, const char *from, const char *to)
{
    for (const char *at = behind(from); at < to; at++) {
        char *part = &parting->parts[at - parting->text];
        *part = *part > PART_IN_WORD ? PART_IN_WORD : *part;
    }
}

static bool counts_what_follows(uint32_t c)
{
    return c == 0x7b2c /* 第 */ || c == 0x3012 /* 〒 */ || c == 0x7d04 /* 約 */;
}

static bool is_ideograph(uint32_t c)
{
    return (c >= 0x3400 && c <= 0x9fff) || c == 0x3005 /* 々 */;
}

static void spare_compounds(struct parting *parting)
{
    uint32_t before = 0;
    for (const char *at = parting->text; *at != '\0'; at = behind(at)) {
        char *part = &parting->parts[at - parting->text];
        uint32_t c = character_at(at);
        bool alike =
            (is_ideograph(before) && is_ideograph(c)) || (is_katakana(before) && is_katakana(c));
        if (*part == PART_WORD && alike) {
            *part = PART_COMPOUND;
        }
        before = c;
    }
}

/* A number keeps what it counts, also "15時30分"; a name with a full stop in it, as of a machine,
 * is one word. */
static void bind_numbers_and_names(struct parting *parting)
{
    const char *before = NULL;
    for (const char *at = parting->text; *at != '\0';) {
        uint32_t c = character_at(at);
        const char *next = behind(at);
        if (is_digit(c)) {
            next = end_of_time(at);
            bool counted = before && counts_what_follows(character_at(before));
            bind(parting, counted ? before : at, next);
        } else if (is_separator(c) && before && is_letter(character_at(before)) &&
                   is_letter(character_at(next))) {
            bind(parting, at, behind(next));
        }
        before = at;
        at = next;
    }
}

/* ---- Lines ---------------------------------------------------------------------------------- */

static void find_parts(struct parting *parting, const char *text)
{
    char characters[LINES_TEXT_BYTES];
    parting->text = text;
    parting->length = strlen(text);
    assert(parting->length < LINES_TEXT_BYTES);
    u8_grapheme_breaks((const uint8_t *)text, parting->length, characters);
    u8_possible_linebreaks((const uint8_t *)text, parting->length, "UTF-8", parting->parts);
    for (size_t i = 0; i < parting->length; i++) {
        char found = parting->parts[i];
        parting->parts[i] = found == UC_BREAK_POSSIBLE ? PART_WORD
                            : characters[i]            ? PART_IN_WORD
                                                       : PART_NOT;
    }
    spare_compounds(parting);
    bind_numbers_and_names(parting);
}

static size_t without_blanks(const char *text, size_t length)
{
    static const char wide_blank[] = "　";
    const size_t wide = sizeof wide_blank - 1;
    for (;;) {
        if (length > 0 && text[length - 1] == ' ') {
            length--;
        } else if (length >= wide && memcmp(text + length - wide, wide_blank, wide) == 0) {
            length -= wide;
        } else {
            return length;
        }
    }
}

static bool fits(const struct measure *measure, struct font font, const char *text, size_t length,
                 int width)
{
    char line[LINE_BYTES];
    length = without_blanks(text, length);
    if (length >= sizeof line) {
        return false;
    }
    memcpy(line, text, length);
    line[length] = '\0';
    return measure->width(measure, font, line) <= width;
}

/* The last place for a line's end that is at least as good as `part`; `from` when none fits. */
static size_t last_end(const struct parting *parting, const struct measure *measure,
                       struct font font, size_t from, int width, enum part part)
{
    size_t end = from;
    for (size_t i = from + 1; i <= parting->length; i++) {
        if (i < parting->length && parting->parts[i] < (char)part) {
            continue;
        }
        if (!fits(measure, font, parting->text + from, i - from, width)) {
            break;
        }
        end = i;
    }
    return end;
}

/* Where the first character as people see it ends. */
static size_t one_character(const struct parting *parting, size_t from)
{
    do {
        from++;
    } while (from < parting->length && parting->parts[from] == PART_NOT);
    return from;
}

static int width_of(const struct lines_room *widths, size_t line)
{
    size_t at = line % widths->per_page;
    int less = (at == 0 ? widths->first_less : 0);
    less += at + 1 == widths->per_page ? widths->last_less : 0;
    return widths->width - less;
}

/* A line that is left shorter than this, in percent, is worth parting a compound. */
#define LEAST_FILLED 60

static size_t end_of_line(const struct parting *parting, const struct measure *measure,
                          struct font font, size_t from, int width)
{
    size_t end = last_end(parting, measure, font, from, width, PART_WORD);
    if (end == from || (end < parting->length && fits(measure, font, parting->text + from,
                                                      end - from, width * LEAST_FILLED / 100))) {
        end = last_end(parting, measure, font, from, width, PART_COMPOUND);
    }
    end = end > from ? end : last_end(parting, measure, font, from, width, PART_IN_WORD);
    return end > from ? end : one_character(parting, from);
}

size_t lines_flow(const struct measure *measure, struct font font, const char *text,
                  const struct lines_room *widths, struct line *lines, size_t room)
{
    struct parting parting;
    size_t count = 0, from = 0;
    find_parts(&parting, text);
    while (from < parting.length && count < room) {
        int width = width_of(widths, count);
        size_t end = end_of_line(&parting, measure, font, from, width);
        lines[count++] = (struct line){text + from, without_blanks(text + from, end - from)};
        from = end;
    }
    return count;
}

size_t lines_break(const struct measure *measure, struct font font, const char *text, int width,
                   struct line *lines, size_t room)
{
    const struct lines_room widths = {.width = width, .per_page = 1};
    return lines_flow(measure, font, text, &widths, lines, room);
}
