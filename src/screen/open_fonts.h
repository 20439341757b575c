#pragma once

/*
 * The fonts that are open: one for every (typeface, size), opened when first asked for and left as
 * it is, because SDL_ttf forgets all glyphs of a font whose size or style changes. Their number is
 * bounded; the one that was not asked for the longest is closed.
 */

#include "screen/typeface.h"

#include <SDL_ttf.h>

/* A light face costs 0.1 to 0.4 MiB a size, Noto Sans CJK 2.7 MiB. */
#define OPEN_FONTS 64

struct open_fonts {
    struct open_font {
        enum typeface typeface;
        int px;
        TTF_Font *font;    /* NULL: a free place */
        uint64_t asked_at; /* the value of `asked` when it was last asked for */
    } places[OPEN_FONTS];
    uint64_t asked;
    struct open_font *latest[TYPEFACE_COUNT]; /* the last one asked for, NULL for none */
    char paths[TYPEFACE_COUNT][256];          /* "" when the file is nowhere or unreadable */
    struct font_file {
        void *bytes; /* mapped once for all sizes; NULL until first asked for */
        size_t length;
    } files[TYPEFACE_COUNT];
};

void open_fonts_init(struct open_fonts *open);
void open_fonts_finish(struct open_fonts *open);

/* NULL when there is no such font. Valid until the next call. */
TTF_Font *open_fonts_at(struct open_fonts *open, enum typeface typeface, int px);

/*
 * The same, and NULL when the typeface lacks the code point; then no further size is opened of a
 * typeface that is open already.
 */
TTF_Font *open_fonts_with(struct open_fonts *open, enum typeface typeface, int px,
                          uint32_t code_point);
