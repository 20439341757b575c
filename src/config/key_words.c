#include "config/key_words.h"

#include "config/entries.h"
#include "kpi/words.h"

#define WORD_LIST(function, ...)                                                                   \
    const char *function(int index)                                                                \
    {                                                                                              \
        static const char *const list[] = {__VA_ARGS__};                                           \
        return (size_t)index < sizeof list / sizeof *list ? list[index] : NULL;                    \
    }

WORD_LIST(key_word_language, [LANGUAGE_JA] = "ja", [LANGUAGE_EN] = "en")
WORD_LIST(key_word_timing, [TIMING_REAL_TIME] = "real-time",
          [TIMING_NON_REAL_TIME] = "non-real-time", [TIMING_NONE] = "none")
WORD_LIST(key_word_assistance, [ASSISTANCE_HUMAN] = "human", [ASSISTANCE_DIGITAL] = "digital")
WORD_LIST(key_word_channel_kind, [CHANNEL_INBOUND] = "inbound", [CHANNEL_OUTBOUND] = "outbound",
          [CHANNEL_COLLECTIONS] = "collections", [CHANNEL_FIELD_SERVICE] = "field-service",
          [CHANNEL_STORE] = "store", [CHANNEL_ALL] = "all")
WORD_LIST(key_word_trait, [TRAIT_REAL_TIME] = "real-time", [TRAIT_NON_REAL_TIME] = "non-real-time",
          [TRAIT_HUMAN] = "human", [TRAIT_DIGITAL] = "digital", [TRAIT_OUTBOUND] = "outbound",
          [TRAIT_COLLECTIONS] = "collections", [TRAIT_FIELD_SERVICE] = "field-service",
          [TRAIT_STORE] = "store", [TRAIT_ALL] = "all")
WORD_LIST(key_word_origin, [ORIGIN_PUBLISHED] = "published", [ORIGIN_REPORTED] = "reported",
          [ORIGIN_PRACTICE] = "practice")
WORD_LIST(key_word_direction, [DIRECTION_HIGHER] = "higher", [DIRECTION_LOWER] = "lower",
          [DIRECTION_BAND] = "band")
WORD_LIST(key_word_audience, [AUDIENCE_AGENTS] = "agents", [AUDIENCE_SUPERVISORS] = "supervisors",
          [AUDIENCE_MANAGEMENT] = "management", [AUDIENCE_CLIENT] = "client")
WORD_LIST(key_word_theme, [THEME_DARK] = "dark", [THEME_LIGHT] = "light", [THEME_SIGNAL] = "signal",
          [THEME_CALM] = "calm", [THEME_HIGH_CONTRAST] = "high-contrast")
WORD_LIST(key_word_page_show, [PAGE_OVERVIEW] = "overview", [PAGE_TILES] = "tiles",
          [PAGE_CHANNEL] = "channel", [PAGE_REAL_TIME] = "real-time",
          [PAGE_NON_REAL_TIME] = "non-real-time", [PAGE_DIGITAL] = "digital",
          [PAGE_GAUGES] = "gauges", [PAGE_TABLE] = "table", [PAGE_JOURNEY] = "journey",
          [PAGE_LEVEL] = "level", [PAGE_SCORECARD] = "scorecard", [PAGE_STANDING] = "standing",
          [PAGE_PARTNERS] = "partners", [PAGE_KPI] = "kpi", [PAGE_MESSAGE] = "message")
WORD_LIST(key_word_page_sort, [SORT_AS_LISTED] = "as-listed", [SORT_WORST_FIRST] = "worst-first")
WORD_LIST(key_word_rotation, "0", "90", "180", "270")
WORD_LIST(key_word_clock_trust, [CLOCK_AUTO] = "auto", [CLOCK_TRUSTED] = "trusted",
          [CLOCK_DOUBTED] = "doubted")
WORD_LIST(key_word_mqtt_version, "5", "3")

const char *key_word_period(int index)
{
    return index < PERIOD_COUNT ? period_word((enum period)index) : NULL;
}

/* Only what can end: without the running today. */
const char *key_word_level_period(int index)
{
    return key_word_period(index + PERIOD_INTERVAL + (index > 0 ? 1 : 0));
}

const char *key_word_unit(int index)
{
    return index < UNIT_KINDS ? unit_word((enum unit)index) : NULL;
}
