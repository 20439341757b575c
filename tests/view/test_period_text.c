/* What a value sums up, by the reading and the calendar. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/moment.h"
#include "view/period_text.h"
#include "fake_board.h"
#include "fake_spec.h"

static int32_t nine_hours(const struct zone *zone, int64_t utc_s)
{
    (void)zone;
    (void)utc_s;
    return 9 * 3600;
}

static const struct zone tokyo = {nine_hours};

struct said {
    enum period period;
    bool final;
    const char *start; /* NULL: the reading does not tell */
    const char *now;
    const char *ja, *en, *less;
};

static const struct said cases[] = {
    /* Without a start, what the source calls it. */
    {PERIOD_MONTH, true, NULL, "2026-11-18T05:00:00Z", "先月", "Last month", ""},
    {PERIOD_MONTH, false, NULL, "2026-11-18T05:00:00Z", "今月", "This month", ""},
    {PERIOD_TODAY, false, NULL, "2026-11-18T05:00:00Z", "本日", "Today", ""},
    /* By its start, in the zone of the wall, whatever the reading calls itself. */
    {PERIOD_MONTH, true, "2026-09-30T15:00:00Z", "2026-11-18T05:00:00Z", "先月", "Last month",
     "10月"},
    {PERIOD_MONTH, true, "2026-10-31T15:00:00Z", "2026-11-18T05:00:00Z", "今月", "This month",
     "11月"},
    {PERIOD_MONTH, false, "2026-09-30T15:00:00Z", "2026-11-18T05:00:00Z", "先月", "Last month",
     "10月"},
    {PERIOD_MONTH, true, "2026-08-31T15:00:00Z", "2026-11-18T05:00:00Z", "9月", "Sep", "9月"},
    {PERIOD_MONTH, true, "2025-11-30T15:00:00Z", "2026-11-18T05:00:00Z", "12月", "Dec", "12月"},
    {PERIOD_MONTH, true, "2025-08-31T15:00:00Z", "2026-11-18T05:00:00Z", "2025年9月", "Sep 2025",
     "2025年9月"},
    /* The turn of a year, and of a month: one minute apart. */
    {PERIOD_MONTH, true, "2025-11-30T15:00:00Z", "2026-01-05T05:00:00Z", "先月", "Last month",
     "12月"},
    {PERIOD_MONTH, true, "2026-09-30T15:00:00Z", "2026-11-30T14:59:00Z", "先月", "Last month",
     "10月"},
    {PERIOD_MONTH, true, "2026-09-30T15:00:00Z", "2026-11-30T15:00:00Z", "10月", "Oct", "10月"},
    {PERIOD_DAY, true, "2026-11-16T15:00:00Z", "2026-11-18T05:00:00Z", "前日", "Last day", "11/17"},
    {PERIOD_DAY, true, "2026-11-15T15:00:00Z", "2026-11-18T05:00:00Z", "11/16", "11/16", "11/16"},
    {PERIOD_WEEK, true, "2026-11-08T15:00:00Z", "2026-11-18T05:00:00Z", "先週", "Last week",
     "11/9–"},
    {PERIOD_WEEK, true, "2026-11-01T15:00:00Z", "2026-11-18T05:00:00Z", "11/2–", "11/2–", "11/2–"},
    {PERIOD_QUARTER, true, "2026-07-31T15:00:00Z", "2026-11-18T05:00:00Z", "直近3か月", "3 months",
     "8–10月"},
    {PERIOD_QUARTER, true, "2026-06-30T15:00:00Z", "2026-11-18T05:00:00Z", "前四半期",
     "Last quarter", "7–9月"},
    {PERIOD_QUARTER, true, "2026-03-31T15:00:00Z", "2026-11-18T05:00:00Z", "4–6月", "Apr–Jun",
     "4–6月"},
    {PERIOD_QUARTER, true, "2026-05-31T15:00:00Z", "2026-11-18T05:00:00Z", "6–8月", "Jun–Aug",
     "6–8月"},
    {PERIOD_QUARTER, false, "2026-09-30T15:00:00Z", "2026-11-18T05:00:00Z", "今四半期",
     "This quarter", "10–12月"},
    {PERIOD_YEAR, true, "2024-12-31T15:00:00Z", "2026-11-18T05:00:00Z", "昨年", "Last year",
     "2025年"},
    {PERIOD_YEAR, true, "2024-03-31T15:00:00Z", "2026-11-18T05:00:00Z", "2024年度", "FY2024",
     "2024年度"},
};

static void names_follow_from_the_reading(void **state)
{
    (void)state;
    static const struct kpi_spec spec = {.period = PERIOD_TODAY};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct said *c = &cases[i];
        struct status_context now = {.language = LANGUAGE_JA, .zone = &tokyo};
        struct kpi kpi = {.spec = &spec,
                          .quality = QUALITY_LIVE,
                          .reading = {.period = c->period,
                                      .final = c->final,
                                      .threshold_s = -1,
                                      .time_ms = NO_TIME,
                                      .period_start_ms = NO_TIME}};
        char text[96];
        assert_true(time_parse(c->now, &now.wall_ms));
        assert_true(c->start == NULL || time_parse(c->start, &kpi.reading.period_start_ms));
        char both[96];
        period_text(text, sizeof text, PERIOD_BY_NAME, &kpi, &now);
        assert_string_equal(text, c->less);
        bool last = c->less[0] && (strstr(c->ja, "先") || strstr(c->ja, "前") ||
                                   strstr(c->ja, "直近") || strstr(c->ja, "昨"));
        snprintf(both, sizeof both, "%s%s%s", c->ja, last ? " " : "", last ? c->less : "");
        period_text(text, sizeof text, PERIOD_IN_FULL, &kpi, &now);
        assert_string_equal(text, both);
        if (last) {
            period_text(text, sizeof text, PERIOD_AS_IT_STANDS, &kpi, &now);
            assert_string_equal(text, c->ja);
        }
        now.language = LANGUAGE_EN;
        period_text(text, sizeof text, last ? PERIOD_AS_IT_STANDS : PERIOD_IN_FULL, &kpi, &now);
        assert_string_equal(text, c->en);
    }
}

