#pragma once

/* What the domain counts and tells apart. The order of each enum is the order shown to people. */

#include <stdbool.h>

enum language { LANGUAGE_JA, LANGUAGE_EN, LANGUAGE_COUNT };

/* One text in each language; never NULL where a struct says "resolved". */
struct words {
    const char *in[LANGUAGE_COUNT];
};

enum timing { TIMING_REAL_TIME, TIMING_NON_REAL_TIME, TIMING_NONE };
enum assistance { ASSISTANCE_HUMAN, ASSISTANCE_DIGITAL };

/* What a channel is for. All: what belongs to no channel, such as support processes and cost. */
enum channel_kind {
    CHANNEL_INBOUND,
    CHANNEL_OUTBOUND,
    CHANNEL_COLLECTIONS,
    CHANNEL_FIELD_SERVICE,
    CHANNEL_STORE,
    CHANNEL_ALL,
};
enum direction { DIRECTION_HIGHER, DIRECTION_LOWER, DIRECTION_BAND };

enum period {
    PERIOD_NOW,
    PERIOD_INTERVAL,
    PERIOD_TODAY,
    PERIOD_DAY,
    PERIOD_WEEK,
    PERIOD_MONTH,
    PERIOD_QUARTER,
    PERIOD_YEAR,
    PERIOD_COUNT
};

/* Money has a unit for each currency, so that one never passes for another. */
enum unit {
    UNIT_PERCENT,
    UNIT_SECONDS,
    UNIT_COUNT,
    UNIT_PEOPLE,
    UNIT_POINTS,
    UNIT_JPY,
    UNIT_USD,
    UNIT_EUR,
    UNIT_KINDS
};

/* A better verdict has a smaller number. Only a live KPI has one that may be shown. */
enum verdict { VERDICT_MET, VERDICT_NEAR, VERDICT_MISSED, VERDICT_UNTARGETED, VERDICT_COUNT };

enum quality {
    QUALITY_LIVE,
    QUALITY_THIN,
    QUALITY_LAST_KNOWN,
    QUALITY_NO_DATA,
    QUALITY_WAITING,
    QUALITY_CLOSED,
    QUALITY_COUNT
};

enum audience { AUDIENCE_AGENTS, AUDIENCE_SUPERVISORS, AUDIENCE_MANAGEMENT, AUDIENCE_CLIENT };

/* Why a reading was refused; REFUSED_NOTHING means it was taken. */
enum refusal {
    REFUSED_NOTHING,
    REFUSED_NOT_JSON,
    REFUSED_ENCODING,
    REFUSED_TYPE,
    REFUSED_RANGE,
    REFUSED_UNIT,
    REFUSED_DUPLICATE_KEY,
    REFUSED_FUTURE,
    REFUSED_OLDER,
    REFUSED_TOO_LARGE,
    REFUSED_RATE,
    REFUSED_GLYPH,
    REFUSAL_COUNT
};

/* The words of the contract: "real-time", "last-known", "duplicate-key"... */
const char *period_word(enum period period);
const char *unit_word(enum unit unit); /* "%", "s", "count", "people", "points", "JPY" */
const char *verdict_word(enum verdict verdict);
const char *quality_word(enum quality quality);
const char *refusal_word(enum refusal refusal);

/* Near or missed: only `met` counts as on target, and what is untargeted as neither. */
bool verdict_off_target(enum verdict verdict);

/* PERIOD_COUNT / UNIT_KINDS when the word is none of them. */
enum period period_from_word(const char *word);
enum unit unit_from_word(const char *word);
