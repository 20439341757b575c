#pragma once

/* A placard from inside, for the files that set its pages. */

#include "base/arena.h"
#include "view/checks.h"
#include "view/chrome.h"
#include "view/look.h"
#include "view/pen.h"
#include "view/placard.h"

/* The title of a page, and at most a cell for each check. */
#define PLACARD_CELLS (1 + CHECK_COUNT)

/* Both lists in both languages, each on a page for every row at worst, the picture and the chart.
 */
#define PLACARD_PAGES (LANGUAGE_COUNT * (CHECK_COUNT + TOLD_FAULTS_MAX) + 2)

struct placard {
    struct arena *arena;
    enum card card;
    int64_t leave_ms; /* Unix ms; NO_TIME */
    struct look look;
    struct chrome chrome;
    struct rect wall, inner; /* all, and what no panel hides: 5 percent less on every side */
    struct facts facts;
    struct checks checks;
    struct scene scene;
    struct cell *scratch;
    struct placard_page {
        enum placard_kind {
            PAGE_IDENTIFY,
            PAGE_PICTURE,
            PAGE_CHECKS,
            PAGE_FAULTS,
            PAGE_CHART
        } kind;
        enum language language;   /* of a list */
        enum check first, behind; /* the checks on it */
        size_t first_fault, behind_fault;
    } pages[PLACARD_PAGES];
    size_t page_count, page;
    int64_t turn_ms, tick_ms; /* monotonic; NEVER */
    int64_t minute;
    bool fresh;  /* everything must be painted */
    bool unseen; /* the page began and was not presented yet */
};

/* The cell of a page that has one alone, which is the whole wall. */
void placard_record_identify(const struct placard *placard, struct cell *cell);
void placard_record_picture(const struct placard *placard, struct cell *cell);
void placard_record_chart(const struct placard *placard, struct cell *cell);

/*
 * The list: which checks go on which page; where a page's cells stand, its title first; and each of
 * them.
 */
void placard_paginate_checks(struct placard *placard, enum language language);
size_t placard_place_checks(const struct placard *placard, struct rect bounds[PLACARD_CELLS]);
void placard_record_check(const struct placard *placard, size_t index, struct cell *cell);

/* The same of what is wrong with the installer's file. */
void placard_paginate_faults(struct placard *placard, enum language language);
size_t placard_place_faults(const struct placard *placard, struct rect bounds[PLACARD_CELLS]);
void placard_record_fault(const struct placard *placard, size_t index, struct cell *cell);

/* The head of a page: its title, the screen's name if it has room, "2/4". Returns where it ends. */
int placard_head(const struct placard *placard, struct pen *pen, const char *title);

/* "2/4" at the right, where there is room for it behind `left`. Returns where it begins. */
int placard_place(const struct placard *placard, struct pen *pen, int left, int baseline);

/* The screen's name, or that it has none. */
const char *placard_name(const struct placard *placard);

/* How high a quiet text is that takes as many lines as it needs, and the recording of it. */
int placard_text_height(const struct placard *placard, const char *text);
void placard_text(const struct placard *placard, struct pen *pen, int top, const char *text);

/* "osaka · wallboard 0.1.0 · 1920×1080" */
void placard_identity(const struct placard *placard, char *to, size_t size);
