#pragma once

/*
 * A scene is what the wall shows, as drawing commands. Pages record them; two recordings of a cell
 * are compared; only what differs is painted again. Whoever records knows nothing of damage,
 * whoever paints knows nothing of KPIs.
 *
 * A cell is a rectangle of the wall that is recorded as one: a tile, the header, the strip, the
 * label of a row. Cells of a page do not overlap and a command never leaves its cell. All memory of
 * a scene is taken when the page is laid out; recording takes none.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/rect.h"
#include "config/colour.h"
#include "view/measure.h"

/* Colours are opaque: dimmed and tinted ones come ready from the theme. */
enum command_kind {
    COMMAND_FILL,  /* rectangle with rounded corners of `radius`, filled */
    COMMAND_FRAME, /* the same, outlined: `stroke` px, inside the bounds */
    COMMAND_HATCH, /* diagonal lines of `stroke` px every `radius` px, 45 degrees */
    COMMAND_SHAPE, /* `shape` filling the bounds */
    COMMAND_TEXT,  /* one line, no wrapping: `text` in `font`, pen starting at origin_x, baseline */
};

enum shape {
    SHAPE_CIRCLE,   /* met */
    SHAPE_TRIANGLE, /* near */
    SHAPE_SQUARE,   /* missed */
    SHAPE_DIAMOND,  /* untargeted */
    SHAPE_RING,     /* last-known; outline of `stroke` */
    SHAPE_CROSS,    /* no data; lines of `stroke` */
    SHAPE_DASH,     /* waiting, closed */
    SHAPE_HALF,     /* thin: ring, lower half filled */
    SHAPE_WARN,     /* beyond a warning: outline of a small triangle, `stroke` wide */
    SHAPE_HELD,     /* a verdict that damping holds: the same, upside down */
    SHAPE_UP,
    SHAPE_DOWN,
    SHAPE_STEADY,  /* trend arrows, lines of `stroke` */
    SHAPE_COLUMNS, /* upright lines of `stroke` px, as far apart, sharp to the pixel */
    SHAPE_ROWS,    /* the same, level */
    SHAPE_CHECKER, /* both: squares of `stroke` px */
    SHAPE_KINDS,   /* none */
};

#define COMMAND_TEXT_BYTES 96

struct command {
    enum command_kind kind;
    colour colour;
    struct rect bounds; /* what it can touch; for text: its advance, a sixteenth em more on either
                           side, by ascent and descent */
    int radius, stroke;
    enum shape shape;
    struct font font;
    int origin_x, baseline;
    char text[COMMAND_TEXT_BYTES]; /* UTF-8, unused bytes are 0 */
};

#define CELL_COMMANDS 80

/* Commands are painted in order over `background`, which fills the cell. */
struct cell {
    struct rect bounds;
    colour background;
    int count;
    struct command commands[CELL_COMMANDS];
};

/* The logical picture: width and height are after rotation, as people see them. */
struct scene {
    int width, height;
    colour background; /* where no cell is */
    struct cell *cells;
    size_t count, room;
    int origin_x, origin_y; /* where the cells' (0, 0) stands on the picture; no part of the hash */
    const struct cell *stamp; /* one more, painted last and over the others; NULL (view/stamp.h) */
};

/* All cells of the scene, in the order in which they are painted. */
static inline size_t scene_cells(const struct scene *scene)
{
    return scene->count + (scene->stamp != NULL);
}

static inline const struct cell *scene_cell(const struct scene *scene, size_t index)
{
    return index < scene->count ? &scene->cells[index] : scene->stamp;
}

/* Field by field, texts as texts. */
bool command_equal(const struct command *a, const struct command *b);

/* Only the recorded part is copied: a cell has room for far more than most need. */
void cell_copy(struct cell *to, const struct cell *from);

/*
 * What must be painted again to get from `before` to `after`, which have the same bounds: the
 * commands that differ, or the whole cell where that is simpler. Empty when they are equal.
 */
struct rect cell_difference(const struct cell *before, const struct cell *after);

/* A 64-bit hash (FNV-1a) of all commands: two walls that show the same have the same. */
uint64_t scene_hash(const struct scene *scene);

/* One line a command, for golden texts and for people. Returns a string to be freed. */
char *scene_describe(const struct scene *scene);
