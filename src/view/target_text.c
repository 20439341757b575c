#include "view/figure.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "view/duration.h"
#include "view/words.h"

static void span(char *to, size_t size, int64_t minutes, bool in_short, enum language language)
{
    static const struct {
        int64_t minutes;
        enum word unit, short_unit;
    } units[] = {{1440, WORD_DAYS, WORD_DAYS},
                 {60, WORD_HOURS, WORD_HOURS},
                 {1, WORD_MINUTES, WORD_MINUTES_SHORT}};
    to[0] = '\0';
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (minutes >= units[i].minutes) {
            const char *unit = word_in(in_short ? units[i].short_unit : units[i].unit, language);
            snprintf(to, size, "%lld%s%s", (long long)(minutes / units[i].minutes),
                     in_short ? "" : word_unit_gap(unit, language), unit);
            return;
        }
    }
}

void figure_span(char *to, size_t size, int64_t minutes, enum language language)
{
    span(to, size, minutes, false, language);
}

void figure_span_short(char *to, size_t size, int64_t minutes, enum language language)
{
    span(to, size, minutes, true, language);
}

void figure_duration(char *to, size_t size, double seconds, enum language language)
{
    long long whole = (long long)seconds;
    char number[24];
    enum word unit = WORD_SECONDS;
    if (seconds != (double)whole || whole < 60) {
        snprintf(number, sizeof number, "%.6g", seconds);
    } else if (whole % 3600 == 0) {
        snprintf(number, sizeof number, "%lld", whole / 3600);
        unit = WORD_HOURS;
    } else if (whole % 60 == 0 && whole < 3600) {
        snprintf(number, sizeof number, "%lld", whole / 60);
        unit = WORD_MINUTES;
    } else if (whole < 3600) {
        snprintf(number, sizeof number, "%lld:%02lld", whole / 60, whole % 60);
        unit = WORD_MINUTES;
    } else {
        snprintf(number, sizeof number, "%lld:%02lld", whole / 3600, whole / 60 % 60);
        unit = WORD_HOURS;
        if (whole % 60 != 0) {
            snprintf(number, sizeof number, "%lld:%02lld:%02lld", whole / 3600, whole / 60 % 60,
                     whole % 60);
        }
    }
    const char *word = word_in(unit, language);
    snprintf(to, size, "%s%s%s", number, word_unit_gap(word, language), word);
}

/* Whether six digits tell all of it. */
static bool short_number(double value)
{
    char text[24];
    snprintf(text, sizeof text, "%.4g", value);
    return fabs(strtod(text, NULL) - value) <= fabs(value) * 1e-9;
}

/*
 * A duration in the unit of its figure where that tells it shortly, else in its own. `tight`: the
 * shortest form of that unit, close behind its number.
 */
static void exact_duration(char *to, size_t size, double value, enum duration duration, bool tight,
                           enum language language)
{
    double number = value / duration_base(duration);
    bool clock = duration == DURATION_CLOCK && value == floor(value) && value >= 0;
    if (!clock && (duration == DURATION_CLOCK || !short_number(number))) {
        figure_duration(to, size, value, language);
        return;
    }
    char text[40];
    if (clock) {
        snprintf(text, sizeof text, "%lld:%02lld", (long long)value / 60, (long long)value % 60);
    } else {
        snprintf(text, sizeof text, "%.4g", number);
        figure_group(text, sizeof text);
    }
    enum word word = duration_word(duration);
    bool minutes = word == WORD_MINUTES && tight;
    const char *unit = word_in(minutes ? WORD_MINUTES_SHORT : word, language);
    snprintf(to, size, "%s%s%s", text, tight ? "" : word_unit_gap(unit, language), unit);
}

/* One end of a target, exactly as it was set. */
static void exact(char *to, size_t size, double value, const struct kpi_spec *spec, bool with_unit,
                  enum language language)
{
    enum unit unit = spec->metric->unit;
    if (unit == UNIT_SECONDS) {
        exact_duration(to, size, value, duration_of(spec), !with_unit, language);
        return;
    }
    char number[40];
    snprintf(number, sizeof number, "%.9g", value);
    figure_group(number, sizeof number);
    snprintf(to, size, "%s%s", number, with_unit && unit == UNIT_PERCENT ? "%" : "");
}

void figure_target(char *to, size_t size, enum target_form form, const struct kpi_spec *spec,
                   const struct target *target, enum language language)
{
    to[0] = '\0';
    if (!target->set) {
        return;
    }
    enum unit unit = spec->metric->unit;
    bool with_unit = form != TARGET_WITHOUT_UNIT;
    bool lower = target->direction == DIRECTION_LOWER;
    char low[40], high[40], both[96];
    exact(low, sizeof low, target->target.low, spec, with_unit, language);
    exact(high, sizeof high, target->target.high, spec, with_unit, language);
    if (target->direction == DIRECTION_BAND) {
        exact(low, sizeof low, target->target.low, spec, with_unit && unit == UNIT_SECONDS,
              language);
        snprintf(both, sizeof both, "%s–%s", low, high);
        if (form == TARGET_IN_WORDS) {
            word_fill(to, size, WORD_BETWEEN, language, both);
        } else {
            snprintf(to, size, "%s", both);
        }
        return;
    }
    const char *end = lower ? high : low;
    if (form == TARGET_IN_WORDS) {
        word_fill(to, size, lower ? WORD_AT_MOST : WORD_AT_LEAST, language, end);
    } else {
        snprintf(to, size, "%s%s", lower ? "≤" : "≥", end);
    }
}
