#include "screen/masks.h"

#include <assert.h>
#include <math.h>

/*
 * Every shape is given by its signed distance: how many pixels a point lies outside (positive) or
 * inside (negative) of the nearest edge. Half a pixel to either side of the edge is blended.
 */
struct point {
    float x, y;
};

struct form {
    struct point size, middle;
    float half; /* of the line width */
};

static uint8_t covered(float distance)
{
    float share = 0.5F - distance;
    share = share < 0 ? 0 : (share > 1 ? 1 : share);
    return (uint8_t)lrintf(share * 255);
}

static float smaller(float a, float b)
{
    return a < b ? a : b;
}

static float larger(float a, float b)
{
    return a > b ? a : b;
}

static float length(struct point a, struct point b)
{
    return hypotf(a.x - b.x, a.y - b.y);
}

/* From `p` to a line from `a` to `b` with round ends. */
static float from_line(struct point p, struct point a, struct point b, float half)
{
    float dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
    float along = square > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / square : 0;
    along = along < 0 ? 0 : (along > 1 ? 1 : along);
    return length(p, (struct point){a.x + along * dx, a.y + along * dy}) - half;
}

/* Beyond the edge from `a` to `b`, the inside lying to the right of it. */
static float beyond(struct point p, struct point a, struct point b)
{
    float dx = b.x - a.x, dy = b.y - a.y;
    return ((p.x - a.x) * dy - (p.y - a.y) * dx) / hypotf(dx, dy);
}

static float radius_of(const struct form *form)
{
    return smaller(form->middle.x, form->middle.y);
}

static float circle(const struct form *form, struct point p)
{
    return length(p, form->middle) - radius_of(form);
}

static float ring(const struct form *form, struct point p)
{
    return fabsf(length(p, form->middle) - radius_of(form) + form->half) - form->half;
}

static float half_disc(const struct form *form, struct point p)
{
    return smaller(ring(form, p), larger(circle(form, p), form->middle.y - p.y));
}

static float triangle(const struct form *form, struct point p)
{
    struct point top = {form->middle.x, 0}, right = form->size, left = {0, form->size.y};
    return larger(larger(beyond(p, top, right), beyond(p, left, top)), p.y - form->size.y);
}

static float warn(const struct form *form, struct point p)
{
    return fabsf(triangle(form, p) + form->half) - form->half;
}

static float held(const struct form *form, struct point p)
{
    return warn(form, (struct point){p.x, form->size.y - p.y});
}

static float square(const struct form *form, struct point p)
{
    return larger(fabsf(p.x - form->middle.x) - form->middle.x,
                  fabsf(p.y - form->middle.y) - form->middle.y);
}

static float diamond(const struct form *form, struct point p)
{
    struct point mirrored = {form->middle.x + fabsf(p.x - form->middle.x),
                             form->middle.y + fabsf(p.y - form->middle.y)};
    struct point right = {form->size.x, form->middle.y}, bottom = {form->middle.x, form->size.y};
    return beyond(mirrored, right, bottom);
}

static float cross(const struct form *form, struct point p)
{
    float in = form->half, right = form->size.x - in, bottom = form->size.y - in;
    return smaller(from_line(p, (struct point){in, in}, (struct point){right, bottom}, in),
                   from_line(p, (struct point){right, in}, (struct point){in, bottom}, in));
}

static float dash(const struct form *form, struct point p)
{
    return larger(fabsf(p.x - form->middle.x) - form->middle.x,
                  fabsf(p.y - form->middle.y) - form->half);
}

/* An arrow upwards in a box of `size`; the others turn the point instead of the arrow. */
static float arrow(struct point size, float half, struct point p)
{
    struct point tip = {size.x / 2, half * 1.4F}, foot = {size.x / 2, size.y - half};
    float reach = smaller(size.x / 2 - half, size.y / 2);
    struct point barb = {size.x / 2 + reach, tip.y + reach};
    struct point mirrored = {size.x / 2 + fabsf(p.x - size.x / 2), p.y};
    return smaller(from_line(p, tip, foot, half), from_line(mirrored, tip, barb, half));
}

