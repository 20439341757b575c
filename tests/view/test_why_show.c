/* The page that says why: when it stands, what ends it, and that nothing of it is too small. */

#include "fake_view.h"

#include "view/type.h"

static void begin(int width, int height)
{
    static const size_t counts[] = {6, 6, 6, 6};
    fill_wall(LANGUAGE_EN, 8, counts, 4);
    wall.page.dwell_s = 15;
    open_view(width, height);
    update();
}

static void show(int for_s)
{
    view_show_why(view, 0, "screen 12, sha256 abc", for_s * INT64_C(1000), &now);
    update();
}

static void it_stands_for_its_time(void **state)
{
    (void)state;
    begin(1920, 1080);
    size_t page = view_page(view);
    assert_false(says("Verdict: "));
    show(60);
    assert_true(says("Verdict: "));
    update_after(59000);
    assert_true(says("1/") || says("2/") || says("3/") || says("4/"));
    assert_int_equal(view_page(view), page);
    assert_true(view_next_change(view) <= now.mono_ms + 1000);
    update_after(1000);
    assert_false(says("Verdict: "));
    assert_false(says("Config: "));
}

/* Every sentence comes on some screenful, and they take turns by themselves. */
static void its_screenfuls_take_turns(void **state)
{
    (void)state;
    static const char *const sentences[] = {
        "Verdict: ", "Damping: ", "Value: ", "Target: ", "Formula: ", "Topic: ", "Config: "};
    unsigned seen = 0;
    begin(1920, 1080);
    show(600);
    for (int turn = 0; turn < 20; turn++) {
        for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
            seen |= says(sentences[i]) ? 1u << i : 0;
        }
        int64_t next_ms = view_next_change(view);
        assert_true(next_ms > now.mono_ms);
        update_after(next_ms - now.mono_ms);
    }
    assert_int_equal(seen, 127);
}

static void a_page_that_is_asked_for_takes_it_back(void **state)
{
    (void)state;
    begin(1920, 1080);
    show(600);
    view_hold_page(view, 1, 0, &now);
    update();
    assert_false(says("Verdict: "));
    assert_int_equal(view_page(view), 1);
}

/* The tile beside the sentences is that of the KPI, and follows it at once. */
static void it_follows_the_kpi(void **state)
{
    (void)state;
    begin(1920, 1080);
    show(600);
    assert_true(says("80% meets") || says("80"));
    struct kpi *kpi = fake_live(&board, 0, 12);
    kpi->verdict = VERDICT_MISSED;
    kpi->revision++;
    fake_settle(&board);
    update();
    assert_true(says("Missed"));
    assert_true(says("12"));
}

static void nothing_is_too_small(void **state)
{
    (void)state;
    static const int sizes[][2] = {{1920, 1080}, {1080, 1920}, {1280, 720}, {3840, 2160}};
    for (size_t i = 0; i < 4; i++) {
        begin(sizes[i][0], sizes[i][1]);
        show(600);
        const struct type *type = view_setting(view).type;
        int least = type_font(type, FACE_TEXT, type->least_cap).px;
        const struct scene *scene = view_scene(view);
        for (size_t c = 2; c < scene->count; c++) {
            struct rect bounds = scene->cells[c].bounds;
            for (int k = 0; k < scene->cells[c].count; k++) {
                const struct command *command = &scene->cells[c].commands[k];
                if (command->kind == COMMAND_TEXT) {
                    assert_true(command->font.px >= least);
                    assert_true(rect_equal(rect_union(bounds, command->bounds), bounds));
                }
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(it_stands_for_its_time, close_view),
        cmocka_unit_test_teardown(its_screenfuls_take_turns, close_view),
        cmocka_unit_test_teardown(a_page_that_is_asked_for_takes_it_back, close_view),
        cmocka_unit_test_teardown(it_follows_the_kpi, close_view),
        cmocka_unit_test_teardown(nothing_is_too_small, close_view),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
