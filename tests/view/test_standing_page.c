/* How the centre stands: cards, lines and what they say, whatever the size of the wall. */

#include "fake_view.h"
#include "view/place.h"

#define ITEMS 9
#define ASSESSMENT ITEMS
#define KPIS (ITEMS + 1)
#define CATEGORIES 4

/* 2026-09-14 and a year before it. */
#define DAY_OF_IT (INT64_C(20710) * 86400000)
#define DAY_BEFORE (DAY_OF_IT - INT64_C(369) * 86400000)

static const struct category categories[CATEGORIES] = {
    {"a", "1.0", {{"方針", "Direction"}}},
    {"b", "2.0", {{"プロセス", "Processes"}}},
    {"c", "3.0", {{"人材", "People"}}},
    {"d", "4.0", {{"成果", "Results"}}},
};

/* As they are listed, which is not the order of their categories; 3.0 has none. */
static const char *const numbers[ITEMS] = {"2.1", "2.2",  "1.1", "1.2", "4.1",
                                           "2.8", "2.16", "4.2", "1.3"};
static const double values[ITEMS] = {80, 70, 85, 90, 66, 50, 40, 71, 75};
static const size_t by_category[ITEMS] = {2, 3, 8, 0, 1, 5, 6, 4, 7};

static struct metric metrics[KPIS];

static void fill_standing(enum language language, double distance_m)
{
    static const size_t counts[] = {KPIS};
    fill_wall(language, distance_m, counts, 1);
    wall.channels[0].timing = TIMING_NONE;
    wall.config.spec.categories = categories;
    wall.config.spec.category_count = CATEGORIES;
    wall.page.show = PAGE_STANDING;
    for (size_t i = 0; i < KPIS; i++) {
        metrics[i] = (struct metric){
            .id = "item",
            .name = {{"項目の名前", "Name of the item"}},
            .short_name = {{"項目", "Item"}},
            .unit = UNIT_POINTS,
            .maximum = 100,
            .item = i < ITEMS ? numbers[i] : NULL,
            .assessment = i == ASSESSMENT,
        };
        wall.kpis[i].metric = &metrics[i];
        wall.kpis[i].name = metrics[i].name;
        wall.kpis[i].short_name = metrics[i].short_name;
        wall.kpis[i].period = PERIOD_YEAR;
        wall.kpis[i].decimals = 0;
        wall.kpis[i].target = (struct target){.direction = DIRECTION_HIGHER};
        board.kpis[i].target = wall.kpis[i].target;
        board.kpis[i].reading.final = true;
        board.kpis[i].reading.period_start_ms = DAY_OF_IT;
        fake_live(&board, i, i < ITEMS ? values[i] : 78.5);
    }
    wall.kpis[ASSESSMENT].decimals = 1;
    board.kpis[ASSESSMENT].finals.period = PERIOD_YEAR;
    struct final before = {.start_ms = DAY_BEFORE, .value = 72};
    finals_add(&board.kpis[ASSESSMENT].finals, before);
}

