/* What a change costs and when: damage, the clock's minute, the page's turn, the link. */

#include <stdio.h>
#include <string.h>

#include "kpi/closure.h"
#include "view/figure.h"
#include "fake_view.h"

#define WIDTH 1920
#define HEIGHT 1080

static void start(double distance_m, const size_t *counts, size_t channels)
{
    fill_wall(LANGUAGE_JA, distance_m, counts, channels);
    wall.config.display.attention = true;
    open_view(WIDTH, HEIGHT);
}

static int one_page(void **state)
{
    (void)state;
    static const size_t counts[] = {8, 8, 8, 8, 8};
    start(2, counts, 5);
    return 0;
}

static int one_page_with_seconds(void **state)
{
    static const size_t counts[] = {8, 8, 8, 8, 8};
    (void)state;
    start(2, counts, 5);
    wall.config.display.seconds = true;
    open_view(WIDTH, HEIGHT);
    return 0;
}

static int one_page_that_moves(void **state)
{
    static const size_t counts[] = {8, 8, 8, 8, 8};
    (void)state;
    start(2, counts, 5);
    wall.config.display.shift_px = 5;
    open_view(WIDTH, HEIGHT);
    return 0;
}

static int two_pages(void **state)
{
    (void)state;
    static const size_t counts[] = {4, 4, 4, 4, 4, 4};
    start(8, counts, 6);
    return 0;
}

/* The scene must be what a view made at this moment would record. */
static void assert_as_if_new(void)
{
    struct view *other =
        view_create(&wall.config, &board, &zone_utc, &fake_measure, WIDTH, HEIGHT, &now);
    struct damage all;
    damage_clear(&all, (struct rect){0, 0, WIDTH, HEIGHT});
    view_show_page(other, view_page(view), &now);
    view_update(other, &link_state, &now, &all);
    assert_true(scene_hash(view_scene(other)) == scene_hash(view_scene(view)));
    view_destroy(other);
}

static void first_all_then_nothing(void **state)
{
    (void)state;
    update();
    assert_int_equal(damage.count, 1);
    assert_int_equal(damage.rects[0].w, WIDTH);
    assert_int_equal(damage.rects[0].h, HEIGHT);
    update();
    assert_int_equal(damage.count, 0);
}

static void one_value_one_figure(void **state)
{
    (void)state;
    update();
    struct kpi *kpi = &board.kpis[9];
    kpi->reading.value = 82;
    kpi->revision++;
    update();
    assert_int_equal(damage.count, 1);
    struct rect tile = {0};
    for (size_t i = 2; i < view_scene(view)->count; i++) {
        struct rect r = view_scene(view)->cells[i].bounds;
        if (rect_equal(rect_intersection(damage.rects[0], r), damage.rects[0])) {
            tile = r;
        }
    }
    assert_false(rect_empty(tile));
    assert_true(rect_area(damage.rects[0]) < rect_area(tile));
    assert_as_if_new();
}

static void the_same_value_again_paints_nothing(void **state)
{
    (void)state;
    update();
    board.kpis[9].revision++;
    update();
    assert_int_equal(damage.count, 0);
}

static void a_verdict_reaches_tile_header_and_strip(void **state)
{
    (void)state;
    update();
    assert_true(says("すべて目標内"));
    fake_live(&board, 0, 62);
    board.kpis[0].streak_ms = now.mono_ms;
    update();
    assert_true(damage.count >= 3);
    assert_false(says("すべて目標内"));
    assert_true(says("電話 SL 62% 未達"));
    now.mono_ms += 3000; /* no longer new */
    update();
    assert_as_if_new();
}

static void the_strip_follows_the_values_it_shows(void **state)
{
    (void)state;
    fake_live(&board, 0, 62);
    update();
    assert_true(says("電話 SL 62%"));
    board.kpis[0].reading.value = 61;
    board.kpis[0].revision++;
    update();
    assert_true(says("電話 SL 61%"));
    assert_as_if_new();
}

static void the_minute_ticks(void **state)
{
    (void)state;
    fake_live(&board, 0, 62);
    board.kpis[0].streak_ms = now.mono_ms - 90000;
    update();
    assert_true(says("14:32"));
    assert_true(says("未達 1分"));
    assert_int_equal(view_next_change(view), now.mono_ms + 50000);

    now.mono_ms += 49999;
    now.wall_ms += 49999;
    update();
    assert_int_equal(damage.count, 0);

    now.mono_ms += 1;
    now.wall_ms += 1;
    update();
    assert_true(says("14:33"));
    assert_true(says("未達 2分"));
    assert_int_equal(view_next_change(view), now.mono_ms + 60000);
    assert_as_if_new();
}

