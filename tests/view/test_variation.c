/* Variation and corrective action on the wall: in shape and word, with when, and with a chart. */

#include "view/variation.h"

#include <math.h>

#include "fake_view.h"
#include "view/place.h"

#define DAY_MS INT64_C(86400000)

static const size_t one[] = {1}, four[] = {4, 4};

/* Days up to yesterday. */
static void add_days(size_t kpi, const double *values, int count)
{
    struct finals *finals = &board.kpis[kpi].finals;
    *finals = (struct finals){.period = PERIOD_DAY, .period_s = 86400};
    for (int i = 0; i < count; i++) {
        int64_t start_ms = FAKE_NOW - FAKE_NOW % DAY_MS - (count - i) * DAY_MS;
        finals_add(finals, (struct final){.start_ms = start_ms,
                                          .value = values[i],
                                          .verdict = values[i] >= 80 ? VERDICT_MET : VERDICT_MISSED,
                                          .target = {80, 80}});
    }
}

static void open_page(enum language language, const size_t *counts, size_t channels,
                      enum page_show show)
{
    fill_wall(language, 5, counts, channels);
    for (size_t i = 0; i < wall.config.spec.kpi_count; i++) {
        wall.kpis[i].level = (struct level_rule){10, 75, PERIOD_DAY};
        wall.kpis[i].variation = true;
        wall.kpis[i].corrective_after = 3;
    }
    wall.page.show = show;
}

static const double steady[] = {82, 84, 82, 84, 82, 84, 82, 84, 82, 84, 82};
static const double jump[] = {82, 84, 82, 84, 82, 20, 84, 82, 84, 82, 84, 82};
static const double sides[] = {70, 78, 70, 78, 70, 78, 70, 78, 70, 78,
                               79, 87, 79, 87, 79, 87, 79, 87, 79, 87};
static const double off[] = {82, 84, 82, 84, 82, 84, 82, 79, 78, 79};

static void tells_what_it_is_and_when(void **state)
{
    (void)state;
    open_page(LANGUAGE_JA, four, 2, PAGE_LEVEL);
    add_days(0, steady, 11);
    add_days(1, jump, 12);
    add_days(2, sides, 20);
    add_days(3, steady, 4);
    open_view(1920, 1080);
    update();
    assert_true(says("管理状態") && says("安定"));
    assert_true(says("要調査") && says("限界外 11/11"));
    assert_true(says("片側9点 11/17"));
    assert_true(says("期間不足 4/10"));
    assert_true(says("管理図 ネルソン 1・2"));
}

static void tells_it_in_english(void **state)
{
    (void)state;
    open_page(LANGUAGE_EN, four, 2, PAGE_LEVEL);
    add_days(0, steady, 11);
    add_days(1, jump, 12);
    add_days(3, off, 10);
    open_view(1920, 1080);
    update();
    assert_true(says("Variation") && says("stable"));
    assert_true(says("Look into") && says("past limit 11/11"));
    assert_true(says("Corrective") && says("since 11/15"));
}

static void nothing_of_it_where_it_is_not_told(void **state)
{
    (void)state;
    open_page(LANGUAGE_JA, four, 2, PAGE_LEVEL);
    for (size_t i = 0; i < wall.config.spec.kpi_count; i++) {
        wall.kpis[i].variation = false;
        wall.kpis[i].corrective_after = 0;
        add_days(i, off, 10);
    }
    open_view(1920, 1080);
    update();
    assert_false(says("管理") || says("安定") || says("要調査") || says("是正"));
}

static void nothing_of_intervals_nor_of_few_people(void **state)
{
    (void)state;
    open_page(LANGUAGE_JA, four, 2, PAGE_LEVEL);
    add_days(0, off, 10);
    board.kpis[0].suppressed = true;
    add_days(1, off, 10);
    board.kpis[1].finals.period = PERIOD_INTERVAL;
    open_view(1920, 1080);
    update();
    assert_false(says("管理状態") || says("要調査") || says("是正"));
}

/* How many shapes of a kind the cell of the level has. */
static int shapes(enum shape shape)
{
    const struct scene *scene = view_scene(view);
    struct view_setting setting = view_setting(view);
    int found = 0;
    for (size_t i = 0; i < scene->count && i < setting.slot_count; i++) {
        for (int k = 0; setting.slots[i].kind == SLOT_LEVEL && k < scene->cells[i].count; k++) {
            const struct command *command = &scene->cells[i].commands[k];
            found += command->kind == COMMAND_SHAPE && command->shape == shape;
        }
    }
    return found;
}

static void draws_a_chart_where_there_is_room(void **state)
{
    (void)state;
    open_page(LANGUAGE_JA, one, 1, PAGE_LEVEL);
    add_days(0, jump, 12);
    open_view(1920, 1080);
    update();
    assert_int_equal(shapes(SHAPE_CIRCLE), 11 + 1); /* with that of the level */
    assert_int_equal(shapes(SHAPE_DIAMOND), 1 + 1); /* with that of the row */
    /* As many as are kept: the cell has room for them. */
    double many[FINALS_KEPT];
    for (int i = 0; i < FINALS_KEPT; i++) {
        many[i] = 80 + i % 3;
    }
    add_days(0, many, FINALS_KEPT);
    board.kpis[0].revision++;
    update();
    assert_int_equal(shapes(SHAPE_CIRCLE), 20 + 2);
    /* Too few make no chart. */
    add_days(0, steady, 9);
    board.kpis[0].revision++;
    update();
    assert_true(shapes(SHAPE_CIRCLE) <= 1);
}

static void the_scorecard_and_the_strip_name_it(void **state)
{
    (void)state;
    open_page(LANGUAGE_JA, four, 2, PAGE_SCORECARD);
    add_days(2, off, 10);
    open_view(1920, 1080);
    update();
    assert_true(says("是正検討対象 11/15〜"));
    wall.page.show = PAGE_TILES;
    open_view(1920, 1080);
    update();
    assert_true(says("電話 応答 是正検討 11/15〜"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(tells_what_it_is_and_when, close_view),
        cmocka_unit_test_teardown(tells_it_in_english, close_view),
        cmocka_unit_test_teardown(nothing_of_it_where_it_is_not_told, close_view),
        cmocka_unit_test_teardown(nothing_of_intervals_nor_of_few_people, close_view),
        cmocka_unit_test_teardown(draws_a_chart_where_there_is_room, close_view),
        cmocka_unit_test_teardown(the_scorecard_and_the_strip_name_it, close_view),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
