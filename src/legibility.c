#include "legibility.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/fault_lines.h"
#include "config/file_answer.h"
#include "legibility_table.h"
#include "load.h"
#include "view/sizes.h"

/* ---- The report ----------------------------------------------------------------------------- */

static void print_text(const struct legibility_table *table)
{
    printf("%dx%d, %.0f inch, seen from %.1f m\n\n", table->width, table->height,
           table->display->diagonal_inch, table->display->viewing_distance_m);
    printf("%4s  %-15s %8s %10s %7s %9s\n", "page", "text", "height", "", "seen", "at least");
    for (size_t i = 0; i < table->count; i++) {
        const struct text_role *role = &table->rows[i].role;
        printf("%4zu  %-15s %5d px %7.1f mm %6.1f' %8.0f'  %s\n", table->rows[i].page, role->name,
               role->px, role->mm, role->minutes, role->rule,
               legibility_holds(role) ? "ok" : "TOO SMALL");
    }
    printf("\n%d too small\n", legibility_broken(table));
}

static double tenth(double value)
{
    return round(value * 10) / 10;
}

/* Adds the table to what is said of the file. */
static void add_table(json_t *answer, const struct legibility_table *table)
{
    json_t *texts = json_array();
    for (size_t i = 0; i < table->count; i++) {
        const struct text_role *role = &table->rows[i].role;
        json_array_append_new(texts, json_pack("{s:i, s:s, s:i, s:f, s:f, s:f, s:b}", "page",
                                               (int)table->rows[i].page, "text", role->name, "px",
                                               role->px, "mm", tenth(role->mm), "arc_minutes",
                                               tenth(role->minutes), "at_least", role->rule, "ok",
                                               legibility_holds(role)));
    }
    json_t *panel = json_pack("{s:i, s:i, s:f, s:f}", "width", table->width, "height",
                              table->height, "diagonal_inch", table->display->diagonal_inch,
                              "viewing_distance_m", table->display->viewing_distance_m);
    json_object_set_new(answer, "panel", panel);
    json_object_set_new(answer, "too_small", json_integer(legibility_broken(table)));
    json_object_set_new(answer, "texts", texts);
}

static int report(const struct options *options, const struct board_config *config,
                  struct faults *faults)
{
    struct legibility_table *table = NULL;
    int code = EXIT_INVALID;
    if (config != NULL) {
        table = legibility_table_create(config, options->width, options->height, faults);
        code = table == NULL                  ? EXIT_NO_SCREEN
               : legibility_broken(table) > 0 ? EXIT_INVALID
                                              : EXIT_OK;
    }
    if (options->json) {
        json_t *answer = file_answer(options->config_path, faults);
        if (table != NULL) {
            add_table(answer, table);
        }
        file_answer_print(answer);
    } else {
        fault_lines(options->config_path, faults);
        if (table != NULL) {
            print_text(table);
        }
    }
    legibility_table_destroy(table);
    return code;
}

int legibility_print(const struct options *options)
{
    struct document document;
    if (!load_document(&document, options->config_path)) {
        return file_answer_unreadable(options->config_path, options->json);
    }
    struct faults *faults = faults_create();
    struct board_config *config = load_board(&document, faults);
    int code = report(options, config, faults);
    board_config_destroy(config);
    faults_destroy(faults);
    free(document.bytes);
    return code;
}

/* ---- The warnings --------------------------------------------------------------------------- */

/* The smallest against its rule, of each rule: a board with a hundred tiles gets three warnings. */
struct worst {
    double rule;
    const char *of;
    struct text_role role;
    bool broken;
};

static void remember(struct worst *worst, size_t count, const struct text_role *role)
{
    for (size_t i = 0; i < count; i++) {
        bool same = worst[i].rule == role->rule && !legibility_holds(role);
        if (same && (!worst[i].broken || role->minutes < worst[i].role.minutes)) {
            worst[i].role = *role;
            worst[i].broken = true;
        }
    }
}

static void warn(const struct worst *worst, int width, int height, struct faults *faults)
{
    char read[96], allowed[64];
    snprintf(read, sizeof read, "%.1f arc minutes on %dx%d (%s)", worst->role.minutes, width,
             height, worst->role.name);
    snprintf(allowed, sizeof allowed, "at least %.0f arc minutes for %s", worst->rule, worst->of);
    faults_add(faults, SEVERITY_WARNING, "/display", "legibility", read, allowed,
               "From the farthest seat this is too small; see --legibility.");
}

void legibility_warn(const struct board_config *config, int width, int height,
                     struct faults *faults)
{
    struct worst worst[] = {{.rule = FIGURE_MINUTES, .of = "figures"},
                            {.rule = LABEL_MINUTES, .of = "names and words"},
                            {.rule = LEAST_MINUTES, .of = "any text"}};
    size_t rules = sizeof worst / sizeof *worst;
    struct legibility_table *table = legibility_table_create(config, width, height, faults);
    for (size_t i = 0; table != NULL && i < table->count; i++) {
        remember(worst, rules, &table->rows[i].role);
    }
    for (size_t i = 0; i < rules; i++) {
        if (worst[i].broken) {
            warn(&worst[i], width, height, faults);
        }
    }
    legibility_table_destroy(table);
}
