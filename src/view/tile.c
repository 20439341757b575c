#include "view/tile.h"

#include <stdio.h>
#include <string.h>

#include "kpi/arrival.h"
#include "view/course.h"
#include "view/final_strip.h"
#include "view/mark.h"
#include "view/pen.h"
#include "view/period_text.h"
#include "view/tile_ground.h"
#include "view/words.h"

/* The right end of a row, behind what stands at its left. */
struct place {
    int line, from;
    bool taken;
    int left; /* of what stands there, with its air; the tile's right before */
};

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
    struct place beside_word, beside_figure;
    char period[96]; /* the least that is said of one that is not now */
    bool called;     /* draws the eye now */
    bool name_told, detail_told, target_told, period_told, course_told;
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

/* The fullest form of the whole detail for which `room` is enough; "" when none is. */
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

static bool is_slow(const struct setting *s)
{
    return s->kpi->shows_value && reading_slow(&s->kpi->reading, s->kpi->spec);
}

/*
 * What is not of now must say so. Where nothing has room beside name, figure and word it stands in
 * the place of the word, which shape and field tell too. What is off target must say of what as
 * well: the place beside its name is the target's.
 */
static void make_room_for_period(struct setting *s, int room)
{
    char *least = s->period;
    size_t size = sizeof s->period;
    for (int form = PERIOD_FORMS - 1; form >= 0 && !least[0]; form--) {
        period_text(least, size, (enum period_form)form, s->kpi, &s->look->now);
    }
    const struct tile_style *style = s->style;
    const char *name = s->kpi->spec->short_name.in[s->look->type.language];
    int width = pen_width(&s->pen, style->text, least) + style->space;
    bool off_target = s->kpi->quality == QUALITY_LIVE && verdict_off_target(s->kpi->verdict);
    bool fits =
        pen_width(&s->pen, style->bold, s->status.short_word) + width <= room ||
        s->beside_figure.from + width <= s->right ||
        (!off_target && pen_width(&s->pen, style->name, name) + width <= s->right - s->left);
    if (fits) {
        return;
    }
    for (int form = 0; form < PERIOD_FORMS; form++) {
        char fuller[sizeof s->period];
        period_text(fuller, sizeof fuller, (enum period_form)form, s->kpi, &s->look->now);
        if (fuller[0] && pen_width(&s->pen, style->bold, fuller) <= room) {
            memcpy(least, fuller, sizeof fuller);
            break;
        }
    }
    s->status.word = s->status.short_word = least;
    s->period_told = true;
}

/* Shape and word; the detail behind it when there is room, if need be beside the short word. */
static void record_word(struct setting *s)
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
    if (is_slow(s)) {
        make_room_for_period(s, room);
    }
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
    s->beside_word.from = x;
}

/* ---- Places at the right of the rows ----------------------------------------------------------
 */

/* At the right end of a line, once; false when it has no room there. */
static bool record_right(struct setting *s, struct place *place, colour c, const char *text)
{
    int room = s->right - place->from - s->style->space;
    int width = pen_width(&s->pen, s->style->text, text);
    if (!text[0] || place->taken || width > room) {
        return false;
    }
    pen_text_right(&s->pen, s->right, place->line, room, s->style->text, c, text);
    place->taken = true;
    place->left = s->right - width - s->style->space;
    return true;
}

static bool beside_word(struct setting *s, const char *text)
{
    return record_right(s, &s->beside_word, s->colours.beside, text);
}

static bool beside_figure(struct setting *s, const char *text)
{
    return record_right(s, &s->beside_figure, s->colours.quiet, text);
}

/* Name and text when both have room. */
static bool record_pair(struct setting *s, const char *name, const char *right)
{
    const struct tile_style *style = s->style;
    int width = pen_width(&s->pen, style->name, name);
    int beside = pen_width(&s->pen, style->text, right);
    if (!right[0] || s->name_told || width + style->space + beside > s->right - s->left) {
        return false;
    }
    int baseline = s->top + style->name_line;
    pen_text(&s->pen, s->left, baseline, width, style->name, s->colours.text, name);
    pen_text_right(&s->pen, s->right, baseline, beside, style->text, s->colours.quiet, right);
    s->name_told = true;
    return true;
}

