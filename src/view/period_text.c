#include "view/period_text.h"

#include <stdio.h>
#include <string.h>

#include "base/moment.h"
#include "kpi/arrival.h"
#include "view/figure.h"
#include "view/words.h"

#define DAY_MS (INT64_C(24) * 60 * 60 * 1000)

/* How a period stands to today. */
enum nearness { RUNNING, LAST, LONG_AGO };

struct calendar {
    enum period period;
    struct civil start;
    enum nearness nearness;
    bool rolling; /* of three months: they are no quarter of the year */
};

/* ---- What the reading says ------------------------------------------------------------------ */

static enum period period_of(const struct kpi *kpi)
{
    bool said = kpi->quality != QUALITY_WAITING && kpi->reading.period < PERIOD_COUNT;
    return said ? kpi->reading.period : kpi->spec->period;
}

/* Whether a day or more is told by when it began. */
static bool has_calendar(const struct kpi *kpi)
{
    return kpi->quality != QUALITY_WAITING && kpi->reading.period_start_ms != NO_TIME &&
           period_of(kpi) >= PERIOD_DAY;
}

static int month_index(struct civil civil)
{
    return 12 * civil.year + civil.month - 1;
}

static enum nearness nearness_of(int from, int to, int length)
{
    int distance = to - from;
    return distance < length ? RUNNING : distance < 2 * length ? LAST : LONG_AGO;
}

/* Whole days from the day of one instant to that of the other. */
static int days_between(const struct zone *zone, struct civil from, struct civil to)
{
    from.hour = to.hour = 12;
    from.minute = from.second = to.minute = to.second = 0;
    int64_t ms = civil_to(zone, to) - civil_to(zone, from);
    return (int)((ms + (ms < 0 ? -DAY_MS : DAY_MS) / 2) / DAY_MS);
}

static struct calendar calendar_of(const struct kpi *kpi, const struct status_context *now)
{
    struct calendar calendar = {.period = period_of(kpi)};
    struct civil today = civil_from(now->zone, now->wall_ms);
    calendar.start = civil_from(now->zone, kpi->reading.period_start_ms);
    int days = days_between(now->zone, calendar.start, today);
    int from = month_index(calendar.start), to = month_index(today);
    switch (calendar.period) {
    case PERIOD_DAY:
        calendar.nearness = nearness_of(0, days, 1);
        break;
    case PERIOD_WEEK:
        calendar.nearness = nearness_of(0, days, 7);
        break;
    case PERIOD_MONTH:
        calendar.nearness = nearness_of(from, to, 1);
        break;
    case PERIOD_QUARTER:
        calendar.rolling = from % 3 != 0 || (kpi->reading.final && to - from == 3);
        calendar.nearness = !calendar.rolling ? nearness_of(from, to - to % 3, 3)
                            : to - from <= 3  ? LAST
                                              : LONG_AGO;
        break;
    default:
        calendar.nearness = nearness_of(from, to, 12);
        break;
    }
    return calendar;
}

/* ---- Names ---------------------------------------------------------------------------------- */

