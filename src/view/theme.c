#include "view/theme.h"

#include <math.h>

static const struct theme themes[] = {
    [THEME_DARK] =
        {
            .ground = 0x0e1216,
            .tile = 0x1a2027,
            .raised = 0x2a333d,
            .text = 0xf0f4f7,
            .quiet = 0xb3bec8,
            .dimmed = 0x98a4af,
            .hatch = 0x272f38,
            .rule = 0x37424d,
            .met = 0x4dc4ff,
            .near = 0xfff100,
            .missed = 0xff4b00,
            .on_missed = 0x000000,
            .bar_met = 0x41708c,
            .bar_near = 0x8c8640,
            .bar_missed = 0xa0502c,
        },
};

const struct theme *theme_of(enum theme_name name)
{
    return &themes[name];
}

static double linear(unsigned channel)
{
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(colour c)
{
    return 0.2126 * linear(c >> 16 & 0xff) + 0.7152 * linear(c >> 8 & 0xff) +
           0.0722 * linear(c & 0xff);
}

double theme_contrast(colour a, colour b)
{
    double la = luminance(a), lb = luminance(b);
    double light = fmax(la, lb), dark = fmin(la, lb);
    return (light + 0.05) / (dark + 0.05);
}
