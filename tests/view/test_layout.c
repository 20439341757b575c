/*
 * What must hold on every page of every wall: nothing overlaps, nothing leaves its cell, no text is
 * smaller than 16 arc minutes where the panel allows it, every KPI is on exactly one page, and
 * everything off target is named on the strip or counted by its "+n".
 */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "view/sizes.h"
#include "view/view.h"
#include "fake_board.h"
#include "fake_measure.h"
#include "fake_spec.h"

static struct fake_wall wall;
static struct board board;
static const struct moment now = {.mono_ms = 100000000, .wall_ms = FAKE_NOW, .clock_good = true};
static const struct view_state no_link = {.link = LINK_NONE, .link_since_ms = NO_TIME};

static const struct {
    int width, height;
} panels[] = {{1280, 720}, {1920, 1080}, {3840, 2160}, {1080, 1920}, {720, 1280}, {1366, 768}};

static const double distances[] = {2, 5, 8, 12};

static const struct {
    size_t counts[12];
    size_t channels;
} boards[] = {
    {{1}, 1},
    {{2}, 1},
    {{4, 4, 4, 4}, 4},
    {{8, 8, 8, 8, 8}, 5},
    {{1, 8, 2, 5, 3, 7}, 6},
    {{8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8}, 12},
};

static bool within(struct rect inner, struct rect outer)
{
    return rect_equal(rect_intersection(inner, outer), inner);
}

static void assert_cell(const struct cell *cell)
{
    for (int i = 0; i < cell->count; i++) {
        const struct command *command = &cell->commands[i];
        assert_false(rect_empty(command->bounds));
        assert_true(within(command->bounds, cell->bounds));
        if (command->kind == COMMAND_TEXT) {
            int width = fake_width(&fake_measure, command->font, command->text);
            assert_true(command->origin_x >= cell->bounds.x);
            assert_true(command->origin_x + width <= cell->bounds.x + cell->bounds.w);
            assert_true(command->baseline <= cell->bounds.y + cell->bounds.h);
            int cap = fake_height(&fake_measure, command->font).cap;
            assert_true(command->baseline - cap >= cell->bounds.y);
        }
    }
}

/* What the panel hides at its edges, and the way that the picture may move. */
static struct rect visible(const struct scene *scene)
{
    const struct display_config *display = &wall.config.display;
    int x = (int)(scene->width * display->overscan_percent / 100 + 0.5) + display->shift_px;
    int y = (int)(scene->height * display->overscan_percent / 100 + 0.5) + display->shift_px;
    return (struct rect){x, y, scene->width - 2 * x, scene->height - 2 * y};
}

static void assert_apart(const struct scene *scene)
{
    struct rect whole = visible(scene);
    for (size_t a = 0; a < scene->count; a++) {
        assert_true(within(scene->cells[a].bounds, whole));
        for (size_t b = a + 1; b < scene->count; b++) {
            assert_true(
                rect_empty(rect_intersection(scene->cells[a].bounds, scene->cells[b].bounds)));
        }
    }
}

static double smallest_minutes(const struct scene *scene, const struct sizes *sizes)
{
    double least = 1e9;
    for (size_t i = 0; i < scene->count; i++) {
        for (int k = 0; k < scene->cells[i].count; k++) {
            const struct command *command = &scene->cells[i].commands[k];
            if (command->kind == COMMAND_TEXT) {
                double minutes =
                    sizes_minutes(sizes, fake_height(&fake_measure, command->font).cap);
                least = minutes < least ? minutes : least;
            }
        }
    }
    return least;
}

static bool run_into_each_other(const struct command *a, const struct command *b)
{
    if (a->kind != COMMAND_TEXT || b->kind != COMMAND_TEXT || a->baseline != b->baseline) {
        return false;
    }
    return a->origin_x < b->origin_x + fake_width(&fake_measure, b->font, b->text) &&
           b->origin_x < a->origin_x + fake_width(&fake_measure, a->font, a->text);
}

