#pragma once

/*
 * The banner: what announce/<id> wants said, and what the board itself has to say when more than
 * half of it is not live. It has a place of its own above the strip, only while there is one, of as
 * many lines as the longest text needs: two at most, three when it is urgent, twice as many on a
 * wall that stands upright. An emergency takes the whole screen (view/emergency.h).
 *
 * Nothing moves: a text that is too long is paged in whole lines; several take turns, page by page,
 * the board's own first, then in the order of the announcements. A page stands for as long as it
 * takes to read it.
 */

#include "kpi/announcements.h"
#include "view/chrome.h"
#include "view/look.h"
#include "view/passage.h"
#include "view/silence.h"
#include "view/view.h"

/* How long a page stands at least: what one line holds is read well in it. */
#define BANNER_PAGE_MS 6000

/* What it takes to look up, and to read: fourteen Latin characters or five ideographs a second. */
#define BANNER_LOOK_MS 2000
#define BANNER_BYTE_MS 70

/* How long most of the board must have been silent: at start and after a short fault it is not
 * worth a banner. A picture from a file does not wait. */
#define BANNER_PATIENCE_MS 10000

struct banner {
    const struct announcement *list[ANNOUNCEMENTS_KEPT]; /* that take turns now */
    size_t count;
    bool emergency;         /* they are emergencies: the board may since have changed them */
    uint32_t revision;      /* of the board's announcements, as listed */
    bool own;               /* the board's own goes before those */
    struct silence silence; /* as the board's own tells it */
    enum link_state link;
    int64_t own_ms;    /* monotonic ms at which patience ends; NEVER while nothing is wrong */
    size_t turn, page; /* whose turn it is, and which page of it shows */
    struct passage_pages shown; /* of that one, as last recorded */
    int64_t turn_ms;            /* monotonic ms at which the next page shows; NEVER */
};

void banner_init(struct banner *banner);

/* Takes in what is to be said now. True when something else is to be recorded. */
bool banner_take(struct banner *banner, const struct look *look, const struct view_state *state,
                 const struct moment *now);

bool banner_is_emergency(const struct banner *banner);

/* The announcement whose turn it is; NULL for the board's own. Only while there is something. */
const struct announcement *banner_speaker(const struct banner *banner);

/* True when another page is to be recorded. */
bool banner_turn_if_due(struct banner *banner, const struct moment *now);

/* To be called when all is recorded: from here the page that shows has its time. */
void banner_pace(struct banner *banner, const struct moment *now);

/* Monotonic ms of the next change by time alone; NEVER. */
int64_t banner_next_change(const struct banner *banner);

/* How many lines it wants on a wall of this shape, `inner` px wide; 0 when nothing is to be said.
 */
int banner_lines(const struct banner *banner, const struct chrome *chrome, const struct look *look,
                 struct rect wall, int inner);

/* How high it is with so many lines. */
int banner_height(const struct chrome *chrome, int lines);

void banner_record(struct cell *cell, struct rect bounds, const struct chrome *chrome,
                   const struct look *look, struct banner *banner);
