#pragma once

/*
 * Drawn texts, shapes and plain colours, kept as textures in their colour while scenes use them.
 * Their number and bytes are bounded: what was not used the longest goes first, never what the
 * present paint uses.
 *
 * The colour is part of the key and not a tint at painting: SDL's software renderer blends a plain
 * texture with vector code, a tinted one pixel by pixel at several times the cost, and a wall has
 * a dozen colours.
 */

#include "screen/coverage.h"
#include "view/scene.h"

#include <SDL.h>

#define LABELS 1024

enum label_kind { LABEL_TEXT, LABEL_SHAPE, LABEL_CORNER, LABEL_HATCH, LABEL_SOLID };

/* What a label is a picture of. Two are equal when every field and the text are. */
struct label_key {
    enum label_kind kind;
    colour colour;
    int detail[4]; /* face, px; shape, w, h, stroke; corner, radius, stroke; period, stroke */
    char text[COMMAND_TEXT_BYTES];
};

struct label {
    SDL_Texture *texture; /* turned as the panel is; NULL when there is no ink */
    int x, y, w, h;       /* the ink, before turning, from the pen and baseline or the bounds */
};

struct labels;

/* Renderer is borrowed. `bytes` is what all textures may take together; `rotate` 0, 90, 180, 270.
 */
struct labels *labels_create(SDL_Renderer *renderer, int rotate, size_t bytes);
void labels_destroy(struct labels *labels);

/* A new paint begins: from now on everything may go that is not asked for again. */
void labels_begin(struct labels *labels);

/* NULL when it is not kept. Valid until the next call. */
const struct label *labels_find(struct labels *labels, const struct label_key *key);

/*
 * Keeps the ink of `drawn` under a key that is not kept yet. (origin_x, origin_y) is the point
 * within `drawn` that label.x and label.y count from.
 */
const struct label *labels_keep(struct labels *labels, const struct label_key *key,
                                const struct coverage *drawn, int origin_x, int origin_y);

/* How many are kept, and their bytes. */
size_t labels_count(const struct labels *labels);
size_t labels_bytes(const struct labels *labels);
