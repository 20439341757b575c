#include "view/level_tile.h"

#include <stdio.h>

#include "view/level_text.h"
#include "view/mark.h"
#include "view/pen.h"
#include "view/tile.h"
#include "view/tile_ground.h"
#include "view/words.h"

/* ---- Sizes ---------------------------------------------------------------------------------- */

/* The widest text at the right of the share. */
static int beside_width(const struct type *type)
{
    char text[48];
    int width = 0;
    const struct level most = {.met = FINALS_KEPT, .judged = FINALS_KEPT};
    for (int period = 0; period < PERIOD_COUNT; period++) {
        level_met_text(text, sizeof text, &most, period, type->language);
        int own = type_width(type, FACE_BOLD, type->least_cap, text);
        width = own > width ? own : width;
    }
    return width;
}

static const struct figure widest_share = {.number = "100", .unit = "%"};

struct tile_size level_tile_least(const struct type *type, const struct board_spec *spec,
                                  const size_t *kpis, size_t count)
{
    static const enum word words[] = {WORD_LEVEL_REACHED, WORD_LEVEL_MISSED, WORD_UNTARGETED};
    struct tile_size least = tile_least(type, spec, kpis, count);
    int sides = tile_least(type, spec, kpis, 0).width, cap = type->least_cap;
    int word = 0, result = 0;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        int own = type_width(type, FACE_BOLD, cap, word_in(words[i], type->language));
        word = own > word ? own : word;
    }
    for (size_t i = 0; i < count; i++) {
        char text[64];
        struct figure figure = figure_widest(&spec->kpis[kpis[i]], type->language);
        level_result_text(text, sizeof text, &figure, type->language);
        int own = type_width(type, FACE_TEXT, cap, text);
        result = own > result ? own : result;
    }
    int low = 2 * cap + word + cap / 2 + result;
    int middle = type_width(type, FACE_FIGURE, type->figure_cap, widest_share.number) +
                 type_width(type, FACE_TEXT, cap, widest_share.unit) + cap + beside_width(type);
    int inner = low > middle ? low : middle;
    least.width = inner + sides > least.width ? inner + sides : least.width;
    return least;
}

struct tile_style level_tile_style(const struct type *type, struct tile_size size,
                                   struct tile_size smallest)
{
    return tile_style_fixed(type, size, smallest, &widest_share, beside_width(type));
}

/* ---- Recording ------------------------------------------------------------------------------ */

struct setting {
    struct pen pen;
    const struct tile_style *style;
    const struct look *look;
    struct tile_colours colours;
    int left, right, top;
};

static void record_share(struct setting *s, const struct kpi *kpi, const struct level *level)
{
    const struct tile_style *style = s->style;
    int baseline = s->top + style->figure_line;
    if (level->judged == 0) {
        int edge = style->figure_caps[0] * 62 / 100;
        struct rect place = {s->left, baseline - style->figure_caps[0] / 2 - edge / 2, edge, edge};
        pen_shape(&s->pen, place, SHAPE_DASH, style->stroke * 3 / 2, s->look->theme->dimmed);
        return;
    }
    struct figure share = level_share_figure(level);
    struct font font = tile_style_figure(style, &s->look->type, 0);
    int x = s->left;
    x += pen_text(&s->pen, x, baseline, s->right - x, font, s->colours.figure, share.number);
    x += style->unit_space;
    x += pen_text(&s->pen, x, baseline, s->right - x, style->text, s->colours.quiet, share.unit);
    char met[48];
    level_met_text(met, sizeof met, level, (int)kpi->finals.period, s->look->type.language);
    pen_text_right(&s->pen, s->right, baseline, s->right - x, style->bold, s->colours.text, met);
}

static void record_words(struct setting *s, const struct status *status, const char *result)
{
    const struct tile_style *style = s->style;
    int baseline = s->top + style->word_line;
    struct mark_inks inks = mark_inks_of(status, &s->colours);
    mark_record(&s->pen, s->left, baseline, style->cap, status, style->stroke, inks);
    int x = s->left + mark_width(status, style->cap) + style->mark_space;
    x += pen_text(&s->pen, x, baseline, s->right - x, style->bold, s->colours.word, status->word);
    if (status->detail[0]) {
        x += style->space;
        x += pen_text(&s->pen, x, baseline, s->right - x, style->bold, s->colours.word,
                      status->detail);
    }
    if (result[0] && pen_width(&s->pen, style->text, result) + style->space <= s->right - x) {
        pen_text_right(&s->pen, s->right, baseline, s->right - x, style->text, s->colours.quiet,
                       result);
    }
}

void level_tile_record(struct cell *cell, struct rect bounds, const struct tile_style *style,
                       const struct kpi *kpi, const struct look *look)
{
    enum language language = look->type.language;
    struct level level = level_of_kpi(kpi);
    struct status status = level_status(&level, language);
    struct setting s = {
        .pen = pen_start(cell, bounds, look->theme->ground, look->type.measure),
        .style = style,
        .look = look,
        .left = bounds.x + style->side,
        .right = bounds.x + bounds.w - style->side,
        .top = bounds.y,
        .colours = tile_colours_of(&status, look->theme),
    };
    tile_ground_record(&s.pen, style, &status, look->theme);
    if (level.verdict == VERDICT_MISSED) {
        s.colours.mark = look->theme->missed;
        s.colours.word = look->theme->text;
        pen_frame(&s.pen, bounds, style->radius, style->frame, look->theme->bar_missed);
    }
    struct name name = tile_name(style, &look->type, board_spec(look->board), kpi->spec);
    pen_text(&s.pen, s.left, s.top + style->name_line, s.right - s.left, style->name,
             s.colours.text, name.text);
    char result[64] = "";
    if (level.judged > 0) {
        struct figure figure = level_result(kpi, &level, language);
        level_result_text(result, sizeof result, &figure, language);
    }
    record_share(&s, kpi, &level);
    record_words(&s, &status, result);
}
