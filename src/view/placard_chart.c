/* Whether the sizes that the board is set in can be read from the farthest seat. */

#include <stdio.h>

#include "view/placard_parts.h"

#define SAMPLE_FIGURE "83.6"

/* As wide as a sample with its air gets, in capital letters. */
#define SAMPLE_CAPS 8

struct step {
    enum word role;
    double minutes; /* where the panel holds the proper sizes */
    int cap;
};

/* "電話 83.6" in the size at hand. Returns where it ends. */
static int record_sample(const struct placard *placard, struct pen *pen, int cap, int x,
                         int baseline, int room)
{
    const struct type *type = &placard->look.type;
    const struct theme *theme = placard->look.theme;
    int right = x + room;
    x += pen_text(pen, x, baseline, room, type_font(type, FACE_TEXT, cap), theme->text,
                  word_in(WORD_SAMPLE, type->language));
    x += cap / 2;
    return x + pen_text(pen, x, baseline, right - x, type_font(type, FACE_FIGURE, cap), theme->text,
                        SAMPLE_FIGURE);
}

/* The sample, and "名前 20′ · 73 px · 46.5 mm" beside it, or below where it has no room there. */
static void record_step(const struct placard *placard, struct pen *pen, const struct step *step,
                        struct rect row)
{
    const struct type *type = &placard->look.type;
    const struct chrome *chrome = &placard->chrome;
    struct line_box line = type_line(type, step->cap);
    char said[96];
    snprintf(said, sizeof said, "%s %.0f′ · %d px · %.1f mm", word_in(step->role, type->language),
             step->minutes * type->sizes.scale, step->cap, step->cap / type->sizes.px_per_mm);
    int width = pen_width(pen, chrome->text, said);
    bool beside = row.w >= SAMPLE_CAPS * step->cap + width;
    int below = beside ? 0 : placard_text_height(placard, said);
    int baseline = row.y + (row.h - below + line.above) / 2;
    int x = record_sample(placard, pen, step->cap, row.x, baseline, row.w);
    if (beside) {
        int right = row.x + row.w;
        pen_text_right(pen, right, baseline, right - x, chrome->text, placard->look.theme->quiet,
                       said);
    } else {
        placard_text(placard, pen, row.y + row.h - below - chrome->space, said);
    }
}

void placard_record_chart(const struct placard *placard, struct cell *cell)
{
    const struct type *type = &placard->look.type;
    const struct theme *theme = placard->look.theme;
    const struct step steps[] = {{WORD_FIGURES, FIGURE_MINUTES, type->figure_cap},
                                 {WORD_NAMES, LABEL_MINUTES, type->label_cap},
                                 {WORD_LEAST, LEAST_MINUTES, type->least_cap}};
    const int count = (int)(sizeof steps / sizeof *steps);
    struct rect inner = placard->inner;
    struct pen pen = pen_start(cell, placard->wall, theme->ground, type->measure);
    char distance[16], title[64];
    snprintf(distance, sizeof distance, "%g m", placard->look.config->display.viewing_distance_m);
    word_fill(title, sizeof title, WORD_READABLE_FROM, type->language, distance);
    int top = placard_head(placard, &pen, title);
    int height = (inner.y + inner.h - top) / count;
    for (int i = 0; i < count; i++) {
        struct rect row = {inner.x, top + i * height, inner.w, height};
        pen_fill(&pen, (struct rect){row.x, row.y, row.w, placard->chrome.stroke / 2}, 0,
                 theme->rule);
        record_step(placard, &pen, &steps[i], row);
    }
}
