#pragma once

/* The phrases of which the reasons of a verdict are put together, in all languages. */

#include "kpi/words.h"

enum phrase {
    /* What a line is about. */
    LABEL_VERDICT,
    LABEL_VALUE,
    LABEL_FORMULA,
    LABEL_TARGET,
    LABEL_DAMPING,
    LABEL_SAMPLE,
    LABEL_FRESH,
    LABEL_SOURCE,
    LABEL_HOURS,
    LABEL_CHANGES,
    LABEL_TOPIC,
    LABEL_CONFIG,
    LABEL_NONE,
    /* The verdict: value, target, limit, warning. */
    SAY_MET,
    SAY_NEAR,
    SAY_MISSED,
    SAY_MISSED_BOTH,
    SAY_UNTARGETED,
    SAY_WARNS,
    /* Why there is none. */
    SAY_WAITING,
    SAY_NO_VALUE,
    SAY_NO_VALUE_FOR,
    SAY_TOO_OLD,
    SAY_AGED,
    SAY_RETAINED,
    SAY_SOURCE_OFFLINE,
    SAY_STUCK,
    SAY_NO_SAMPLE,
    SAY_NO_CASES,
    SAY_FEW_CASES,
    SAY_FEW_PEOPLE,
    SAY_UNKNOWN_PEOPLE,
    SAY_JUST_OPENED,
    SAY_CLOSED,
    /* The rest. */
    SAY_VALUE,
    SAY_EXACT,
    SAY_OF_TIME,
    SAY_PERIOD,
    SAY_FRACTION,
    SAY_TARGET,
    SAY_LIMIT,
    SAY_WARN,
    SAY_NO_TARGET,
    SAY_FROM_CONFIG,
    SAY_FROM_DATED,
    SAY_FROM_READING,
    SAY_NOTHING_DAMPED,
    SAY_NOTHING_HELD,
    SAY_WORSE,
    SAY_BETTER,
    SAY_SAMPLE,
    SAY_SAMPLE_UNKNOWN,
    SAY_AT_LEAST,
    SAY_AT_LEAST_IF_TOLD,
    SAY_LIVES,
    SAY_NO_AGE,
    SAY_ONLINE,
    SAY_OFFLINE,
    SAY_OPEN_UNTIL,
    SAY_ALWAYS_OPEN,
    SAY_ALSO_FROM,
};

/* $1 to $4 stand for what is told. */
const char *why_phrase(enum phrase phrase, enum language language);
