/* Retained messages in; who is there, and a table with the worst first, out. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ctl/fleet.h"

static bool tell(struct fleet *fleet, const char *topic, const char *payload)
{
    return fleet_take(fleet, topic, payload, strlen(payload));
}

/* A screen that is online, with so many KPIs of each kind. */
static void put(struct fleet *fleet, const char *name, bool on, bool on_purpose, int missed,
                int no_data)
{
    char topic[128], status[512];
    snprintf(topic, sizeof topic, "screen/%s/availability", name);
    tell(fleet, topic, "online");
    snprintf(topic, sizeof topic, "screen/%s/status", name);
    snprintf(status, sizeof status,
             "{\"version\":\"0.1.0\",\"uptime_s\":93784,\"groups\":[\"floor-2\"],"
             "\"panel\":{\"width\":1920,\"height\":1080,\"on\":%s,\"off_on_purpose\":%s},"
             "\"page\":2,\"verdicts\":{\"met\":18,\"near\":0,\"missed\":%d,\"untargeted\":1},"
             "\"qualities\":{\"live\":19,\"no-data\":%d},\"config\":{\"sha256\":\"0123456789ab\"}}",
             on ? "true" : "false", on_purpose ? "true" : "false", missed, no_data);
    tell(fleet, topic, status);
}

static char *printed(const struct fleet *fleet)
{
    char *text = NULL;
    size_t size;
    FILE *to = open_memstream(&text, &size);
    fleet_print(fleet, to);
    fclose(to);
    return text;
}

static void the_worst_is_first(void **state)
{
    (void)state;
    static const char *const order[] = {"z-offline", "y-mute", "x-dark", "w-no-data",
                                        "v-missed",  "a-well", "b-well", "c-off"};
    struct fleet *fleet = fleet_create();
    put(fleet, "b-well", true, false, 0, 0);
    put(fleet, "c-off", false, true, 0, 0);
    put(fleet, "v-missed", true, false, 2, 0);
    put(fleet, "w-no-data", true, false, 0, 3);
    put(fleet, "x-dark", false, false, 0, 0);
    tell(fleet, "screen/y-mute/availability", "online");
    put(fleet, "z-offline", true, false, 0, 0);
    tell(fleet, "screen/z-offline/availability", "offline");
    put(fleet, "a-well", true, false, 0, 0);
    char *text = printed(fleet);
    const char *at = text;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        at = strchr(at, '\n') + 1;
        assert_memory_equal(at, order[i], strlen(order[i]));
    }
    free(text);
    fleet_destroy(fleet);
}

/* What is under way, or came to nothing; an update that went well is its version. */
static void an_update_stands_beside_the_version(void **state)
{
    (void)state;
    static const struct {
        const char *update, *cell;
    } cases[] = {
        {"{\"state\":\"none\"}", "0.1.0 "},
        {"{\"state\":\"applied\",\"percent\":100}", "0.1.0 "},
        {"{\"state\":\"installing\",\"percent\":40}", "0.1.0, installing 40 % "},
        {"{\"state\":\"trial\",\"percent\":100}", "0.1.0, trial "},
        {"{\"state\":\"reverted\"}", "0.1.0, reverted "},
        {"{\"state\":7}", "0.1.0 "},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char status[256];
        struct fleet *fleet = fleet_create();
        snprintf(status, sizeof status, "{\"version\":\"0.1.0\",\"update\":%s}", cases[i].update);
        tell(fleet, "screen/first/availability", "online");
        tell(fleet, "screen/first/status", status);
        char *text = printed(fleet);
        if (strstr(text, cases[i].cell) == NULL) {
            fail_msg("%zu: no '%s' in\n%s", i, cases[i].cell, text);
        }
        free(text);
        fleet_destroy(fleet);
    }
}

static void one_of_two_with_its_name_is_there_twice(void **state)
{
    (void)state;
    struct fleet *fleet = fleet_create();
    tell(fleet, "screen/first/availability", "online");
    tell(fleet, "screen/first/status", "{\"twin\":true}");
    char *text = printed(fleet);
    assert_non_null(strstr(text, "first   twice"));
    free(text);
    fleet_destroy(fleet);
}

