/* Whatever a wall writes can be read on what lies below it: every theme, form of tile and state. */

#include "fake_view.h"

#include <stdio.h>

#include "config/colour.h"

#define TEXT_LEAST 7.0
#define DIMMED_LEAST 4.5

enum { MISSED, NEAR, MET, MISSED_IN_HAND, NEAR_IN_HAND, RECOVERING, THIN, OLD, NO_DATA, WAITING };
enum { STATES = WAITING + 1, KPIS = 12 };

static void set_state(size_t index)
{
    static const double values[] = {[MISSED] = 62, [NEAR] = 75, [MET] = 88};
    size_t state = index % STATES;
    size_t like = state == NEAR_IN_HAND ? NEAR : state == MET ? MET : MISSED;
    struct kpi *kpi = fake_live(&board, index, values[like]);
    kpi->verdict = like == MISSED ? VERDICT_MISSED : like == NEAR ? VERDICT_NEAR : VERDICT_MET;
    kpi->streak_ms = now.mono_ms - 720000;
    kpi->recovering = state == RECOVERING;
    if (state == MISSED_IN_HAND || state == NEAR_IN_HAND) {
        fake_in_hand(&board, kpi, "SV", FAKE_NOW - 720000);
    } else if (state >= THIN) {
        static const enum quality qualities[] = {QUALITY_THIN, QUALITY_LAST_KNOWN, QUALITY_NO_DATA,
                                                 QUALITY_WAITING};
        kpi->quality = qualities[state - THIN];
        kpi->shows_value = state < NO_DATA;
    }
}

/* What was filled last at a point before the k-th command. */
static colour ground_at(const struct cell *cell, int k, int x, int y)
{
    colour ground = cell->background;
    for (int i = 0; i < k; i++) {
        const struct command *command = &cell->commands[i];
        struct rect r = command->bounds;
        if (command->kind == COMMAND_FILL && x >= r.x && x < r.x + r.w && y >= r.y &&
            y < r.y + r.h) {
            ground = command->colour;
        }
    }
    return ground;
}

static void check_text(const struct cell *cell, int k, const char *where)
{
    const struct command *command = &cell->commands[k];
    struct rect r = command->bounds;
    int middle = command->baseline - command->font.px / 4;
    const int ends[] = {command->origin_x + 1, r.x + r.w - command->font.px / 8};
    for (int i = 0; i < 2; i++) {
        colour ground = ground_at(cell, k, ends[i], middle);
        double contrast = colour_contrast(command->colour, ground);
        bool dimmed = command->colour == wall.config.theme.dimmed;
        if (contrast < (dimmed ? DIMMED_LEAST : TEXT_LEAST)) {
            fail_msg("%s: \"%s\" is #%06x on #%06x, %.1f:1", where, command->text,
                     (unsigned)command->colour, (unsigned)ground, contrast);
        }
    }
}

static void check_wall(const char *where)
{
    const struct scene *scene = view_scene(view);
    for (size_t i = 0; i < scene->count; i++) {
        for (int k = 0; k < scene->cells[i].count; k++) {
            if (scene->cells[i].commands[k].kind == COMMAND_TEXT) {
                check_text(&scene->cells[i], k, where);
            }
        }
    }
}

static void every_text_can_be_read(void **state)
{
    (void)state;
    static const enum page_show shows[] = {PAGE_TILES, PAGE_OVERVIEW, PAGE_KPI};
    static const double distances_m[] = {1, 4, 8};
    static const size_t counts[] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    char where[96];
    for (int at = 0; at < THEMES * 3 * 3 * LANGUAGE_COUNT; at++) {
        int theme = at % THEMES, show = at / THEMES % 3, distance = at / THEMES / 3 % 3;
        enum language language = (enum language)(at / THEMES / 9);
        fill_wall(language, distances_m[distance], counts, KPIS);
        wall.config.theme = *theme_of((enum theme_name)theme);
        wall.page.show = shows[show];
        for (size_t i = 0; i < KPIS; i++) {
            set_state(i);
        }
        open_view(1920, 1080);
        for (size_t page = 0; page < view_page_count(view); page++) {
            view_show_page(view, page, &now);
            update();
            snprintf(where, sizeof where, "theme %d, form %d, %.0f m, page %zu", theme, show,
                     distances_m[distance], page);
            check_wall(where);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(every_text_can_be_read, close_view),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
