#include "view/brief.h"

#include <stdio.h>
#include <string.h>

#include "view/course.h"
#include "view/mark.h"
#include "view/pen.h"
#include "view/period_text.h"
#include "view/tile_ground.h"

struct setting {
    struct pen pen;
    const struct tile_style *style;
    const struct kpi *kpi;
    const struct look *look;
    struct status status;
    struct tile_colours colours;
    char period[96]; /* what must be said of it; "" */
    int left, right, top;
};

/* Returns where what follows the shape may begin. */
static int record_mark(struct setting *s, bool called)
{
    int edge = s->style->mark, x = s->left;
    int middle = s->top + s->style->height / 2;
    colour ink = s->colours.mark;
    if (called) {
        int air = edge / 5;
        struct rect field = {x - air, middle - edge / 2 - air, edge + 2 * air, edge + 2 * air};
        pen_fill(&s->pen, field, s->style->radius, ink);
        ink = s->look->theme->missed;
    }
    struct mark_inks inks = mark_inks_of(&s->status, &s->colours);
    inks.shape = ink;
    mark_record_stacked(&s->pen, x, middle, edge, &s->status, s->style->stroke * 3 / 2, inks);
    return x + edge + s->style->space;
}

/*
 * A figure that must be explained makes room for what explains it, as far as its sizes go; one that
 * is not live down to that of a label.
 */
static struct font figure_font(const struct setting *s, const struct figure *figure, int step,
                               int room)
{
    const struct tile_style *style = s->style;
    const struct type *type = &s->look->type;
    const char *least = s->status.less[2][0] ? s->status.less[2] : s->status.detail;
    const char *detail = s->period[0] ? s->period : s->status.detail_matters ? least : "";
    int less = detail[0] ? pen_width(&s->pen, style->text, detail) + style->space : 0;
    for (int smaller = step; smaller < FIGURE_STEPS && less > 0; smaller++) {
        struct font font = tile_style_figure(style, type, smaller);
        if (pen_width(&s->pen, font, figure->number) + less <= room) {
            return font;
        }
    }
    struct font label = type_font(type, FACE_FIGURE, type->label_cap);
    bool live = s->kpi->quality == QUALITY_LIVE;
    if (!live && less > 0 && pen_width(&s->pen, label, figure->number) + less <= room) {
        return label;
    }
    return tile_style_figure(style, type, step);
}

/* Returns where it begins. */
static int record_figure(struct setting *s, struct figure_fit fit, bool below)
{
    const struct tile_style *style = s->style;
    struct figure figure = fit.figure;
    int room = tile_style_room(style) + tile_style_slack(style);
    struct font font = below ? tile_style_figure(style, &s->look->type, fit.step)
                             : figure_font(s, &figure, fit.step, room);
    int width = pen_width(&s->pen, font, figure.number), line = style->figure_line;
    width = width < room ? width : room;
    if (font.px < tile_style_figure(style, &s->look->type, FIGURE_STEPS - 1).px) {
        line = (style->height + s->look->type.label_cap) / 2;
    }
    pen_text(&s->pen, s->right - width, s->top + line, width, font, s->colours.figure,
             figure.number);
    return s->right - width;
}

static bool record_text(struct setting *s, int from, int to, const char *text)
{
    const struct tile_style *style = s->style;
    int width = pen_width(&s->pen, style->text, text);
    if (!text[0] || width > to - from) {
        return false;
    }
    pen_text(&s->pen, s->kpi->shows_value ? from : to - width, s->top + style->word_line, width,
             style->text, s->colours.word, text);
    return true;
}

/* The word in place of a figure. */
static void record_word(struct setting *s, int from)
{
    const struct status *status = &s->status;
    if (!record_text(s, from, s->right, status->word)) {
        record_text(s, from, s->right, status->short_word);
    }
}

/* The arrow. Returns how far it leaves room before it. */
static int record_course(struct setting *s, int from, int to)
{
    const struct tile_style *style = s->style;
    const struct theme *theme = s->look->theme;
    int course = verdict_off_target(s->kpi->verdict) ? course_width(s->kpi, style->cap) : 0;
    if (course == 0 || from + course > to) {
        return to;
    }
    course_record(&s->pen, to - course, s->top + style->word_line, style->cap, s->kpi,
                  style->stroke, s->colours.word,
                  s->status.tone == TONE_MISSED ? theme->missed : theme->tile);
    return to - course - style->space;
}