/* At another broker it is nobody's fault here, and last; back, it is as any other. */
static void one_that_has_moved_is_where_it_went(void **state)
{
    (void)state;
    struct fleet *fleet = fleet_create();
    tell(fleet, "screen/away/availability", "offline");
    tell(fleet, "screen/away/status", "{\"moved\":\"mqtt2.example:8883\",\"twin\":true}");
    tell(fleet, "screen/well/availability", "online");
    tell(fleet, "screen/well/status", "{\"page\":1}");
    assert_string_equal(fleet_moved(fleet, "away"), "mqtt2.example:8883");
    assert_null(fleet_moved(fleet, "well"));
    assert_null(fleet_moved(fleet, "nobody"));
    char *text = printed(fleet);
    assert_non_null(strstr(text, "away    moved to mqtt2.example:8883  -"));
    assert_true(strstr(text, "well") < strstr(text, "away"));
    free(text);
    tell(fleet, "screen/away/availability", "online");
    assert_null(fleet_moved(fleet, "away"));
    assert_true(fleet_is_twice(fleet, "away"));
    tell(fleet, "screen/away/availability", "offline");
    tell(fleet, "screen/away/status",
         "{\"moved\":\"a-host-whose-name-is-longer-than-anybody-"
         "wants-to-read.example:8883\"}");
    text = printed(fleet);
    assert_non_null(strstr(text, "moved to a-host-whose-name-is-longer-than-anybody  -"));
    free(text);
    tell(fleet, "screen/away/status", "{\"moved\":5}");
    assert_null(fleet_moved(fleet, "away"));
    assert_false(fleet_is_twice(fleet, "away"));
    fleet_destroy(fleet);
}

