#include "view/tile.h"

#include <stdio.h>
#include <string.h>

#include "kpi/arrival.h"
#include "view/final_strip.h"
#include "view/mark.h"
#include "view/pen.h"
#include "view/period_text.h"
#include "view/tile_ground.h"
#include "view/words.h"

/* All that the rows of one tile share while it is recorded. */
struct setting {
    struct pen pen;
    const struct tile_style *style;
    const struct kpi *kpi;
    const struct look *look;
    struct status status;
    struct tile_colours colours;
    int left, right, top;
    struct figure_fit fit;
    bool called; /* draws the eye now */
    bool detail_told, target_told, reason_told, period_told;
};

struct name tile_name(const struct tile_style *style, const struct type *type,
                      const struct board_spec *spec, const struct kpi_spec *kpi)
{
    struct name_place place = {
        .measure = type->measure,
        .font = style->name,
        .room = style->width - 2 * style->side,
        .language = type->language,
    };
    return name_of_kpi(&place, spec, kpi);
}

/* ---- The word row --------------------------------------------------------------------------- */

/* Behind shape and word of what draws the eye; both are then written in the tile's colour. */
static void record_call(struct setting *s, int right)
{
    const struct tile_style *style = s->style;
    int air = style->cap / 5, side = style->side * 2 / 3;
    struct rect field = {s->left - side, s->top + style->word_line - style->cap - air,
                         right - s->left + 2 * side, style->cap + 2 * air};
    pen_fill(&s->pen, field, style->radius, s->colours.word);
    s->colours.word = s->colours.mark = s->look->theme->missed;
}

/* The fullest form of the detail for which `room` is enough; "" when none is. */
static const char *fitting_detail(const struct setting *s, int room)
{
    const struct status *status = &s->status;
    const char *const forms[] = {status->detail, status->less[0], status->less[1]};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (forms[i][0] && s->style->space + pen_width(&s->pen, s->style->bold, forms[i]) <= room) {
            return forms[i];
        }
    }
    return "";
}

/* Shape and word; the detail behind it when there is room, if need be beside the short word. */
static int record_word(struct setting *s)
{
    const struct tile_style *style = s->style;
    struct status *status = &s->status;
    int baseline = s->top + style->word_line;
    int x = s->left + mark_width(status, style->cap) + style->mark_space;
    if (x + pen_width(&s->pen, style->bold, status->short_word) > s->right) {
        status->sign = SHAPE_KINDS;
        x = s->left + mark_width(status, style->cap) + style->mark_space;
    }

    int room = s->right - x;
    int width = pen_width(&s->pen, style->bold, status->word);
    const char *word = status->word;
    if (width > room) {
        word = status->short_word;
        width = pen_width(&s->pen, style->bold, word);
        width = width < room ? width : room;
    }
    const char *detail = fitting_detail(s, s->right - x - width);
    s->detail_told = detail[0] != '\0';
    if (s->called) {
        int more = s->detail_told ? style->space + pen_width(&s->pen, style->bold, detail) : 0;
        record_call(s, x + width + more);
    }
    struct mark_inks inks = mark_inks_of(status, &s->colours);
    mark_record(&s->pen, s->left, baseline, style->cap, status, style->stroke, inks);
    x += pen_text(&s->pen, x, baseline, room, style->bold, s->colours.word, word);
    if (s->detail_told) {
        x += style->space;
        x += pen_text(&s->pen, x, baseline, s->right - x, style->bold, s->colours.word, detail);
    }
    return x;
}

static bool record_right(struct setting *s, int from, int line, const char *text)
{
    int room = s->right - from - s->style->space;
    if (!text[0] || pen_width(&s->pen, s->style->text, text) > room) {
        return false;
    }
    pen_text_right(&s->pen, s->right, s->top + line, room, s->style->text, s->colours.beside, text);
    return true;
}

static bool is_slow(const struct setting *s)
{
    return s->kpi->shows_value && reading_slow(&s->kpi->reading, s->kpi->spec);
}

static bool record_period_at(struct setting *s, int from, int line, const char *period)
{
    s->period_told = s->period_told || record_right(s, from, line, period);
    return s->period_told;
}

