#pragma once

/*
 * Which characters the font chain can draw, asked before there is a screen: of the fonts nothing
 * but their tables of characters is read, each is opened when first needed, and closed again.
 */

#include <stdbool.h>
#include <stdint.h>

#include "kpi/words.h"

struct repertoire;

/* NULL when SDL_ttf cannot be used. */
struct repertoire *repertoire_open(void);
void repertoire_close(struct repertoire *repertoire);

/*
 * Whether names and titles, in text and in bold, can be set with the code point. A sign of layout
 * without a picture of its own counts as drawn; so does all where no font is there to judge by.
 */
bool repertoire_has(struct repertoire *repertoire, uint32_t code_point);

/*
 * The Debian package of the first choice for a language none of whose words could be set with the
 * fonts that are there; NULL when they can.
 */
const char *repertoire_lacks(struct repertoire *repertoire, enum language language);
