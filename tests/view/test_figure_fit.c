/* Whatever a value is, its figure has room, is large enough, is true, and does not jump. */

#include <float.h>
#include <limits.h>
#include <math.h>
#include <string.h>

#include "support/chance.h"
#include "view/view_parts.h"
#include "fake_view.h"

static void open_wall(enum language language, double distance_m, int width, int height)
{
    static const size_t counts[] = {FAKE_METRICS, 2, 3};
    fill_wall(language, distance_m, counts, 3);
    wall.page.dwell_s = 0;
    open_view(width, height);
}

static const struct command *figure_of_cell(const struct cell *cell)
{
    for (int i = 0; i < cell->count; i++) {
        const struct command *command = &cell->commands[i];
        if (command->kind == COMMAND_TEXT && command->font.face == FACE_FIGURE) {
            return command;
        }
    }
    fail_msg("a tile without a figure");
    return NULL;
}

/* What the layout gives to a figure as wide as is expected, and never under 16 minutes. */
static int floor_of(const struct slot *slot)
{
    int given = view->style.tile.figure_caps[slot->step];
    int least = view->look.type.least_cap;
    return given < least ? given : least;
}

static void check_tile(size_t i, double value)
{
    const struct cell *cell = &view->scene.cells[i];
    const struct command *figure = figure_of_cell(cell);
    const struct tile_style *style = &view->style.tile;
    int width = fake_width(&fake_measure, figure->font, figure->text);
    int left = cell->bounds.x + style->side + style->mark;
    int right = cell->bounds.x + cell->bounds.w - style->side / 2;
    int cap = fake_height(&fake_measure, figure->font).cap;
    if (strstr(figure->text, "…") || figure->origin_x + width > right || figure->origin_x < left ||
        cap < floor_of(&view->slots[i])) {
        fail_msg("%.17g of %s is '%s', %d px wide and %d high in a tile of %d px", value,
                 wall.kpis[view->slots[i].index].metric_id, figure->text, width, cap,
                 cell->bounds.w);
    }
}

static void show_everywhere(double value)
{
    for (size_t i = 0; i < wall.config.spec.kpi_count; i++) {
        fake_live(&board, i, value);
    }
    update();
    enum slot_kind kind = wall.page.show == PAGE_OVERVIEW ? SLOT_BRIEF : SLOT_TILE;
    size_t checked = 0;
    for (size_t i = 0; i < view->scene.count; i++) {
        if (view->slots[i].kind == kind) {
            check_tile(i, value);
            checked++;
        }
    }
    assert_true(checked > 0);
}

static double random_value(struct chance *chance)
{
    double value;
    do {
        uint64_t bits = chance_bits(chance);
        memcpy(&value, &bits, sizeof value);
        if (!one_in(chance, 3)) {
            value = (double)(int32_t)bits / pow(10, pick(chance, 8));
        }
    } while (!isfinite(value));
    return value;
}

static void check_values(void)
{
    static const double edges[] = {0,        -0.0,    1,      9.96,    99.96,   100,
                                   9999,     9999.5,  10000,  999960,  1e7,     1e8,
                                   1e12,     -1,      -99999, INT_MAX, INT_MIN, DBL_MAX,
                                   -DBL_MAX, DBL_MIN, 3599.6, 345600,  31622400};
    static struct chance chance = {CHANCE_SEED};
    for (size_t page = 0; page < view_page_count(view); page++) {
        view_show_page(view, page, &now);
        for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) {
            show_everywhere(edges[i]);
        }
        for (int i = 0; i < 100; i++) {
            show_everywhere(random_value(&chance));
        }
    }
}

static void any_value_has_room(void **state)
{
    (void)state;
    static const struct {
        int width, height;
        double distance;
    } walls[] = {{1280, 720, 8}, {1920, 1080, 3}, {1080, 1920, 8}, {640, 480, 5}, {800, 600, 12}};
    static const enum page_show shows[] = {PAGE_TILES, PAGE_OVERVIEW};
    for (size_t w = 0; w < sizeof walls / sizeof *walls; w++) {
        for (int l = 0; l < LANGUAGE_COUNT; l++) {
            for (size_t i = 0; i < sizeof shows / sizeof *shows; i++) {
                open_wall((enum language)l, walls[w].distance, walls[w].width, walls[w].height);
                wall.page.show = shows[i];
                open_view(walls[w].width, walls[w].height);
                check_values();
            }
        }
    }
    close_view(NULL);
}

