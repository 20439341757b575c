#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "kpi/total.h"

/* The KPIs of up to three businesses, and the total that was worked out by hand. */

#define PARTS 3

static const struct metric share = {.unit = UNIT_PERCENT};
static const struct metric mean = {.unit = UNIT_SECONDS};
static const struct metric count = {.unit = UNIT_COUNT, .adds = true};

struct part {
    enum quality quality;
    double value;
    int64_t sample; /* 0: not told, -1: nothing was counted */
    double numerator, denominator;
    int threshold_s;
    const char *method;
    enum period period; /* PERIOD_NOW: of today */
    int64_t start_ms;
    bool suppressed;
};

#define CASES(v, n) .value = (v), .sample = (n)
#define SHARE_OF(n, d)                                                                             \
    .value = 100.0 * (n) / (d), .sample = (d), .numerator = (n), .denominator = (d)

static const struct {
    const char *what;
    const struct metric *metric;
    struct part parts[PARTS];
    size_t used;
    bool known;
    double value;
    enum quality quality;
    size_t counted;
} cases[] = {
    {"numerators and denominators are added, never percentages averaged",
     &share,
     {{SHARE_OF(336.0, 400)}, {SHARE_OF(152.0, 200)}, {SHARE_OF(29.0, 50)}},
     3,
     true,
     100.0 * 517.0 / 650.0,
     QUALITY_LIVE,
     3},
    {"where cases alone are known they weigh",
     &share,
     {{CASES(90, 300)}, {CASES(60, 100)}},
     2,
     true,
     82.5,
     QUALITY_LIVE,
     2},
    {"one fraction among cases weighs by its denominator",
     &share,
     {{SHARE_OF(90.0, 100)}, {CASES(60, 300)}},
     2,
     true,
     67.5,
     QUALITY_LIVE,
     2},
    {"an average is no share",
     &mean,
     {{CASES(20, 10)}, {CASES(50, 20)}},
     2,
     true,
     40,
     QUALITY_LIVE,
     2},
    {"what nobody tells the cases of is not in it",
     &share,
     {{CASES(90, 300)}, {CASES(10, 0)}, {CASES(60, 100)}},
     3,
     true,
     82.5,
     QUALITY_LIVE,
     2},
    {"of nothing that weighs there is no total",
     &share,
     {{CASES(90, 0)}, {CASES(10, 0)}},
     2,
     false,
     NAN,
     QUALITY_NO_DATA,
     0},
    {"counts are added, cases or not",
     &count,
     {{CASES(2, 0)}, {CASES(7, 0)}, {CASES(1, 0)}},
     3,
     true,
     10,
     QUALITY_LIVE,
     3},
    {"where nothing was counted nothing is bad",
     &share,
     {{.quality = QUALITY_THIN, .sample = -1}, {CASES(60, 100)}},
     2,
     true,
     60,
     QUALITY_LIVE,
     1},
    {"but where nowhere anything was, the total says so",
     &share,
     {{.quality = QUALITY_THIN, .sample = -1}, {.quality = QUALITY_THIN, .sample = -1}},
     2,
     false,
     NAN,
     QUALITY_THIN,
     0},
    {"as thin as the thinnest",
     &share,
     {{CASES(90, 300)}, {.quality = QUALITY_THIN, CASES(50, 4)}},
     2,
     true,
     (27000.0 + 200.0) / 304.0,
     QUALITY_THIN,
     2},
    {"as old as the oldest",
     &share,
     {{.quality = QUALITY_LAST_KNOWN, CASES(90, 300)}, {CASES(60, 100)}},
     2,
     true,
     82.5,
     QUALITY_LAST_KNOWN,
     2},
    {"one without data leaves none",
     &share,
     {{CASES(90, 300)}, {.quality = QUALITY_NO_DATA}},
     2,
     false,
     90,
     QUALITY_NO_DATA,
     1},
    {"one that was never heard of, neither",
     &share,
     {{CASES(90, 300)}, {.quality = QUALITY_WAITING}},
     2,
     false,
     90,
     QUALITY_WAITING,
     1},
    {"few people must not be worked out from the others",
     &share,
     {{CASES(90, 300)}, {.quality = QUALITY_THIN, CASES(50, 40), .suppressed = true}},
     2,
     false,
     90,
     QUALITY_THIN,
     1},
    {"within another time it is another figure",
     &share,
     {{CASES(90, 300), .threshold_s = 20}, {CASES(60, 100), .threshold_s = 30}},
     2,
     true,
     90,
     QUALITY_LIVE,
     1},
    {"a time that nobody states is taken to be the same",
     &share,
     {{CASES(90, 300), .threshold_s = 20}, {CASES(60, 100)}},
     2,
     true,
     82.5,
     QUALITY_LIVE,
     2},
    {"by another method it is another figure",
     &share,
     {{CASES(90, 300), .method = "offered"}, {CASES(60, 100), .method = "answered"}},
     2,
     true,
     90,
     QUALITY_LIVE,
     1},
    {"over another kind of period, too",
     &share,
     {{CASES(90, 300)}, {CASES(60, 100), .period = PERIOD_MONTH}},
     2,
     true,
     90,
     QUALITY_LIVE,
     1},
    {"and over another month",
     &share,
     {{CASES(90, 300), .period = PERIOD_MONTH, .start_ms = 1},
      {CASES(60, 100), .period = PERIOD_MONTH, .start_ms = 2}},
     2,
     true,
     90,
     QUALITY_LIVE,
     1},
};

static struct kpi kpi_from(const struct part *part, const struct kpi_spec *spec)
{
    struct kpi kpi = {
        .spec = spec,
        .quality = part->quality,
        .suppressed = part->suppressed,
        .shows_value = part->sample >= 0 && part->quality < QUALITY_NO_DATA && !part->suppressed,
        .reading = {.has_value = true,
                    .value = part->value,
                    .sample = part->sample > 0 ? part->sample : -1 - part->sample,
                    .numerator = part->denominator > 0 ? part->numerator : NAN,
                    .denominator = part->denominator > 0 ? part->denominator : NAN,
                    .threshold_s = part->threshold_s > 0 ? part->threshold_s : -1,
                    .period = part->period == PERIOD_NOW ? PERIOD_TODAY : part->period,
                    .period_start_ms = part->start_ms ? part->start_ms : NO_TIME},
    };
    strcpy(kpi.reading.method, part->method ? part->method : "");
    return kpi;
}

static void every_case(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct kpi_spec spec = {.metric = cases[i].metric, .period = PERIOD_TODAY};
        struct kpi kpis[PARTS];
        struct total total = {.known = false};
        for (size_t k = 0; k < cases[i].used; k++) {
            kpis[k] = kpi_from(&cases[i].parts[k], &spec);
            total_add(&total, &kpis[k]);
        }
        total_settle(&total);
        bool same =
            isnan(cases[i].value) ? isnan(total.value) : fabs(total.value - cases[i].value) < 1e-9;
        if (!same || total.known != cases[i].known || total.quality != cases[i].quality ||
            total.counted != cases[i].counted) {
            fail_msg("%s: %g, %s, %zu", cases[i].what, total.value, quality_word(total.quality),
                     total.counted);
        }
        assert_int_equal(total.suppressed, cases[i].parts[1].suppressed);
        assert_non_null(total.worst);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_case)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