/* Nothing has come yet: what is in the reading means nothing. */
static void waiting_has_that_of_the_board(void **state)
{
    (void)state;
    static const struct kpi_spec spec = {.period = PERIOD_MONTH, .threshold_s = 20};
    struct status_context now = {.language = LANGUAGE_JA, .zone = &tokyo};
    struct kpi kpi = {.spec = &spec,
                      .quality = QUALITY_WAITING,
                      .reading = {.period = PERIOD_DAY, .final = true, .period_start_ms = 0}};
    char text[96];
    period_text(text, sizeof text, PERIOD_IN_FULL, &kpi, &now);
    assert_string_equal(text, "今月");
    period_text(text, sizeof text, PERIOD_BY_NAME, &kpi, &now);
    assert_string_equal(text, "");
    period_threshold(text, sizeof text, &kpi, LANGUAGE_JA);
    assert_string_equal(text, "20秒以内");
}

/* What is not live, or not of today, is never called that of now or today. */
static void only_what_runs_is_of_now(void **state)
{
    (void)state;
    static const struct {
        enum quality quality;
        enum period period;
        bool final;
        const char *start, *time;
        int interval_s;
        const char *ja, *en;
    } rows[] = {
        {QUALITY_LIVE, PERIOD_NOW, false, NULL, "2026-11-18T05:00:00Z", 0, "現在", "Now"},
        {QUALITY_LIVE, PERIOD_TODAY, false, NULL, NULL, 0, "本日", "Today"},
        {QUALITY_THIN, PERIOD_TODAY, false, NULL, NULL, 0, "本日", "Today"},
        {QUALITY_LIVE, PERIOD_INTERVAL, false, NULL, NULL, 1800, "直近30分", "Last 30 min"},
        /* A figure that comes once a day is live, but of the day before. */
        {QUALITY_LIVE, PERIOD_TODAY, false, NULL, "2026-11-17T05:00:00Z", 0, "11/17", "11/17"},
        {QUALITY_LIVE, PERIOD_TODAY, true, NULL, "2026-11-17T09:00:00Z", 0, "11/17", "11/17"},
        {QUALITY_LAST_KNOWN, PERIOD_NOW, false, NULL, "2026-11-18T05:07:00Z", 0, "14:07", "14:07"},
        {QUALITY_LAST_KNOWN, PERIOD_TODAY, false, NULL, NULL, 0, "", ""},
        {QUALITY_LAST_KNOWN, PERIOD_INTERVAL, false, NULL, NULL, 1800, "", ""},
        {QUALITY_CLOSED, PERIOD_NOW, false, NULL, "2026-11-18T05:00:00Z", 0, "14:00", "14:00"},
        {QUALITY_CLOSED, PERIOD_TODAY, false, NULL, "2026-11-18T05:00:00Z", 0, "本日", "Today"},
        {QUALITY_CLOSED, PERIOD_TODAY, false, NULL, "2026-11-17T05:00:00Z", 0, "11/17", "11/17"},
        {QUALITY_CLOSED, PERIOD_TODAY, false, NULL, NULL, 0, "", ""},
        /* With its start an interval has a name. */
        {QUALITY_LIVE, PERIOD_INTERVAL, true, "2026-11-18T01:00:00Z", NULL, 1800, "10:00〜10:30",
         "10:00–10:30"},
        {QUALITY_LAST_KNOWN, PERIOD_INTERVAL, false, "2026-11-18T01:00:00Z", NULL, 0, "10:00〜",
         "10:00–"},
        {QUALITY_LIVE, PERIOD_INTERVAL, true, "2026-11-17T01:00:00Z", NULL, 1800, "11/17〜",
         "11/17–"},
        {QUALITY_LAST_KNOWN, PERIOD_MONTH, true, "2026-09-30T15:00:00Z", NULL, 0, "先月 10月",
         "Last month Oct"},
    };
    static const struct kpi_spec spec = {.period = PERIOD_TODAY};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct status_context now = {.zone = &tokyo};
        struct kpi kpi = {.spec = &spec,
                          .quality = rows[i].quality,
                          .reading = {.period = rows[i].period,
                                      .final = rows[i].final,
                                      .period_start_ms = NO_TIME,
                                      .time_ms = NO_TIME},
                          .finals = {.period_s = rows[i].interval_s}};
        char text[96];
        assert_true(time_parse("2026-11-18T05:32:00Z", &now.wall_ms));
        assert_true(!rows[i].start || time_parse(rows[i].start, &kpi.reading.period_start_ms));
        assert_true(!rows[i].time || time_parse(rows[i].time, &kpi.reading.time_ms));
        kpi.since_ms = kpi.reading.time_ms;
        now.language = LANGUAGE_JA;
        period_text(text, sizeof text, PERIOD_IN_FULL, &kpi, &now);
        assert_string_equal(text, rows[i].ja);
        now.language = LANGUAGE_EN;
        period_text(text, sizeof text, PERIOD_IN_FULL, &kpi, &now);
        assert_string_equal(text, rows[i].en);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_follow_from_the_reading),
        cmocka_unit_test(only_what_runs_is_of_now),
        cmocka_unit_test(waiting_has_that_of_the_board),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
