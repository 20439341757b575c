#include "base/rect.h"

#include <limits.h>

bool rect_empty(struct rect r)
{
    return r.w <= 0 || r.h <= 0;
}

bool rect_equal(struct rect a, struct rect b)
{
    return a.x == b.x && a.y == b.y && a.w == b.w && a.h == b.h;
}

int64_t rect_area(struct rect r)
{
    return rect_empty(r) ? 0 : (int64_t)r.w * r.h;
}

static int64_t right(struct rect r)
{
    return (int64_t)r.x + r.w;
}

static int64_t bottom(struct rect r)
{
    return (int64_t)r.y + r.h;
}

/* A size too large for int is as good as endless. */
static int to_size(int64_t size)
{
    return size > INT_MAX ? INT_MAX : (int)size;
}

struct rect rect_intersection(struct rect a, struct rect b)
{
    if (rect_empty(a) || rect_empty(b)) {
        return (struct rect){0};
    }
    int x = a.x > b.x ? a.x : b.x;
    int y = a.y > b.y ? a.y : b.y;
    int64_t x_end = right(a) < right(b) ? right(a) : right(b);
    int64_t y_end = bottom(a) < bottom(b) ? bottom(a) : bottom(b);
    if (x_end <= x || y_end <= y) {
        return (struct rect){0};
    }
    return (struct rect){x, y, to_size(x_end - x), to_size(y_end - y)};
}

struct rect rect_union(struct rect a, struct rect b)
{
    if (rect_empty(a)) {
        return rect_empty(b) ? (struct rect){0} : b;
    }
    if (rect_empty(b)) {
        return a;
    }
    int x = a.x < b.x ? a.x : b.x;
    int y = a.y < b.y ? a.y : b.y;
    int64_t x_end = right(a) > right(b) ? right(a) : right(b);
    int64_t y_end = bottom(a) > bottom(b) ? bottom(a) : bottom(b);
    return (struct rect){x, y, to_size(x_end - x), to_size(y_end - y)};
}

struct rect rect_inset(struct rect r, int by)
{
    return (struct rect){r.x + by, r.y + by, r.w - 2 * by, r.h - 2 * by};
}
