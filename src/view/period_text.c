#include "view/period_text.h"

#include <stdio.h>
#include <string.h>

#include "view/figure.h"
#include "view/words.h"

/* A final reading tells of the period before, another one of the period under way. */
static enum word period_said(enum period period, bool final)
{
    static const struct {
        enum word running, final;
    } words[PERIOD_COUNT] = {
        [PERIOD_NOW] = {WORD_NOW, WORD_NOW},
        [PERIOD_INTERVAL] = {WORD_INTERVAL, WORD_INTERVAL},
        [PERIOD_TODAY] = {WORD_TODAY, WORD_TODAY},
        [PERIOD_DAY] = {WORD_TODAY, WORD_LAST_DAY},
        [PERIOD_WEEK] = {WORD_THIS_WEEK, WORD_LAST_WEEK},
        [PERIOD_MONTH] = {WORD_THIS_MONTH, WORD_LAST_MONTH},
        [PERIOD_QUARTER] = {WORD_THIS_QUARTER, WORD_LAST_QUARTER},
        [PERIOD_YEAR] = {WORD_THIS_YEAR, WORD_LAST_YEAR},
    };
    return final ? words[period].final : words[period].running;
}

static void append(char *to, size_t size, const char *text)
{
    size_t length = strlen(to);
    snprintf(to + length, size - length, "%s%s", length ? " " : "", text);
}

static int threshold_of(const struct kpi *kpi)
{
    bool said = kpi->quality != QUALITY_WAITING && kpi->reading.threshold_s > 0;
    return said ? kpi->reading.threshold_s : kpi->spec->threshold_s;
}

void period_text(char *to, size_t size, const struct kpi *kpi, bool with_threshold,
                 enum language language)
{
    bool read = kpi->quality != QUALITY_WAITING;
    bool said = read && kpi->reading.period < PERIOD_COUNT;
    enum period period = said ? kpi->reading.period : kpi->spec->period;
    if (period == PERIOD_INTERVAL && kpi->finals.period_s > 0) {
        char length[24];
        figure_duration(length, sizeof length, kpi->finals.period_s, language);
        word_fill(to, size, WORD_INTERVAL_OF, language, length);
    } else {
        bool final = read && kpi->reading.final;
        snprintf(to, size, "%s", word_in(period_said(period, final), language));
    }
    if (with_threshold && threshold_of(kpi) > 0) {
        char within[32], length[24];
        figure_duration(length, sizeof length, threshold_of(kpi), language);
        word_fill(within, sizeof within, WORD_WITHIN, language, length);
        append(to, size, within);
    }
}
