#include "view/pen.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

#define ELLIPSIS "…"

struct pen pen_start(struct cell *cell, struct rect bounds, colour background,
                     const struct measure *measure)
{
    cell->bounds = bounds;
    cell->background = background;
    cell->count = 0;
    return (struct pen){cell, measure};
}

static struct command *add(struct pen *pen, enum command_kind kind, struct rect bounds, colour c)
{
    assert(pen->cell->count < CELL_COMMANDS);
    struct command *command = &pen->cell->commands[pen->cell->count++];
    *command = (struct command){
        .kind = kind,
        .colour = c,
        .bounds = rect_intersection(bounds, pen->cell->bounds),
    };
    return command;
}

void pen_fill(struct pen *pen, struct rect r, int radius, colour c)
{
    add(pen, COMMAND_FILL, r, c)->radius = radius;
}

void pen_frame(struct pen *pen, struct rect r, int radius, int stroke, colour c)
{
    struct command *command = add(pen, COMMAND_FRAME, r, c);
    command->radius = radius;
    command->stroke = stroke;
}

void pen_hatch(struct pen *pen, struct rect r, int every, int stroke, colour c)
{
    struct command *command = add(pen, COMMAND_HATCH, r, c);
    command->radius = every;
    command->stroke = stroke;
}

void pen_shape(struct pen *pen, struct rect r, enum shape shape, int stroke, colour c)
{
    struct command *command = add(pen, COMMAND_SHAPE, r, c);
    command->shape = shape;
    command->stroke = stroke;
}

/* What is calm is small; a square looks larger than a triangle of the same edge. In percent. */
int pen_mark_width(enum shape shape, int edge)
{
    static const int share[] = {
        [SHAPE_CIRCLE] = 66, [SHAPE_TRIANGLE] = 100, [SHAPE_SQUARE] = 84,  [SHAPE_DIAMOND] = 78,
        [SHAPE_RING] = 84,   [SHAPE_CROSS] = 76,     [SHAPE_DASH] = 70,    [SHAPE_HALF] = 84,
        [SHAPE_UP] = 100,    [SHAPE_DOWN] = 100,     [SHAPE_STEADY] = 100, [SHAPE_COLUMNS] = 100,
        [SHAPE_ROWS] = 100,  [SHAPE_CHECKER] = 100,  [SHAPE_WARN] = 88,    [SHAPE_HELD] = 88};
    return edge * share[shape] / 100;
}

int pen_mark(struct pen *pen, int x, int baseline, int edge, enum shape shape, int stroke, colour c)
{
    int own = pen_mark_width(shape, edge), off = (edge - own) / 2;
    struct rect r = {x, baseline - edge + off, own, own};
    pen_shape(pen, r, shape, stroke, c);
    return own;
}

int pen_width(const struct pen *pen, struct font font, const char *text)
{
    return pen->measure->width(pen->measure, font, text);
}

/* Takes one character after the other off the end until the rest fits with its ellipsis. */
static int shorten(const struct pen *pen, struct font font, char *text, int room)
{
    size_t length = strlen(text);
    while (length > 0) {
        do {
            length--;
        } while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80);
        while (length > 0 && text[length - 1] == ' ') {
            length--;
        }
        memcpy(text + length, ELLIPSIS, sizeof ELLIPSIS);
        int width = pen_width(pen, font, text);
        if (width <= room) {
            return width;
        }
    }
    text[0] = '\0';
    return 0;
}

/* Leaves room in the buffer for an ellipsis; a text that fills more bytes has it. */
static int fitted(const struct pen *pen, struct font font, const char *text, int room,
                  char to[COMMAND_TEXT_BYTES])
{
    bool whole = text_copy(to, COMMAND_TEXT_BYTES - sizeof ELLIPSIS, text);
    if (!whole) {
        memcpy(to + strlen(to), ELLIPSIS, sizeof ELLIPSIS);
    }
    int width = pen_width(pen, font, to);
    return width <= room ? width : shorten(pen, font, to, room);
}

static void put(struct pen *pen, int x, int baseline, int width, struct font font, colour c,
                const char *text)
{
    if (width <= 0 || text[0] == '\0') {
        return;
    }
    struct font_height height = pen->measure->height(pen->measure, font);
    /* A few letters reach beyond their advance; the painter cuts at the bounds. */
    int overhang = font.px / 16;
    struct rect bounds = {x - overhang, baseline - height.ascent, width + 2 * overhang,
                          height.ascent + height.descent};
    struct command *command = add(pen, COMMAND_TEXT, bounds, c);
    command->font = font;
    command->origin_x = x;
    command->baseline = baseline;
    text_copy(command->text, sizeof command->text, text);
}

int pen_text(struct pen *pen, int x, int baseline, int room, struct font font, colour c,
             const char *text)
{
    char shown[COMMAND_TEXT_BYTES];
    int width = fitted(pen, font, text, room, shown);
    put(pen, x, baseline, width, font, c, shown);
    return width;
}

int pen_text_right(struct pen *pen, int right, int baseline, int room, struct font font, colour c,
                   const char *text)
{
    char shown[COMMAND_TEXT_BYTES];
    int width = fitted(pen, font, text, room, shown);
    put(pen, right - width, baseline, width, font, c, shown);
    return width;
}

int pen_line(struct pen *pen, int x, int baseline, struct font font, colour c, const char *text,
             size_t length)
{
    int from = x;
    while (length > 0) {
        char part[COMMAND_TEXT_BYTES];
        size_t taken = length < sizeof part ? length : sizeof part - 1;
        while (taken < length && ((unsigned char)text[taken] & 0xC0) == 0x80) {
            taken--;
        }
        memcpy(part, text, taken);
        part[taken] = '\0';
        int width = pen_width(pen, font, part);
        put(pen, x, baseline, width, font, c, part);
        x += width;
        text += taken;
        length -= taken;
    }
    return x - from;
}
