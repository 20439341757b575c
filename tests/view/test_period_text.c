/* What a value sums up, by the reading and the calendar. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

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
                                      .period_start_ms = NO_TIME}};
        char text[96];
        assert_true(time_parse(c->now, &now.wall_ms));
        assert_true(c->start == NULL || time_parse(c->start, &kpi.reading.period_start_ms));
        period_text(text, sizeof text, &kpi, true, &now);
        assert_string_equal(text, c->ja);
        period_text_short(text, sizeof text, &kpi, &now);
        assert_string_equal(text, c->less);
        now.language = LANGUAGE_EN;
        period_text(text, sizeof text, &kpi, true, &now);
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
    period_text(text, sizeof text, &kpi, true, &now);
    assert_string_equal(text, "今月 20秒以内");
    period_text_short(text, sizeof text, &kpi, &now);
    assert_string_equal(text, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_follow_from_the_reading),
        cmocka_unit_test(waiting_has_that_of_the_board),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
