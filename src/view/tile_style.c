#include "view/tile_style.h"

#include <stdio.h>

/* Air, in hundredths of the height of a capital letter. */
#define LEAST_PAD 27
#define LEAST_GAP 24
#define SIDE 36
#define SPACE 34
#define MARK_SPACE 25
#define UNIT_SPACE 20

/* An outline is at most this share of a tile's height, in percent: the words keep their air. */
#define FRAME_SHARE 3

/* A roomy tile has more air at its sides: this share of its width, in percent. */
#define SIDE_SHARE 5

/* Steps of the figure, in hundredths of the full size. */
static const int steps[FIGURE_STEPS] = {100, 78, 56};

/* A name longer than this many caps is shortened rather than asked for in every tile. */
#define LONGEST_NAME_CAPS 8

/* A label is this share of its tile's height up to the wanted size, and this share beyond. */
#define LABEL_SHARE 13
#define ROOMY_SHARE 9

/* A figure is at most this share of its tile's height; more would crowd the words. */
#define FIGURE_SHARE 44
#define FIGURE_SHARE_ALONE 58

/* A figure that has room at this share of the full size, in percent, is worth making all that size.
 */
#define EVEN_SHARE 72

static int percent(int value, int share)
{
    return (value * share + 50) / 100;
}

static int most(int a, int b)
{
    return a > b ? a : b;
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

static struct figure widest_of(const struct tile_style *style, const struct kpi_spec *spec,
                               enum language language)
{
    struct figure figure = figure_widest(spec, language);
    if (style->mark > 0) {
        figure.unit[0] = '\0';
    }
    return figure;
}

/* ---- The smallest tile ---------------------------------------------------------------------- */

static int words_width(const struct type *type, const struct kpi_spec *spec, int cap)
{
    static const enum word higher[] = {WORD_MET, WORD_NEAR, WORD_MISSED, WORD_COUNT};
    static const enum word lower[] = {WORD_MET, WORD_NEAR, WORD_OVER, WORD_COUNT};
    static const enum word band[] = {WORD_MET, WORD_NEAR, WORD_TOO_HIGH, WORD_TOO_LOW, WORD_COUNT};
    static const enum word none[] = {WORD_UNTARGETED, WORD_WAITING_SHORT, WORD_COUNT};
    const enum word *words = !spec->target.set                           ? none
                             : spec->target.direction == DIRECTION_LOWER ? lower
                             : spec->target.direction == DIRECTION_BAND  ? band
                                                                         : higher;
    int width = 0;
    for (; *words != WORD_COUNT; words++) {
        width = most(width, type_width(type, FACE_BOLD, cap, word_in(*words, type->language)));
    }
    return cap + percent(cap, MARK_SPACE) + width;
}

/* At the size of main figures, which no figure goes below. */
static int figure_width(const struct type *type, const struct kpi_spec *spec, int cap)
{
    struct figure figure = figure_widest(spec, type->language);
    int width = type_width(type, FACE_FIGURE, type->figure_cap, figure.number);
    if (figure.unit[0]) {
        width += percent(cap, UNIT_SPACE) + type_width(type, FACE_TEXT, cap, figure.unit);
    }
    return width;
}

/* The unit stands in the head of the column. */
static int brief_figure_width(const struct type *type, const struct kpi_spec *spec)
{
    struct figure figure = figure_widest(spec, type->language);
    return type_width(type, FACE_FIGURE, type->figure_cap, figure.number);
}

static int name_width(const struct type *type, const struct kpi_spec *spec, int cap)
{
    int width = type_width(type, FACE_TEXT, cap, spec->short_name.in[type->language]);
    return least(width, cap * LONGEST_NAME_CAPS);
}

struct tile_size tile_least(const struct type *type, const struct board_spec *spec,
                            const size_t *kpis, size_t count)
{
    int cap = type->least_cap;
    int inner = 0;
    for (size_t i = 0; i < count; i++) {
        const struct kpi_spec *kpi = &spec->kpis[kpis[i]];
        inner = most(inner, words_width(type, kpi, cap));
        inner = most(inner, name_width(type, kpi, type->name_cap));
        inner = most(inner, figure_width(type, kpi, cap));
    }
    struct line_box name = type_line(type, type->name_cap), word = type_line(type, cap);
    return (struct tile_size){
        .width = inner + 2 * percent(cap, SIDE),
        .height = name.above + name.below + word.above + word.below + type->figure_cap +
                  2 * percent(cap, LEAST_PAD) + 2 * percent(cap, LEAST_GAP),
    };
}

/* ---- The smallest brief tile ---------------------------------------------------------------- */

/* The shape of a brief tile, in hundredths of its figure. */
#define MARK_SHARE 58

/* What the figure of a brief tile keeps of its size when the shape grows, in percent. */
#define FIGURE_KEEPS 85

/* Air above and below the figure of a brief tile, in hundredths of it. */
#define BRIEF_PAD 17

/* The same where a text stands below it, whose line has air of its own; and within an outline, in
 * hundredths of the text. */
#define BELOW_PAD 10

/* What a figure keeps of its size for a row of text below it, in percent. */
#define BELOW_KEEPS 75

/* What a text below the figure takes, with the air above it. */
static int below_height(const struct type *type, int cap)
{
    struct line_box line = type_line(type, cap);
    return percent(cap, LEAST_GAP) + line.above + line.below;
}

/* A figure of more than a day must be able to say of when it is: there is a row for that. */
static bool any_sums_up(const struct board_spec *spec, const size_t *kpis, size_t count)
{
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        any = any || spec->kpis[kpis[i]].period > PERIOD_DAY;
    }
    return any;
}

