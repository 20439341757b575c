#include "view/figure.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "view/duration.h"
#include "view/rounding.h"
#include "view/words.h"

/* ---- Plain numbers -------------------------------------------------------------------------- */

void figure_group(char *number, size_t size)
{
    number += *number == '-';
    size_t digits = strspn(number, "0123456789");
    size_t length = strlen(number);
    if (digits < 5 || length + digits / 3 + 2 > size) {
        return;
    }
    for (size_t at = digits - 3;; at -= 3) {
        memmove(number + at + 1, number + at, strlen(number + at) + 1);
        number[at] = ',';
        if (at <= 3) {
            return;
        }
    }
}

/* A number of more digits cannot be read, and a double no longer holds it. */
#define LONGEST 1e12

/* "" when it has no room. `quantum` is one step of the last digit, told with `decimals`. */
static void plain_number(struct figure *figure, double steps, int decimals)
{
    double shown = steps * pow(10, -decimals);
    int length =
        snprintf(figure->number, sizeof figure->number, "%.*f", decimals, shown == 0 ? 0.0 : shown);
    if (length >= (int)sizeof figure->number || fabs(shown) >= LONGEST) {
        figure->number[0] = '\0';
        return;
    }
    figure_group(figure->number, sizeof figure->number);
}

/* ---- Kinds ---------------------------------------------------------------------------------- */

enum kind {
    KIND_PLAIN, /* digits and decimals */
    KIND_CLOCK, /* 1:48, in sixtieths of its base */
};

/* One value, and how it is told when there is room. */
struct told {
    double value;
    struct rounding rounding;
    enum language language;
    enum kind kind;
    double base; /* what one of `unit` is in the metric's unit */
    enum word unit, round_unit;
    int decimals;
};

static const enum word unit_words[UNIT_KINDS] = {
    [UNIT_PERCENT] = WORD_PERCENT, [UNIT_SECONDS] = WORD_SECONDS, [UNIT_COUNT] = WORD_ITEMS,
    [UNIT_PEOPLE] = WORD_PEOPLE,   [UNIT_POINTS] = WORD_POINTS,   [UNIT_JPY] = WORD_YEN,
    [UNIT_USD] = WORD_DOLLARS,     [UNIT_EUR] = WORD_EUROS,
};

static bool can_tell(const struct told *told, double quantum)
{
    double steps;
    return rounding_steps(&told->rounding, told->value, quantum, &steps);
}

/* Where minutes and seconds cannot tell it from a boundary, minutes with decimals can. */
static void tell_duration(struct told *told, enum duration duration)
{
    told->base = duration_base(duration);
    told->unit = duration_word(duration);
    told->round_unit = duration == DURATION_CLOCK ? WORD_MINUTES : told->unit;
    if (duration == DURATION_SECONDS) {
        return;
    }
    bool clock = duration == DURATION_CLOCK || duration == DURATION_HOUR_CLOCK;
    if (clock && can_tell(told, told->base / 60)) {
        told->kind = KIND_CLOCK;
        return;
    }
    told->unit = told->round_unit;
    told->decimals = duration >= DURATION_HOURS;
    while (told->decimals < ROUNDING_DECIMALS &&
           !can_tell(told, told->base * pow(10, -told->decimals))) {
        told->decimals++;
    }
}

static struct told tell(double value, const struct kpi_spec *spec, const struct target *target,
                        enum language language)
{
    enum unit unit = spec->metric->unit;
    struct told told = {
        .value = value,
        .rounding = rounding_of(spec, target),
        .language = language,
        .base = 1,
        .unit = unit_words[unit],
        .round_unit = unit_words[unit],
    };
    /* A full 100 % is exact: its decimals say nothing and would cost the tile its size. */
    if (unit != UNIT_PERCENT || value != 100.0) {
        told.decimals = rounding_decimals(&told.rounding, spec->decimals);
    }
    if (unit == UNIT_SECONDS && value >= 0) {
        tell_duration(&told, duration_of(spec));
    }
    return told;
}

