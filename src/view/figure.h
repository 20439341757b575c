#pragma once

/*
 * A value as people read it. A figure is never rounded across the target, limit or warning that it
 * is judged by: 79.96 against a target of 80 is 79.9, never 80.0. Durations say their unit, so that
 * 1:48 minutes are not taken for hours.
 */

#include <stddef.h>
#include <stdint.h>

#include "kpi/spec.h"

struct figure {
    char number[24];
    char unit[16]; /* a word of the language, "" for none */
};

/*
 * Forms of a value, each in less room than the one before. How many digits a form has follows from
 * the KPI's boundaries, never from the present value, so that they do not come and go.
 */
enum figure_form {
    FIGURE_WHOLE,          /* 12,345.6 · 9:59 · 24 min · 3.7 h */
    FIGURE_ROUNDED,        /* 12,346 · 60 min: without decimals */
    FIGURE_SCALED,         /* 1.2万 · 12.3k */
    FIGURE_SCALED_ROUNDED, /* 1万 · 12k */
    FIGURE_BEYOND,         /* >1万 · >9k · <0: true, and hardly more; there always is one */
    FIGURE_FORMS
};

/* The number is "" where that form has nothing true to say. */
struct figure figure_in_form(enum figure_form form, double value, const struct kpi_spec *spec,
                             const struct target *target, enum language language);

/* The fullest form. `target` is the one in force, which may not be the spec's. */
struct figure figure_of(double value, const struct kpi_spec *spec, const struct target *target,
                        enum language language);

/* The widest that is to be expected on a usual day; the tile keeps room for it. */
struct figure figure_widest(const struct kpi_spec *spec, enum language language);

/* 12345 is read as 12,345; up to 9999 people read the digits as they stand. */
void figure_group(char *number, size_t size);

/* "62%", "1:48分", "4 min": number and unit in one. */
void figure_text(char *to, size_t size, const struct figure *figure, enum language language);

enum target_form {
    TARGET_IN_WORDS,     /* 目標 80%以上 */
    TARGET_IN_SIGNS,     /* ≥80% */
    TARGET_WITHOUT_UNIT, /* ≥80; a duration keeps its unit, in short: ≤60m */
    TARGET_FORMS
};

/* "" when no target is set. A target is shown exactly as it is, with all its digits,
 * in the unit of its figure where that tells it. */
void figure_target(char *to, size_t size, enum target_form form, const struct kpi_spec *spec,
                   const struct target *target, enum language language);

/* A span in one unit, rounded down: "12分", "3時間", "2 d". Under a minute: "". */
void figure_span(char *to, size_t size, int64_t minutes, enum language language);

/* The same in less room where a language has less: "12m", "3h", "2d". */
void figure_span_short(char *to, size_t size, int64_t minutes, enum language language);

/* An exact duration as short as it can be said: "40秒", "3分", "1:30分", "8時間". */
void figure_duration(char *to, size_t size, double seconds, enum language language);