static void assert_texts_apart(const struct cell *cell)
{
    for (int a = 0; a < cell->count; a++) {
        for (int b = a + 1; b < cell->count; b++) {
            assert_false(run_into_each_other(&cell->commands[a], &cell->commands[b]));
        }
    }
}

/* Off-target KPIs on the strip: one filled or framed chip each, and what "+n" counts. */
static size_t named_on_strip(const struct cell *strip)
{
    size_t named = 0, rest = 0;
    for (int i = 0; i < strip->count; i++) {
        const struct command *command = &strip->commands[i];
        named += command->kind == COMMAND_SHAPE &&
                 (command->shape == SHAPE_SQUARE || command->shape == SHAPE_TRIANGLE);
        if (command->kind == COMMAND_TEXT && command->text[0] == '+') {
            rest = strtoul(command->text + 1, NULL, 10);
        }
    }
    return named + rest;
}

/* A tile is told by the number it shows: KPI i has the value i, and tiles have figures. */
static void count_tiles(const struct scene *scene, int *seen)
{
    for (size_t i = 2; i < scene->count; i++) {
        for (int k = 0; k < scene->cells[i].count; k++) {
            const struct command *command = &scene->cells[i].commands[k];
            if (command->kind == COMMAND_TEXT && command->font.face == FACE_FIGURE) {
                int index = atoi(command->text);
                assert_in_range(index, 0, FAKE_KPIS - 1);
                seen[index]++;
            }
        }
    }
}

/* Plain numbers as values, half of them far from their target. */
static size_t fill_board(void)
{
    size_t off = 0;
    fake_board(&board, &wall.config.spec);
    for (size_t i = 0; i < wall.config.spec.kpi_count; i++) {
        struct kpi *kpi = fake_live(&board, i, (double)i);
        kpi->verdict = i % 3 == 0 ? VERDICT_MISSED : i % 3 == 1 ? VERDICT_NEAR : VERDICT_MET;
        kpi->warns = false;
        kpi->streak_ms = now.mono_ms - 45 * 60000;
        off += i % 3 < 2;
    }
    fake_settle(&board);
    return off;
}

static void plain_metrics(void)
{
    static struct metric plain[FAKE_METRICS];
    for (size_t m = 0; m < FAKE_METRICS; m++) {
        plain[m] = fake_metrics[m];
        plain[m].unit = UNIT_COUNT;
        plain[m].decimals = 0;
    }
    for (size_t i = 0; i < wall.config.spec.kpi_count; i++) {
        wall.kpis[i].metric = &plain[i % FAKE_METRICS];
        wall.kpis[i].decimals = 0;
        wall.kpis[i].target =
            (struct target){DIRECTION_HIGHER, true, {500, 500}, {400, 400}, {500, 500}, false};
    }
}

static void check_wall(int width, int height, double distance, enum language language, size_t b,
                       struct display_config edges)
{
    fake_wall(&wall, language, distance, boards[b].counts, boards[b].channels);
    wall.config.display.overscan_percent = edges.overscan_percent;
    wall.config.display.shift_px = edges.shift_px;
    plain_metrics();
    size_t off = fill_board();
    struct view *view =
        view_create(&wall.config, &board, &zone_utc, &fake_measure, width, height, &now);
    struct sizes sizes = sizes_of(&wall.config.display, width, height);
    /* 12 m before 720 lines of a 55 inch panel is beyond what can be held. */
    bool allowed = distance < 12 - edges.overscan_percent;
    int seen[FAKE_KPIS] = {0};
    for (size_t page = 0; page < view_page_count(view); page++) {
        struct damage damage;
        damage_clear(&damage, (struct rect){0, 0, width, height});
        view_show_page(view, page, &now);
        view_update(view, &no_link, &now, &damage);
        const struct scene *scene = view_scene(view);
        assert_apart(scene);
        for (size_t i = 0; i < scene->count; i++) {
            assert_cell(&scene->cells[i]);
            assert_texts_apart(&scene->cells[i]);
        }
        if (allowed) {
            assert_true(smallest_minutes(scene, &sizes) >= LEAST_MINUTES - 1e-6);
        }
        assert_int_equal(named_on_strip(&scene->cells[1]), off);
        count_tiles(scene, seen);
    }
    for (size_t i = 0; i < wall.config.spec.kpi_count; i++) {
        assert_int_equal(seen[i], 1);
    }
    view_destroy(view);
}

