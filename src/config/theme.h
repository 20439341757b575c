#pragma once

/*
 * Colours by what they are for, and what must hold between them: text reaches a contrast of 7:1, a
 * figure that is not live 4.5:1, a mark, bar or outline 3:1 (WCAG 2.2, 1.4.6 and 1.4.11); met, near
 * and missed stay 18 apart by CIEDE2000 for every kind of colour vision, and the field of missed as
 * far from a calm tile; what is not live is dimmed and hatched so that it shows. The accents of the
 * dark themes follow the Color Universal Design set; its red is lightened until black on it reads
 * at 7:1. On a light ground yellow cannot be read, so near is a dark amber there.
 */

#include <stddef.h>

#include "base/fault.h"
#include "config/colour.h"

enum theme_name { THEME_DARK, THEME_LIGHT, THEME_SIGNAL, THEME_CALM, THEME_HIGH_CONTRAST };
#define THEMES (THEME_HIGH_CONTRAST + 1)

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
    colour outline; /* around a tile that has neither field nor outline of its own; COLOUR_ABSENT:
                       there is none */
};

/* A colour that a site did not give, or a theme does not have. */
#define COLOUR_ABSENT 0xffffffffU

const struct theme *theme_of(enum theme_name name);

/*
 * What must hold between two colours of a theme, each by its offset in struct theme: a contrast,
 * or else a difference.
 */
struct theme_rule {
    size_t one, other;
    double least;
    enum { RULE_CONTRAST, RULE_DIFFERENCE } kind;
};
extern const struct theme_rule theme_rules[];
extern const size_t theme_rule_count;

/* What the theme has of what the rule asks for. */
double theme_measure(const struct theme *theme, const struct theme_rule *rule);

/*
 * The theme with the colours that a site gave (`own`, the rest COLOUR_ABSENT) in place of its own.
 * Adds a fault for every rule that a given colour breaks, at the key of that colour.
 */
struct theme theme_with(const struct theme *base, const struct theme *own, struct faults *faults);
