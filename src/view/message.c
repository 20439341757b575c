#include "view/message.h"

#include "view/lines.h"
#include "view/passage.h"

/* Which part of the area's shorter side a capital letter may be, from the largest on. */
static const int shares[] = {6, 8, 10, 13, 17};

/* Lines enough for the smallest share on the tallest wall. */
#define LINES_MOST 64

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
        fits = set_whole(type->measure, passage.font, text, area.w, area.h / passage.line_height);
        int lines = (int)passage_lines(type->measure, passage.font, text, area.w);
        int spare = area.h - lines * passage.line_height;
        passage.baseline += spare > 0 ? spare / 2 : 0;
    }
    passage.count_font = passage.font;
    return passage;
}

static struct passage set_page(const struct type *type, struct rect bounds,
                               const struct page_spec *page)
{
    int pad = type->least_cap;
    struct rect area = {bounds.x + pad, bounds.y, bounds.w - 2 * pad, bounds.h};
    return set_text(type, area, page->text.in[type->language]);
}

struct font message_font(const struct type *type, struct rect bounds, const struct page_spec *page)
{
    return set_page(type, bounds, page).font;
}

void message_record(struct cell *cell, struct rect bounds, const struct look *look,
                    const struct page_spec *page)
{
    struct pen pen = pen_start(cell, bounds, look->theme->ground, look->type.measure);
    struct passage passage = set_page(&look->type, bounds, page);
    passage.ink = look->theme->text;
    size_t first = 0;
    passage_record(&pen, &passage, &first);
}
