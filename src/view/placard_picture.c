/*
 * What a panel does with a picture: frames at its edges, of which it may cut some off; lines of one
 * pixel; grey in steps; the colours of the verdicts. And which screen this is.
 */

#include <stdio.h>
#include <string.h>

#include "view/huge.h"
#include "view/placard_parts.h"
#include "view/status.h"

/* ---- Edges ---------------------------------------------------------------------------------- */

/* Tenths of a percent of width and height, from the outermost frame inwards. */
static const int edges[] = {0, 25, 50};
enum { EDGES = sizeof edges / sizeof *edges };

static colour edge_ink(const struct theme *theme, int edge)
{
    return edge == 0 ? theme->text : edge == 1 ? theme->met : theme->quiet;
}

static int edge_stroke(const struct placard *placard)
{
    int stroke = placard->chrome.stroke / 2;
    return stroke > 2 ? stroke : 2;
}

/* An angle in every corner of the wall. */
static void record_corners(const struct placard *placard, struct pen *pen)
{
    struct rect wall = placard->wall;
    int thick = 3 * edge_stroke(placard), arm = (wall.w < wall.h ? wall.w : wall.h) / 10;
    for (int corner = 0; corner < 4; corner++) {
        bool right = corner % 2 == 1, low = corner / 2 == 1;
        pen_fill(pen, (struct rect){right ? wall.w - arm : 0, low ? wall.h - thick : 0, arm, thick},
                 0, placard->look.theme->text);
        pen_fill(pen, (struct rect){right ? wall.w - thick : 0, low ? wall.h - arm : 0, thick, arm},
                 0, placard->look.theme->text);
    }
}

static void record_edges(const struct placard *placard, struct pen *pen)
{
    struct rect wall = placard->wall;
    for (int i = 0; i < EDGES; i++) {
        int x = wall.w * edges[i] / 1000, y = wall.h * edges[i] / 1000;
        pen_frame(pen, (struct rect){x, y, wall.w - 2 * x, wall.h - 2 * y}, 0, edge_stroke(placard),
                  edge_ink(placard->look.theme, i));
    }
    record_corners(placard, pen);
}

/* "端の枠 □ 0 % □ 2.5 % □ 5 %": which frames there are to be seen. */
static void record_key(const struct placard *placard, struct pen *pen, int baseline)
{
    const struct chrome *chrome = &placard->chrome;
    const struct theme *theme = placard->look.theme;
    int x = placard->inner.x, right = x + placard->inner.w, cap = chrome->cap;
    x += pen_text(pen, x, baseline, right - x, chrome->text, theme->quiet,
                  word_in(WORD_EDGES, placard->look.type.language));
    for (int i = 0; i < EDGES; i++) {
        char share[16];
        snprintf(share, sizeof share, "%g %%", edges[i] / 10.0);
        x += 2 * chrome->space;
        pen_frame(pen, (struct rect){x, baseline - cap, cap, cap}, 0, chrome->stroke,
                  edge_ink(theme, i));
        x += cap + chrome->space;
        x += pen_text(pen, x, baseline, right - x, chrome->text, theme->text, share);
    }
    placard_place(placard, pen, x + 2 * chrome->space, baseline);
}

/* ---- Sharpness, grey ------------------------------------------------------------------------ */

#define GREYS 11

static void record_patterns(const struct placard *placard, struct pen *pen, struct rect place)
{
    static const enum shape patterns[] = {SHAPE_COLUMNS, SHAPE_ROWS, SHAPE_CHECKER};
    const int count = (int)(sizeof patterns / sizeof *patterns);
    int air = placard->chrome.space, width = (place.w - (count - 1) * air) / count;
    for (int i = 0; i < count; i++) {
        struct rect block = {place.x + i * (width + air), place.y, width, place.h};
        pen_fill(pen, block, 0, placard->look.theme->ground);
        pen_shape(pen, block, patterns[i], 1, placard->look.theme->text);
    }
}

/* Framed, for its ends may be as the ground is. */
static void record_greys(struct pen *pen, struct rect place, colour frame)
{
    for (int i = 0; i < GREYS; i++) {
        colour level = (colour)(255 * i / (GREYS - 1));
        int left = place.w * i / GREYS, right = place.w * (i + 1) / GREYS;
        pen_fill(pen, (struct rect){place.x + left, place.y, right - left, place.h}, 0,
                 level << 16 | level << 8 | level);
    }
    pen_frame(pen, place, 0, 2, frame);
}

/* ---- Verdicts ------------------------------------------------------------------------------- */

