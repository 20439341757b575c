#include "view/level_tile.h"

#include <math.h>
#include <stdio.h>

#include "view/mark.h"
#include "view/pen.h"
#include "view/status.h"
#include "view/tile.h"
#include "view/tile_ground.h"
#include "view/words.h"

struct level level_of_kpi(const struct kpi *kpi)
{
    const struct kpi_spec *spec = kpi->spec;
    static const struct finals none = {0};
    return level_of(kpi->suppressed ? &none : &kpi->finals, &spec->level,
                    spec->metric->unit == UNIT_PERCENT);
}

/* ---- What it says --------------------------------------------------------------------------- */

/* "12か月"; what is not known to be any of these are periods. */
static void count_text(char *to, size_t size, const char *count, int period, enum language language)
{
    static const enum word words[PERIOD_COUNT] = {
        [PERIOD_NOW] = WORD_OF_PERIODS,      [PERIOD_INTERVAL] = WORD_OF_INTERVALS,
        [PERIOD_TODAY] = WORD_OF_DAYS,       [PERIOD_DAY] = WORD_OF_DAYS,
        [PERIOD_WEEK] = WORD_OF_WEEKS,       [PERIOD_MONTH] = WORD_OF_MONTHS,
        [PERIOD_QUARTER] = WORD_OF_QUARTERS, [PERIOD_YEAR] = WORD_OF_YEARS};
    word_fill(to, size, period < PERIOD_COUNT ? words[period] : WORD_OF_PERIODS, language, count);
}

static void met_text(char *to, size_t size, const struct level *level, int period,
                     enum language language)
{
    char count[24];
    snprintf(count, sizeof count, "%d/%d", level->met, level->judged);
    count_text(to, size, count, period, language);
}

static void result_text(char *to, size_t size, const struct figure *figure, enum language language)
{
    char number[48];
    figure_text(number, sizeof number, figure, language);
    word_fill(to, size, WORD_RESULT, language, number);
}

/* In the digits of the KPI, never rounded across the target; "–" where it cannot be told. */
static struct figure result_figure(const struct kpi *kpi, const struct level *level,
                                   enum language language)
{
    if (isnan(level->value)) {
        return (struct figure){.number = "–"};
    }
    struct target target = target_replaced(&kpi->spec->target, level->target);
    target.direction = kpi->target.direction;
    return figure_of(level->value, kpi->spec, &target, language);
}

/* A share is rounded down, so that 74.9 % never passes for 75 %. */
static struct figure share_figure(const struct level *level)
{
    struct figure figure = {.unit = "%"};
    snprintf(figure.number, sizeof figure.number, "%d", 100 * level->met / level->judged);
    return figure;
}

static struct status status_of_level(const struct level *level, enum language language)
{
    static const enum word reached[VERDICT_COUNT] = {[VERDICT_MET] = WORD_LEVEL_REACHED,
                                                     [VERDICT_MISSED] = WORD_LEVEL_MISSED,
                                                     [VERDICT_UNTARGETED] = WORD_UNTARGETED};
    bool few = level->judged < level->wanted;
    enum word word = level->judged == 0 ? WORD_NO_DATA_SHORT
                     : few              ? WORD_FEW_PERIODS
                                        : reached[level->verdict];
    struct status status = {
        .tone = few ? TONE_DIM : TONE_CALM,
        .shape = level->judged == 0 ? SHAPE_DASH
                 : few              ? SHAPE_HALF
                                    : status_shape(level->verdict),
        .sign = SHAPE_KINDS,
        .word = word_in(word, language),
    };
    if (few && level->judged > 0) {
        snprintf(status.detail, sizeof status.detail, "%d/%d", level->judged, level->wanted);
    }
    return status;
}

/* ---- Sizes ---------------------------------------------------------------------------------- */

/* The widest text at the right of the share. */
static int beside_width(const struct type *type)
{
    char text[48];
    int width = 0;
    const struct level most = {.met = FINALS_KEPT, .judged = FINALS_KEPT};
    for (int period = 0; period < PERIOD_COUNT; period++) {
        met_text(text, sizeof text, &most, period, type->language);
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
        result_text(text, sizeof text, &figure, type->language);
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
    struct figure share = share_figure(level);
    struct font font = tile_style_figure(style, &s->look->type, 0);
    int x = s->left;
    x += pen_text(&s->pen, x, baseline, s->right - x, font, s->colours.figure, share.number);
    x += style->unit_space;
    x += pen_text(&s->pen, x, baseline, s->right - x, style->text, s->colours.quiet, share.unit);
    char met[48];
    met_text(met, sizeof met, level, (int)kpi->finals.period, s->look->type.language);
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
    struct status status = status_of_level(&level, language);
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
        struct figure figure = result_figure(kpi, &level, language);
        result_text(result, sizeof result, &figure, language);
    }
    record_share(&s, kpi, &level);
    record_words(&s, &status, result);
}

/* ---- The caption ---------------------------------------------------------------------------- */

struct font level_caption_font(const struct type *type)
{
    return type_font(type, FACE_BOLD, type->name_cap);
}

int level_caption_height(const struct type *type)
{
    struct line_box line = type_line(type, type->name_cap);
    return line.above + line.below + type->name_cap / 2;
}

/* What all KPIs of the page have in common; what they have not each tells by itself. */
static struct level_rule common_rule(const struct board_spec *spec, const struct page_spec *page)
{
    struct level_rule common = spec->kpis[page->kpis[0]].level;
    for (size_t i = 1; i < page->kpi_count; i++) {
        const struct level_rule *own = &spec->kpis[page->kpis[i]].level;
        common.periods = own->periods == common.periods ? common.periods : 0;
        common.share = own->share == common.share ? common.share : NAN;
        common.period = own->period == common.period ? common.period : PERIOD_COUNT;
    }
    return common;
}

void level_caption_record(struct cell *cell, struct rect bounds, const struct look *look,
                          const struct page_spec *page)
{
    enum language language = look->type.language;
    struct pen pen = pen_start(cell, bounds, look->theme->ground, look->type.measure);
    struct level_rule rule = common_rule(board_spec(look->board), page);
    struct line_box line = type_line(&look->type, look->type.name_cap);
    char text[96];
    snprintf(text, sizeof text, "%s", word_in(WORD_LEVEL, language));
    if (rule.periods > 0) {
        char number[16], count[48];
        snprintf(number, sizeof number, "%d", rule.periods);
        count_text(count, sizeof count, number, rule.period, language);
        word_fill(text, sizeof text, WORD_LEVEL_OF, language, count);
    }
    int baseline = bounds.y + line.above, space = look->type.name_cap, left = bounds.x + space / 10;
    int x = left + pen_text(&pen, left, baseline, bounds.x + bounds.w - left,
                            level_caption_font(&look->type), look->theme->text, text);
    if (!isnan(rule.share)) {
        char share[32];
        snprintf(share, sizeof share, "%.6g%%", rule.share);
        word_fill(text, sizeof text, WORD_LEVEL_SHARE, language, share);
        struct font font = type_font(&look->type, FACE_TEXT, look->type.name_cap);
        if (pen_width(&pen, font, text) + space <= bounds.x + bounds.w - x) {
            pen_text(&pen, x + space, baseline, bounds.x + bounds.w - x - space, font,
                     look->theme->quiet, text);
        }
    }
}
