#pragma once

/*
 * Pictures against golden ones. They may differ a little, since FreeType smooths edges differently
 * from release to release: at most PICTURE_SHARE of the pixels may be off by more than
 * PICTURE_TOLERANCE in any channel. A tile in another colour, a missing word or a shifted row is
 * far beyond that.
 */

#include <stdbool.h>
#include <stddef.h>

#define PICTURE_TOLERANCE 64
#define PICTURE_SHARE 0.004

/* Whether WALLBOARD_GOLDEN=update asks for the golden pictures to be written instead. */
bool picture_updating(void);

/* False with the reason printed. Both are PNG files. */
bool picture_matches(const char *made, const char *golden);

/*
 * Makes a PNG smaller by a whole number, each pixel the mean of those that it stands for, until its
 * longer side is at most PICTURE_REDUCED, in fewer colours. A change of a word or a colour is still
 * seen.
 */
#define PICTURE_REDUCED 480
bool picture_reduce(const char *path);

/* The share of pixels that are off, of `count` of three bytes each. */
double picture_difference(const unsigned char *a, const unsigned char *b, size_t count);
