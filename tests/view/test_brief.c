/* Brief tiles: what explains a figure stands below it, where the tile is high enough. */

#include "view/brief.h"

#include <string.h>

#include "view/view_parts.h"
#include "fake_view.h"

enum { SERVICE_LEVEL = 0, ABANDONED = 1, CHAT_LEVEL = 4 };

static int open_overview(void **state)
{
    (void)state;
    static const size_t counts[] = {4, 4};
    fill_wall(LANGUAGE_EN, 3, counts, 2);
    wall.page.show = PAGE_OVERVIEW;
    open_view(1920, 1080);
    update();
    return 0;
}

static void show(size_t kpi)
{
    board.kpis[kpi].revision++;
    fake_settle(&board);
    update();
}

/* Whether the tile of a KPI, or no other, says something that contains `text`. */
static bool tile_says(size_t kpi, const char *text)
{
    for (size_t i = 0; i < view->scene.count; i++) {
        const struct slot *slot = &view->slots[i];
        const struct cell *cell = &view->scene.cells[i];
        for (int k = 0; slot->kind == SLOT_BRIEF && slot->index == kpi && k < cell->count; k++) {
            if (cell->commands[k].kind == COMMAND_TEXT && strstr(cell->commands[k].text, text)) {
                return true;
            }
        }
    }
    return false;
}

/* Where its figure stands, from the top of the tile. */
static int figure_line(size_t kpi)
{
    int line = 0;
    for (size_t i = 0; i < view->scene.count; i++) {
        const struct slot *slot = &view->slots[i];
        const struct cell *cell = &view->scene.cells[i];
        for (int k = 0; slot->kind == SLOT_BRIEF && slot->index == kpi && k < cell->count; k++) {
            bool figure = cell->commands[k].kind == COMMAND_TEXT &&
                          cell->commands[k].font.face == FACE_FIGURE;
            line = figure ? cell->commands[k].baseline - slot->bounds.y : line;
        }
    }
    return line;
}

static void all_that_is_old_says_since_when(void **state)
{
    (void)state;
    int calm = figure_line(SERVICE_LEVEL);
    for (size_t i = 0; i < wall.config.spec.kpi_count; i++) {
        board.kpis[i].quality = QUALITY_LAST_KNOWN;
        board.kpis[i].since_ms = now.wall_ms - 25 * 60000;
        board.kpis[i].revision++;
    }
    fake_settle(&board);
    update();
    for (size_t i = 0; i < wall.config.spec.kpi_count; i++) {
        assert_true(tile_says(i, "14:07"));
        assert_true(figure_line(i) < calm);
    }
}

static void what_is_off_target_says_its_target_once(void **state)
{
    (void)state;
    fake_live(&board, SERVICE_LEVEL, 65);
    show(SERVICE_LEVEL);
    assert_false(tile_says(SERVICE_LEVEL, "≥80%")); /* the head does */
    board.kpis[CHAT_LEVEL].target.target.low = 75;
    view_show_page(view, 0, &now);
    show(SERVICE_LEVEL);
    assert_true(tile_says(SERVICE_LEVEL, "≥80%"));
    assert_false(tile_says(CHAT_LEVEL, "≥75%"));
}

static void in_hand_keeps_its_time(void **state)
{
    (void)state;
    struct kpi *kpi = fake_live(&board, SERVICE_LEVEL, 65);
    fake_in_hand(&board, kpi, "SV", now.wall_ms - 12 * 60000);
    show(SERVICE_LEVEL);
    assert_true(tile_says(SERVICE_LEVEL, "14:20"));
}

static void a_month_is_told_where_the_column_is_of_several_periods(void **state)
{
    (void)state;
    struct reading *reading = &board.kpis[ABANDONED].reading;
    reading->period = PERIOD_MONTH;
    reading->final = true;
    assert_true(time_parse("2026-10-01T00:00:00Z", &reading->period_start_ms));
    show(ABANDONED);
    assert_true(tile_says(ABANDONED, "Oct"));
    assert_false(tile_says(SERVICE_LEVEL, "Oct"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(all_that_is_old_says_since_when, open_overview, close_view),
        cmocka_unit_test_setup_teardown(what_is_off_target_says_its_target_once, open_overview,
                                        close_view),
        cmocka_unit_test_setup_teardown(in_hand_keeps_its_time, open_overview, close_view),
        cmocka_unit_test_setup_teardown(a_month_is_told_where_the_column_is_of_several_periods,
                                        open_overview, close_view),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
