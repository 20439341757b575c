#include "sim/message.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* 2026-11-18T02:10:00Z, 0:00 and 11:00 in Japan. */
static const struct stamp stamp = {.source = "wallboard-sim",
                                   .time_ms = INT64_C(1794967800000),
                                   .interval_start_ms = INT64_C(1794967200000)};

static struct centre_channel channel;
static struct centre_kpi kpis[3];

static struct centre_kpi computed(const char *metric, enum period period,
                                  const struct target *target)
{
    const struct figure_kind *figure = figure_find(metric, KIND_CONTACTS);
    return (struct centre_kpi){.metric = figure->metric,
                               .unit = figure->unit,
                               .figure = figure,
                               .period = period,
                               .target = target};
}

static void set_up(void)
{
    static const struct target band = {
        .direction = DIRECTION_BAND, .set = true, .target = {75, 88.5}};
    static const struct target higher = {
        .direction = DIRECTION_HIGHER, .set = true, .target = {80, 0}};
    memset(&channel, 0, sizeof(channel));
    channel.business = "main";
    channel.id = "phone";
    channel.model.preset = preset_for("phone", TIMING_REAL_TIME, ASSISTANCE_HUMAN);
    channel.model.threshold_ms = 20 * SECOND_MS;
    channel.model.today = (struct tally){.answered = 2, .abandoned = 1, .answered_within = 2};
    kpis[0] = computed("service-level", PERIOD_TODAY, &higher);
    kpis[1] = computed("contacts-waiting", PERIOD_NOW, NULL);
    kpis[2] = computed("occupancy", PERIOD_INTERVAL, &band);
    channel.kpis = kpis;
    channel.kpi_count = 3;
}

static void assert_text(char *got, const char *expected)
{
    assert_non_null(got);
    assert_string_equal(got, expected);
    free(got);
}

static void test_kpi(void **state)
{
    (void)state;
    set_up();
    assert_text(message_kpi(&channel, &kpis[0], &stamp),
                "{\"value\":66.6667,\"sample\":3,\"numerator\":2,\"denominator\":3,\"unit\":\"%\","
                "\"period\":\"today\","
                "\"threshold_s\":20,\"method\":\"ans_of_offered\",\"source\":\"wallboard-sim\","
                "\"time\":\"2026-11-18T02:10:00Z\"}");
    assert_text(message_kpi(&channel, &kpis[1], &stamp),
                "{\"value\":0,\"unit\":\"count\",\"period\":\"now\",\"source\":\"wallboard-sim\","
                "\"time\":\"2026-11-18T02:10:00Z\"}");
    assert_text(message_kpi(&channel, &kpis[2], &stamp),
                "{\"value\":null,\"reason\":\"nobody at work yet\",\"sample\":0,\"unit\":\"%\","
                "\"period\":\"interval\",\"period_start\":\"2026-11-18T02:00:00Z\","
                "\"source\":\"wallboard-sim\",\"time\":\"2026-11-18T02:10:00Z\"}");
}

static void test_channel(void **state)
{
    (void)state;
    set_up();
    channel.kpi_count = 2;
    assert_text(message_channel(&channel, &stamp),
                "{\"time\":\"2026-11-18T02:10:00Z\",\"metrics\":{\"service-level\":{"
                "\"value\":66.6667,\"sample\":3,\"numerator\":2,\"denominator\":3,\"unit\":\"%\","
                "\"period\":\"today\","
                "\"threshold_s\":20,\"method\":\"ans_of_offered\",\"source\":\"wallboard-sim\"},"
                "\"contacts-waiting\":{\"value\":0,\"unit\":\"count\",\"period\":\"now\","
                "\"source\":\"wallboard-sim\"}}}");
}

