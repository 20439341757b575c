#include "view/tile_ground.h"

struct tile_colours tile_colours_of(const struct status *status, const struct theme *theme)
{
    struct tile_colours calm = {theme->text,  theme->quiet, theme->text,
                                theme->quiet, theme->quiet, theme->quiet};
    switch (status->tone) {
    case TONE_MISSED: {
        colour c = theme->on_missed;
        return (struct tile_colours){c, c, c, c, c, c};
    }
    case TONE_IN_HAND:
        calm.word = calm.mark = calm.beside = theme->on_missed;
        return calm;
    case TONE_NEAR:
        calm.figure = calm.word = calm.mark = theme->near;
        return calm;
    case TONE_OLD:
    case TONE_DIM:
        calm.figure = theme->dimmed;
        return calm;
    case TONE_CALM:
        if (status->shape == SHAPE_CIRCLE) {
            calm.mark = theme->met;
        }
        break;
    }
    return calm;
}

struct mark_inks mark_inks_of(const struct status *status, const struct tile_colours *colours)
{
    colour sign = status->tone == TONE_CALM ? colours->text : colours->mark;
    return (struct mark_inks){colours->mark, sign};
}

/* All but a frame and the field of the word row is as in a calm tile; a brief one has the frame. */
static void record_in_hand(struct pen *pen, const struct tile_style *style,
                           const struct theme *theme)
{
    struct rect r = pen->cell->bounds;
    int frame = style->frame, height = r.h - 2 * frame;
    if (style->mark == 0) {
        int above = style->word_line - style->cap - style->figure_line;
        int below = style->height - style->word_line;
        int air = below < above / 2 ? below : above / 2;
        height = style->word_line - style->cap - air - frame;
    }
    struct rect calm = {r.x + frame, r.y + frame, r.w - 2 * frame, height};
    int radius = style->radius > frame ? style->radius - frame : 0;
    pen_fill(pen, r, style->radius, theme->missed);
    pen_fill(pen, calm, radius, theme->tile);
}

void tile_ground_record(struct pen *pen, const struct tile_style *style,
                        const struct status *status, const struct theme *theme)
{
    struct rect r = pen->cell->bounds;
    if (status->tone == TONE_IN_HAND) {
        record_in_hand(pen, style, theme);
        return;
    }
    pen_fill(pen, r, style->radius, status->tone == TONE_MISSED ? theme->missed : theme->tile);
    if (status->tone == TONE_OLD) {
        /* Its corners are square: kept inside the round ones of the tile. */
        struct rect inside = rect_inset(r, (style->radius + 2) / 3);
        pen_hatch(pen, inside, style->stroke * 6, style->stroke * 2, theme->hatch);
    }
    if (status->tone == TONE_NEAR) {
        pen_frame(pen, r, style->radius, style->frame, theme->near);
    } else if (status->tone != TONE_MISSED && theme->outline != COLOUR_ABSENT) {
        pen_frame(pen, r, style->radius, style->stroke, theme->outline);
    }
}
