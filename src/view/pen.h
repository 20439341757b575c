#pragma once

/*
 * Records commands into a cell. Whatever is drawn stays inside the cell; a text that is too long
 * for its room ends with an ellipsis, at a whole character.
 */

#include "view/measure.h"
#include "view/scene.h"

struct pen {
    struct cell *cell;
    const struct measure *measure;
};

/* Empties the cell and gives it its place. */
struct pen pen_start(struct cell *cell, struct rect bounds, colour background,
                     const struct measure *measure);

void pen_fill(struct pen *pen, struct rect r, int radius, colour c);
void pen_frame(struct pen *pen, struct rect r, int radius, int stroke, colour c);
void pen_hatch(struct pen *pen, struct rect r, int every, int stroke, colour c);
void pen_shape(struct pen *pen, struct rect r, enum shape shape, int stroke, colour c);

/*
 * The shape of a verdict or quality before a text with capitals of `edge` px. Returns its width,
 * which is at most `edge`.
 */
int pen_mark_width(enum shape shape, int edge);
int pen_mark(struct pen *pen, int x, int baseline, int edge, enum shape shape, int stroke,
             colour c);

int pen_width(const struct pen *pen, struct font font, const char *text);

/* Writes from x, at most `room` px wide. Returns the width that was written. */
int pen_text(struct pen *pen, int x, int baseline, int room, struct font font, colour c,
             const char *text);

/* The same, ending at `right`. */
int pen_text_right(struct pen *pen, int right, int baseline, int room, struct font font, colour c,
                   const char *text);

/*
 * A line that is known to fit: `length` bytes from x, in as many commands as hold them, parted
 * between characters. Returns the width that was written.
 */
int pen_line(struct pen *pen, int x, int baseline, struct font font, colour c, const char *text,
             size_t length);