static float up(const struct form *form, struct point p)
{
    return arrow(form->size, form->half, p);
}

static float down(const struct form *form, struct point p)
{
    return arrow(form->size, form->half, (struct point){p.x, form->size.y - p.y});
}

static float steady(const struct form *form, struct point p)
{
    return arrow((struct point){form->size.y, form->size.x}, form->half,
                 (struct point){p.y, form->size.x - p.x});
}

/* Sharp: a pixel is wholly inside or wholly outside. */
static float even(const struct form *form, float along)
{
    int stroke = (int)(2 * form->half);
    return (int)along / (stroke > 1 ? stroke : 1) % 2 == 0 ? -1 : 1;
}

static float columns(const struct form *form, struct point p)
{
    return even(form, p.x);
}

static float rows(const struct form *form, struct point p)
{
    return even(form, p.y);
}

static float checker(const struct form *form, struct point p)
{
    return even(form, p.x) * -even(form, p.y);
}

static float (*const distances[])(const struct form *form, struct point p) = {
    [SHAPE_CIRCLE] = circle,   [SHAPE_TRIANGLE] = triangle, [SHAPE_SQUARE] = square,
    [SHAPE_DIAMOND] = diamond, [SHAPE_RING] = ring,         [SHAPE_CROSS] = cross,
    [SHAPE_DASH] = dash,       [SHAPE_HALF] = half_disc,    [SHAPE_UP] = up,
    [SHAPE_DOWN] = down,       [SHAPE_STEADY] = steady,     [SHAPE_COLUMNS] = columns,
    [SHAPE_ROWS] = rows,       [SHAPE_CHECKER] = checker,   [SHAPE_WARN] = warn,
    [SHAPE_HELD] = held,
};

void mask_shape(struct coverage *to, enum shape shape, int w, int h, int stroke)
{
    struct form form = {.size = {(float)w, (float)h},
                        .middle = {(float)w / 2, (float)h / 2},
                        .half = stroke > 1 ? (float)stroke / 2 : 0.5F};
    coverage_reset(to, w, h);
    for (int y = 0; y < h; y++) {
        uint8_t *row = coverage_row(to, y);
        for (int x = 0; x < w; x++) {
            row[x] =
                covered(distances[shape](&form, (struct point){(float)x + 0.5F, (float)y + 0.5F}));
        }
    }
}

void mask_corner(struct coverage *to, enum corner corner, int radius, int stroke)
{
    bool right = corner == CORNER_TOP_RIGHT || corner == CORNER_BOTTOM_RIGHT;
    bool bottom = corner == CORNER_BOTTOM_LEFT || corner == CORNER_BOTTOM_RIGHT;
    struct point middle = {right ? 0 : (float)radius, bottom ? 0 : (float)radius};
    float inner = stroke > 0 && stroke < radius ? (float)(radius - stroke) : 0;
    coverage_reset(to, radius, radius);
    for (int y = 0; y < radius; y++) {
        uint8_t *row = coverage_row(to, y);
        for (int x = 0; x < radius; x++) {
            float far = length((struct point){(float)x + 0.5F, (float)y + 0.5F}, middle);
            row[x] =
                covered(inner > 0 ? larger(far - (float)radius, inner - far) : far - (float)radius);
        }
    }
}

/* Large enough that a tile is one or two squares. */
#define HATCH_SIDE 256

void mask_hatch(struct coverage *to, int period, int stroke)
{
    assert(period > 0);
    int side = period < HATCH_SIDE ? HATCH_SIDE / period * period : period;
    float half = (float)stroke / 2;
    coverage_reset(to, side, side);
    for (int y = 0; y < side; y++) {
        uint8_t *row = coverage_row(to, y);
        for (int x = 0; x < side; x++) {
            float along = (float)((x + y) % period) + 1 - half;
            float off = fabsf(along);
            off = smaller(off, (float)period - off);
            row[x] = covered((off - half) * (float)M_SQRT1_2);
        }
    }
}
