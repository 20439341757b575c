/* Names that must be cut: what stays of them, and that no two ever look the same. */

#include <stdio.h>
#include <string.h>

#include "support/chance.h"
#include "view/label.h"
#include "view/name.h"
#include "view/tile.h"
#include "view/view_parts.h"
#include "fake_view.h"

#define CROWD 12

/* One channel of `count` KPIs, each with that name and no short one. */
static const struct board_spec *board_of(const char *const *names, size_t count)
{
    fill_wall(LANGUAGE_EN, 8, &count, 1);
    for (size_t i = 0; i < count; i++) {
        wall.kpis[i].name = wall.kpis[i].short_name = (struct words){{names[i], names[i]}};
    }
    return &wall.config.spec;
}

static struct name in_characters(const struct board_spec *spec, size_t kpi, int room)
{
    struct name_place place = {&name_characters, {0}, room, LANGUAGE_EN};
    return name_of_kpi(&place, spec, &spec->kpis[kpi]);
}

/* ---- What stays ----------------------------------------------------------------------------- */

static const struct {
    const char *names[4]; /* the first is asked for */
    int room;
    const char *text;
    enum name_form form;
} cuts[] = {
    {{"Answered calls"}, 14, "Answered calls", NAME_WHOLE},
    {{"Answered calls"}, 10, "Answered…", NAME_CUT},
    {{"Answered calls"}, 9, "Answered…", NAME_CUT},
    {{"Answered calls", "Lost calls"}, 9, "Answered…", NAME_CUT},
    /* They begin alike: the end tells them apart, by its last word if there is room for it. */
    {{"Calls answered daily", "Calls answered weekly"}, 12, "Calls…daily", NAME_CUT},
    {{"Calls answered daily", "Calls answered weekly"}, 8, "Call…ily", NAME_CUT},
    {{"Team 1001", "Team 1002", "Team 1003"}, 7, "Team…1", NAME_CUT},
    {{"平均応答時間東京", "平均応答時間大阪"}, 6, "平均応答…京", NAME_CUT},
    /* They begin and end alike. */
    {{"Calls A answered", "Calls B answered"}, 7, "Ca…s A…", NAME_CUT},
    /* One begins as the other: what stays must not be the other's. */
    {{"Calls answered", "Calls answered weekly"}, 9, "Calls a…d", NAME_CUT},
    {{"Calls", "Calls answered"}, 5, "Calls", NAME_WHOLE},
    {{"Calls answered", "Calls"}, 8, "Calls a…", NAME_CUT},
    /* No cut tells them apart. */
    {{"aaaaaaaaaa", "aaaaaaaaaaa"}, 7, "#1 aaa…", NAME_NUMBERED},
    {{"aaaaaaaaaa", "aaaaaaaaaaa"}, 3, "#1", NAME_NUMBERED},
    /* What belongs together is not parted. */
    {{"か\u3099か\u3099か\u3099か\u3099"}, 4, "か\u3099…", NAME_CUT},
};

static void test_what_stays(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
        size_t count = 0;
        while (count < 4 && cuts[i].names[count]) {
            count++;
        }
        struct name name = in_characters(board_of(cuts[i].names, count), 0, cuts[i].room);
        if (strcmp(name.text, cuts[i].text) != 0 || name.form != cuts[i].form) {
            fail_msg("%zu: '%s' in %d is '%s' (%d), not '%s'", i, cuts[i].names[0], cuts[i].room,
                     name.text, (int)name.form, cuts[i].text);
        }
    }
}

static void test_short_before_cut(void **state)
{
    (void)state;
    static const char *const names[] = {"Service level of the day", "Service level of the week"};
    const struct board_spec *spec = board_of(names, 2);
    wall.kpis[0].short_name = (struct words){{"SL day", "SL day"}};
    assert_string_equal(in_characters(spec, 0, 24).text, names[0]);
    assert_string_equal(in_characters(spec, 0, 23).text, "SL day");
    assert_int_equal(in_characters(spec, 0, 23).form, NAME_SHORT);
    assert_string_equal(in_characters(spec, 0, 5).text, "SL d…");
    struct name_place place = {&name_characters, {0}, 30, LANGUAGE_EN};
    assert_string_equal(name_of_short(&place, spec, &spec->kpis[0]).text, "SL day");
}

