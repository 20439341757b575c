#include "config/colour.h"

#include <math.h>

#define PI 3.14159265358979323846
#define DEGREES (180.0 / PI)

struct linear {
    double r, g, b;
};

static double linear_of(unsigned channel)
{
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static struct linear linear_rgb(colour c)
{
    return (struct linear){linear_of(c >> 16 & 0xff), linear_of(c >> 8 & 0xff),
                           linear_of(c & 0xff)};
}

static double luminance(colour c)
{
    struct linear rgb = linear_rgb(c);
    return 0.2126 * rgb.r + 0.7152 * rgb.g + 0.0722 * rgb.b;
}

double colour_contrast(colour a, colour b)
{
    double la = luminance(a), lb = luminance(b);
    return (fmax(la, lb) + 0.05) / (fmin(la, lb) + 0.05);
}

/* ---- As it is seen -------------------------------------------------------------------------- */

static double weighed(const double weight[3], struct linear rgb)
{
    return fmin(1, fmax(0, weight[0] * rgb.r + weight[1] * rgb.g + weight[2] * rgb.b));
}

static struct linear without_cones(struct linear rgb, enum vision vision)
{
    static const double matrices[VISION_COUNT][3][3] = {
        [VISION_NORMAL] = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
        [VISION_PROTAN] = {{0.152286, 1.052583, -0.204868},
                           {0.114503, 0.786281, 0.099216},
                           {-0.003882, -0.048116, 1.051998}},
        [VISION_DEUTAN] = {{0.367322, 0.860646, -0.227968},
                           {0.280085, 0.672501, 0.047413},
                           {-0.011820, 0.042940, 0.968881}},
        [VISION_TRITAN] = {{1.255528, -0.076749, -0.178779},
                           {-0.078411, 0.930809, 0.147602},
                           {0.004733, 0.691367, 0.303900}},
    };
    const double(*m)[3] = matrices[vision];
    return (struct linear){weighed(m[0], rgb), weighed(m[1], rgb), weighed(m[2], rgb)};
}

static double lightness(double share)
{
    return share > 216.0 / 24389 ? cbrt(share) : (24389.0 / 27 * share + 16) / 116;
}

struct lab colour_seen(colour c, enum vision vision)
{
    struct linear rgb = without_cones(linear_rgb(c), vision);
    double x = 0.4124564 * rgb.r + 0.3575761 * rgb.g + 0.1804375 * rgb.b;
    double y = 0.2126729 * rgb.r + 0.7151522 * rgb.g + 0.0721750 * rgb.b;
    double z = 0.0193339 * rgb.r + 0.1191920 * rgb.g + 0.9503041 * rgb.b;
    double fx = lightness(x / 0.95047), fy = lightness(y), fz = lightness(z / 1.08883);
    return (struct lab){116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)};
}

/* ---- Difference ----------------------------------------------------------------------------- */

static double hue(double a, double b)
{
    double degrees = a == 0 && b == 0 ? 0 : atan2(b, a) * DEGREES;
    return degrees < 0 ? degrees + 360 : degrees;
}

/* Chroma to the seventh power against 25 to the seventh, as the formula has it twice. */
static double saturation(double chroma)
{
    double power = pow(chroma, 7);
    return sqrt(power / (power + pow(25, 7)));
}

static double hue_step(double from, double to)
{
    double step = to - from;
    return step > 180 ? step - 360 : step < -180 ? step + 360 : step;
}

static double mean_hue(double one, double other, double chromas)
{
    if (chromas == 0) {
        return one + other;
    }
    double sum = one + other;
    return fabs(one - other) <= 180 ? sum / 2 : sum < 360 ? (sum + 360) / 2 : (sum - 360) / 2;
}

static double cosine(double degrees)
{
    return cos(degrees / DEGREES);
}

double lab_difference(struct lab p, struct lab q)
{
    double stretch = 1.5 - 0.5 * saturation((hypot(p.a, p.b) + hypot(q.a, q.b)) / 2);
    double pa = p.a * stretch, qa = q.a * stretch;
    double pc = hypot(pa, p.b), qc = hypot(qa, q.b);
    double ph = hue(pa, p.b), qh = hue(qa, q.b);
    double chroma = (pc + qc) / 2, middle = mean_hue(ph, qh, pc * qc);
    double off = (p.l + q.l) / 2 - 50;
    double t = 1 - 0.17 * cosine(middle - 30) + 0.24 * cosine(2 * middle) +
               0.32 * cosine(3 * middle + 6) - 0.20 * cosine(4 * middle - 63);
    double step = pc * qc == 0 ? 0 : hue_step(ph, qh);
    double light = (q.l - p.l) / (1 + 0.015 * off * off / sqrt(20 + off * off));
    double colourful = (qc - pc) / (1 + 0.045 * chroma);
    double around = 2 * sqrt(pc * qc) * sin(step / 2 / DEGREES) / (1 + 0.015 * chroma * t);
    double blue = (middle - 275) / 25;
    double turn = -2 * saturation(chroma) * sin(60 * exp(-blue * blue) / DEGREES);
    return sqrt(light * light + colourful * colourful + around * around +
                turn * colourful * around);
}

double colour_difference(colour a, colour b)
{
    double least = INFINITY;
    for (int vision = 0; vision < VISION_COUNT; vision++) {
        double now = lab_difference(colour_seen(a, (enum vision)vision),
                                    colour_seen(b, (enum vision)vision));
        least = fmin(least, now);
    }
    return least;
}