/* A step of the picture repaints all, tells no other scene, and comes with a tick of the clock. */
static void the_picture_moves_with_the_clock(void **state)
{
    (void)state;
    update();
    int moves = 0;
    for (int minute = 0; minute < 60; minute++) {
        struct scene before = *view_scene(view);
        int64_t step_ms = view_next_change(view) - now.mono_ms;
        now.mono_ms += step_ms;
        now.wall_ms += step_ms;
        update();
        const struct scene *after = view_scene(view);
        bool moved = after->origin_x != before.origin_x || after->origin_y != before.origin_y;
        assert_int_equal(rect_area(damage.rects[0]) == rect_area(damage.wall), moved);
        moves += moved;
        assert_as_if_new();
    }
    assert_int_equal(moves, 20);
}

static void the_minute_boundary_follows_a_set_clock(void **state)
{
    (void)state;
    update();
    now.wall_ms += 3600000 + 20000;
    update();
    assert_true(says("15:32"));
    assert_int_equal(view_next_change(view), now.mono_ms + 30000);
}

/* Every second a little of the header, and nothing of the tiles. */
static void seconds_tick_alone(void **state)
{
    (void)state;
    now.wall_ms += 300;
    update();
    assert_true(says("14:32:10"));
    assert_int_equal(view_next_change(view), now.mono_ms + 700);
    board.kpis[0].reading.value = 11; /* no new revision: seen only if the tile is recorded */
    for (int second = 11; second < 20; second++) {
        char clock[16];
        now.wall_ms += 1000;
        now.mono_ms += 1000;
        update();
        snprintf(clock, sizeof clock, "14:32:%02d", second);
        assert_true(says(clock));
        assert_int_equal(view_next_change(view), now.mono_ms + 700);
        assert_int_equal(damage.count, 1);
        struct rect header = view_scene(view)->cells[0].bounds;
        assert_true(rect_equal(rect_intersection(damage.rects[0], header), damage.rects[0]));
        assert_true(damage.rects[0].w < WIDTH / 4);
    }
    assert_false(says("11%"));
}

/* Steps by time alone until nothing moves; returns how many there were, and how long it took. */
static int flashes(int64_t *length_ms)
{
    int count = 0;
    int64_t began_ms = now.mono_ms;
    while (view_next_change(view) - now.mono_ms <= 1000) {
        int64_t step_ms = view_next_change(view) - now.mono_ms;
        assert_int_equal(step_ms, 1000);
        now.mono_ms += step_ms;
        now.wall_ms += step_ms;
        update();
        assert_int_equal(damage.count, 1);
        assert_true(rect_area(damage.rects[0]) < WIDTH * HEIGHT / 100);
        count++;
    }
    *length_ms = now.mono_ms - began_ms;
    return count;
}

static void what_is_newly_missed_draws_the_eye_and_stands_still(void **state)
{
    (void)state;
    int64_t length_ms;
    update();
    fake_live(&board, 0, 62);
    board.kpis[0].streak_ms = now.mono_ms - 90000;
    update();
    uint64_t lit = scene_hash(view_scene(view));
    assert_int_equal(flashes(&length_ms), 3);
    assert_int_equal(length_ms, 3000);
    assert_true(lit != scene_hash(view_scene(view)));
    assert_as_if_new();
    /* Lost and come back, the same is no news. */
    board.kpis[0].quality = QUALITY_LAST_KNOWN;
    board.kpis[0].revision++;
    fake_settle(&board);
    update();
    fake_live(&board, 0, 61);
    update();
    assert_int_equal(flashes(&length_ms), 0);
    assert_as_if_new();
}

static void what_recovers_draws_the_eye_no_more(void **state)
{
    (void)state;
    int64_t length_ms;
    update();
    fake_live(&board, 0, 62);
    update();
    fake_live(&board, 0, 85);
    update();
    assert_int_equal(flashes(&length_ms), 0);
    assert_as_if_new();
}

static void nothing_draws_the_eye_at_the_start_or_when_a_page_turns(void **state)
{
    (void)state;
    int64_t length_ms;
    fake_live(&board, 0, 62);
    update();
    assert_int_equal(flashes(&length_ms), 0);
    view_show_page(view, 1, &now);
    update();
    view_show_page(view, 0, &now);
    update();
    assert_as_if_new();
    wall.config.display.attention = false;
    open_view(WIDTH, HEIGHT);
    update();
    fake_live(&board, 1, 99);
    board.kpis[1].verdict = VERDICT_MISSED;
    fake_settle(&board);
    update();
    assert_int_equal(flashes(&length_ms), 0);
}

