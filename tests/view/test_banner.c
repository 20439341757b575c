/* Banners on the wall: their place, their pages and turns, the emergency, the board's own. */

#include <string.h>

#include "base/text.h"
#include "view/banner.h"
#include "view/view_parts.h"
#include "fake_view.h"

#define WIDTH 1920
#define HEIGHT 1080

static void pass(int64_t ms)
{
    now.mono_ms += ms;
    now.wall_ms += ms;
    update();
}

static int begin(void **state)
{
    (void)state;
    static const size_t counts[] = {4, 4};
    fill_wall(LANGUAGE_JA, 8, counts, 2);
    announcements_init(&board.announcements);
    open_view(WIDTH, HEIGHT);
    update();
    return 0;
}

static void announce(const char *id, enum priority priority, const char *text)
{
    static struct announcement announcement;
    bool again;
    announcement = (struct announcement){
        .priority = priority, .audiences = ~0u, .from_ms = NO_TIME, .until_ms = NEVER};
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        text_copy(announcement.text[i], ANNOUNCEMENT_TEXT_BYTES, text);
    }
    announcements_take(&board.announcements, id, &announcement, &now, &again);
    update();
}

static void withdraw(const char *id)
{
    announcements_withdraw(&board.announcements, id, &now);
    update();
}

static bool overlaps(void)
{
    const struct scene *scene = view_scene(view);
    for (size_t i = 0; i < scene->count; i++) {
        for (size_t k = i + 1; k < scene->count; k++) {
            if (!rect_empty(rect_intersection(scene->cells[i].bounds, scene->cells[k].bounds))) {
                return true;
            }
        }
    }
    return false;
}

static void has_a_place_only_while_there_is_one(void **state)
{
    (void)state;
    uint64_t before = scene_hash(view_scene(view));
    announce("a", PRIORITY_INFO, "朝礼");
    assert_true(says("お知らせ") && says("朝礼") && says("目標内"));
    assert_false(overlaps());
    pass(0);
    assert_int_equal(damage.count, 0);
    withdraw("a");
    assert_true(scene_hash(view_scene(view)) == before);
}

static void each_priority_has_its_word(void **state)
{
    (void)state;
    static const struct {
        enum priority priority;
        const char *sign, *word;
    } cases[] = {
        {PRIORITY_INFO, "i", "お知らせ"},
        {PRIORITY_NOTICE, "!", "重要"},
        {PRIORITY_URGENT, "!!", "至急"},
        {PRIORITY_EMERGENCY, "避", "緊急"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        announce("a", cases[i].priority, "避難");
        assert_true(says(cases[i].word));
        assert_true(says(cases[i].sign));
    }
}

static void another_audience_changes_nothing(void **state)
{
    (void)state;
    announce("a", PRIORITY_INFO, "朝礼");
    board.announcements.items[0].audiences = 1u << AUDIENCE_CLIENT;
    board.announcements.revision++;
    update();
    assert_false(says("朝礼"));
}

/* Twenty ideographs, so often, and an end. */
static const char *long_text(int times)
{
    static char text[ANNOUNCEMENT_TEXT_BYTES];
    text[0] = '\0';
    while (times-- > 0) {
        strcat(text, "一二三四五六七八九十壱弐参四五六七八九拾");
    }
    return strcat(text, "終");
}

static const struct cell *banner_cell(void)
{
    const struct scene *scene = view_scene(view);
    return &scene->cells[scene->count - 1];
}

static int banner_line_count(void)
{
    int lines = 0, baseline = 0;
    const struct cell *cell = banner_cell();
    for (int i = 0; i < cell->count; i++) {
        bool text = cell->commands[i].kind == COMMAND_TEXT;
        lines += text && cell->commands[i].baseline > baseline;
        baseline = text ? cell->commands[i].baseline : baseline;
    }
    return lines;
}

static void a_long_text_has_the_lines_that_it_needs(void **state)
{
    (void)state;
    static const struct {
        enum priority priority;
        int times, lines;
    } cases[] = {{PRIORITY_INFO, 0, 1},   {PRIORITY_NOTICE, 2, 2}, {PRIORITY_NOTICE, 12, 2},
                 {PRIORITY_URGENT, 0, 1}, {PRIORITY_URGENT, 3, 3}, {PRIORITY_URGENT, 12, 3}};
    int one = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        announce("a", cases[i].priority, long_text(cases[i].times));
        assert_int_equal(banner_line_count(), cases[i].lines);
        one = cases[i].lines == 1 ? banner_cell()->bounds.h : one;
        assert_true(cases[i].lines == 1 || banner_cell()->bounds.h > one);
        assert_false(overlaps());
    }
    /* All that take turns have one place. */
    announce("b", PRIORITY_INFO, "朝礼");
    int high = banner_cell()->bounds.h;
    withdraw("a");
    assert_true(says("朝礼") && banner_cell()->bounds.h < high);
}

