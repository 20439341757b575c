/* Partners side by side: which rows and tiles there are, what the total says, and before whom. */

#include "real_wall.h"

#define KPIS(target, more)                                                                         \
    "\"channels\":{\"phone\":{\"kpis\":{\"service-level\":{\"target\":" target                     \
    ",\"on_delay_s\":0,\"off_delay_s\":0" more "}}},\"chat\":{\"kpis\":{\"contacts-waiting\":{"    \
    "\"target\":5" more "}}}}"

#define BOARD(audience, more)                                                                      \
    "{\"language\":\"en\",\"audience\":\"" audience                                                \
    "\",\"display\":{\"viewing_distance_m\":3},\"businesses\":{"                                   \
    "\"own\":{\"name\":\"Own\"," KPIS(                                                             \
        "80", more) "},"                                                                           \
                    "\"a\":{\"name\":\"Alpha\",\"partner\":\"A K.K.\"," KPIS(                      \
                        "85", more) "},"                                                           \
                                    "\"b\":{\"name\":\"Beta\",\"partner\":\"B K.K.\"," KPIS(       \
                                        "75", more) "},"                                           \
                                                    "\"c\":{\"name\":\"Gamma\",\"partner\":\"C "   \
                                                    "K.K.\",\"channels\":{\"email\":{\"kpis\":{"   \
                                                    "\"on-time-rate\":{\"target\":95}}}}}},"       \
                                                    "\"pages\":{\"p\":{\"show\":\"partners\"}}}"

static void tell_all(void)
{
    tell("kpi/own/phone/service-level", "{\"value\":99,\"sample\":1000}");
    tell("kpi/a/phone/service-level", "{\"value\":90,\"numerator\":270,\"denominator\":300}");
    tell("kpi/b/phone/service-level", "{\"value\":78,\"numerator\":78,\"denominator\":100}");
    tell("kpi/a/chat/contacts-waiting", "1");
    tell("kpi/b/chat/contacts-waiting", "6");
}

static void open_partners(void)
{
    open_wall(BOARD("management", ""));
    tell_all();
    show();
}

/* How often a text stands on the wall, whole. */
static size_t times(const char *text)
{
    size_t count = 0;
    const struct scene *scene = view_scene(view);
    for (size_t i = 0; i < scene->count; i++) {
        for (int k = 0; k < scene->cells[i].count; k++) {
            const struct command *command = &scene->cells[i].commands[k];
            count += command->kind == COMMAND_TEXT && strcmp(command->text, text) == 0;
        }
    }
    return count;
}

/* What no other partner has cannot be compared, and one's own business is none. */
static void a_row_for_what_several_have(void **state)
{
    (void)state;
    open_partners();
    assert_int_equal(config->pages[0].kpi_count, 4);
    assert_int_equal(times("Alpha"), 2);
    assert_int_equal(times("Beta"), 2);
    assert_int_equal(times("Total"), 2);
    assert_false(says("Own "));
    assert_false(says("Gamma"));
    assert_true(says("Service level"));
    assert_true(says("Phone"));
    close_wall();
}

static void each_against_its_own_target(void **state)
{
    (void)state;
    open_partners();
    assert_true(says("85%"));
    assert_true(says("75%"));
    assert_int_equal(times("Met"), 3 + 1); /* and the count in the header */
    close_wall();
}

/* 348 of 400, and not 84, the mean of the two; it is judged by nobody's target. */
static void the_total_is_weighed(void **state)
{
    (void)state;
    open_partners();
    assert_int_equal(times("87"), 1);
    assert_int_equal(times("7"), 1);
    assert_int_equal(times("Info"), 2);
    close_wall();
}

static void the_total_is_as_good_as_the_worst(void **state)
{
    (void)state;
    open_partners();
    tell("kpi/b/phone/service-level", "{\"value\":null}");
    show();
    assert_int_equal(times("No data"), 2);
    assert_true(says("Total of 1/2"));
    assert_int_equal(times("90"), 1);
    tell("kpi/b/phone/service-level", "{\"value\":78}");
    show();
    assert_true(says("Total of 1/2"));
    assert_int_equal(times("90"), 2);
    tell("kpi/b/phone/service-level", "{\"value\":78,\"sample\":100}");
    show();
    assert_false(says("Total of"));
    assert_int_equal(times("87"), 1);
    close_wall();
}

static void agents_are_not_compared(void **state)
{
    (void)state;
    open_wall(BOARD("agents", ""));
    tell_all();
    show();
    assert_false(says("Alpha") || says("Beta") || says("Total"));
    assert_false(says("90") || says("78"));
    close_wall();
    open_wall(BOARD("agents", ",\"audience\":[\"agents\"]"));
    tell_all();
    show();
    assert_true(says("Alpha") && says("Beta") && says("Total"));
    close_wall();
}

/* What is newly missed calls the wall to the page of partners, and nothing is drawn twice. */
static void only_what_changes_is_recorded(void **state)
{
    (void)state;
    open_partners();
    struct damage damage;
    static const struct view_state link = {.link = LINK_NONE, .link_since_ms = NO_TIME};
    damage_clear(&damage, (struct rect){0, 0, 1920, 1080});
    view_update(view, &link, &now, &damage);
    assert_int_equal(damage.count, 0);
    tell("kpi/a/phone/service-level", "{\"value\":94,\"numerator\":282,\"denominator\":300}");
    view_update(view, &link, &now, &damage);
    assert_true(damage.count > 0);
    assert_true(says("94"));
    assert_int_equal(times("90"), 1); /* 360 of 400 */
    close_wall();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_for_what_several_have),
        cmocka_unit_test(each_against_its_own_target),
        cmocka_unit_test(the_total_is_weighed),
        cmocka_unit_test(the_total_is_as_good_as_the_worst),
        cmocka_unit_test(agents_are_not_compared),
        cmocka_unit_test(only_what_changes_is_recorded),
    };
    return cmocka_run_group_tests(tests, read_catalogue, forget_catalogue);
}