static void a_doubtful_clock_says_so(void **state)
{
    (void)state;
    update();
    assert_false(says("14:32?"));
    now.clock_good = false;
    update();
    assert_true(says("14:32?"));
    assert_true(says("時刻未確認"));
    assert_as_if_new();
}

static void the_link_in_words(void **state)
{
    (void)state;
    update();
    link_state = (struct view_state){.link = LINK_LOST, .link_since_ms = FAKE_NOW - 60000};
    update();
    assert_true(says("未接続 14:31") || says("接続できません 14:31"));
    assert_as_if_new();
    link_state.link = LINK_UP;
    update();
    assert_false(says("14:31"));
}

static void a_notice_is_copied(void **state)
{
    (void)state;
    char notice[] = "configuration refused";
    update();
    link_state.notice = notice;
    update();
    assert_true(says("configuration refused"));
    update();
    assert_int_equal(damage.count, 0);
    strcpy(notice, "another sentence");
    update();
    assert_true(says("another sentence"));
    link_state.notice = NULL;
    update();
    assert_false(says("another sentence"));
}

static void mostly_silent_walls_say_why(void **state)
{
    (void)state;
    for (size_t i = 0; i < wall.config.spec.kpi_count; i++) {
        board.kpis[i].quality = QUALITY_LAST_KNOWN;
        board.kpis[i].since_ms = FAKE_NOW - 25 * 60000 - (int64_t)i * 1000;
        board.kpis[i].revision++;
    }
    fake_settle(&board);
    link_state = (struct view_state){.link = LINK_LOST, .link_since_ms = FAKE_NOW};
    update();
    assert_true(says("更新停止 14:07"));
    assert_true(says("25分前"));
    assert_true(says("配信サーバーに接続できません"));
}

static void exceptions_keep_the_strip_from_praise(void **state)
{
    (void)state;
    board.kpis[3].quality = QUALITY_THIN;
    fake_settle(&board);
    update();
    assert_false(says("すべて目標内"));
    assert_true(says("未達なし · 件数不足 1"));
}

/* Neither the number nor the past of it; the strip counts it. */
static void what_is_of_few_people_is_not_shown(void **state)
{
    (void)state;
    struct kpi *kpi = &board.kpis[5];
    kpi->reading.value = 77;
    kpi->finals.period_s = 1800;
    kpi->finals.count = 8;
    kpi->revision++;
    update();
    assert_true(says("77"));
    kpi->suppressed = true;
    kpi->shows_value = false;
    kpi->quality = QUALITY_THIN;
    kpi->revision++;
    fake_settle(&board);
    update();
    assert_false(says("77"));
    assert_true(says("少人数"));
    assert_true(says("未達なし · 少人数 1"));
    assert_as_if_new();
    uint64_t before = scene_hash(view_scene(view));
    kpi->finals.items[3].verdict = VERDICT_MISSED;
    kpi->reading.value = 3;
    kpi->reading.sample = 2;
    kpi->revision++;
    update();
    assert_true(scene_hash(view_scene(view)) == before);
}

static void close_channel(size_t channel, const struct closure *closure)
{
    const struct channel_spec *spec = &wall.channels[channel];
    board.openings[channel] =
        (struct opening){.closure = closure, .next_ms = FAKE_NOW + 2 * 3600000};
    for (size_t i = spec->first_kpi; i < spec->first_kpi + spec->kpi_count; i++) {
        board.kpis[i].quality = QUALITY_CLOSED;
        board.kpis[i].shows_value = i % 2 == 0;
        board.kpis[i].revision++;
    }
    fake_settle(&board);
    update();
    assert_as_if_new();
}

/* In the strip, of which channels; on a tile where there is room. */
static void a_closure_says_why(void **state)
{
    (void)state;
    static const struct closure drill = {.reason = {"避難訓練", "Fire drill"}};
    static const struct closure storm = {.reason = {"台風", "Typhoon"}};
    update();
    close_channel(1, &drill);
    assert_true(says("すべて目標内 · チャット 臨時休業 避難訓練"));
    assert_true(says("避難訓練"));
    close_channel(0, &drill);
    assert_true(says("すべて目標内 · 電話・チャット 臨時休業 避難訓練"));
    close_channel(2, &storm);
    assert_true(says("電話・チャット・メール 臨時休業 · 次回 16:32"));
    for (size_t channel = 0; channel < 5; channel++) {
        close_channel(channel, &storm);
    }
    assert_true(says("臨時休業 台風 · 次回 16:32"));
    assert_false(says("電話・チャット"));
}

