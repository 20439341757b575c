#include "view/standing_card.h"

#include <stdio.h>
#include <string.h>

#include "view/mark.h"
#include "view/pen.h"
#include "view/standing_line.h"
#include "view/standing_text.h"
#include "view/tile_ground.h"
#include "view/words.h"

/* ---- Sizes ---------------------------------------------------------------------------------- */

static int most(int a, int b)
{
    return a > b ? a : b;
}

/* The widest that the points of any category come to: as many digits as those to be had. */
static struct figure widest_sum(const struct standing_page *standing)
{
    struct figure figure = {.number = ""};
    for (size_t c = 0; c < standing->spec->category_count; c++) {
        struct points all = {.counted = 1};
        const struct category *category = &standing->spec->categories[c];
        all.got = all.most = standing_to_be_had(standing, category);
        struct figure own = {.number = ""};
        standing_sum(own.number, sizeof own.number, &all, standing_decimals(standing));
        figure = strlen(own.number) > strlen(figure.number) ? own : figure;
    }
    for (char *digit = figure.number; *digit; digit++) {
        *digit = *digit >= '0' && *digit <= '9' ? '8' : *digit;
    }
    return figure;
}

static int mark_room(int cap)
{
    return cap + cap / 2;
}

/* A card that holds `inner` px of text: a wide one has more air at its sides, 5 % less 2 px at
 * each.
 */
static int width_around(const struct type *type, int inner)
{
    int least = tile_least(type, NULL, NULL, 0).width + inner;
    return most(least, (inner - 3) * 10 / 9 + 1);
}

static int widest_of(const struct type *type, enum face face, int cap, const enum word *words,
                     const char *with)
{
    int width = 0;
    for (; *words != WORD_COUNT; words++) {
        char text[64];
        word_fill(text, sizeof text, *words, type->language, with);
        width = most(width, type_width(type, face, cap, text));
    }
    return width;
}

struct tile_size standing_card_least(const struct type *type, const struct standing_page *standing)
{
    static const enum word missing[] = {WORD_INCOMPLETE, WORD_COUNT};
    static const enum word whole[] = {WORD_OLD_ITEMS, WORD_OF_METRICS, WORD_COUNT};
    struct tile_size least = tile_least(type, NULL, NULL, 0);
    struct figure figure = widest_sum(standing);
    int inner = type_width(type, FACE_FIGURE, type->figure_cap, figure.number);
    int word = most(widest_of(type, FACE_BOLD, type->least_cap, missing, "8/8"),
                    widest_of(type, FACE_BOLD, type->least_cap, whole, "8"));
    inner = most(inner, mark_room(type->least_cap) + word);
    for (size_t c = 0; c < standing->spec->category_count; c++) {
        char label[STANDING_LABEL_BYTES];
        standing_label(label, sizeof label, standing->spec, c, type->language);
        inner = most(inner, type_width(type, FACE_TEXT, type->name_cap, label));
    }
    least.width = width_around(type, inner);
    return least;
}

struct tile_style standing_card_style(const struct type *type, const struct standing_page *standing)
{
    struct figure figure = widest_sum(standing);
    return tile_style_fixed(type, standing->card, standing_card_least(type, standing), &figure, 0);
}

static struct figure widest_score(enum language language)
{
    struct figure figure = {.number = "88.8"};
    const char *points = word_in(WORD_POINTS, language);
    snprintf(figure.unit, sizeof figure.unit, "/100%s%s", word_unit_gap(points, language), points);
    return figure;
}

/* Of the distance to the score before. */
static int distance_width(const struct type *type)
{
    static const enum word words[] = {WORD_FROM_LAST, WORD_COUNT};
    int none =
        type_width(type, FACE_BOLD, type->least_cap, word_in(WORD_NO_EARLIER, type->language));
    return most(none, widest_of(type, FACE_BOLD, type->least_cap, words, "+88.8"));
}

static int day_width(const struct type *type)
{
    static const enum word words[] = {WORD_ASSESSED, WORD_DAY_UNKNOWN, WORD_COUNT};
    const char *day = type->language == LANGUAGE_JA ? "2088/12/28" : "28 Dec 2088";
    return widest_of(type, FACE_TEXT, type->least_cap, words, day);
}

/* What distance and day take where each has a row of its own. */
static int rows_height(const struct type *type)
{
    struct line_box line = type_line(type, type->least_cap);
    return 2 * (line.above + line.below + type->least_cap / 4);
}

