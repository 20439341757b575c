#pragma once

/*
 * What every text of a page comes to at the farthest seat, read from what the page is set with.
 * The rule: main figures 30 arc minutes, names and words 20, nothing under 16. ISO 9241-3 asks for
 * 16 and prefers 20 to 22; kanji need the more, so a Japanese wall is judged by them; NUREG-0700
 * asks the same of displays seen by a group. A figure wider than is to be expected ("rare") may be
 * smaller than a main figure, though not under 16 (figure_fit.h).
 */

#include "view/view.h"

struct text_role {
    const char *name;
    struct font font;
    int px;    /* of a capital letter or digit; of an ideograph in the words of a Japanese wall */
    double mm; /* on the panel */
    double minutes; /* at the farthest seat */
    double rule;    /* the least that the rule allows it */
};

/* More than any page has. */
#define TEXT_ROLES 16

/* The roles of the page that shows; each font of a role once. Returns how many. */
size_t legibility_of(const struct view *view, struct text_role roles[TEXT_ROLES]);

bool legibility_holds(const struct text_role *role);
