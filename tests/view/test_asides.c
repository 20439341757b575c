/* What is old and what is in warning stands at the end of the strip, while there is room. */

#include "fake_view.h"

#define MINUTE INT64_C(60000)

static const size_t counts[] = {4, 4, 4, 4};

static int open_overview(void **state)
{
    (void)state;
    fill_wall(LANGUAGE_EN, 3, counts, 4);
    wall.page.show = PAGE_OVERVIEW;
    return 0;
}

static void age(size_t kpi, enum quality quality)
{
    board.kpis[kpi].quality = quality;
    board.kpis[kpi].held = HELD_AGED;
    board.kpis[kpi].shows_value = quality == QUALITY_LAST_KNOWN;
    board.kpis[kpi].since_ms = FAKE_NOW - 25 * MINUTE;
}

static void show(void)
{
    fake_settle(&board);
    open_view(1920, 1080);
    update();
}

static void behind_the_count_of_a_calm_wall(void **state)
{
    (void)state;
    age(8, QUALITY_LAST_KNOWN);
    show();
    assert_true(says("E-mail SL 14:07"));
}

static void behind_the_last_chip(void **state)
{
    (void)state;
    fake_live(&board, 0, 62)->verdict = VERDICT_MISSED;
    age(8, QUALITY_NO_DATA);
    show();
    assert_true(says("Phone SL 62%"));
    assert_true(says("E-mail SL since 14:07"));
}

static void only_whole_ones(void **state)
{
    (void)state;
    fake_live(&board, 0, 62)->verdict = VERDICT_MISSED;
    for (size_t i = 8; i < 15; i++) {
        age(i, i % 2 ? QUALITY_NO_DATA : QUALITY_LAST_KNOWN);
    }
    show();
    assert_true(says("E-mail SL 14:07"));
    assert_false(says("Social SL"));
    assert_false(says("…"));
}

static void not_what_is_closed_or_waiting(void **state)
{
    (void)state;
    age(8, QUALITY_CLOSED);
    age(9, QUALITY_WAITING);
    age(10, QUALITY_THIN);
    show();
    assert_false(says("E-mail SL"));
    assert_false(says("E-mail Aband."));
    assert_false(says("E-mail ASA"));
}

/* On target, but beyond the warning; or already off target while damping holds. */
static void what_is_in_warning(void **state)
{
    (void)state;
    fake_live(&board, 0, 82);
    struct kpi *held = fake_live(&board, 5, 5.4);
    held->verdict = VERDICT_MET;
    held->worsening = true;
    show();
    assert_true(says("All on target"));
    assert_true(says("Phone SL 82%"));
    assert_true(says("Chat Aband. 5.4%"));
    /* Behind what is off target and what is old. */
    fake_live(&board, 1, 12)->verdict = VERDICT_MISSED;
    age(8, QUALITY_LAST_KNOWN);
    show();
    assert_true(says("Phone Aband. 12.0%"));
    assert_true(says("E-mail SL 14:07"));
    assert_true(says("Phone SL 82%"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_overview, close_view)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(behind_the_count_of_a_calm_wall),
        TEST(behind_the_last_chip),
        TEST(only_whole_ones),
        TEST(what_is_in_warning),
        TEST(not_what_is_closed_or_waiting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
