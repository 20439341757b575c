/* What a tile has room for, and what it says first. */

#include "fake_view.h"

#define MINUTE INT64_C(60000)

static const size_t few[] = {4};

static void open_wall(enum language language, double distance_m, int width, int height)
{
    fill_wall(language, distance_m, few, 1);
    open_view(width, height);
}

static void show(size_t kpi)
{
    board.kpis[kpi].revision++;
    fake_settle(&board);
    update();
}

/* From near and far, wide and narrow: since when is told on the tile of what is off target. */
static void since_when_is_always_told(void **state)
{
    (void)state;
    static const struct {
        int width, height;
    } sizes[] = {{1280, 720}, {1920, 1080}, {3840, 2160}, {1080, 1920}};
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
            for (double distance_m = 2; distance_m <= 8; distance_m += 3) {
                open_wall((enum language)language, distance_m, sizes[i].width, sizes[i].height);
                fake_live(&board, 1, 6.1)->streak_ms = now.mono_ms - 14 * MINUTE + 1;
                show(1);
                assert_true(says(language == LANGUAGE_JA ? "13分" : "13 m") || says("13m"));
            }
        }
    }
}

/* Where not all chips have room for since when, those have it that can. */
static void as_many_chips_as_can_tell_since_when(void **state)
{
    (void)state;
    static const size_t two[] = {4, 4};
    bool mixed = false;
    for (int width = 1200; width <= 2400; width += 40) {
        fill_wall(LANGUAGE_EN, 5, two, 2);
        fake_live(&board, 1, 6.1)->streak_ms = now.mono_ms - 14 * MINUTE + 1;
        fake_live(&board, 5, 6.1)->streak_ms = now.mono_ms - 16 * MINUTE + 1;
        fake_settle(&board);
        open_view(width, 1080);
        update();
        bool all = says("Phone Aband. 6.1%") && says("Chat Aband. 6.1%");
        bool first = says("Phone Aband. 6.1% 13m"), second = says("Chat Aband. 6.1% 15m");
        assert_true(!second || first);
        mixed = mixed || (all && first && !second);
    }
    assert_true(mixed);
}

static void what_is_not_live_is_not_of_now(void **state)
{
    (void)state;
    open_wall(LANGUAGE_EN, 2, 1920, 1080);
    update();
    assert_true(says("Today") && says("Now"));
    for (size_t i = 0; i < 4; i++) {
        struct kpi *kpi = &board.kpis[i];
        kpi->quality = QUALITY_LAST_KNOWN;
        kpi->held = i % 2 ? HELD_STUCK : HELD_AGED;
        kpi->since_ms = FAKE_NOW - 25 * MINUTE;
        show(i);
    }
    assert_false(says("Today") || says("Now"));
    assert_true(says("14:07"));
}

/* The period gives way to the threshold, the threshold to the target. */
static void the_target_goes_first(void **state)
{
    (void)state;
    bool without_period = false;
    for (double distance_m = 2; distance_m <= 12; distance_m += 0.5) {
        fill_wall(LANGUAGE_JA, distance_m, few, 1);
        wall.page.kpi_count = 1; /* the service level, alone on its page */
        open_view(960, 540);
        update();
        bool target = says("80"), threshold = says("20秒以内"), period = says("本日");
        assert_true(target || !threshold);
        assert_true(threshold || !period);
        without_period = without_period || !period;
    }
    assert_true(without_period);
}

static void a_finished_period_has_its_name(void **state)
{
    (void)state;
    fill_wall(LANGUAGE_EN, 2, few, 1);
    struct kpi *kpi = fake_live(&board, 0, 90);
    kpi->reading.period = PERIOD_MONTH;
    kpi->reading.final = true;
    assert_true(time_parse("2026-10-01T00:00:00Z", &kpi->reading.period_start_ms));
    open_view(1920, 1080);
    update();
    assert_true(says("Last month"));
    assert_true(says("80%"));
}

/* On the narrowest tile a finished period goes before the target: it must not look like now. */
static void a_finished_period_goes_before_the_target(void **state)
{
    (void)state;
    static const size_t many[] = {8, 8, 8};
    for (double distance_m = 2; distance_m <= 8; distance_m += 1) {
        fill_wall(LANGUAGE_JA, distance_m, many, 3);
        struct kpi *kpi = fake_live(&board, 1, 6.1);
        kpi->reading.period = PERIOD_QUARTER;
        kpi->reading.final = true;
        assert_true(time_parse("2026-08-01T00:00:00Z", &kpi->reading.period_start_ms));
        open_view(1920, 1080);
        update();
        assert_true(says("直近3か月") || says("8–10月"));
    }
}

/* In an overview whose column is of several periods each cell says of when it is. */
static void periods_that_differ_stand_in_their_cells(void **state)
{
    (void)state;
    static const size_t two[] = {4, 4};
    fill_wall(LANGUAGE_JA, 5, two, 2);
    wall.page.show = PAGE_OVERVIEW;
    for (size_t i = 0; i < 2; i++) {
        struct kpi *kpi = fake_live(&board, 4 * i, 90);
        kpi->reading.period = PERIOD_MONTH;
        kpi->reading.final = true;
        const char *start = i ? "2026-09-01T00:00:00Z" : "2026-10-01T00:00:00Z";
        assert_true(time_parse(start, &kpi->reading.period_start_ms));
    }
    open_view(1920, 1080);
    update();
    assert_true(says("10月") && says("9月"));
    assert_false(says("先月"));
    /* One for all stands in the head alone. */
    board.kpis[4].reading.period_start_ms = board.kpis[0].reading.period_start_ms;
    open_view(1920, 1080);
    update();
    assert_true(says("先月"));
    assert_false(says("9月"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(since_when_is_always_told, close_view),
        cmocka_unit_test_teardown(as_many_chips_as_can_tell_since_when, close_view),
        cmocka_unit_test_teardown(what_is_not_live_is_not_of_now, close_view),
        cmocka_unit_test_teardown(the_target_goes_first, close_view),
        cmocka_unit_test_teardown(a_finished_period_has_its_name, close_view),
        cmocka_unit_test_teardown(periods_that_differ_stand_in_their_cells, close_view),
        cmocka_unit_test_teardown(a_finished_period_goes_before_the_target, close_view),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
