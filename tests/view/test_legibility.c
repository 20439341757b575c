/*
 * The report is what is drawn: no more, no less; what is drawn holds to the rule; and the angles
 * are those computed by hand.
 */

#include <math.h>
#include <string.h>

#include "view/legibility.h"
#include "fake_view.h"

static const size_t counts[] = {4, 2, 3};

static void make_view(enum language language, double distance_m, int width, int height)
{
    fill_wall(language, distance_m, counts, 3);
    for (size_t i = 0; i < wall.config.spec.kpi_count; i++) {
        fake_live(&board, i, (double)i)->verdict = i % 2 ? VERDICT_MISSED : VERDICT_MET;
    }
    fake_settle(&board);
    open_view(width, height);
}

static bool is_told(const struct text_role *roles, size_t count, struct font font)
{
    for (size_t i = 0; i < count; i++) {
        if (roles[i].font.face == font.face && roles[i].font.px == font.px) {
            return true;
        }
    }
    return false;
}

static void check_page(void)
{
    struct text_role roles[TEXT_ROLES];
    update();
    const struct scene *scene = view_scene(view);
    size_t count = legibility_of(view, roles);
    for (size_t i = 0; i < count; i++) {
        if (!legibility_holds(&roles[i])) {
            fail_msg("%s has %.1f', wanted %.0f'", roles[i].name, roles[i].minutes, roles[i].rule);
        }
    }
    for (size_t i = 0; i < scene->count; i++) {
        const struct cell *cell = &scene->cells[i];
        for (int c = 0; c < cell->count; c++) {
            const struct command *command = &cell->commands[c];
            if (command->kind == COMMAND_TEXT && !is_told(roles, count, command->font)) {
                fail_msg("'%s' is drawn at %d px of face %d, which is not told", command->text,
                         command->font.px, (int)command->font.face);
            }
        }
    }
}

static void every_font_that_is_drawn_is_told(void **state)
{
    (void)state;
    static const struct {
        int width, height;
    } panels[] = {{1280, 720}, {1920, 1080}, {3840, 2160}, {1080, 1920}};
    static const double distances[] = {2, 5, 8};
    for (size_t p = 0; p < 4 * 3 * LANGUAGE_COUNT; p++) {
        static const enum page_show shows[] = {PAGE_TILES, PAGE_OVERVIEW, PAGE_MESSAGE};
        for (size_t s = 0; s < 3; s++) {
            make_view((enum language)(p % LANGUAGE_COUNT), distances[p / 2 % 3],
                      panels[p / 6].width, panels[p / 6].height);
            wall.page.show = shows[s];
            wall.page.text = (struct words){{"本日は晴天なり。", "It is a fine day today."}};
            open_view(panels[p / 6].width, panels[p / 6].height);
            for (size_t page = 0; page < view_page_count(view); page++) {
                view_show_page(view, page, &now);
                check_page();
            }
            close_view(NULL);
        }
    }
}

/* 55 inch and 1920x1080: 1.577 px a mm. 16' at 8 m are 37.2 mm, 30' are 69.8 mm. */
static void angles(void **state)
{
    (void)state;
    struct text_role roles[TEXT_ROLES];
    make_view(LANGUAGE_EN, 8, 1920, 1080);
    size_t count = legibility_of(view, roles);
    assert_true(count >= 9);
    for (size_t i = 0; i < count; i++) {
        assert_true(fabs(roles[i].mm - roles[i].px / 1.5768) < 0.05);
        assert_true(fabs(roles[i].minutes - roles[i].mm / 8000 * 3437.75) < 0.05);
        assert_true(roles[i].minutes >= 16);
    }
    close_view(NULL);
}

static void the_rule(void **state)
{
    (void)state;
    static const struct {
        double minutes, rule;
        bool holds;
    } cases[] = {
        {16, 16, true}, {15.95, 16, true}, {15.8, 16, false}, {19.8, 20, false},
        {20, 20, true}, {29, 30, false},   {30, 30, true},    {45, 30, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct text_role role = {.minutes = cases[i].minutes, .rule = cases[i].rule};
        assert_int_equal(legibility_holds(&role), cases[i].holds);
    }
}

/* From near everything is large; from far names fall to the least. */
static void distance_decides(void **state)
{
    (void)state;
    static const struct {
        double distance;
        bool all_hold;
    } cases[] = {{1.5, true}, {8, true}, {40, false}}; /* no tile of the size has room */
    for (size_t c = 0; c < 3; c++) {
        struct text_role roles[TEXT_ROLES];
        make_view(LANGUAGE_JA, cases[c].distance, 1920, 1080);
        size_t count = legibility_of(view, roles);
        bool all = true;
        for (size_t i = 0; i < count; i++) {
            all = all && legibility_holds(&roles[i]);
        }
        assert_int_equal(all, cases[c].all_hold);
        close_view(NULL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_font_that_is_drawn_is_told),
        cmocka_unit_test(angles),
        cmocka_unit_test(the_rule),
        cmocka_unit_test(distance_decides),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
