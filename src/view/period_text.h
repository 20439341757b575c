#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "kpi/board.h"
#include "view/status.h"

/*
 * What a KPI's value sums up. Where the reading tells when its period began, the name follows from
 * that: "先月" is the month before this one, and an older one "9月". What runs until now ("現在",
 * "本日") is said of a live figure only; of one that is not, the time that the figure is of.
 */
enum period_form {
    PERIOD_IN_FULL,      /* "先月 10月", "10:00〜10:30", "本日" */
    PERIOD_AS_IT_STANDS, /* "先月" */
    PERIOD_BY_NAME,      /* "10月", "10:00〜" */
    PERIOD_FORMS
};

/* "" when the form says nothing that a fuller one does not say, or nothing is known. */
void period_text(char *to, size_t size, enum period_form form, const struct kpi *kpi,
                 const struct status_context *now);

/* The name of a period of a day or more, whatever day it is: "9月", "11/17", "2024年9月". */
void period_name(char *to, size_t size, enum period period, int64_t start_ms,
                 const struct status_context *now);

/* A day with its year, whatever day it is: "2026/9/14", "14 Sep 2026". */
void period_day(char *to, size_t size, int64_t wall_ms, const struct status_context *now);

/* What a service level is within: "20秒以内"; "" when nobody tells. */
void period_threshold(char *to, size_t size, const struct kpi *kpi, enum language language);