struct tile_size tile_least_brief(const struct type *type, const struct board_spec *spec,
                                  const size_t *kpis, size_t count)
{
    int cap = type->least_cap, inner = 0;
    int below = any_sums_up(spec, kpis, count) ? below_height(type, cap) : 0;
    int mark = percent(type->figure_cap, MARK_SHARE) + percent(cap, SPACE);
    for (size_t i = 0; i < count; i++) {
        const struct kpi_spec *kpi = &spec->kpis[kpis[i]];
        inner = most(inner, mark + brief_figure_width(type, kpi));
        inner = most(inner, name_width(type, kpi, type->name_cap));
    }
    return (struct tile_size){
        .width = inner + 2 * percent(cap, SIDE),
        .height = type->figure_cap + 2 * percent(type->figure_cap, BRIEF_PAD) + below,
    };
}

/* ---- A style for a size --------------------------------------------------------------------- */

/* Sizes between `from` and `value` come in steps, so that pages share their fonts. */
static int stepped(int value, int from, int step)
{
    return value <= from ? from : value - (value - from) % most(step, 1);
}

/*
 * Room beyond the smallest tile lets labels grow, held by whichever of the two sides is shorter. Up
 * to the wanted size they take what they can; beyond it the figure has the better claim.
 */
int tile_cap(const struct type *type, struct tile_size size, struct tile_size smallest)
{
    int by_width = percent(type->least_cap * size.width / most(smallest.width, 1), 92);
    int wanted = least(percent(size.height, LABEL_SHARE), type->label_cap);
    int cap = least(most(wanted, percent(size.height, ROOMY_SHARE)), by_width);
    return stepped(cap, type->least_cap, type->least_cap / 6);
}

/* What the rows of name and word take. */
static int words_height(const struct tile_style *style)
{
    struct line_box name = style->name_box, word = style->word_box;
    return name.above + name.below + word.above + word.below;
}

static int figure_by_height(const struct tile_style *style, int share)
{
    int rows = words_height(style);
    int air = 2 * percent(style->cap, LEAST_PAD) + 2 * percent(style->cap, LEAST_GAP);
    return least(style->height - rows - air, percent(style->height, share));
}

int tile_style_room(const struct tile_style *style)
{
    int mark = style->mark > 0 ? style->mark + style->space : 0;
    return style->width - 2 * style->side - mark;
}

/* How large the figure of `spec` may be for its width. */
static int figure_by_width(const struct tile_style *style, const struct type *type,
                           const struct kpi_spec *spec)
{
    struct figure figure = widest_of(style, spec, type->language);
    int room = tile_style_room(style);
    if (figure.unit[0]) {
        room -= style->unit_space + type_width(type, FACE_TEXT, style->cap, figure.unit);
    }
    int cap = type->figure_cap * most(room, 1) /
              most(type_width(type, FACE_FIGURE, type->figure_cap, figure.number), 1);
    /* Away from the size of the probe a width is a proportion, and may come out a little larger. */
    return cap > type->figure_cap ? most(type->figure_cap, percent(cap, 97)) : cap;
}

