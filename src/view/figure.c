#include "view/figure.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "view/words.h"

#define MINUTE 60.0
#define HOUR 3600.0
#define DAY 86400.0

/* Beyond this many hours a duration is told in days. */
#define HOURS_TOLD 96

/* ---- Rounding that keeps the verdict -------------------------------------------------------- */

/* A boundary and the side it belongs to: what is `above` holds at value >= at, else value <= at. */
struct edge {
    double at;
    bool above;
};

#define EDGES 8

static int bounds_edges(struct edge *edges, const struct bounds *bounds, enum direction direction)
{
    int count = 0;
    if (direction != DIRECTION_LOWER) {
        edges[count++] = (struct edge){bounds->low, true};
    }
    if (direction != DIRECTION_HIGHER) {
        edges[count++] = (struct edge){bounds->high, false};
    }
    return count;
}

static int edges_of(struct edge *edges, const struct kpi_spec *spec, const struct target *target)
{
    int count = 0;
    if (spec->metric->unit == UNIT_PERCENT) {
        edges[count++] = (struct edge){100.0, true};
    }
    if (target->set) {
        count += bounds_edges(edges + count, &target->target, target->direction);
        count += bounds_edges(edges + count, &target->limit, target->direction);
        if (target->has_warn) {
            count += bounds_edges(edges + count, &target->warn, target->direction);
        }
    }
    return count;
}

static bool holds(struct edge edge, double value)
{
    return edge.above ? value >= edge.at : value <= edge.at;
}

/* Steps of `quantum` nearest to the edge on the side where `inside` is wanted. */
static double steps_beside(struct edge edge, bool inside, double quantum)
{
    double exact = edge.at / quantum;
    if (fabs(exact - round(exact)) < 1e-6) {
        exact = round(exact);
    }
    if (edge.above) {
        return inside ? ceil(exact) : ceil(exact) - 1;
    }
    return inside ? floor(exact) : floor(exact) + 1;
}

/* The floating error of a product must not decide on which side of an edge a text lies. */
static double shown_value(double steps, double quantum)
{
    return round(steps * quantum * 1e6) / 1e6;
}

/* False when no multiple of `quantum` lies where the value lies: it must be told finer. */
static bool round_within(double value, double quantum, const struct edge *edges, int count,
                         double *steps)
{
    *steps = round(value / quantum);
    for (int i = 0; i < count; i++) {
        bool inside = holds(edges[i], value);
        if (holds(edges[i], shown_value(*steps, quantum)) != inside) {
            *steps = steps_beside(edges[i], inside, quantum);
        }
    }
    for (int i = 0; i < count; i++) {
        if (holds(edges[i], shown_value(*steps, quantum)) != holds(edges[i], value)) {
            return false;
        }
    }
    return true;
}

/* ---- Plain numbers -------------------------------------------------------------------------- */

