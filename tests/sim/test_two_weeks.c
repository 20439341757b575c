/*
 * Two weeks of the simulated centre, in injected time, through the messages of the contract into a
 * board that keeps its own days; its levels and control limits, held to the last digit that the
 * wall shows against figures computed here anew from the messages alone.
 */

#include <jansson.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "config/board_config.h"
#include "config/catalogue_file.h"
#include "kpi/board.h"
#include "kpi/control.h"
#include "kpi/level.h"
#include "sim/feed.h"

#define DAYS 14
#define STEP_S 600
#define KPIS_MOST 32

/* Monday, 2 November 2026, 00:00 UTC. */
#define START_MS INT64_C(1793577600000)

#define BOARD                                                                                      \
    "{\"zone\":\"UTC\",\"language\":\"en\",\"audience\":\"supervisors\","                          \
    "\"level\":{\"periods\":10,\"share\":70,\"of\":\"day\"},\"businesses\":{\"main\":{"            \
    "\"channels\":{\"phone\":{\"kpis\":{\"service-level\":{\"target\":80,\"limit\":70,"            \
    "\"decimals\":1},\"abandonment-rate\":{\"target\":5,\"limit\":8,\"decimals\":1},"              \
    "\"average-handle-time\":{\"target\":360,\"limit\":420,\"period\":\"today\"}}},"               \
    "\"email\":{\"kpis\":{\"on-time-rate\":{\"target\":95,\"limit\":90,\"decimals\":1}}}}}}}"

/* What the last message of a day told of a KPI. */
struct day {
    bool told;
    double value, numerator, denominator; /* NAN: not told */
    int64_t sample;                       /* -1 */
};

struct run {
    struct board *board;
    const struct board_spec *spec;
    struct moment now;
    struct day days[KPIS_MOST][DAYS + 1];
};

static double number_or(const json_t *json, const char *key, double other)
{
    const json_t *number = json_object_get(json, key);
    return json_is_number(number) ? json_number_value(number) : other;
}

static void note(struct run *run, size_t kpi, const json_t *metric)
{
    struct day *day = &run->days[kpi][(run->now.wall_ms - START_MS) / DAY_MS];
    if (json_is_number(json_object_get(metric, "value"))) {
        *day = (struct day){.told = true,
                            .value = number_or(metric, "value", NAN),
                            .numerator = number_or(metric, "numerator", NAN),
                            .denominator = number_or(metric, "denominator", NAN),
                            .sample = (int64_t)number_or(metric, "sample", -1)};
    }
}

/* To the board all but histories, as of a site where nobody publishes those. */
static bool deliver(void *context, const char *topic, const char *payload)
{
    struct run *run = context;
    if (strncmp(topic, "history/", strlen("history/")) == 0) {
        return true;
    }
    board_advance(run->board, &run->now);
    board_message(run->board, topic, payload, strlen(payload), false, &run->now);
    json_t *root = json_loads(payload, 0, NULL);
    const char *id;
    json_t *metric;
    json_object_foreach(json_object_get(root, "metrics"), id, metric)
    {
        char path[256];
        snprintf(path, sizeof path, "%s/%s", topic + strlen("kpi/"), id);
        size_t kpi = board_find(run->board, path);
        if (kpi < KPIS_MOST) {
            note(run, kpi, metric);
        }
    }
    json_decref(root);
    return true;
}

static void live_two_weeks(struct run *run)
{
    const struct scene *scene = &scenes[0];
    struct centre *centre = centre_create(run->spec, 20261118, scene, 0);
    struct feed feed;
    feed_init(&feed, centre, scene, 1, STEP_S, START_MS);
    feed.sink = deliver;
    feed.context = run;
    for (int64_t s = 0; s <= DAYS * 86400; s += STEP_S) {
        run->now = (struct moment){1000 + s * 1000, START_MS + s * 1000, true};
        feed_second(&feed, s, run->now.wall_ms, true);
    }
    centre_destroy(centre);
}

/* ---- Computed anew -------------------------------------------------------------------------- */

/* The days of a KPI that have a figure, oldest first; returns how many. */
static int days_of(const struct run *run, size_t kpi, struct day *days)
{
    int count = 0;
    for (int i = 0; i < DAYS; i++) {
        if (run->days[kpi][i].told && run->days[kpi][i].sample != 0) {
            days[count++] = run->days[kpi][i];
        }
    }
    return count;
}

static bool met(const struct kpi_spec *spec, const struct day *day)
{
    return spec->metric->direction == DIRECTION_LOWER ? day->value <= spec->target.target.high
                                                      : day->value >= spec->target.target.low;
}

static bool thin(const struct kpi_spec *spec, const struct day *day)
{
    return day->sample >= 0 && day->sample < spec->min_sample;
}

/* As it would be shown, where no target is near. */
static void text_of(char to[32], double value, int decimals)
{
    snprintf(to, 32, "%.*f", decimals, value);
}

