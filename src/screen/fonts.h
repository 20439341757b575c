#pragma once

/*
 * The font chain: for every face the fonts that are asked in turn for a code point. A (face, size)
 * is opened once, when first needed, and never changes; the CJK fallback only when a code point
 * is in no other. A code point that no font has is drawn as a box, never left out.
 *
 * There is no kerning and no shaping: the width of a line is the sum of the advances of its
 * characters, so figures keep their place while they change, and a line may be measured in parts.
 */

#include "screen/coverage.h"
#include "screen/typeface.h"
#include "view/measure.h"

struct fonts;

/* NULL with an error logged when a face has no font at all; warns of every file that is missing. */
struct fonts *fonts_create(void);
void fonts_destroy(struct fonts *fonts);

/* The measure that the view asks; lives as long as `fonts`. */
const struct measure *fonts_measure(struct fonts *fonts);

/*
 * Draws one line of text. *origin_x receives where the pen started and *baseline the row just
 * below the letters' feet, both within `to`.
 */
void fonts_draw(struct fonts *fonts, struct font font, const char *text, struct coverage *to,
                int *origin_x, int *baseline);

/* Which typeface draws the code point in this face; TYPEFACE_NONE for a box. */
enum typeface fonts_typeface(struct fonts *fonts, struct font font, uint32_t code_point);
