#include "view/tile_style.h"

/* Air, in hundredths of the height of a capital letter. */
#define LEAST_PAD 36
#define LEAST_GAP 32
#define SIDE 42
#define SPACE 38
#define MARK_SPACE 24

/* Steps of the figure, in hundredths of the full size. */
static const int steps[FIGURE_STEPS] = {100, 80, 62};

/* A name longer than this many caps is shortened rather than asked for in every tile. */
#define LONGEST_NAME_CAPS 8

/* A label is this share of its tile's height, where its width allows. */
#define LABEL_SHARE 12

/* A figure is at most this share of its tile's height; more would crowd the words. */
#define FIGURE_SHARE 44

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

/* ---- The smallest tile ---------------------------------------------------------------------- */

static int words_width(const struct type *type, const struct kpi_spec *spec, int cap)
{
    static const enum word higher[] = {WORD_MET, WORD_NEAR, WORD_MISSED, WORD_COUNT};
    static const enum word lower[] = {WORD_MET, WORD_NEAR, WORD_OVER, WORD_COUNT};
    static const enum word band[] = {WORD_MET, WORD_NEAR, WORD_TOO_HIGH, WORD_TOO_LOW, WORD_COUNT};
    static const enum word none[] = {WORD_UNTARGETED, WORD_WAITING, WORD_COUNT};
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

static int figure_width(const struct type *type, const struct kpi_spec *spec, int figure_cap,
                        int cap)
{
    struct figure figure = figure_widest(spec, type->language);
    int width = type_width(type, FACE_FIGURE, figure_cap, figure.number);
    if (figure.unit[0]) {
        width += percent(cap, MARK_SPACE) + type_width(type, FACE_TEXT, cap, figure.unit);
    }
    return width;
}

static int name_width(const struct type *type, const struct kpi_spec *spec, int cap)
{
    int width = type_width(type, FACE_TEXT, cap, spec->short_name.in[type->language]);
    return least(width, cap * LONGEST_NAME_CAPS);
}

struct tile_size tile_least(const struct type *type, const struct board_spec *spec)
{
    int cap = type->least_cap;
    int inner = 0;
    for (size_t i = 0; i < spec->kpi_count; i++) {
        const struct kpi_spec *kpi = &spec->kpis[i];
        inner = most(inner, words_width(type, kpi, cap));
        inner = most(inner, name_width(type, kpi, cap));
        inner = most(inner, figure_width(type, kpi, type->figure_cap, cap));
    }
    struct line_box line = type_line(type, cap);
    return (struct tile_size){
        .width = inner + 2 * percent(cap, SIDE),
        .height = 2 * (line.above + line.below) + type->figure_cap + 2 * percent(cap, LEAST_PAD) +
                  2 * percent(cap, LEAST_GAP),
    };
}

/* ---- A style for a size --------------------------------------------------------------------- */

/* Room beyond the smallest tile lets labels grow, held by whichever of the two sides is shorter. */
static int cap_for(const struct type *type, struct tile_size size, struct tile_size smallest)
{
    int by_height = percent(size.height, LABEL_SHARE);
    int by_width = type->least_cap * size.width / most(smallest.width, 1);
    return most(type->least_cap, least(by_height, percent(by_width, 92)));
}

/* The usual rate must fit at full size; what is wider steps down. */
static int full_figure(const struct type *type, struct tile_size size, int cap, int rows)
{
    int air = 2 * percent(cap, LEAST_PAD) + 2 * percent(cap, LEAST_GAP);
    int by_height = least(size.height - rows - air, percent(size.height, FIGURE_SHARE));
    int unit = percent(cap, MARK_SPACE) + type_width(type, FACE_TEXT, cap, "%");
    int room = size.width - 2 * percent(cap, SIDE) - unit;
    int by_width =
        type->figure_cap * room / most(type_width(type, FACE_FIGURE, type->figure_cap, "88.8"), 1);
    return most(least(by_height, by_width), type->least_cap);
}

static void set_lines(struct tile_style *style, struct line_box line)
{
    int rows = 2 * (line.above + line.below);
    int air = style->height - rows - style->figure_caps[0];
    int pad = air * LEAST_PAD / (2 * (LEAST_PAD + LEAST_GAP));
    int gap = (air - 2 * pad) / 2;
    style->name_line = pad + line.above;
    style->figure_line = style->name_line + line.below + gap + style->figure_caps[0];
    style->word_line = style->height - pad - line.below;
}

struct tile_style tile_style_of(const struct type *type, struct tile_size size,
                                struct tile_size smallest)
{
    int cap = cap_for(type, size, smallest);
    struct line_box line = type_line(type, cap);
    struct tile_style style = {
        .width = size.width,
        .height = size.height,
        .cap = cap,
        .side = percent(cap, SIDE),
        .space = percent(cap, SPACE),
        .mark = cap,
        .stroke = most(2, cap / 9),
        .radius = most(3, cap / 5),
        .text = type_font(type, FACE_TEXT, cap),
        .bold = type_font(type, FACE_BOLD, cap),
    };
    int full = full_figure(type, size, cap, 2 * (line.above + line.below));
    for (int i = 0; i < FIGURE_STEPS; i++) {
        style.figure_caps[i] = most(percent(full, steps[i]), least(full, type->least_cap));
        style.figures[i] = type_font(type, FACE_FIGURE, style.figure_caps[i]);
    }
    set_lines(&style, line);
    return style;
}

bool tile_style_has_room(const struct tile_style *style, const struct type *type,
                         const struct kpi_spec *spec)
{
    char target[80];
    figure_target(target, sizeof target, TARGET_IN_WORDS, spec, &spec->target, type->language);
    int width = type_width(type, FACE_TEXT, style->cap, spec->name.in[type->language]) +
                type_width(type, FACE_TEXT, style->cap, target);
    return width + 2 * style->space <= style->width - 2 * style->side;
}

int tile_style_step(const struct tile_style *style, const struct type *type,
                    const struct kpi_spec *spec)
{
    int room = style->width - 2 * style->side;
    int step = 0;
    while (step < FIGURE_STEPS - 1 &&
           figure_width(type, spec, style->figure_caps[step], style->cap) > room) {
        step++;
    }
    return step;
}
