#include "sim/centre.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define ELEVEN (11 * 60 * MINUTE_MS)

/* Two businesses, each with a phone, an e-mail channel of another name and unknown KPIs. */
static const struct business_spec businesses[] = {{.id = "red", .channel_count = 2},
                                                  {.id = "blue", .channel_count = 2}};
static const struct channel_spec channels[] = {
    {.id = "phone",
     .business_index = 0,
     .timing = TIMING_REAL_TIME,
     .first_kpi = 0,
     .kpi_count = 3},
    {.id = "letters",
     .business_index = 0,
     .timing = TIMING_NON_REAL_TIME,
     .first_kpi = 3,
     .kpi_count = 1},
    {.id = "phone",
     .business_index = 1,
     .timing = TIMING_REAL_TIME,
     .first_kpi = 4,
     .kpi_count = 1},
    {.id = "kiosk",
     .business_index = 1,
     .timing = TIMING_NONE,
     .assistance = ASSISTANCE_DIGITAL,
     .first_kpi = 5,
     .kpi_count = 2},
};
static const struct metric satisfaction = {.unit = UNIT_PERCENT, .maximum = 100};
static const struct kpi_spec kpis[] = {
    {.business = "red",
     .channel = "phone",
     .metric_id = "service-level",
     .period = PERIOD_INTERVAL,
     .target = {.set = true},
     .threshold_s = 45},
    {.business = "red", .channel = "phone", .metric_id = "longest-wait", .period = PERIOD_NOW},
    {.business = "red",
     .channel = "phone",
     .metric_id = "customer-satisfaction",
     .metric = &satisfaction,
     .period = PERIOD_MONTH},
    {.business = "red", .channel = "letters", .metric_id = "on-time-rate", .period = PERIOD_TODAY},
    {.business = "blue", .channel = "phone", .metric_id = "moon-phase", .period = PERIOD_TODAY},
    {.business = "blue",
     .channel = "kiosk",
     .metric_id = "autonomous-handle-rate",
     .period = PERIOD_TODAY},
    {.business = "blue", .channel = "kiosk", .metric_id = "backlog", .period = PERIOD_NOW},
};
static const struct board_spec spec = {.businesses = businesses,
                                       .business_count = 2,
                                       .channels = channels,
                                       .channel_count = 4,
                                       .kpis = kpis,
                                       .kpi_count = 7};

static void test_from_a_board(void **state)
{
    (void)state;
    struct centre *centre = centre_create(&spec, 1, &scenes[0], ELEVEN);
    assert_int_equal(centre->channel_count, 3);
    assert_true(centre->now_ms == ELEVEN);
    const struct centre_channel *phone = &centre->channels[0];
    assert_string_equal(phone->business, "red");
    assert_int_equal(phone->kpi_count, 3);
    assert_int_equal(phone->kpis[0].period, PERIOD_INTERVAL);
    assert_ptr_equal(phone->kpis[0].target, &kpis[0].target);
    assert_true(phone->model.threshold_ms == 45 * SECOND_MS);
    assert_int_equal(phone->kpis[1].period, PERIOD_NOW);
    assert_null(phone->kpis[1].target);
    /* A month it has not lived through; of that it has a typical value. */
    assert_null(phone->kpis[2].figure);
    assert_int_equal(phone->kpis[2].period, PERIOD_MONTH);
    assert_true(centre_figure(phone, &phone->kpis[2]).sample > 0);
    assert_true(phone->model.today.offered > 0);
    assert_string_equal(centre->channels[1].id, "letters");
    assert_int_equal(centre->channels[1].model.preset->kind, KIND_ITEMS);
    assert_string_equal(centre->channels[2].id, "kiosk");
    assert_int_equal(centre->channels[2].model.preset->kind, KIND_BOT);
    static const char *const unknown[] = {"blue/phone/moon-phase", "blue/kiosk/backlog"};
    assert_int_equal(centre->unknown_count, 2);
    for (size_t i = 0; i < 2; i++) {
        assert_string_equal(centre->unknown[i], unknown[i]);
    }
    centre_destroy(centre);
}

static void test_without_a_board(void **state)
{
    (void)state;
    struct centre *centre = centre_create(NULL, 1, &scenes[0], ELEVEN);
    assert_int_equal(centre->channel_count, preset_count);
    assert_int_equal(centre->unknown_count, 0);
    for (size_t i = 0; i < centre->channel_count; i++) {
        const struct centre_channel *channel = &centre->channels[i];
        assert_string_equal(channel->business, "main");
        assert_string_equal(channel->id, presets[i].channel);
        assert_true(channel->kpi_count > 0);
        for (size_t k = 0; k < channel->kpi_count; k++) {
            assert_true((channel->kpis[k].figure->kinds & presets[i].kind) != 0);
        }
    }
    centre_destroy(centre);
    centre_destroy(NULL);
}

/* The same channel of two businesses does not live the same day. */
static void test_businesses_differ(void **state)
{
    (void)state;
    static const struct kpi_spec both[] = {
        {.business = "red",
         .channel = "phone",
         .metric_id = "service-level",
         .period = PERIOD_TODAY},
        {.business = "blue",
         .channel = "phone",
         .metric_id = "service-level",
         .period = PERIOD_TODAY},
    };
    const struct channel_spec phones[] = {
        {.id = "phone", .business_index = 0, .first_kpi = 0, .kpi_count = 1},
        {.id = "phone", .business_index = 1, .first_kpi = 1, .kpi_count = 1}};
    const struct board_spec two = {.businesses = businesses,
                                   .business_count = 2,
                                   .channels = phones,
                                   .channel_count = 2,
                                   .kpis = both,
                                   .kpi_count = 2};
    struct centre *centre = centre_create(&two, 1, &scenes[0], ELEVEN);
    assert_int_equal(centre->channel_count, 2);
    assert_memory_not_equal(&centre->channels[0].model.today, &centre->channels[1].model.today,
                            sizeof(struct tally));
    centre_destroy(centre);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_from_a_board),
        cmocka_unit_test(test_without_a_board),
        cmocka_unit_test(test_businesses_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
