#include "view/passage.h"

#include <stdio.h>

#include "kpi/announcement.h"
#include "view/lines.h"

/* Far more than the longest announcement takes on the narrowest wall. */
#define LINES_MOST 512

_Static_assert(ANNOUNCEMENT_TEXT_BYTES <= LINES_TEXT_BYTES, "every announcement can be set");

/* As wide as a count of pages gets. */
#define WIDEST_COUNT " 88/88"

size_t passage_lines(const struct measure *measure, struct font font, const char *text, int width,
                     int indent)
{
    struct line lines[LINES_MOST];
    struct lines_room room = {.width = width, .first_less = indent, .per_page = LINES_MOST};
    return lines_flow(measure, font, text, &room, lines, LINES_MOST);
}

/* ---- As large as can be --------------------------------------------------------------------- */

/* Which part of the area's shorter side a capital letter may be, from the largest on. */
static const int shares[] = {3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 20, 24, 30};

static bool is_letter(char byte)
{
    return (unsigned char)byte < 0x80 && byte != ' ' && byte != '-';
}

/* Whether all stands in so many lines, and no word had to be parted. */
static bool set_whole(const struct measure *measure, struct font font, const char *text, int width,
                      int most)
{
    struct line lines[LINES_MOST];
    size_t count = lines_break(measure, font, text, width, lines, LINES_MOST);
    for (size_t i = 0; i + 1 < count; i++) {
        const char *end = lines[i].start + lines[i].length;
        if (lines[i].length > 0 && is_letter(end[-1]) && is_letter(end[0])) {
            return false;
        }
    }
    return (int)count <= most;
}

static struct passage passage_of_cap(const struct type *type, struct rect area, const char *text,
                                     int cap)
{
    struct line_box box = type_line(type, cap);
    return (struct passage){
        .text = text,
        .bounds = area,
        .baseline = area.y + box.above + cap / 4,
        .line_height = box.above + box.below + cap / 2,
        .font = type_font(type, FACE_BOLD, cap),
        .count_font = type_font(type, FACE_BOLD, type->least_cap),
    };
}

struct passage passage_fit(const struct type *type, struct rect area, const char *text, int least)
{
    int shorter = area.w < area.h ? area.w : area.h;
    for (size_t i = 0; i < sizeof shares / sizeof *shares && shorter / shares[i] > least; i++) {
        struct passage passage = passage_of_cap(type, area, text, shorter / shares[i]);
        int most = area.h / passage.line_height;
        if (set_whole(type->measure, passage.font, text, area.w, most)) {
            int lines = (int)passage_lines(type->measure, passage.font, text, area.w, 0);
            passage.baseline += (area.h - lines * passage.line_height) / 2;
            return passage;
        }
    }
    return passage_of_cap(type, area, text, least);
}

/* ---- Recording ------------------------------------------------------------------------------ */

/* With fewer lines the count of pages stands at the end of the last, else below it. */
#define LINES_ABOVE_COUNT 3

/* A text in its lines, and how they stand. */
struct setting {
    struct line lines[LINES_MOST];
    size_t count, per_page;
    bool below; /* the count of pages has a line of its own */
};

static void set(struct setting *setting, struct pen *pen, const struct passage *passage)
{
    struct rect bounds = passage->bounds;
    size_t fit = (size_t)(bounds.h > passage->line_height ? bounds.h / passage->line_height : 1);
    struct lines_room room = {
        .width = bounds.w, .first_less = passage->indent, .per_page = LINES_MOST};
    setting->count =
        lines_flow(pen->measure, passage->font, passage->text, &room, setting->lines, LINES_MOST);
    setting->per_page = fit;
    setting->below = false;
    if (setting->count <= fit) {
        return;
    }
    setting->below = fit >= LINES_ABOVE_COUNT && !passage->count_beside;
    setting->per_page = room.per_page = setting->below ? fit - 1 : fit;
    room.last_less = setting->below ? 0 : pen_width(pen, passage->count_font, WIDEST_COUNT);
    setting->count =
        lines_flow(pen->measure, passage->font, passage->text, &room, setting->lines, LINES_MOST);
}

static void record_count(struct pen *pen, const struct passage *passage,
                         const struct setting *setting, size_t page, size_t pages)
{
    char place[32];
    snprintf(place, sizeof place, "%zu/%zu", page + 1, pages);
    int lines = (int)setting->per_page - (setting->below ? 0 : 1);
    pen_text_right(pen, passage->bounds.x + passage->bounds.w,
                   passage->baseline + lines * passage->line_height, passage->bounds.w,
                   passage->count_font, passage->ink, place);
}

struct passage_pages passage_record(struct pen *pen, const struct passage *passage, size_t *page)
{
    struct setting setting;
    set(&setting, pen, passage);
    struct passage_pages pages = {(setting.count + setting.per_page - 1) / setting.per_page, 0};
    *page = *page < pages.count ? *page : 0;
    int baseline = passage->baseline, indent = passage->indent;
    size_t first = *page * setting.per_page;
    for (size_t i = first; i < setting.count && i < first + setting.per_page; i++) {
        const struct line *line = &setting.lines[i];
        pen_line(pen, passage->bounds.x + indent, baseline, passage->font, passage->ink,
                 line->start, line->length);
        baseline += passage->line_height;
        indent = 0;
        pages.bytes += line->length;
    }
    if (pages.count > 1) {
        record_count(pen, passage, &setting, *page, pages.count);
    }
    return pages;
}
