/* How many KPIs of each table are at level, and which are not. */

#include "fake_view.h"
#include "view/place.h"

static const size_t counts[] = {4, 3};
static struct metric metrics[7];

static void add_periods(size_t kpi, const char *verdicts)
{
    struct finals *finals = &board.kpis[kpi].finals;
    finals->period = PERIOD_MONTH;
    for (size_t i = 0; verdicts[i]; i++) {
        enum verdict verdict = verdicts[i] == '+'   ? VERDICT_MET
                               : verdicts[i] == '-' ? VERDICT_MISSED
                                                    : VERDICT_UNTARGETED;
        finals_add(finals, (struct final){.start_ms = (int64_t)i, .value = 1, .verdict = verdict});
    }
}

/* The KPIs stand in the tables 1 1 1 2 | 2 3 3; the last has no target. */
static void open_scores(enum language language)
{
    static const int tables[] = {1, 1, 1, 2, 2, 3, 3};
    fill_wall(language, 5, counts, 2);
    for (size_t i = 0; i < 7; i++) {
        metrics[i] = *wall.kpis[i].metric;
        metrics[i].table = tables[i];
        wall.kpis[i].metric = &metrics[i];
        wall.kpis[i].level = (struct level_rule){4, 75, PERIOD_COUNT};
        board.kpis[i].target.set = i != 6;
    }
    add_periods(0, "++-+"); /* 75 % */
    add_periods(1, "+-+-"); /* 50 % */
    add_periods(2, "----"); /* 0 % */
    add_periods(3, "++++");
    add_periods(4, "+++");  /* too few */
    add_periods(5, "-++-"); /* 50 % */
    add_periods(6, "????");
    wall.page.show = PAGE_SCORECARD;
    open_view(1920, 1080);
    update();
}

static const struct cell *cell_of(enum slot_kind kind, size_t index)
{
    struct view_setting setting = view_setting(view);
    for (size_t i = 0; i < setting.slot_count; i++) {
        if (setting.slots[i].kind == kind && setting.slots[i].index == index) {
            return &view_scene(view)->cells[i];
        }
    }
    return NULL;
}

static bool cell_says(const struct cell *cell, const char *text)
{
    bool found = false;
    for (int i = 0; cell && i < cell->count; i++) {
        found = found || (cell->commands[i].kind == COMMAND_TEXT &&
                          strcmp(cell->commands[i].text, text) == 0);
    }
    return found;
}

static void counts_each_table_and_all(void **state)
{
    (void)state;
    open_scores(LANGUAGE_JA);
    static const struct {
        const char *title, *figure, *all;
    } cards[] = {{"全体", "2/6", "全7項目"},
                 {"KCRP", "1/3", "全3項目"},
                 {"KSP", "1/2", "全2項目"},
                 {"体験・費用", "0/1", "全2項目"}};
    for (size_t table = 0; table < 4; table++) {
        const struct cell *cell = cell_of(SLOT_SCORE, table);
        assert_true(cell_says(cell, cards[table].title));
        assert_true(cell_says(cell, cards[table].figure));
        assert_true(cell_says(cell, cards[table].all));
    }
}

static void the_worst_comes_first_whatever_its_channel(void **state)
{
    (void)state;
    open_scores(LANGUAGE_JA);
    static const size_t wanted[] = {2, 1, 5, 4, 6, 0, 3};
    size_t at = 0;
    while (at < 7) {
        struct view_setting setting = view_setting(view);
        for (size_t i = 0; i < setting.slot_count; i++) {
            if (setting.slots[i].kind == SLOT_SCORE_LINE) {
                assert_int_equal(setting.slots[i].index, wanted[at++]);
            }
        }
        assert_true(at == 7 || view_page(view) + 1 < view_page_count(view));
        if (at < 7) {
            view_show_page(view, view_page(view) + 1, &now);
            update();
        }
    }
}

static void a_line_says_what_its_shape_says(void **state)
{
    (void)state;
    open_scores(LANGUAGE_JA);
    assert_true(cell_says(cell_of(SLOT_SCORE_LINE, 2), "未達"));
    assert_true(cell_says(cell_of(SLOT_SCORE_LINE, 2), "0%"));
    assert_true(cell_says(cell_of(SLOT_SCORE_LINE, 2), "0/4か月"));
    assert_true(cell_says(cell_of(SLOT_SCORE_LINE, 6), "参考"));
    assert_true(cell_says(cell_of(SLOT_SCORE_LINE, 4), "期間不足"));
}

/* Periods of too few cases are none that were judged; the KPI has a target all the same. */
static void a_kpi_with_a_target_is_not_for_reference(void **state)
{
    (void)state;
    open_scores(LANGUAGE_JA);
    board.kpis[6].target.set = true;
    board.kpis[6].revision++;
    update();
    assert_true(cell_says(cell_of(SLOT_SCORE_LINE, 6), "期間不足"));
    assert_false(cell_says(cell_of(SLOT_SCORE_LINE, 6), "参考"));
}

static void follows_a_period_that_ends(void **state)
{
    (void)state;
    open_scores(LANGUAGE_EN);
    assert_true(cell_says(cell_of(SLOT_SCORE, 0), "2/6"));
    struct final met = {.start_ms = 9, .value = 1, .verdict = VERDICT_MET};
    finals_add(&board.kpis[4].finals, met);
    board.kpis[4].revision++;
    update();
    assert_true(cell_says(cell_of(SLOT_SCORE, 0), "3/6"));
    assert_true(cell_says(cell_of(SLOT_SCORE, 2), "2/2"));
    update();
    assert_int_equal(damage.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(counts_each_table_and_all, close_view),
        cmocka_unit_test_teardown(the_worst_comes_first_whatever_its_channel, close_view),
        cmocka_unit_test_teardown(a_line_says_what_its_shape_says, close_view),
        cmocka_unit_test_teardown(a_kpi_with_a_target_is_not_for_reference, close_view),
        cmocka_unit_test_teardown(follows_a_period_that_ends, close_view),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
