/* The head of a column of brief tiles: what it says must be true of every figure below it. */

#include "view/head.h"

#include "view/view_parts.h"
#include "fake_view.h"

#define LONG "Average speed of answer of all the calls of the day, with those from abroad"

enum { ASA = 2, CHAT_ASA = 6 };

/* Two channels of four KPIs in English, as an overview. */
static void open_overview(const char *name, double phone_target, double chat_target)
{
    static const size_t counts[] = {4, 4};
    static const size_t kpis[] = {ASA, CHAT_ASA};
    const double targets[] = {phone_target, chat_target};
    fill_wall(LANGUAGE_EN, 3, counts, 2);
    for (size_t i = 0; i < 2; i++) {
        struct target *target = &wall.kpis[kpis[i]].target;
        target->target.low = target->target.high = targets[i];
        target->limit = target->target;
        board.kpis[kpis[i]].target = *target;
        if (name) {
            wall.kpis[kpis[i]].name = wall.kpis[kpis[i]].short_name = (struct words){{name, name}};
        }
    }
    wall.page.show = PAGE_OVERVIEW;
    open_view(1920, 1080);
    update();
}

static bool head_says(const char *text)
{
    for (size_t i = 0; i < view->scene.count; i++) {
        const struct cell *cell = &view->scene.cells[i];
        for (int k = 0; view->slots[i].kind == SLOT_HEAD && k < cell->count; k++) {
            if (cell->commands[k].kind == COMMAND_TEXT &&
                strcmp(cell->commands[k].text, text) == 0) {
                return true;
            }
        }
    }
    return false;
}

static void a_duration_has_its_unit(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        double phone_target, chat_target, in_force;
        const char *says, *says_not;
    } cases[] = {
        {NULL, 40, 40, 40, "≤40 s", "s"},
        {NULL, 40, 50, 40, "s", "≤40 s"}, /* not of all below it */
        {LONG, 40, 40, 40, "s", "≤40 s"}, /* no room for more */
        {LONG, 1200, 1200, 1200, "min", "≤20 min"},
        {NULL, 120, 120, 120, "≤2:00", "min"},   /* as the figures: 1:48 */
        {NULL, 40, 40, 7200, "≤7200 s", "≤2 h"}, /* a source's own, in our unit */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        open_overview(cases[i].name, cases[i].phone_target, cases[i].chat_target);
        if (cases[i].in_force != cases[i].phone_target) {
            board.kpis[ASA].target.target.high = cases[i].in_force;
            board.kpis[CHAT_ASA].target.target.high = cases[i].in_force;
            view_show_page(view, 0, &now);
            update();
        }
        if (!head_says(cases[i].says) || head_says(cases[i].says_not)) {
            fail_msg("%zu: '%s' and not '%s'", i, cases[i].says, cases[i].says_not);
        }
    }
    close_view(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_duration_has_its_unit)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
