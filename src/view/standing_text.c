#include "view/standing_text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "view/figure.h"
#include "view/period_text.h"
#include "view/rounding.h"
#include "view/words.h"

/* In steps of the last digit, rounded down. */
static double steps_of(double value, int decimals)
{
    return rounding_down(value, pow(10, -decimals));
}

static void write_steps(char *to, size_t size, double steps, int decimals)
{
    snprintf(to, size, "%.*f", decimals, steps * pow(10, -decimals));
    figure_group(to, size);
}

void standing_points(char *to, size_t size, double value, int decimals)
{
    write_steps(to, size, steps_of(value, decimals), decimals);
}

/* Behind `used` bytes; a whole number of points to be had is told as one. */
static void add_most(char *to, size_t size, double most)
{
    size_t used = strlen(to);
    char text[32];
    standing_points(text, sizeof text, most, floor(most) == most ? 0 : 1);
    snprintf(to + used, size - used, "/%s", text);
}

void standing_sum(char *to, size_t size, const struct points *points, int decimals)
{
    if (points->counted == 0) {
        snprintf(to, size, "–");
        return;
    }
    standing_points(to, size, points->got, decimals);
    add_most(to, size, points->most);
}

struct status standing_sum_status(const struct points *points, enum language language)
{
    bool none = points->items == 0, missing = points->counted < points->items;
    struct status status = {
        .tone = none || missing   ? TONE_DIM
                : points->old > 0 ? TONE_OLD
                                  : TONE_CALM,
        .shape = none              ? SHAPE_DASH
                 : missing         ? SHAPE_HALF
                 : points->old > 0 ? SHAPE_RING
                                   : SHAPE_KINDS,
        .sign = SHAPE_KINDS,
    };
    char count[24];
    if (missing) {
        snprintf(count, sizeof count, "%d/%d", points->counted, points->items);
    } else {
        snprintf(count, sizeof count, "%d", points->old > 0 ? points->old : points->items);
    }
    enum word word = none              ? WORD_NO_ITEMS
                     : missing         ? WORD_INCOMPLETE
                     : points->old > 0 ? WORD_OLD_ITEMS
                                       : WORD_OF_METRICS;
    word_fill(status.detail, sizeof status.detail, word, language, count);
    if (missing || points->old > 0) {
        snprintf(status.less[0], sizeof status.less[0], "%s", count);
    }
    return status;
}

void standing_item(char *to, size_t size, const struct kpi *kpi)
{
    if (kpi->shows_value) {
        standing_points(to, size, kpi->reading.value, kpi->spec->decimals);
    } else {
        snprintf(to, size, "–");
    }
    add_most(to, size, kpi->spec->metric->maximum);
}

/* Of the two as they are shown, so that whoever subtracts one from the other finds the same. */
static void distance_text(char *to, size_t size, double now, double before, int decimals)
{
    double steps = steps_of(now, decimals) - steps_of(before, decimals);
    char number[32];
    write_steps(number, sizeof number, fabs(steps), decimals);
    snprintf(to, size, "%s%s", steps > 0 ? "+" : steps < 0 ? "–" : "±", number);
}

void standing_distance(char *to, size_t size, const struct kpi *kpi, enum language language)
{
    struct final before;
    to[0] = '\0';
    if (points_before(kpi, &before)) {
        char number[32];
        distance_text(number, sizeof number, kpi->reading.value, before.value, kpi->spec->decimals);
        word_fill(to, size, WORD_FROM_LAST, language, number);
    } else if (points_dated(kpi)) {
        snprintf(to, size, "%s", word_in(WORD_NO_EARLIER, language));
    }
}

void standing_day(char *to, size_t size, const struct kpi *kpi, const struct status_context *now)
{
    char day[32];
    to[0] = '\0';
    if (points_dated(kpi)) {
        period_day(day, sizeof day, kpi->reading.period_start_ms, now);
        word_fill(to, size, WORD_ASSESSED, now->language, day);
    } else if (kpi->shows_value) {
        snprintf(to, size, "%s", word_in(WORD_DAY_UNKNOWN, now->language));
    }
}

void standing_last_day(char *to, size_t size, const struct kpi *kpi,
                       const struct status_context *now)
{
    struct final before;
    char day[32];
    to[0] = '\0';
    if (points_before(kpi, &before)) {
        period_day(day, sizeof day, before.start_ms, now);
        word_fill(to, size, WORD_LAST_ONE, now->language, day);
    }
}