/* Between shape and figure, where nothing stands below: the detail, which is since when it is off
 * target; else the target. */
static void record_beside(struct setting *s, int from, int to, bool with_target)
{
    const struct status *status = &s->status;
    char targets[2][80] = {"", ""};
    for (int i = 0; i < 2 && with_target; i++) {
        figure_target(targets[i], sizeof targets[i], i ? TARGET_WITHOUT_UNIT : TARGET_IN_SIGNS,
                      s->kpi->spec, &s->kpi->target, s->look->type.language);
    }
    const char *const forms[] = {s->period,       status->detail, status->less[0], status->less[1],
                                 status->less[2], targets[0],     targets[1]};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (record_text(s, from, to, forms[i])) {
            return;
        }
    }
}

/* ---- Below the figure ----------------------------------------------------------------------- */

#define PARTS 3

/* "10月  対応中 14:20  ≤5%": what there is of it, if it has room. */
static bool fits_below(const struct setting *s, char *to, size_t size, const char *const *parts)
{
    to[0] = '\0';
    for (int i = 0; i < PARTS; i++) {
        size_t used = strlen(to);
        snprintf(to + used, size - used, "%s%s", used > 0 && parts[i][0] ? "  " : "", parts[i]);
    }
    return to[0] && pen_width(&s->pen, s->style->text, to) <= s->right - s->left;
}

/*
 * The fullest text that has room below the figure: of when it is, what explains its state, and the
 * target that it misses; the target goes first, then the longer forms. "" when there is none.
 */
static void find_below(const struct setting *s, char *to, size_t size, bool with_target)
{
    const struct status *status = &s->status;
    char target[80] = "", words[2][160];
    bool live = s->kpi->quality == QUALITY_LIVE;
    bool worded =
        live ? verdict_off_target(s->kpi->verdict) && !status_in_hand(s->kpi) : s->kpi->shows_value;
    if (with_target) {
        figure_target(target, sizeof target, TARGET_IN_SIGNS, s->kpi->spec, &s->kpi->target,
                      s->look->type.language);
    }
    for (int i = 0; i < 2; i++) {
        snprintf(words[i], sizeof words[i], "%s%s%s",
                 worded ? (i ? status->short_word : status->word) : "",
                 worded && status->detail[0] ? " " : "", status->detail);
    }
    const char *const details[] = {
        words[0], words[1], status->detail, status->less[0], status->less[1], status->less[2], ""};
    const size_t count = sizeof details / sizeof *details;
    for (size_t i = 0; i < 2 * count; i++) {
        const char *detail = details[i % count];
        const char *const parts[PARTS] = {s->period, detail, i < count ? target : ""};
        /* A form that does not exist is none; rather a detail than a target alone. */
        bool whole = detail[0] || i + 1 == 2 * count || (i + 1 == count && !status->detail[0]);
        if (whole && fits_below(s, to, size, parts)) {
            return;
        }
    }
    const char *const parts[PARTS] = {target, "", ""};
    if (!fits_below(s, to, size, parts)) {
        to[0] = '\0';
    }
}

void brief_record(struct cell *cell, struct rect bounds, const struct tile_style *style,
                  struct figure_fit fit, const struct kpi *kpi, const struct brief_part *part,
                  const struct look *look)
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
    };
    s.colours = tile_colours_of(&s.status, look->theme);
    if (s.status.tone == TONE_IN_HAND) {
        /* There is no field of the word to stand on. */
        s.colours.mark = look->theme->missed;
        s.colours.word = look->theme->quiet;
    }
    for (int form = PERIOD_FORMS - 1; part->period && form >= 0 && !s.period[0]; form--) {
        period_text(s.period, sizeof s.period, (enum period_form)form, kpi, &look->now);
    }
    char below[COMMAND_TEXT_BYTES] = "";
    if (style->below_line > 0) {
        find_below(&s, below, sizeof below, part->target);
    }
    tile_ground_record(&s.pen, style, &s.status, look->theme);
    if (below[0]) {
        pen_text_right(&s.pen, s.right, bounds.y + style->below_line, s.right - s.left, style->text,
                       s.colours.word, below);
        s.top -= style->raised;
    }
    int from = record_mark(&s, part->called && s.status.tone == TONE_MISSED);
    if (kpi->shows_value) {
        int to = record_course(&s, from, record_figure(&s, fit, below[0]) - style->space);
        if (!below[0]) {
            record_beside(&s, from, to, part->target);
        }
    } else {
        record_word(&s, from);
    }
}
