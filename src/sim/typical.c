#include "sim/typical.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/moment.h"
#include "sim/daytime.h"
#include "sim/random.h"

#define HOURS_S 3600
#define DAYS_S (24 * HOURS_S)

const struct typical typicals[] = {
    {"ivr-abandonment-rate", 6.5, 1.5, 1200},
    {"blocked-rate", 0.6, 0.4, 1100},
    {"intervals-at-service-level", 86, 5, 0},
    {"transfer-rate", 7, 2, 900},
    {"average-talk-time", 236, 18, 900},
    {"average-hold-time", 31, 6, 900},
    {"average-after-call-work", 48, 8, 900},
    {"items-late", 4, 3, 0},
    {"cycle-time", 6 * HOURS_S, HOURS_S, 260},
    {"reopen-rate", 2.4, 0.8, 900},
    {"items-per-hour", 8.4, 0.9, 0},
    {"digital-resolution-rate", 71, 4, 1400},
    {"handover-rate", 24, 4, 1400},
    {"digital-abandonment-rate", 13, 3, 1400},
    {"recognition-rate", 91, 2, 1400},
    {"channel-availability", 99.94, 0.05, 0},
    {"response-latency", 1.1, 0.3, 1400},
    {"autonomous-handle-rate", 66, 3, 1400},
    {"calls-made", 1900, 0, 0},
    {"contact-rate", 31, 3, 1900},
    {"attempts-per-contact", 2.7, 0.3, 600},
    {"silent-call-rate", 1.6, 0.6, 620},
    {"conversion-rate", 11.5, 2, 600},
    {"sales-per-hour", 0.82, 0.1, 0},
    {"list-penetration", 64, 3, 5200},
    {"order-accuracy", 98.6, 0.6, 400},
    {"right-party-contact-rate", 19, 2, 1900},
    {"promise-rate", 46, 4, 360},
    {"promise-kept-rate", 73, 4, 300},
    {"recovery-rate", 58, 4, 0},
    {"collection-cost-rate", 6.2, 0.6, 0},
    {"on-time-arrival-rate", 94, 3, 140},
    {"repair-turnaround-time", 4.2 * DAYS_S, 0.5 * DAYS_S, 210},
    {"first-time-fix-rate", 84, 3, 620},
    {"repeat-repair-rate", 3.4, 0.8, 620},
    {"parts-wait-time", 1.6 * DAYS_S, 0.4 * DAYS_S, 0},
    {"jobs-per-day", 5.2, 0.5, 0},
    {"walk-away-rate", 3.1, 1, 220},
    {"visits-per-staff-hour", 4.6, 0.5, 0},
    {"critical-error-accuracy-customer", 96.2, 1.2, 420},
    {"critical-error-accuracy-business", 93, 1.8, 420},
    {"critical-error-accuracy-compliance", 99.5, 0.4, 420},
    {"non-critical-error-accuracy", 91, 2, 420},
    {"resolution-rate", 93, 2, 500},
    {"first-call-resolution", 82, 3, 500},
    {"first-contact-resolution", 76, 3, 500},
    {"repeat-contact-rate", 8.5, 1.5, 500},
    {"journey-time", 1.4 * DAYS_S, 0.3 * DAYS_S, 500},
    {"customer-satisfaction", 84, 3, 380},
    {"customer-dissatisfaction", 4.8, 1.2, 380},
    {"net-promoter-score", 18, 6, 380},
    {"customer-effort-score", 2.3, 0.3, 380},
    {"complaint-rate", 0.24, 0.08, 24000},
    {"client-satisfaction", 88, 4, 0},
    {"customer-retention", 91, 2, 340},
    {"cost-per-contact", 742, 30, 0},
    {"cost-per-resolution", 961, 50, 0},
    {"cost-per-sale", 6900, 500, 0},
    {"cost-per-job", 11800, 700, 0},
    {"cost-against-budget", 98, 4, 0},
    {"time-to-fill", 34.0 * DAYS_S, 5.0 * DAYS_S, 0},
    {"start-on-time-rate", 93, 4, 0},
    {"new-hire-retention", 86, 4, 0},
    {"cost-per-hire", 184000, 18000, 0},
    {"training-pass-rate", 92, 3, 0},
    {"time-to-proficiency", 58.0 * DAYS_S, 6.0 * DAYS_S, 0},
    {"qualified-staff-rate", 97, 2, 0},
    {"staffing-against-plan", 98, 3, 0},
    {"forecast-accuracy", 101, 5, 0},
    {"volume-against-forecast", 103, 9, 0},
    {"staff-against-requirement", 98, 5, 0},
    {"schedule-efficiency", 83, 4, 0},
    {"schedule-adherence", 92, 2, 0},
    {"shrinkage", 31, 2, 0},
    {"monitoring-completion", 97, 3, 0},
    {"calibration-variance", 3.6, 1, 0},
    {"it-availability", 99.95, 0.04, 0},
    {"incident-recovery-time", 42 * 60, 12 * 60, 0},
    {"employee-experience", 72, 4, 0},
    {"absenteeism", 4.1, 0.8, 0},
    {"attrition", 21, 4, 0},
    {"utilisation", 86, 2, 0},
    {"report-on-time-rate", 98, 2, 0},
    {"report-accuracy", 97, 2, 0},
    {"release-failure-rate", 4, 2, 0},
    {"baseline-assessment", 76, 4, 0},
    {"item-1-1", 84, 6, 0},
    {"item-1-2", 88, 6, 0},
    {"item-1-3", 78, 8, 0},
    {"item-1-4", 74, 8, 0},
    {"item-2-1", 70, 8, 0},
    {"item-2-2", 82, 6, 0},
    {"item-2-3", 68, 8, 0},
    {"item-2-4", 86, 6, 0},
    {"item-2-5", 80, 8, 0},
    {"item-2-8", 72, 8, 0},
    {"item-3-1", 88, 6, 0},
    {"item-3-2", 84, 6, 0},
    {"item-3-3", 78, 8, 0},
    {"item-3-4", 70, 8, 0},
    {"item-4-1", 76, 8, 0},
    {"item-4-2", 82, 6, 0},
    {"item-4-3", 74, 8, 0},
    {"item-4-4", 78, 8, 0},
};

