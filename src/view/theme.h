#pragma once

/*
 * Colours by what they are for. Accents are those of the Color Universal Design set that stay apart
 * under every colour-vision deficiency. On its ground, text reaches a contrast of 7:1, a main
 * figure 4.5:1 (WCAG 2.2, 1.4.6); black on the missed field is 6.3:1.
 */

#include "config/board_config.h"
#include "view/scene.h"

struct theme {
    colour ground;    /* the wall behind everything */
    colour tile;      /* a calm tile, a calm strip */
    colour raised;    /* a banner that says why the wall is not live */
    colour text;      /* figures and names */
    colour quiet;     /* labels that explain: target, unit, period */
    colour dimmed;    /* figures that are not live */
    colour hatch;     /* the lines over a last-known tile */
    colour rule;      /* lines that part or count pages */
    colour met;       /* the mark of met */
    colour near;      /* outline, figure and word of near */
    colour missed;    /* the field of missed */
    colour on_missed; /* everything on that field */
    colour bar_met;   /* final periods in the strip of a tile: they are past, so they are muted */
    colour bar_near;
    colour bar_missed;
};

const struct theme *theme_of(enum theme_name name);

/* Contrast of two colours by WCAG 2.2: 1 to 21. */
double theme_contrast(colour a, colour b);