static void test_channels(void **state)
{
    (void)state;
    static const size_t counts[] = {1, 1};
    fill_wall(LANGUAGE_EN, 8, counts, 2);
    wall.channels[0].name = (struct words){{"Phone desk north", "Phone desk north"}};
    wall.channels[1].name = (struct words){{"Phone desk south", "Phone desk south"}};
    struct name_place place = {&name_characters, {0}, 9, LANGUAGE_EN};
    assert_string_equal(name_of_channel(&place, &wall.config.spec, 0).text, "Phone…rth");
    assert_string_equal(name_of_channel(&place, &wall.config.spec, 1).text, "Phone…uth");
}

/* ---- No two look the same ------------------------------------------------------------------- */

static struct chance chance = {CHANCE_SEED};

static char texts[2 * CROWD][160];

static bool is_taken(size_t before)
{
    for (size_t i = 0; i < before; i++) {
        if (strcmp(texts[i], texts[before]) == 0) {
            return true;
        }
    }
    return false;
}

/* Much the same as one another: made of few words, so that beginnings and ends are shared. */
static void similar_text(size_t index)
{
    static const char *const words[] = {"Calls", "answered", "within", "a", "aa", "平均応答",
                                        "時間",  "日",       "週",     "…", "1",  "か\u3099"};
    do {
        texts[index][0] = '\0';
        for (unsigned i = 0, count = 1 + pick(&chance, 8); i < count; i++) {
            size_t used = strlen(texts[index]);
            snprintf(texts[index] + used, sizeof texts[index] - used, "%s%s",
                     used > 0 && pick(&chance, 2) ? " " : "",
                     words[pick(&chance, sizeof words / sizeof *words)]);
        }
    } while (is_taken(index));
}

static void similar_names(void)
{
    for (size_t i = 0; i < wall.config.spec.kpi_count; i++) {
        similar_text(2 * i);
        similar_text(2 * i + 1);
        wall.kpis[i].name = (struct words){{texts[2 * i], texts[2 * i]}};
        wall.kpis[i].short_name = (struct words){{texts[2 * i + 1], texts[2 * i + 1]}};
    }
}

static void assert_all_differ(char names[][COMMAND_TEXT_BYTES], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        assert_true(names[i][0] != '\0');
        for (size_t j = 0; j < i; j++) {
            if (strcmp(names[i], names[j]) == 0) {
                fail_msg("'%s' and '%s' are both '%s'", texts[2 * i], texts[2 * j], names[i]);
            }
        }
    }
}

static void test_random_rooms(void **state)
{
    (void)state;
    for (int round = 0; round < 3000; round++) {
        size_t count = 2 + pick(&chance, CROWD - 1);
        char names[CROWD][COMMAND_TEXT_BYTES];
        fill_wall(LANGUAGE_EN, 8, &count, 1);
        similar_names();
        int room = 3 + (int)pick(&chance, 30);
        for (size_t i = 0; i < count; i++) {
            struct name name = in_characters(&wall.config.spec, i, room);
            assert_true(name_characters.width(NULL, (struct font){0}, name.text) <= room);
            memcpy(names[i], name.text, sizeof name.text);
        }
        assert_all_differ(names, count);
    }
}

/* What stands at the left of a tile's first row. */
static const char *drawn_name(size_t slot)
{
    const struct cell *cell = &view->scene.cells[slot];
    const struct tile_style *style = &view->style.tile;
    for (int i = 0; i < cell->count; i++) {
        const struct command *command = &cell->commands[i];
        if (command->kind == COMMAND_TEXT && command->origin_x == cell->bounds.x + style->side &&
            command->baseline == cell->bounds.y + style->name_line) {
            return command->text;
        }
    }
    fail_msg("a tile without a name");
    return "";
}

