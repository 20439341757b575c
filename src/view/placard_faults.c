/* What is wrong with the installer's file: every fault, where it is and what to write. */

#include <stdio.h>

#include "view/lines.h"
#include "view/placard_parts.h"

/* More than a text takes on any wall. */
#define TEXT_LINES 6

struct row {
    struct line lines[TEXT_LINES];
    size_t line_count;
    int height;
};

static size_t told_count(const struct placard *placard)
{
    const struct told_faults *told = placard->facts.told;
    size_t count = told != NULL ? told->count : 0;
    return count < TOLD_FAULTS_MAX ? count : TOLD_FAULTS_MAX;
}

static int text_left(const struct chrome *chrome)
{
    return chrome->side + chrome->cap + chrome->space;
}

static int pitch(const struct chrome *chrome)
{
    return chrome->line_height - chrome->pad / 2;
}

static void set_row(struct row *row, const struct placard *placard, size_t fault,
                    enum language language)
{
    const struct chrome *chrome = &placard->chrome;
    int room = placard->inner.w - text_left(chrome) - chrome->side;
    row->line_count =
        lines_break(placard->look.type.measure, chrome->text,
                    placard->facts.told->texts[fault][language], room, row->lines, TEXT_LINES);
    size_t lines = row->line_count > 0 ? row->line_count : 1;
    row->height = chrome->line_height + chrome->pad + (int)(lines - 1) * pitch(chrome);
}

static int gap(const struct chrome *chrome)
{
    return chrome->space / 2;
}

static int head_height(const struct chrome *chrome)
{
    return chrome->line_height + chrome->space;
}

void placard_paginate_faults(struct placard *placard, enum language language)
{
    int room = placard->inner.h - head_height(&placard->chrome), left = 0;
    size_t on_page = 0;
    for (size_t fault = 0; fault < told_count(placard); fault++) {
        struct row row;
        set_row(&row, placard, fault, language);
        if (fault == 0 || row.height > left || on_page == PLACARD_CELLS - 1) {
            placard->pages[placard->page_count++] = (struct placard_page){
                .kind = PAGE_FAULTS, .language = language, .first_fault = fault};
            left = room;
            on_page = 0;
        }
        left -= row.height + gap(&placard->chrome);
        on_page++;
        placard->pages[placard->page_count - 1].behind_fault = fault + 1;
    }
}

size_t placard_place_faults(const struct placard *placard, struct rect bounds[PLACARD_CELLS])
{
    const struct placard_page *page = &placard->pages[placard->page];
    struct rect inner = placard->inner;
    int top = inner.y + head_height(&placard->chrome);
    size_t count = 1;
    bounds[0] = (struct rect){0, 0, placard->wall.w, top};
    for (size_t fault = page->first_fault; fault < page->behind_fault; fault++) {
        struct row row;
        set_row(&row, placard, fault, page->language);
        bounds[count++] = (struct rect){inner.x, top, inner.w, row.height};
        top += row.height + gap(&placard->chrome);
    }
    return count;
}

static void record_row(const struct placard *placard, struct pen *pen, size_t fault,
                       enum language language)
{
    const struct chrome *chrome = &placard->chrome;
    const struct theme *theme = placard->look.theme;
    struct rect cell = pen->cell->bounds;
    struct row row;
    set_row(&row, placard, fault, language);
    int baseline = chrome_baseline(chrome, cell.y) + chrome->pad / 2;
    pen_fill(pen, cell, chrome->radius, theme->tile);
    pen_mark(pen, cell.x + chrome->side, baseline, chrome->cap, check_shape(CHECK_FAILED),
             chrome->stroke, theme->missed);
    for (size_t i = 0; i < row.line_count; i++) {
        pen_line(pen, cell.x + text_left(chrome), baseline, chrome->text, theme->text,
                 row.lines[i].start, row.lines[i].length);
        baseline += pitch(chrome);
    }
}

/* The short title where there is no room for the other beside the page's number. */
static void record_head(const struct placard *placard, struct pen *pen, enum language language)
{
    char number[24], title[96];
    snprintf(number, sizeof number, "%zu", placard->facts.told->count);
    word_fill(title, sizeof title, WORD_CARD_FAULTS, language, number);
    int room = placard->inner.w - pen_width(pen, placard->chrome.text, "00/00");
    if (pen_width(pen, placard->chrome.bold, title) > room) {
        word_fill(title, sizeof title, WORD_CARD_FAULTS_SHORT, language, number);
    }
    placard_head(placard, pen, title);
}

void placard_record_fault(const struct placard *placard, size_t index, struct cell *cell)
{
    const struct placard_page *page = &placard->pages[placard->page];
    struct pen pen =
        pen_start(cell, cell->bounds, placard->look.theme->ground, placard->look.type.measure);
    if (index == 0) {
        record_head(placard, &pen, page->language);
        return;
    }
    record_row(placard, &pen, page->first_fault + index - 1, page->language);
}
