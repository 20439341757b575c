/* The level on the wall: told whole, apart from now, and not taken for it. */

#include <math.h>

#include "fake_view.h"
#include "view/place.h"

static const size_t counts[] = {4, 3};

static void add_periods(size_t kpi, const char *verdicts, double weight)
{
    struct finals *finals = &board.kpis[kpi].finals;
    finals->period = PERIOD_MONTH;
    for (size_t i = 0; verdicts[i]; i++) {
        bool met = verdicts[i] == '+';
        finals_add(finals, (struct final){
                               .start_ms = (int64_t)i,
                               .value = met ? 90 : 60,
                               .verdict = met                  ? VERDICT_MET
                                          : verdicts[i] == '-' ? VERDICT_MISSED
                                                               : VERDICT_UNTARGETED,
                               .weighing = weight > 0 ? WEIGHED_AS_FRACTION : WEIGHED_NOT,
                               .weight = weight,
                               .numerator = weight * (met ? 0.9 : 0.6),
                               .target = {80, 80},
                           });
    }
}

static void open_levels(enum language language, struct level_rule rule)
{
    fill_wall(language, 5, counts, 2);
    for (size_t i = 0; i < wall.config.spec.kpi_count; i++) {
        wall.kpis[i].level = rule;
        board.kpis[i].reading.value = 77; /* now: no word of it on this page */
    }
    wall.page.show = PAGE_LEVEL;
}

static void tells_share_count_and_result(void **state)
{
    (void)state;
    open_levels(LANGUAGE_JA, (struct level_rule){12, 75, PERIOD_COUNT});
    add_periods(0, "++++-++++-++", 100); /* (10 * 90 + 2 * 60) / 12 = 85 */
    add_periods(1, "++++-++--+--", 0);
    add_periods(2, "++?++", 10);
    open_view(1920, 1080);
    update();
    assert_true(says("直近12期間 達成率"));
    assert_true(says("基準 75%以上"));
    assert_true(says("83") && says("10/12か月") && says("達成") && says("実績 85%"));
    assert_true(says("58") && says("7/12か月") && says("未達"));
    assert_true(says("実績 –")); /* nobody told the weights: no average of percentages */
    assert_true(says("100") && says("4/4か月") && says("期間不足") && says("4/12"));
    assert_true(says("データ無")); /* of the others nothing is known */
    assert_false(says("77"));
    assert_false(says("目標 "));
}

static void says_so_in_english_too(void **state)
{
    (void)state;
    open_levels(LANGUAGE_EN, (struct level_rule){3, NAN, PERIOD_MONTH});
    add_periods(0, "+--", 100); /* (90 + 60 + 60) / 3 */
    open_view(1920, 1080);
    update();
    assert_true(says("Level over the last 3 months"));
    assert_false(says("at least"));
    assert_true(says("33") && says("1/3 months") && says("Info") && says("Result 70%"));
}

/* Two of three are 66.7 %: below 66.7, and so it reads. */
static void a_share_is_never_rounded_up(void **state)
{
    (void)state;
    open_levels(LANGUAGE_JA, (struct level_rule){3, 66.7, PERIOD_COUNT});
    add_periods(0, "++-", 10);
    open_view(1920, 1080);
    update();
    assert_true(says("66") && says("2/3か月") && says("未達"));
    assert_false(says("67"));
}

static void of_few_people_nothing_is_told(void **state)
{
    (void)state;
    open_levels(LANGUAGE_JA, (struct level_rule){3, 50, PERIOD_COUNT});
    add_periods(0, "+++", 10);
    board.kpis[0].suppressed = true;
    open_view(1920, 1080);
    update();
    assert_false(says("3/3か月"));
}

/* Rules that differ are told by each tile, and the caption claims nothing of all. */
static void a_caption_is_true_of_all(void **state)
{
    (void)state;
    open_levels(LANGUAGE_JA, (struct level_rule){3, 50, PERIOD_COUNT});
    wall.kpis[1].level = (struct level_rule){2, 60, PERIOD_COUNT};
    add_periods(0, "+++", 10);
    add_periods(1, "++", 10);
    open_view(1920, 1080);
    update();
    assert_true(says("達成率"));
    assert_false(says("直近"));
    assert_false(says("基準"));
    assert_true(says("3/3か月") && says("2/2か月"));
}

/* The page follows its final periods and nothing else. */
static void is_recorded_again_when_a_period_ends(void **state)
{
    (void)state;
    open_levels(LANGUAGE_JA, (struct level_rule){2, 50, PERIOD_COUNT});
    add_periods(0, "++", 10);
    open_view(1920, 1080);
    update();
    assert_true(says("2/2か月"));
    struct final missed = {.start_ms = 9, .value = 1, .verdict = VERDICT_MISSED};
    finals_add(&board.kpis[0].finals, missed);
    board.kpis[0].revision++;
    update();
    assert_true(says("1/2か月"));
}

/* Nothing is newly missed on a page that tells nothing of now. */
static void no_tile_of_now_stands_there(void **state)
{
    (void)state;
    open_levels(LANGUAGE_JA, (struct level_rule){2, 50, PERIOD_COUNT});
    add_periods(0, "--", 10);
    open_view(1920, 1080);
    update();
    struct view_setting setting = view_setting(view);
    size_t levels = 0;
    for (size_t i = 0; i < setting.slot_count; i++) {
        assert_int_not_equal(setting.slots[i].kind, SLOT_TILE);
        levels += setting.slots[i].kind == SLOT_LEVEL;
    }
    assert_int_equal(levels, 7);
}

static void sorts_the_worst_level_first(void **state)
{
    (void)state;
    open_levels(LANGUAGE_JA, (struct level_rule){2, 50, PERIOD_COUNT});
    wall.page.worst_first = true;
    add_periods(0, "++", 10);
    add_periods(1, "+", 10);
    add_periods(2, "--", 10);
    add_periods(3, "++", 10);
    board.kpis[3].verdict = VERDICT_MISSED; /* now, which does not count here */
    open_view(1920, 1080);
    update();
    static const size_t wanted[] = {2, 1, 0, 3};
    struct view_setting setting = view_setting(view);
    size_t at = 0;
    for (size_t i = 0; i < setting.slot_count && at < 4; i++) {
        const struct slot *slot = &setting.slots[i];
        if (slot->kind == SLOT_LEVEL && slot->index < 4) {
            assert_int_equal(slot->index, wanted[at++]);
        }
    }
    assert_int_equal(at, 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(tells_share_count_and_result, close_view),
        cmocka_unit_test_teardown(says_so_in_english_too, close_view),
        cmocka_unit_test_teardown(a_share_is_never_rounded_up, close_view),
        cmocka_unit_test_teardown(of_few_people_nothing_is_told, close_view),
        cmocka_unit_test_teardown(a_caption_is_true_of_all, close_view),
        cmocka_unit_test_teardown(is_recorded_again_when_a_period_ends, close_view),
        cmocka_unit_test_teardown(no_tile_of_now_stands_there, close_view),
        cmocka_unit_test_teardown(sorts_the_worst_level_first, close_view),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
