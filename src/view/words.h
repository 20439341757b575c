#pragma once

/*
 * Every word that the wall says by itself, in all its languages. Names of metrics, channels and
 * sites come from the catalogue and the board file. A `@` stands for what words_fill() puts there.
 */

#include <stddef.h>

#include "kpi/words.h"

enum word {
    /* Blocks. */
    WORD_REAL_TIME,
    WORD_NON_REAL_TIME,
    WORD_DIGITAL,
    /* Verdicts. */
    WORD_MET,
    WORD_NEAR,
    WORD_MISSED,
    WORD_OVER,
    WORD_TOO_HIGH,
    WORD_TOO_LOW,
    WORD_UNTARGETED,
    WORD_WARN,
    WORD_RECOVERING,
    WORD_RECOVERING_SHORT,
    WORD_ACHIEVED,
    /* Trends. */
    WORD_BETTER,
    WORD_WORSE,
    WORD_IN_HAND,
    WORD_NOT_JUDGED,
    /* Qualities; the short form where the long one has no room. */
    WORD_STOPPED,
    WORD_STOPPED_SHORT,
    WORD_STUCK,
    WORD_STUCK_SHORT,
    WORD_NO_DATA,
    WORD_NO_DATA_SHORT,
    WORD_WAITING,
    WORD_WAITING_SHORT,
    WORD_THIN,
    WORD_THIN_SHORT,
    WORD_EMPTY,
    WORD_FEW_PEOPLE,
    WORD_EARLY,
    WORD_CLOSED,
    WORD_CLOSED_SHORT,
    WORD_HOLIDAY,
    WORD_CLOSURE,
    WORD_NEXT,
    WORD_SINCE,
    WORD_AGE_UNKNOWN,
    /* Target and threshold. */
    WORD_AT_LEAST,
    WORD_AT_MOST,
    WORD_BETWEEN,
    WORD_WITHIN,
    /* Periods. */
    WORD_NOW,
    WORD_INTERVAL,
    WORD_INTERVAL_OF,
    WORD_TODAY,
    WORD_THIS_WEEK,
    WORD_THIS_MONTH,
    WORD_THIS_QUARTER,
    WORD_THIS_YEAR,
    WORD_LAST_DAY,
    WORD_LAST_WEEK,
    WORD_LAST_MONTH,
    WORD_LAST_QUARTER,
    WORD_THREE_MONTHS,
    WORD_LAST_YEAR,
    /* Units. */
    WORD_PERCENT,
    WORD_SECONDS,
    WORD_MINUTES,
    WORD_MINUTES_SHORT,
    WORD_CLOCK_MINUTES, /* behind 1:48, where the colon tells half */
    WORD_HOURS,
    WORD_DAYS,
    WORD_ITEMS,
    WORD_PEOPLE,
    WORD_POINTS,
    WORD_YEN,
    WORD_DOLLARS,
    WORD_EUROS,
    /* Weekdays, Monday first. */
    WORD_MONDAY,
    WORD_TUESDAY,
    WORD_WEDNESDAY,
    WORD_THURSDAY,
    WORD_FRIDAY,
    WORD_SATURDAY,
    WORD_SUNDAY,
    /* Header; links in the order of enum link_state, long and short. */
    WORD_CLOCK_UNSURE,
    WORD_LINK_CONNECTING,
    WORD_LINK_LOST,
    WORD_LINK_REFUSED,
    WORD_LINK_TLS,
    WORD_LINK_NAME,
    WORD_LINK_DUPLICATE,
    WORD_LINK_CONNECTING_SHORT,
    WORD_LINK_LOST_SHORT,
    WORD_LINK_REFUSED_SHORT,
    WORD_LINK_TLS_SHORT,
    WORD_LINK_NAME_SHORT,
    WORD_LINK_DUPLICATE_SHORT,
    WORD_NOTHING_TO_SHOW,
    WORD_CONFIG_FAULT,
    /* Strip. */
    WORD_ALL_MET,
    WORD_NONE_OFF,
    WORD_ALL_CLOSED,
    WORD_AGO,
    /* Banner. */
    WORD_NEWS,
    WORD_NOTICE,
    WORD_URGENT,
    WORD_EMERGENCY,
    WORD_MOSTLY_SILENT,
    /* The installer's card: results, what is judged, and what is said of it. */
    WORD_PASSED,
    WORD_FAILED,
    WORD_PENDING,
    WORD_UNKNOWN,
    WORD_UNUSED,
    WORD_PANEL,
    WORD_FILES,
    WORD_NETWORK,
    WORD_NAME_SERVICE,
    WORD_BROKER,
    WORD_TLS,
    WORD_CLOCK,
    WORD_SCREEN_NAME,
    WORD_INCHES,
    WORD_PANEL_SMALL,
    WORD_FILES_READ,
    WORD_FILES_BAD,
    WORD_NETWORK_DOWN,
    WORD_NETWORK_BARE,
    WORD_ASKING_FOR,
    WORD_NAME_FOUND,
    WORD_NAME_NUMBER,
    WORD_NAME_MISSING,
    WORD_BROKER_UP,
    WORD_BROKER_CALLED,
    WORD_BROKER_AWAY,
    WORD_BROKER_REFUSES,
    WORD_TLS_GOOD,
    WORD_TLS_OFF,
    WORD_TLS_BAD,
    WORD_CLOCK_GOOD,
    WORD_CLOCK_BAD,
    WORD_NAME_OWN,
    WORD_NAME_ASKED,
    WORD_NAME_TAKEN,
    WORD_AFTER_OTHERS,
    WORD_NOT_ASKED,
    /* The pages of the cards. */
    WORD_INSTALLATION,
    WORD_READABLE_FROM,
    WORD_EDGES,
    WORD_ALL_PASSED,
    WORD_LEAVE_BY_KEY,
    WORD_LEAVE_AT,
    WORD_FIGURES,
    WORD_NAMES,
    WORD_LEAST,
    WORD_SAMPLE,
    WORD_NO_NAME,
    WORD_COUNT
};

const char *word_in(enum word word, enum language language);

/* Copies the text of `word` with its `@` replaced by `with`. `size` at least 1. */
void word_fill(char *to, size_t size, enum word word, enum language language, const char *with);

/* What stands between a number and its unit word: nothing in Japanese and before a percent sign. */
const char *word_unit_gap(const char *unit, enum language language);