static void a_page_stands_for_as_long_as_it_takes_to_read(void **state)
{
    (void)state;
    announce("a", PRIORITY_URGENT, long_text(12));
    assert_true(says("1/") && says("一二三"));
    assert_false(says("終"));
    int pages = 1;
    for (; !says("終"); pages++) {
        int64_t stands_ms = view->banner.turn_ms - now.mono_ms;
        size_t page = view->banner.page;
        assert_in_range(pages, 1, 9);
        assert_in_range(stands_ms, BANNER_PAGE_MS + 1, 5 * BANNER_PAGE_MS);
        pass(stands_ms - 1);
        assert_true(view->banner.page == page);
        pass(1);
        assert_true(view->banner.page == page + 1);
    }
    assert_in_range(pages, 2, 9);
}

static void a_panel_with_little_room_keeps_a_tile(void **state)
{
    (void)state;
    close_view(NULL);
    open_view(640, 200);
    announce("a", PRIORITY_URGENT, long_text(12));
    assert_false(overlaps());
    assert_true(view->look.type.sizes.scale > 0.9 || banner_line_count() == 1);
}

static void several_take_turns(void **state)
{
    (void)state;
    announce("a", PRIORITY_INFO, "壱");
    assert_true(view_next_change(view) > now.mono_ms + BANNER_PAGE_MS);
    announce("b", PRIORITY_URGENT, "弐");
    assert_true(says("弐") && !says("壱"));
    pass(BANNER_PAGE_MS);
    assert_true(says("壱") && !says("弐"));
    pass(BANNER_PAGE_MS);
    assert_true(says("弐"));
    withdraw("b");
    assert_true(says("壱"));
    pass(BANNER_PAGE_MS);
    assert_true(says("壱"));
}

static void an_emergency_takes_the_whole_screen_at_once(void **state)
{
    (void)state;
    announce("a", PRIORITY_INFO, "朝礼");
    uint64_t before = scene_hash(view_scene(view));
    announce("fire", PRIORITY_EMERGENCY, "避難してください");
    const struct scene *scene = view_scene(view);
    assert_int_equal(scene->count, 1);
    assert_true(rect_equal(scene->cells[0].bounds, (struct rect){0, 0, WIDTH, HEIGHT}));
    assert_true(rect_equal(damage.rects[0], damage.wall));
    assert_true(says("緊急") && says("避難して") && says("14:32"));
    assert_false(says("朝礼") || says("目標内"));
    pass(60000);
    assert_true(says("14:33"));
    announce("quake", PRIORITY_EMERGENCY, "机の下へ");
    assert_true(says("机の下へ") && !says("避難して"));
    pass(BANNER_PAGE_MS);
    assert_true(says("避難して") && !says("机の下へ"));
    withdraw("quake");
    withdraw("fire");
    assert_true(says("朝礼") && says("目標内"));
    now.wall_ms -= 60000 + BANNER_PAGE_MS;
    pass(0);
    assert_true(scene_hash(view_scene(view)) == before);
}