static const char *full_name(const struct setting *s)
{
    return s->kpi->spec->name.in[s->look->type.language];
}

static const char *short_name(const struct setting *s)
{
    return s->kpi->spec->short_name.in[s->look->type.language];
}

static bool beside_name(struct setting *s, const char *text)
{
    return record_pair(s, full_name(s), text) || record_pair(s, short_name(s), text);
}

static void record_name_alone(struct setting *s)
{
    const struct tile_style *style = s->style;
    struct name name = tile_name(style, &s->look->type, look_spec(s->look), s->kpi->spec);
    pen_text(&s->pen, s->left, s->top + style->name_line, s->right - s->left, style->name,
             s->colours.text, name.text);
}

/* ---- What is told beside the rows -------------------------------------------------------------
 */

/* What the word row had no room for: since when it is off target, why there is no verdict. */
static void tell_detail(struct setting *s)
{
    const struct status *status = &s->status;
    const char *const forms[] = {status->detail, status->less[0], status->less[1]};
    for (size_t i = 0; i < sizeof forms / sizeof *forms && !s->detail_told; i++) {
        s->detail_told = status->detail_matters
                             ? beside_name(s, forms[i]) || beside_figure(s, forms[i])
                             : beside_figure(s, forms[i]) || beside_name(s, forms[i]);
    }
}

/* That somebody has it in hand, and since when, each wherever there is room. */
static void tell_least_detail(struct setting *s)
{
    const struct status *status = &s->status;
    const struct tile_style *style = s->style;
    int x = s->beside_word.from + style->space;
    int width = pen_width(&s->pen, style->bold, status->less[2]);
    if (status->less[2][0] && x + width <= s->right) {
        pen_text(&s->pen, x, s->beside_word.line, width, style->bold, s->colours.word,
                 status->less[2]);
        s->beside_word.from = x + width;
    } else if (!beside_name(s, status->less[2])) {
        return;
    }
    s->detail_told = beside_word(s, status->time) || beside_figure(s, status->time) ||
                     beside_name(s, status->time);
}

static void format_target(const struct setting *s, char *to, size_t size, enum target_form form)
{
    figure_target(to, size, form, s->kpi->spec, &s->kpi->target, s->look->type.language);
}

/* The target's own place is beside the name. */
static void tell_target(struct setting *s)
{
    char words[96], signs[96], bare[96];
    format_target(s, words, sizeof words, s->style->target_form);
    format_target(s, signs, sizeof signs, TARGET_IN_SIGNS);
    format_target(s, bare, sizeof bare, TARGET_WITHOUT_UNIT);
    s->target_told = !words[0] || record_pair(s, full_name(s), words) || beside_name(s, signs) ||
                     record_pair(s, short_name(s), bare);
}

/* What is not judged has its target beside its name or nowhere: neighbours look alike. */
static void tell_target_elsewhere(struct setting *s)
{
    bool judged = s->kpi->quality == QUALITY_LIVE;
    for (int form = TARGET_IN_SIGNS; judged && form < TARGET_FORMS && !s->target_told; form++) {
        char text[96];
        format_target(s, text, sizeof text, (enum target_form)form);
        s->target_told = beside_word(s, text) || beside_figure(s, text);
    }
}

/* What is not of now says so, if need be in the place of the target. */
static void tell_slow_period(struct setting *s)
{
    char periods[PERIOD_FORMS][96];
    for (int form = 0; form < PERIOD_FORMS; form++) {
        period_text(periods[form], sizeof periods[form], (enum period_form)form, s->kpi,
                    &s->look->now);
        if (beside_word(s, periods[form]) || beside_figure(s, periods[form])) {
            return;
        }
    }
    for (int form = 0; form < PERIOD_FORMS; form++) {
        if (beside_name(s, periods[form])) {
            return;
        }
    }
}