static void check_wall(int width, int height)
{
    char names[CROWD][COMMAND_TEXT_BYTES];
    open_view(width, height);
    for (size_t page = 0; page < view_page_count(view); page++) {
        view_show_page(view, page, &now);
        update();
        for (size_t i = 0; i < view->scene.count; i++) {
            if (view->slots[i].kind == SLOT_TILE) {
                text_copy(names[view->slots[i].index], COMMAND_TEXT_BYTES, drawn_name(i));
            }
        }
    }
    assert_all_differ(names, wall.config.spec.kpi_count);
    close_view(NULL);
}

/* The same through the whole view, at panels where hardly a name has room. */
static void test_small_walls(void **state)
{
    (void)state;
    static const int sides[][2] = {{640, 480}, {480, 640}, {800, 600}, {1280, 720}};
    for (int round = 0; round < 120; round++) {
        size_t count = 2 + pick(&chance, CROWD - 1);
        fill_wall(pick(&chance, 2) ? LANGUAGE_EN : LANGUAGE_JA, 4 + pick(&chance, 8), &count, 1);
        similar_names();
        fake_board(&board, &wall.config.spec);
        for (size_t i = 0; i < count; i++) {
            if (pick(&chance, 3) > 0) {
                fake_live(&board, i, pick(&chance, 100));
            }
        }
        const int *side = sides[pick(&chance, 4)];
        check_wall(side[0], side[1]);
    }
}

/* Through all turns of the strip: what it calls each KPI. Returns how many it named. */
static size_t read_strip(char names[][COMMAND_TEXT_BYTES], size_t most)
{
    bool known[CROWD] = {false};
    size_t count = 0;
    for (size_t turn = 0; turn < 2 * most; turn++) {
        update();
        const struct cell *cell = &view->scene.cells[CELL_STRIP];
        size_t chip = 0;
        for (int i = 0; i < cell->count && chip < view->named; i++) {
            if (cell->commands[i].kind == COMMAND_TEXT) {
                size_t kpi = view->off_target[(view->strip.first + chip++) % view->strip.count];
                text_copy(names[kpi], COMMAND_TEXT_BYTES, cell->commands[i].text);
                count += !known[kpi];
                known[kpi] = true;
            }
        }
        now.mono_ms += 6000;
    }
    return count;
}

/* All missed, all with the same value: the strip must still tell which is which. */
static void test_the_strip(void **state)
{
    (void)state;
    static const int sides[][2] = {{1280, 720}, {1080, 1920}, {480, 800}};
    static const size_t counts[] = {4, 4, 4};
    for (int round = 0; round < 300; round++) {
        char names[CROWD][COMMAND_TEXT_BYTES];
        fill_wall(pick(&chance, 2) ? LANGUAGE_EN : LANGUAGE_JA, 6 + pick(&chance, 7), counts, 3);
        similar_names();
        for (size_t i = 0; i < CROWD; i++) {
            snprintf(names[i], sizeof names[i], "(%zu)", i); /* where the strip never turns */
            wall.kpis[i].metric = &fake_metrics[0];
            wall.kpis[i].target = fake_targets[0];
        }
        fake_board(&board, &wall.config.spec);
        for (size_t i = 0; i < CROWD; i++) {
            fake_live(&board, i, 62);
        }
        const int *side = sides[pick(&chance, 3)];
        open_view(side[0], side[1]);
        size_t named = read_strip(names, CROWD);
        assert_true(named == CROWD || view_page_count(view) == 1);
        assert_all_differ(names, CROWD);
    }
    close_view(NULL);
}

/* A chip that has no room even alone keeps its value and tells whose it is. */
static void test_a_chip_alone(void **state)
{
    (void)state;
    static const char *const names[] = {"Calls answered within 20 seconds, daily",
                                        "Calls answered within 20 seconds, weekly"};
    board_of(names, 2);
    fake_live(&board, 0, 62);
    fake_live(&board, 1, 75);
    open_view(1080, 1920);
    update();
    const struct cell *strip = &view->scene.cells[CELL_STRIP];
    assert_string_equal(strip->commands[2].text, "Phone Calls…ily 62%");
    close_view(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_stays),  cmocka_unit_test(test_short_before_cut),
        cmocka_unit_test(test_channels),    cmocka_unit_test(test_random_rooms),
        cmocka_unit_test(test_small_walls), cmocka_unit_test(test_a_chip_alone),
        cmocka_unit_test(test_the_strip),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
