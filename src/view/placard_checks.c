/* The list of what works and what does not, each with what was read and what to do. */

#include <stdio.h>

#include "view/lines.h"
#include "view/placard_parts.h"

/* Beside the names a text needs room for so many capitals, else it stands below. */
#define COLUMN_CAPS 16

/* More than a text takes on any wall. */
#define TEXT_LINES 12

/* How the list is set in one language. */
struct list_style {
    const struct placard *placard;
    enum language language;
    int word_x, name_x, text_x; /* from the row's left edge */
    int text_room;              /* beside the name; 0: texts stand below */
    bool words_within;          /* there is no room for words before the names */
    int inner_w;
};

struct row {
    enum check_result result;
    bool beside; /* the text begins on the line of the name */
    char text[CHECK_TEXT_BYTES + 32];
    struct line lines[TEXT_LINES];
    size_t line_count;
    int height;
};

/* ---- Setting -------------------------------------------------------------------------------- */

static int wider(int width, const struct placard *placard, struct font font, const char *text)
{
    int other = placard->look.type.measure->width(placard->look.type.measure, font, text);
    return other > width ? other : width;
}

static struct list_style style_of(const struct placard *placard, enum language language)
{
    const struct chrome *chrome = &placard->chrome;
    int words = 0, names = 0;
    for (int result = 0; result < CHECK_RESULTS; result++) {
        words =
            wider(words, placard, chrome->bold, check_word((enum check_result)result, language));
    }
    for (int check = 0; check < CHECK_COUNT; check++) {
        names = wider(names, placard, chrome->bold, check_name((enum check)check, language));
    }
    struct list_style style = {.placard = placard, .language = language};
    style.inner_w = placard->inner.w - 2 * chrome->side;
    style.word_x = chrome->cap + chrome->space;
    style.name_x = style.word_x + words + 2 * chrome->space;
    if (style.name_x + names > style.inner_w) {
        style.words_within = true;
        style.name_x = style.word_x;
    }
    style.text_x = style.name_x + names + 2 * chrome->space;
    int room = style.inner_w - style.text_x;
    style.text_room = room >= COLUMN_CAPS * chrome->cap ? room : 0;
    return style;
}

static int pitch(const struct chrome *chrome)
{
    return chrome->line_height - chrome->pad / 2;
}

static void set_row(struct row *row, const struct list_style *style, enum check check)
{
    const struct placard *placard = style->placard;
    const struct chrome *chrome = &placard->chrome;
    const struct measure *measure = placard->look.type.measure;
    row->result = check_result(&placard->checks, check);
    char text[CHECK_TEXT_BYTES];
    check_text(text, &placard->checks, check, style->language);
    bool within = style->words_within;
    snprintf(row->text, sizeof row->text, "%s%s%s",
             within ? check_word(row->result, style->language) : "", within ? " · " : "", text);
    int behind = style->name_x + 2 * chrome->space +
                 measure->width(measure, chrome->bold, check_name(check, style->language)) +
                 measure->width(measure, chrome->text, row->text);
    row->beside = style->text_room > 0 || behind <= style->inner_w;
    int room = style->text_room > 0 ? style->text_room : style->inner_w;
    row->line_count = lines_break(measure, chrome->text, row->text, room, row->lines, TEXT_LINES);
    size_t lines = row->line_count + !row->beside;
    row->height =
        chrome->line_height + chrome->pad + (int)(lines > 1 ? lines - 1 : 0) * pitch(chrome);
}

/* ---- Pages ---------------------------------------------------------------------------------- */

static int gap(const struct chrome *chrome)
{
    return chrome->space / 3;
}

static int head_height(const struct chrome *chrome)
{
    return chrome->line_height + chrome->space;
}

void placard_paginate_checks(struct placard *placard, enum language language)
{
    struct list_style style = style_of(placard, language);
    int room = placard->inner.h - head_height(&placard->chrome), left = 0;
    for (int check = 0; check < CHECK_COUNT; check++) {
        struct row row;
        set_row(&row, &style, (enum check)check);
        if (check == 0 || row.height > left) {
            placard->pages[placard->page_count++] = (struct placard_page){
                .kind = PAGE_CHECKS, .language = language, .first = (enum check)check};
            left = room;
        }
        left -= row.height + gap(&placard->chrome);
        placard->pages[placard->page_count - 1].behind = (enum check)(check + 1);
    }
}