/* The threshold of what is judged before the period, which everybody knows. */
static void tell_threshold_and_period(struct setting *s)
{
    const struct kpi *kpi = s->kpi;
    char threshold[48] = "", period[96], both[160];
    if (!kpi->shows_value || kpi->quality == QUALITY_LAST_KNOWN) {
        return; /* the detail is the time of the figure */
    }
    if (kpi->quality == QUALITY_LIVE || kpi->quality == QUALITY_THIN) {
        period_threshold(threshold, sizeof threshold, kpi, s->look->type.language);
    }
    period_text(period, sizeof period, PERIOD_IN_FULL, kpi, &s->look->now);
    snprintf(both, sizeof both, "%s%s%s", period, period[0] && threshold[0] ? " " : "", threshold);
    if (beside_word(s, both)) {
        return;
    }
    if (!beside_word(s, threshold)) {
        beside_figure(s, threshold);
        beside_word(s, period);
    }
}

static void tell_all(struct setting *s)
{
    bool slow = is_slow(s);
    /* All closed tiles of a page have the same room behind their word, and say the same. */
    if (s->kpi->quality != QUALITY_CLOSED) {
        tell_detail(s);
    }
    if (!s->detail_told) {
        tell_least_detail(s);
    }
    if (s->status.reason) {
        beside_word(s, s->status.reason);
    }
    if (slow && !s->period_told) {
        tell_slow_period(s);
    }
    tell_target(s);
    tell_target_elsewhere(s);
    if (!slow) {
        tell_threshold_and_period(s);
    }
    if (!s->name_told) {
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
    s->beside_figure.from = place.x + place.w;
}

/* Returns where it ended. */
static int record_course(struct setting *s, int x)
{
    const struct tile_style *style = s->style;
    int width = course_width(s->kpi, style->cap);
    if (width == 0 || x + style->space + width > s->right) {
        return x;
    }
    bool missed = s->status.tone == TONE_MISSED;
    const struct theme *theme = s->look->theme;
    course_record(&s->pen, x + style->space, s->top + style->figure_line, style->cap, s->kpi,
                  style->stroke, s->colours.quiet, missed ? theme->missed : theme->tile);
    return x + style->space + width;
}

/* Behind its arrow, when what has the better claim to the row has its place. */
static void tell_course(struct setting *s)
{
    const struct tile_style *style = s->style;
    const char *word = course_word(course_of(s->kpi), s->look->type.language);
    int x = s->beside_figure.from + style->space / 2, width = pen_width(&s->pen, style->text, word);
    if (word[0] && s->course_told && x + width <= s->beside_figure.left) {
        pen_text(&s->pen, x, s->beside_figure.line, width, style->text, s->colours.quiet, word);
        s->beside_figure.from = x + width;
    }
}

static void record_figure(struct setting *s)
{
    const struct tile_style *style = s->style;
    const struct kpi *kpi = s->kpi;
    if (!kpi->shows_value) {
        record_absence(s);
        return;
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
    s->beside_figure.from = record_course(s, x);
    s->course_told = s->beside_figure.from > x;
}

static void record_finals(struct setting *s)
{
    if (s->kpi->suppressed) {
        return;
    }
    const struct tile_style *style = s->style;
    int baseline = s->top + style->figure_line;
    int height = style->figure_caps[0] * 55 / 100;
    int x = s->beside_figure.from + style->space * 2;
    struct rect room = {x, baseline - height, s->beside_figure.left - x, height};
    final_strip_record(&s->pen, room, &s->kpi->finals, s->status.tone, style->cap, s->look->theme);
}

void tile_record(struct cell *cell, struct rect bounds, const struct tile_style *style,
                 struct figure_fit fit, const struct kpi *kpi, bool called, const struct look *look)
{
    const struct opening *opening =
        look->opening ? look->opening : board_opening(look->board, kpi->spec->channel_index);
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
    s.beside_word = (struct place){.line = s.top + style->word_line, .left = s.right};
    s.beside_figure = (struct place){.line = s.top + style->figure_line, .left = s.right};
    record_figure(&s);
    record_word(&s);
    tell_all(&s);
    tell_course(&s);
    record_finals(&s);
}
