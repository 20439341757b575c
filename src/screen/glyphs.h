#pragma once

/*
 * Drawn glyphs, kept as coverage: SDL_ttf shapes every text anew and asks FreeType for each glyph
 * of it, which costs more than laying the few digits of a figure side by side from here.
 */

#include "screen/coverage.h"
#include "screen/typeface.h"

#include <SDL_ttf.h>

#define GLYPHS 512

/* All pictures together; when they would take more, all are let go. */
#define GLYPHS_BYTES ((size_t)512 * 1024)

struct glyph {
    uint32_t code_point; /* 0: a free place */
    enum typeface typeface;
    int px;
    int x, y; /* of the picture, from the pen and the baseline */
    int advance;
    struct coverage picture; /* w = 0: no ink */
};

struct glyphs {
    struct glyph places[GLYPHS];
    size_t bytes;
};

void glyphs_init(struct glyphs *glyphs);
void glyphs_finish(struct glyphs *glyphs);

/* `font` is `typeface` opened at `px`. Valid until the next call. */
const struct glyph *glyphs_get(struct glyphs *glyphs, TTF_Font *font, enum typeface typeface,
                               int px, uint32_t code_point);