/* As large as most have room for: one that is far wider steps down and does not hold the others. */
static int even_figure(const struct tile_style *style, const struct type *type, int highest,
                       const struct board_spec *spec, const size_t *kpis, size_t count)
{
    int widest = 0, even = highest;
    for (size_t i = 0; i < count; i++) {
        widest = most(widest, figure_by_width(style, type, &spec->kpis[kpis[i]]));
    }
    even = least(even, widest);
    int floor = percent(even, EVEN_SHARE);
    for (size_t i = 0; i < count; i++) {
        int own = figure_by_width(style, type, &spec->kpis[kpis[i]]);
        even = own >= floor ? least(even, own) : even;
    }
    int from = least(type->figure_cap, even);
    return most(stepped(even, from, type->figure_cap / 10), type->least_cap);
}

static void set_lines(struct tile_style *style)
{
    int air = style->height - words_height(style) - style->figure_caps[0];
    int pad = air * LEAST_PAD / (2 * (LEAST_PAD + LEAST_GAP));
    int gap = (air - 2 * pad) / 2;
    style->name_line = pad + style->name_box.above;
    style->figure_line = style->name_line + style->name_box.below + gap + style->figure_caps[0];
    style->word_line = style->height - pad - style->word_box.below;
}

static bool all_have_room(const struct tile_style *style, const struct type *type,
                          const struct board_spec *spec, const size_t *kpis, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct kpi_spec *kpi = &spec->kpis[kpis[i]];
        char target[80];
        figure_target(target, sizeof target, TARGET_IN_WORDS, kpi, &kpi->target, type->language);
        int width = type_width(type, FACE_TEXT, most(style->cap, type->name_cap),
                               kpi->name.in[type->language]) +
                    type_width(type, FACE_TEXT, style->cap, target);
        if (width + 2 * style->space > style->width - 2 * style->side) {
            return false;
        }
    }
    return true;
}

static struct tile_style plain_style(const struct type *type, struct tile_size size, int cap)
{
    int name_cap = most(cap, type->name_cap);
    return (struct tile_style){
        .width = size.width,
        .height = size.height,
        .cap = cap,
        .side = most(percent(cap, SIDE), percent(size.width, SIDE_SHARE) - 2),
        .unit_space = percent(cap, UNIT_SPACE),
        .mark_space = percent(cap, type->language == LANGUAGE_JA ? MARK_SPACE : MARK_SPACE + 8),
        .space = percent(cap, SPACE),
        .stroke = most(2, cap / 9),
        /* A tile that is as flat as a strip must not have its outline among its texts. */
        .frame = most(most(2, cap / 9), least(size.width / 75, percent(size.height, FRAME_SHARE))),
        .radius = most(3, cap / 5),
        .text = type_font(type, FACE_TEXT, cap),
        .bold = type_font(type, FACE_BOLD, cap),
        .name = type_font(type, FACE_TEXT, name_cap),
        .name_box = type_line(type, name_cap),
        .word_box = type_line(type, cap),
    };
}

static void set_figures(struct tile_style *style, const struct type *type, int highest,
                        const struct board_spec *spec, const size_t *kpis, size_t count)
{
    int full = even_figure(style, type, highest, spec, kpis, count);
    for (int i = 0; i < FIGURE_STEPS; i++) {
        style->figure_caps[i] = most(percent(full, steps[i]), least(full, type->figure_cap));
    }
}

struct tile_style tile_style_of(const struct type *type, struct tile_size size,
                                struct tile_size smallest, const struct board_spec *spec,
                                const size_t *kpis, size_t count)
{
    struct tile_style style = plain_style(type, size, tile_cap(type, size, smallest));
    int share = count == 1 ? FIGURE_SHARE_ALONE : FIGURE_SHARE;
    set_figures(&style, type, figure_by_height(&style, share), spec, kpis, count);
    set_lines(&style);
    bool roomy = all_have_room(&style, type, spec, kpis, count);
    style.target_form = roomy ? TARGET_IN_WORDS : TARGET_IN_SIGNS;
    return style;
}

/* The shape grows with the figure, which gives it some of its own size beyond the wanted one. */
static void set_mark(struct tile_style *style, const struct type *type, int highest,
                     const struct board_spec *spec, const size_t *kpis, size_t count)
{
    style->mark = percent(type->figure_cap, MARK_SHARE);
    set_figures(style, type, highest, spec, kpis, count);
    struct tile_style larger = *style;
    larger.mark = percent(style->figure_caps[0], MARK_SHARE);
    set_figures(&larger, type, highest, spec, kpis, count);
    int given = most(percent(style->figure_caps[0], FIGURE_KEEPS), type->figure_cap);
    if (larger.figure_caps[0] >= given) {
        *style = larger;
    }
}

