#include "sim/typical.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/fault.h"
#include "config/catalogue_file.h"
#include "sim/daytime.h"

#define ELEVEN (11 * 60 * MINUTE_MS)

static struct arena *arena;
static const struct catalogue *catalogue;

static int open_catalogue(void **state)
{
    (void)state;
    struct faults *faults = faults_create();
    arena = arena_create();
    catalogue = catalogue_built_in(arena, faults);
    faults_destroy(faults);
    return catalogue ? 0 : -1;
}

static int close_catalogue(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

static struct kpi_spec kpi_of(const char *id)
{
    const struct metric *metric = catalogue_find(catalogue, id);
    assert_non_null(metric);
    return (struct kpi_spec){.business = "main",
                             .channel = "all",
                             .metric_id = id,
                             .metric = metric,
                             .period = metric->period};
}

/* Whatever a board of the catalogue shows can be fed. */
static void every_metric_is_known(void **state)
{
    (void)state;
    for (size_t i = 0; i < catalogue->count; i++) {
        const struct metric *metric = &catalogue->metrics[i];
        bool computed = false;
        for (size_t k = 0; k < figure_kind_count; k++) {
            computed = computed || strcmp(figure_kinds[k].metric, metric->id) == 0;
        }
        bool lived = computed && !typical_final(metric->period);
        if (!lived && typical_find(metric->id) == NULL) {
            fail_msg("nothing is known of '%s'", metric->id);
        }
    }
    for (size_t i = 0; i < typical_count; i++) {
        assert_non_null(catalogue_find(catalogue, typicals[i].metric));
    }
}

/* In the metric's range, with whole numbers behind percentages, and never 100 % of nothing. */
static void values_are_possible(void **state)
{
    (void)state;
    for (size_t i = 0; i < typical_count; i++) {
        const struct kpi_spec kpi = kpi_of(typicals[i].metric);
        for (uint64_t seed = 1; seed < 40; seed++) {
            const struct figure figure =
                typical_figure(&typicals[i], &kpi, seed, ELEVEN + (int64_t)seed * MINUTE_MS);
            assert_true(figure.has_value);
            assert_true(figure.value >= kpi.metric->minimum && figure.value <= kpi.metric->maximum);
            assert_true(fabs(figure.value - typicals[i].usual) <= typicals[i].spread + 1.0 ||
                        typicals[i].spread == 0.0);
            if (figure.denominator > 0.0) {
                assert_true(figure.numerator == floor(figure.numerator));
                assert_true(figure.numerator <= figure.denominator);
                assert_true(figure.value == 100.0 * figure.numerator / figure.denominator);
                assert_int_equal(figure.sample, figure.denominator);
            }
        }
    }
}

static void a_finished_period_stands(void **state)
{
    (void)state;
    const struct kpi_spec kpi = kpi_of("customer-satisfaction");
    const struct typical *typical = typical_find("customer-satisfaction");
    double once = typical_figure(typical, &kpi, 3, ELEVEN).value;
    assert_true(once == typical_figure(typical, &kpi, 3, ELEVEN + DAY_MS).value);
    assert_true(once != typical_figure(typical, &kpi, 4, ELEVEN).value);
}

/* Today begins with nothing, grows, and wanders. */
static void a_running_one_moves(void **state)
{
    (void)state;
    const struct kpi_spec kpi = kpi_of("contact-rate");
    const struct typical *typical = typical_find("contact-rate");
    assert_false(typical_figure(typical, &kpi, 3, 3 * 60 * MINUTE_MS).has_value);
    const struct figure early = typical_figure(typical, &kpi, 3, ELEVEN);
    const struct figure late = typical_figure(typical, &kpi, 3, ELEVEN + 60 * MINUTE_MS);
    assert_true(early.sample > 0 && late.sample > early.sample);
    assert_true(early.value != late.value);
}

static int32_t nine_hours(const struct zone *zone, int64_t utc_s)
{
    (void)zone;
    (void)utc_s;
    return 9 * 3600;
}

static void starts_are_those_of_the_calendar(void **state)
{
    (void)state;
    static const struct zone east = {nine_hours};
    static const struct {
        enum period period;
        const char *now, *utc, *tokyo;
    } cases[] = {
        {PERIOD_DAY, "2026-03-01T00:30:00Z", "2026-02-28T00:00:00Z", "2026-02-27T15:00:00Z"},
        {PERIOD_DAY, "2026-02-28T15:30:00Z", "2026-02-27T00:00:00Z", "2026-02-27T15:00:00Z"},
        {PERIOD_WEEK, "2026-11-18T05:32:00Z", "2026-11-09T00:00:00Z", "2026-11-08T15:00:00Z"},
        {PERIOD_WEEK, "2026-11-16T00:00:00Z", "2026-11-09T00:00:00Z", "2026-11-08T15:00:00Z"},
        {PERIOD_MONTH, "2026-01-05T00:00:00Z", "2025-12-01T00:00:00Z", "2025-11-30T15:00:00Z"},
        {PERIOD_MONTH, "2026-10-31T20:00:00Z", "2026-09-01T00:00:00Z", "2026-09-30T15:00:00Z"},
        {PERIOD_QUARTER, "2026-02-10T00:00:00Z", "2025-11-01T00:00:00Z", "2025-10-31T15:00:00Z"},
        {PERIOD_YEAR, "2026-02-10T00:00:00Z", "2025-01-01T00:00:00Z", "2024-12-31T15:00:00Z"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t now_ms;
        char text[32];
        assert_true(time_parse(cases[i].now, &now_ms));
        struct kpi_spec kpi = kpi_of("attrition");
        kpi.period = cases[i].period;
        time_format(typical_start_ms(&kpi, &zone_utc, now_ms, 0), text, sizeof text);
        assert_string_equal(text, cases[i].utc);
        time_format(typical_start_ms(&kpi, &east, now_ms, 0), text, sizeof text);
        assert_string_equal(text, cases[i].tokyo);
    }
}

/* Those before the last one, whatever the length of months and years. */
static void earlier_periods_have_starts_of_their_own(void **state)
{
    (void)state;
    static const struct {
        const char *metric;
        enum period period;
        int back;
        const char *start;
    } cases[] = {
        {"attrition", PERIOD_DAY, 1, "2026-02-26T00:00:00Z"},
        {"attrition", PERIOD_WEEK, 2, "2026-02-02T00:00:00Z"},
        {"attrition", PERIOD_MONTH, 1, "2025-12-01T00:00:00Z"},
        {"attrition", PERIOD_MONTH, 12, "2025-01-01T00:00:00Z"},
        {"attrition", PERIOD_QUARTER, 1, "2025-08-01T00:00:00Z"},
        {"attrition", PERIOD_YEAR, 2, "2023-01-01T00:00:00Z"},
        {"baseline-assessment", PERIOD_YEAR, 0, "2025-12-14T00:00:00Z"},
        {"baseline-assessment", PERIOD_YEAR, 1, "2024-12-14T00:00:00Z"},
    };
    int64_t now_ms;
    assert_true(time_parse("2026-02-28T05:32:00Z", &now_ms));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[32];
        struct kpi_spec kpi = kpi_of(cases[i].metric);
        kpi.period = cases[i].period;
        time_format(typical_start_ms(&kpi, &zone_utc, now_ms, cases[i].back), text, sizeof text);
        assert_string_equal(text, cases[i].start);
    }
}

/* The last one is what is published now; the others differ, but for an assessment, which gains. */
static void earlier_periods_have_values_of_their_own(void **state)
{
    (void)state;
    const struct kpi_spec kpi = kpi_of("customer-satisfaction");
    const struct typical *typical = typical_find("customer-satisfaction");
    double last = typical_figure(typical, &kpi, 3, ELEVEN).value;
    assert_true(last == typical_past(typical, &kpi, 3, 0).value);
    assert_true(last != typical_past(typical, &kpi, 3, 1).value);
    assert_true(typical_past(typical, &kpi, 3, 1).value != typical_past(typical, &kpi, 3, 2).value);
    assert_int_equal(typical_past(typical, &kpi, 3, 5).sample, 380);

    const struct kpi_spec score = kpi_of("baseline-assessment");
    const struct typical *scores = typical_find("baseline-assessment");
    double now = typical_past(scores, &score, 3, 0).value;
    assert_true(fabs(now - typical_past(scores, &score, 3, 1).value - 5.5) < 1e-9);
    assert_true(fabs(now - typical_past(scores, &score, 3, 2).value - 11.0) < 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_metric_is_known),
        cmocka_unit_test(values_are_possible),
        cmocka_unit_test(a_finished_period_stands),
        cmocka_unit_test(a_running_one_moves),
        cmocka_unit_test(starts_are_those_of_the_calendar),
        cmocka_unit_test(earlier_periods_have_starts_of_their_own),
        cmocka_unit_test(earlier_periods_have_values_of_their_own),
    };
    return cmocka_run_group_tests(tests, open_catalogue, close_catalogue);
}