/* ---- It does not jump ----------------------------------------------------------------------- */

/* Shows the page on which that KPI has its tile, and returns the tile's slot. */
static size_t slot_of(size_t kpi)
{
    for (size_t page = 0; page < view_page_count(view); page++) {
        for (size_t i = 0; i < view->scene.count; i++) {
            if (view->slots[i].kind == SLOT_TILE && view->slots[i].index == kpi) {
                return i;
            }
        }
        view_show_page(view, page, &now);
    }
    fail_msg("on no page");
    return 0;
}

static const struct command *show(size_t kpi, double value)
{
    size_t slot = slot_of(kpi);
    fake_live(&board, kpi, value);
    update();
    return figure_of_cell(&view->scene.cells[slot]);
}

/* As if the page had just come. */
static void forget(void)
{
    view_show_page(view, view_page(view), &now);
}

enum { WAITING = 3 }; /* a count, expected to have three digits */

static void what_is_wide_says_less(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *number;
    } cases[] = {{82, "82"},         {888, "888"},      {88888, "8.9万"}, {888888, "89万"},
                 {8888888, "889万"}, {4e9, "40億"},     {-4e9, "-40億"},  {8e12, "8.0兆"},
                 {8e15, ">9兆"},     {DBL_MAX, ">9兆"}, {-DBL_MAX, "<0"}};
    open_wall(LANGUAGE_JA, 8, 1280, 720);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        slot_of(WAITING);
        forget();
        const char *number = show(WAITING, cases[i].value)->text;
        if (strcmp(number, cases[i].number) != 0) {
            fail_msg("%g is '%s', not '%s'", cases[i].value, number, cases[i].number);
        }
    }
    close_view(NULL);
}

/* Where tiles are roomy the figure is smaller before it says less. */
static void it_grows_again_with_room_to_spare(void **state)
{
    (void)state;
    open_wall(LANGUAGE_JA, 3, 1920, 1080);
    int large = show(WAITING, 888)->font.px;
    const struct command *wide = show(WAITING, 98765);
    int small = wide->font.px;
    assert_string_equal(wide->text, "98,765");
    assert_true(small < large);
    assert_int_equal(show(WAITING, 1888)->font.px, small);
    assert_int_equal(show(WAITING, 88)->font.px, large);
    close_view(NULL);
}

static void swing(size_t kpi, double low, double high)
{
    slot_of(kpi);
    forget();
    show(kpi, high);
    show(kpi, low);
    show(kpi, high);
    struct figure_fit settled = view->slots[slot_of(kpi)].fit;
    for (int i = 0; i < 6 && settled.form != FIGURE_BEYOND; i++) {
        show(kpi, i % 2 ? high : low);
        struct figure_fit fit = view->slots[slot_of(kpi)].fit;
        if (fit.form != settled.form || fit.step != settled.step) {
            fail_msg("%s jumps between %g and %g", wall.kpis[kpi].metric_id, low, high);
        }
    }
}

/* To and fro over the place where it becomes too wide: neither size nor decimals change again. */
static void to_and_fro(void **state)
{
    (void)state;
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        open_wall((enum language)language, 8, 1280, 720);
        for (size_t kpi = 0; kpi < FAKE_METRICS; kpi++) {
            double most = wall.kpis[kpi].metric->maximum / 1.2;
            for (double value = 9; value <= most; value *= 10) {
                swing(kpi, value, value * 1.2);
            }
        }
        close_view(NULL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_value_has_room),
        cmocka_unit_test(what_is_wide_says_less),
        cmocka_unit_test(it_grows_again_with_room_to_spare),
        cmocka_unit_test(to_and_fro),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