const size_t typical_count = sizeof(typicals) / sizeof(typicals[0]);

const struct typical *typical_find(const char *metric)
{
    for (size_t i = 0; i < typical_count; i++) {
        if (strcmp(typicals[i].metric, metric) == 0) {
            return &typicals[i];
        }
    }
    return NULL;
}

bool typical_final(enum period period)
{
    return period > PERIOD_TODAY;
}

/* ---- Values --------------------------------------------------------------------------------- */

#define STEP_MS (10 * MINUTE_MS)

/* -1 to 1, seldom far from 0; the same for one seed, KPI and step. */
static double drawn(const struct kpi_spec *kpi, uint64_t seed, int64_t step)
{
    char stream[256];
    struct random random;
    snprintf(stream, sizeof(stream), "%s/%s/%s/%lld", kpi->business, kpi->channel, kpi->metric_id,
             (long long)step);
    random_start(&random, seed, stream);
    return random_unit(&random) + random_unit(&random) - 1.0;
}

/* Wanders from step to step while the period runs. */
static double noise(const struct kpi_spec *kpi, uint64_t seed, int64_t now_ms)
{
    int64_t step = now_ms / STEP_MS;
    double into = (double)(now_ms % STEP_MS) / (double)STEP_MS;
    return (1.0 - into) * drawn(kpi, seed, step) + into * drawn(kpi, seed, step + 1);
}

/* The same for one finished period at any time. */
static double past_noise(const struct kpi_spec *kpi, uint64_t seed, int back)
{
    return drawn(kpi, seed, -1 - back);
}

/* How much of an office day from 9 to 18 has passed; all of it for whatever is no sum of today. */
static double passed(enum period period, int64_t now_ms)
{
    if (period != PERIOD_TODAY) {
        return 1.0;
    }
    double hours = (double)(now_ms % DAY_MS) / (double)(60 * MINUTE_MS);
    return fmin(1.0, fmax(0.0, (hours - 9.0) / 9.0));
}

static struct figure of_sample(const struct metric *metric, double value, int sample)
{
    if (sample == 0) {
        return (struct figure){.sample = 0, .reason = "nothing yet"};
    }
    struct figure figure = {.has_value = true, .value = value, .sample = sample};
    if (metric->unit == UNIT_PERCENT) {
        figure.denominator = sample;
        figure.numerator = round(value * sample / 100.0);
        figure.value = 100.0 * figure.numerator / sample;
    }
    return figure;
}