/* What is not of now says so before anything else; the target goes with it where there is room. */
static void record_slow_word(struct setting *s, int from)
{
    const struct kpi *kpi = s->kpi;
    char periods[2][96], target[96], both[200];
    period_text(periods[0], sizeof periods[0], kpi, false, &s->look->now);
    period_text_short(periods[1], sizeof periods[1], kpi, &s->look->now);
    bool with_target = !s->target_told && !s->status.detail_matters;
    for (int i = 0; with_target && i < 2 * TARGET_FORMS; i++) {
        figure_target(target, sizeof target, (enum target_form)(i % TARGET_FORMS), kpi->spec,
                      &kpi->target, s->look->type.language);
        snprintf(both, sizeof both, "%s %s", periods[i / TARGET_FORMS], target);
        if (target[0] && periods[i / TARGET_FORMS][0] &&
            record_period_at(s, from, s->style->word_line, both)) {
            return;
        }
    }
    for (int i = 0; i < 2; i++) {
        if (record_period_at(s, from, s->style->word_line, periods[i])) {
            return;
        }
    }
}

/* What the right of the word row has room for: the target when the name left none, the period. */
static void record_beside_word(struct setting *s, int from)
{
    const struct kpi *kpi = s->kpi;
    enum language language = s->look->type.language;
    char text[96];
    if (s->status.reason && record_right(s, from, s->style->word_line, s->status.reason)) {
        s->reason_told = true;
        return;
    }
    if (is_slow(s)) {
        record_slow_word(s, from);
        return;
    }
    if (!s->target_told && !s->status.detail_matters) {
        for (int form = TARGET_IN_SIGNS; form < TARGET_FORMS; form++) {
            figure_target(text, sizeof text, (enum target_form)form, kpi->spec, &kpi->target,
                          language);
            if (record_right(s, from, s->style->word_line, text)) {
                return;
            }
        }
    }
    for (int parts = 2; parts > 0 && kpi->shows_value; parts--) {
        period_text(text, sizeof text, kpi, parts == 2, &s->look->now);
        if (record_right(s, from, s->style->word_line, text)) {
            return;
        }
    }
}

/* Where the word left no room, beside the figure. True when it stands there. */
static bool record_period(struct setting *s, int from)
{
    char texts[2][96];
    if (s->period_told || !is_slow(s)) {
        return false;
    }
    period_text(texts[0], sizeof texts[0], s->kpi, false, &s->look->now);
    period_text_short(texts[1], sizeof texts[1], s->kpi, &s->look->now);
    return record_period_at(s, from, s->style->figure_line, texts[0]) ||
           record_period_at(s, from, s->style->figure_line, texts[1]);
}

/* ---- The name row --------------------------------------------------------------------------- */

/* Writes name and the text at its right when both have room. */
static bool record_pair(struct setting *s, const char *name, const char *right)
{
    const struct tile_style *style = s->style;
    int width = pen_width(&s->pen, style->name, name);
    int beside = pen_width(&s->pen, style->text, right);
    if (!right[0] || width + style->space + beside > s->right - s->left) {
        return false;
    }
    int baseline = s->top + style->name_line;
    pen_text(&s->pen, s->left, baseline, width, style->name, s->colours.text, name);
    pen_text_right(&s->pen, s->right, baseline, beside, style->text, s->colours.quiet, right);
    return true;
}

static void record_name_alone(struct setting *s)
{
    const struct tile_style *style = s->style;
    struct name name = tile_name(style, &s->look->type, board_spec(s->look->board), s->kpi->spec);
    pen_text(&s->pen, s->left, s->top + style->name_line, s->right - s->left, style->name,
             s->colours.text, name.text);
}

static bool record_target(struct setting *s, enum target_form form, const char *name)
{
    char target[96];
    const struct kpi *kpi = s->kpi;
    figure_target(target, sizeof target, form, kpi->spec, &kpi->target, s->look->type.language);
    return record_pair(s, name, target);
}

/* What explains the tile goes before its target. */
static bool record_detail(struct setting *s, const char *name, const char *short_name)
{
    const struct status *status = &s->status;
    const char *const forms[] = {status->detail, status->less[0], status->less[1]};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (record_pair(s, name, forms[i]) || record_pair(s, short_name, forms[i])) {
            return true;
        }
    }
    return false;
}

static void record_name(struct setting *s)
{
    enum language language = s->look->type.language;
    const char *name = s->kpi->spec->name.in[language];
    const char *short_name = s->kpi->spec->short_name.in[language];
    if (s->status.detail_matters && s->status.detail[0] && !s->detail_told) {
        s->detail_told = record_detail(s, name, short_name);
        if (!s->detail_told) {
            record_name_alone(s);
        }
        return;
    }
    enum target_form form = s->style->target_form;
    s->target_told = record_target(s, form, name) || record_target(s, TARGET_IN_SIGNS, name) ||
                     record_target(s, TARGET_IN_SIGNS, short_name) ||
                     record_target(s, TARGET_WITHOUT_UNIT, short_name);
    if (!s->target_told) {
        record_name_alone(s);
    }
}