size_t placard_place_checks(const struct placard *placard, struct rect bounds[PLACARD_CELLS])
{
    const struct placard_page *page = &placard->pages[placard->page];
    const struct chrome *chrome = &placard->chrome;
    struct list_style style = style_of(placard, page->language);
    struct rect inner = placard->inner;
    int top = inner.y + head_height(chrome), left = inner.h - head_height(chrome);
    size_t count = 1;
    bounds[0] = (struct rect){0, 0, placard->wall.w, top};
    for (int check = (int)page->first; check < (int)page->behind; check++) {
        struct row row;
        set_row(&row, &style, (enum check)check);
        bounds[count++] = (struct rect){inner.x, 0, inner.w, row.height};
        left -= row.height;
    }
    /* What is left over goes between the rows, within measure. */
    int rows = (int)count - 1, most = chrome->line_height / 2;
    int between = rows > 1 ? left / (rows - 1) : 0;
    between = between < most ? between : most;
    for (size_t i = 1; i < count; i++) {
        bounds[i].y = top;
        top += bounds[i].h + between;
    }
    return count;
}

/* ---- Recording ------------------------------------------------------------------------------ */

struct inks {
    colour field, mark, word, name, text;
};

/* As on the wall's tiles: what is well is calm, what is not is loud. */
static struct inks inks_of(enum check_result result, const struct theme *theme)
{
    switch (result) {
    case CHECK_PASSED:
        return (struct inks){theme->tile, theme->met, theme->quiet, theme->text, theme->text};
    case CHECK_FAILED:
        return (struct inks){theme->missed, theme->on_missed, theme->on_missed, theme->on_missed,
                             theme->on_missed};
    default:
        return (struct inks){theme->tile, theme->quiet, theme->quiet, theme->text, theme->quiet};
    }
}

static void record_row(const struct list_style *style, struct pen *pen, enum check check)
{
    const struct chrome *chrome = &style->placard->chrome;
    struct rect cell = pen->cell->bounds;
    struct row row;
    set_row(&row, style, check);
    struct inks inks = inks_of(row.result, style->placard->look.theme);
    int left = cell.x + chrome->side, right = cell.x + cell.w - chrome->side;
    int baseline = chrome_baseline(chrome, cell.y) + chrome->pad / 2;
    pen_fill(pen, cell, chrome->radius, inks.field);
    pen_mark(pen, left, baseline, chrome->cap, check_shape(row.result), chrome->stroke, inks.mark);
    if (!style->words_within) {
        pen_text(pen, left + style->word_x, baseline, right - left - style->word_x, chrome->bold,
                 inks.word, check_word(row.result, style->language));
    }
    int x = left + style->name_x;
    x += pen_text(pen, x, baseline, right - x, chrome->bold, inks.name,
                  check_name(check, style->language));
    x = style->text_room > 0 ? left + style->text_x : x + 2 * chrome->space;
    if (!row.beside) {
        x = left;
        baseline += pitch(chrome);
    }
    for (size_t i = 0; i < row.line_count; i++) {
        pen_line(pen, x, baseline, chrome->text, inks.text, row.lines[i].start,
                 row.lines[i].length);
        baseline += pitch(chrome);
    }
}

void placard_record_check(const struct placard *placard, size_t index, struct cell *cell)
{
    const struct placard_page *page = &placard->pages[placard->page];
    struct pen pen =
        pen_start(cell, cell->bounds, placard->look.theme->ground, placard->look.type.measure);
    if (index == 0) {
        placard_head(placard, &pen, word_in(WORD_INSTALLATION, page->language));
        return;
    }
    struct list_style style = style_of(placard, page->language);
    record_row(&style, &pen, (enum check)((size_t)page->first + index - 1));
}
