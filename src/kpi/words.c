#include "kpi/words.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

static const char *const period_words[] = {
    [PERIOD_NOW] = "now",         [PERIOD_INTERVAL] = "interval", [PERIOD_TODAY] = "today",
    [PERIOD_DAY] = "day",         [PERIOD_WEEK] = "week",         [PERIOD_MONTH] = "month",
    [PERIOD_QUARTER] = "quarter", [PERIOD_YEAR] = "year",
};

static const char *const unit_words[] = {
    [UNIT_PERCENT] = "%",     [UNIT_SECONDS] = "s",     [UNIT_COUNT] = "count",
    [UNIT_PEOPLE] = "people", [UNIT_POINTS] = "points", [UNIT_JPY] = "JPY",
    [UNIT_USD] = "USD",       [UNIT_EUR] = "EUR",
};

static const char *const verdict_words[] = {
    [VERDICT_MET] = "met",
    [VERDICT_NEAR] = "near",
    [VERDICT_MISSED] = "missed",
    [VERDICT_UNTARGETED] = "untargeted",
};

static const char *const quality_words[] = {
    [QUALITY_LIVE] = "live",
    [QUALITY_THIN] = "thin",
    [QUALITY_LAST_KNOWN] = "last-known",
    [QUALITY_NO_DATA] = "no-data",
    [QUALITY_WAITING] = "waiting",
    [QUALITY_CLOSED] = "closed",
};

static const char *const refusal_words[] = {
    [REFUSED_NOTHING] = "nothing",
    [REFUSED_NOT_JSON] = "not-json",
    [REFUSED_ENCODING] = "encoding",
    [REFUSED_TYPE] = "type",
    [REFUSED_RANGE] = "range",
    [REFUSED_UNIT] = "unit",
    [REFUSED_DUPLICATE_KEY] = "duplicate-key",
    [REFUSED_FUTURE] = "future",
    [REFUSED_OLDER] = "older",
    [REFUSED_TOO_LARGE] = "too-large",
    [REFUSED_RATE] = "rate",
    [REFUSED_GLYPH] = "glyph",
};

#define LENGTH(table) (sizeof(table) / sizeof *(table))

static_assert(LENGTH(period_words) == PERIOD_COUNT, "a word for each period");
static_assert(LENGTH(unit_words) == UNIT_KINDS, "a word for each unit");
static_assert(LENGTH(verdict_words) == VERDICT_COUNT, "a word for each verdict");
static_assert(LENGTH(quality_words) == QUALITY_COUNT, "a word for each quality");
static_assert(LENGTH(refusal_words) == REFUSAL_COUNT, "a word for each refusal");

const char *period_word(enum period period)
{
    assert(period < PERIOD_COUNT);
    return period_words[period];
}

const char *unit_word(enum unit unit)
{
    assert(unit < UNIT_KINDS);
    return unit_words[unit];
}

const char *verdict_word(enum verdict verdict)
{
    assert(verdict < VERDICT_COUNT);
    return verdict_words[verdict];
}

bool verdict_off_target(enum verdict verdict)
{
    return verdict == VERDICT_NEAR || verdict == VERDICT_MISSED;
}

const char *quality_word(enum quality quality)
{
    assert(quality < QUALITY_COUNT);
    return quality_words[quality];
}

const char *refusal_word(enum refusal refusal)
{
    assert(refusal < REFUSAL_COUNT);
    return refusal_words[refusal];
}

/* The place of `word` in the table, `count` when it is not there. */
static size_t find(const char *const *table, size_t count, const char *word)
{
    size_t i = 0;
    while (i < count && strcmp(table[i], word) != 0) {
        i++;
    }
    return i;
}

enum period period_from_word(const char *word)
{
    return (enum period)find(period_words, PERIOD_COUNT, word);
}

enum unit unit_from_word(const char *word)
{
    return (enum unit)find(unit_words, UNIT_KINDS, word);
}