static void a_wall_mostly_closed_says_when_it_opens(void **state)
{
    (void)state;
    for (size_t i = 0; i < wall.config.spec.kpi_count - 3; i++) {
        board.kpis[i].quality = QUALITY_CLOSED;
        board.openings[board.kpis[i].spec->channel_index] =
            (struct opening){.next_ms = FAKE_NOW + 3600000};
    }
    fake_settle(&board);
    update();
    assert_false(says("すべて目標内"));
    assert_true(says("受付時間外 次回 15:32"));
}

static void pages_turn_after_their_dwell(void **state)
{
    (void)state;
    size_t pages = view_page_count(view);
    assert_true(pages > 1);
    update();
    assert_int_equal(view_next_change(view), now.mono_ms + 15000);
    now.mono_ms += 14999;
    update();
    assert_int_equal(view_page(view), 0);
    now.mono_ms += 1;
    update();
    assert_int_equal(view_page(view), 1);
    assert_int_equal(damage.rects[0].w, WIDTH);
    for (size_t i = 1; i < pages; i++) {
        now.mono_ms += 15000;
        update();
    }
    assert_int_equal(view_page(view), 0);
    assert_as_if_new();
}

static void without_dwell_pages_stand(void **state)
{
    (void)state;
    wall.page.dwell_s = 0;
    view_show_page(view, 1, &now);
    update();
    now.mono_ms += 3600000;
    update();
    assert_int_equal(view_page(view), 1);
}

/* On a wall that cannot name them all at once, every one gets its turn. */
static void everything_off_target_takes_its_turn(void **state)
{
    (void)state;
    size_t count = wall.config.spec.kpi_count;
    for (size_t i = 0; i < count; i++) {
        struct kpi *kpi = &board.kpis[i];
        kpi->reading.value = 1000 + (double)i;
        kpi->verdict = VERDICT_MISSED;
        kpi->revision++;
    }
    fake_settle(&board);
    bool named[FAKE_KPIS] = {false};
    for (size_t turn = 0; turn < count; turn++) {
        update();
        const struct cell *strip = &view_scene(view)->cells[1];
        for (size_t i = 0; i < count; i++) {
            struct figure figure =
                figure_of(1000 + (double)i, &wall.kpis[i], &board.kpis[i].target, LANGUAGE_JA);
            for (int k = 0; k < strip->count; k++) {
                named[i] |= strstr(strip->commands[k].text, figure.number) != NULL;
            }
        }
        now.mono_ms += 15000;
    }
    for (size_t i = 0; i < count; i++) {
        assert_true(named[i]);
    }
}

#define CASE(test, set_up) cmocka_unit_test_setup_teardown(test, set_up, close_view)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(first_all_then_nothing, one_page),
        CASE(one_value_one_figure, one_page),
        CASE(the_same_value_again_paints_nothing, one_page),
        CASE(a_verdict_reaches_tile_header_and_strip, one_page),
        CASE(the_strip_follows_the_values_it_shows, one_page),
        CASE(the_minute_ticks, one_page),
        CASE(the_minute_boundary_follows_a_set_clock, one_page),
        CASE(the_picture_moves_with_the_clock, one_page_that_moves),
        CASE(seconds_tick_alone, one_page_with_seconds),
        CASE(what_is_newly_missed_draws_the_eye_and_stands_still, one_page),
        CASE(what_recovers_draws_the_eye_no_more, one_page),
        CASE(nothing_draws_the_eye_at_the_start_or_when_a_page_turns, two_pages),
        CASE(a_doubtful_clock_says_so, one_page),
        CASE(the_link_in_words, one_page),
        CASE(a_notice_is_copied, one_page),
        CASE(mostly_silent_walls_say_why, one_page),
        CASE(exceptions_keep_the_strip_from_praise, one_page),
        CASE(a_wall_mostly_closed_says_when_it_opens, one_page),
        CASE(a_closure_says_why, one_page),
        CASE(what_is_of_few_people_is_not_shown, one_page),
        CASE(pages_turn_after_their_dwell, two_pages),
        CASE(without_dwell_pages_stand, two_pages),
        CASE(everything_off_target_takes_its_turn, two_pages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