static const enum word verdict_words[VERDICT_COUNT] = {
    [VERDICT_MET] = WORD_MET,
    [VERDICT_NEAR] = WORD_NEAR,
    [VERDICT_MISSED] = WORD_MISSED,
    [VERDICT_UNTARGETED] = WORD_UNTARGETED,
};

static int verdict_width(const struct placard *placard, const struct pen *pen, int verdict)
{
    const struct chrome *chrome = &placard->chrome;
    const char *word = word_in(verdict_words[verdict], placard->look.type.language);
    return 2 * chrome->side + pen_mark_width(status_shape((enum verdict)verdict), chrome->cap) +
           chrome->space + pen_width(pen, chrome->bold, word);
}

static void record_verdict(const struct placard *placard, struct pen *pen, struct rect tile,
                           enum verdict verdict)
{
    const struct chrome *chrome = &placard->chrome;
    const struct theme *theme = placard->look.theme;
    const char *word = word_in(verdict_words[verdict], placard->look.type.language);
    bool missed = verdict == VERDICT_MISSED, near = verdict == VERDICT_NEAR;
    colour ink = missed ? theme->on_missed : near ? theme->near : theme->text;
    colour mark = verdict == VERDICT_MET          ? theme->met
                  : verdict == VERDICT_UNTARGETED ? theme->quiet
                                                  : ink;
    pen_fill(pen, tile, chrome->radius, missed ? theme->missed : theme->tile);
    if (near) {
        pen_frame(pen, tile, chrome->radius, chrome->stroke, theme->near);
    }
    int own = verdict_width(placard, pen, (int)verdict) - 2 * chrome->side;
    int x = tile.x + (tile.w - own) / 2, baseline = chrome_baseline(chrome, tile.y);
    x += pen_mark(pen, x, baseline, chrome->cap, status_shape(verdict), chrome->stroke, mark);
    x += chrome->space;
    pen_text(pen, x, baseline, tile.x + tile.w - x, chrome->bold, ink, word);
}

static int verdicts_per_line(const struct placard *placard, const struct pen *pen)
{
    int needed = (VERDICT_COUNT - 1) * placard->chrome.space;
    for (int verdict = 0; verdict < VERDICT_COUNT; verdict++) {
        needed += verdict_width(placard, pen, verdict);
    }
    return needed <= placard->inner.w ? VERDICT_COUNT : VERDICT_COUNT / 2;
}

/* What a line has left over makes all its tiles wider by the same. */
static void record_verdicts(const struct placard *placard, struct pen *pen, int top)
{
    const struct chrome *chrome = &placard->chrome;
    int per_line = verdicts_per_line(placard, pen), x = 0, spare = 0;
    for (int verdict = 0; verdict < VERDICT_COUNT; verdict++) {
        if (verdict % per_line == 0) {
            top += verdict > 0 ? chrome->line_height + chrome->space : 0;
            x = placard->inner.x;
            spare = placard->inner.w - (per_line - 1) * chrome->space;
            for (int i = 0; i < per_line; i++) {
                spare -= verdict_width(placard, pen, verdict + i);
            }
        }
        struct rect tile = {x, top, verdict_width(placard, pen, verdict) + spare / per_line,
                            chrome->line_height};
        record_verdict(placard, pen, tile, (enum verdict)verdict);
        x += tile.w + chrome->space;
    }
}

/* ---- The foot: what works, and how to leave ------------------------------------------------- */

/* "不合格: 名前解決 · 時計", or "不合格: 5" where that has no room. Returns the worst result. */
static enum check_result sum_up(const struct placard *placard, const struct pen *pen, int room,
                                char *to, size_t size)
{
    enum language language = placard->look.type.language;
    static const enum check_result kinds[] = {CHECK_FAILED, CHECK_PENDING, CHECK_UNKNOWN};
    for (size_t kind = 0; kind < sizeof kinds / sizeof *kinds; kind++) {
        char names[256] = "";
        int count = 0;
        for (int check = 0; check < CHECK_COUNT; check++) {
            if (check_result(&placard->checks, (enum check)check) == kinds[kind]) {
                size_t used = strlen(names);
                snprintf(names + used, sizeof names - used, "%s%s", used > 0 ? " · " : "",
                         check_name((enum check)check, language));
                count++;
            }
        }
        if (count > 0) {
            const char *word = check_word(kinds[kind], language);
            snprintf(to, size, "%s: %s", word, names);
            if (pen_width(pen, placard->chrome.bold, to) > room) {
                snprintf(to, size, "%s: %d", word, count);
            }
            return kinds[kind];
        }
    }
    snprintf(to, size, "%s", word_in(WORD_ALL_PASSED, language));
    return CHECK_PASSED;
}

