/* The rules hold for every theme, and a site's own colours are refused where they break one. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include "config_test.h"

#include "config/theme.h"

static void every_theme_keeps_every_rule(void **state)
{
    (void)state;
    for (int name = 0; name < THEMES; name++) {
        const struct theme *theme = theme_of((enum theme_name)name);
        for (size_t i = 0; i < theme_rule_count; i++) {
            const struct theme_rule *rule = &theme_rules[i];
            double measured = theme_measure(theme, rule);
            if (measured < rule->least) {
                fail_msg("theme %d, rule %zu: %.2f, at least %.2f", name, i, measured, rule->least);
            }
        }
    }
}

/* No two of them are the same by an oversight. */
static void themes_differ(void **state)
{
    (void)state;
    for (int a = 0; a < THEMES; a++) {
        for (int b = 0; b < a; b++) {
            const struct theme *one = theme_of((enum theme_name)a);
            assert_memory_not_equal(one, theme_of((enum theme_name)b), sizeof *one);
        }
    }
}

/* Whoever needs the contrast sees where every tile ends; elsewhere its field tells. */
static void high_contrast_has_outlines(void **state)
{
    (void)state;
    for (int name = 0; name < THEMES; name++) {
        bool outlined = theme_of((enum theme_name)name)->outline != COLOUR_ABSENT;
        assert_int_equal(outlined, name == THEME_HIGH_CONTRAST);
    }
}

#define REST "\"businesses\":{\"main\":{\"channels\":{\"phone\":{\"kpis\":{\"occupancy\":{}}}}}}"

static void a_sites_colours_are_taken(void **state)
{
    struct faults *faults = faults_create();
    struct board_config *config = read_board(
        *state, "{\"display\":{\"theme\":\"signal\"},\"theme\":{\"met\":\"#00E0b0\"}," REST "}",
        faults);
    assert_non_null(config);
    assert_int_equal(config->theme.met, 0x00e0b0);
    assert_int_equal(config->theme.near, theme_of(THEME_SIGNAL)->near);
    board_config_destroy(config);
    faults_destroy(faults);
}

static void a_pair_that_breaks_a_rule_is_refused_with_the_figure(void **state)
{
    static const struct {
        const char *theme, *pointer, *code, *read, *allowed;
    } cases[] = {
        {"\"text\":\"#808080\"", "/theme/text", "contrast", "#808080 on #1a2027, 4.1:1",
         "at least 7:1"},
        {"\"ground\":\"#ffffff\"", "/theme/ground", "contrast", "#f0f4f7 on #ffffff, 1.1:1",
         "at least 7:1"},
        {"\"met\":\"#fff200\"", "/theme/met", "colours-too-close", NULL, "at least 18 (CIEDE2000)"},
        {"\"missed\":\"#b80000\"", "/theme/missed", "contrast", "#000000 on #b80000, 3.0:1",
         "at least 7:1"},
        {"\"missed\":\"#1c222a\",\"on_missed\":\"#ffffff\"", "/theme/missed", "colours-too-close",
         NULL, "at least 18 (CIEDE2000)"},
        {"\"dimmed\":\"#f0f4f7\"", "/theme/dimmed", "contrast", "#f0f4f7 on #f0f4f7, 1.0:1",
         "at least 1.8:1"},
        {"\"bar_met\":\"#2a3a48\"", "/theme/bar_met", "contrast", "#2a3a48 on #1a2027, 1.4:1",
         "at least 3:1"},
        {"\"outline\":\"#303840\"", "/theme/outline", "contrast", NULL, "at least 3:1"},
        {"\"hatch\":\"#1a2027\"", "/theme/hatch", "contrast", "#1a2027 on #1a2027, 1.0:1", NULL},
        {"\"missed\":\"red\"", "/theme/missed", "colour", "\"red\"", NULL},
        {"\"missed\":\"#ff00\"", "/theme/missed", "colour", "\"#ff00\"", NULL},
        {"\"missed\":\"#gg0000\"", "/theme/missed", "colour", "\"#gg0000\"", NULL},
        {"\"missed\":16711680", "/theme/missed", "type", "16711680", NULL},
        {"\"mised\":\"#ff0000\"", "/theme/mised", "unknown-key", "mised", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[512];
        struct faults *faults = faults_create();
        snprintf(text, sizeof text, "{\"theme\":{%s}," REST "}", cases[i].theme);
        assert_null(read_board(*state, text, faults));
        bool found = false;
        for (size_t j = 0; j < faults_count(faults); j++) {
            const struct fault *fault = faults_at(faults, j);
            found = found || (strcmp(fault->pointer, cases[i].pointer) == 0 &&
                              strcmp(fault->code, cases[i].code) == 0 &&
                              (!cases[i].read || strcmp(fault->read, cases[i].read) == 0) &&
                              (!cases[i].allowed || strcmp(fault->allowed, cases[i].allowed) == 0));
        }
        if (!found) {
            const struct fault *first = faults_at(faults, 0);
            fail_msg("%s: %s %s %s %s", cases[i].theme, first->pointer, first->code, first->read,
                     first->allowed);
        }
        faults_destroy(faults);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_theme_keeps_every_rule),
        cmocka_unit_test(themes_differ),
        cmocka_unit_test(high_contrast_has_outlines),
        cmocka_unit_test(a_sites_colours_are_taken),
        cmocka_unit_test(a_pair_that_breaks_a_rule_is_refused_with_the_figure),
    };
    return cmocka_run_group_tests(tests, world_open, world_close);
}