static struct figure in_unit(enum word unit, enum language language)
{
    struct figure figure = {0};
    snprintf(figure.unit, sizeof figure.unit, "%s", word_in(unit, language));
    return figure;
}

/* ---- Forms ---------------------------------------------------------------------------------- */

static struct figure whole(const struct told *told)
{
    struct figure figure = in_unit(told->unit, told->language);
    double steps;
    if (told->kind == KIND_CLOCK) {
        rounding_steps(&told->rounding, told->value, told->base / 60, &steps);
        long long parts = (long long)steps;
        snprintf(figure.number, sizeof figure.number, "%lld:%02lld", parts / 60, parts % 60);
    } else {
        double quantum = told->base * pow(10, -told->decimals);
        rounding_steps(&told->rounding, told->value, quantum, &steps);
        plain_number(&figure, steps, told->decimals);
    }
    return figure;
}

/*
 * Steps that are no further off than rounding takes them. A short form that a boundary had pushed
 * to the next step would tell 12,346 as 2万.
 */
static bool nearest_steps(const struct told *told, double quantum, double *steps)
{
    return rounding_steps(&told->rounding, told->value, quantum, steps) &&
           fabs(*steps * quantum - told->value) <= quantum * 0.5000001;
}

static struct figure rounded(const struct told *told)
{
    struct figure figure = in_unit(told->round_unit, told->language);
    double steps;
    if ((told->kind != KIND_PLAIN || told->decimals > 0) &&
        nearest_steps(told, told->base, &steps)) {
        plain_number(&figure, steps, 0);
    }
    return figure;
}

/* What thousands are called, in rising order. */
struct magnitude {
    double of;
    const char *word;
};

#define MAGNITUDES 4

static const struct magnitude magnitudes[LANGUAGE_COUNT][MAGNITUDES] = {
    [LANGUAGE_JA] = {{1e3, "千"}, {1e4, "万"}, {1e8, "億"}, {1e12, "兆"}},
    [LANGUAGE_EN] = {{1e3, "k"}, {1e6, "M"}, {1e9, "B"}, {1e12, "T"}},
};

/* The word stands with the digits, as large as they: without it the number would be a lie. */
static void add_magnitude(struct figure *figure, const char *word)
{
    size_t length = strlen(figure->number);
    snprintf(figure->number + length, sizeof figure->number - length, "%s", word);
}

/* What is less has no thousands. */
#define SCALED_LEAST 999.5

static struct figure scaled(const struct told *told, int decimals)
{
    struct figure figure = in_unit(told->unit, told->language);
    const struct magnitude *list = magnitudes[told->language];
    double size = fabs(told->value / told->base), steps;
    if (told->kind != KIND_PLAIN || size < SCALED_LEAST) {
        return figure;
    }
    int m = MAGNITUDES - 1;
    /* What rounds to a whole of the next is told as that: 1.0M, not 1000.0k. */
    while (m > 0 && size < list[m].of * 0.995) {
        m--;
    }
    double quantum = told->base * list[m].of * pow(10, -decimals);
    if (size < list[m].of * 1e4 && nearest_steps(told, quantum, &steps)) {
        plain_number(&figure, steps, decimals);
        add_magnitude(&figure, list[m].word);
    }
    return figure;
}

/* ">9万": more than so many of the largest magnitude that is less than the value. */
static struct figure beyond(const struct told *told)
{
    struct figure figure = in_unit(told->round_unit, told->language);
    const struct magnitude *list = magnitudes[told->language];
    double size = told->value / told->base, of = 1;
    const char *word = "";
    if (size <= 0) {
        snprintf(figure.number, sizeof figure.number, size < 0 ? "<0" : "0");
        return figure;
    }
    for (int m = 0; m < MAGNITUDES && list[m].of < size; m++) {
        of = list[m].of;
        word = list[m].word;
    }
    int digit = size > 9 * of ? 9 : (int)ceil(size / of) - 1;
    snprintf(figure.number, sizeof figure.number, ">%d%s", digit, word);
    return figure;
}

