#include "view/level_tile.h"

#include <stdio.h>

#include "view/level_text.h"
#include "view/mark.h"
#include "view/pen.h"
#include "view/tile.h"
#include "view/tile_ground.h"
#include "view/variation.h"
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

/* Which rows the tiles have below their words: the same of a whole page. */
struct more_rows {
    bool variation, corrective;
};

static struct more_rows more_rows_of(const struct board_spec *spec, const size_t *kpis,
                                     size_t count)
{
    struct more_rows rows = {false, false};
    for (size_t i = 0; i < count; i++) {
        rows.variation = rows.variation || spec->kpis[kpis[i]].variation;
        rows.corrective = rows.corrective || spec->kpis[kpis[i]].corrective_after > 0;
    }
    return rows;
}

static int row_height(const struct type *type, int cap)
{
    struct line_box line = type_line(type, cap);
    return line.above + line.below + cap / 4;
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
    struct more_rows rows = more_rows_of(spec, kpis, count);
    int variation = rows.variation ? variation_width(type, cap) : 0;
    int corrective = rows.corrective ? corrective_width(type, cap) : 0;
    inner = variation > inner ? variation : inner;
    inner = corrective > inner ? corrective : inner;
    least.height += (rows.variation + rows.corrective) * row_height(type, cap);
    least.width = inner + sides > least.width ? inner + sides : least.width;
    return least;
}

/* Below the rows, when they keep a little air; 0 where that has no room. */
static int chart_below(const struct type *type, struct tile_size size, struct tile_size smallest)
{
    int left = size.height - smallest.height * 11 / 10, half = size.height / 2;
    struct rect room = {0, 0, size.width * 9 / 10, left < half ? left : half};
    return chart_fits(room, type->least_cap) ? room.h : 0;
}

/* Where there is none below, beside the rows of variation and corrective action. */
static void place_chart(struct tile_style *style, const struct type *type, int below)
{
    int bottom = style->height - style->side / 2, right = style->width - style->side;
    if (below > 0) {
        style->chart = (struct rect){style->side, style->height - below, right - style->side,
                                     bottom - (style->height - below)};
    } else if (style->corrective_line > 0) {
        int variation = variation_width(type, style->cap);
        int corrective = corrective_width(type, style->cap);
        int x = style->side + style->cap + (variation > corrective ? variation : corrective);
        int y = style->variation_line - style->word_box.above;
        struct rect room = {x, y, right - x, bottom - y};
        style->chart = chart_fits(room, style->cap) ? room : (struct rect){0};
    }
}

struct tile_style level_tile_style(const struct type *type, struct tile_size size,
                                   struct tile_size smallest, const struct board_spec *spec,
                                   const size_t *kpis, size_t count)
{
    struct more_rows rows = more_rows_of(spec, kpis, count);
    int more = rows.variation + rows.corrective, height = size.height;
    int below = rows.variation ? chart_below(type, size, smallest) : 0;
    int least_row = row_height(type, type->least_cap);
    int all = more * least_row * (height - below) / smallest.height;
    size.height -= below + all;
    smallest.height -= more * least_row;
    struct tile_style style =
        tile_style_fixed(type, size, smallest, &widest_share, beside_width(type));
    int row = all / (more > 0 ? more : 1);
    int line = style.word_line + row - style.word_box.below / 2;
    style.height = height;
    if (rows.variation) {
        style.variation_line = line;
        line += row;
    }
    style.corrective_line = rows.corrective ? line : 0;
    if (rows.variation) {
        place_chart(&style, type, below);
    }
    return style;
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

/* A mark and what it says, on a line of their own. */
static void record_row(struct setting *s, int line, enum shape shape, colour ink, const char *word,
                       const char *detail)
{
    const struct tile_style *style = s->style;
    int baseline = s->top + line, x = s->left;
    x += pen_mark(&s->pen, x, baseline, style->cap, shape, style->stroke, ink);
    x += style->mark_space;
    x += pen_text(&s->pen, x, baseline, s->right - x, style->bold, s->look->theme->text, word);
    x += style->space;
    pen_text(&s->pen, x, baseline, s->right - x, style->text, s->look->theme->quiet, detail);
}

static void record_variation(struct setting *s, const struct kpi *kpi)
{
    const struct tile_style *style = s->style;
    const struct theme *theme = s->look->theme;
    struct status status = variation_status(kpi, &s->look->now);
    if (status.shape == SHAPE_KINDS) {
        return;
    }
    record_row(s, style->variation_line, status.shape,
               status.shape == SHAPE_CIRCLE ? theme->met : theme->text, status.word, status.detail);
    if (style->chart.w > 0) {
        struct rect room = style->chart;
        room.x += s->left - style->side;
        room.y += s->top;
        chart_record(&s->pen, room, style->cap, kpi, theme);
    }
}

static void record_corrective(struct setting *s, const struct kpi *kpi)
{
    const struct tile_style *style = s->style;
    char text[COMMAND_TEXT_BYTES];
    corrective_text(text, sizeof text, kpi, false, &s->look->now);
    int mark = style->cap + style->mark_space;
    if (pen_width(&s->pen, style->bold, text) + mark > s->right - s->left) {
        corrective_text(text, sizeof text, kpi, true, &s->look->now);
    }
    if (text[0]) {
        record_row(s, style->corrective_line, SHAPE_SQUARE, s->look->theme->missed, text, "");
    }
}

void level_tile_record(struct cell *cell, struct rect bounds, const struct tile_style *style,
                       const struct kpi *kpi, const struct look *look)
{
    enum language language = look->type.language;
    struct level level = level_of_kpi(kpi);
    struct status status = level_status(kpi, &level, language);
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
    if (style->variation_line > 0) {
        record_variation(&s, kpi);
    }
    if (style->corrective_line > 0) {
        record_corrective(&s, kpi);
    }
}