/* A half hour in which nothing happened has no value and is left out. */
static void test_history(void **state)
{
    (void)state;
    static const int64_t starts[] = {INT64_C(1794963600000), INT64_C(1794965400000),
                                     INT64_C(1794967200000)};
    set_up();
    assert_null(message_history(&channel, &kpis[0], starts));
    channel.model.finished_count = 3;
    channel.model.finished[0].tally = (struct tally){.answered = 4, .answered_within = 3};
    channel.model.finished[2].tally =
        (struct tally){.answered = 1, .answered_within = 1, .busy_ms = 3000, .available_ms = 1000};
    assert_text(message_history(&channel, &kpis[0], starts),
                "{\"period\":\"interval\",\"period_s\":1800,\"values\":["
                "{\"start\":\"2026-11-18T01:00:00Z\",\"value\":75,\"target\":80,\"sample\":4},"
                "{\"start\":\"2026-11-18T02:00:00Z\",\"value\":100,\"target\":80,\"sample\":1}]}");
    assert_text(message_history(&channel, &kpis[2], starts),
                "{\"period\":\"interval\",\"period_s\":1800,\"values\":["
                "{\"start\":\"2026-11-18T02:00:00Z\",\"value\":75,\"target\":[75,88.5]}]}");
}

/* Finished periods are history; the score of an assessment has a day of its own. */
static void test_past(void **state)
{
    (void)state;
    static const struct metric metric = {.id = "baseline-assessment",
                                         .unit = UNIT_POINTS,
                                         .minimum = 0,
                                         .maximum = 100,
                                         .decimals = 1,
                                         .assessment = true};
    static const struct kpi_spec spec = {.business = "main",
                                         .channel = "standing",
                                         .metric_id = "baseline-assessment",
                                         .metric = &metric,
                                         .period = PERIOD_YEAR};
    static const struct typical typical = {"baseline-assessment", 76, 0, 0};
    struct centre_kpi kpi = {.metric = metric.id,
                             .unit = UNIT_POINTS,
                             .typical = &typical,
                             .spec = &spec,
                             .period = PERIOD_YEAR};
    struct stamp with_zone = stamp;
    with_zone.zone = &zone_utc;
    assert_text(message_kpi(&channel, &kpi, &with_zone),
                "{\"value\":76,\"unit\":\"points\",\"period\":\"year\","
                "\"period_start\":\"2026-09-14T00:00:00Z\",\"final\":true,"
                "\"source\":\"wallboard-sim\",\"time\":\"2026-11-18T02:10:00Z\"}");
    assert_text(message_past(&kpi, &with_zone),
                "{\"period\":\"year\",\"values\":["
                "{\"start\":\"2024-09-14T00:00:00Z\",\"value\":65},"
                "{\"start\":\"2025-09-14T00:00:00Z\",\"value\":70.5},"
                "{\"start\":\"2026-09-14T00:00:00Z\",\"value\":76}]}");

    /* Every month the same, of a target and of as many cases. */
    static const struct metric share = {.unit = UNIT_PERCENT, .maximum = 100, .decimals = 1};
    static const struct target higher = {
        .direction = DIRECTION_HIGHER, .set = true, .target = {95, 95}};
    static const struct typical steady = {"critical-error-accuracy-customer", 96, 0, 50};
    static const struct kpi_spec monthly = {.metric = &share, .period = PERIOD_QUARTER};
    kpi = (struct centre_kpi){
        .typical = &steady, .spec = &monthly, .period = PERIOD_QUARTER, .target = &higher};
#define QUARTER(start)                                                                             \
    "{\"start\":\"" start "T00:00:00Z\",\"value\":96,\"sample\":50,\"numerator\":48,"              \
    "\"denominator\":50,\"target\":95}"
    struct kpi_spec named = monthly;
    named.business = "main";
    named.channel = "all";
    named.metric_id = "x";
    kpi.spec = &named;
    assert_text(
        message_past(&kpi, &with_zone),
        "{\"period\":\"quarter\",\"values\":[" QUARTER("2025-08-01") "," QUARTER(
            "2025-11-01") "," QUARTER("2026-02-01") "," QUARTER("2026-05-01") "," QUARTER("2026-08-"
                                                                                          "01") "]"
                                                                                                "}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kpi),
        cmocka_unit_test(test_channel),
        cmocka_unit_test(test_history),
        cmocka_unit_test(test_past),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
