#include "view/final_strip.h"

/* Fewer would be noise. */
#define LEAST_BARS 5
#define MOST_BARS 24

static colour bar_colour(enum verdict verdict, enum tone tone, const struct theme *theme)
{
    if (tone == TONE_MISSED) {
        return theme->on_missed;
    }
    if (tone == TONE_OLD || tone == TONE_DIM) {
        return theme->dimmed;
    }
    switch (verdict) {
    case VERDICT_MET:
        return theme->bar_met;
    case VERDICT_NEAR:
        return theme->bar_near;
    case VERDICT_MISSED:
        return theme->bar_missed;
    default:
        return theme->dimmed;
    }
}

static int bar_height(enum verdict verdict, int full)
{
    switch (verdict) {
    case VERDICT_MISSED:
        return full;
    case VERDICT_NEAR:
        return full * 60 / 100;
    default:
        return full * 28 / 100;
    }
}

void final_strip_record(struct pen *pen, struct rect room, const struct finals *finals,
                        enum tone tone, int cap, const struct theme *theme)
{
    int pitch = cap * 45 / 100 > 3 ? cap * 45 / 100 : 3;
    int width = pitch * 68 / 100;
    int count = (room.w + pitch - width) / pitch;
    count = count < MOST_BARS ? count : MOST_BARS;
    count = count < finals->count ? count : finals->count;
    if (room.w <= 0 || count < LEAST_BARS) {
        return;
    }
    int x = room.x + room.w - (count - 1) * pitch - width;
    for (int i = finals->count - count; i < finals->count; i++, x += pitch) {
        enum verdict verdict = finals->items[i].verdict;
        int height = bar_height(verdict, room.h);
        struct rect bar = {x, room.y + room.h - height, width, height};
        pen_fill(pen, bar, width / 5, bar_colour(verdict, tone, theme));
    }
}