static void open_standing(enum language language)
{
    fill_standing(language, 5);
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

static void lose(size_t kpi)
{
    board.kpis[kpi].quality = QUALITY_WAITING;
    board.kpis[kpi].shows_value = false;
    board.kpis[kpi].revision++;
    fake_settle(&board);
}

/* 85 + 90 + 75, 80 + 70 + 50 + 40, none, 66 + 71; 627 of 900 in all. */
static void sums_are_of_the_items(void **state)
{
    (void)state;
    static const struct {
        const char *title, *figure, *all;
    } cards[CATEGORIES] = {{"1.0 方針", "250/300", "全3項目"},
                           {"2.0 プロセス", "240/400", "全4項目"},
                           {"3.0 人材", "–", "項目なし"},
                           {"4.0 成果", "137/200", "全2項目"}};
    open_standing(LANGUAGE_JA);
    for (size_t c = 0; c < CATEGORIES; c++) {
        const struct cell *cell = cell_of(SLOT_CATEGORY, c);
        assert_true(cell_says(cell, cards[c].title));
        assert_true(cell_says(cell, cards[c].figure));
        assert_true(cell_says(cell, cards[c].all));
    }
    const struct cell *total = cell_of(SLOT_SUM, CATEGORIES);
    assert_true(cell_says(total, "全体"));
    assert_true(cell_says(total, "627/900"));
    assert_true(cell_says(total, "全9項目"));
}

static void the_assessment_tells_its_day_and_how_far_it_has_come(void **state)
{
    (void)state;
    open_standing(LANGUAGE_EN);
    const struct cell *card = cell_of(SLOT_ASSESSMENT, ASSESSMENT);
    assert_true(cell_says(card, "78.5"));
    assert_true(cell_says(card, "/100 pts"));
    assert_true(cell_says(card, "+6.5 since last"));
    assert_true(cell_says(card, "done 14 Sep 2026"));

    board.kpis[ASSESSMENT].finals.count = 0;
    board.kpis[ASSESSMENT].revision++;
    update();
    assert_true(cell_says(cell_of(SLOT_ASSESSMENT, ASSESSMENT), "no earlier one"));

    fake_live(&board, ASSESSMENT, 100);
    update();
    assert_true(cell_says(cell_of(SLOT_ASSESSMENT, ASSESSMENT), "100"));

    lose(ASSESSMENT);
    update();
    assert_true(cell_says(cell_of(SLOT_ASSESSMENT, ASSESSMENT), "Not received"));
    assert_false(says("78.5"));
    assert_false(says("since last"));
    assert_false(says("no earlier one"));
}

/* What is missing is never taken for nothing, and never passed over. */
static void a_sum_without_an_item_says_so(void **state)
{
    (void)state;
    open_standing(LANGUAGE_JA);
    lose(0); /* 2.1 with 80 */
    update();
    const struct cell *card = cell_of(SLOT_CATEGORY, 1), *total = cell_of(SLOT_SUM, CATEGORIES);
    assert_true(cell_says(card, "160/300"));
    assert_true(cell_says(card, "未完 3/4項目"));
    assert_true(cell_says(total, "547/800"));
    assert_true(cell_says(total, "未完 8/9項目"));
    assert_true(cell_says(cell_of(SLOT_CATEGORY, 0), "全3項目"));
    assert_true(cell_says(cell_of(SLOT_ITEM, 0), "–/100"));
    assert_true(cell_says(cell_of(SLOT_ITEM, 0), "未受信"));

    board.kpis[2].quality = QUALITY_LAST_KNOWN;
    board.kpis[2].revision++;
    update();
    assert_true(cell_says(cell_of(SLOT_CATEGORY, 0), "250/300"));
    assert_true(cell_says(cell_of(SLOT_CATEGORY, 0), "更新停止 1項目"));
    assert_true(cell_says(cell_of(SLOT_ITEM, 2), "85/100"));
    assert_true(cell_says(cell_of(SLOT_SUM, CATEGORIES), "未完 8/9項目"));
}

static void a_line_says_of_when_its_points_are(void **state)
{
    (void)state;
    open_standing(LANGUAGE_JA);
    const struct cell *line = cell_of(SLOT_ITEM, 2);
    assert_true(cell_says(line, "1.1 項目の名前"));
    assert_true(cell_says(line, "85/100"));
    assert_true(cell_says(line, "2026年度"));
}

static void only_what_changed_is_drawn_again(void **state)
{
    (void)state;
    open_standing(LANGUAGE_JA);
    update();
    assert_int_equal(damage.count, 0);
    fake_live(&board, 2, 86);
    update();
    assert_true(damage.count > 0);
    assert_true(cell_says(cell_of(SLOT_CATEGORY, 0), "251/300"));
    assert_true(cell_says(cell_of(SLOT_ITEM, 2), "86/100"));
    update();
    assert_int_equal(damage.count, 0);
}

static bool apart(struct rect a, struct rect b)
{
    return a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y;
}

static void check_places(const struct view_setting *setting, int width, int height)
{
    for (size_t i = 0; i < setting->slot_count; i++) {
        struct rect own = setting->slots[i].bounds;
        assert_true(own.x >= 0 && own.y >= 0 && own.x + own.w <= width && own.y + own.h <= height);
        for (size_t j = 0; j < i; j++) {
            assert_true(apart(own, setting->slots[j].bounds));
        }
    }
}

static const struct {
    int width, height;
    double distance_m;
} walls[] = {{1920, 1080, 5}, {1920, 1080, 8}, {1920, 1080, 2}, {1280, 720, 5},  {3840, 2160, 5},
             {1080, 1920, 5}, {1080, 1920, 8}, {720, 1280, 3},  {1920, 1080, 12}};

/* Each item once, in the order of the categories; each category once; the assessment first, the
 * total above the lines of every screenful. */
static void everything_stands_once(void **state)
{
    (void)state;
    for (size_t w = 0; w < sizeof walls / sizeof *walls; w++) {
        size_t items = 0, sums[CATEGORIES + 1] = {0}, assessments = 0;
        fill_standing(w % 2 ? LANGUAGE_EN : LANGUAGE_JA, walls[w].distance_m);
        open_view(walls[w].width, walls[w].height);
        for (size_t page = 0; page < view_page_count(view); page++) {
            view_show_page(view, page, &now);
            update();
            struct view_setting setting = view_setting(view);
            check_places(&setting, walls[w].width, walls[w].height);
            size_t lines = items;
            for (size_t i = 0; i < setting.slot_count; i++) {
                const struct slot *slot = &setting.slots[i];
                if (slot->kind == SLOT_ITEM) {
                    assert_int_equal(slot->index, by_category[items++]);
                } else if (slot->kind == SLOT_SUM || slot->kind == SLOT_CATEGORY) {
                    sums[slot->index]++;
                    assert_true(slot->index < CATEGORIES || items == lines);
                } else if (slot->kind == SLOT_ASSESSMENT) {
                    assessments++;
                    assert_int_equal(page, 0);
                }
            }
        }
        assert_int_equal(items, ITEMS);
        assert_int_equal(assessments, 1);
        for (size_t c = 0; c < CATEGORIES; c++) {
            assert_int_equal(sums[c], 1);
        }
        assert_int_equal(sums[CATEGORIES], view_page_count(view));
    }
}

static void either_can_stand_alone(void **state)
{
    (void)state;
    fill_standing(LANGUAGE_JA, 5);
    static const size_t only[] = {ASSESSMENT};
    wall.page.kpis = only;
    wall.page.kpi_count = 1;
    open_view(1920, 1080);
    update();
    assert_int_equal(view_page_count(view), 1);
    assert_true(cell_says(cell_of(SLOT_ASSESSMENT, ASSESSMENT), "78.5"));
    assert_null(cell_of(SLOT_CATEGORY, 0));
    assert_null(cell_of(SLOT_SUM, CATEGORIES));

    static const size_t two[] = {4, 2};
    wall.page.kpis = two;
    wall.page.kpi_count = 2;
    open_view(1920, 1080);
    update();
    assert_null(cell_of(SLOT_ASSESSMENT, ASSESSMENT));
    assert_true(cell_says(cell_of(SLOT_CATEGORY, 0), "85/100"));
    assert_true(cell_says(cell_of(SLOT_CATEGORY, 1), "項目なし"));
    assert_true(cell_says(cell_of(SLOT_SUM, CATEGORIES), "151/200"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(sums_are_of_the_items, close_view),
        cmocka_unit_test_teardown(the_assessment_tells_its_day_and_how_far_it_has_come, close_view),
        cmocka_unit_test_teardown(a_sum_without_an_item_says_so, close_view),
        cmocka_unit_test_teardown(a_line_says_of_when_its_points_are, close_view),
        cmocka_unit_test_teardown(only_what_changed_is_drawn_again, close_view),
        cmocka_unit_test_teardown(everything_stands_once, close_view),
        cmocka_unit_test_teardown(either_can_stand_alone, close_view),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
