/* The pages of a board as screenfuls, and the worst first. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "view/place.h"
#include "view/sheet.h"
#include "view/view.h"
#include "fake_board.h"
#include "fake_measure.h"
#include "fake_spec.h"

#define WIDTH 1920
#define HEIGHT 1080
#define PAGES 4

static struct fake_wall wall;
static struct board board;
static struct page_spec pages[PAGES];
static struct arena *arena;
static struct sheets sheets;

static int begin(void **state)
{
    (void)state;
    static const size_t counts[] = {4, 4, 4, 4};
    fake_wall(&wall, LANGUAGE_JA, 8, counts, 4);
    fake_board(&board, &wall.config.spec);
    for (size_t i = 0; i < PAGES; i++) {
        pages[i] = wall.page;
    }
    wall.config.pages = pages;
    arena = arena_create();
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

static void lay_out(size_t count, double distance_m)
{
    wall.config.page_count = count;
    wall.config.display.viewing_distance_m = distance_m;
    struct sizes sizes = sizes_of(&wall.config.display, WIDTH, HEIGHT);
    struct type type = type_of(&fake_measure, sizes, LANGUAGE_JA);
    assert_true(sheets_init(&sheets, arena, &type, &wall.config, WIDTH, HEIGHT * 4 / 5));
}

static void screenfuls_are_counted_through_all_pages(void **state)
{
    (void)state;
    pages[0].id = "hello";
    pages[0].show = PAGE_MESSAGE;
    pages[2].id = "overview";
    pages[2].show = PAGE_OVERVIEW;
    lay_out(3, 8);
    size_t tiles = sheets.list[1].count;
    assert_true(tiles > 1);
    assert_int_equal(sheets.list[0].count, 1);
    assert_int_equal(sheets.screenfuls, 1 + tiles + sheets.list[2].count);
    size_t at;
    assert_ptr_equal(sheets_at(&sheets, tiles, &at), &sheets.list[1]);
    assert_int_equal(at, tiles - 1);
    assert_ptr_equal(sheets_at(&sheets, tiles + 1, &at), &sheets.list[2]);
    assert_int_equal(at, 0);
    assert_int_equal(sheets_find(&sheets, "overview"), tiles + 1);
    assert_int_equal(sheets_find(&sheets, "hello"), 0);
    assert_int_equal(sheets_find(&sheets, "nowhere"), sheets.screenfuls);
}

static void an_overview_of_its_own_shows_only_where_it_is_shorter(void **state)
{
    (void)state;
    static const struct {
        double distance_m;
        bool shown;
    } cases[] = {{3, false}, {5, false}, {6, true}, {9, true}};
    pages[0].show = PAGE_OVERVIEW;
    pages[0].if_needed = true;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        lay_out(2, cases[i].distance_m);
        assert_int_equal(sheets.list[0].page->show == PAGE_OVERVIEW, cases[i].shown);
        assert_int_equal(sheets.count, cases[i].shown ? 2 : 1);
    }
}

/* Nothing that is off target may be out of sight. */
static void every_kpi_stands_on_a_screenful(void **state)
{
    (void)state;
    for (double distance_m = 2; distance_m < 12; distance_m += 0.5) {
        for (int overview = 0; overview < 2; overview++) {
            pages[0].show = overview ? PAGE_OVERVIEW : PAGE_TILES;
            lay_out(1, distance_m);
            size_t seen = 0;
            for (size_t i = 0; i < sheets.list[0].grid.page_count; i++) {
                const struct page *page = &sheets.list[0].grid.pages[i];
                for (size_t l = 0; l < page->line_count; l++) {
                    seen += sheets.list[0].grid.lines[page->first_line + l].kpi_count;
                }
            }
            assert_int_equal(seen, 16);
        }
    }
}

static void judge(size_t kpi, enum verdict verdict)
{
    fake_live(&board, kpi, 62);
    board.kpis[kpi].verdict = verdict;
}

/* KPIs 0 to 3 are phone, 4 to 7 chat, 8 to 11 e-mail, 12 to 15 social. */
static void the_worst_comes_first_within_its_block(void **state)
{
    (void)state;
    static const size_t tiles[] = {6, 4, 5, 7, 1, 0, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11};
    static const size_t overview[] = {4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11};
    for (size_t i = 0; i < 16; i++) {
        judge(i, VERDICT_MET);
    }
    judge(6, VERDICT_MISSED);
    judge(1, VERDICT_NEAR);
    board.kpis[12].quality = QUALITY_LAST_KNOWN;
    pages[0].worst_first = pages[1].worst_first = true;
    pages[1].show = PAGE_OVERVIEW;
    lay_out(3, 8);
    for (size_t i = 0; i < 3; i++) {
        sheets_sort(&sheets, sheets.list[i].first, &board);
    }
    assert_memory_equal(sheets.list[0].kpis, tiles, sizeof tiles);
    assert_memory_equal(sheets.list[1].kpis, overview, sizeof overview);
    assert_memory_equal(sheets.list[2].kpis, wall.page_kpis, sizeof tiles);
    judge(6, VERDICT_MET);
    judge(1, VERDICT_MET);
    board.kpis[12].quality = QUALITY_LIVE;
    sheets_sort(&sheets, 0, &board);
    assert_memory_equal(sheets.list[0].kpis, wall.page_kpis, sizeof tiles);
}

static void update(struct view *view, const struct moment *now)
{
    struct view_state link = {.link = LINK_UP, .link_since_ms = NO_TIME};
    struct damage damage;
    damage_clear(&damage, (struct rect){0, 0, WIDTH, HEIGHT});
    view_update(view, &link, now, &damage);
}

