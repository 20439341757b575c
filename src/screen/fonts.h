#pragma once

/*
 * The font chain: for every face the fonts that are asked in turn for a code point. A (face, size)
 * is opened once, when first needed, and never changes; the CJK fallback only when a code point
 * is in no other.
 */

#include "view/measure.h"

#include <SDL.h>

struct fonts;

/* NULL with an error logged when not even the first font of a chain is there. */
struct fonts *fonts_create(void);
void fonts_destroy(struct fonts *fonts);

/* The measure that the view asks; lives as long as `fonts`. */
const struct measure *fonts_measure(struct fonts *fonts);

/*
 * One line of text in white on transparent, to be tinted; origin_x receives where the pen started
 * and *baseline where the baseline lies in it. NULL for text without ink. Free with SDL_FreeSurface.
 */
SDL_Surface *fonts_draw(struct fonts *fonts, struct font font, const char *text, int *origin_x,
                        int *baseline);
