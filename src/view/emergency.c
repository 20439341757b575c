#include "view/emergency.h"

#include "view/passage.h"
#include "view/pen.h"

/* Which part of the wall's shorter side a capital letter may be, from the largest on. */
static const int shares[] = {7, 9, 11, 14};

/* The word in a field of its own, and the time. Returns where the field ends. */
static int record_head(struct pen *pen, struct rect bounds, struct rect frame,
                       const struct chrome *chrome, const struct look *look,
                       const struct clock_face *face)
{
    const struct theme *theme = look->theme;
    int cap = 2 * chrome->cap;
    struct line_box line = type_line(&look->type, cap);
    struct font bold = type_font(&look->type, FACE_BOLD, cap);
    int pad = chrome->cap, end = frame.y + line.above + line.below + 2 * pad;
    int baseline = frame.y + pad + line.above;
    int left = frame.x + pad, right = frame.x + frame.w - pad;
    pen_fill(pen, (struct rect){bounds.x, bounds.y, bounds.w, end - bounds.y}, 0, theme->ground);
    struct chrome large = *chrome;
    large.cap = cap;
    large.space = 2 * chrome->space;
    large.figure = type_font(&look->type, FACE_FIGURE, cap);
    right = clock_face_record(pen, &large, look, right, baseline, face);
    pen_text(pen, left, baseline, right - left, bold, theme->text,
             word_in(WORD_EMERGENCY, look->type.language));
    return end;
}

/* As large as leaves the whole text on one page, but no smaller than a main figure. */
static struct passage set_text(const struct chrome *chrome, const struct look *look,
                               struct rect area, const char *text)
{
    const struct type *type = &look->type;
    struct passage passage = {.text = text, .bounds = area, .ink = look->theme->ground};
    int shorter = area.w < area.h ? area.w : area.h;
    bool fits = false;
    for (size_t i = 0; i < sizeof shares / sizeof *shares && !fits; i++) {
        int cap = shorter / shares[i] > type->figure_cap ? shorter / shares[i] : type->figure_cap;
        struct line_box line = type_line(type, cap);
        passage.font = type_font(type, FACE_BOLD, cap);
        passage.line_height = line.above + line.below + cap / 2;
        passage.baseline = line.above + cap / 4;
        size_t lines = passage_lines(type->measure, passage.font, text, area.w);
        fits = (int)lines * passage.line_height <= area.h;
        if (fits) {
            passage.baseline += (area.h - (int)lines * passage.line_height) / 2;
        }
    }
    passage.baseline += area.y;
    passage.count_font = type_font(type, FACE_BOLD, 2 * chrome->cap);
    return passage;
}

void emergency_record(struct cell *cell, struct rect bounds, struct rect frame,
                      const struct chrome *chrome, const struct look *look,
                      const struct clock_face *face, struct banner *banner)
{
    struct pen pen = pen_start(cell, bounds, look->theme->text, look->type.measure);
    int top = record_head(&pen, bounds, frame, chrome, look, face);
    int pad = chrome->cap;
    struct rect area = {frame.x + pad, top, frame.w - 2 * pad, frame.y + frame.h - top - pad};
    const char *text = banner_speaker(banner)->text[look->type.language];
    struct passage passage = set_text(chrome, look, area, text);
    banner->pages = passage_record(&pen, &passage, &banner->page);
}
