#pragma once

/*
 * The characters of a text that cannot be drawn: because no font can, which is the caller's to
 * know, or because they are written from right to left, which the wall does not set: it would show
 * them back to front.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef bool glyph_test(uint32_t code_point);

/* "U+1F9FF NAZAR AMULET"; private and unassigned ones have no name. */
#define GLYPH_NAME_BYTES 272
void glyph_name(char to[GLYPH_NAME_BYTES], uint32_t code_point);

bool glyph_runs_left(uint32_t code_point);

/*
 * The next character at or behind *next that is not drawable and did not occur in `text` before;
 * *next moves behind it. 0 at the end.
 */
uint32_t glyph_missing(const char *text, const char **next, glyph_test *drawable);
