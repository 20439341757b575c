#pragma once

/*
 * How far apart colours are: contrast for reading, difference for telling states apart, the latter
 * also as people with a colour-vision deficiency see them.
 */

#include <stdint.h>

/* 0xRRGGBB in sRGB. */
typedef uint32_t colour;

enum vision { VISION_NORMAL, VISION_PROTAN, VISION_DEUTAN, VISION_TRITAN, VISION_COUNT };

/* CIE 1976 L*a*b* under D65. */
struct lab {
    double l, a, b;
};

/* Contrast of two colours by WCAG 2.2, 1.4.3: 1 to 21. */
double colour_contrast(colour a, colour b);

/*
 * The colour as it is seen without one kind of cones: Machado, Oliveira and Fernandes, "A
 * physiologically-based model for simulation of color vision deficiency", 2009, severity 1.0.
 */
struct lab colour_seen(colour c, enum vision vision);

/* CIEDE2000 with all weights 1: Sharma, Wu and Dalal, Color Research & Application 30, 2005. */
double lab_difference(struct lab p, struct lab q);

/* The least CIEDE2000 of two colours over every kind of vision. */
double colour_difference(colour a, colour b);
