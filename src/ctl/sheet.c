#include "ctl/sheet.h"

#include <csv.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <uniconv.h>

#include "base/text.h"

#define ENCODINGS "UTF-8 or Shift_JIS, without NUL"
#define MARK "\xEF\xBB\xBF"

static void fault_at(struct faults *faults, size_t line, const char *code, const char *read,
                     const char *allowed, const char *message)
{
    char pointer[24];
    snprintf(pointer, sizeof pointer, "/%zu", line);
    faults_add(faults, SEVERITY_FAULT, pointer, code, read, allowed, "%s", message);
}

/* ---- UTF-8 ---------------------------------------------------------------------------------- */

/* Behind the line that begins at `at`. No second byte of Shift_JIS is a line feed. */
static size_t line_end(const char *bytes, size_t length, size_t at)
{
    const char *end = memchr(bytes + at, '\n', length - at);
    return end != NULL ? (size_t)(end - bytes) + 1 : length;
}

static void tell_encoding(struct faults *faults, size_t line, int error)
{
    if (error == EINVAL) {
        fault_at(faults, line, "encoding", "", "UTF-8",
                 "This is not UTF-8, and this machine cannot read Shift_JIS: its C library lacks "
                 "the converter (on Debian, the package libc-gconv-modules-extra).");
    } else {
        fault_at(faults, line, "encoding", "", ENCODINGS,
                 "This line is neither UTF-8 nor Shift_JIS.");
    }
}

/* Line by line, so that the fault can name the line. No character has more than three bytes. */
static char *from_shift_jis(const char *bytes, size_t *length, struct arena *arena,
                            struct faults *faults)
{
    size_t used = 0, line = 1;
    char *text = arena_take(arena, 3 * *length + 1);
    for (size_t at = 0; at < *length; line++) {
        size_t end = line_end(bytes, *length, at), made;
        uint8_t *converted =
            u8_conv_from_encoding("CP932", iconveh_error, bytes + at, end - at, NULL, NULL, &made);
        bool whole = converted != NULL && memchr(converted, '\0', made) == NULL;
        if (!whole) {
            tell_encoding(faults, line, converted != NULL ? EILSEQ : errno);
            free(converted);
            return NULL;
        }
        memcpy(text + used, converted, made);
        free(converted);
        used += made;
        at = end;
    }
    *length = used;
    return text;
}

static const char *in_utf8(const char *bytes, size_t *length, struct arena *arena,
                           struct faults *faults)
{
    if (*length >= strlen(MARK) && memcmp(bytes, MARK, strlen(MARK)) == 0) {
        bytes += strlen(MARK);
        *length -= strlen(MARK);
    }
    return text_is_utf8(bytes, *length) ? bytes : from_shift_jis(bytes, length, arena, faults);
}

/* ---- Cells ---------------------------------------------------------------------------------- */

struct parsing {
    struct arena *arena;
    struct faults *faults;
    struct sheet_row *rows;
    size_t count, line;
    bool stopped;
    const char *cells[SHEET_CELLS]; /* of the row at hand */
    size_t cell_count, row_line;
};

static void take_cell(void *text, size_t length, void *context)
{
    (void)length;
    struct parsing *parsing = context;
    if (parsing->cell_count < SHEET_CELLS) {
        parsing->cells[parsing->cell_count] = arena_text(parsing->arena, text);
    }
    parsing->cell_count++;
}

static bool is_blank(const struct parsing *parsing)
{
    for (size_t i = 0; i < parsing->cell_count && i < SHEET_CELLS; i++) {
        if (parsing->cells[i][0] != '\0') {
            return false;
        }
    }
    return true;
}

static void keep_row(struct parsing *parsing)
{
    char read[32], allowed[32];
    if (parsing->cell_count > SHEET_CELLS) {
        snprintf(read, sizeof read, "%zu cells", parsing->cell_count);
        snprintf(allowed, sizeof allowed, "at most %d cells", SHEET_CELLS);
        fault_at(parsing->faults, parsing->row_line, "too-large", read, allowed,
                 "The row has too many cells.");
    } else if (parsing->count == SHEET_ROWS) {
        snprintf(allowed, sizeof allowed, "at most %d rows", SHEET_ROWS);
        fault_at(parsing->faults, parsing->row_line, "too-large", "", allowed,
                 "The table has too many rows.");
        parsing->stopped = true;
    } else {
        const char **cells = arena_take_array(parsing->arena, parsing->cell_count, sizeof *cells);
        memcpy(cells, parsing->cells, parsing->cell_count * sizeof *cells);
        parsing->rows[parsing->count++] =
            (struct sheet_row){parsing->row_line, parsing->cell_count, cells};
    }
}

static void end_row(int end, void *context)
{
    (void)end;
    struct parsing *parsing = context;
    if (!parsing->stopped && !is_blank(parsing)) {
        keep_row(parsing);
    }
    parsing->cell_count = 0;
}

/* Of the first line that has any, outside quotes. */
static unsigned char delimiter_of(const char *text, size_t length)
{
    size_t commas = 0, semicolons = 0;
    bool quoted = false;
    for (size_t i = 0; i < length && (quoted || text[i] != '\n' || commas + semicolons == 0); i++) {
        quoted = text[i] == '"' ? !quoted : quoted;
        commas += !quoted && text[i] == ',';
        semicolons += !quoted && text[i] == ';';
    }
    return semicolons > commas ? ';' : CSV_COMMA;
}

/* Whether a cell in quotes goes on behind a piece of text: each quote opens, closes or is half of a
 * pair. */
static bool goes_on(bool quoted, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        quoted = text[i] == '"' ? !quoted : quoted;
    }
    return quoted;
}

static void parse_lines(struct parsing *parsing, struct csv_parser *parser, const char *text,
                        size_t length)
{
    size_t at = 0, end, read = 0;
    bool quoted = false;
    while (at + read < length && !parsing->stopped) {
        at += read;
        parsing->line += at > 0;
        end = line_end(text, length, at);
        parsing->row_line = quoted ? parsing->row_line : parsing->line;
        quoted = goes_on(quoted, text + at, end - at);
        read = csv_parse(parser, text + at, end - at, take_cell, end_row, parsing);
        if (read < end - at) {
            break;
        }
    }
    if (at + read < length || csv_fini(parser, take_cell, end_row, parsing) != 0) {
        fault_at(parsing->faults, parsing->line, "quotes", "", "\"...\", a quote in it doubled",
                 "A quote is not closed, or stands in the middle of a cell.");
    }
}

bool sheet_read(const char *bytes, size_t length, struct arena *arena, struct sheet *sheet,
                struct faults *faults)
{
    size_t fatal = faults_fatal(faults);
    struct csv_parser parser;
    struct parsing parsing = {.arena = arena, .faults = faults, .line = 1};
    const char *text = in_utf8(bytes, &length, arena, faults);
    if (text == NULL || csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0) {
        return false;
    }
    parsing.rows = arena_take_array(arena, SHEET_ROWS, sizeof *parsing.rows);
    csv_set_delim(&parser, delimiter_of(text, length));
    parse_lines(&parsing, &parser, text, length);
    csv_free(&parser);
    *sheet = (struct sheet){parsing.rows, parsing.count};
    return faults_fatal(faults) == fatal;
}