/* The next of the sizes that text has. */
static int smaller(const struct type *type, int cap)
{
    return most(cap - most(type->least_cap / 6, 1), type->least_cap);
}

/* At most `cap`, and such that since when it is old has room below the figure. */
static int below_cap(const struct type *type, int cap, int room)
{
    char text[64];
    snprintf(text, sizeof text, "%s 88:88", word_in(WORD_STOPPED_SHORT, type->language));
    while (cap > type->least_cap && type_width(type, FACE_TEXT, cap, text) > room) {
        cap = smaller(type, cap);
    }
    return cap;
}

/* Figure and text in the middle of the tile, where both have room. */
static void set_below(struct tile_style *style)
{
    int gap = percent(style->cap, LEAST_GAP), figure = style->figure_caps[0];
    int spare = style->height - figure - gap - style->word_box.above - style->word_box.below;
    style->raised = (style->height - figure) / 2 - spare / 2;
    style->below_line = spare / 2 + figure + gap + style->word_box.above;
}

struct tile_style tile_style_brief(const struct type *type, struct tile_size size,
                                   struct tile_size smallest, const struct board_spec *spec,
                                   const size_t *kpis, size_t count)
{
    int by_width = type->least_cap * size.width / most(smallest.width, 1);
    int by_height = type->least_cap * size.height / most(smallest.height, 1);
    int cap = stepped(least(by_width, by_height), type->least_cap, type->least_cap / 6);
    int highest = size.height * 100 / (100 + 2 * BRIEF_PAD);
    struct tile_style style = plain_style(type, size, cap);
    set_mark(&style, type, highest, spec, kpis, count);
    int wanted = any_sums_up(spec, kpis, count)
                     ? type->figure_cap
                     : most(type->figure_cap, percent(style.figure_caps[0], BELOW_KEEPS));
    int below = below_cap(type, cap, size.width - 2 * style.side);
    int pad = most(percent(type->figure_cap, BELOW_PAD), style.frame + percent(cap, BELOW_PAD));
    int left = size.height - 2 * pad;
    while (below > type->least_cap && left - below_height(type, below) < wanted) {
        below = smaller(type, below);
    }
    left -= below_height(type, below);
    if (left >= wanted) {
        style = plain_style(type, size, below);
        set_mark(&style, type, least(left, highest), spec, kpis, count);
        set_below(&style);
    }
    style.figure_line = (size.height + style.figure_caps[0]) / 2;
    style.word_line = (size.height + style.cap) / 2;
    return style;
}

struct tile_style tile_style_fixed(const struct type *type, struct tile_size size,
                                   struct tile_size smallest, const struct figure *figure,
                                   int beside)
{
    struct tile_style style = plain_style(type, size, tile_cap(type, size, smallest));
    int unit = style.unit_space + type_width(type, FACE_TEXT, style.cap, figure->unit);
    int room = tile_style_room(&style) - unit - style.space - beside * style.cap / type->least_cap;
    int width = most(type_width(type, FACE_FIGURE, type->figure_cap, figure->number), 1);
    int cap = least(percent(type->figure_cap * most(room, 1) / width, 97),
                    figure_by_height(&style, FIGURE_SHARE));
    for (int i = 0; i < FIGURE_STEPS; i++) {
        style.figure_caps[i] =
            most(stepped(cap, type->figure_cap, type->figure_cap / 10), type->figure_cap);
    }
    set_lines(&style);
    return style;
}

int tile_style_slack(const struct tile_style *style)
{
    return style->side / 3;
}

int tile_style_step(const struct tile_style *style, const struct type *type,
                    const struct kpi_spec *spec)
{
    const struct measure *measure = type->measure;
    struct figure figure = widest_of(style, spec, type->language);
    int room = tile_style_room(style) + tile_style_slack(style);
    if (figure.unit[0]) {
        room -= style->unit_space + measure->width(measure, style->text, figure.unit);
    }
    for (int step = 0; step < FIGURE_STEPS - 1; step++) {
        struct font font = tile_style_figure(style, type, step);
        if (measure->width(measure, font, figure.number) <= room) {
            return step;
        }
    }
    return FIGURE_STEPS - 1;
}

struct font tile_style_figure(const struct tile_style *style, const struct type *type, int step)
{
    return type_font(type, FACE_FIGURE, style->figure_caps[step]);
}
