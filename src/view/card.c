#include "view/card.h"

#include "view/lines.h"
#include "view/pen.h"
#include "view/words.h"

/* More than a notice takes on any wall. */
#define NOTICE_LINES 64

void card_record(struct cell *cell, struct rect bounds, const struct chrome *chrome,
                 const struct look *look, const struct view_state *state)
{
    struct pen pen = pen_start(cell, bounds, look->theme->ground, look->type.measure);
    int left = bounds.x + chrome->side, room = bounds.w - 2 * chrome->side;
    int top = bounds.y + chrome->line_height;
    pen_text(&pen, left, chrome_baseline(chrome, top), room, chrome->bold, look->theme->text,
             word_in(look->config->for_others ? WORD_NOTHING_FOR_THESE : WORD_NOTHING_TO_SHOW,
                     look->type.language));
    struct line lines[NOTICE_LINES];
    const char *notice = state->notice != NULL ? state->notice : "";
    size_t count = lines_break(pen.measure, chrome->text, notice, room, lines, NOTICE_LINES);
    for (size_t i = 0; i < count && top + 2 * chrome->line_height <= bounds.y + bounds.h; i++) {
        top += chrome->line_height;
        pen_line(&pen, left, chrome_baseline(chrome, top), chrome->text, look->theme->quiet,
                 lines[i].start, lines[i].length);
    }
}
