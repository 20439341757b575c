#pragma once

/* Draws what is not text as coverage, with smooth edges: shapes, rounded corners, hatching. */

#include "screen/coverage.h"
#include "view/scene.h"

/* `shape` filling w x h; see scene.h for which have lines of `stroke`. */
void mask_shape(struct coverage *to, enum shape shape, int w, int h, int stroke);

enum corner { CORNER_TOP_LEFT, CORNER_TOP_RIGHT, CORNER_BOTTOM_RIGHT, CORNER_BOTTOM_LEFT };

/* A corner of radius x radius pixels; filled when `stroke` is 0, else its outline. */
void mask_corner(struct coverage *to, enum corner corner, int radius, int stroke);

/*
 * A square of lines rising to the right, `stroke` px wide and `period` px apart, both counted along
 * a row. Its side is a multiple of the period, so that squares join without a seam.
 */
void mask_hatch(struct coverage *to, int period, int stroke);
