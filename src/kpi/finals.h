#pragma once

/* The last final periods of a KPI, oldest first, each judged by the target in force then. */

#include <stdbool.h>
#include <stdint.h>

#include "kpi/target.h"

#define FINALS_KEPT 48

/* How a period counts beside others when they are summed up. */
enum weighing {
    WEIGHED_NOT,         /* nobody told how many cases are behind the value */
    WEIGHED_BY_SAMPLE,   /* `weight` cases */
    WEIGHED_AS_FRACTION, /* numerator and denominator are known; the latter is `weight` */
};

struct final {
    int64_t start_ms; /* Unix ms */
    double value;
    enum verdict verdict; /* VERDICT_UNTARGETED when no target was in force, or it was thin */
    enum weighing weighing;
    double weight, numerator;
    struct bounds target; /* it was judged by; nothing without a verdict */
};

struct finals {
    struct final items[FINALS_KEPT];
    int count;
    enum period period; /* of each; PERIOD_NOW unknown. A finished today is a day */
    int period_s;       /* length of one; 0 unknown */
    bool published;     /* came from a history topic: own ones are no longer added */
};

/* How a value of `sample` cases (-1 unknown) and perhaps a fraction (NAN unknown) weighs. */
void final_weigh(struct final *final, int64_t sample, double numerator, double denominator);

/* What a period is called once it is over. */
enum period final_period(enum period period);

/* Field by field. */
bool finals_equal(const struct finals *a, const struct finals *b);

/* Puts `item` in its place by start; one of the same start is replaced, the oldest makes room. */
void finals_add(struct finals *finals, struct final item);