struct tile_size standing_assessment_least(const struct type *type, bool narrow)
{
    static const enum word stands[] = {WORD_STOPPED_SHORT, WORD_UNTARGETED, WORD_MISSED,
                                       WORD_NO_DATA_SHORT, WORD_COUNT};
    struct tile_size least = tile_least(type, NULL, NULL, 0);
    struct figure score = widest_score(type->language);
    int cap = type->least_cap, distance = distance_width(type), day = day_width(type);
    int figure = type_width(type, FACE_FIGURE, type->figure_cap, score.number) +
                 type_width(type, FACE_TEXT, cap, score.unit) + cap;
    int words = mark_room(cap) + widest_of(type, FACE_BOLD, cap, stands, "");
    int rows = most(distance, day);
    int inner =
        narrow ? most(most(figure, words), rows) : most(figure + distance, words + cap + day);
    least.width = width_around(type, inner);
    least.height += narrow ? rows_height(type) : 0;
    return least;
}

static bool is_narrow(const struct type *type, struct rect bounds)
{
    return bounds.w < standing_assessment_least(type, false).width;
}

/* Of the upper part, which is all of it where it is not narrow. */
struct tile_style standing_assessment_style(const struct type *type, struct rect bounds)
{
    bool narrow = is_narrow(type, bounds);
    struct tile_size size = {bounds.w, bounds.h}, least = standing_assessment_least(type, narrow);
    struct figure score = widest_score(type->language);
    if (narrow) {
        size.height -= rows_height(type);
        least.height -= rows_height(type);
    }
    return tile_style_fixed(type, size, least, &score, narrow ? 0 : distance_width(type));
}

/* ---- Categories ----------------------------------------------------------------------------- */

void standing_category_record(struct cell *cell, struct rect bounds, const struct tile_style *style,
                              const struct standing_page *standing, size_t category,
                              const struct look *look)
{
    enum language language = look->type.language;
    const struct theme *theme = look->theme;
    const struct board_spec *spec = board_spec(look->board);
    struct points points =
        points_of(look->board, standing->items, standing->item_count, &spec->categories[category]);
    struct status status = standing_sum_status(&points, language);
    struct pen pen = pen_start(cell, bounds, theme->ground, look->type.measure);
    int x = bounds.x + style->side, room = bounds.w - 2 * style->side;
    char label[STANDING_LABEL_BYTES], number[64];
    standing_label(label, sizeof label, spec, category, language);
    standing_sum(number, sizeof number, &points, standing_decimals(standing));
    bool whole = status.tone == TONE_CALM;
    pen_fill(&pen, bounds, style->radius, theme->tile);
    pen_text(&pen, x, bounds.y + style->name_line, room, style->name, theme->text, label);
    pen_text(&pen, x, bounds.y + style->figure_line, room, tile_style_figure(style, &look->type, 0),
             whole ? theme->text : theme->dimmed, number);
    int baseline = bounds.y + style->word_line, left = x;
    if (status.shape != SHAPE_KINDS) {
        struct mark_inks inks = {theme->text, theme->text};
        left += mark_record(&pen, x, baseline, style->cap, &status, style->stroke, inks);
        left += style->mark_space;
    }
    pen_text(&pen, left, baseline, x + room - left, whole ? style->text : style->bold,
             whole ? theme->quiet : theme->text, status.detail);
}

/* ---- The assessment ------------------------------------------------------------------------- */

/* What the rows of the card share while it is recorded. */
struct setting {
    struct pen pen;
    const struct tile_style *style;
    const struct look *look;
    const struct kpi *kpi;
    struct tile_colours colours;
    int left, right, top;
    bool narrow;
};

/* The full name where it has room. */
static void record_name(struct setting *s)
{
    const struct tile_style *style = s->style;
    int baseline = s->top + style->name_line, room = s->right - s->left;
    const struct kpi_spec *spec = s->kpi->spec;
    const char *name = spec->name.in[s->look->type.language];
    if (pen_width(&s->pen, style->name, name) > room) {
        name = spec->short_name.in[s->look->type.language];
    }
    pen_text(&s->pen, s->left, baseline, room, style->name, s->colours.text, name);
}