static void leave_text(const struct placard *placard, char *to, size_t size)
{
    enum language language = placard->look.type.language;
    if (placard->leave_ms == NO_TIME) {
        snprintf(to, size, "%s", word_in(WORD_LEAVE_BY_KEY, language));
        return;
    }
    char time[16];
    status_time(time, sizeof time, placard->leave_ms, &placard->look.now);
    word_fill(to, size, WORD_LEAVE_AT, language, time);
}

/* Ends at `bottom`; returns where it begins. */
static int record_foot(const struct placard *placard, struct pen *pen, int bottom)
{
    const struct chrome *chrome = &placard->chrome;
    const struct theme *theme = placard->look.theme;
    struct rect inner = placard->inner;
    char result[320], leave[96];
    int mark_width = chrome->cap + chrome->space;
    enum check_result worst = sum_up(placard, pen, inner.w - mark_width, result, sizeof result);
    leave_text(placard, leave, sizeof leave);
    int said = mark_width + pen_width(pen, chrome->bold, result);
    int leaving = pen_width(pen, chrome->text, leave);
    bool beside = said + 3 * chrome->space + leaving <= inner.w;
    int top = bottom - chrome->line_height - (beside ? 0 : placard_text_height(placard, leave));
    int baseline = chrome_baseline(chrome, top), x = inner.x;
    colour mark = worst == CHECK_PASSED   ? theme->met
                  : worst == CHECK_FAILED ? theme->missed
                                          : theme->quiet;
    pen_mark(pen, x, baseline, chrome->cap, check_shape(worst), chrome->stroke, mark);
    x += mark_width;
    pen_line(pen, x, baseline, chrome->bold, theme->text, result, strlen(result));
    if (beside) {
        pen_text_right(pen, inner.x + inner.w, baseline, leaving, chrome->text, theme->quiet,
                       leave);
    } else {
        placard_text(placard, pen, top + chrome->line_height, leave);
    }
    return top;
}

/* ---- The whole ------------------------------------------------------------------------------ */

/* Name and identity in what is left in the middle. */
static void record_name(const struct placard *placard, struct pen *pen, int top, int bottom)
{
    const struct chrome *chrome = &placard->chrome;
    const struct theme *theme = placard->look.theme;
    struct rect inner = placard->inner;
    char identity[160];
    placard_identity(placard, identity, sizeof identity);
    int foot = placard_text_height(placard, identity);
    int room = bottom - top - foot - chrome->space;
    struct huge huge = huge_set(&placard->look.type, placard_name(placard), inner.w, room,
                                placard->look.type.label_cap);
    top += (bottom - top - huge.height - chrome->space - foot) / 2;
    huge_record(pen, &huge, inner.x, top, theme->text);
    top += huge.height + chrome->space;
    placard_text(placard, pen, top, identity);
}

void placard_record_picture(const struct placard *placard, struct cell *cell)
{
    const struct chrome *chrome = &placard->chrome;
    struct rect inner = placard->inner;
    struct pen pen =
        pen_start(cell, placard->wall, placard->look.theme->ground, placard->look.type.measure);
    record_edges(placard, &pen);
    record_key(placard, &pen, chrome_baseline(chrome, inner.y));
    int bottom = record_foot(placard, &pen, inner.y + inner.h) - chrome->space / 2;
    int lines = VERDICT_COUNT / verdicts_per_line(placard, &pen);
    bottom -= lines * chrome->line_height + (lines - 1) * chrome->space;
    record_verdicts(placard, &pen, bottom);
    bool upright = inner.h > inner.w;
    int height = (inner.h > inner.w ? inner.w : inner.h) / 9;
    struct rect patterns = {inner.x, bottom - chrome->space - height,
                            upright ? inner.w : inner.w * 45 / 100, height};
    struct rect greys = {patterns.x + patterns.w + chrome->space, patterns.y,
                         inner.w - patterns.w - chrome->space, height};
    if (upright) {
        greys = (struct rect){inner.x, patterns.y, inner.w, height};
        patterns.y -= height + chrome->space;
    }
    record_patterns(placard, &pen, patterns);
    record_greys(&pen, greys, placard->look.theme->quiet);
    record_name(placard, &pen, inner.y + chrome->line_height, patterns.y - chrome->space);
}