/* 12345 is read as 12,345; up to 9999 people read the digits as they stand. */
static void group_thousands(char *number, size_t size)
{
    size_t digits = strspn(number, "0123456789");
    size_t length = strlen(number);
    if (digits < 5 || length + digits / 3 + 1 > size) {
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

#define MOST_DECIMALS 4

static void plain_number(char *to, size_t size, double value, int decimals,
                         const struct edge *edges, int count)
{
    double steps = 0, quantum = 1;
    for (;; decimals++) {
        quantum = pow(10, -decimals);
        if (round_within(value, quantum, edges, count, &steps) || decimals >= MOST_DECIMALS) {
            break;
        }
    }
    double shown = steps * quantum;
    snprintf(to, size, "%.*f", decimals, shown == 0 ? 0.0 : shown);
    group_thousands(to, size);
}

/* ---- Durations ------------------------------------------------------------------------------ */

static void clock_number(char *to, size_t size, double steps, bool with_seconds, bool with_hours)
{
    long long n = (long long)steps;
    if (with_hours && with_seconds) {
        snprintf(to, size, "%lld:%02lld:%02lld", n / 3600, n / 60 % 60, n % 60);
    } else {
        snprintf(to, size, "%lld:%02lld", n / 60, n % 60);
    }
}

static struct figure in_unit(enum word unit, enum language language)
{
    struct figure figure = {0};
    snprintf(figure.unit, sizeof figure.unit, "%s", word_in(unit, language));
    return figure;
}

static struct figure hours_figure(double value, const struct edge *edges, int count,
                                  enum language language)
{
    double steps = 0;
    struct figure figure = in_unit(WORD_HOURS, language);
    if (round_within(value, MINUTE, edges, count, &steps)) {
        clock_number(figure.number, sizeof figure.number, steps, false, true);
    } else {
        round_within(value, 1, edges, count, &steps);
        clock_number(figure.number, sizeof figure.number, steps, true, true);
    }
    return figure;
}

static struct figure duration_figure(double value, int decimals, const struct edge *edges,
                                     int count, enum language language)
{
    double steps = 0;
    if (value < MINUTE && round(value) < MINUTE) {
        struct figure figure = in_unit(WORD_SECONDS, language);
        plain_number(figure.number, sizeof figure.number, value, decimals, edges, count);
        return figure;
    }
    if (value < HOUR && round(value) < HOUR && round_within(value, 1, edges, count, &steps)) {
        struct figure figure = in_unit(WORD_CLOCK_MINUTES, language);
        clock_number(figure.number, sizeof figure.number, steps, true, false);
        return figure;
    }
    if (value >= HOURS_TOLD * HOUR && round_within(value, DAY / 10, edges, count, &steps)) {
        struct figure figure = in_unit(WORD_DAYS, language);
        snprintf(figure.number, sizeof figure.number, "%.1f", steps / 10);
        return figure;
    }
    return hours_figure(value, edges, count, language);
}

/* ---- All kinds ------------------------------------------------------------------------------ */

static const enum word unit_words[UNIT_KINDS] = {
    [UNIT_PERCENT] = WORD_PERCENT, [UNIT_SECONDS] = WORD_SECONDS, [UNIT_COUNT] = WORD_ITEMS,
    [UNIT_PEOPLE] = WORD_PEOPLE,   [UNIT_POINTS] = WORD_POINTS,
};

struct figure figure_of(double value, const struct kpi_spec *spec, const struct target *target,
                        enum language language)
{
    struct edge edges[EDGES];
    int count = edges_of(edges, spec, target);
    if (spec->metric->unit == UNIT_SECONDS && value >= 0) {
        return duration_figure(value, spec->decimals, edges, count, language);
    }
    struct figure figure = in_unit(unit_words[spec->metric->unit], language);
    /* A full 100 % is exact: its decimals say nothing and would cost the tile its size. */
    int decimals = spec->metric->unit == UNIT_PERCENT && value == 100.0 ? 0 : spec->decimals;
    plain_number(figure.number, sizeof figure.number, value, decimals, edges, count);
    return figure;
}

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

static void widest_duration(struct figure *figure, double scale, enum language language)
{
    if (scale >= HOUR) {
        *figure = in_unit(WORD_HOURS, language);
        snprintf(figure->number, sizeof figure->number, scale >= 10 * HOUR ? "88:88" : "8:88");
    } else {
        *figure = in_unit(WORD_CLOCK_MINUTES, language);
        snprintf(figure->number, sizeof figure->number, scale > 5 * MINUTE ? "88:88" : "8:88");
    }
}

struct figure figure_widest(const struct kpi_spec *spec, enum language language)
{
    enum unit unit = spec->metric->unit;
    struct figure figure = in_unit(unit_words[unit], language);
    double scale = scale_of(spec);
    if (unit == UNIT_SECONDS) {
        widest_duration(&figure, scale, language);
        return figure;
    }
    double most = unit == UNIT_PERCENT ? 100 : unit == UNIT_PEOPLE ? 100 : fmax(100, scale * 3);
    if (unit == UNIT_POINTS || most > spec->metric->maximum) {
        most = fmin(fmax(most, 1), spec->metric->maximum);
    }
    /* 100 % comes without decimals, so the widest rate has two digits before the point. */
    if (spec->decimals > 0 && unit == UNIT_PERCENT) {
        most = 99;
    }
    int digits = (int)floor(log10(fmax(most, 1)) + 1e-9) + 1;
    snprintf(figure.number, sizeof figure.number, "%.*s", digits, "888888888");
    group_thousands(figure.number, sizeof figure.number);
    if (spec->decimals > 0) {
        size_t length = strlen(figure.number);
        snprintf(figure.number + length, sizeof figure.number - length, ".%.*s", spec->decimals,
                 "8888");
    }
    return figure;
}

void figure_text(char *to, size_t size, const struct figure *figure, enum language language)
{
    snprintf(to, size, "%s%s%s", figure->number, word_unit_gap(figure->unit, language),
             figure->unit);
}