static void record_score(struct setting *s)
{
    const struct tile_style *style = s->style;
    enum language language = s->look->type.language;
    int baseline = s->top + style->figure_line, x = s->left;
    if (!s->kpi->shows_value) {
        int edge = style->figure_caps[0] * 62 / 100;
        struct rect place = {x, baseline - style->figure_caps[0] / 2 - edge / 2, edge, edge};
        pen_shape(&s->pen, place, SHAPE_DASH, style->stroke * 3 / 2, s->colours.figure);
        return;
    }
    const char *points = word_in(WORD_POINTS, language);
    char number[48], unit[48];
    double score = s->kpi->reading.value, best = s->kpi->spec->metric->maximum;
    /* All points are exact: decimals would say nothing, and cost room. */
    standing_points(number, sizeof number, score, score < best ? s->kpi->spec->decimals : 0);
    snprintf(unit, sizeof unit, "/%.6g%s%s", best, word_unit_gap(points, language), points);
    x += pen_text(&s->pen, x, baseline, s->right - x, tile_style_figure(style, &s->look->type, 0),
                  s->colours.figure, number);
    x += style->unit_space;
    x += pen_text(&s->pen, x, baseline, s->right - x, style->text, s->colours.quiet, unit);
    if (!s->narrow) {
        char distance[96];
        x += style->space;
        standing_distance(distance, sizeof distance, s->kpi, language);
        pen_text_right(&s->pen, s->right, baseline, s->right - x, style->bold, s->colours.text,
                       distance);
    }
}

/* How it is judged, or why it is not, in what `right` leaves; returns where it ends. */
static int record_word(struct setting *s, const struct status *status, int right)
{
    const struct tile_style *style = s->style;
    int baseline = s->top + style->word_line, x = s->left;
    struct mark_inks inks = mark_inks_of(status, &s->colours);
    x += mark_record(&s->pen, x, baseline, style->cap, status, style->stroke, inks);
    x += style->mark_space;
    bool in_full = pen_width(&s->pen, style->bold, status->word) <= right - x;
    x += pen_text(&s->pen, x, baseline, right - x, style->bold, s->colours.word,
                  in_full ? status->word : status->short_word);
    x += style->space;
    if (status->detail[0] && pen_width(&s->pen, style->bold, status->detail) <= right - x) {
        x += style->space + pen_text(&s->pen, x, baseline, right - x, style->bold, s->colours.word,
                                     status->detail);
    }
    return x;
}

/* Beside the word its day, and as far as it has room that of the one before. */
static void record_words(struct setting *s, const struct status *status)
{
    const struct tile_style *style = s->style;
    int baseline = s->top + style->word_line, right = s->right;
    char day[64], last[64];
    standing_day(day, sizeof day, s->kpi, &s->look->now);
    standing_last_day(last, sizeof last, s->kpi, &s->look->now);
    int x = record_word(s, status, right - pen_width(&s->pen, style->text, day) - style->space);
    int before = pen_width(&s->pen, style->text, last) + 2 * style->space;
    if (last[0] && before + pen_width(&s->pen, style->text, day) <= right - x) {
        pen_text_right(&s->pen, right, baseline, right - x, style->text, s->colours.quiet, last);
        right -= before;
    }
    pen_text_right(&s->pen, right, baseline, right - x, style->text, s->colours.text, day);
}

/* Below the word, each on a row. */
static void record_rows(struct setting *s, const struct status *status)
{
    const struct tile_style *style = s->style;
    int row = rows_height(&s->look->type) / 2, baseline = s->top + style->word_line;
    char distance[96], day[64];
    record_word(s, status, s->right);
    standing_distance(distance, sizeof distance, s->kpi, s->look->type.language);
    standing_day(day, sizeof day, s->kpi, &s->look->now);
    pen_text(&s->pen, s->left, baseline + row, s->right - s->left, style->bold, s->colours.text,
             distance);
    pen_text(&s->pen, s->left, baseline + 2 * row, s->right - s->left, style->text, s->colours.text,
             day);
}

void standing_assessment_record(struct cell *cell, struct rect bounds, const struct kpi *kpi,
                                const struct look *look)
{
    const struct opening *opening = board_opening(look->board, kpi->spec->channel_index);
    struct tile_style style = standing_assessment_style(&look->type, bounds);
    struct status status = status_of(kpi, opening, &look->now);
    struct setting s = {
        .pen = pen_start(cell, bounds, look->theme->ground, look->type.measure),
        .style = &style,
        .look = look,
        .kpi = kpi,
        .colours = tile_colours_of(&status, look->theme),
        .left = bounds.x + style.side,
        .right = bounds.x + bounds.w - style.side,
        .top = bounds.y,
        .narrow = is_narrow(&look->type, bounds),
    };
    tile_ground_record(&s.pen, &style, &status, look->theme);
    record_name(&s);
    record_score(&s);
    if (s.narrow) {
        record_rows(&s, &status);
    } else {
        record_words(&s, &status);
    }
}