static void month_name(char *to, size_t size, int month, enum language language)
{
    static const char *const english[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    if (language == LANGUAGE_JA) {
        snprintf(to, size, "%d月", month);
    } else {
        snprintf(to, size, "%s", english[month - 1]);
    }
}

/* "9月", "2024年9月" where it is of another year than is to be thought. */
static void name_month(char *to, size_t size, const struct calendar *calendar, struct civil today,
                       enum language language)
{
    char month[16];
    bool far = month_index(today) - month_index(calendar->start) > 11;
    month_name(month, sizeof month, calendar->start.month, language);
    if (!far) {
        snprintf(to, size, "%s", month);
    } else if (language == LANGUAGE_JA) {
        snprintf(to, size, "%d年%s", calendar->start.year, month);
    } else {
        snprintf(to, size, "%s %d", month, calendar->start.year);
    }
}

static void name_quarter(char *to, size_t size, const struct calendar *calendar,
                         enum language language)
{
    char first[16], last[16];
    int end = (calendar->start.month + 1) % 12 + 1;
    month_name(first, sizeof first, calendar->start.month, language);
    month_name(last, sizeof last, end, language);
    if (language == LANGUAGE_JA) {
        snprintf(to, size, "%d–%s", calendar->start.month, last);
    } else {
        snprintf(to, size, "%s–%s", first, last);
    }
}

/* A year that does not begin in January is a business year, as Japanese companies have it. */
static void name_year(char *to, size_t size, const struct calendar *calendar,
                      enum language language)
{
    bool business = calendar->start.month != 1;
    if (language == LANGUAGE_JA) {
        snprintf(to, size, "%d年%s", calendar->start.year, business ? "度" : "");
    } else {
        snprintf(to, size, "%s%d", business ? "FY" : "", calendar->start.year);
    }
}

/* By its own name, which is true whatever day it is. */
static void name_period(char *to, size_t size, const struct calendar *calendar,
                        const struct status_context *now)
{
    switch (calendar->period) {
    case PERIOD_MONTH:
        name_month(to, size, calendar, civil_from(now->zone, now->wall_ms), now->language);
        break;
    case PERIOD_QUARTER:
        name_quarter(to, size, calendar, now->language);
        break;
    case PERIOD_YEAR:
        name_year(to, size, calendar, now->language);
        break;
    default:
        snprintf(to, size, "%d/%d%s", calendar->start.month, calendar->start.day,
                 calendar->period == PERIOD_WEEK ? "–" : "");
        break;
    }
}

static const enum word words[PERIOD_COUNT][2] = {
    [PERIOD_NOW] = {WORD_NOW, WORD_NOW},
    [PERIOD_INTERVAL] = {WORD_INTERVAL, WORD_INTERVAL},
    [PERIOD_TODAY] = {WORD_TODAY, WORD_TODAY},
    [PERIOD_DAY] = {WORD_TODAY, WORD_LAST_DAY},
    [PERIOD_WEEK] = {WORD_THIS_WEEK, WORD_LAST_WEEK},
    [PERIOD_MONTH] = {WORD_THIS_MONTH, WORD_LAST_MONTH},
    [PERIOD_QUARTER] = {WORD_THIS_QUARTER, WORD_LAST_QUARTER},
    [PERIOD_YEAR] = {WORD_THIS_YEAR, WORD_LAST_YEAR},
};

static void append(char *to, size_t size, const char *text)
{
    size_t length = strlen(to);
    snprintf(to + length, size - length, "%s%s", length ? " " : "", text);
}

static void say_calendar(char *to, size_t size, enum period_form form, const struct kpi *kpi,
                         const struct status_context *now)
{
    struct calendar calendar = calendar_of(kpi, now);
    char name[48];
    name_period(name, sizeof name, &calendar, now);
    if (calendar.nearness == LONG_AGO || form == PERIOD_BY_NAME) {
        snprintf(to, size, "%s", form != PERIOD_AS_IT_STANDS ? name : "");
        return;
    }
    enum word word = calendar.period == PERIOD_QUARTER && calendar.rolling
                         ? WORD_THREE_MONTHS
                         : words[calendar.period][calendar.nearness];
    snprintf(to, size, "%s", word_in(word, now->language));
    if (form == PERIOD_IN_FULL && calendar.nearness == LAST) {
        append(to, size, name);
    }
}

/* ---- Less than a day ------------------------------------------------------------------------ */

/* "10:00〜10:30"; the date where it is not today's. */
static void say_interval(char *to, size_t size, enum period_form form, const struct kpi *kpi,
                         const struct status_context *now)
{
    int64_t start_ms = kpi->reading.period_start_ms;
    char from[24], end[24] = "";
    status_time(from, sizeof from, start_ms, now);
    if (form == PERIOD_IN_FULL && kpi->finals.period_s > 0 && strchr(from, ':')) {
        struct civil civil = civil_from(now->zone, start_ms + INT64_C(1000) * kpi->finals.period_s);
        snprintf(end, sizeof end, "%d:%02d", civil.hour, civil.minute);
    }
    snprintf(to, size, "%s%s%s", from, now->language == LANGUAGE_JA ? "〜" : "–", end);
}

/* The time of the figure, "14:07", the date when it is not of today; "" when nobody tells. */
static void say_when(char *to, size_t size, const struct kpi *kpi, const struct status_context *now)
{
    int64_t time_ms = kpi->quality == QUALITY_LAST_KNOWN ? kpi->since_ms : kpi->reading.time_ms;
    to[0] = '\0';
    if (time_ms != NO_TIME) {
        status_time(to, (int)size, time_ms, now);
    }
}

/* Whether the figure runs until now, as far as is known: only then "現在" is true. */
static bool runs(const struct kpi *kpi, const char *when)
{
    bool live = kpi->quality == QUALITY_LIVE || kpi->quality == QUALITY_THIN;
    bool of_today = strchr(when, ':') != NULL;
    /* What a day came to is of that day after closing, too. */
    bool result = period_of(kpi) == PERIOD_TODAY && of_today &&
                  (kpi->reading.final || kpi->quality == QUALITY_CLOSED);
    /* The last interval is the last one, though finished. */
    bool until_now = !kpi->reading.final || period_of(kpi) == PERIOD_INTERVAL;
    return result || (live && until_now && (of_today || !when[0]));
}

/* Without a start there is only what the source calls it: final, or under way. */
static void say_word(char *to, size_t size, const struct kpi *kpi, const struct status_context *now)
{
    enum period period = period_of(kpi);
    bool waiting = kpi->quality == QUALITY_WAITING;
    bool named = !waiting && kpi->reading.final && period > PERIOD_TODAY;
    char when[24];
    say_when(when, sizeof when, kpi, now);
    if (!waiting && !named && !runs(kpi, when)) {
        snprintf(to, size, "%s", when);
    } else if (period == PERIOD_INTERVAL && kpi->finals.period_s > 0) {
        char length[24];
        figure_duration(length, sizeof length, kpi->finals.period_s, now->language);
        word_fill(to, size, WORD_INTERVAL_OF, now->language, length);
    } else {
        snprintf(to, size, "%s", word_in(words[period][named], now->language));
    }
}

void period_text(char *to, size_t size, enum period_form form, const struct kpi *kpi,
                 const struct status_context *now)
{
    bool started = kpi->quality != QUALITY_WAITING && kpi->reading.period_start_ms != NO_TIME;
    to[0] = '\0';
    if (has_calendar(kpi)) {
        say_calendar(to, size, form, kpi, now);
    } else if (started && period_of(kpi) == PERIOD_INTERVAL && form != PERIOD_AS_IT_STANDS) {
        say_interval(to, size, form, kpi, now);
    } else if (form == PERIOD_IN_FULL) {
        say_word(to, size, kpi, now);
    }
}

void period_name(char *to, size_t size, enum period period, int64_t start_ms,
                 const struct status_context *now)
{
    struct calendar calendar = {.period = period, .start = civil_from(now->zone, start_ms)};
    name_period(to, size, &calendar, now);
}

void period_day(char *to, size_t size, int64_t wall_ms, const struct status_context *now)
{
    struct civil day = civil_from(now->zone, wall_ms);
    char month[16];
    month_name(month, sizeof month, day.month, now->language);
    if (now->language == LANGUAGE_JA) {
        snprintf(to, size, "%d/%d/%d", day.year, day.month, day.day);
    } else {
        snprintf(to, size, "%d %s %d", day.day, month, day.year);
    }
}

void period_threshold(char *to, size_t size, const struct kpi *kpi, enum language language)
{
    bool said = kpi->quality != QUALITY_WAITING && kpi->reading.threshold_s > 0;
    int threshold_s = said ? kpi->reading.threshold_s : kpi->spec->threshold_s;
    to[0] = '\0';
    if (threshold_s > 0) {
        char length[24];
        figure_duration(length, sizeof length, threshold_s, language);
        word_fill(to, size, WORD_WITHIN, language, length);
    }
}
