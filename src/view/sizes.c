#include "view/sizes.h"

#include <math.h>

#define MM_PER_INCH 25.4

static const double radians_per_minute = 3.14159265358979323846 / (180.0 * 60.0);

struct sizes sizes_of(const struct display_config *display, int width, int height)
{
    double diagonal_px = hypot(width, height);
    return (struct sizes){
        .px_per_mm = diagonal_px / (display->diagonal_inch * MM_PER_INCH),
        .distance_mm = display->viewing_distance_m * 1000.0,
        .scale = 1.0,
    };
}

int sizes_px(const struct sizes *sizes, double minutes)
{
    double mm = 2.0 * sizes->distance_mm * tan(minutes * radians_per_minute / 2.0);
    int px = (int)ceil(mm * sizes->px_per_mm * sizes->scale - 1e-9);
    return px > 1 ? px : 1;
}

double sizes_minutes(const struct sizes *sizes, double px)
{
    double mm = px / sizes->px_per_mm;
    return 2.0 * atan(mm / (2.0 * sizes->distance_mm)) / radians_per_minute;
}

static int smallest_of(struct font_height height)
{
    return height.cap < height.kanji ? height.cap : height.kanji;
}

struct font font_of_cap(const struct measure *measure, struct font probe, int cap)
{
    int high = smallest_of(measure->height(measure, probe));
    struct font font = {probe.face, (cap * probe.px + high - 1) / high};
    /* Hinting may take a pixel off at one size that it gave at the other. */
    while (smallest_of(measure->height(measure, font)) < cap) {
        font.px++;
    }
    return font;
}