static void every_wall(void **state)
{
    (void)state;
    for (size_t p = 0; p < sizeof panels / sizeof *panels; p++) {
        for (size_t d = 0; d < sizeof distances / sizeof *distances; d++) {
            for (size_t b = 0; b < sizeof boards / sizeof *boards; b++) {
                for (int language = 0; language < LANGUAGE_COUNT; language++) {
                    check_wall(panels[p].width, panels[p].height, distances[d],
                               (enum language)language, b, (struct display_config){0});
                }
            }
        }
    }
}

static void nothing_stands_where_the_panel_hides_it(void **state)
{
    (void)state;
    static const struct display_config edges[] = {{.shift_px = 5},
                                                  {.shift_px = 16},
                                                  {.overscan_percent = 2.5, .shift_px = 5},
                                                  {.overscan_percent = 5},
                                                  {.overscan_percent = 10, .shift_px = 16}};
    for (size_t e = 0; e < sizeof edges / sizeof *edges; e++) {
        for (size_t p = 0; p < sizeof panels / sizeof *panels; p++) {
            for (size_t b = 0; b < sizeof boards / sizeof *boards; b++) {
                check_wall(panels[p].width, panels[p].height, 2, LANGUAGE_JA, b, edges[e]);
            }
            check_wall(panels[p].width, panels[p].height, 8, LANGUAGE_EN, 2, edges[e]);
        }
    }
}

static size_t pages_of(int width, int height, double distance, size_t b)
{
    fake_wall(&wall, LANGUAGE_JA, distance, boards[b].counts, boards[b].channels);
    fake_board(&board, &wall.config.spec);
    struct view *view =
        view_create(&wall.config, &board, &zone_utc, &fake_measure, width, height, &now);
    size_t pages = view_page_count(view);
    view_destroy(view);
    return pages;
}

static void forty_tiles_on_a_desk(void **state)
{
    (void)state;
    assert_int_equal(pages_of(1920, 1080, 2, 3), 1);
    assert_int_equal(pages_of(1920, 1080, 2, 1), 1);
    assert_true(pages_of(1920, 1080, 8, 2) <= 4);
    assert_true(pages_of(1920, 1080, 8, 5) > pages_of(1920, 1080, 5, 5));
}

static void rotation_swaps_the_sides(void **state)
{
    (void)state;
    fake_wall(&wall, LANGUAGE_JA, 5, boards[2].counts, boards[2].channels);
    fake_board(&board, &wall.config.spec);
    static const int turns[] = {0, 90, 180, 270};
    for (size_t i = 0; i < 4; i++) {
        wall.config.display.rotate = turns[i];
        struct view *view =
            view_create(&wall.config, &board, &zone_utc, &fake_measure, 1920, 1080, &now);
        assert_int_equal(view_scene(view)->width, i % 2 ? 1080 : 1920);
        assert_int_equal(view_scene(view)->height, i % 2 ? 1920 : 1080);
        view_destroy(view);
    }
}

static void a_board_without_kpis_is_a_calm_wall(void **state)
{
    (void)state;
    fake_wall(&wall, LANGUAGE_EN, 8, boards[0].counts, 0);
    fake_board(&board, &wall.config.spec);
    struct view *view =
        view_create(&wall.config, &board, &zone_utc, &fake_measure, 1920, 1080, &now);
    struct damage damage;
    damage_clear(&damage, (struct rect){0, 0, 1920, 1080});
    view_update(view, &no_link, &now, &damage);
    assert_int_equal(view_page_count(view), 1);
    assert_int_equal(view_scene(view)->count, 3);
    view_destroy(view);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_wall),
        cmocka_unit_test(nothing_stands_where_the_panel_hides_it),
        cmocka_unit_test(forty_tiles_on_a_desk),
        cmocka_unit_test(rotation_swaps_the_sides),
        cmocka_unit_test(a_board_without_kpis_is_a_calm_wall),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
