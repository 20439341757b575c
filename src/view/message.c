#include "view/message.h"

#include "view/passage.h"

/* Which part of the area's shorter side a capital letter may be, from the largest on. */
static const int shares[] = {6, 8, 10, 13, 17};

/* The largest size at which the text has room, but none that the farthest seat could not read. */
static struct passage set_text(const struct type *type, struct rect area, const char *text)
{
    struct passage passage = {.text = text, .bounds = area};
    int shorter = area.w < area.h ? area.w : area.h;
    bool fits = false;
    for (size_t i = 0; i < sizeof shares / sizeof *shares && !fits; i++) {
        int cap = shorter / shares[i] > type->label_cap ? shorter / shares[i] : type->label_cap;
        struct line_box line = type_line(type, cap);
        passage.font = type_font(type, FACE_BOLD, cap);
        passage.line_height = line.above + line.below + cap / 2;
        passage.baseline = area.y + line.above + cap / 4;
        int lines = (int)passage_lines(type->measure, passage.font, text, area.w);
        int spare = area.h - lines * passage.line_height;
        fits = spare >= 0;
        passage.baseline += fits ? spare / 2 : 0;
    }
    passage.count_font = passage.font;
    return passage;
}

void message_record(struct cell *cell, struct rect bounds, const struct look *look,
                    const struct page_spec *page)
{
    struct pen pen = pen_start(cell, bounds, look->theme->ground, look->type.measure);
    int pad = look->type.least_cap;
    struct rect area = {bounds.x + pad, bounds.y, bounds.w - 2 * pad, bounds.h};
    struct passage passage = set_text(&look->type, area, page->text.in[look->type.language]);
    passage.ink = look->theme->text;
    size_t first = 0;
    passage_record(&pen, &passage, &first);
}