/* ---- The figure row ------------------------------------------------------------------------- */

/*
 * Where there is no number its place is held, so that it does not look like an empty tile; beside
 * it there is room to say why it is closed.
 */
static void record_absence(struct setting *s)
{
    const struct tile_style *style = s->style;
    int edge = style->figure_caps[0] * 62 / 100;
    int middle = s->top + style->figure_line - style->figure_caps[0] / 2;
    struct rect place = {s->left, middle - edge / 2, edge, edge};
    enum shape shape = s->kpi->quality == QUALITY_NO_DATA ? SHAPE_CROSS : SHAPE_DASH;
    pen_shape(&s->pen, place, shape, style->stroke * 3 / 2, s->look->theme->dimmed);
    if (s->status.reason && !s->reason_told) {
        record_right(s, place.x + place.w, style->figure_line, s->status.reason);
    }
}

static int record_trend(struct setting *s, int x)
{
    static const enum shape arrows[] = {
        [TREND_STEADY] = SHAPE_STEADY, [TREND_UP] = SHAPE_UP, [TREND_DOWN] = SHAPE_DOWN};
    const struct tile_style *style = s->style;
    int edge = style->cap;
    if (s->kpi->trend == TREND_NONE || s->kpi->quality != QUALITY_LIVE ||
        x + style->space + edge > s->right) {
        return x;
    }
    struct rect r = {x + style->space, s->top + style->figure_line - edge, edge, edge};
    pen_shape(&s->pen, r, arrows[s->kpi->trend], style->stroke, s->colours.quiet);
    return r.x + edge;
}

static int record_figure(struct setting *s)
{
    const struct tile_style *style = s->style;
    const struct kpi *kpi = s->kpi;
    if (!kpi->shows_value) {
        record_absence(s);
        return s->left + style->figure_caps[0];
    }
    struct figure figure = s->fit.figure;
    int baseline = s->top + style->figure_line;
    int space = style->unit_space;
    int unit = figure.unit[0] ? space + pen_width(&s->pen, style->text, figure.unit) : 0;
    int slack = tile_style_slack(style);
    int room = s->right - s->left - unit + slack;
    struct font font = tile_style_figure(style, &s->look->type, s->fit.step);
    int x = s->left;
    x += pen_text(&s->pen, x, baseline, room, font, s->colours.figure, figure.number);
    if (unit > 0) {
        x += space;
        x += pen_text(&s->pen, x, baseline, s->right + slack - x, style->text, s->colours.quiet,
                      figure.unit);
    }
    return record_trend(s, x);
}

static void record_finals(struct setting *s, int from)
{
    if (s->kpi->suppressed) {
        return;
    }
    const struct tile_style *style = s->style;
    int baseline = s->top + style->figure_line;
    int height = style->figure_caps[0] * 55 / 100;
    int x = from + style->space * 2;
    struct rect room = {x, baseline - height, s->right - x, height};
    final_strip_record(&s->pen, room, &s->kpi->finals, s->status.tone, style->cap, s->look->theme);
}

void tile_record(struct cell *cell, struct rect bounds, const struct tile_style *style,
                 struct figure_fit fit, const struct kpi *kpi, bool called, const struct look *look)
{
    const struct opening *opening = board_opening(look->board, kpi->spec->channel_index);
    struct setting s = {
        .pen = pen_start(cell, bounds, look->theme->ground, look->type.measure),
        .style = style,
        .kpi = kpi,
        .look = look,
        .status = status_of(kpi, opening, &look->now),
        .left = bounds.x + style->side,
        .right = bounds.x + bounds.w - style->side,
        .top = bounds.y,
        .fit = fit,
    };
    s.called = called && s.status.tone == TONE_MISSED;
    s.colours = tile_colours_of(&s.status, look->theme);
    tile_ground_record(&s.pen, style, &s.status, look->theme);
    int after_word = record_word(&s);
    record_name(&s);
    record_beside_word(&s, after_word);
    int after_figure = record_figure(&s);
    if (!record_period(&s, after_figure)) {
        record_finals(&s, after_figure);
    }
}
