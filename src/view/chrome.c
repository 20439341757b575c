#include "view/chrome.h"

/* A wall read from near has larger chrome than it must: this share of its shorter side. */
#define SHARE_PER_MILLE 33

struct chrome chrome_of(const struct type *type, int width, int height)
{
    int shorter = width < height ? width : height;
    int share = shorter * SHARE_PER_MILLE / 1000;
    int cap = share > type->least_cap ? share : type->least_cap;
    struct chrome chrome = {
        .cap = cap,
        .pad = cap * 24 / 100,
        .side = cap * 45 / 100,
        .space = cap * 42 / 100,
        .stroke = cap / 9 > 2 ? cap / 9 : 2,
        .radius = cap / 5 > 3 ? cap / 5 : 3,
        .line = type_line(type, cap),
        .text = type_font(type, FACE_TEXT, cap),
        .bold = type_font(type, FACE_BOLD, cap),
        .figure = type_font(type, FACE_FIGURE, cap),
    };
    chrome.line_height = chrome.line.above + chrome.line.below + 2 * chrome.pad;
    return chrome;
}

int chrome_baseline(const struct chrome *chrome, int top)
{
    return top + chrome->pad + chrome->line.above;
}

int chrome_margin(const struct chrome *chrome, struct rect wall)
{
    int share = (wall.w < wall.h ? wall.w : wall.h) / 70;
    int own = chrome->cap * 24 / 100;
    return own > share ? own : share;
}
