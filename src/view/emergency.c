#include "view/emergency.h"

#include "view/passage.h"
#include "view/pen.h"

/* Twice as large as the header of other days, or what has room beside the time. */
static int head_cap(const struct chrome *chrome, const struct look *look, const char *word,
                    int room)
{
    int cap = 2 * chrome->cap;
    bool seconds = look->config->display.seconds;
    while (cap > chrome->cap && type_width(&look->type, FACE_BOLD, cap, word) + cap +
                                        clock_face_width(&look->type, cap, seconds) >
                                    room) {
        cap -= chrome->cap / 8 + 1;
    }
    return cap > chrome->cap ? cap : chrome->cap;
}

/* The word in a field of its own, and the time. Returns where the field ends. */
static int record_head(struct pen *pen, struct rect bounds, struct rect frame,
                       const struct chrome *chrome, const struct look *look,
                       const struct clock_face *face)
{
    const struct theme *theme = look->theme;
    int room = frame.w - 2 * chrome->cap;
    const char *word = word_in(WORD_EMERGENCY, look->type.language);
    int cap = head_cap(chrome, look, word, room);
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
    pen_text(pen, left, baseline, right - left, bold, theme->text, word);
    return end;
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
    struct passage passage = passage_fit(&look->type, area, text, look->type.label_cap);
    passage.ink = look->theme->ground;
    banner->shown = passage_record(&pen, &passage, &banner->page);
}
