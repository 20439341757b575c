#pragma once

/*
 * The header: whose wall it is, how many KPIs stand where, the time; and the link in words when it
 * is not well.
 */

#include "view/chrome.h"
#include "view/clock_face.h"
#include "view/counts.h"
#include "view/look.h"
#include "view/view.h"

struct header_style header_style_of(const struct chrome *chrome, const struct type *type,
                                    const struct board_config *config, int width);

/* Which of how many pages shows is told by a rule under the header. */
struct page_place {
    size_t page, count;
    const char *title; /* of the page, behind the board's where there is room; NULL */
};

void header_record(struct cell *cell, struct rect bounds, const struct header_style *style,
                   const struct chrome *chrome, const struct look *look,
                   const struct view_state *state, const struct clock_face *face,
                   struct page_place place);

/* Whether the link has something to say. */
bool header_link_ill(enum link_state link);

/* The link in words; short where there is no room. Only for one that is ill. */
const char *header_link_words(enum link_state link, bool brief, enum language language);
