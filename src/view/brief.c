#include "view/brief.h"

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

/* A figure that must be explained makes room for what explains it, as far as its sizes go. */
static struct font figure_font(const struct setting *s, const struct figure *figure, int step,
                               int room)
{
    const struct tile_style *style = s->style;
    const char *least = s->status.less[1][0] ? s->status.less[1] : s->status.detail;
    const char *detail = s->period[0] ? s->period : s->status.detail_matters ? least : "";
    int less = detail[0] ? pen_width(&s->pen, style->text, detail) + style->space : 0;
    for (int smaller = step; smaller < FIGURE_STEPS && less > 0; smaller++) {
        struct font font = tile_style_figure(style, &s->look->type, smaller);
        if (pen_width(&s->pen, font, figure->number) + less <= room) {
            return font;
        }
    }
    return tile_style_figure(style, &s->look->type, step);
}

/* Returns where it begins. */
static int record_figure(struct setting *s, struct figure_fit fit)
{
    const struct tile_style *style = s->style;
    struct figure figure = fit.figure;
    int room = tile_style_room(style) + tile_style_slack(style);
    struct font font = figure_font(s, &figure, fit.step, room);
    int width = pen_width(&s->pen, font, figure.number);
    width = width < room ? width : room;
    pen_text(&s->pen, s->right - width, s->top + style->figure_line, width, font, s->colours.figure,
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

/* Between shape and figure: the detail, which is since when it is off target; then the arrow. */
static void record_between(struct setting *s, int from, int to)
{
    const struct status *status = &s->status;
    const char *const forms[] = {s->period, status->detail, status->less[0], status->less[1]};
    const struct tile_style *style = s->style;
    bool off = s->kpi->verdict == VERDICT_NEAR || s->kpi->verdict == VERDICT_MISSED;
    int course = off ? course_width(s->kpi, style->cap) : 0;
    to -= style->space;
    if (course > 0 && from + course <= to) {
        const struct theme *theme = s->look->theme;
        bool missed = status->tone == TONE_MISSED;
        course_record(&s->pen, to - course, s->top + style->word_line, style->cap, s->kpi,
                      style->stroke, s->colours.word, missed ? theme->missed : theme->tile);
        to -= course + style->space;
    }
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (record_text(s, from, to, forms[i])) {
            return;
        }
    }
}

void brief_record(struct cell *cell, struct rect bounds, const struct tile_style *style,
                  struct figure_fit fit, const struct kpi *kpi, bool called, bool with_period,
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
    for (int form = PERIOD_FORMS - 1; with_period && form >= 0 && !s.period[0]; form--) {
        period_text(s.period, sizeof s.period, (enum period_form)form, kpi, &look->now);
    }
    tile_ground_record(&s.pen, style, &s.status, look->theme);
    int from = record_mark(&s, called && s.status.tone == TONE_MISSED);
    if (kpi->shows_value) {
        record_between(&s, from, record_figure(&s, fit));
    } else {
        record_word(&s, from);
    }
}
