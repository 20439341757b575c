/* The screen's name at the far end of the strip: only in room that nobody else wants. */

#include "fake_view.h"
#include "view/chrome.h"
#include "view/plate.h"

/* ---- Alone ---------------------------------------------------------------------------------- */

static struct cell cell;

/* Records a line of `taken` px and the plate behind it; what the plate says, "" for nothing. */
static const char *said_behind(int taken, const char *screen)
{
    struct chrome chrome = {.cap = 15, .side = 10, .space = 10, .text = {FACE_TEXT, 20}};
    struct pen pen = pen_start(&cell, (struct rect){0, 0, 600, 40}, 0, &fake_measure);
    pen_fill(&pen, cell.bounds, 0, 1); /* the ground of a banner takes no room */
    pen_fill(&pen, (struct rect){0, 0, taken, 40}, 0, 2);
    int before = cell.count;
    plate_record(&pen, &chrome, 30, 3, screen);
    return cell.count > before ? cell.commands[before].text : "";
}

static void yields_to_all_else(void **state)
{
    (void)state;
    /* "east" is 48 px wide, " · 0.1.0" 96; 10 px are at the right, 20 before it. */
    assert_string_equal(said_behind(0, "east"), "east · " WALLBOARD_VERSION);
    assert_int_equal(cell.commands[cell.count - 1].origin_x + 12 * 12, 590);
    assert_string_equal(said_behind(426, "east"), "east · " WALLBOARD_VERSION);
    assert_string_equal(said_behind(427, "east"), "east");
    assert_string_equal(said_behind(522, "east"), "east");
    assert_string_equal(said_behind(523, "east"), "");
    assert_string_equal(said_behind(0, NULL), "");
}

/* ---- On a wall ------------------------------------------------------------------------------ */

static const size_t counts[] = {4, 4, 4, 4};

static int begin(void **state)
{
    (void)state;
    fill_wall(LANGUAGE_JA, 5, counts, 4);
    open_view(1920, 1080);
    link_state.screen = "floor-2-east";
    return 0;
}

static void a_calm_wall_bears_it(void **state)
{
    (void)state;
    update();
    assert_true(says("floor-2-east · " WALLBOARD_VERSION));
    update();
    assert_int_equal(damage.count, 0);
    /* It may be named anew. */
    char other[] = "floor-3";
    link_state.screen = other;
    update();
    memset(other, 'x', sizeof other - 1);
    assert_true(damage.count > 0);
    assert_true(says("floor-3"));
    assert_false(says("floor-2"));
}

static void a_wall_without_a_name_bears_none(void **state)
{
    (void)state;
    link_state.screen = NULL;
    update();
    assert_false(says(WALLBOARD_VERSION));
}

/* What is off target wants the whole strip. */
static void trouble_takes_its_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < wall.config.spec.kpi_count; i++) {
        fake_live(&board, i, 10)->verdict = VERDICT_MISSED;
    }
    fake_settle(&board);
    update();
    assert_false(says("floor-2-east"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(yields_to_all_else),
        cmocka_unit_test_setup_teardown(a_calm_wall_bears_it, begin, close_view),
        cmocka_unit_test_setup_teardown(a_wall_without_a_name_bears_none, begin, close_view),
        cmocka_unit_test_setup_teardown(trouble_takes_its_place, begin, close_view),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
