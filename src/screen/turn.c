#include "screen/turn.h"

struct rect turn_rect(int rotate, int w, int h, struct rect r)
{
    switch (rotate) {
    case 90:
        return (struct rect){h - r.y - r.h, r.x, r.h, r.w};
    case 180:
        return (struct rect){w - r.x - r.w, h - r.y - r.h, r.w, r.h};
    case 270:
        return (struct rect){r.y, w - r.x - r.w, r.h, r.w};
    default:
        return r;
    }
}

struct turn turn_of(int rotate, int w, int h)
{
    ptrdiff_t width = w, height = h;
    switch (rotate) {
    case 90:
        return (struct turn){height - 1, height, -1};
    case 180:
        return (struct turn){width * height - 1, -1, -width};
    case 270:
        return (struct turn){(width - 1) * height, -height, 1};
    default:
        return (struct turn){0, 1, width};
    }
}
