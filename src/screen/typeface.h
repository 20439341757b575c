#pragma once

/*
 * The font files a wall is set in, and where they live. A face of the view (text, bold, figure)
 * is a chain of typefaces, asked in turn for every code point.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "view/measure.h"

enum typeface {
    TYPEFACE_LATIN,
    TYPEFACE_LATIN_BOLD,
    TYPEFACE_KANJI,
    TYPEFACE_KANJI_BOLD,
    TYPEFACE_SYMBOL,
    TYPEFACE_SYMBOL_BOLD,
    TYPEFACE_LAST,
    TYPEFACE_LAST_BOLD,
    TYPEFACE_COUNT,
    TYPEFACE_NONE = TYPEFACE_COUNT /* no typeface has the code point */
};

#define CHAIN_LINKS 4
extern const enum typeface typeface_chain[FACE_COUNT][CHAIN_LINKS];

/*
 * Finds the file: in the folder $WALLBOARD_FONTS when that is set, then where Debian's packages
 * put it. False when it is nowhere; `path` is then empty.
 */
bool typeface_find(enum typeface typeface, char *path, size_t size);

/* The file's name and the Debian package that brings it, for messages. */
const char *typeface_file(enum typeface typeface);
const char *typeface_package(enum typeface typeface);

/* A sign of text layout that has no picture of its own: no typeface is asked for it. */
bool typeface_spares(uint32_t code_point);
