#pragma once

/*
 * Paints a scene through an SDL_Renderer: the same code on the board, on a desk and headless.
 * Rotation happens here, in the coordinates of every command. Labels (drawn texts) are kept while
 * scenes use them.
 *
 * Nothing is painted outside a command's bounds, its cell and the damage, so painting in pieces
 * gives the same pixels as painting at once.
 */

#include "screen/fonts.h"
#include "view/damage.h"
#include "view/scene.h"

#include <SDL.h>

struct painter;

/* `panel_w`, `panel_h` are the panel's pixels. Renderer and fonts are borrowed. */
struct painter *painter_create(SDL_Renderer *renderer, struct fonts *fonts, int panel_w,
                               int panel_h, int rotate);
void painter_destroy(struct painter *painter);

/*
 * Paints what of `scene` lies in `damage` (logical pixels, before the scene's origin moves it) onto
 * the renderer's target and writes the same rectangles in panel pixels to `panel`, room for
 * DAMAGE_RECTS. Damage of the whole wall is the whole panel. Returns how many.
 */
int painter_paint(struct painter *painter, const struct scene *scene, const struct damage *damage,
                  SDL_Rect *panel);

/* How many labels are kept, and what they take. */
size_t painter_labels(const struct painter *painter, size_t *bytes);