static struct figure in_form(enum figure_form form, const struct told *told)
{
    switch (form) {
    case FIGURE_WHOLE:
        return whole(told);
    case FIGURE_ROUNDED:
        return rounded(told);
    case FIGURE_SCALED:
        return scaled(told, 1);
    case FIGURE_SCALED_ROUNDED:
        return scaled(told, 0);
    default:
        return beyond(told);
    }
}

struct figure figure_in_form(enum figure_form form, double value, const struct kpi_spec *spec,
                             const struct target *target, enum language language)
{
    struct told told = tell(value, spec, target, language);
    return in_form(form, &told);
}

struct figure figure_of(double value, const struct kpi_spec *spec, const struct target *target,
                        enum language language)
{
    struct figure figure = {0};
    for (int form = 0; form < FIGURE_FORMS && !figure.number[0]; form++) {
        figure = figure_in_form((enum figure_form)form, value, spec, target, language);
    }
    return figure;
}

/* ---- What is to be expected ----------------------------------------------------------------- */

/* What the KPI is measured against; the expected size of its value follows from it. */
static double scale_of(const struct kpi_spec *spec)
{
    const struct target *target = &spec->target;
    if (!target->set) {
        return 0;
    }
    double far = target->direction == DIRECTION_HIGHER ? target->target.low : target->target.high;
    return fabs(far);
}

static struct figure widest_duration(const struct kpi_spec *spec, double scale,
                                     enum language language)
{
    enum duration duration = duration_of(spec);
    struct figure figure = in_unit(duration_word(duration), language);
    if (duration == DURATION_CLOCK) {
        snprintf(figure.number, sizeof figure.number, "8:88");
    } else if (duration == DURATION_HOUR_CLOCK) {
        snprintf(figure.number, sizeof figure.number, "88:88");
    } else if (duration >= DURATION_HOURS) {
        bool wide = scale * 3 >= 10 * duration_base(duration);
        snprintf(figure.number, sizeof figure.number, wide ? "88.8" : "8.8");
    } else {
        snprintf(figure.number, sizeof figure.number, "888");
    }
    return figure;
}

struct figure figure_widest(const struct kpi_spec *spec, enum language language)
{
    enum unit unit = spec->metric->unit;
    struct figure figure = in_unit(unit_words[unit], language);
    double scale = scale_of(spec);
    if (unit == UNIT_SECONDS) {
        return widest_duration(spec, scale, language);
    }
    double most = unit == UNIT_PERCENT ? 100 : unit == UNIT_PEOPLE ? 100 : fmax(100, scale * 3);
    if (unit == UNIT_POINTS || most > spec->metric->maximum) {
        most = fmin(fmax(most, 1), spec->metric->maximum);
    }
    struct rounding rounding = rounding_of(spec, &spec->target);
    int decimals = rounding_decimals(&rounding, spec->decimals);
    /* 100 % comes without decimals, so the widest rate has two digits before the point. */
    if (decimals > 0 && unit == UNIT_PERCENT) {
        most = 99;
    }
    int digits = (int)floor(log10(fmax(most, 1)) + 1e-9) + 1;
    snprintf(figure.number, sizeof figure.number, "%.*s", digits, "888888888");
    figure_group(figure.number, sizeof figure.number);
    if (decimals > 0) {
        size_t length = strlen(figure.number);
        snprintf(figure.number + length, sizeof figure.number - length, ".%.*s", decimals, "8888");
    }
    return figure;
}

void figure_text(char *to, size_t size, const struct figure *figure, enum language language)
{
    snprintf(to, size, "%s%s%s", figure->number, word_unit_gap(figure->unit, language),
             figure->unit);
}
