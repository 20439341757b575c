#include "view/passage.h"

#include <stdio.h>

#include "kpi/announcement.h"
#include "view/lines.h"

/* Far more than the longest announcement takes on the narrowest wall. */
#define LINES_MOST 512

_Static_assert(ANNOUNCEMENT_TEXT_BYTES <= LINES_TEXT_BYTES, "every announcement can be set");

/* As wide as a count of pages gets. */
#define WIDEST_COUNT " 88/88"

size_t passage_lines(const struct measure *measure, struct font font, const char *text, int width)
{
    struct line lines[LINES_MOST];
    return lines_break(measure, font, text, width, lines, LINES_MOST);
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
            int lines = (int)passage_lines(type->measure, passage.font, text, area.w);
            passage.baseline += (area.h - lines * passage.line_height) / 2;
            return passage;
        }
    }
    return passage_of_cap(type, area, text, least);
}

/* ---- Recording ------------------------------------------------------------------------------ */

/* With fewer lines the count of pages stands at the end of the last, else below it. */
#define LINES_ABOVE_COUNT 3

size_t passage_record(struct pen *pen, const struct passage *passage, size_t *page)
{
    struct line lines[LINES_MOST];
    struct rect bounds = passage->bounds;
    size_t per_page =
        (size_t)(bounds.h > passage->line_height ? bounds.h / passage->line_height : 1);
    int width = bounds.w;
    size_t count =
        lines_break(pen->measure, passage->font, passage->text, width, lines, LINES_MOST);
    if (count > per_page && per_page >= LINES_ABOVE_COUNT) {
        per_page--;
    } else if (count > per_page) {
        width -= pen_width(pen, passage->count_font, WIDEST_COUNT);
        count = lines_break(pen->measure, passage->font, passage->text, width, lines, LINES_MOST);
    }
    size_t pages = (count + per_page - 1) / per_page;
    *page = *page < pages ? *page : 0;
    int baseline = passage->baseline;
    for (size_t i = *page * per_page; i < count && i < (*page + 1) * per_page; i++) {
        pen_line(pen, bounds.x, baseline, passage->font, passage->ink, lines[i].start,
                 lines[i].length);
        baseline += passage->line_height;
    }
    if (pages > 1) {
        char place[32];
        snprintf(place, sizeof place, "%zu/%zu", *page + 1, pages);
        int below = width == bounds.w ? 0 : 1;
        int last = passage->baseline + ((int)per_page - below) * passage->line_height;
        pen_text_right(pen, bounds.x + bounds.w, last, bounds.w, passage->count_font, passage->ink,
                       place);
    }
    return pages;
}
