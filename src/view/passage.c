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

size_t passage_record(struct pen *pen, const struct passage *passage, size_t *page)
{
    struct line lines[LINES_MOST];
    struct rect bounds = passage->bounds;
    size_t per_page =
        (size_t)(bounds.h > passage->line_height ? bounds.h / passage->line_height : 1);
    int width = bounds.w;
    size_t count =
        lines_break(pen->measure, passage->font, passage->text, width, lines, LINES_MOST);
    if (count > per_page) {
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
        int last = passage->baseline + ((int)per_page - 1) * passage->line_height;
        pen_text_right(pen, bounds.x + bounds.w, last, bounds.w - width, passage->count_font,
                       passage->ink, place);
    }
    return pages;
}
