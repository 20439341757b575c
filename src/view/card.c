#include "view/card.h"

#include <string.h>

#include "base/text.h"
#include "view/pen.h"
#include "view/words.h"

/*
 * Copies what of `text` goes on one line of `room` px and returns what is left. A line ends at a
 * space where it has one, else at any character: paths and Japanese have none. Every line takes at
 * least one character.
 */
static const char *take_line(char *line, size_t size, const struct pen *pen, struct font font,
                             int room, const char *text)
{
    const char *end = text, *space = NULL;
    for (const char *next = text; *next != '\0';) {
        uint32_t c = text_next(&next);
        size_t length = (size_t)(next - text);
        if (length >= size) {
            break;
        }
        memcpy(line, text, length);
        line[length] = '\0';
        if (end > text && pen_width(pen, font, line) > room) {
            break;
        }
        space = c == ' ' ? next : space;
        end = next;
    }
    if (*end != '\0' && space != NULL) {
        end = space;
    }
    line[end - text] = '\0';
    return end;
}

void card_record(struct cell *cell, struct rect bounds, const struct chrome *chrome,
                 const struct look *look, const struct view_state *state)
{
    struct pen pen = pen_start(cell, bounds, look->theme->ground, look->type.measure);
    int left = bounds.x + chrome->side, room = bounds.w - 2 * chrome->side;
    int top = bounds.y + chrome->line_height;
    pen_text(&pen, left, chrome_baseline(chrome, top), room, chrome->bold, look->theme->text,
             word_in(WORD_NOTHING_TO_SHOW, look->type.language));
    const char *left_over = state->notice != NULL ? state->notice : "";
    while (*left_over != '\0' && top + 2 * chrome->line_height <= bounds.y + bounds.h) {
        char line[COMMAND_TEXT_BYTES];
        top += chrome->line_height;
        left_over = take_line(line, sizeof line, &pen, chrome->text, room, left_over);
        pen_text(&pen, left, chrome_baseline(chrome, top), room, chrome->text, look->theme->quiet,
                 line);
    }
}
