#include "view/counts.h"

#include <stdio.h>

#include "view/words.h"

enum { COUNTS = 4 };

static const struct {
    enum shape shape;
    enum word word;
} kinds[COUNTS] = {
    {SHAPE_CIRCLE, WORD_MET},
    {SHAPE_TRIANGLE, WORD_NEAR},
    {SHAPE_SQUARE, WORD_MISSED},
    {SHAPE_DASH, WORD_NOT_JUDGED},
};

static int digit_width(const struct chrome *chrome, const struct type *type, int digits)
{
    return digits * type_width(type, FACE_FIGURE, chrome->cap, "8");
}

static int place_width(const struct chrome *chrome, const struct type *type, int kind, int digits,
                       bool with_words)
{
    int width = chrome->cap + chrome->space * 2 / 3 + digit_width(chrome, type, digits);
    if (with_words) {
        const char *word = word_in(kinds[kind].word, type->language);
        width += type_width(type, FACE_TEXT, chrome->cap, word) + chrome->space * 2 / 3;
    }
    return width + 2 * chrome->space;
}

int counts_width(const struct chrome *chrome, const struct type *type, int digits, bool with_words)
{
    int width = 0;
    for (int kind = 0; kind < COUNTS; kind++) {
        width += place_width(chrome, type, kind, digits, with_words);
    }
    return width;
}

/* The missed are a filled field here too: orange text on the dark ground would be too faint. */
static void record_field(struct pen *pen, const struct chrome *chrome, const struct theme *theme,
                         int x, int baseline, int width)
{
    int air = chrome->pad * 2 / 3, side = chrome->space * 2 / 3;
    struct rect field = {x - side, baseline - chrome->line.above - air, width + 2 * side,
                         chrome->line.above + chrome->line.below + 2 * air};
    pen_fill(pen, field, chrome->radius, theme->missed);
}

/* Returns where it ended. */
static int record_count(struct pen *pen, const struct chrome *chrome, const struct look *look,
                        int x, int baseline, int kind, unsigned count, bool with_words)
{
    const struct theme *theme = look->theme;
    const colour marks[COUNTS] = {theme->met, theme->near, theme->on_missed, theme->quiet};
    const colour inks[COUNTS] = {theme->text, theme->near, theme->on_missed, theme->quiet};
    const char *word = with_words ? word_in(kinds[kind].word, look->type.language) : "";
    char number[12];
    snprintf(number, sizeof number, "%u", count);
    int words = with_words ? pen_width(pen, chrome->text, word) + chrome->space * 2 / 3 : 0;
    int digits = pen_width(pen, chrome->figure, number);
    if (kinds[kind].shape == SHAPE_SQUARE) {
        int mark = pen_mark_width(kinds[kind].shape, chrome->cap) + chrome->space * 2 / 3;
        record_field(pen, chrome, theme, x, baseline, mark + words + digits);
    }
    x += pen_mark(pen, x, baseline, chrome->cap, kinds[kind].shape, chrome->stroke, marks[kind]);
    x += chrome->space * 2 / 3;
    pen_text(pen, x, baseline, words, chrome->text, inks[kind], word);
    return x + words +
           pen_text(pen, x + words, baseline, digits, chrome->figure, inks[kind], number);
}

void counts_record(struct pen *pen, const struct chrome *chrome, const struct look *look, int x,
                   int baseline, const struct header_style *style)
{
    const struct summary *summary = board_summary(look->board);
    unsigned counts[COUNTS] = {summary->verdicts[VERDICT_MET], summary->verdicts[VERDICT_NEAR],
                               summary->verdicts[VERDICT_MISSED]};
    unsigned judged = counts[0] + counts[1] + counts[2];
    counts[3] = (unsigned)board_spec(look->board)->kpi_count - judged;
    for (int kind = 0; kind < COUNTS; kind++) {
        int end = x;
        if (counts[kind] > 0) {
            end =
                record_count(pen, chrome, look, x, baseline, kind, counts[kind], style->with_words);
            end += 3 * chrome->space;
        }
        int place = place_width(chrome, &look->type, kind, style->digits, style->with_words);
        x = style->two_lines ? end : x + place;
    }
}