static void check_level(const struct run *run, size_t index, const struct day *days, int count)
{
    const struct kpi_spec *spec = &run->spec->kpis[index];
    int judged = 0, good = 0;
    double numerators = 0, denominators = 0;
    for (int i = count - 1; i >= 0 && judged < 10; i--) {
        if (!thin(spec, &days[i])) {
            judged++;
            good += met(spec, &days[i]);
            numerators += days[i].numerator;
            denominators += days[i].denominator;
        }
    }
    struct level level = level_of(&board_kpi(run->board, index)->finals, &spec->level,
                                  spec->metric->unit == UNIT_PERCENT);
    bool all = judged == 10;
    assert_int_equal(level.judged, judged);
    assert_int_equal(level.met, good);
    assert_int_equal(level.verdict, !all              ? VERDICT_UNTARGETED
                                    : 10 * good >= 70 ? VERDICT_MET
                                                      : VERDICT_MISSED);
    char shown[32], expected[32];
    double factor = spec->metric->unit == UNIT_PERCENT ? 100.0 : 1.0;
    text_of(expected, factor * numerators / denominators, spec->decimals);
    text_of(shown, level.value, spec->decimals);
    assert_string_equal(shown, expected);
    text_of(expected, 100.0 * good / judged, 6);
    text_of(shown, level_share(&level), 6);
    assert_string_equal(shown, expected);
    print_message("%s: %d/%d days met, %s %%\n", board_path(run->board, index), good, judged,
                  shown);
}

static void check_share_chart(const struct control *control, const struct finals *finals,
                              const struct day *days, int count, int decimals)
{
    double numerators = 0, denominators = 0;
    for (int i = 0; i < count; i++) {
        numerators += days[i].numerator;
        denominators += days[i].denominator;
    }
    double p = numerators / denominators;
    for (int i = 0; i < count; i++) {
        double half = 3 * sqrt(p * (1 - p) / days[i].denominator);
        char low[32], high[32], expected_low[32], expected_high[32];
        struct bounds limits = control_limits(control, &finals->items[i]);
        text_of(low, limits.low, decimals);
        text_of(high, limits.high, decimals);
        text_of(expected_low, 100 * fmax(0, p - half), decimals);
        text_of(expected_high, 100 * fmin(1, p + half), decimals);
        assert_string_equal(low, expected_low);
        assert_string_equal(high, expected_high);
    }
    print_message("  p-chart: centre %.*f\n", decimals, 100 * p);
}

static void check_individuals_chart(const struct control *control, const struct day *days,
                                    int count, int decimals)
{
    double sum = 0, moves = 0;
    for (int i = 0; i < count; i++) {
        sum += days[i].value;
        moves += i > 0 ? fabs(days[i].value - days[i - 1].value) : 0;
    }
    double centre = sum / count, half = 2.66 * moves / (count - 1);
    char low[32], expected[32];
    struct bounds limits = control_limits(control, &(struct final){0});
    text_of(low, limits.low, decimals);
    text_of(expected, fmax(0, centre - half), decimals);
    assert_string_equal(low, expected);
    text_of(low, limits.high, decimals);
    text_of(expected, centre + half, decimals);
    assert_string_equal(low, expected);
    print_message("  individuals chart: centre %.*f\n", decimals, centre);
}

static void check(const struct run *run, size_t index)
{
    const struct kpi *kpi = board_kpi(run->board, index);
    struct day days[DAYS];
    int count = days_of(run, index, days);
    assert_int_equal(kpi->finals.period, PERIOD_DAY);
    assert_false(kpi->finals.published);
    assert_int_equal(kpi->finals.count, count);
    assert_true(count >= CONTROL_LEAST);
    check_level(run, index, days, count);
    struct control control = control_of(&kpi->finals, kpi->spec->metric);
    bool share = kpi->spec->metric->unit == UNIT_PERCENT;
    assert_int_equal(control.chart, share ? CHART_SHARE : CHART_INDIVIDUALS);
    if (share) {
        check_share_chart(&control, &kpi->finals, days, count, kpi->spec->decimals);
    } else {
        check_individuals_chart(&control, days, count, kpi->spec->decimals);
    }
}

static bool zone_known(const char *zone)
{
    return strcmp(zone, "UTC") == 0;
}

static void levels_and_limits_agree(void **state)
{
    (void)state;
    static struct run run;
    struct arena *arena = arena_create();
    struct faults *faults = faults_create();
    const struct config_world world = {.catalogue = catalogue_built_in(arena, faults),
                                       .zone_known = zone_known};
    struct board_config *config = board_config_read(BOARD, strlen(BOARD), &world, faults);
    assert_non_null(config);
    run.spec = &config->spec;
    run.now = (struct moment){1000, START_MS, true};
    run.board = board_create(run.spec, &zone_utc, &run.now);
    live_two_weeks(&run);
    assert_int_equal(run.spec->kpi_count, 4);
    for (size_t i = 0; i < run.spec->kpi_count; i++) {
        check(&run, i);
    }
    board_destroy(run.board);
    board_config_destroy(config);
    faults_destroy(faults);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(levels_and_limits_agree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