static void a_page_that_was_due_does_not_wake_an_emergency(void **state)
{
    (void)state;
    announce("fire", PRIORITY_EMERGENCY, "避難");
    pass(10 * 60000);
    assert_true(view_next_change(view) > now.mono_ms);
}

static void silence_some(size_t count)
{
    for (size_t i = 0; i < wall.config.spec.kpi_count; i++) {
        board.kpis[i].quality = i < count ? QUALITY_LAST_KNOWN : QUALITY_LIVE;
        board.kpis[i].revision++;
    }
    fake_settle(&board);
    update();
}

static void the_board_says_that_most_of_it_is_not_live(void **state)
{
    (void)state;
    silence_some(4);
    pass(BANNER_PATIENCE_MS);
    assert_false(says("過半数"));
    silence_some(5);
    assert_false(says("過半数"));
    pass(BANNER_PATIENCE_MS - 1);
    assert_false(says("過半数"));
    assert_true(view_next_change(view) == now.mono_ms + 1);
    pass(1);
    assert_true(says("過半数") && says("5/8"));
    assert_false(overlaps());
    silence_some(6);
    assert_true(says("6/8"));
    silence_some(4);
    assert_false(says("過半数"));
}

static void the_link_is_joined_to_it(void **state)
{
    (void)state;
    silence_some(8);
    link_state.link = LINK_LOST;
    pass(BANNER_PATIENCE_MS);
    assert_true(says("8/8"));
    bool link_is_told = false;
    for (int i = 0; i < 4; i++) {
        const struct scene *scene = view_scene(view);
        const struct cell *cell = &scene->cells[scene->count - 1];
        for (int k = 0; k < cell->count; k++) {
            link_is_told = link_is_told || strstr(cell->commands[k].text, "配信");
        }
        pass(BANNER_PAGE_MS);
    }
    assert_true(link_is_told);
}

static void a_picture_does_not_wait_to_say_it(void **state)
{
    (void)state;
    link_state.link = LINK_NONE;
    silence_some(8);
    assert_true(says("過半数"));
}

static void what_is_closed_is_not_missed(void **state)
{
    (void)state;
    link_state.link = LINK_NONE;
    for (size_t i = 0; i < wall.config.spec.kpi_count; i++) {
        board.kpis[i].quality = QUALITY_CLOSED;
    }
    fake_settle(&board);
    update();
    assert_false(says("過半数"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(has_a_place_only_while_there_is_one, begin, close_view),
        cmocka_unit_test_setup_teardown(each_priority_has_its_word, begin, close_view),
        cmocka_unit_test_setup_teardown(another_audience_changes_nothing, begin, close_view),
        cmocka_unit_test_setup_teardown(a_long_text_has_the_lines_that_it_needs, begin, close_view),
        cmocka_unit_test_setup_teardown(a_page_stands_for_as_long_as_it_takes_to_read, begin,
                                        close_view),
        cmocka_unit_test_setup_teardown(a_panel_with_little_room_keeps_a_tile, begin, close_view),
        cmocka_unit_test_setup_teardown(several_take_turns, begin, close_view),
        cmocka_unit_test_setup_teardown(an_emergency_takes_the_whole_screen_at_once, begin,
                                        close_view),
        cmocka_unit_test_setup_teardown(a_page_that_was_due_does_not_wake_an_emergency, begin,
                                        close_view),
        cmocka_unit_test_setup_teardown(the_board_says_that_most_of_it_is_not_live, begin,
                                        close_view),
        cmocka_unit_test_setup_teardown(the_link_is_joined_to_it, begin, close_view),
        cmocka_unit_test_setup_teardown(a_picture_does_not_wait_to_say_it, begin, close_view),
        cmocka_unit_test_setup_teardown(what_is_closed_is_not_missed, begin, close_view),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
