#include "view/course.h"

/* How far the field reaches beyond its arrow, in hundredths of the edge. */
#define FIELD_AIR 14

static enum course course_up(const struct kpi *kpi)
{
    switch (kpi->target.direction) {
    case DIRECTION_HIGHER:
        return COURSE_BETTER;
    case DIRECTION_LOWER:
        return COURSE_WORSE;
    case DIRECTION_BAND:
        break;
    }
    return !verdict_off_target(kpi->verdict) || kpi->side == SIDE_NONE ? COURSE_UNKNOWN
           : kpi->side == SIDE_HIGH                                    ? COURSE_WORSE
                                                                       : COURSE_BETTER;
}

static enum course opposite(enum course course)
{
    return course == COURSE_BETTER ? COURSE_WORSE : course == COURSE_WORSE ? COURSE_BETTER : course;
}

enum course course_of(const struct kpi *kpi)
{
    if (kpi->quality != QUALITY_LIVE || kpi->trend == TREND_NONE || !kpi->target.set) {
        return COURSE_UNKNOWN;
    }
    if (kpi->trend == TREND_STEADY) {
        return COURSE_STEADY;
    }
    enum course up = course_up(kpi);
    return kpi->trend == TREND_UP ? up : opposite(up);
}

const char *course_word(enum course course, enum language language)
{
    return course == COURSE_BETTER  ? word_in(WORD_BETTER, language)
           : course == COURSE_WORSE ? word_in(WORD_WORSE, language)
                                    : "";
}

int course_width(const struct kpi *kpi, int edge)
{
    return kpi->trend == TREND_NONE || kpi->quality != QUALITY_LIVE ? 0
           : course_of(kpi) == COURSE_WORSE ? edge + 2 * (edge * FIELD_AIR / 100)
                                            : edge;
}

void course_record(struct pen *pen, int x, int baseline, int edge, const struct kpi *kpi,
                   int stroke, colour ink, colour ground)
{
    static const enum shape arrows[] = {
        [TREND_STEADY] = SHAPE_STEADY, [TREND_UP] = SHAPE_UP, [TREND_DOWN] = SHAPE_DOWN};
    struct rect arrow = {x, baseline - edge, edge, edge};
    colour c = ink;
    if (course_of(kpi) == COURSE_WORSE) {
        int air = edge * FIELD_AIR / 100;
        struct rect field = {x, arrow.y - air, edge + 2 * air, edge + 2 * air};
        pen_fill(pen, field, edge / 5, ink);
        arrow.x += air;
        c = ground;
    }
    pen_shape(pen, arrow, arrows[kpi->trend], stroke, c);
}