/* The order holds while a page shows, and no sooner than its dwell does the only one change. */
static void the_only_page_is_sorted_anew_after_its_dwell(void **state)
{
    (void)state;
    wall.config.display.viewing_distance_m = 2;
    wall.config.page_count = 1;
    pages[0].worst_first = true;
    for (size_t i = 0; i < 16; i++) {
        judge(i, VERDICT_MET);
    }
    fake_settle(&board);
    struct moment now = {.mono_ms = 5000000, .wall_ms = FAKE_NOW, .clock_good = true};
    struct view *view =
        view_create(&wall.config, &board, &zone_utc, &fake_measure, WIDTH, HEIGHT, &now);
    assert_int_equal(view_page_count(view), 1);
    update(view, &now);
    now.mono_ms += 15000;
    update(view, &now);
    size_t first_tile = 3; /* behind header, strip and label */
    assert_int_equal(view_setting(view).slots[first_tile].index, 0);
    judge(2, VERDICT_MISSED);
    fake_settle(&board);
    now.mono_ms += 1000;
    update(view, &now);
    now.mono_ms += 14999;
    update(view, &now);
    assert_int_equal(view_setting(view).slots[first_tile].index, 0);
    now.mono_ms += 1;
    update(view, &now);
    assert_int_equal(view_setting(view).slots[first_tile].index, 2);
    assert_true(view_next_change(view) > now.mono_ms + 15000); /* nothing happens, nothing runs */
    view_destroy(view);
}

/* Many channels with little each stand side by side rather than on page after page. */
static void short_rows_share_a_page(void **state)
{
    (void)state;
    static const size_t counts[] = {1, 1, 1, 1, 1, 1};
    fake_wall(&wall, LANGUAGE_JA, 6, counts, 6);
    pages[0] = wall.page;
    wall.config.pages = pages;
    lay_out(1, 6);
    assert_true(sheets.list[0].grid.abreast > 1);
    assert_true(sheets.screenfuls <= 2);
    size_t lines = 0;
    for (size_t i = 0; i < sheets.screenfuls; i++) {
        const struct page *page = &sheets.list[0].grid.pages[i];
        assert_int_equal(sheets.list[0].grid.lines[page->first_line].strip, 0);
        lines += page->line_count;
    }
    assert_int_equal(lines, 6);
}

/* However its rows are ordered, a page finds room for its slots. */
static void any_order_has_room(void **state)
{
    (void)state;
    static const size_t mixed[] = {8, 1, 5, 3, 2, 7}, ones[] = {1, 1, 1, 1, 1, 1};
    uint32_t random = 7;
    for (double distance_m = 1; distance_m < 14; distance_m += 0.5) {
        bool short_rows = distance_m != (int)distance_m;
        fake_wall(&wall, LANGUAGE_JA, distance_m, short_rows ? ones : mixed, 6);
        fake_board(&board, &wall.config.spec);
        pages[0] = wall.page;
        pages[0].worst_first = true;
        pages[0].show = (int)distance_m % 2 ? PAGE_OVERVIEW : PAGE_TILES;
        wall.config.pages = pages;
        struct moment now = {.mono_ms = 5000000, .wall_ms = FAKE_NOW, .clock_good = true};
        struct view *view =
            view_create(&wall.config, &board, &zone_utc, &fake_measure, WIDTH, HEIGHT, &now);
        for (int round = 0; round < 40; round++) {
            for (size_t i = 0; i < wall.config.spec.kpi_count; i++) {
                random = random * 1664525 + 1013904223;
                judge(i, (enum verdict)(random >> 30));
            }
            fake_settle(&board);
            now.mono_ms += 15000;
            update(view, &now);
            assert_true(view_scene(view)->count <= view_scene(view)->room);
        }
        view_destroy(view);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

static size_t heads(void)
{
    size_t count = 0;
    lay_out(1, 3);
    const struct grid *grid = &sheets.list[0].grid;
    for (size_t page = 0; page < grid->page_count; page++) {
        const struct page *p = &grid->pages[page];
        for (size_t i = 0; i < p->line_count; i++) {
            count += grid_headed(grid, p, p->first_line + i);
        }
    }
    return count;
}

/* A head must be true of every figure below it: 1.0 h below an "s" would be a lie. */
static void what_a_head_does_not_say_has_another(void **state)
{
    (void)state;
    enum { CHAT_SERVICE_LEVEL = 4, CHAT_ASA = 6 };
    pages[0].show = PAGE_OVERVIEW;
    size_t before = heads();
    wall.kpis[CHAT_ASA].target.target.high = 50; /* seconds as before */
    assert_int_equal(heads(), before);
    wall.kpis[CHAT_ASA].target.target.high = 7200;
    assert_int_equal(heads(), before + 1);
    wall.kpis[CHAT_ASA].target.target.high = 40;
    wall.kpis[CHAT_SERVICE_LEVEL].name.in[LANGUAGE_JA] = "別の名前";
    assert_int_equal(heads(), before + 1);
    wall.kpis[CHAT_SERVICE_LEVEL].name = wall.kpis[0].name;
    assert_int_equal(heads(), before);
    wall.kpis[CHAT_SERVICE_LEVEL].short_name.in[LANGUAGE_JA] = "別";
    assert_int_equal(heads(), before + 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(screenfuls_are_counted_through_all_pages),
        TEST(an_overview_of_its_own_shows_only_where_it_is_shorter),
        TEST(what_a_head_does_not_say_has_another),
        TEST(every_kpi_stands_on_a_screenful),
        TEST(the_worst_comes_first_within_its_block),
        TEST(the_only_page_is_sorted_anew_after_its_dwell),
        TEST(short_rows_share_a_page),
        TEST(any_order_has_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