/* `part` of the period is over. */
static struct figure figure_from(const struct typical *typical, const struct kpi_spec *kpi,
                                 double value, double part)
{
    const struct metric *metric = kpi->metric;
    bool whole = (metric->unit == UNIT_COUNT || metric->item != NULL) && metric->decimals == 0;
    value = fmin(metric->maximum, fmax(metric->minimum, value));
    value = whole ? floor(value) : value;
    if (typical->sample > 0) {
        return of_sample(metric, value, (int)(typical->sample * part));
    }
    return (struct figure){.has_value = true, .value = value, .sample = -1};
}

struct figure typical_figure(const struct typical *typical, const struct kpi_spec *kpi,
                             uint64_t seed, int64_t now_ms)
{
    if (typical_final(kpi->period)) {
        return typical_past(typical, kpi, seed, 0);
    }
    double part = passed(kpi->period, now_ms);
    double value = typical->usual + typical->spread * noise(kpi, seed, now_ms);
    if (kpi->metric->unit == UNIT_COUNT && typical->spread == 0.0) {
        value = typical->usual * part;
    }
    return figure_from(typical, kpi, value, part);
}

/* What an assessment brings, in points. */
#define GAIN 5.5

struct figure typical_past(const struct typical *typical, const struct kpi_spec *kpi, uint64_t seed,
                           int back)
{
    if (kpi->metric->assessment) {
        double last = typical->usual + typical->spread * past_noise(kpi, seed, 0);
        return figure_from(typical, kpi, last - GAIN * back, 1.0);
    }
    double value = typical->usual + typical->spread * past_noise(kpi, seed, back);
    return figure_from(typical, kpi, value, 1.0);
}

/* ---- Finished periods ----------------------------------------------------------------------- */

/* Midnight so many days before that of `day`; noon is far enough from any change of the clock. */
static int64_t days_before_ms(const struct zone *zone, struct civil day, int days)
{
    day.hour = 12;
    struct civil before = civil_from(zone, civil_to(zone, day) - days * DAY_MS);
    before.hour = before.minute = before.second = 0;
    return civil_to(zone, before);
}

static int64_t months_before_ms(const struct zone *zone, struct civil day, int months)
{
    int month = 12 * day.year + day.month - 1 - months;
    return civil_to(zone, (struct civil){.year = month / 12, .month = month % 12 + 1, .day = 1});
}

static int64_t period_before_ms(enum period period, const struct zone *zone, int64_t wall_ms)
{
    struct civil today = civil_from(zone, wall_ms);
    today.minute = today.second = 0;
    switch (period) {
    case PERIOD_DAY:
        return days_before_ms(zone, today, 1);
    case PERIOD_WEEK:
        return days_before_ms(zone, today, 7 + today.weekday);
    case PERIOD_MONTH:
        return months_before_ms(zone, today, 1);
    case PERIOD_QUARTER:
        return months_before_ms(zone, today, 3);
    default:
        assert(period == PERIOD_YEAR);
        return months_before_ms(zone, today, 12 + today.month - 1);
    }
}

/* The last one was in the month before the last, about its middle. */
#define ASSESSED_MONTHS 2
#define ASSESSED_DAY 14

static int64_t assessed_ms(const struct zone *zone, int64_t wall_ms, int back)
{
    struct civil today = civil_from(zone, wall_ms);
    struct civil day = civil_from(zone, months_before_ms(zone, today, ASSESSED_MONTHS + 12 * back));
    day.day = ASSESSED_DAY;
    return civil_to(zone, day);
}

int64_t typical_start_ms(const struct kpi_spec *kpi, const struct zone *zone, int64_t wall_ms,
                         int back)
{
    if (metric_of_standing(kpi->metric)) {
        return assessed_ms(zone, wall_ms, back);
    }
    int64_t start_ms = wall_ms;
    for (int i = 0; i <= back; i++) {
        start_ms = period_before_ms(kpi->period, zone, start_ms);
    }
    return start_ms;
}

int typical_periods(enum period period)
{
    static const int counts[PERIOD_COUNT] = {[PERIOD_DAY] = 14,
                                             [PERIOD_WEEK] = 13,
                                             [PERIOD_MONTH] = 13,
                                             [PERIOD_QUARTER] = 5,
                                             [PERIOD_YEAR] = 3};
    return counts[period];
}