/* Over a bridge that is down; at the site itself that does not matter. */
static void a_site_that_is_cut_off_is_not_there(void **state)
{
    (void)state;
    static const struct {
        const char *bridge, *far_side;
        bool cut_off;
    } cases[] = {{NULL, NULL, false}, {"0", NULL, false}, {"1", NULL, false}, {NULL, "1", false},
                 {"1", "0", false},   {"0", "0", true},   {"0", "1", true},   {"0", "", false},
                 {"", "1", false},    {"00", "1", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fleet *fleet = fleet_create();
        put(fleet, "a", true, false, 0, 0);
        tell(fleet, "screen/b/availability", "offline");
        assert_true(cases[i].bridge == NULL || tell(fleet, "bridge", cases[i].bridge));
        assert_true(cases[i].far_side == NULL || tell(fleet, "bridged", cases[i].far_side));
        bool cut_off = fleet_presence(fleet, "a") == PRESENCE_CUT_OFF;
        assert_int_equal(fleet_presence(fleet, "b"), PRESENCE_OFFLINE);
        assert_int_equal(cut_off, cases[i].cut_off);
        assert_int_equal(fleet_is_cut_off(fleet), cases[i].cut_off);
        assert_true(cut_off || fleet_presence(fleet, "a") == PRESENCE_ONLINE);
        char *text = printed(fleet);
        assert_int_equal(strstr(text, "a       cut off  -      -     -") != NULL, cut_off);
        assert_int_equal(strstr(text, "bridge of this site is down") != NULL, cut_off);
        free(text);
        fleet_destroy(fleet);
    }
}

static void a_row_tells_what_a_screen_shows(void **state)
{
    (void)state;
    struct fleet *fleet = fleet_create();
    put(fleet, "first", true, false, 2, 1);
    tell(fleet, "screen/gone/availability", "offline");
    tell(fleet, "screen/gone/status", "{\"version\":\"0.1.0\",\"page\":7,\"uptime_s\":5}");
    char *text = printed(fleet);
    assert_string_equal(text,
                        "SCREEN  ONLINE   PANEL         PAGE  VERDICTS                        "
                        "QUALITIES           VERSION  UPTIME   CONFIG\n"
                        "gone    offline  -             -     -                               "
                        "-                   0.1.0    -        -\n"
                        "first   online   1920x1080 on  2     2 missed, 18 met, 1 untargeted  "
                        "1 no-data, 19 live  0.1.0    1 d 2 h  01234567\n");
    free(text);
    fleet_destroy(fleet);
}

static void one_that_lets_people_log_in_says_so(void **state)
{
    (void)state;
    struct fleet *fleet = fleet_create();
    put(fleet, "first", true, false, 0, 0);
    tell(fleet, "screen/second/availability", "offline");
    tell(fleet, "screen/second/status", "{\"version\":\"0.1.0\",\"debug\":true}");
    assert_false(fleet_is_debug(fleet, "first"));
    assert_true(fleet_is_debug(fleet, "second"));
    assert_false(fleet_is_debug(fleet, "third"));
    char *text = printed(fleet);
    assert_non_null(strstr(text, "0.1.0 DEBUG  -  "));
    assert_non_null(strstr(text, "0.1.0        1 d 2 h"));
    free(text);
    fleet_destroy(fleet);
}

static void what_is_no_state_of_a_screen_is_not_taken(void **state)
{
    (void)state;
    static const struct {
        const char *topic, *payload;
        bool taken;
        size_t screens;
    } cases[] = {
        {"screen/a/availability", "online", true, 1},
        {"screen/a/status", "{\"page\":1}", true, 1},
        {"screen/a/status", "{", true, 0},      /* a fault of the screen: nothing is known */
        {"screen/a/status", "[1,2]", true, 1},  /* shown as nothing */
        {"screen/a/availability", "", true, 0}, /* cleared */
        {"screen/a/screenshot", "x", false, 0},
        {"screen/A/status", "{}", false, 0},
        {"screen//status", "{}", false, 0},
        {"screen/a", "{}", false, 0},
        {"group/a/config", "{}", false, 0},
        {"kpi/main/phone/aht", "3", false, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fleet *fleet = fleet_create();
        assert_int_equal(tell(fleet, cases[i].topic, cases[i].payload), cases[i].taken);
        assert_int_equal(fleet_count(fleet), cases[i].screens);
        free(printed(fleet));
        fleet_destroy(fleet);
    }
}

static void a_screen_that_is_cleared_is_gone(void **state)
{
    (void)state;
    struct fleet *fleet = fleet_create();
    put(fleet, "a", true, false, 0, 0);
    tell(fleet, "screen/a/availability", "");
    assert_int_equal(fleet_count(fleet), 1);
    assert_int_equal(fleet_presence(fleet, "a"), PRESENCE_UNKNOWN);
    tell(fleet, "screen/a/status", "");
    assert_int_equal(fleet_count(fleet), 0);
    fleet_destroy(fleet);
}

static void groups_are_told_by_the_status(void **state)
{
    (void)state;
    struct fleet *fleet = fleet_create();
    put(fleet, "a", true, false, 0, 0);
    tell(fleet, "screen/old/status", "{\"page\":1}");
    assert_int_equal(fleet_in_group(fleet, "a", "floor-2"), 1);
    assert_int_equal(fleet_in_group(fleet, "a", "floor"), 0);
    assert_int_equal(fleet_in_group(fleet, "old", "floor-2"), -1);
    assert_int_equal(fleet_in_group(fleet, "nobody", "floor-2"), -1);
    fleet_destroy(fleet);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_worst_is_first),
        cmocka_unit_test(an_update_stands_beside_the_version),
        cmocka_unit_test(one_of_two_with_its_name_is_there_twice),
        cmocka_unit_test(one_that_has_moved_is_where_it_went),
        cmocka_unit_test(a_site_that_is_cut_off_is_not_there),
        cmocka_unit_test(a_row_tells_what_a_screen_shows),
        cmocka_unit_test(one_that_lets_people_log_in_says_so),
        cmocka_unit_test(what_is_no_state_of_a_screen_is_not_taken),
        cmocka_unit_test(a_screen_that_is_cleared_is_gone),
        cmocka_unit_test(groups_are_told_by_the_status),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
